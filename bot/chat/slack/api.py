"""The methods of Slack's Web API that we call, and the scopes that they need.

`AsyncWebClient` has them all; its own hints leave too much open to be checked.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.chat.slack.blocks import Json


class Answer(Protocol):
    @property
    def headers(self) -> Mapping[str, str]: ...

    def get(self, key: str, default: Any = None, /) -> Any: ...

    def __getitem__(self, key: str, /) -> Any: ...


class SlackApi(Protocol):
    """Each raises SlackApiError, or what aiohttp raises where Slack is not reached."""

    async def auth_test(self) -> Answer: ...

    async def chat_postMessage(  # noqa: N802 - as Slack calls it
        self,
        *,
        channel: str,
        text: str,
        blocks: Sequence[Json] | None = None,
        thread_ts: str | None = None,
        unfurl_links: bool | None = None,
    ) -> Answer: ...

    async def chat_postEphemeral(  # noqa: N802 - as Slack calls it
        self, *, channel: str, user: str, text: str
    ) -> Answer: ...

    async def chat_update(
        self, *, channel: str, ts: str, text: str, blocks: Sequence[Json]
    ) -> Answer: ...

    async def conversations_history(
        self, *, channel: str, oldest: str, cursor: str, limit: int
    ) -> Answer: ...

    async def conversations_info(self, *, channel: str) -> Answer: ...

    async def conversations_list(
        self, *, types: str, cursor: str, limit: int
    ) -> Answer: ...

    async def conversations_members(
        self, *, channel: str, cursor: str, limit: int
    ) -> Answer: ...

    async def files_delete(self, *, file: str) -> Answer: ...

    async def files_upload_v2(
        self,
        *,
        channel: str,
        thread_ts: str | None = None,
        content: bytes,
        filename: str,
        title: str,
        alt_txt: str,
    ) -> Answer: ...

    async def usergroups_users_list(self, *, usergroup: str) -> Answer: ...

    async def users_info(self, *, user: str) -> Answer: ...

    async def views_open(self, *, trigger_id: str, view: Json) -> Answer: ...


METHODS: dict[str, frozenset[str]] = {
    "auth_test": frozenset(),
    "chat_postMessage": frozenset({"chat:write"}),
    "chat_postEphemeral": frozenset({"chat:write"}),
    "chat_update": frozenset({"chat:write"}),
    # what was written to the bot while it did not listen
    "conversations_history": frozenset({"im:history"}),
    "conversations_list": frozenset({"im:read"}),
    # the leaders' channel, public or private
    "conversations_info": frozenset({"channels:read", "groups:read"}),
    "conversations_members": frozenset({"channels:read", "groups:read"}),
    "files_delete": frozenset({"files:write"}),
    "files_upload_v2": frozenset({"files:write"}),
    "usergroups_users_list": frozenset({"usergroups:read"}),
    "users_info": frozenset({"users:read"}),
    "views_open": frozenset(),
}
EVENTS = {"message.im": "im:history"}
COMMANDS = {"/draft": "commands", "/esafety": "commands", "/devices": "commands"}
DOWNLOADS = frozenset({"files:read"})  # photos, from their private address

SCOPES = frozenset[str]().union(
    *METHODS.values(), EVENTS.values(), COMMANDS.values(), DOWNLOADS
)
