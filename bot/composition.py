"""Put the parts together: one school's bot, while the block is entered."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import Any, cast

from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.alarms import alarms
from bot.chat.slack.api import SlackApi
from bot.chat.slack.app import connect, http_endpoint, make_app, slack_client, team_of
from bot.chat.slack.cards import Setting
from bot.chat.slack.catching_up import CatchUp
from bot.chat.slack.download import Download
from bot.chat.slack.front import Kept, Places, make_front
from bot.chat.slack.people import People
from bot.chat.slack.roster import SlackRoster
from bot.gate.desk import Desk
from bot.gate.dispatch import Dispatch
from bot.gate.ports import Alarm, Clock, Fire, Handle, Read
from bot.gate.remembering import Remembering
from bot.housekeeping import Housekeeping
from bot.keys import names_key, photo_keys
from bot.measures import Measures
from bot.networks.x_text import LONGEST, length
from bot.parts import NOBODY, make_x, offices_of, utc_now
from bot.school import hours_of, school_of
from bot.settings import Settings, SlackMode
from bot.store.cards import CardStore
from bot.store.devices import DeviceStore
from bot.store.engine import Database
from bot.store.health import answers
from bot.store.inbox import InboxStore
from bot.store.leftovers import LeftoverStore
from bot.store.memory import MemoryStore
from bot.store.photos import PhotoStore
from bot.store.posts import PostStore
from bot.store.revision import is_current
from bot.store.timers import TimerStore
from bot.web import Check, is_connected, is_loaded, watched
from bot.worker import Worker
from vision.apart import Apart

DRAIN_SECONDS = 20.0  # within the 30 that a container is given to stop


@dataclass(frozen=True)
class Bot:
    """What the outside may ask of a running bot; `web` answers health and Slack."""

    web: Starlette
    working: asyncio.Task[None]


@asynccontextmanager
async def running(
    settings: Settings,
    read: Read,
    read_seen: Read,
    now: Clock = utc_now,
    settle: timedelta = timedelta(seconds=60),
) -> AsyncGenerator[Bot]:
    """The bot at work. StoreError or SlackError, with a sentence, where it cannot be.

    `settle` is how long X may take to show a post on its own timeline.
    """
    async with AsyncExitStack() as stack:
        database = Database(settings.database)
        stack.push_async_callback(database.close)
        if not await is_current(database):
            # Loaded here alone: it would put off every other start by 0.3 s.
            await import_module("bot.store.migrate").be_ready(settings.database)
        client = await stack.enter_async_context(
            slack_client(
                settings.slack_bot_token.get_secret_value(), settings.slack_api_url
            )
        )
        slack = cast("SlackApi", client)
        people = People(slack, await team_of(slack), now)
        hours, x = hours_of(settings), make_x(settings)
        photos = PhotoStore(settings.data_dir / "photos", photo_keys(settings))
        memory = MemoryStore(database, settings.school_id, names_key(settings))
        posts, inbox = (
            PostStore(database),
            InboxStore(database, settings.school_id, now),
        )
        desk = Desk(
            school_id=settings.school_id,
            school=school_of(settings),
            hours=hours,
            read=read,
            read_seen=read_seen,
            store=posts,
            photos=photos,
            roster=SlackRoster(slack, people, offices_of(settings), now),
            network=x,
            now=now,
            memory=memory,
        )
        setting = Setting(settings.zone, length, x.name, LONGEST)
        download = Download(
            settings.slack_bot_token.get_secret_value(), settings.slack_api_url
        )
        front = make_front(
            desk=desk,
            slack=slack,
            people=people,
            kept=Kept(
                CardStore(database),
                photos,
                DeviceStore(database, settings.school_id),
            ),
            places=Places(
                settings.leaders_channel,
                frozenset(settings.head),
                frozenset(settings.safeguarding_lead),
            ),
            setting=setting,
            fetch=download,
            darkroom=Apart(),
            now=now,
        )
        dispatch = Dispatch(posts, photos, x, hours, now, settle)
        measures = Measures(database, settings.school_id, posts, hours, now)
        rings = alarms(front, dispatch, Remembering(desk, memory))
        handle, fire = _traced(
            settings.otlp_endpoint, stack, front.handler, measures.of_timers(rings)
        )
        worker = Worker(
            database=database,
            inbox=inbox,
            timers=TimerStore(database, settings.school_id),
            handle=handle,
            fire=fire,
            now=now,
        )
        secret = (settings.slack_signing_secret or NOBODY).get_secret_value()
        app = make_app(
            client=client,
            signing_secret=secret,
            inbox=inbox,
            nudge=worker.nudge,
            desk=desk,
            outstanding=front.reminders.outstanding,
        )
        leftovers = LeftoverStore(database, settings.school_id)
        housekeeping = Housekeeping(
            leftovers,
            front.sorry,
            CatchUp(slack, inbox, leftovers.heard_until, leftovers.known, now),
            now,
        )
        loaded = asyncio.ensure_future(read(""))
        stack.push_async_callback(_cancel, loaded)
        working = asyncio.create_task(worker.run())
        stack.push_async_callback(_stop, worker, working)
        checks: dict[str, Check] = {
            "database": partial(answers, database),
            "reader": is_loaded(loaded),
        }
        if settings.slack_mode is SlackMode.SOCKET:
            token = (settings.slack_app_token or NOBODY).get_secret_value()
            socket = await connect(app, token, settings.slack_api_url)
            stack.push_async_callback(socket.close_async)
            checks["slack"] = is_connected(socket.client.is_connected)
            housekeeping = replace(housekeeping, connection=socket.client.session_id)
        keeping = asyncio.create_task(housekeeping.run())
        stack.push_async_callback(_cancel, keeping)
        routes = watched(working, checks, measures.exposition)
        yield Bot(_web(settings, app, routes), working)


def _traced(
    endpoint: str, stack: AsyncExitStack, handle: Handle, fire: dict[Alarm, Fire]
) -> tuple[Handle, dict[Alarm, Fire]]:
    if not endpoint:
        return handle, fire
    # Loaded here alone: it would put off every other start by half a second.
    traces = import_module("bot.tracing").Traces(endpoint)
    stack.push_async_callback(asyncio.to_thread, traces.close)
    return traces.of_events(handle), traces.of_timers(fire)


async def _stop(worker: Worker, working: asyncio.Task[None]) -> None:
    await worker.drain(DRAIN_SECONDS)
    await _cancel(working)


async def _cancel(task: asyncio.Future[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _web(settings: Settings, app: AsyncApp, routes: list[Route]) -> Starlette:
    if settings.slack_mode is SlackMode.HTTP:
        endpoint: Callable[[Request], Awaitable[Response]] = http_endpoint(app)
        routes = [*routes, Route("/slack/events", endpoint, methods=["POST"])]
    return Starlette(routes=routes)
