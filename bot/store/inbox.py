"""What came from chat: kept before it is acknowledged, handled at least once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    select,
    tuple_,
    update,
)

from bot.gate.ports import Clock, Event
from bot.store.engine import Database
from bot.store.leases import asked, claiming, is_free, of_school
from bot.store.tables import inbox
from bot.store.upsert import Upsert

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
        self._now = now
        ready = _ready(school)
        tried = {"attempts": inbox.c.attempts + 1}
        innocent = ready.where(inbox.c.attempts < SUSPECT)
        self._claim = claiming(innocent, inbox, **tried)
        suspect = ready.where(inbox.c.attempts >= SUSPECT)
        self._claim_suspect = claiming(suspect, inbox, **tried)

    async def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> Sequence[Event]:
        """The first open event of each lane, where nobody works on it; now leased."""
        these, one = asked(owner, now, lease, limit), asked(owner, now, lease, 1)

        def claim(connection: Connection) -> Sequence[Event]:
            while events := events_of(
                connection.execute(self._claim, these).all()
                or connection.execute(self._claim_suspect, one).all()
            ):
                # An event that kills its process never says that it failed.
                if events[0].attempt <= MOST_DEATHS:
                    break
                connection.execute(_PARK, _that(events[0]) | {"at": now})
            return events

        return await self._database.lease(claim)

    async def done(self, event: Event) -> None:
        """It is handled: forget what it said, and let its lane go on."""
        at = self._now()
        await self._database.lease(
            lambda c: c.execute(_DONE, _that(event) | {"at": at})
        )

    async def failed(
        self, event: Event, retry_at: datetime, *, counts: bool = True
    ) -> bool:
        """Try again then; False where it has had its last try, and is parked.

        A try that does not count leaves it all that it had, for `WAITS_FOR` at most.
        """
        now = self._now()
        if now - (event.received_at or now) > WAITS_FOR:
            last = True
        else:
            last = counts and event.attempt >= MOST_ATTEMPTS
        tries = event.attempt if counts else event.attempt - 1
        how = _PARK if last else _PAUSE
        with_ = {"at": now} if last else {"at": retry_at, "tries": tries}
        await self._database.lease(lambda c: c.execute(how, _that(event) | with_))
        return not last

    async def renew(self, running: Sequence[Event], until: datetime) -> None:
        """Hold on to events whose work is taking longer than their lease."""
        claims = [(event.id, event.attempt) for event in running]
        held = update(inbox).where(
            tuple_(inbox.c.id, inbox.c.attempts).in_(claims), is_open(inbox.c)
        )
        await self._database.lease(lambda c: c.execute(held.values(lease_until=until)))

    async def release_all(self) -> None:
        """End every lease. Only for whoever knows that nobody else is at work."""
        held = update(inbox).where(inbox.c.owner.is_not(None))
        await self._database.lease(
            lambda c: c.execute(held.values(owner=None, lease_until=None))
        )


class InboxStore:
    """`bot.gate.ports.Inbox`, of one school. StoreError where the database fails."""

    def __init__(self, database: Database, school: str, now: Clock) -> None:
        self._database = database
        self._school = school
        self._now = now

    async def put(
        self, event_id: str, kind: str, payload: Mapping[str, Any], lane: str
    ) -> bool:
        """Keep an event for the worker; False where its id is known already."""
        event = {
            "school": self._school,
            "event_id": event_id,
            "lane": lane,
            "kind": kind,
            "payload": dict(payload),
            "received_at": self._now(),
            "attempts": 0,
        }
        kept = await self._database.write_one(lambda c: _PUT(c, event).one_or_none())
        return kept is not None


def is_open(columns: Any) -> ColumnElement[bool]:
    """In the words of the tables' partial indexes, so that those are used."""
    return and_(columns.done_at.is_(None), columns.parked_at.is_(None))


def _ready(school: str | None) -> Select[Any]:
    """The first open event of each lane, where nobody works on it."""
    earlier = inbox.alias("earlier")
    first = ~exists().where(
        earlier.c.school == inbox.c.school,
        earlier.c.lane == inbox.c.lane,
        earlier.c.id < inbox.c.id,
        is_open(earlier.c),
    )
    return (
        select(inbox)
        .where(of_school(inbox, school), is_open(inbox.c), is_free(inbox), first)
        .order_by(inbox.c.id)
    )


_PUT = Upsert(
    inbox,
    ("school", "event_id", "lane", "kind", "payload", "received_at", "attempts"),
    lambda new: new.on_conflict_do_nothing(
        index_elements=[inbox.c.school, inbox.c.event_id]
    ).returning(inbox.c.id),
)
# Not claimed again since, nor done, nor parked.
_SAME = update(inbox).where(
    inbox.c.id == bindparam("that"),
    inbox.c.attempts == bindparam("attempt"),
    is_open(inbox.c),
)
_DONE = _SAME.values(done_at=bindparam("at"), payload=None, owner=None)
_PARK = _SAME.values(parked_at=bindparam("at"), owner=None, lease_until=None)
_PAUSE = _SAME.values(
    lease_until=bindparam("at"), attempts=bindparam("tries"), owner=None
)


def _that(event: Event) -> dict[str, Any]:
    return {"that": event.id, "attempt": event.attempt}


def events_of(rows: Sequence[Row[Any]]) -> Sequence[Event]:
    """As they were claimed, oldest first: the try that begins now is counted."""
    events = [
        Event(
            id=row.id,
            school=row.school,
            event_id=row.event_id,
            lane=row.lane,
            kind=row.kind,
            payload=row.payload,
            attempt=row.attempts,
            received_at=row.received_at,
        )
        for row in rows
    ]
    return sorted(events, key=lambda event: event.id)
