"""One post, as it is stored, on its way to X, and in the hands of two workers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.gate.hours import Hours
from bot.gate.lifecycle import Actor, Step, advance
from bot.gate.ports import Alarm, StaleError, SureNoError, Timer, UnsureError
from bot.gate.post import Approval, Post, State, Trouble
from bot.worker import LEASE
from policy.terms import Draft

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOURS = Hours(ZoneInfo("Europe/London"))
TICK = 60  # seconds
ON_ITS_WAY = 0  # a request is there, or lost, before a tick is over: 15 at most
SHOWN_WITHIN = 60  # X shows a post on its own timeline
AUTHOR = Actor("tess", frozenset())
STALE, BUSY, UNCLEAR = StaleError(), SureNoError(Trouble.BUSY), UnsureError("unclear")


class Asked(NamedTuple):
    """What a worker awaits; "done", once it has come to its end.

    `looked`: whether it looked at the clock since it was last told something.
    """

    what: str
    args: tuple[Any, ...]
    looked: bool = False


class Told(NamedTuple):
    """What it is answered, or what is raised, and when it goes on from there."""

    answer: Any
    at: int


class Row(NamedTuple):
    """A timer as it is stored. `holder` is the serial of the claim that leases it.

    One that is deleted has no `due`, and keeps its serial: what stands for ids in the
    store that are never used again.
    """

    alarm: Alarm
    due: int | None
    serial: int
    holder: int = 0
    leased_until: int = 0


class Working(NamedTuple):
    """A worker that has claimed a timer. What it `heard` may be old when it goes on.

    That is so of a post that it read, and of its intent that was kept: standing still
    with any other answer comes to the same as standing still before the next request.
    """

    alarm: Alarm
    serial: int
    told: tuple[Told, ...]
    heard: tuple[Any, ...] = ()


class Request(NamedTuple):
    """A post on its way to X. `worker` is None where nobody waits for an answer."""

    sent: int
    worker: int | None


def approved() -> Post:
    post = Post("p", "ash", "tess", Draft("Bridges."), NOON, State.APPROVED)
    return replace(post, approval=Approval("lena", NOON, post.fingerprint))


APPROVED = approved()


@dataclass(frozen=True)
class World:
    post: Post = APPROVED
    rows: frozenset[Row] = frozenset({Row(Alarm.PUBLISH, 0, 1)})
    workers: tuple[Working | None, ...] = (None, None)
    requests: tuple[Request, ...] = ()
    out: tuple[int, ...] = ()  # since when X has it, each time that it took it
    time: int = 0
    deaths: int = 0
    faults: int = 0
    edited: bool = False

    @property
    def fault(self) -> str:
        """What must never be, if it is so."""
        if len(self.out) > 1:
            return "doubled"
        if self.out and self.edited:
            return "unapproved"
        waits = {row.alarm for row in self.rows if row.due is not None}
        needed = {
            State.APPROVED: Alarm.PUBLISH,
            State.SENDING: Alarm.PUBLISH,
            State.UNSURE: Alarm.LOOK_UP,
        }
        if (alarm := needed.get(self.post.state)) and alarm not in waits:
            return "lost"
        if self.post.state is State.PUBLISHED and not self.out:
            return "lost"
        return ""


def claims(world: World, n: int) -> Iterator[tuple[str, World]]:
    for row in world.rows:
        free = row.due is not None and row.leased_until <= world.time
        if free and row.due <= world.time:
            serial = row.serial + 1
            lease = world.time + int(LEASE.total_seconds())
            leased = row._replace(serial=serial, holder=serial, leased_until=lease)
            worker = Working(row.alarm, serial, (Told(None, world.time),))
            rows = world.rows - {row} | {leased}
            yield (
                f"{n} claims {row.alarm}",
                with_worker(replace(world, rows=rows), n, worker),
            )


def save(
    world: World, post: Post, was: Post, timers: Sequence[Timer]
) -> tuple[World, Any]:
    """As `PostStore.save`: guarded, and timers that are set again keep their lease."""
    stored = world.post
    if (stored.state, stored.version) != (was.state, was.version):
        return world, STALE
    rows = {row.alarm: row for row in world.rows}
    for alarm, due in ((timer.alarm, timer.due) for timer in timers):
        if alarm in {Alarm.PUBLISH, Alarm.LOOK_UP}:
            old = rows.get(alarm, Row(alarm, 0, 0))
            rows[alarm] = old._replace(due=seconds(due), serial=old.serial + 1)
    return replace(world, post=post, rows=frozenset(rows.values())), None


def finish(world: World, n: int, worker: Working, again: datetime | None) -> World:
    """As `TimerStore.finish` and `later`."""
    rows = set(world.rows)
    for row in world.rows:
        if row.alarm is worker.alarm and row.serial == worker.serial:
            due = seconds(again) if again else None
            rows.remove(row)
            rows.add(row._replace(due=due, holder=0, leased_until=0))
        elif row.alarm is worker.alarm and row.holder == worker.serial:
            rows.remove(row)
            rows.add(row._replace(holder=0, leased_until=0))
    return with_worker(replace(world, rows=frozenset(rows)), n, None)


def edited(world: World) -> World:
    """As `Desk.amend`: the approval is void."""
    at = NOON + timedelta(seconds=world.time)
    post = advance(world.post, Step.AMEND, AUTHOR, at)
    post = replace(post, draft=Draft("Bridges of paper."), approval=None)
    return replace(world, post=post, edited=True)


def with_worker(world: World, n: int, worker: Working | None) -> World:
    workers = list(world.workers)
    workers[n] = worker
    return replace(world, workers=tuple(workers))


def plain(world: World) -> World:
    """One world for all that go on alike.

    Which worker is which is all one, and so is when a lease ran out, how long a timer
    has been due, and how high its serial is: it is only told apart from others.
    """
    first, second = world.workers
    requests = world.requests
    if hash(first) > hash(second):
        first, second = second, first
        requests = tuple(
            r if r.worker is None else r._replace(worker=1 - r.worker) for r in requests
        )
    rows: list[Row] = []
    for row in world.rows:
        held = [w.serial for w in (first, second) if w and w.alarm is row.alarm]
        used = sorted({row.serial, *held})
        rank = {serial: n for n, serial in enumerate(used, 1)}
        leased = row.leased_until > world.time
        due = row.due if row.due is None else max(row.due, world.time)
        rows.append(
            Row(
                row.alarm,
                due,
                rank[row.serial],
                rank.get(row.holder, 0) if leased else 0,
                row.leased_until if leased else 0,
            )
        )
        if first and first.alarm is row.alarm:
            first = first._replace(serial=rank[first.serial])
        if second and second.alarm is row.alarm:
            second = second._replace(serial=rank[second.serial])
    return replace(
        world, workers=(first, second), rows=frozenset(rows), requests=requests
    )


def seconds(at: datetime) -> int:
    return int((at - NOON).total_seconds())
