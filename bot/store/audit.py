"""The audit trail: a chain for each school, in which no row can be altered unseen."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from bot.gate.lifecycle import Step
from bot.gate.post import Entry, Post, Role, State
from bot.store.engine import Database
from bot.store.tables import audit, audit_ends
from bot.store.upsert import Upsert

PAGE = 1000  # rows in memory at a time, where a whole chain is read
START = ""  # what the first row of a chain is linked to

_END = select(audit_ends.c.seq, audit_ends.c.hash).where(
    audit_ends.c.school == bindparam("of")
)
_HELD = _END.with_for_update()
_MOVED = update(audit_ends).where(audit_ends.c.school == bindparam("of"))
_BEGUN = Upsert(
    audit_ends, ("school", "seq", "hash"), lambda new: new.on_conflict_do_nothing()
)
_ADDED = insert(audit)
_OF_POST = select(audit).where(audit.c.post_id == bindparam("of")).order_by(audit.c.seq)
# The posts `of` a school that were sent `since`: the trail knows of every try.
SENT = select(audit.c.post_id).where(
    audit.c.school == bindparam("of"),
    audit.c.step == Step.SEND.value,
    audit.c.at >= bindparam("since"),
)


class Note(NamedTuple):
    """Something that was done, and to no post: to a name, say, by its hash."""

    step: str
    actor: str
    role: Role
    at: datetime
    about: str
    clause: str


def append(connection: Connection, post: Post, entry: Entry) -> None:
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
    _add(connection, post.school, row)


def note(connection: Connection, school: str, noted: Note) -> None:
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
    _add(connection, school, row)


def _add(connection: Connection, school: str, row: dict[str, Any]) -> None:
    seq, previous = _end(connection, school)
    row |= {"school": school, "seq": seq + 1}
    row["hash"] = _link(previous, row)
    connection.execute(_ADDED, row)
    connection.execute(_MOVED, {"of": school, "seq": row["seq"], "hash": row["hash"]})


def entries(connection: Connection, post_id: str) -> Sequence[Entry]:
    """One post's rows, oldest first."""
    rows = connection.execute(_OF_POST, {"of": post_id})
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

    def follow(connection: Connection) -> int | None:
        seq, previous = 0, START
        chain = select(audit).where(audit.c.school == school).order_by(audit.c.seq)
        for row in connection.execution_options(yield_per=PAGE).execute(chain):
            if row.seq != seq + 1 or row.hash != _link(previous, _fields(row)):
                return seq + 1
            seq, previous = row.seq, row.hash
        known = connection.execute(_END, {"of": school}).one_or_none()
        whole = (seq, previous) == (tuple(known) if known else (0, START))
        return None if whole else seq + 1

    return await database.snapshot(follow)


def _end(connection: Connection, school: str) -> tuple[int, str]:
    """Where the chain ends; held until the transaction does, so that none forks it."""
    end = connection.execute(_HELD, {"of": school}).one_or_none()
    if end is None:
        _BEGUN(connection, {"school": school, "seq": 0, "hash": START})
        end = connection.execute(_HELD, {"of": school}).one()
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
