"""Every way in which two workers can publish one post: the real `Dispatch`, explored.

A worker is a coroutine of `Dispatch` that stands at one of its awaits. It is known by
what it has been told so far, and is brought back by telling it that again. So a state
of the whole is a plain value: the post and its timers as they are stored, what X has,
what is on its way there, and what each worker knows. From each, everything that can
happen next is tried, breadth first: the shortest way to a fault is the one found.

Workers may stand still at any await, for any time, and die there; leases are never
renewed. X may refuse, lose the request, lose the answer, or be late with either.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bench.protocol.driving import driven
from bench.protocol.world import (
    BUSY,
    ON_ITS_WAY,
    SHOWN_WITHIN,
    TICK,
    UNCLEAR,
    Asked,
    Request,
    Told,
    Working,
    World,
    claims,
    edited,
    finish,
    plain,
    save,
    with_worker,
)
from bot.gate.dispatch import Dispatch
from bot.gate.lifecycle import MOVES, Step
from bot.gate.post import Post, State
from bot.networks.x import PATIENCE


@dataclass(frozen=True)
class Explorer:
    """`deaths` and `faults`: how many at most; `until`: seconds."""

    dispatch: type[Dispatch] = Dispatch
    deaths: int = 1
    faults: int = 1
    edits: bool = False
    until: int = 240
    settle: timedelta = Dispatch.settle

    def explore(self) -> tuple[int, str, list[str]]:
        """How many states there are; the first fault, if any; and the way to it."""
        start = World()
        came: dict[World, tuple[World | None, str]] = {start: (None, "")}
        level = [start]
        while level:
            following: list[World] = []
            for world in level:
                for label, following_on in self._next(world):
                    after = plain(following_on)
                    if after in came:
                        continue
                    came[after] = world, label
                    if after.fault:
                        return len(came), after.fault, _way(came, after)
                    following.append(after)
            level = following
        return len(came), "", []

    def _next(self, world: World) -> Iterator[tuple[str, World]]:
        soonest = min((r.sent + ON_ITS_WAY for r in world.requests), default=self.until)
        if world.time + TICK <= min(soonest, self.until):
            yield "time passes", replace(world, time=world.time + TICK)
        if None in world.workers:
            yield from claims(world, world.workers.index(None))
        for n, worker in enumerate(world.workers):
            if worker:
                yield from self._works(world, n, worker)
        for request in world.requests:
            yield from self._arrives(world, request)
        if self.edits and not world.edited and (world.post.state, Step.AMEND) in MOVES:
            yield "the author edits", edited(world)

    def _works(
        self, world: World, n: int, worker: Working
    ) -> Iterator[tuple[str, World]]:
        if world.deaths < self.deaths:
            orphans = tuple(
                r._replace(worker=None) if r.worker == n else r for r in world.requests
            )
            dead = replace(world, deaths=world.deaths + 1, requests=orphans)
            yield f"{n} dies", with_worker(dead, n, None)
        if worker.heard:
            yield f"{n} goes on", self._answer(world, n, *worker.heard)
        elif all(request.worker != n for request in world.requests):
            asked = self._driven(worker, worker.told)
            yield from self._done(world, n, worker, asked)

    def _done(
        self, world: World, n: int, worker: Working, asked: Asked
    ) -> Iterator[tuple[str, World]]:
        """What a worker asks for is done."""
        label = f"{n}: {asked.what}"
        match asked.what:
            case "load":
                yield label, with_worker(world, n, worker._replace(heard=(world.post,)))
            case "save":
                stored, answer = save(world, *asked.args)
                if asked.args[0].state is State.SENDING:
                    yield (
                        label,
                        with_worker(stored, n, worker._replace(heard=(answer,))),
                    )
                else:
                    yield label, self._answer(stored, n, answer)
            case "publish" if world.time - worker.told[-1].at > PATIENCE:
                yield label, self._answer(world, n, BUSY)
            case "publish":
                sent = (*world.requests, Request(world.time, n))
                yield label, replace(world, requests=sent)
            case "find":
                yield from self._found(world, n)
            case _:
                yield label, finish(world, n, worker, *asked.args)

    def _answer(self, world: World, n: int, answer: Any) -> World:
        """The worker goes on; a moment that it does not look at is not kept."""
        worker = world.workers[n]
        assert worker
        told = Told(answer, world.time)
        asks = self._driven(worker, (*worker.told, told))
        timed = asks.looked or asks.what == "publish"
        told = told if timed else told._replace(at=0)
        on = worker._replace(told=(*worker.told, told), heard=())
        return with_worker(world, n, on)

    def _driven(self, worker: Working, told: tuple[Told, ...]) -> "Asked":
        return driven(self.dispatch, self.settle, worker.alarm, told)

    def _found(self, world: World, n: int) -> Iterator[tuple[str, World]]:
        """X shows what it has had for long, and perhaps what it has just had."""
        old = [world.time - since >= SHOWN_WITHIN for since in world.out]
        for found in {any(old), bool(old)}:
            links = frozenset({"link"} if found else ())
            yield f"{n}: finds {len(links)}", self._answer(world, n, links)
        if world.faults < self.faults:
            failed = replace(world, faults=world.faults + 1)
            yield f"{n}: cannot look", self._answer(failed, n, UNCLEAR)

    def _saved(self, world: World, n: int, post: Post, *args: Any) -> World:
        stored, answer = save(world, post, *args)
        worker = stored.workers[n]
        if worker and post.state is State.SENDING:
            return with_worker(stored, n, worker._replace(heard=(answer,)))
        return self._answer(stored, n, answer)

    def _arrives(self, world: World, request: Request) -> Iterator[tuple[str, World]]:
        """X takes it, or not; and the worker learns of that, or not."""
        rest = list(world.requests)
        rest.remove(request)
        gone = replace(world, requests=tuple(rest))
        taken = replace(gone, out=(*world.out, world.time))
        n = request.worker
        if n is None:
            yield "X takes it", taken
            yield "it is lost", gone
            return
        yield "X takes it", self._answer(taken, n, "link")
        if world.faults < self.faults:
            late = replace(gone, requests=(*rest, request._replace(worker=None)))
            for label, after, told in (
                ("X takes it, the answer is lost", taken, UNCLEAR),
                ("X refuses", gone, BUSY),
                ("it is lost", gone, UNCLEAR),
                ("it times out", late, UNCLEAR),
            ):
                failed = replace(after, faults=world.faults + 1)
                yield label, self._answer(failed, n, told)


def _way(came: dict[World, tuple[World | None, str]], world: World) -> list[str]:
    labels: list[str] = []
    before: World | None = world
    while before:
        before, label = came[before]
        labels.append(label)
    return labels[-2::-1]
