"""What is left in the inbox: events given up, whose senders are told; and old rows."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update

from bot.gate.ports import Event
from bot.store.engine import Database
from bot.store.inbox import event_of
from bot.store.leases import claim, is_free, of_school
from bot.store.tables import inbox, posts


class LeftoverStore:
    """One school's; with `school` None, every school's. All methods: StoreError."""

    def __init__(self, database: Database, school: str | None) -> None:
        self._database = database
        self._school = school

    async def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> Sequence[Event]:
        """Events given up of which nobody was told yet; now leased."""
        untold = and_(inbox.c.parked_at.is_not(None), inbox.c.payload.is_not(None))
        wanted = (
            select(inbox)
            .where(of_school(inbox, self._school), untold, is_free(inbox, now))
            .order_by(inbox.c.id)
            .limit(limit)
        )
        leased = {"owner": owner, "lease_until": now + lease}
        rows = await claim(self._database, wanted, inbox, leased)
        return [event_of(row) for row in rows]

    async def told(self, event: Event) -> None:
        """Its sender was told: forget what it said."""
        await self._write(
            update(inbox)
            .where(inbox.c.id == event.id, inbox.c.parked_at.is_not(None))
            .values(payload=None, owner=None)
        )

    async def purge(self, before: datetime) -> None:
        """Delete what was done or given up before then, but a school's last event."""
        same = inbox.alias("same")
        last = select(func.max(same.c.id)).where(same.c.school == inbox.c.school)
        old = or_(inbox.c.done_at < before, inbox.c.parked_at < before)
        await self._write(
            delete(inbox).where(
                of_school(inbox, self._school), old, inbox.c.id < last.scalar_subquery()
            )
        )

    async def schools(self) -> Sequence[str]:
        """Those that an event ever came for."""
        async with self._database.reading() as connection:
            found = await connection.scalars(
                select(inbox.c.school)
                .where(of_school(inbox, self._school))
                .distinct()
                .order_by(inbox.c.school)
            )
            return list(found)

    async def heard_until(self) -> datetime | None:
        """When the last event came; None where none ever did."""
        async with self._database.reading() as connection:
            return await connection.scalar(
                select(func.max(inbox.c.received_at)).where(
                    of_school(inbox, self._school)
                )
            )

    async def known(self, lanes: Collection[str]) -> frozenset[str]:
        """Those of these lanes that an event came for, or that are posts."""
        if not lanes:
            return frozenset()
        async with self._database.reading() as connection:
            events = await connection.scalars(
                select(inbox.c.lane).where(
                    of_school(inbox, self._school), inbox.c.lane.in_([*lanes])
                )
            )
            kept = await connection.scalars(
                select(posts.c.id).where(
                    of_school(posts, self._school), posts.c.id.in_([*lanes])
                )
            )
            return frozenset((*events, *kept))

    async def _write(self, statement: Any) -> None:
        async with self._database.writing(lasting=False) as connection:
            await connection.execute(statement)
