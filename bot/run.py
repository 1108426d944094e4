"""`schoolgate run`: the bot, until it is told to stop."""

import asyncio
import signal
from contextlib import AbstractAsyncContextManager

import structlog
import typer

from bot.chat.slack.errors import SlackError
from bot.composition import Bot, running, running_many
from bot.gate.ports import Clock, StoreError
from bot.listening import PortError, listen, serving
from bot.logs import configure_logs
from bot.parts import eyes_of, make_reader, utc_now
from bot.settings import Common, SettingsError, read_common, read_settings
from nlp.reader import Reader
from nlp.roll_csv import RollError

FAULTS = (SettingsError, StoreError, SlackError, PortError, RollError)

log = structlog.get_logger()


def run() -> None:
    """Listen to Slack, and publish what leaders approve."""
    configure_logs()
    try:
        asyncio.run(serve())
    except FAULTS as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


async def serve(now: Clock = utc_now) -> None:
    """Serve one school, or all of SCHOOLS, until told to stop; by that clock."""
    common = read_common()
    if common.schools:
        loading = asyncio.create_task(asyncio.to_thread(Reader.load))
        await _serve(common, loading, running_many(common, loading, now))
    else:
        settings = read_settings()
        loading = asyncio.create_task(asyncio.to_thread(make_reader, settings))
        await _serve(settings, loading, running(settings, eyes_of(loading), now))


async def _serve(
    common: Common,
    loading: asyncio.Task[Reader],
    running_: AbstractAsyncContextManager[Bot],
) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    socket = listen(common.port, common.host)
    async with running_ as bot, serving(bot.web, socket):
        await loading
        log.info("ready", port=common.port, mode=common.slack_mode.value)
        stopping = asyncio.create_task(told.wait())
        await asyncio.wait((stopping, bot.working), return_when="FIRST_COMPLETED")
        stopping.cancel()
    if bot.working.done() and not bot.working.cancelled():
        bot.working.result()  # StoreError where the worker could not start
