"""Now and then: people are told, rows go, and what was missed is asked for."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import housekeeping as module
from bot.gate.ports import Event, StoreError
from bot.housekeeping import KEPT, LISTEN_AGAIN, Housekeeping
from tests.fakes import FRIDAY_NOON, FakeClock

BAD = Event(1, "ash", "e1", "p1", "message", {"user": "tess"}, 9, FRIDAY_NOON)


@dataclass
class FakeLeftovers:
    events: list[Event] = field(default_factory=list)
    purged: list[datetime] = field(default_factory=list)

    async def claim(self, *_: object) -> Sequence[Event]:
        return list(self.events)

    async def told(self, event: Event) -> None:
        self.events.remove(event)

    async def purge(self, before: datetime) -> None:
        self.purged.append(before)


@dataclass
class Stage:
    leftovers: FakeLeftovers = field(default_factory=FakeLeftovers)
    clock: FakeClock = field(default_factory=FakeClock)
    told: list[Event] = field(default_factory=list)
    caught_up: int = 0
    fails: Exception | None = None
    connected_as: str = "one"

    def __post_init__(self) -> None:
        kept: Any = self.leftovers
        self.housekeeping = Housekeeping(
            kept, self.tell, self.catch_up, self.clock, self.connection
        )

    async def tell(self, event: Event) -> None:
        if self.fails:
            raise self.fails
        self.told.append(event)

    async def catch_up(self) -> None:
        if self.fails:
            raise self.fails
        self.caught_up += 1

    async def connection(self) -> str:
        return self.connected_as


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_whoever_sent_what_was_given_up_is_told_once(stage: Stage):
    stage.leftovers.events = [BAD, replace(BAD, id=2)]

    await stage.housekeeping.tidy()
    await stage.housekeeping.tidy()

    assert [event.id for event in stage.told] == [1, 2]


async def test_what_was_missed_is_asked_for_at_the_start_and_every_hour(stage: Stage):
    await stage.housekeeping.listen()
    stage.clock.pass_by(LISTEN_AGAIN - timedelta(seconds=1))
    await stage.housekeeping.listen()
    assert stage.caught_up == 1

    stage.clock.pass_by(timedelta(seconds=1))
    await stage.housekeeping.listen()
    assert stage.caught_up == 2


async def test_and_after_each_new_connection(stage: Stage):
    await stage.housekeeping.listen()
    stage.connected_as = "two"
    await stage.housekeeping.listen()
    await stage.housekeeping.listen()

    assert stage.caught_up == 2


async def test_old_rows_go_after_a_week(stage: Stage):
    await stage.housekeeping.tidy()

    assert stage.leftovers.purged == [FRIDAY_NOON - KEPT]


async def test_what_fails_is_left_for_later_and_holds_up_nothing(stage: Stage):
    stage.leftovers.events = [BAD]
    stage.fails = StoreError("Zebedee is off sick")

    with capture_logs() as logs:
        await stage.housekeeping.listen()
        await stage.housekeeping.tidy()

    assert [log["error"] for log in logs] == ["StoreError"] * 2
    assert "Zebedee" not in str(logs)
    assert stage.leftovers.purged
    stage.fails = None
    await stage.housekeeping.listen()
    await stage.housekeeping.tidy()
    assert (stage.told, stage.caught_up) == ([BAD], 1)


async def test_one_that_cannot_be_told_holds_up_no_other(stage: Stage):
    stage.leftovers.events = [replace(BAD, kind="odd"), replace(BAD, id=2)]
    tell = stage.housekeeping.tell

    async def tell_or_fail(event: Event) -> None:
        if event.kind == "odd":
            raise KeyError(event.kind)
        await tell(event)

    stage.housekeeping.tell = tell_or_fail
    with capture_logs() as logs:
        await stage.housekeeping.tidy()

    assert [event.id for event in stage.told] == [2]
    assert [log["error"] for log in logs] == ["KeyError"]


async def test_it_goes_on_until_it_is_cancelled(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "EVERY", timedelta(0))
    thrice = asyncio.Event()

    async def purge(before: datetime) -> None:
        stage.leftovers.purged.append(before)
        if len(stage.leftovers.purged) == 3:
            thrice.set()

    monkeypatch.setattr(stage.leftovers, "purge", purge)
    running = asyncio.create_task(stage.housekeeping.run())
    await asyncio.wait_for(thrice.wait(), 5)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_catching_up_with_many_schools_keeps_nobody_from_being_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    told, for_ever = asyncio.Event(), asyncio.Event()

    async def catch_up() -> None:
        await for_ever.wait()

    async def tell(_: Event) -> None:
        told.set()

    monkeypatch.setattr(stage.housekeeping, "catch_up", catch_up)
    monkeypatch.setattr(stage.housekeeping, "tell", tell)
    stage.leftovers.events = [BAD]
    running = asyncio.create_task(stage.housekeeping.run())

    await asyncio.wait_for(told.wait(), 5)

    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
