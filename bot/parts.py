"""Parts that a running bot, the doctor and others are made of, from the settings."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from pydantic import SecretStr

from bot.chat.slack.roster import Offices
from bot.gate.ports import Read
from bot.networks.x import X
from bot.networks.x_session import Keys
from bot.settings import Settings
from nlp.reader import Reader
from nlp.reading import Reading
from nlp.roll import Roll
from nlp.seen import read_seen

NOBODY = SecretStr("")


def utc_now() -> datetime:
    return datetime.now(UTC)


def make_x(settings: Settings) -> X:
    keys = Keys(
        settings.x_consumer_key.get_secret_value(),
        settings.x_consumer_secret.get_secret_value(),
        settings.x_access_token.get_secret_value(),
        settings.x_access_secret.get_secret_value(),
    )
    return X(keys, settings.x_api_url)


def make_reader(settings: Settings) -> Reader:
    """The reader, with the school's roll where there is one. RollError."""
    return Reader.load(_roll(settings))


def _roll(settings: Settings) -> Roll | None:
    if settings.roll_file is None:
        return None
    key = (settings.roll_key or NOBODY).get_secret_value().encode()
    return Roll.load(settings.roll_file, key)


def off_the_loop(
    loading: asyncio.Future[Reader],
    reads: Callable[[Reader, str], Reading] = Reader.read,
) -> Read:
    """Reading takes a few milliseconds of a core, loading a second: nothing waits."""

    async def read(text: str) -> Reading:
        return await asyncio.to_thread(reads, await loading, text)

    return read


async def reading_of(
    settings: Settings, loading: asyncio.Future[Reader]
) -> tuple[Read, Read]:
    """How one of many schools reads drafts, and words in photos, by its own roll.

    The loaded reader's model is shared. RollError.
    """
    roll = await asyncio.to_thread(_roll, settings)

    async def beside() -> Reader:
        return (await loading).beside(roll)

    made = asyncio.ensure_future(beside())
    return off_the_loop(made), off_the_loop(made, read_seen)


def offices_of(settings: Settings) -> Offices:
    return Offices(
        settings.leaders_channel,
        frozenset(settings.leaders),
        settings.leaders_group,
        frozenset(settings.head),
        frozenset(settings.staff),
    )
