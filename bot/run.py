"""`schoolgate run`: the bot, until it is told to stop."""

import asyncio
import signal

import structlog
import typer

from bot.chat.slack.errors import SlackError
from bot.composition import running
from bot.gate.ports import Clock, StoreError
from bot.listening import PortError, listen, serving
from bot.logs import configure_logs
from bot.parts import make_reader, off_the_loop, utc_now
from bot.settings import Settings, SettingsError, read_settings
from nlp.roll_csv import RollError
from nlp.seen import read_seen

FAULTS = (SettingsError, StoreError, SlackError, PortError, RollError)

log = structlog.get_logger()


def run() -> None:
    """Listen to Slack, and publish what leaders approve."""
    configure_logs()
    try:
        asyncio.run(serve(read_settings()))
    except FAULTS as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


async def serve(settings: Settings, now: Clock = utc_now) -> None:
    """Serve until told to stop, by the clock that is given."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    socket = listen(settings.port, settings.host)
    loading = asyncio.create_task(asyncio.to_thread(make_reader, settings))
    async with (
        running(
            settings, off_the_loop(loading), off_the_loop(loading, read_seen), now
        ) as bot,
        serving(bot.web, socket),
    ):
        await loading
        log.info("ready", port=settings.port, mode=settings.slack_mode.value)
        stopping = asyncio.create_task(told.wait())
        await asyncio.wait((stopping, bot.working), return_when="FIRST_COMPLETED")
        stopping.cancel()
    if bot.working.done() and not bot.working.cancelled():
        bot.working.result()  # StoreError where the worker could not start
