"""The processes that are killed: the workers, and Postgres."""

import asyncio
import multiprocessing
import random
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

from bench.chaos.worker import Dying, Pace, work
from bot.listening import HOST
from bot.settings import Settings
from sandbox.postgres import Postgres

FORKED = multiprocessing.get_context("forkserver")
DIES = 0.006  # of the times that a worker comes to where it hurts
FORKED.set_forkserver_preload(["bench.chaos.worker"])


@dataclass
class Fleet:
    """The workers. One that ends is started anew."""

    settings: list[Settings]
    pace: Pace
    rng: random.Random
    killed: int = 0
    running: dict[int, BaseProcess] = field(default_factory=dict[int, BaseProcess])
    _died: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def keep(self, slot: int) -> None:
        while True:
            dying = Dying(self.rng.getrandbits(32), DIES)
            process = FORKED.Process(
                target=work, args=(self.settings[slot], self.pace, dying), daemon=True
            )
            await asyncio.to_thread(process.start)  # or X would stand still meanwhile
            self.running[slot] = process
            try:
                await _ended(process)
                async with self._died:
                    self.killed += process.exitcode == -signal.SIGKILL
                    self._died.notify_all()
            finally:
                process.kill()
                process.join()
            await asyncio.sleep(0.05)

    async def kill_some(self, kills: int, every: float) -> None:
        """One that has come up, some time later; now and then one that has not."""
        while self.killed < kills:
            slot = self.rng.randrange(len(self.settings))
            await _up(self.settings[slot].port)
            await asyncio.sleep(self.rng.expovariate(1 / every))
            self.running[slot].kill()

    async def have_died(self, times: float) -> None:
        async with self._died:
            await self._died.wait_for(lambda: self.killed >= times)


@dataclass
class Power:
    """Kills all of Postgres with -9, and starts it again; SQLite dies with a worker."""

    postgres: Postgres | None
    rng: random.Random
    cuts: int = 0
    over: bool = False

    async def cut(self, every: float) -> None:
        while self.postgres:
            await asyncio.sleep(self.rng.expovariate(1 / every))
            if self.over:
                return
            await asyncio.to_thread(self.postgres.kill)
            await asyncio.to_thread(self.postgres.start)
            self.cuts += 1


async def _up(port: int) -> None:
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(HOST, port)
            writer.close()
            return
        await asyncio.sleep(0.05)


async def _ended(process: BaseProcess) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, over.set)
    try:
        await over.wait()
    finally:
        loop.remove_reader(process.sentinel)
    process.join()
