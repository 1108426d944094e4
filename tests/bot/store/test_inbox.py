"""What came from chat is kept once, in order, until it is done."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.gate.ports import Event
from bot.store.engine import Database
from bot.store.inbox import (
    MOST_ATTEMPTS,
    MOST_DEATHS,
    SUSPECT,
    WAITS_FOR,
    EventStore,
)
from bot.store.tables import inbox
from tests.bot.store.made import WholeInbox
from tests.fakes import FakeClock

LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


class Stage:
    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database = database
        self.inbox = WholeInbox(database, "ash", clock)
        self.clock = clock

    async def put(self, event_id: str, lane: str = "tess") -> bool:
        return await self.inbox.put(event_id, "message", {"text": event_id}, lane)

    async def claim(self, owner: str = "w1", limit: int = 10) -> Sequence[Event]:
        return await self.inbox.claim(owner, self.clock(), LEASE, limit)

    async def ids(self, owner: str = "w1", limit: int = 10) -> list[str]:
        return [event.event_id for event in await self.claim(owner, limit)]

    async def one(self) -> Event:
        (event,) = await self.claim()
        return event

    async def stored(self, event_id: str):
        wanted = select(inbox).where(inbox.c.event_id == event_id)
        return await self.database.read(lambda c: c.execute(wanted).one())


@pytest.fixture
def stage(database: Database, clock: FakeClock) -> Stage:
    return Stage(database, clock)


async def test_an_event_is_kept_as_it_came(stage: Stage) -> None:
    payload = {
        "text": "Sports day 🏃🏽‍♀️ \ud800 \x00",
        "files": [{"n": 1}],
        "none": None,
    }
    assert await stage.inbox.put("e1", "message", payload, "tess")
    event = await stage.one()
    assert event == Event(
        event.id, "ash", "e1", "tess", "message", payload, 1, stage.clock()
    )


async def test_the_same_event_is_kept_once_also_when_it_is_done(stage: Stage) -> None:
    assert await stage.put("e1")
    assert not await stage.put("e1")
    await stage.inbox.done(await stage.one())
    assert not await stage.put("e1")
    assert await stage.claim() == []


async def test_two_schools_may_have_events_of_the_same_id(
    stage: Stage, database: Database, clock: FakeClock
) -> None:
    other = WholeInbox(database, "elm", clock)
    assert await stage.put("e1")
    assert await other.put("e1", "message", {}, "tess")
    assert [event.school for event in await stage.claim()] == ["ash"]
    elms = await other.claim("w2", clock(), LEASE, 10)
    assert [event.school for event in elms] == ["elm"]


async def test_what_was_said_is_forgotten_when_it_is_done(stage: Stage) -> None:
    await stage.put("e1")
    await stage.inbox.done(await stage.one())
    assert (await stage.stored("e1")).payload is None


async def test_a_lane_keeps_its_order_and_lanes_run_side_by_side(stage: Stage) -> None:
    for event_id, lane in (("t1", "tess"), ("t2", "tess"), ("l1", "lena")):
        await stage.put(event_id, lane)
    t1, l1 = await stage.claim()
    assert (t1.event_id, l1.event_id) == ("t1", "l1")
    assert await stage.claim() == []
    await stage.inbox.done(t1)
    assert await stage.ids() == ["t2"]


async def test_no_more_are_claimed_than_asked(stage: Stage) -> None:
    for n in range(5):
        await stage.put(f"e{n}", lane=f"lane{n}")
    assert await stage.ids(limit=2) == ["e0", "e1"]
    assert await stage.ids(limit=2) == ["e2", "e3"]


async def test_an_event_whose_process_died_is_delivered_after_its_lease(
    stage: Stage,
) -> None:
    await stage.put("e1")
    await stage.put("e2")
    await stage.claim("dead")
    assert await stage.claim("w2") == []
    stage.clock.pass_by(LEASE)
    (again,) = await stage.claim("w2")
    assert (again.event_id, again.attempt) == ("e1", 2)


async def test_a_renewed_lease_lasts(stage: Stage) -> None:
    await stage.put("e1")
    await stage.inbox.renew([await stage.one()], stage.clock() + 2 * LEASE)
    stage.clock.pass_by(LEASE)
    assert await stage.claim("w2") == []


async def test_whoever_was_overtaken_ends_nothing(stage: Stage) -> None:
    await stage.put("e1")
    stalled = await stage.one()
    stage.clock.pass_by(LEASE)
    await stage.claim("w2")
    await stage.inbox.done(stalled)
    await stage.inbox.failed(stalled, stage.clock())
    assert await stage.claim("w3") == []
    assert (await stage.stored("e1")).payload == {"text": "e1"}


async def test_a_failed_event_waits_and_holds_its_lane(stage: Stage) -> None:
    await stage.put("e1")
    await stage.put("e2")
    assert await stage.inbox.failed(await stage.one(), stage.clock() + SECOND)
    assert await stage.claim() == []
    stage.clock.pass_by(SECOND)
    assert await stage.ids() == ["e1"]


async def test_an_event_that_keeps_failing_is_parked_and_kept(stage: Stage) -> None:
    await stage.put("bad")
    await stage.put("good")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        again = await stage.inbox.failed(await stage.one(), stage.clock())
        assert again == (attempt < MOST_ATTEMPTS)
    assert await stage.ids() == ["good"]
    parked = await stage.stored("bad")
    assert parked.parked_at == stage.clock()
    assert parked.payload == {"text": "bad"}


async def test_a_try_that_does_not_count_leaves_an_event_its_tries(
    stage: Stage,
) -> None:
    await stage.put("e1")
    for _ in range(MOST_ATTEMPTS + 1):
        event = await stage.one()
        assert event.attempt == 1
        assert await stage.inbox.failed(event, stage.clock(), counts=False)
    await stage.inbox.done(await stage.one())
    assert (await stage.stored("e1")).done_at


async def test_but_not_for_ever(stage: Stage) -> None:
    await stage.put("e1")
    stage.clock.pass_by(WAITS_FOR)
    assert await stage.inbox.failed(await stage.one(), stage.clock(), counts=False)
    stage.clock.pass_by(SECOND)
    assert not await stage.inbox.failed(await stage.one(), stage.clock(), counts=False)
    assert (await stage.stored("e1")).parked_at == stage.clock()


async def test_an_event_that_kills_its_process_is_parked_too(stage: Stage) -> None:
    await stage.put("deadly")
    await stage.put("good")
    for _ in range(MOST_DEATHS):
        assert await stage.ids("dies") == ["deadly"]
        stage.clock.pass_by(LEASE)
    assert await stage.ids() == ["good"]
    assert (await stage.stored("deadly")).parked_at == stage.clock()


async def test_what_stood_beside_an_event_that_kills_is_soon_apart_from_it(
    stage: Stage,
) -> None:
    for event_id in ("kills", "beside", "too"):
        await stage.put(event_id, event_id)
    for _ in range(SUSPECT):
        assert await stage.ids() == ["kills", "beside", "too"]
        stage.clock.pass_by(LEASE)
    await stage.put("new", "new")
    assert await stage.ids() == ["new"]
    assert await stage.ids() == ["kills"]
    assert await stage.ids() == ["beside"]
    stage.clock.pass_by(LEASE)
    assert await stage.ids() == ["new"], "it has died once"


async def test_all_leases_can_be_ended_and_pauses_stay(stage: Stage) -> None:
    await stage.put("t1", "tess")
    await stage.put("l1", "lena")
    t1, _ = await stage.claim("dead")
    await stage.inbox.failed(t1, stage.clock() + SECOND)
    await stage.inbox.release_all()
    assert await stage.ids("w2") == ["l1"]


async def test_whoever_answers_for_every_school_is_given_all_their_events(
    stage: Stage, database: Database, clock: FakeClock
) -> None:
    await stage.put("e1")
    await WholeInbox(database, "elm", clock).put("e2", "message", {}, "tess")

    everybodys = EventStore(database, None, clock)
    events = await everybodys.claim("w", clock(), LEASE, 10)

    assert [(event.school, event.event_id) for event in events] == [
        ("ash", "e1"),
        ("elm", "e2"),
    ]
