"""Who somebody is in Slack: asked of Slack, and remembered for a minute."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from slack_sdk.errors import SlackApiError

from bot.chat.slack.api import SlackApi
from bot.chat.slack.errors import code
from bot.gate.ports import Clock

FRESH_FOR = timedelta(seconds=60)

Value = TypeVar("Value")


class Standing(StrEnum):
    MEMBER = "member"  # a full member of the school's own workspace
    GUEST = "guest"
    STRANGER = "stranger"  # of another workspace, by Slack Connect
    LEFT = "left"  # their account is closed
    BOT = "bot"


class Remembered(Generic[Value]):
    """Answers that hold for `FRESH_FOR`; what could not be asked is never one."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._answers: dict[str, tuple[datetime, Value]] = {}

    async def get(self, key: str, ask: Callable[[], Awaitable[Value]]) -> Value:
        known = self._answers.get(key)
        if known and self._now() - known[0] < FRESH_FOR:
            return known[1]
        self._answers.pop(key, None)
        answer = await ask()
        self._answers[key] = self._now(), answer
        return answer


class People:
    """The people of the workspace with the id `team`."""

    def __init__(self, client: SlackApi, team: str, now: Clock) -> None:
        self._client = client
        self._team = team
        self._known = Remembered[Standing](now)

    async def standing(self, user: str) -> Standing:
        """SlackApiError, or what aiohttp raises, where Slack does not answer."""
        return await self._known.get(user, lambda: self._ask(user))

    async def _ask(self, user: str) -> Standing:
        try:
            answer = await self._client.users_info(user=user)
        except SlackApiError as error:
            if code(error) not in {"user_not_found", "user_not_visible"}:
                raise
            return Standing.STRANGER
        person: dict[str, Any] = answer["user"]
        if person.get("is_stranger") or person.get("team_id", self._team) != self._team:
            return Standing.STRANGER
        if person.get("deleted"):
            return Standing.LEFT
        if person.get("is_bot"):
            return Standing.BOT
        if person.get("is_restricted") or person.get("is_ultra_restricted"):
            return Standing.GUEST
        return Standing.MEMBER
