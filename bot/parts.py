"""Parts that a running bot, the doctor and others are made of, from the settings."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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
# Of its own, or calls that wait for X could keep drafts from being read; and one, for
# two readings side by side are slower than one after the other.
_READING = ThreadPoolExecutor(1, "reading")


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


@dataclass(frozen=True)
class Eyes:
    """How one school's drafts are read, and the words in its photos."""

    read: Read
    read_seen: Read


def eyes_of(loading: asyncio.Future[Reader]) -> Eyes:
    """Reading takes a few milliseconds of a core, loading a second: nothing waits."""
    loop = asyncio.get_running_loop()

    async def read(text: str) -> Reading:
        return await loop.run_in_executor(_READING, (await loading).read, text)

    async def seen(text: str) -> Reading:
        return await loop.run_in_executor(_READING, read_seen, await loading, text)

    return Eyes(read, seen)


async def eyes_beside(settings: Settings, loading: asyncio.Future[Reader]) -> Eyes:
    """Those of one of many schools: its own roll, and the loaded reader's model.

    RollError.
    """
    roll = await asyncio.to_thread(_roll, settings)

    async def beside() -> Reader:
        return (await loading).beside(roll)

    return eyes_of(asyncio.ensure_future(beside()))


def offices_of(settings: Settings) -> Offices:
    return Offices(
        settings.leaders_channel,
        frozenset(settings.leaders),
        settings.leaders_group,
        frozenset(settings.head),
        frozenset(settings.staff),
    )
