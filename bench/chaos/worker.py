"""One worker: the real bot in HTTP mode, in a process that is easily killed.

It is forked from a process that has everything loaded, so that a start costs little.
"""

import asyncio
import functools
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import composition, one_school
from bot.chat.slack.errors import SlackError
from bot.chat.slack.show import Showing
from bot.gate.ports import StoreError
from bot.gate.post import Post, State
from bot.listening import listen, serving
from bot.networks.x import X
from bot.networks.x_session import Keys, Timeouts
from bot.parts import Eyes
from bot.settings import Settings
from bot.store import migrate
from bot.store.inbox import EventStore, InboxStore
from bot.store.posts import PostStore
from nlp.reading import Reading

__all__ = ["Pace", "migrate", "work"]  # migrate: loaded before any fork

MONDAY = datetime(2026, 11, 16, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Pace:
    """A clock, the same in every process, that runs `speed` times as fast.

    All that is timed goes by it: leases, pauses, look-ups, the network's time-outs.
    """

    began: float
    speed: float

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=(time.time() - self.began) * self.speed)

    def monotonic(self) -> float:
        return time.monotonic() * self.speed


@dataclass(frozen=True)
class Dying:
    """A process kills itself with -9 where it hurts, with this chance each time."""

    seed: int
    chance: float


def work(settings: Settings, pace: Pace, dying: Dying) -> None:
    """Work until killed; a database that is away ends it, as systemd would see."""
    with (settings.data_dir / "log").open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    dice = random.Random(dying.seed)  # noqa: S311 - not for secrets
    _die_at_times(dice, dying.chance)
    one_school.make_x = functools.partial(_make_x, pace)
    with suppress(StoreError, SlackError):
        asyncio.run(_work(settings, pace))


async def _work(settings: Settings, pace: Pace) -> None:
    async with (
        composition.running(settings, Eyes(_read, _read), pace.now) as bot,
        serving(bot.web, listen(settings.port)),
    ):
        await bot.working


async def _read(text: str) -> Reading:
    """Nothing to find: the reader is measured elsewhere."""
    return Reading(text, ())


def _make_x(pace: Pace, settings: Settings) -> X:
    keys = Keys(
        settings.x_consumer_key.get_secret_value(),
        settings.x_consumer_secret.get_secret_value(),
        settings.x_access_token.get_secret_value(),
        settings.x_access_secret.get_secret_value(),
    )
    usual = Timeouts()
    timeouts = Timeouts(usual.connect / pace.speed, usual.read / pace.speed)
    return X(keys, settings.x_api_url, timeouts, pace.monotonic)


def _die_at_times(rng: random.Random, chance: float) -> None:
    def perhaps(*_: object) -> None:
        if rng.random() < chance:
            os.kill(os.getpid(), signal.SIGKILL)

    def decided(post: Post, *_: object) -> None:
        if post.state in {State.APPROVED, State.SENDING, State.PUBLISHED}:
            perhaps()

    _around(InboxStore, "put", before=perhaps, after=perhaps)  # not acknowledged yet
    _around(EventStore, "done", before=perhaps)  # will be handled again
    _around(PostStore, "save", after=decided)  # and its card is not drawn
    _around(X, "publish", after=perhaps)  # X has it, and we do not know
    _around(Showing, "show", after=perhaps)  # will be drawn again


def _around(
    of: type,
    name: str,
    before: Callable[..., None] = lambda *_: None,
    after: Callable[..., None] = lambda *_: None,
) -> None:
    method = getattr(of, name)

    @functools.wraps(method)
    async def around(self: Any, *args: Any, **kwargs: Any) -> Any:
        before(*args)
        try:
            return await method(self, *args, **kwargs)
        finally:
            after(*args)

    setattr(of, name, around)
