"""Waits that outlive the process: claimed when due, under a lease."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select, update

from bot.gate.ports import Alarm
from bot.store.engine import Database
from bot.store.leases import claim, is_free, of_school
from bot.store.tables import timers


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer under a lease. `attempt` counts the claims since it was last set."""

    id: int
    school: str
    post_id: str
    alarm: Alarm
    due: datetime
    owner: str
    serial: int
    attempt: int


class TimerStore:
    """Timers, set with their post by `PostStore`. Any method: StoreError.

    One school's alone, for whoever answers for it: another's must not publish on its
    account. With `school` None those of every school in the database.
    """

    def __init__(self, database: Database, school: str | None) -> None:
        self._database = database
        self._school = school

    async def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> Sequence[DueTimer]:
        """Due timers that nobody works on, the most overdue first; now leased."""
        ripe = timers.c.due <= now, is_free(timers, now)
        wanted = (
            select(timers)
            .where(of_school(timers, self._school), *ripe)
            .order_by(timers.c.due)
            .limit(limit)
        )
        leased = {
            "owner": owner,
            "lease_until": now + lease,
            "serial": timers.c.serial + 1,
            "attempts": timers.c.attempts + 1,
        }
        rows = await claim(self._database, wanted, timers, leased)
        return [
            DueTimer(
                id=row.id,
                school=row.school,
                post_id=row.post_id,
                alarm=Alarm(row.alarm),
                due=row.due,
                owner=owner,
                serial=row.serial + 1,
                attempt=row.attempts + 1,
            )
            for row in rows
        ]

    async def finish(self, timer: DueTimer) -> None:
        """Delete it, unless it was set again meanwhile: then it is free to run."""
        async with self._database.writing(lasting=False) as connection:
            gone = await connection.execute(delete(timers).where(_same(timer)))
            if gone.rowcount == 0:
                await connection.execute(_freed(timer))

    async def later(self, timer: DueTimer, due: datetime, *, failed: bool) -> None:
        """Run it again at `due`, unless it was set again meanwhile.

        `failed` keeps the count of attempts; else it begins anew.
        """
        values: dict[str, Any] = {"due": due, "owner": None, "lease_until": None}
        if not failed:
            values["attempts"] = 0
        async with self._database.writing(lasting=False) as connection:
            moved = await connection.execute(
                update(timers).where(_same(timer)).values(values)
            )
            if moved.rowcount == 0:
                await connection.execute(_freed(timer))

    async def renew(self, running: Sequence[DueTimer], until: datetime) -> None:
        """Hold on to timers whose work is taking longer than their lease."""
        async with self._database.writing(lasting=False) as connection:
            for timer in running:
                await connection.execute(
                    update(timers).where(_mine(timer)).values(lease_until=until)
                )

    async def release_all(self) -> None:
        """End every lease. Only for whoever knows that nobody else is at work."""
        async with self._database.writing(lasting=False) as connection:
            await connection.execute(
                update(timers)
                .where(timers.c.owner.is_not(None))
                .values(owner=None, lease_until=None)
            )


def _mine(timer: DueTimer) -> ColumnElement[bool]:
    """Still leased to whoever claimed it; it may have been set again."""
    return and_(timers.c.id == timer.id, timers.c.owner == timer.owner)


def _same(timer: DueTimer) -> ColumnElement[bool]:
    """Neither set nor claimed again since it was claimed."""
    return and_(timers.c.id == timer.id, timers.c.serial == timer.serial)


def _freed(timer: DueTimer) -> Any:
    return update(timers).where(_mine(timer)).values(owner=None, lease_until=None)
