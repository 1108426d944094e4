"""The audit trail: a chain for each school, in which no row can be altered unseen."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gate.post import Entry, Post, Role, State
from bot.store.engine import Database, insert_into
from bot.store.tables import audit, audit_ends

START = ""  # what the first row of a chain is linked to


class Note(NamedTuple):
    """Something that was done, and to no post: to a name, say, by its hash."""

    step: str
    actor: str
    role: Role
    at: datetime
    about: str
    clause: str


async def append(connection: AsyncConnection, post: Post, entry: Entry) -> None:
    """Add one row to the school's chain, inside the caller's transaction."""
    row = {
        "post_id": post.id,
        "step": str(entry.step),
        "actor": entry.actor,
        "role": entry.role.value,
        "at": entry.at,
        "fingerprint": entry.fingerprint,
        "was": entry.was.value,
        "to": entry.to.value,
        "clauses": list(entry.clauses),
    }
    await _add(connection, post.school, row)


async def note(connection: AsyncConnection, school: str, noted: Note) -> None:
    """Add one row that belongs to no post, inside the caller's transaction."""
    row = {
        "post_id": "",
        "step": noted.step,
        "actor": noted.actor,
        "role": noted.role.value,
        "at": noted.at,
        "fingerprint": noted.about,
        "was": "",
        "to": "",
        "clauses": [noted.clause],
    }
    await _add(connection, school, row)


async def _add(connection: AsyncConnection, school: str, row: dict[str, Any]) -> None:
    seq, previous = await _end(connection, school)
    row |= {"school": school, "seq": seq + 1}
    row["hash"] = _link(previous, row)
    await connection.execute(insert(audit).values(row))
    await connection.execute(
        update(audit_ends)
        .where(audit_ends.c.school == school)
        .values(seq=row["seq"], hash=row["hash"])
    )


async def entries(connection: AsyncConnection, post_id: str) -> Sequence[Entry]:
    """One post's rows, oldest first."""
    rows = await connection.execute(
        select(audit).where(audit.c.post_id == post_id).order_by(audit.c.seq)
    )
    return [
        Entry(
            step=row.step,
            actor=row.actor,
            role=Role(row.role),
            at=row.at,
            fingerprint=row.fingerprint,
            was=State(row.was),
            to=State(row.to),
            clauses=tuple(row.clauses),
        )
        for row in rows
    ]


async def broken_at(database: Database, school: str) -> int | None:
    """The `seq` of the first row that does not follow from the one before it.

    None where the chain is whole. A row that was cut from the end counts too.
    """
    seq, previous = 0, START
    async with database.snapshot() as connection:
        rows = await connection.stream(
            select(audit).where(audit.c.school == school).order_by(audit.c.seq)
        )
        async for row in rows:
            if row.seq != seq + 1 or row.hash != _link(previous, _fields(row)):
                return seq + 1
            seq, previous = row.seq, row.hash
        end = await connection.execute(
            select(audit_ends.c.seq, audit_ends.c.hash).where(
                audit_ends.c.school == school
            )
        )
        known = end.one_or_none()
    whole = (seq, previous) == (tuple(known) if known else (0, START))
    return None if whole else seq + 1


async def _end(connection: AsyncConnection, school: str) -> tuple[int, str]:
    """Where the chain ends; held until the transaction does, so that none forks it."""
    wanted = (
        select(audit_ends.c.seq, audit_ends.c.hash)
        .where(audit_ends.c.school == school)
        .with_for_update()
    )
    end = (await connection.execute(wanted)).one_or_none()
    if end is None:
        await connection.execute(
            insert_into(connection, audit_ends)
            .values(school=school, seq=0, hash=START)
            .on_conflict_do_nothing()
        )
        end = (await connection.execute(wanted)).one()
    return end.seq, end.hash


def _fields(row: Row[Any]) -> dict[str, Any]:
    """All that a row's hash covers."""
    return {
        column.name: getattr(row, column.name)
        for column in audit.columns
        if column.name != "hash"
    }


def _link(previous: str, row: dict[str, Any]) -> str:
    """SHA-256, in hex, of the row and of the hash before it."""

    def utc(moment: datetime) -> str:
        return moment.astimezone(UTC).isoformat()

    words = json.dumps([previous, row], sort_keys=True, default=utc)
    return sha256(words.encode()).hexdigest()
