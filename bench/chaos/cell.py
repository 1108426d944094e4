"""One run: a database, so many workers, and something that kills them all the time."""

import asyncio
import random
import re
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from bench.chaos.checks import Found, examine, unsettled
from bench.chaos.fleet import Fleet, Power
from bench.chaos.people import Staff, Writing, plan
from bench.chaos.weather import Weather
from bench.chaos.worker import Pace
from bench.fast_slack import TEAM, TOKENS, Slack
from bot.gate.ports import StoreError
from bot.listening import free_port, listen, serving
from bot.settings import Settings, SlackMode
from bot.store.engine import Database
from bot.store.migrate import migrate
from sandbox.postgres import Postgres
from sandbox.school import (
    APP_TOKEN,
    LEADER,
    LEADERS_CHANNEL,
    SCHOOL,
    SECOND_LEADER,
    SIGNING_SECRET,
)
from sandbox.x_api import Api
from sandbox.x_server import ACCOUNT
from sandbox.x_state import State


@dataclass(frozen=True)
class Order:
    """`kills`: about one every `every` seconds; the last post is written after them.

    `within`: seconds, after which what is not out is lost.
    """

    kind: str
    workers: int
    posts: int
    kills: int
    every: float
    speed: float
    within: float
    seed: int

    def dice(self, whose: str) -> random.Random:
        return random.Random(  # noqa: S311 - dice
            f"{self.seed} {self.kind} {self.workers} {whose}"
        )


@dataclass(frozen=True)
class Outcome:
    order: Order
    found: Found
    kills: int
    database_kills: int
    faults: int
    redelivered: int
    asked: int
    latest: float  # seconds by the fast clock that a post was on its way to X
    seconds: float


async def run(order: Order) -> Outcome:
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres = None
        url = f"sqlite+aiosqlite:///{folder / 'schoolgate.db'}"
        if order.kind == "postgres":
            postgres = stack.enter_context(Postgres())
            url = postgres.create("schoolgate")
        await migrate(url)
        pace = Pace(time.time(), order.speed)
        state = State(pace.now)
        weather = Weather(order.dice("weather"), state, order.speed)
        ports = [free_port() for _ in range(order.workers)]
        slack = Slack(ports, order.dice("slack"))
        x_at, slack_at = listen(0), listen(0)
        x = Watch(Starlette(routes=Api(state, weather, ACCOUNT).routes))
        await stack.enter_async_context(serving(x, x_at))
        await stack.enter_async_context(serving(slack.app, slack_at))
        urls = [f"http://127.0.0.1:{at.getsockname()[1]}" for at in (slack_at, x_at)]
        settings = [_settings(url, *urls, port, folder) for port in ports]
        writings = plan(order.posts, order.dice("plan"))
        staff = Staff(slack, state, writings, order.dice("staff"))
        fleet = Fleet(settings, pace, order.dice("fleet"))
        database = Database(url)
        stack.push_async_callback(database.close)
        power = Power(postgres, order.dice("power"))
        async with _background() as background:
            for slot in range(order.workers):
                background.append(asyncio.create_task(fleet.keep(slot)))
            background.append(asyncio.create_task(staff.look_at_cards()))
            background.append(asyncio.create_task(power.cut(30 * order.every)))
            killing = asyncio.create_task(fleet.kill_some(order.kills, order.every))
            background.append(killing)
            for writing in writings:
                await fleet.have_died(order.kills * writing.n / order.posts)
                background.append(asyncio.create_task(staff.write(writing)))
            await killing
            power.over = True
            await _settled(database, writings, began + order.within)
        found = await examine(database, settings[0].school_id, writings, state)
    return Outcome(
        order,
        found,
        fleet.killed,
        power.cuts,
        weather.faults,
        slack.redelivered,
        staff.asked,
        x.latest * order.speed,
        time.monotonic() - began,
    )


@dataclass
class Watch:
    """How long a post was on its way to X at most, in seconds of the real clock.

    The bot takes it that this is less than a lease: what it was signed at tells.
    """

    app: Starlette
    latest: float = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/2/tweets":
            signature = dict(scope["headers"])[b"authorization"].decode()
            signed = re.search(r'oauth_timestamp="(\d+)"', signature)
            if signed:
                self.latest = max(self.latest, time.time() - int(signed[1]))
        await self.app(scope, receive, send)


@asynccontextmanager
async def _background() -> AsyncGenerator[list[asyncio.Task[None]]]:
    tasks: list[asyncio.Task[None]] = []
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _settled(database: Database, writings: list[Writing], until: float) -> None:
    while time.monotonic() < until:
        with suppress(StoreError):
            if await unsettled(database, writings) == 0:
                return
        await asyncio.sleep(0.5)


def _settings(url: str, slack: str, x: str, port: int, folder: Path) -> Settings:
    return Settings(
        school_name=SCHOOL,
        slack_bot_token=TOKENS + TEAM,
        slack_app_token=APP_TOKEN,
        slack_signing_secret=SIGNING_SECRET,
        slack_mode=SlackMode.HTTP,
        slack_api_url=f"{slack}/api/",
        leaders_channel=LEADERS_CHANNEL,
        leaders=(LEADER.id, SECOND_LEADER.id),
        x_consumer_key=ACCOUNT.consumer_key,
        x_consumer_secret=ACCOUNT.consumer_secret,
        x_access_token=ACCOUNT.access_token,
        x_access_secret=ACCOUNT.access_secret,
        x_api_url=x,
        database_url=url,
        data_dir=folder,
        port=port,
    )
