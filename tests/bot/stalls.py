"""A worker that stands still as it is about to send: `python -m tests.bot.stalls ...`.

It stops itself with SIGSTOP, at the worst of moments, and goes on when it is told to.
A minute passes for it in a second, as for the worker that takes over from it.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.gate.dispatch import Dispatch
from bot.gate.ports import Alarm, Event
from bot.gate.post import Post, State
from bot.networks.x import X
from bot.networks.x_session import Timeouts
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.timers import DueTimer, TimerStore
from bot.worker import Worker
from tests.bot.networks.stand_in import KEYS
from tests.bot.store.made import WholeInbox
from tests.fakes import FRIDAY_NOON, HOURS, FakePhotos

SPEED = 60


@dataclass(frozen=True)
class FastClock:
    began: float

    def now(self) -> datetime:
        return FRIDAY_NOON + timedelta(seconds=(time.time() - self.began) * SPEED)

    def monotonic(self) -> float:
        return time.monotonic() * SPEED


async def work(
    url: str, x_url: str, clock: FastClock, over: Callable[[], bool]
) -> None:
    """Publish what is due, until it is over."""
    database = Database(url)
    x = X(KEYS, x_url, Timeouts(2, 2), clock.monotonic)
    dispatch = Dispatch(PostStore(database), FakePhotos(), x, HOURS, clock.now)

    async def none(_: Event) -> None: ...

    async def ring(timer: DueTimer) -> datetime | None:
        match timer.alarm:
            case Alarm.PUBLISH:
                return await dispatch.publish(timer.post_id)
            case Alarm.LOOK_UP:
                return await dispatch.look_up(timer.post_id)
            case _:
                return None

    worker = Worker(
        database=database,
        inbox=WholeInbox(database, "ash", clock.now),
        timers=TimerStore(database, "ash"),
        handle=none,
        ring=ring,
        now=clock.now,
    )
    working = asyncio.create_task(worker.run())
    while not over():  # noqa: ASYNC110 - what it waits for is outside this process
        await asyncio.sleep(0.02)
    await worker.drain(10)
    await working
    await database.close()


def stop_here() -> None:
    print("here", flush=True)  # noqa: T201 - it is what the test waits for
    os.kill(os.getpid(), signal.SIGSTOP)
    sys.stdin.readline()  # another thread may run on for a moment
    stopped.append(True)


def with_its_intent_kept() -> None:
    save: Any = PostStore.save

    async def save_and_stop(self: PostStore, post: Post, *args: Any) -> None:
        await save(self, post, *args)
        if post.state is State.SENDING and not stopped:
            stop_here()

    PostStore.save = save_and_stop  # type: ignore[method-assign]


def on_its_way_to_x() -> None:
    post: Any = X._post

    def stop_and_post(*args: Any) -> Any:
        if not stopped:
            stop_here()
        return post(*args)

    X._post = stop_and_post  # type: ignore[method-assign]


stopped: list[bool] = []

if __name__ == "__main__":
    where, url, x_url, began = sys.argv[1:]
    globals()[where]()
    asyncio.run(work(url, x_url, FastClock(float(began)), lambda: bool(stopped)))
