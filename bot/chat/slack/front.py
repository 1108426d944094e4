"""The Slack side of one school's bot, put together."""

from dataclasses import dataclass

from bot.chat.slack.album import Album, Darkroom, Fetch
from bot.chat.slack.api import SlackApi
from bot.chat.slack.cards import Setting
from bot.chat.slack.drawing import Drawing
from bot.chat.slack.handle import Handler
from bot.chat.slack.on_device import Reminders
from bot.chat.slack.people import People
from bot.chat.slack.photo_acts import PhotoActs
from bot.chat.slack.replies import Replies
from bot.chat.slack.safeguarding import Safeguarding
from bot.chat.slack.show import Showing
from bot.chat.slack.sorry import Sorry
from bot.gate.desk import Desk
from bot.gate.ports import Cards, Clock, Devices, Photos


@dataclass(frozen=True)
class Kept:
    """What is kept of one school, as far as Slack has to do with it."""

    cards: Cards
    photos: Photos
    devices: Devices


@dataclass(frozen=True)
class Places:
    """Who is written to besides the author: ids of a channel and of people."""

    leaders_channel: str
    safeguarding_leads: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Front:
    """`handler` takes what comes in, `sorry` what was given up; timers do the rest."""

    handler: Handler
    showing: Showing
    safeguarding: Safeguarding
    reminders: Reminders
    sorry: Sorry


def make_front(
    *,
    desk: Desk,
    slack: SlackApi,
    people: People,
    kept: Kept,
    places: Places,
    setting: Setting,
    fetch: Fetch,
    darkroom: Darkroom,
    now: Clock,
) -> Front:
    replies = Replies(slack, setting)
    showing = Showing(
        desk=desk,
        slack=slack,
        cards=kept.cards,
        photos=kept.photos,
        setting=setting,
        leaders_channel=places.leaders_channel,
        devices=kept.devices,
    )
    drawing = Drawing(slack, kept.cards, kept.photos)
    photo_acts = PhotoActs(
        desk=desk,
        slack=slack,
        drawing=drawing,
        showing=showing,
        photos=kept.photos,
        darkroom=darkroom,
        devices=kept.devices,
        replies=replies,
        now=now,
    )
    handler = Handler(
        desk=desk,
        people=people,
        album=Album(fetch, darkroom, kept.photos),
        photo_acts=photo_acts,
        drawing=drawing,
        replies=replies,
    )
    safeguarding = Safeguarding(
        desk=desk,
        slack=slack,
        cards=kept.cards,
        zone=setting.zone,
        leads=places.safeguarding_leads,
    )
    reminders = Reminders(desk, slack, kept.devices, setting.zone, now)
    sorry = Sorry(replies, setting.zone)
    return Front(handler, showing, safeguarding, reminders, sorry)
