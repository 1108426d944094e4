"""`schoolgate sandbox`: the bot, a local Slack, a stand-in for X and one page."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Generator
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.listening import HOST, PortError, listen, serving
from bot.settings import Settings
from sandbox.child import Child, ChildError
from sandbox.clock import ZONE, SchoolClock
from sandbox.local_slack import LocalSlack, LocalSlackError
from sandbox.page import create_page
from sandbox.school import (
    APP_TOKEN,
    BOT_TOKEN,
    HEAD,
    LEADER,
    LEADERS_CHANNEL,
    SCHOOL,
)
from sandbox.x_server import ACCOUNT, create_app
from sandbox.x_state import State

READY_WITHIN = 60.0  # seconds, on a slow machine that has nothing in its cache
FAULTS = (ChildError, LocalSlackError, PortError)


def sandbox(
    port: Annotated[int, typer.Option(help="Where the page is shown.")] = 8070,
) -> None:
    """Try it on this machine, with no accounts: a local Slack, the bot and a feed."""
    try:
        asyncio.run(_until_stopped(port))
    except FAULTS as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


async def _until_stopped(port: int) -> None:
    """Ctrl-C and SIGTERM end the play in good order; a second one changes nothing."""
    play = asyncio.create_task(_play(port))
    with _on_stop(play.cancel), suppress(asyncio.CancelledError):
        await play


async def _play(port: int) -> None:
    """Start everything, say where it is, and end when a part of it does."""
    clock = SchoolClock.started()
    async with AsyncExitStack() as stage:
        page_at = stage.enter_context(listen(port))
        x_at = stage.enter_context(listen(0))
        typer.echo("Starting the bot, a local Slack and a stand-in for X.")
        slack = await stage.enter_async_context(LocalSlack())
        x, x_url = create_app(state=State(clock.now)), _address(x_at)
        await stage.enter_async_context(serving(x, x_at))
        data = Path(stage.enter_context(TemporaryDirectory(prefix="schoolgate-")))
        bot = Child("The bot", log=data / "bot.log")
        stage.push_async_callback(bot.stop)
        seconds = str(clock.ahead.total_seconds())
        await bot.start(
            (sys.executable, "-m", "sandbox.bot", seconds),
            env=environment(slack.api_url, x_url, data),
        )
        await bot.says(r'"event": "(ready)"', READY_WITHIN)
        page = create_page(slack, feed=f"{x_url}/feed", clock=_told(clock))
        await stage.enter_async_context(serving(page, page_at))
        typer.echo(f"Open {_address(page_at)} in a browser. Ctrl-C stops everything.")
        raise ChildError(await _first(slack.ended(), bot.ended()))


def environment(slack_url: str, x_url: str, data: Path) -> dict[str, str]:
    """What the bot is set to: no setting of a real school gets in."""
    settings = {
        "school_name": SCHOOL,
        "slack_bot_token": BOT_TOKEN,
        "slack_app_token": APP_TOKEN,
        "slack_api_url": slack_url,
        "leaders_channel": LEADERS_CHANNEL,
        "head": HEAD.id,
        "safeguarding_lead": LEADER.id,
        "x_consumer_key": ACCOUNT.consumer_key,
        "x_consumer_secret": ACCOUNT.consumer_secret,
        "x_access_token": ACCOUNT.access_token,
        "x_access_secret": ACCOUNT.access_secret,
        "x_api_url": x_url,
        "data_dir": str(data),
        "timezone": ZONE,
        "port": "0",
    }
    known = Settings.model_fields
    ours = {name.upper(): settings.get(name, "") for name in known}
    rest = {k: v for k, v in os.environ.items() if k.lower() not in known}
    return rest | ours


def _address(at: socket.socket) -> str:
    return f"http://{HOST}:{at.getsockname()[1]}"


def _told(clock: SchoolClock) -> Callable[[], str]:
    moved = ", put forward so that posts go out" if clock.ahead else ""
    return lambda: f"{clock.now().astimezone(ZoneInfo(ZONE)):%A %H:%M}{moved}"


async def _first(*endings: Coroutine[None, None, str]) -> str:
    """What the first that ends says."""
    tasks = [asyncio.create_task(ending) for ending in endings]
    try:
        done, _ = await asyncio.wait(tasks, return_when="FIRST_COMPLETED")
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()


@contextmanager
def _on_stop(stop: Callable[[], object]) -> Generator[None, None, None]:
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)

    def once() -> None:
        for number in numbers:
            loop.add_signal_handler(number, lambda: None)
        stop()

    for number in numbers:
        loop.add_signal_handler(number, once)
    yield
