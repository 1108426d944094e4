"""Many schools in one process: each school's bot is made when it is first needed."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.gate.ports import OutOfOrderError
from bot.one_school import SchoolBot
from bot.settings import Settings, SettingsError
from nlp.roll_csv import RollError

AT_HAND = 1000  # bots; the one that was not needed for longest makes room
PATIENCE = 0.05  # seconds between two schools that are caught up

ANOTHERS = (
    "{school}.env has the SLACK_BOT_TOKEN of another workspace: put in this one's."
)

log = structlog.get_logger()


class NotServedError(OutOfOrderError):
    """That school cannot be served as it is set up; the message says what to do."""


@dataclass
class ManySchools:
    """`settings_of` raises SettingsError; `open_` makes a bot, and may raise."""

    settings_of: Callable[[str], Settings]
    open_: Callable[[Settings], Awaitable[SchoolBot]]
    _bots: OrderedDict[str, asyncio.Future[SchoolBot]] = field(
        default_factory=OrderedDict[str, "asyncio.Future[SchoolBot]"], init=False
    )
    _set_up: set[str] = field(default_factory=set[str], init=False)

    async def get(self, school: str) -> SchoolBot:
        """Its bot. OutOfOrderError where there is none: what it needs can be mended.

        Whoever asks while it is being made waits for the same one.
        """
        made = self._bots.get(school)
        if made is None:
            made = self._bots[school] = asyncio.ensure_future(self._made(school))
            made.add_done_callback(lambda done: self._drop_failed(school, done))
            if len(self._bots) > AT_HAND:
                self._bots.popitem(last=False)
        else:
            self._bots.move_to_end(school)
        return await asyncio.shield(made)

    async def check(self, school: str) -> None:
        """OutOfOrderError where it has no settings; its bot is not made for that."""
        if school not in self._set_up:
            await self._settings(school)

    async def catch_up(self, schools: Callable[[], Awaitable[Sequence[str]]]) -> None:
        """Read what they missed, one after another and unhurriedly."""
        for school in await schools():
            try:
                # One that nobody needs now takes no other's place.
                bot = await (self._bots.get(school) or self._made(school))
                await bot.catch_up()
            except Exception as error:  # noqa: BLE001 - the others are caught up all the same
                log.warning("not caught up", school=school, error=type(error).__name__)
            await asyncio.sleep(PATIENCE)

    async def _made(self, school: str) -> SchoolBot:
        settings = await self._settings(school)
        try:
            bot = await self.open_(settings)
        except RollError as error:
            raise _not_served(school, str(error)) from None
        if bot.team != school:
            raise _not_served(school, ANOTHERS.format(school=school))
        return bot

    async def _settings(self, school: str) -> Settings:
        try:
            settings = await asyncio.to_thread(self.settings_of, school)
        except SettingsError as error:
            raise _not_served(school, str(error)) from None
        self._set_up.add(school)
        return settings

    def _drop_failed(self, school: str, made: "asyncio.Future[SchoolBot]") -> None:
        failed = made.cancelled() or made.exception() is not None
        if failed and self._bots.get(school) is made:
            del self._bots[school]


def _not_served(school: str, what_to_do: str) -> NotServedError:
    log.warning("school not served", school=school, what_to_do=what_to_do)
    return NotServedError(what_to_do)
