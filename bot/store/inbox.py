"""What came from chat: kept before it is acknowledged, handled at least once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gate.ports import Clock, Event
from bot.store.engine import Database, insert_into
from bot.store.leases import is_free, of_school
from bot.store.tables import inbox

MOST_ATTEMPTS = 8  # after these an event is parked: kept, and out of its lane's way
# Those whose process dies may only have been beside what killed it: from so many tries
# on they are claimed one by one, after all others, and given up later.
SUSPECT, MOST_DEATHS = 4, 32
WAITS_FOR = timedelta(days=3)  # for what it needs to be mended


class EventStore:
    """The worker's side of the inbox. All methods: StoreError.

    `school` None: of every school in the database, for whoever answers for them all.
    """

    def __init__(self, database: Database, school: str | None, now: Clock) -> None:
        self._database = database
        self._school = school
        self._now = now

    async def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> Sequence[Event]:
        """The first open event of each lane, where nobody works on it; now leased."""
        earlier = inbox.alias("earlier")
        first = ~exists().where(
            earlier.c.school == inbox.c.school,
            earlier.c.lane == inbox.c.lane,
            earlier.c.id < inbox.c.id,
            is_open(earlier.c),
        )
        free = is_free(inbox, now)
        ready = (
            select(inbox)
            .where(of_school(inbox, self._school), is_open(inbox.c), free, first)
            .order_by(inbox.c.attempts >= SUSPECT, inbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.writing(lasting=False) as connection:
            while rows := (await connection.execute(ready)).all():
                # An event that kills its process never says that it failed.
                spent = [row.id for row in rows if row.attempts >= MOST_DEATHS]
                if not spent:
                    break
                await _write(connection, inbox.c.id.in_(spent), _parked(now))
            rows = [row for row in rows if row.attempts < SUSPECT] or rows[:1]
            if rows:
                leased = {"owner": owner, "lease_until": now + lease}
                await _write(
                    connection,
                    inbox.c.id.in_([row.id for row in rows]),
                    leased | {"attempts": inbox.c.attempts + 1},
                )
        return [event_of(row) for row in rows]

    async def done(self, event: Event) -> None:
        """It is handled: forget what it said, and let its lane go on."""
        done = {"done_at": self._now(), "payload": None, "owner": None}
        async with self._database.writing(lasting=False) as connection:
            await _write(connection, _same(event), done)

    async def failed(
        self, event: Event, retry_at: datetime, *, counts: bool = True
    ) -> bool:
        """Try again then; False where it has had its last try, and is parked.

        A try that does not count leaves it all that it had, for `WAITS_FOR` at most.
        """
        kept = event.received_at or self._now()
        if self._now() - kept > WAITS_FOR:
            last = True
        else:
            last = counts and event.attempt >= MOST_ATTEMPTS
        tries = event.attempt if counts else event.attempt - 1
        after = {"owner": None, "lease_until": retry_at, "attempts": tries}
        async with self._database.writing(lasting=False) as connection:
            await _write(
                connection, _same(event), _parked(self._now()) if last else after
            )
        return not last

    async def renew(self, running: Sequence[Event], until: datetime) -> None:
        """Hold on to events whose work is taking longer than their lease."""
        async with self._database.writing(lasting=False) as connection:
            for event in running:
                await _write(connection, _same(event), {"lease_until": until})

    async def release_all(self) -> None:
        """End every lease. Only for whoever knows that nobody else is at work."""
        async with self._database.writing(lasting=False) as connection:
            await _write(
                connection,
                inbox.c.owner.is_not(None),
                {"owner": None, "lease_until": None},
            )


class InboxStore(EventStore):
    """`bot.gate.ports.Inbox` of one school, and its worker's side."""

    def __init__(self, database: Database, school: str, now: Clock) -> None:
        super().__init__(database, school, now)
        self._whose = school

    async def put(
        self, event_id: str, kind: str, payload: Mapping[str, Any], lane: str
    ) -> bool:
        """Keep an event for the worker; False where its id is known already."""
        async with self._database.writing() as connection:
            kept = await connection.execute(
                insert_into(connection, inbox)
                .values(
                    school=self._whose,
                    event_id=event_id,
                    lane=lane,
                    kind=kind,
                    payload=dict(payload),
                    received_at=self._now(),
                    attempts=0,
                )
                .on_conflict_do_nothing(
                    index_elements=[inbox.c.school, inbox.c.event_id]
                )
                .returning(inbox.c.id)
            )
            return kept.one_or_none() is not None


def is_open(columns: Any) -> ColumnElement[bool]:
    """In the words of the tables' partial indexes, so that those are used."""
    return and_(columns.done_at.is_(None), columns.parked_at.is_(None))


def _same(event: Event) -> ColumnElement[bool]:
    """Not claimed again since, nor done, nor parked."""
    return and_(
        inbox.c.id == event.id, inbox.c.attempts == event.attempt, is_open(inbox.c)
    )


def _parked(now: datetime) -> dict[str, Any]:
    return {"parked_at": now, "owner": None, "lease_until": None}


def event_of(row: Row[Any]) -> Event:
    """As it is claimed: with one try more than were made."""
    return Event(
        id=row.id,
        school=row.school,
        event_id=row.event_id,
        lane=row.lane,
        kind=row.kind,
        payload=row.payload,
        attempt=row.attempts + 1,
        received_at=row.received_at,
    )


async def _write(
    connection: AsyncConnection, where: ColumnElement[bool], values: dict[str, Any]
) -> None:
    await connection.execute(update(inbox).where(where).values(values))
