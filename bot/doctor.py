"""`schoolgate doctor`: is everything set up? One line each, ok or what to do."""

import asyncio
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Sequence,
)
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

import typer
from rich.console import Console

from bot.chat.slack.api import SlackApi
from bot.chat.slack.app import slack_client, team_of
from bot.chat.slack.checkup import check_channel, check_members, check_token
from bot.chat.slack.errors import SlackError
from bot.chat.slack.people import People
from bot.chat.slack.roster import SlackRoster
from bot.gate.ports import StoreError
from bot.many_schools import ANOTHERS
from bot.networks.x import NotConnectedError
from bot.parts import make_reader, make_x, offices_of, utc_now
from bot.school import hours_of
from bot.settings import Settings, SettingsError, read_settings
from bot.store.engine import Database
from bot.store.health import examine as examine_database
from bot.store.migrate import head
from nlp.reading import Kind
from nlp.roll_csv import RollError

SAMPLE = "Well done Oliver in Year 4"


class UnfitError(Exception):
    """Something is not as it should be; the message says what to do."""


FAULTS = (
    UnfitError,
    SettingsError,
    StoreError,
    RollError,
    NotConnectedError,
    SlackError,
)


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    ok: bool
    says: str


def doctor() -> None:
    """Check settings, database, model, time zone, Slack and X."""
    console = Console(highlight=False)
    fit = asyncio.run(_report(console))
    raise typer.Exit(0 if fit else 1)


async def _report(console: Console) -> bool:
    fit = True
    async for finding in examine():
        mark = "[green]ok  [/]" if finding.ok else "[red]to do[/]"
        console.print(f"{mark} {finding.what}: ", end="")
        console.print(finding.says, markup=False, soft_wrap=True)
        fit = fit and finding.ok
    return fit


async def examine() -> AsyncIterator[Finding]:
    """Each check in turn; without settings there is nothing more to check."""
    try:
        settings = read_settings()
    except SettingsError as error:
        yield Finding("Settings", ok=False, says=str(error))
        return
    yield Finding("Settings", ok=True, says="complete")
    for what, check in CHECKS.items():
        try:
            yield Finding(what, ok=True, says=await check(settings))
        except FAULTS as error:
            yield Finding(what, ok=False, says=str(error))


async def _database(settings: Settings) -> str:
    current, wanted = await head(settings.database)
    if current is None:
        return "not there yet: `schoolgate migrate` makes it"
    if current != wanted:
        raise UnfitError("Not of this version: run `schoolgate migrate`.")
    database = Database(settings.database)
    try:
        await examine_database(database)
    finally:
        await database.close()
    return "up to date, sound, and can be written to"


async def _model(settings: Settings) -> str:
    reader = await asyncio.to_thread(make_reader, settings)
    if not reader.read(SAMPLE).of(Kind.NAME):
        raise UnfitError("The model misses an easy name: install Schoolgate again.")
    return "loaded, and finds a name"


async def _time(settings: Settings) -> str:
    now = utc_now()
    opening = hours_of(settings).next_opening(now).astimezone(settings.zone)
    local = now.astimezone(settings.zone)
    return f"{settings.timezone}, {local:%H:%M} now; posts go out {opening:%A %H:%M}"


async def _slack(settings: Settings) -> str:
    async with _client(settings) as slack:
        team = await team_of(slack)  # says so where Slack is not reached
        if settings.schools and team != settings.school_id:
            raise UnfitError(ANOTHERS.format(school=settings.school_id))
        return await check_token(slack)


async def _channel(settings: Settings) -> str:
    async with _client(settings) as slack:
        people = People(slack, await team_of(slack), utc_now)
        roster = SlackRoster(slack, people, offices_of(settings), utc_now)
        return await check_channel(slack, roster)


async def _head(settings: Settings) -> str:
    """No fault where there is none: the leaders decide, and nobody can be asked."""
    if not settings.head:
        return (
            "nobody, so no card can be handed to the Headteacher (1.5), and nobody "
            "sees everybody's photos to delete (3.4): set HEAD to their Slack id"
        )
    return await _members(settings, settings.head, "HEAD")


async def _safeguarding(settings: Settings) -> str:
    if not settings.safeguarding_lead:
        raise UnfitError(
            "Nobody is told when a draft sounds like a child telling of harm: set "
            "SAFEGUARDING_LEAD to the id of the designated safeguarding lead."
        )
    return await _members(settings, settings.safeguarding_lead, "SAFEGUARDING_LEAD")


async def _members(settings: Settings, ids: Sequence[str], setting: str) -> str:
    async with _client(settings) as slack:
        people = People(slack, await team_of(slack), utc_now)
        return await check_members(people, ids, setting)


@asynccontextmanager
async def _client(settings: Settings) -> AsyncGenerator[SlackApi]:
    token = settings.slack_bot_token.get_secret_value()
    async with slack_client(token, settings.slack_api_url) as client:
        yield cast("SlackApi", client)


async def _x(settings: Settings) -> str:
    return f"posts as {await make_x(settings).check()}"


CHECKS: dict[str, Callable[[Settings], Awaitable[str]]] = {
    "Database": _database,
    "Model": _model,
    "Time": _time,
    "Slack": _slack,
    "Leaders' channel": _channel,
    "Head": _head,
    "Safeguarding lead": _safeguarding,
    "X": _x,
}
