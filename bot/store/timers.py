"""Waits that outlive the process: claimed when due, under a lease."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    select,
    tuple_,
    update,
)

from bot.gate.ports import Alarm
from bot.store.engine import Database
from bot.store.leases import NOW, asked, claiming, is_free, of_school
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
        ripe = (
            select(timers)
            .where(of_school(timers, school), timers.c.due <= NOW, is_free(timers))
            .order_by(timers.c.due)
        )
        counted = {
            "serial": timers.c.serial + 1,
            "attempts": timers.c.attempts + 1,
        }
        self._claim = claiming(ripe, timers, **counted)
        of_post = ripe.where(timers.c.post_id == bindparam("of"))
        self._claim_of_post = claiming(of_post, timers, **counted)

    async def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> Sequence[DueTimer]:
        """Due timers that nobody works on, the most overdue first; now leased."""
        return await self._claimed(self._claim, asked(owner, now, lease, limit))

    async def claim_of_post(
        self, post_id: str, owner: str, now: datetime, lease: timedelta
    ) -> Sequence[DueTimer]:
        """The same of one post, which has no more than one of each alarm."""
        these = asked(owner, now, lease, len(Alarm)) | {"of": post_id}
        return await self._claimed(self._claim_of_post, these)

    async def _claimed(self, how: Any, these: Mapping[str, Any]) -> Sequence[DueTimer]:
        rows = await self._database.lease(lambda c: c.execute(how, these).all())
        claimed = [
            DueTimer(
                id=row.id,
                school=row.school,
                post_id=row.post_id,
                alarm=Alarm(row.alarm),
                due=row.due,
                owner=row.owner,
                serial=row.serial,
                attempt=row.attempts,
            )
            for row in rows
        ]
        return sorted(claimed, key=lambda timer: timer.due)

    async def finish(self, timer: DueTimer) -> None:
        """Delete it, unless it was set again meanwhile: then it is free to run."""
        await self._end(timer, _FINISH, {})

    async def later(self, timer: DueTimer, due: datetime, *, failed: bool) -> None:
        """Run it again at `due`, unless it was set again meanwhile.

        `failed` keeps the count of attempts; else it begins anew.
        """
        await self._end(timer, _RETRY if failed else _AGAIN, {"at": due})

    async def renew(self, running: Sequence[DueTimer], until: datetime) -> None:
        """Hold on to timers whose work is taking longer than their lease."""
        claims = [(timer.id, timer.owner) for timer in running]
        held = update(timers).where(tuple_(timers.c.id, timers.c.owner).in_(claims))
        await self._database.lease(lambda c: c.execute(held.values(lease_until=until)))

    async def release_all(self) -> None:
        """End every lease. Only for whoever knows that nobody else is at work."""
        held = update(timers).where(timers.c.owner.is_not(None))
        await self._database.lease(lambda c: c.execute(held.values(_FREE)))

    async def _end(self, timer: DueTimer, how: Any, at: Mapping[str, datetime]) -> None:
        same = {"that": timer.id, "as_claimed": timer.serial}
        mine = {"that": timer.id, "mine": timer.owner}

        def end(connection: Connection) -> None:
            if connection.execute(how, {**same, **at}).rowcount == 0:
                connection.execute(_LET_GO, mine)

        await self._database.lease(end)


_THAT = timers.c.id == bindparam("that")
_FREE = {"owner": None, "lease_until": None}
# Neither set nor claimed again since it was claimed.
_SAME = and_(_THAT, timers.c.serial == bindparam("as_claimed"))
_FINISH = delete(timers).where(_SAME)
_RETRY = update(timers).where(_SAME).values({**_FREE, "due": bindparam("at")})
_AGAIN = _RETRY.values(attempts=0)
# Still leased to whoever claimed it; but it was set again.
_LET_GO = update(timers).where(_THAT, timers.c.owner == bindparam("mine")).values(_FREE)
