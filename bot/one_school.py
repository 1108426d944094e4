"""One school's bot, put together from its settings."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Protocol, cast

import aiohttp
from slack_bolt.async_app import AsyncApp

from bot.alarms import alarms
from bot.chat.slack.album import Darkroom
from bot.chat.slack.api import SlackApi
from bot.chat.slack.app import client_of, make_app, team_of
from bot.chat.slack.cards import Setting
from bot.chat.slack.catching_up import CatchUp
from bot.chat.slack.download import Download
from bot.chat.slack.front import Kept, Places, make_front
from bot.chat.slack.keeping import keeping
from bot.chat.slack.people import People
from bot.chat.slack.roster import SlackRoster
from bot.gate.desk import Desk
from bot.gate.dispatch import Dispatch
from bot.gate.erasing import Erasing
from bot.gate.ports import Alarm, Clock, Fire, Handle
from bot.gate.remembering import Remembering
from bot.keys import names_key, photo_keys
from bot.measures import Measures
from bot.networks.x_text import LONGEST, length
from bot.parts import NOBODY, Eyes, make_x, offices_of
from bot.school import hours_of, school_of
from bot.settings import Settings
from bot.store.cards import CardStore
from bot.store.devices import DeviceStore
from bot.store.engine import Database
from bot.store.inbox import InboxStore
from bot.store.leftovers import LeftoverStore
from bot.store.memory import MemoryStore
from bot.store.photos import PhotoStore
from bot.store.posts import PostStore


class Tracing(Protocol):
    """What is done, told to whoever gathers traces."""

    def of_events(self, handle: Handle) -> Handle: ...

    def of_timers(self, fire: Mapping[Alarm, Fire]) -> dict[Alarm, Fire]: ...


@dataclass(frozen=True)
class Shared:
    """What the bots of one process have in common.

    `settle` is how long X may take to show a post on its own timeline; `nudge` wakes
    the worker.
    """

    database: Database
    http: aiohttp.ClientSession
    darkroom: Darkroom
    measures: Measures
    nudge: Callable[[], None]
    now: Clock
    settle: timedelta
    traces: Tracing | None = None


@dataclass(frozen=True)
class SchoolBot:
    """`team` is its Slack workspace. `sorry` tells the sender of what was given up.

    `app` is made when it is first asked for: it takes milliseconds, and most of what
    comes from Slack has no need of it.
    """

    team: str
    app: Callable[[], AsyncApp]
    handle: Handle
    fire: Mapping[Alarm, Fire]
    sorry: Handle
    catch_up: Callable[[], Awaitable[object]]


async def open_school(settings: Settings, eyes: Eyes, shared: Shared) -> SchoolBot:
    """StoreError or SlackError, with a sentence, where it cannot work as it is set."""
    school_id, database, now = settings.school_id, shared.database, shared.now
    token, api_url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
    client = client_of(token, api_url, shared.http)
    slack = cast("SlackApi", client)
    team = await team_of(slack)
    people = People(slack, team, now)
    hours, x = hours_of(settings), make_x(settings)
    photos = PhotoStore(settings.data_dir / "photos", photo_keys(settings))
    memory = MemoryStore(database, school_id, names_key(settings))
    posts = PostStore(database, school_id)
    inbox = InboxStore(database, school_id, now)
    leftovers = LeftoverStore(database, school_id)
    desk = Desk(
        school_id=school_id,
        school=school_of(settings),
        hours=hours,
        read=eyes.read,
        read_seen=eyes.read_seen,
        store=posts,
        photos=photos,
        roster=SlackRoster(slack, people, offices_of(settings), now),
        network=x,
        now=now,
        memory=memory,
    )
    front = make_front(
        desk=desk,
        slack=slack,
        people=people,
        kept=Kept(
            CardStore(database, school_id), photos, DeviceStore(database, school_id)
        ),
        places=Places(settings.leaders_channel, frozenset(settings.safeguarding_lead)),
        setting=Setting(
            settings.zone, length, x.name, LONGEST, frozenset(settings.head)
        ),
        fetch=Download(token, api_url),
        darkroom=shared.darkroom,
        now=now,
    )
    measures, handle = shared.measures, cast("Handle", front.handler)
    timed = measures.timed(posts, hours)
    dispatch = Dispatch(timed, photos, x, hours, now, shared.settle)
    erasing = Erasing(posts, photos, front.showing.forget, now)
    fire = alarms(front, dispatch, Remembering(desk, memory), erasing, measures.shown)
    if shared.traces:
        handle, fire = shared.traces.of_events(handle), shared.traces.of_timers(fire)

    @cache
    def app() -> AsyncApp:
        return make_app(
            client=client,
            signing_secret=(settings.slack_signing_secret or NOBODY).get_secret_value(),
            keep=keeping(inbox, shared.nudge),
            desk=desk,
            outstanding=front.reminders.outstanding,
        )

    catch_up = CatchUp(slack, inbox, leftovers.heard_until, leftovers.known, now)
    return SchoolBot(team, app, handle, fire, front.sorry, catch_up)
