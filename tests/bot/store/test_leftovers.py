"""Events given up are kept until their senders are told; old rows go."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.store.engine import Database
from bot.store.inbox import MOST_ATTEMPTS
from bot.store.leftovers import LeftoverStore
from bot.store.posts import PostStore
from bot.store.tables import inbox
from tests.bot.store.made import WholeInbox, a_post
from tests.fakes import FakeClock

LEASE = timedelta(minutes=5)
DAY = timedelta(days=1)


class Stage:
    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.database, self.clock = database, clock
        self.inbox = WholeInbox(database, "ash", clock)
        self.leftovers = LeftoverStore(database, "ash")

    async def put(self, event_id: str, lane: str = "") -> None:
        await self.inbox.put(event_id, "message", {"user": "tess"}, lane or event_id)

    async def do(self, event_id: str) -> None:
        await self.put(event_id)
        (event,) = await self.inbox.claim("me", self.clock(), LEASE, 9)
        await self.inbox.done(event)

    async def give_up(self, event_id: str) -> None:
        await self.put(event_id)
        for _ in range(MOST_ATTEMPTS):
            (event,) = await self.inbox.claim("me", self.clock(), LEASE, 9)
            await self.inbox.failed(event, self.clock())

    async def claim(self, owner: str = "me") -> list[str]:
        found = await self.leftovers.claim(owner, self.clock(), LEASE, 9)
        return [event.event_id for event in found]

    async def rows(self) -> dict[str, Any]:
        wanted = select(inbox).order_by(inbox.c.id)
        rows = await self.database.read(lambda c: c.execute(wanted).all())
        return {row.event_id: row.payload for row in rows}


@pytest.fixture
def stage(database: Database, clock: FakeClock) -> Stage:
    return Stage(database, clock)


async def test_only_what_was_given_up_is_left(stage: Stage) -> None:
    await stage.do("done")
    await stage.give_up("bad")
    await stage.put("open")
    assert await stage.claim() == ["bad"]


async def test_its_sender_is_told_by_one_and_once(stage: Stage) -> None:
    await stage.give_up("bad")
    (event,) = await stage.leftovers.claim("w1", stage.clock(), LEASE, 9)
    assert event.payload == {"user": "tess"}
    assert await stage.claim("w2") == []

    await stage.leftovers.told(event)

    stage.clock.pass_by(2 * LEASE)
    assert await stage.claim("w2") == []
    assert await stage.rows() == {"bad": None}


async def test_whoever_dies_before_telling_leaves_it_to_another(stage: Stage) -> None:
    await stage.give_up("bad")
    assert await stage.claim("dies") == ["bad"]
    stage.clock.pass_by(LEASE)
    assert await stage.claim("w2") == ["bad"]


async def test_old_rows_go_and_what_is_open_stays(stage: Stage) -> None:
    await stage.put("open")
    (event,) = await stage.inbox.claim("me", stage.clock(), 99 * DAY, 9)
    await stage.do("old")
    await stage.give_up("bad")
    stage.clock.pass_by(2 * DAY)
    await stage.do("new")
    await stage.do("last")

    await stage.leftovers.purge(stage.clock() - DAY)

    assert list(await stage.rows()) == ["open", "new", "last"]
    await stage.inbox.done(event)


async def test_the_last_row_stays_for_it_says_when_we_last_listened(
    stage: Stage,
) -> None:
    assert await stage.leftovers.heard_until() is None
    await stage.do("first")
    stage.clock.pass_by(DAY)
    heard = stage.clock()
    await stage.do("last")
    stage.clock.pass_by(30 * DAY)

    await stage.leftovers.purge(stage.clock() - DAY)

    assert list(await stage.rows()) == ["last"]
    assert await stage.leftovers.heard_until() == heard


async def test_a_draft_is_known_by_its_event_or_its_post(stage: Stage) -> None:
    await stage.put("e1", lane="came")
    await PostStore(stage.database).add(a_post("posted"), ())
    await PostStore(stage.database).add(a_post("theirs", school="oak"), ())

    known = await stage.leftovers.known(["came", "posted", "theirs", "new"])

    assert known == {"came", "posted"}
    assert await stage.leftovers.known([]) == frozenset()


async def test_another_schools_leftovers_are_its_own(stage: Stage) -> None:
    await stage.give_up("bad")
    await stage.put("open")
    stage.clock.pass_by(2 * DAY)
    other = LeftoverStore(stage.database, "oak")

    assert await other.claim("me", stage.clock(), LEASE, 9) == []
    await other.purge(stage.clock())

    assert list(await stage.rows()) == ["bad", "open"]
    assert await other.heard_until() is None


async def test_those_of_every_school_are_seen_to_and_each_keeps_its_last(
    stage: Stage,
) -> None:
    oaks = WholeInbox(stage.database, "oak", stage.clock)
    everybodys = LeftoverStore(stage.database, None)
    await stage.do("first")
    await stage.do("second")
    await oaks.put("only", "message", {}, "tess")
    (only,) = await oaks.claim("w", stage.clock(), LEASE, 9)
    await oaks.done(only)
    stage.clock.pass_by(2 * DAY)

    await everybodys.purge(stage.clock())

    assert list(await stage.rows()) == ["second", "only"]
    assert await everybodys.schools() == ["ash", "oak"]
    assert await LeftoverStore(stage.database, "oak").schools() == ["oak"]
