"""What is left in the inbox: events given up, whose senders are told; and old rows."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update

from bot.gate.ports import Event
from bot.store.engine import Database
from bot.store.inbox import events_of
from bot.store.leases import asked, claiming, is_free, of_school
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
            .where(of_school(inbox, self._school), untold, is_free(inbox))
            .order_by(inbox.c.id)
        )
        first, these = claiming(wanted, inbox), asked(owner, now, lease, limit)
        return events_of(
            await self._database.lease(lambda c: c.execute(first, these).all())
        )

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
        wanted = (
            select(inbox.c.school)
            .where(of_school(inbox, self._school))
            .distinct()
            .order_by(inbox.c.school)
        )
        return await self._database.read(lambda c: c.scalars(wanted).all())

    async def heard_until(self) -> datetime | None:
        """When the last event came; None where none ever did."""
        last = select(func.max(inbox.c.received_at))
        last = last.where(of_school(inbox, self._school))
        return await self._database.read(lambda c: c.scalar(last))

    async def known(self, lanes: Collection[str]) -> frozenset[str]:
        """Those of these lanes that an event came for, or that are posts."""
        if not lanes:
            return frozenset()
        events = select(inbox.c.lane).where(
            of_school(inbox, self._school), inbox.c.lane.in_([*lanes])
        )
        kept = select(posts.c.id).where(
            of_school(posts, self._school), posts.c.id.in_([*lanes])
        )
        return await self._database.read(
            lambda c: frozenset((*c.scalars(events), *c.scalars(kept)))
        )

    async def _write(self, statement: Any) -> None:
        await self._database.lease(lambda c: c.execute(statement))
