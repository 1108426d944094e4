"""Who may do what, as Slack and the settings say."""

from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.chat.slack.api import SlackApi
from bot.chat.slack.errors import code
from bot.chat.slack.people import People, Remembered, Standing
from bot.gate.ports import Clock
from bot.gate.post import Role

log = structlog.get_logger()
NOBODY = frozenset[str]()
NO_CHANNEL = frozenset({"channel_not_found", "fetch_members_failed", "no_such_subteam"})


@dataclass(frozen=True, slots=True)
class Offices:
    """Who holds which office, by the settings.

    The leaders are those of `leaders`, else of the user group `leaders_group`, else
    everybody in `leaders_channel`. Where `staff` is empty, every full member is staff.
    """

    leaders_channel: str
    leaders: frozenset[str] = NOBODY
    leaders_group: str = ""
    head: frozenset[str] = NOBODY
    staff: frozenset[str] = NOBODY


class SlackRoster:
    """`bot.gate.ports.Roster`. Where there is no leaders' channel, nobody leads.

    While Slack does not answer it raises SlackApiError, or what aiohttp raises.
    """

    def __init__(
        self, client: SlackApi, people: People, offices: Offices, now: Clock
    ) -> None:
        self._client = client
        self._people = people
        self._offices = offices
        self._leaders = Remembered[frozenset[str]](now)

    @property
    def channel(self) -> str:
        return self._offices.leaders_channel

    async def roles(self, user: str) -> frozenset[Role]:
        if await self._people.standing(user) is not Standing.MEMBER:
            return frozenset()
        return self._held(user, await self._leaders.get("leaders", self._leading))

    async def heads(self) -> frozenset[str]:
        found = [await self._people.standing(user) for user in self._offices.head]
        pairs = zip(self._offices.head, found, strict=True)
        return frozenset(user for user, is_ in pairs if is_ is Standing.MEMBER)

    def _held(self, user: str, leaders: frozenset[str]) -> frozenset[Role]:
        roles = {Role.LEADER} if user in leaders else set[Role]()
        if user in self._offices.head:
            roles.add(Role.HEAD)
        if roles or not self._offices.staff or user in self._offices.staff:
            roles.add(Role.STAFF)
        return frozenset(roles)

    async def _leading(self) -> frozenset[str]:
        try:
            return await self.leaders()
        except SlackApiError as error:
            if code(error) not in NO_CHANNEL:
                raise
            log.error("nobody leads", error=code(error))  # noqa: TRY400 - no trace
            return NOBODY

    async def leaders(self) -> frozenset[str]:
        """The ids of those who lead, and of the bot perhaps. SlackApiError."""
        if self._offices.leaders:
            return self._offices.leaders
        if group := self._offices.leaders_group:
            answer = await self._client.usergroups_users_list(usergroup=group)
            return frozenset(answer["users"])
        return frozenset(await self.in_channel())

    async def in_channel(self) -> list[str]:
        """The ids of everybody in the leaders' channel. SlackApiError."""
        members: list[str] = []
        cursor = ""
        while True:
            answer = await self._client.conversations_members(
                channel=self._offices.leaders_channel, cursor=cursor, limit=200
            )
            members += answer["members"]
            more: dict[str, Any] = answer.get("response_metadata") or {}
            cursor = more.get("next_cursor") or ""
            if not cursor:
                return members
