"""What the stand-in for X knows: photos, posts, and how it is to behave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeFloat

X_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)  # ids count from here


class DuplicateError(Exception):
    """These words are there already."""


class UnknownMediaError(Exception):
    """There is no such photo."""


class Behaviour(BaseModel):
    """`timeline_delay`: seconds until a post shows on its own timeline.

    `access`: what the keys may do, as X tells it with each answer.
    """

    model_config = ConfigDict(extra="forbid")

    timeline_delay: NonNegativeFloat = 0
    duplicate_filter: bool = True
    access: Literal["read", "read-write"] = "read-write"


@dataclass
class Media:
    id: str
    data: bytes
    media_type: str
    width: int
    height: int
    alt: str = ""

    @property
    def key(self) -> str:
        return f"3_{self.id}"

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Post:
    id: str
    text: str
    media: tuple[Media, ...]
    reply_settings: str | None
    created_at: datetime
    shown_at: datetime


@dataclass
class State:
    """All in memory: what is tried out is forgotten when it stops."""

    now: Callable[[], datetime]
    behaviour: Behaviour = field(default_factory=Behaviour)
    media: dict[str, Media] = field(default_factory=dict[str, Media])
    posts: list[Post] = field(default_factory=list[Post])
    _made: int = 0

    def reset(self) -> None:
        self.behaviour = Behaviour()
        self.media.clear()
        self.posts.clear()

    def upload(self, data: bytes, media_type: str, width: int, height: int) -> Media:
        media = Media(self._id(self.now()), data, media_type, width, height)
        self.media[media.id] = media
        return media

    def describe(self, media_id: str, alt: str) -> Media:
        """UnknownMediaError where it was not uploaded."""
        media = self._of([media_id])[0]
        media.alt = alt
        return media

    def post(
        self, text: str, media_ids: Sequence[str], reply_settings: str | None
    ) -> Post:
        """UnknownMediaError or DuplicateError; nothing is posted then.

        Like X, it takes the same words for new where a photo is with them.
        """
        media = self._of(media_ids)
        words = [post.text.strip() for post in self.posts if not post.media]
        if self.behaviour.duplicate_filter and not media and text.strip() in words:
            raise DuplicateError
        now = self.now()
        shown_at = now + timedelta(seconds=self.behaviour.timeline_delay)
        post = Post(self._id(now), text, media, reply_settings, now, shown_at)
        self.posts.append(post)
        return post

    def page(
        self, start: datetime | None, before: str | None, size: int
    ) -> tuple[Sequence[Post], bool]:
        """Posts since `start` and older than the post `before`, the newest first.

        With them, whether there are more.
        """
        now = self.now()
        shown = [
            post
            for post in reversed(self.posts)
            if post.shown_at <= now
            and (start is None or post.created_at >= start)
            and (before is None or int(post.id) < int(before))
        ]
        return shown[:size], len(shown) > size

    def _of(self, media_ids: Sequence[str]) -> tuple[Media, ...]:
        try:
            return tuple(self.media[media_id] for media_id in media_ids)
        except KeyError:
            raise UnknownMediaError from None

    def _id(self, at: datetime) -> str:
        """Like X's: milliseconds in the upper bits, a number to tell apart below."""
        self._made += 1
        milliseconds = (at - X_EPOCH) // timedelta(milliseconds=1)
        return str(milliseconds << 22 | self._made % (1 << 22))
