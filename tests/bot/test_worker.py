"""The worker does what is asked, once if nothing dies, and again if something does."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from structlog.testing import capture_logs

from bot import worker as module
from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm, Event, OutOfOrderError, StoreError, Timer
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.timers import DueTimer, TimerStore
from bot.worker import LEASE, Worker
from tests.bot.store.made import LENA, WholeInbox, a_post, after
from tests.databases import ON_POSTGRES, ON_SQLITE
from tests.fakes import FakeClock

SOON = 5.0  # seconds, after which a test has failed
SECOND = timedelta(seconds=1)


async def nothing(_: object) -> None: ...


@dataclass
class Stage:
    """A worker, and a note of all that it was asked to do."""

    database: Database
    clock: FakeClock
    handled: list[str] = field(default_factory=list)
    fired: list[tuple[str, Alarm]] = field(default_factory=list)
    on_event: Callable[[Event], Awaitable[None]] = nothing
    on_alarm: Callable[[str], Awaitable[datetime | None]] = nothing
    alarms: tuple[Alarm, ...] = tuple(Alarm)

    def __post_init__(self) -> None:
        self.inbox = WholeInbox(self.database, "ash", self.clock)
        self.timers = TimerStore(self.database, "ash")
        self.posts = PostStore(self.database)
        self.noted = asyncio.Event()

    def worker(self, at_once: int = 8) -> Worker:
        return Worker(
            database=self.database,
            inbox=self.inbox,
            timers=self.timers,
            handle=self.handle,
            ring=self.ring,
            now=self.clock,
            at_once=at_once,
        )

    async def handle(self, event: Event) -> None:
        self.handled.append(event.event_id)
        self.noted.set()
        await self.on_event(event)

    async def ring(self, timer: DueTimer) -> datetime | None:
        if timer.alarm not in self.alarms:
            raise KeyError(timer.alarm)
        self.fired.append((timer.post_id, timer.alarm))
        self.noted.set()
        return await self.on_alarm(timer.post_id)

    async def put(self, *event_ids: str, lane: str = "") -> None:
        for event_id in event_ids:
            payload = {"text": "Zebedee is off sick"}
            await self.inbox.put(event_id, "message", payload, lane or event_id)

    async def set(self, post_id: str = "p1", alarm: Alarm = Alarm.SHOW) -> None:
        post = after(a_post(post_id), Step.PASS)
        await self.posts.add(post, [Timer(alarm, self.clock())])

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until something that was noted makes it so."""
        async with asyncio.timeout(SOON):
            while not so():
                self.noted.clear()
                await self.noted.wait()


@pytest.fixture
def stage(database: Database, clock: FakeClock) -> Stage:
    return Stage(database, clock)


@asynccontextmanager
async def working(worker: Worker) -> AsyncGenerator[Worker]:
    """The worker at work; at the end, all that it took up is done."""
    running = asyncio.create_task(worker.run())
    try:
        yield worker
        await worker.drain(SOON)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def left(stage: Stage) -> tuple[int, int]:
    """How many events and timers could be claimed, if every lease were out."""
    await stage.inbox.release_all()
    await stage.timers.release_all()
    events = await stage.inbox.claim("last", stage.clock(), LEASE, 99)
    timers = await stage.timers.claim("last", stage.clock(), LEASE, 99)
    return len(events), len(timers)


async def test_events_and_timers_are_done_and_gone(stage: Stage) -> None:
    await stage.put("e1", "e2")
    await stage.set("p1", Alarm.EXPIRE)
    async with working(stage.worker()):
        await stage.until(lambda: len(stage.handled) == 2 and bool(stage.fired))
    assert sorted(stage.handled) == ["e1", "e2"]
    assert stage.fired == [("p1", Alarm.EXPIRE)]
    assert await left(stage) == (0, 0)


async def test_a_nudge_is_answered_at_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL", 60)
    await stage.put("first")
    async with working(stage.worker()) as worker:
        await stage.until(lambda: stage.handled == ["first"])
        await stage.put("second")
        began = perf_counter()
        worker.nudge()
        await stage.until(lambda: stage.handled == ["first", "second"])
        assert perf_counter() - began < 2


async def test_what_an_event_sets_off_follows_without_a_nudge(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL", 60)

    async def sets_a_timer(_: Event) -> None:
        await stage.set("p1")

    stage.on_event = sets_a_timer
    await stage.put("e1")
    async with working(stage.worker()):
        await stage.until(lambda: stage.fired == [("p1", Alarm.SHOW)])


async def test_a_lane_is_done_in_order(stage: Stage) -> None:
    ids = [f"e{n}" for n in range(10)]
    await stage.put(*ids, lane="tess")
    async with working(stage.worker()):
        await stage.until(lambda: len(stage.handled) == 10)
    assert stage.handled == ids


async def test_no_more_run_at_once_than_allowed(stage: Stage) -> None:
    running, most = 0, 0
    go_on = asyncio.Event()

    async def wait(_: Event) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await go_on.wait()
        running -= 1

    stage.on_event = wait
    await stage.put(*(f"e{n}" for n in range(7)))
    async with working(stage.worker(at_once=3)):
        await stage.until(lambda: len(stage.handled) == 3)
        go_on.set()
        await stage.until(lambda: len(stage.handled) == 7)
    assert most == 3


async def test_a_bad_event_is_tried_again_later_and_holds_up_no_other(
    stage: Stage,
) -> None:
    async def fail(event: Event) -> None:
        if event.event_id == "bad" and event.attempt < 3:
            raise ValueError("Zebedee is off sick")

    stage.on_event = fail
    await stage.put("bad", "good")
    async with working(stage.worker()):
        await stage.until(lambda: len(stage.handled) == 2)
    async with working(stage.worker()):
        pass
    assert sorted(stage.handled) == ["bad", "good"], "not before its time"
    for pause in (1, 4):
        stage.clock.pass_by(pause * SECOND)
        stage.handled.clear()
        async with working(stage.worker()):
            await stage.until(lambda: stage.handled == ["bad"])
    assert await left(stage) == (0, 0)


async def test_logs_hold_ids_and_kinds_of_error_and_no_words(stage: Stage) -> None:
    async def fail(_: object) -> None:
        raise ValueError("Zebedee is off sick")

    stage.on_event = stage.on_alarm = fail
    await stage.put("e1")
    await stage.set("p1", Alarm.PUBLISH)
    with capture_logs() as logs:
        async with working(stage.worker()):
            await stage.until(lambda: bool(stage.handled and stage.fired))
    assert sorted(logs, key=str) == sorted(
        [
            {
                "event": "event failed",
                "id": 1,
                "kind": "message",
                "attempt": 1,
                "error": "ValueError",
                "log_level": "warning",
            },
            {
                "event": "timer failed",
                "post": "p1",
                "alarm": "publish",
                "attempt": 1,
                "error": "ValueError",
                "log_level": "warning",
            },
        ],
        key=str,
    )


async def test_an_event_waits_for_days_while_it_is_not_at_fault(stage: Stage) -> None:
    async def fail(_: Event) -> None:
        raise OutOfOrderError

    stage.on_event = fail
    await stage.put("e1")
    for tries in range(1, 12):
        async with working(stage.worker()):
            await stage.until(lambda n=tries: stage.handled.count("e1") == n)
        stage.clock.pass_by(module.OUT_OF_ORDER)
    stage.on_event = nothing
    async with working(stage.worker()):
        await stage.until(lambda: len(stage.handled) == 12)
    assert await left(stage) == (0, 0)


async def test_an_event_that_keeps_failing_is_parked_and_that_is_logged(
    stage: Stage,
) -> None:
    async def fail(_: Event) -> None:
        raise ValueError

    stage.on_event = fail
    await stage.put("bad", "next", lane="tess")
    with capture_logs() as logs:
        for tries in range(1, 9):
            async with working(stage.worker()):
                await stage.until(lambda n=tries: stage.handled.count("bad") == n)
            stage.clock.pass_by(timedelta(minutes=5))
    assert [log["event"] for log in logs if log["attempt"] == 8] == ["event parked"]
    stage.on_event = nothing
    async with working(stage.worker()):
        await stage.until(lambda: stage.handled[-1] == "next")
    assert await left(stage) == (0, 0)


async def test_a_timer_that_asks_for_it_is_called_again(stage: Stage) -> None:
    async def again(_: str) -> datetime | None:
        return stage.clock() + 10 * SECOND if len(stage.fired) < 3 else None

    stage.on_alarm = again
    await stage.set("p1", Alarm.LOOK_UP)
    for times in (1, 2, 3):
        async with working(stage.worker()):
            await stage.until(lambda n=times: len(stage.fired) == n)
        stage.clock.pass_by(10 * SECOND)
    assert await left(stage) == (0, 0)


async def test_a_timer_is_never_given_up(stage: Stage) -> None:
    async def fail(_: str) -> None:
        raise ValueError

    stage.on_alarm = fail
    await stage.set("p1", Alarm.PUBLISH)
    for times in range(1, 12):
        async with working(stage.worker()):
            await stage.until(lambda n=times: len(stage.fired) == n)
        stage.clock.pass_by(timedelta(minutes=5))
    assert await left(stage) == (0, 1)


async def test_a_timer_set_again_while_it_runs_runs_again(stage: Stage) -> None:
    async def decide(_: str) -> None:
        post = await stage.posts.load("p1")
        if post and len(stage.fired) == 1:
            approved = after(post, Step.APPROVE, LENA)
            await stage.posts.save(approved, post, [Timer(Alarm.SHOW, stage.clock())])

    stage.on_alarm = decide
    await stage.set("p1")
    async with working(stage.worker()):
        await stage.until(lambda: len(stage.fired) == 2)
    assert await left(stage) == (0, 0)


async def test_what_an_event_set_off_is_done_before_another_worker_looks(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its lane, which has the post's name; no look at the timers is needed."""
    looked: list[str] = []

    async def look(owner: str, *_: object) -> list[DueTimer]:
        looked.append(owner)
        return []

    async def submit(_: Event) -> None:
        await stage.set("p1")

    monkeypatch.setattr(stage.timers, "claim", look)
    stage.on_event = submit
    await stage.put("e1", lane="p1")
    async with working(stage.worker()):
        await stage.until(lambda: stage.fired == [("p1", Alarm.SHOW)])
    assert looked


async def test_an_alarm_that_nobody_answers_is_kept(stage: Stage) -> None:
    stage.alarms = (Alarm.SHOW,)
    await stage.set("p1", Alarm.FORGET)
    await stage.set("p2", Alarm.SHOW)
    async with working(stage.worker()):
        await stage.until(lambda: stage.fired == [("p2", Alarm.SHOW)])
    stage.clock.pass_by(SECOND)
    assert await left(stage) == (0, 1)


async def test_work_that_takes_longer_than_its_lease_is_not_taken_over(
    stage: Stage,
) -> None:
    go_on = asyncio.Event()

    async def slow(_: object) -> None:
        await go_on.wait()

    stage.on_event = stage.on_alarm = slow
    await stage.put("slow")
    await stage.set("p1")
    async with working(stage.worker()) as worker:
        await stage.until(lambda: bool(stage.handled and stage.fired))
        for n in range(9):
            stage.clock.pass_by(LEASE / 2)
            # Once this is taken up, the leases that ran have been renewed.
            await stage.put(f"e{n}")
            go_on_now, stage.on_event = stage.on_event, nothing
            worker.nudge()
            await stage.until(lambda n=n: stage.handled[-1] == f"e{n}")
            stage.on_event = go_on_now
        other = stage.timers.claim("other", stage.clock(), LEASE, 9)
        assert await other == []
        assert await stage.inbox.claim("other", stage.clock(), LEASE, 9) == []
        go_on.set()
    assert stage.handled.count("slow") == 1
    assert len(stage.fired) == 1


async def test_work_that_hangs_is_cut_short_and_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", timedelta(milliseconds=10))

    async def hang(_: Event) -> None:
        await asyncio.Event().wait()

    stage.on_event = hang
    await stage.put("e1")
    with capture_logs() as logs:
        async with working(stage.worker()):
            await stage.until(lambda: stage.handled == ["e1"])
    assert [log["error"] for log in logs] == ["TimeoutError"]
    stage.clock.pass_by(SECOND)
    assert await left(stage) == (1, 0)


async def test_draining_ends_what_runs_and_takes_up_nothing_new(stage: Stage) -> None:
    go_on = asyncio.Event()

    async def slow(_: Event) -> None:
        await go_on.wait()

    stage.on_event = slow
    await stage.put("running")
    worker = stage.worker()
    running = asyncio.create_task(worker.run())
    await stage.until(lambda: stage.handled == ["running"])
    drained = asyncio.create_task(worker.drain(SOON))
    await stage.put("new")
    worker.nudge()
    go_on.set()
    assert await drained
    await running
    assert stage.handled == ["running"]
    assert await left(stage) == (1, 0)


async def test_draining_has_an_end_and_loses_nothing(stage: Stage) -> None:
    async def hang(_: object) -> None:
        await asyncio.Event().wait()

    stage.on_event = stage.on_alarm = hang
    await stage.put("e1")
    await stage.set("p1")
    worker = stage.worker()
    running = asyncio.create_task(worker.run())
    await stage.until(lambda: bool(stage.handled and stage.fired))
    assert not await worker.drain(0.01)
    await running
    assert await left(stage) == (1, 1)


async def test_a_worker_that_never_ran_is_drained(stage: Stage) -> None:
    assert await stage.worker().drain(SOON)


async def test_a_cancelled_worker_leaves_nothing_running(stage: Stage) -> None:
    cut_short = asyncio.Event()

    async def hang(_: Event) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cut_short.set()

    stage.on_event = hang
    await stage.put("e1")
    running = asyncio.create_task(stage.worker().run())
    await stage.until(lambda: stage.handled == ["e1"])
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert cut_short.is_set()
    assert await left(stage) == (1, 0)


async def died(stage: Stage) -> None:
    """A worker has taken up an event and a timer, and is no more."""
    await stage.put("e1")
    await stage.set("p1")
    await stage.inbox.claim("dead", stage.clock(), LEASE, 9)
    await stage.timers.claim("dead", stage.clock(), LEASE, 9)


@ON_SQLITE
async def test_after_a_kill_the_next_process_goes_on_at_once(stage: Stage) -> None:
    await died(stage)
    began = perf_counter()
    async with working(stage.worker()):
        await stage.until(lambda: bool(stage.handled and stage.fired))
    assert perf_counter() - began < 2


@ON_POSTGRES
async def test_after_a_kill_others_go_on_when_the_lease_is_out(stage: Stage) -> None:
    """They may be on other machines: nobody can know that it was a kill."""
    await died(stage)
    async with working(stage.worker()):
        pass
    assert not stage.handled
    stage.clock.pass_by(LEASE)
    async with working(stage.worker()):
        await stage.until(lambda: bool(stage.handled and stage.fired))


async def test_a_store_that_fails_for_a_while_does_not_stop_the_worker(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = stage.timers.claim
    faults = [StoreError("The disk is full."), RuntimeError("Zebedee is off sick")]

    async def claim_in_the_end(*args):
        if faults:
            raise faults.pop(0)
        return await claim(*args)

    monkeypatch.setattr(stage.timers, "claim", claim_in_the_end)
    monkeypatch.setattr(module, "POLL", 0.01)
    await stage.set("p1")
    with capture_logs() as logs:
        async with working(stage.worker()):
            await stage.until(lambda: bool(stage.fired))
    assert [log["error"] for log in logs] == ["StoreError", "RuntimeError"]
    assert "Zebedee" not in str(logs)


async def test_an_outcome_that_cannot_be_kept_leads_to_another_try(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_: Event) -> None:
        raise StoreError("The disk is full.")

    await stage.put("e1")
    with monkeypatch.context() as broken, capture_logs() as logs:
        broken.setattr(stage.inbox, "done", full)
        async with working(stage.worker()):
            await stage.until(lambda: stage.handled == ["e1"])
    assert [log["event"] for log in logs] == ["outcome not kept"]
    stage.clock.pass_by(LEASE)
    async with working(stage.worker()):
        await stage.until(lambda: stage.handled == ["e1", "e1"])
    assert await left(stage) == (0, 0)
