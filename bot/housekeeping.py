"""What is seen to now and then: events given up, old rows, and what was not heard."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

import structlog

from bot.gate.ports import Clock, Handle
from bot.store.leftovers import LeftoverStore

EVERY = timedelta(minutes=1)
LEASE = timedelta(minutes=5)
AT_ONCE = 20
KEPT = timedelta(days=7)  # Slack brings an event again within hours, never later
LISTEN_AGAIN = timedelta(hours=1)  # a socket may have gone deaf and not say so

log = structlog.get_logger()


async def _same() -> str:
    return ""


@dataclass
class Housekeeping:
    """One process's. `tell` is called for events that were given up.

    `catch_up` is called at the start, each time that `connection`, a name for the
    present one, has changed, and every hour.
    """

    leftovers: LeftoverStore
    tell: Handle
    catch_up: Callable[[], Awaitable[object]]
    now: Clock
    connection: Callable[[], Awaitable[str]] = _same
    _owner: str = field(default_factory=lambda: uuid4().hex, init=False)
    _caught_up: tuple[str, datetime] | None = field(default=None, init=False)

    async def run(self) -> None:
        """Until it is cancelled. To listen to many schools takes minutes: so apart."""
        async with asyncio.TaskGroup() as chores:
            for chore in (self.listen, self.tidy):
                chores.create_task(_again_and_again(chore))

    async def tidy(self) -> None:
        """Each in turn; what fails is left for the next time."""
        for chore in (self._say_sorry, self._purge):
            await _tried(chore.__name__, chore())

    async def listen(self) -> None:
        """Catch up, where it is time; what fails is left for the next time."""
        await _tried("listen", self._listen())

    async def _listen(self) -> None:
        connection, now = await self.connection(), self.now()
        if self._caught_up:
            before, at = self._caught_up
            if before == connection and now - at < LISTEN_AGAIN:
                return
        await self.catch_up()
        self._caught_up = connection, now

    async def _say_sorry(self) -> None:
        now = self.now()
        for event in await self.leftovers.claim(self._owner, now, LEASE, AT_ONCE):
            if await _tried("tell", self.tell(event)):
                await self.leftovers.told(event)

    async def _purge(self) -> None:
        await self.leftovers.purge(self.now() - KEPT)


async def _again_and_again(chore: Callable[[], Awaitable[None]]) -> None:
    while True:
        await chore()
        await asyncio.sleep(EVERY.total_seconds())


async def _tried(what: str, work: Awaitable[object]) -> bool:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the others are done all the same
        log.warning("left for later", what=what, error=type(error).__name__)
        return False
    return True
