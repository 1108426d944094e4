"""Posts, kept with their audit trail and their timers, all or nothing."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gate.ports import StaleError, Timer
from bot.gate.post import Entry, Post, State
from bot.store import audit
from bot.store.engine import Database, insert_into
from bot.store.leases import of_school
from bot.store.tables import posts, timers

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
        async with self._database.writing() as connection:
            added = await connection.execute(
                insert_into(connection, posts)
                .values(id=post.id, school=post.school, **_columns(post))
                .on_conflict_do_nothing(index_elements=[posts.c.id])
                .returning(posts.c.id)
            )
            if added.one_or_none() is None:
                return False
            if post.last:
                await audit.append(connection, post, post.last)
            await _set(connection, post, timers)
        return True

    async def load(self, post_id: str) -> Post | None:
        async with self._database.reading() as connection:
            body = await connection.scalar(
                select(posts.c.body).where(
                    posts.c.id == post_id, of_school(posts, self._school)
                )
            )
        return None if body is None else _POST.validate_json(body)

    async def save(self, post: Post, was: Post, timers: Sequence[Timer]) -> None:
        """Write `post`, its last entry and timers together.

        StaleError unless the stored state and version are those of `was`.
        ValueError where `post` is not exactly one step on from `was`: a step that is
        not written here would be missing from the audit trail.
        """
        if post.last is None or post.version != was.version + 1:
            raise ValueError("one save is one step")
        async with self._database.writing() as connection:
            written = await connection.execute(
                update(posts)
                .where(
                    posts.c.id == was.id,
                    posts.c.state == was.state.value,
                    posts.c.version == was.version,
                )
                .values(_columns(post))
            )
            if written.rowcount != 1:
                raise StaleError
            await audit.append(connection, post, post.last)
            await _set(connection, post, timers)

    async def posted_before(
        self, school: str, text: str, since: datetime
    ) -> datetime | None:
        """When these words were last published, from `since` on.

        Case, spacing and punctuation do not count. Without words there is no answer.
        """
        said = _said(text)
        if said is None:
            return None
        async with self._database.reading() as connection:
            return await connection.scalar(
                select(func.max(posts.c.published_at)).where(
                    posts.c.school == school,
                    posts.c.said == said,
                    posts.c.published_at >= since,
                )
            )

    async def trail(self, post_id: str) -> Sequence[Entry]:
        """The audit trail of one post, oldest first."""
        async with self._database.reading() as connection:
            return await audit.entries(connection, post_id)


async def _set(
    connection: AsyncConnection, post: Post, wanted: Sequence[Timer]
) -> None:
    """Set the post's timers. One that is running now runs again after it is through."""
    if not wanted:
        return
    new = insert_into(connection, timers)
    await connection.execute(
        new.on_conflict_do_update(
            index_elements=[timers.c.post_id, timers.c.alarm],
            set_={
                "due": new.excluded.due,
                "serial": timers.c.serial + 1,
                "attempts": 0,
            },
        ),
        [
            {
                "school": post.school,
                "post_id": post.id,
                "alarm": timer.alarm.value,
                "due": timer.due,
                "serial": 1,
                "attempts": 0,
            }
            for timer in wanted
        ],
    )


def _columns(post: Post) -> dict[str, Any]:
    columns = {
        "state": post.state.value,
        "version": post.version,
        "body": _POST.dump_json(post).decode(),
    }
    if post.state is State.PUBLISHED and post.last:
        columns |= {"said": _said(post.draft.text), "published_at": post.last.at}
    return columns


def _said(text: str) -> str | None:
    """A hash of the words alone, SHA-256 in hex; None where there are none."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = [c for c in folded if c.isspace() or unicodedata.category(c)[0] not in "PCZ"]
    words = "".join(kept).split()
    return sha256(" ".join(words).encode()).hexdigest() if words else None
