"""The worker: takes events from the inbox, and timers that are due, and has them done.

Whatever it holds is leased in the store. If it dies, another try is made; so what it
calls must bear being called again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.gate.ports import Clock, Event, Handle, OutOfOrderError
from bot.hands import Hands, log_error
from bot.store.engine import Database
from bot.store.inbox import EventStore
from bot.store.presence import at_work
from bot.store.timers import DueTimer, TimerStore

LEASE = timedelta(seconds=60)  # outlives the time-outs of the networks, 15 s
PATIENCE = timedelta(minutes=5)  # with one event or timer; then it is tried again
LONGEST_PAUSE = timedelta(minutes=5)
OUT_OF_ORDER = timedelta(minutes=1)  # between tries of what cannot be handled yet
# Between two looks into the store: what is put in here nudges; what another left, a
# retry or a post whose time has come may wait as long as the second.
POLL, IDLE_POLL = 1.0, 5.0  # seconds
# And at least, where half of the hands are at work: there is something to do anyway,
# and what has come meanwhile is taken up together.
BREATH = 0.1  # seconds

Answer = TypeVar("Answer")
# Does a timer, and answers when it is to be done again, if ever.
Ring = Callable[[DueTimer], Awaitable[datetime | None]]
log = structlog.get_logger()


class Worker:
    """One process's worker. `handle` does an event; `ring` does a timer.

    What fails is tried again after a pause that grows: a timer for ever, an event
    8 times in all, over a quarter of an hour; but for three days where it is not
    the event that is at fault. Of each, `at_once` run at a time.
    """

    def __init__(
        self,
        *,
        database: Database,
        inbox: EventStore,
        timers: TimerStore,
        handle: Handle,
        ring: Ring,
        now: Clock,
        at_once: int = 8,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._timers = timers
        self._handle = handle
        self._ring = ring
        self._now = now
        self._wake = asyncio.Event()
        self._events = Hands(inbox, self._do_event, LEASE, at_once, self._wake)
        self._alarms = Hands(timers, self._do_timer, LEASE, at_once, self._wake)
        self._renewed = now()
        self._draining = False
        self._stopped = asyncio.Event()
        self._stopped.set()

    def nudge(self) -> None:
        """Look now: something was put into the inbox, or a timer was set."""
        self._wake.set()

    async def run(self) -> None:
        """Work until drained or cancelled. StoreError at the very start only."""
        self._stopped.clear()
        try:
            async with at_work(self._database, self._release_all):
                pause = POLL
                while not self._draining or self._busy:
                    self._wake.clear()
                    await self._look()
                    pause = POLL if self._busy else min(2 * pause, IDLE_POLL)
                    with suppress(TimeoutError):
                        async with asyncio.timeout(pause):
                            await self._wake.wait()
                    if self._events.many or self._alarms.many:
                        await asyncio.sleep(BREATH)
        finally:
            await self._events.drop()
            await self._alarms.drop()
            self._stopped.set()

    async def drain(self, timeout: float) -> bool:  # noqa: ASYNC109 - it answers False
        """Take up nothing more, and let what runs come to its end.

        False where that took over `timeout` seconds: it was cut short, and will be
        tried again by whoever works next.
        """
        self._draining = True
        self.nudge()
        try:
            await asyncio.wait_for(self._stopped.wait(), timeout)
        except TimeoutError:
            await self._events.drop()
            await self._alarms.drop()
            await self._stopped.wait()
            return False
        return True

    @property
    def _busy(self) -> bool:
        return self._events.busy or self._alarms.busy

    async def _look(self) -> None:
        """Keep the leases of what runs, and take up what is new."""
        now = self._now()
        try:
            if now - self._renewed >= LEASE / 3:
                await self._events.renew(now)
                await self._alarms.renew(now)
                self._renewed = now
            if not self._draining:
                await self._events.take_up(now)
                await self._alarms.take_up(now)
        except Exception as error:  # noqa: BLE001 - work goes on when it is over
            log_error("store unusable", error)

    async def _release_all(self) -> None:
        await self._inbox.release_all()
        await self._timers.release_all()

    async def _do_event(self, event: Event) -> None:
        _, error = await _tried(self._handle(event))
        if error is None:
            await self._inbox.done(event)
            await self._follow_up(event)
            return
        # Not the event's fault: that does not count, and need not be seen every second.
        waits = isinstance(error, OutOfOrderError)
        pause = OUT_OF_ORDER if waits else _pause(event.attempt)
        again = await self._inbox.failed(event, self._now() + pause, counts=not waits)
        log.warning(
            "event failed" if again else "event parked",
            id=event.id,
            kind=event.kind,
            attempt=event.attempt,
            error=type(error).__name__,
        )

    async def _follow_up(self, event: Event) -> None:
        """What the event set off is done here, where its school's bot is at hand.

        An event about a post is in the lane of that name; of another, nothing is due.
        """
        if not self._draining and not self._alarms.full:
            now, owner = self._now(), self._alarms.owner
            self._alarms.start(
                await self._timers.claim_of_post(event.lane, owner, now, LEASE)
            )

    async def _do_timer(self, timer: DueTimer) -> None:
        again, error = await _tried(self._ring(timer))
        if error is not None:
            log.warning(
                "timer failed",
                post=timer.post_id,
                alarm=timer.alarm.value,
                attempt=timer.attempt,
                error=type(error).__name__,
            )
            retry_at = self._now() + _pause(timer.attempt)
            await self._timers.later(timer, retry_at, failed=True)
        elif again is not None:
            await self._timers.later(timer, again, failed=False)
        else:
            await self._timers.finish(timer)


async def _tried(work: Awaitable[Answer]) -> tuple[Answer | None, Exception | None]:
    """The answer, or what was raised: of that, log the class, as its words may be a
    draft's.
    """
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            return await work, None
    except Exception as error:  # noqa: BLE001 - one bad item holds up nothing else
        return None, error


def _pause(attempt: int) -> timedelta:
    """1 s, 4 s, 16 s... and 5 minutes at most."""
    return min(timedelta(seconds=4 ** min(attempt - 1, 9)), LONGEST_PAUSE)
