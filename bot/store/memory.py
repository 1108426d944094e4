"""Names of which a leader agreed that they are not children's, kept as keyed hashes."""

import hmac
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import delete, select

from bot.gate.post import Entry, Role
from bot.store import audit
from bot.store.engine import Database, insert_into
from bot.store.tables import remembered

REMEMBER, FORGET = "remember", "forget"  # steps in the audit trail
NAMES = "2.1"


class Remembered(NamedTuple):
    """Who agreed to one name, and when; which name it was, nobody can read here."""

    mark: str
    by: str
    at: datetime


class MemoryStore:
    """`bot.gate.ports.Memory`, of one school. StoreError where the database fails.

    Names come as `policy.naming.form_of` has them. Of each, only its mark is kept:
    HMAC-SHA256 in hex, which is worth nothing without the key.
    """

    def __init__(self, database: Database, school: str, key: bytes) -> None:
        self._database = database
        self._school = school
        self._key = key

    async def keep(self, names: Collection[str], agreed: Entry) -> None:
        """Remember these, and who agreed when; what is remembered already stays."""
        async with self._database.writing() as connection:
            for mark in sorted(map(self._mark, names)):
                added = await connection.execute(
                    insert_into(connection, remembered)
                    .values(
                        school=self._school, mark=mark, by=agreed.actor, at=agreed.at
                    )
                    .on_conflict_do_nothing()
                    .returning(remembered.c.mark)
                )
                if added.one_or_none():
                    note = audit.Note(
                        REMEMBER, agreed.actor, agreed.role, agreed.at, mark, NAMES
                    )
                    await audit.note(connection, self._school, note)

    async def known(self, names: Collection[str]) -> frozenset[str]:
        """Those of `names` that are remembered."""
        marks = {self._mark(name): name for name in names}
        async with self._database.reading() as connection:
            found = await connection.scalars(
                select(remembered.c.mark).where(
                    remembered.c.school == self._school, remembered.c.mark.in_(marks)
                )
            )
            return frozenset(marks[mark] for mark in found)

    async def forget(self, name: str, by: str, at: datetime) -> bool:
        """Ask about this name again; False where nothing is remembered of it."""
        mark = self._mark(name)
        async with self._database.writing() as connection:
            gone = await connection.execute(
                delete(remembered).where(
                    remembered.c.school == self._school, remembered.c.mark == mark
                )
            )
            if gone.rowcount:
                note = audit.Note(FORGET, by, Role.GATE, at, mark, NAMES)
                await audit.note(connection, self._school, note)
            return bool(gone.rowcount)

    async def all(self) -> Sequence[Remembered]:
        """What is remembered, oldest first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(remembered.c.mark, remembered.c.by, remembered.c.at)
                .where(remembered.c.school == self._school)
                .order_by(remembered.c.at, remembered.c.mark)
            )
            return [Remembered(*row) for row in rows]

    def _mark(self, name: str) -> str:
        return hmac.new(self._key, f"name:{name}".encode(), sha256).hexdigest()
