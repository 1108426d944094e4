"""The hands of a worker: what it has taken up from a queue, under leases."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar
from uuid import uuid4

import structlog

Item = TypeVar("Item")
log = structlog.get_logger()


class Queue(Protocol[Item]):
    async def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> Sequence[Item]: ...

    async def renew(self, running: Sequence[Item], until: datetime) -> None: ...


class Hands(Generic[Item]):
    """The tasks at work on one queue: `at_once` are taken up, and what they set off."""

    def __init__(
        self,
        queue: Queue[Item],
        work: Callable[[Item], Awaitable[None]],
        lease: timedelta,
        at_once: int,
        wake: asyncio.Event,
    ) -> None:
        self._queue = queue
        self._work = work
        self._lease = lease
        self._at_once = at_once
        self._wake = wake
        self.owner = uuid4().hex
        self._running: dict[asyncio.Task[None], Item] = {}

    @property
    def busy(self) -> bool:
        return bool(self._running)

    @property
    def many(self) -> bool:
        return 2 * len(self._running) >= self._at_once

    @property
    def full(self) -> bool:
        return len(self._running) >= self._at_once

    async def take_up(self, now: datetime) -> None:
        if not self.full:
            free = self._at_once - len(self._running)
            self.start(await self._queue.claim(self.owner, now, self._lease, free))

    def start(self, items: Sequence[Item]) -> None:
        for item in items:
            task = asyncio.create_task(self._do(item))
            self._running[task] = item
            task.add_done_callback(self._done)

    async def renew(self, now: datetime) -> None:
        if self._running:
            await self._queue.renew([*self._running.values()], now + self._lease)

    async def drop(self) -> None:
        """Cut short what runs. It stays leased until that runs out."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _do(self, item: Item) -> None:
        try:
            await self._work(item)
        except Exception as error:  # noqa: BLE001 - its lease runs out: tried again
            log_error("outcome not kept", error)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self._wake.set()


def log_error(what: str, error: Exception) -> None:
    """The class alone: a traceback may hold words."""
    log.error(what, error=type(error).__name__)
