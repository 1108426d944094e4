"""Posts, kept with their audit trail and their timers, all or nothing."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, delete, exists, func, select, update

from bot.gate.ports import StaleError, Timer
from bot.gate.post import Entry, Post, State
from bot.store import audit
from bot.store.engine import Database
from bot.store.tables import devices, posts, timers
from bot.store.upsert import Upsert

_POST = TypeAdapter(Post)


class PostStore:
    """`bot.gate.ports.Store`. Any method raises StoreError where the database fails.

    With a `school`, another's posts are not there for it, whatever is asked for.
    """

    def __init__(self, database: Database, school: str | None = None) -> None:
        self._database = database
        self._school = school

    async def add(self, post: Post, timers: Sequence[Timer]) -> bool:
        """Keep a new post; False, with nothing written, where its id is known.

        Its last entry, where it has one, goes into the audit trail with it.
        """
        row = {"id": post.id, "school": post.school, **_columns(post)}

        def add(connection: Connection) -> bool:
            if _ADD(connection, row).one_or_none() is None:
                return False
            _set(connection, post, timers)
            if post.last:
                audit.append(connection, post, post.last)
            return True

        return await self._database.write(add)

    async def load(self, post_id: str) -> Post | None:
        wanted = _BODY if self._school is None else _BODY_OF_SCHOOL
        asked = {"that": post_id, "of": self._school}
        body = await self._database.read(lambda c: c.scalar(wanted, asked))
        return None if body is None else _POST.validate_json(body)

    async def save(self, post: Post, was: Post, timers: Sequence[Timer]) -> None:
        """Write `post`, its last entry and timers together.

        StaleError unless the stored state and version are those of `was`.
        ValueError where `post` is not exactly one step on from `was`: a step that is
        not written here would be missing from the audit trail.
        """
        if post.last is None or post.version != was.version + 1:
            raise ValueError("one save is one step")
        entry = post.last
        before = {
            "that": was.id,
            "state_was": was.state.value,
            "version_was": was.version,
        }
        columns = _columns(post)

        def save(connection: Connection) -> bool:
            if connection.execute(_SAVE, {**before, **columns}).rowcount != 1:
                return False
            _set(connection, post, timers)
            audit.append(connection, post, entry)
            return True

        if not await self._database.write(save):
            raise StaleError

    async def erase(self, post: Post) -> bool:
        """Delete the post as it is here, with all that hangs on it but its audit trail.

        False, with nothing deleted, where it has changed since, or its author has not
        yet said what became of its photos.
        """
        these = {"that": post.id, "version_was": post.version}
        return await self._database.write(
            lambda c: c.execute(_ERASE, these).rowcount == 1
        )

    async def posted_before(
        self, school: str, text: str, since: datetime
    ) -> datetime | None:
        """When these words were last published, from `since` on.

        Case, spacing and punctuation do not count. Without words there is no answer.
        """
        said = _said(text)
        if said is None:
            return None
        words = {"of": school, "words": said, "since": since}
        return await self._database.read(lambda c: c.scalar(_BEFORE, words))

    async def sent_since(self, school: str, since: datetime) -> Sequence[Post]:
        """Its posts whose intent was kept, once or more, from `since` on."""
        asked = {"of": school, "since": since}
        bodies = await self._database.read(lambda c: c.scalars(_SENT, asked).all())
        return [_POST.validate_json(body) for body in bodies]

    async def trail(self, post_id: str) -> Sequence[Entry]:
        """The audit trail of one post, oldest first."""
        return await self._database.read(lambda c: audit.entries(c, post_id))


_THAT = posts.c.id == bindparam("that")
_BODY = select(posts.c.body).where(_THAT)
_BODY_OF_SCHOOL = _BODY.where(posts.c.school == bindparam("of"))
_SAVE = update(posts).where(
    _THAT,
    posts.c.state == bindparam("state_was"),
    posts.c.version == bindparam("version_was"),
)
_ERASE = delete(posts).where(
    _THAT,
    posts.c.version == bindparam("version_was"),
    ~exists().where(devices.c.post_id == posts.c.id, devices.c.deleted_at.is_(None)),
)
_BEFORE = select(func.max(posts.c.published_at)).where(
    posts.c.school == bindparam("of"),
    posts.c.said == bindparam("words"),
    posts.c.published_at >= bindparam("since"),
)
_SENT = select(posts.c.body).where(
    posts.c.school == bindparam("of"), posts.c.id.in_(audit.SENT)
)
_ADD = Upsert(
    posts,
    ("id", "school", "state", "version", "body", "said", "published_at"),
    lambda new: new.on_conflict_do_nothing(index_elements=[posts.c.id]).returning(
        posts.c.id
    ),
)
_SET = Upsert(
    timers,
    ("school", "post_id", "alarm", "due", "serial", "attempts"),
    lambda new: new.on_conflict_do_update(
        index_elements=[timers.c.post_id, timers.c.alarm],
        set_={"due": new.excluded.due, "serial": timers.c.serial + 1, "attempts": 0},
    ),
)


def _set(connection: Connection, post: Post, wanted: Sequence[Timer]) -> None:
    """Set the post's timers. One that is running now runs again after it is through."""
    new = {"school": post.school, "post_id": post.id, "serial": 1, "attempts": 0}
    if wanted:
        _SET(
            connection,
            [new | {"alarm": timer.alarm.value, "due": timer.due} for timer in wanted],
        )


def _columns(post: Post) -> dict[str, Any]:
    out = post.last if post.state is State.PUBLISHED else None
    return {
        "state": post.state.value,
        "version": post.version,
        "body": _POST.dump_json(post).decode(),
        "said": _said(post.draft.text) if out else None,
        "published_at": out.at if out else None,
    }


def _said(text: str) -> str | None:
    """A hash of the words alone, SHA-256 in hex; None where there are none."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = [c for c in folded if c.isspace() or unicodedata.category(c)[0] not in "PCZ"]
    words = "".join(kept).split()
    return sha256(" ".join(words).encode()).hexdigest() if words else None
