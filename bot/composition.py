"""Put the parts together: one school's bot, or many, while the block is entered."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from typing import Any, cast

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.routing import Route

from bot.chat.slack.app import Endpoint, connect, http_endpoint
from bot.chat.slack.blocks import Json
from bot.chat.slack.door import door
from bot.chat.slack.keeping import keeping
from bot.gate.dispatch import SETTLE
from bot.gate.ports import Clock, Event
from bot.housekeeping import Housekeeping
from bot.many_schools import ManySchools
from bot.measures import Measures
from bot.one_school import SchoolBot, Shared, Tracing, open_school
from bot.parts import NOBODY, Eyes, eyes_beside, utc_now
from bot.settings import Common, Settings, SlackMode, read_one_of_many
from bot.store.engine import Database
from bot.store.health import answers
from bot.store.inbox import EventStore, InboxStore
from bot.store.leftovers import LeftoverStore
from bot.store.presence import nobody_restores
from bot.store.revision import is_current
from bot.store.timers import DueTimer, TimerStore
from bot.web import Check, is_connected, is_loaded, watched
from bot.worker import Worker
from nlp.reader import Reader
from vision.apart import Apart

DRAIN_SECONDS = 20.0  # within the 30 that a container is given to stop
AT_ONCE, AT_ONCE_OF_MANY = 8, 32  # events at work, and timers

BotOf = Callable[[str], Awaitable[SchoolBot]]


@dataclass(frozen=True)
class Bot:
    """What the outside may ask of a running bot; `web` answers health and Slack."""

    web: Starlette
    working: asyncio.Task[None]


@dataclass(frozen=True)
class _Process:
    """What there is once in a process, whatever it serves."""

    shared: Shared
    worker: Worker
    leftovers: LeftoverStore
    stack: AsyncExitStack

    def start(self) -> asyncio.Task[None]:
        working = asyncio.create_task(self.worker.run())
        self.stack.push_async_callback(_stop, self.worker, working)
        return working

    def keep_house(self, housekeeping: Housekeeping) -> None:
        keeping = asyncio.create_task(housekeeping.run())
        self.stack.push_async_callback(_cancel, keeping)

    def web(
        self,
        working: asyncio.Task[None],
        checks: Mapping[str, Check],
        slack: Endpoint | None = None,
    ) -> Starlette:
        checks = {"database": partial(answers, self.shared.database), **checks}
        routes = watched(working, checks, self.shared.measures.exposition)
        if slack:
            routes = [*routes, Route("/slack/events", slack, methods=["POST"])]
        return Starlette(routes=routes)


@asynccontextmanager
async def running(
    settings: Settings,
    eyes: Eyes,
    now: Clock = utc_now,
    settle: timedelta = SETTLE,
) -> AsyncGenerator[Bot]:
    """One school's bot. StoreError or SlackError, with a sentence, where it cannot be.

    `settle` is how long X may take to show a post on its own timeline.
    """
    async with AsyncExitStack() as stack:
        bots: dict[str, SchoolBot] = {}

        async def bot_of(school: str) -> SchoolBot:
            return bots[school]

        school, over_http = settings.school_id, settings.slack_mode is SlackMode.HTTP
        process = await _process(
            stack, settings, school, bot_of, now=now, settle=settle
        )
        bot = bots[school] = await open_school(settings, eyes, process.shared)
        loaded = asyncio.ensure_future(eyes.read(""))
        stack.push_async_callback(_cancel, loaded)
        working = process.start()
        checks = {"reader": is_loaded(loaded)}
        keeping = Housekeeping(process.leftovers, bot.sorry, bot.catch_up, now)
        if not over_http:
            token = (settings.slack_app_token or NOBODY).get_secret_value()
            socket = await connect(bot.app(), token, settings.slack_api_url)
            stack.push_async_callback(socket.close_async)
            checks["slack"] = is_connected(socket.client.is_connected)
            keeping = replace(keeping, connection=socket.client.session_id)
        process.keep_house(keeping)
        slack = http_endpoint(bot.app()) if over_http else None
        yield Bot(process.web(working, checks, slack), working)


@asynccontextmanager
async def running_many(
    common: Common,
    loading: asyncio.Future[Reader],
    now: Clock = utc_now,
    settle: timedelta = SETTLE,
) -> AsyncGenerator[Bot]:
    """The bots of all schools in the folder SCHOOLS. StoreError where it cannot be.

    They share one reader; each has its own roll.
    """
    async with AsyncExitStack() as stack:

        async def open_(settings: Settings) -> SchoolBot:
            eyes = await eyes_beside(settings, loading)
            return await open_school(settings, eyes, process.shared)

        async def keep(school: str, body: Json) -> BoltResponse | None:
            await schools.check(school)
            inbox = InboxStore(process.shared.database, school, now)
            return await keeping(inbox, process.shared.nudge)(body)

        async def app_of(school: str) -> AsyncApp:
            return (await schools.get(school)).app()

        async def sorry(event: Event) -> None:
            await (await schools.get(event.school)).sorry(event)

        async def catch_up() -> None:
            await schools.catch_up(process.leftovers.schools)

        schools = ManySchools(partial(read_one_of_many, common), open_)
        process = await _process(
            stack,
            common,
            None,
            schools.get,
            now=now,
            settle=settle,
            at_once=AT_ONCE_OF_MANY,
        )
        working = process.start()
        process.keep_house(Housekeeping(process.leftovers, sorry, catch_up, now))
        secret = (common.slack_signing_secret or NOBODY).get_secret_value()
        checks = {"reader": is_loaded(loading)}
        yield Bot(process.web(working, checks, door(secret, keep, app_of)), working)


async def _process(
    stack: AsyncExitStack,
    common: Common,
    school: str | None,
    bot_of: BotOf,
    *,
    now: Clock,
    settle: timedelta,
    at_once: int = AT_ONCE,
) -> _Process:
    """`school` None: it works for every school in the database."""
    database = Database(common.database)
    await stack.enter_async_context(nobody_restores(database.file))
    stack.push_async_callback(database.close)
    if not await is_current(database):
        # Loaded here alone: it would put off every other start by 0.3 s.
        await import_module("bot.store.migrate").be_ready(common.database)
    http = await stack.enter_async_context(aiohttp.ClientSession())

    async def handle(event: Event) -> None:
        await (await bot_of(event.school)).handle(event)

    async def ring(timer: DueTimer) -> datetime | None:
        return await (await bot_of(timer.school)).fire[timer.alarm](timer.post_id)

    worker = Worker(
        database=database,
        inbox=EventStore(database, school, now),
        timers=TimerStore(database, school),
        handle=handle,
        ring=ring,
        now=now,
        at_once=at_once,
    )
    shared = Shared(
        database=database,
        http=http,
        darkroom=Apart(),
        measures=Measures(database, school, now),
        nudge=worker.nudge,
        now=now,
        settle=settle,
        traces=_traces(common.otlp_endpoint, stack),
    )
    return _Process(shared, worker, LeftoverStore(database, school), stack)


def _traces(endpoint: str, stack: AsyncExitStack) -> Tracing | None:
    if not endpoint:
        return None
    # Loaded here alone: it would put off every other start by half a second.
    traces = import_module("bot.tracing").Traces(endpoint)
    stack.push_async_callback(asyncio.to_thread, traces.close)
    return cast("Tracing", traces)


async def _stop(worker: Worker, working: asyncio.Task[None]) -> None:
    await worker.drain(DRAIN_SECONDS)
    await _cancel(working)


async def _cancel(task: asyncio.Future[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
