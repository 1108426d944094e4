"""Names of which a leader agreed that they are not children's, kept as keyed hashes."""

import hmac
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from bot.gate.post import Entry, Role
from bot.store import audit
from bot.store.engine import Database
from bot.store.tables import remembered
from bot.store.upsert import Upsert

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
        marks, by, at = sorted(map(self._mark, names)), agreed.actor, agreed.at

        def keep(connection: Connection) -> None:
            for mark in marks:
                row = {"school": self._school, "mark": mark, "by": by, "at": at}
                if _KEEP(connection, row).one_or_none():
                    note = audit.Note(REMEMBER, by, agreed.role, at, mark, NAMES)
                    audit.note(connection, self._school, note)

        await self._database.write(keep)

    async def known(self, names: Collection[str]) -> frozenset[str]:
        """Those of `names` that are remembered."""
        marks = {self._mark(name): name for name in names}
        wanted = select(remembered.c.mark).where(
            remembered.c.school == self._school, remembered.c.mark.in_(marks)
        )
        found = await self._database.read(lambda c: c.scalars(wanted).all())
        return frozenset(marks[mark] for mark in found)

    async def forget(self, name: str, by: str, at: datetime) -> bool:
        """Ask about this name again; False where nothing is remembered of it."""
        mark = self._mark(name)
        kept = remembered.c.school == self._school, remembered.c.mark == mark

        def forget(connection: Connection) -> bool:
            gone = connection.execute(delete(remembered).where(*kept)).rowcount > 0
            if gone:
                note = audit.Note(FORGET, by, Role.GATE, at, mark, NAMES)
                audit.note(connection, self._school, note)
            return gone

        return await self._database.write(forget)

    async def all(self) -> Sequence[Remembered]:
        """What is remembered, oldest first."""
        wanted = (
            select(remembered.c.mark, remembered.c.by, remembered.c.at)
            .where(remembered.c.school == self._school)
            .order_by(remembered.c.at, remembered.c.mark)
        )
        rows = await self._database.read(lambda c: c.execute(wanted).all())
        return [Remembered(*row) for row in rows]

    def _mark(self, name: str) -> str:
        return hmac.new(self._key, f"name:{name}".encode(), sha256).hexdigest()


_KEEP = Upsert(
    remembered,
    remembered.c.keys(),
    lambda new: new.on_conflict_do_nothing().returning(remembered.c.mark),
)
