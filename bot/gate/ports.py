"""What the gate needs from the outside world."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from bot.gate.post import Entry, Post, Role, Trouble
from nlp.reading import Reading

Read = Callable[[str], Awaitable[Reading]]
Clock = Callable[[], datetime]  # always aware, in UTC


class Alarm(StrEnum):
    """What a timer is for."""

    SHOW = "show"  # draw the post's cards again
    PUBLISH = "publish"
    LOOK_UP = "look up"  # unsure: is it out?
    EXPIRE = "expire"
    FORGET = "forget"  # delete the bot's copies of the photos
    REMIND = "remind"  # of photos that are still on a device
    SAFEGUARD = "safeguard"  # tell the safeguarding lead
    REMEMBER = "remember"  # what a leader agreed is not a child
    ERASE = "erase"  # the post itself, which nobody takes up any more


@dataclass(frozen=True, slots=True)
class Timer:
    """A wait that outlives the process. A post has at most one of each alarm."""

    alarm: Alarm
    due: datetime


# What a timer calls, with the post's id. It answers when to be called again, if
# ever; a timer whose call raises is called again after a growing pause.
Fire = Callable[[str], Awaitable[datetime | None]]


class OutOfOrderError(Exception):
    """Not the work is at fault but what it needs: it can wait until that is mended."""


class StoreError(OutOfOrderError):
    """The store cannot be used; the message is one sentence that says what to do."""


class StaleError(Exception):
    """Somebody else changed the post first. Nothing has been written."""


class Store(Protocol):
    async def add(self, post: Post, timers: Sequence[Timer]) -> bool:
        """Keep a new post; False, with nothing written, where its id is known.

        Its last entry, where it has one, goes into the audit trail with it.
        """
        ...

    async def load(self, post_id: str) -> Post | None: ...

    async def save(self, post: Post, was: Post, timers: Sequence[Timer]) -> None:
        """Write `post`, its last entry and timers together.

        StaleError unless the stored state and version are those of `was`.
        """
        ...

    async def erase(self, post: Post) -> bool:
        """Delete the post as it is here, with all that hangs on it but its audit trail.

        False, with nothing deleted, where it has changed since, or its author has not
        yet said what became of its photos.
        """
        ...

    async def posted_before(
        self, school: str, text: str, since: datetime
    ) -> datetime | None:
        """When these words, case and spacing apart, were last published."""
        ...

    async def sent_since(self, school: str, since: datetime) -> Sequence[Post]:
        """Its posts whose intent was kept, once or more, from `since` on."""
        ...

    async def trail(self, post_id: str) -> Sequence[Entry]:
        """The audit trail of one post, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Event:
    """Something from chat, kept before it was acknowledged.

    Events of one lane (a user, a post) are handled in the order they came, one
    at a time. `attempt` counts from 1; above 1, an earlier try may have got far.
    `received_at` is when it was kept.
    """

    id: int
    school: str
    event_id: str
    lane: str
    kind: str
    payload: Mapping[str, Any]
    attempt: int
    received_at: datetime | None = None


Handle = Callable[[Event], Awaitable[None]]


class Inbox(Protocol):
    async def put(
        self, event_id: str, kind: str, payload: Mapping[str, Any], lane: str
    ) -> bool:
        """Keep an event for the worker; False where its id is known already."""
        ...


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a post's card stands in chat, and the post's version that it shows."""

    channel: str
    ts: str
    version: int


class Cards(Protocol):
    """Where each post's card is, for each audience ("author", "leaders"...)."""

    async def get(self, post_id: str, audience: str) -> CardPlace | None: ...

    async def put(self, post_id: str, audience: str, place: CardPlace) -> None:
        """Keep the place, over what was kept for this audience before."""
        ...

    async def all(self, post_id: str) -> Mapping[str, CardPlace]:
        """Every place that is kept for a post, by audience."""
        ...

    async def drop(self, post_id: str, audience: str) -> None: ...


@dataclass(frozen=True, slots=True)
class OnDevice:
    """Photos that were sent in with a post, and where their author's copies are.

    `reminded` is how often; `deleted_at` is when the author said that they are gone.
    """

    post_id: str
    author: str
    photos: int
    since: datetime
    reminded: int = 0
    deleted_at: datetime | None = None


class Devices(Protocol):
    """What is known of the photos on people's own devices (3.4)."""

    async def sent(self, photos: OnDevice) -> None:
        """Keep that they were sent; nothing changes where it is known."""
        ...

    async def get(self, post_id: str) -> OnDevice | None: ...

    async def reminded(self, post_id: str) -> None:
        """Count one more reminder."""
        ...

    async def deleted(self, post_id: str, at: datetime) -> None: ...

    async def outstanding(self) -> Sequence[OnDevice]:
        """Those that nobody has said are deleted, oldest first."""
        ...


class Memory(Protocol):
    """Names of which a leader agreed that they are not children's.

    They come and go as `policy.naming.form_of` has them, and are kept as hashes only.
    """

    async def keep(self, names: Collection[str], agreed: Entry) -> None:
        """Remember these, and who agreed when; what is remembered already stays."""
        ...

    async def known(self, names: Collection[str]) -> frozenset[str]:
        """Those of `names` that are remembered."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A cleaned photo as it is sent to a network."""

    data: bytes
    media_type: str  # image/jpeg or image/png
    alt: str


class Photos(Protocol):
    """The bot's own copies of cleaned photos, encrypted at rest."""

    async def keep(self, photo_id: str, picture: Picture) -> None: ...

    async def load(self, photo_id: str) -> Picture:
        """The bytes, with an empty alt. FileNotFoundError once forgotten."""
        ...

    async def forget(self, photo_id: str) -> None: ...


class SureNoError(Exception):
    """The network did surely not take the post."""

    def __init__(self, trouble: Trouble, retry_after: timedelta | None = None) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.retry_after = retry_after


class UnsureError(Exception):
    """The network may or may not have taken the post."""


class Network(Protocol):
    name: str

    def over(self, text: str) -> int:
        """By how many characters, as the network counts, the text is too long."""
        ...

    def same(self, text: str, other: str) -> bool:
        """Whether `find` cannot tell the one from the other."""
        ...

    async def publish(self, text: str, pictures: Sequence[Picture]) -> str:
        """Publish once; the public address. SureNoError or UnsureError if not."""
        ...

    async def find(self, text: str, pictures: int, since: datetime) -> frozenset[str]:
        """The public addresses of all our own posts with these words since then."""
        ...


class Roster(Protocol):
    async def roles(self, user: str) -> frozenset[Role]:
        """STAFF, LEADER and HEAD as they apply. It raises while nobody can say."""
        ...

    async def heads(self) -> frozenset[str]:
        """Everybody whose role is HEAD. It raises while nobody can say."""
        ...
