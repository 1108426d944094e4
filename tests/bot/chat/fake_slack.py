"""Slack, as far as we call it: it remembers what it was sent, and fails when told."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError

Json = dict[str, Any]
TEAM = "T0SCHOOL"


def slack_error(code: str) -> SlackApiError:
    return SlackApiError("no", {"ok": False, "error": code})


@dataclass
class FakeSlack:
    """`fails` holds, for each method, the errors of its next calls, first first."""

    calls: list[tuple[str, Json]] = field(default_factory=list)
    fails: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unreachable: dict[str, str] = field(default_factory=dict)  # channel -> error
    people: dict[str, Json] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    archived: set[str] = field(default_factory=set)
    history: dict[str, list[Json]] = field(default_factory=dict)  # of each DM
    group: list[str] = field(default_factory=list)
    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    joined: set[str] = field(default_factory=lambda: {"C0LEADERS"})

    def sent(self, method: str) -> list[Json]:
        return [said for name, said in self.calls if name == method]

    def texts(self, channel: str) -> list[str]:
        """What was said in a channel, or privately to somebody there."""
        spoken = ("chat_postMessage", "chat_postEphemeral")
        return [
            said["text"]
            for name, said in self.calls
            if name in spoken and said["channel"] == channel and not said.get("blocks")
        ]

    def _called(self, method: str, **said: Any) -> None:
        self.calls.append((method, said))
        if self.fails[method]:
            raise slack_error(self.fails[method].pop(0))
        if error := self.unreachable.get(said.get("channel", "")):
            raise slack_error(error)

    def _wrote(self, method: str, **said: Any) -> None:
        """To a channel that it is in, or directly to somebody."""
        self._called(method, **said)
        if said["channel"].startswith("C") and said["channel"] not in self.joined:
            raise slack_error("not_in_channel")

    async def auth_test(self) -> Json:
        self._called("auth_test")
        return {"team_id": TEAM, "bot_id": "B1", "user_id": "UBOT"}

    async def chat_postMessage(self, **said: Any) -> Json:  # noqa: N802 - Slack's name
        self._wrote("chat_postMessage", **said)
        channel = said["channel"].replace("U", "D", 1)  # a person's own channel
        ts = f"{len(self.calls)}.000"
        self.messages[channel, ts] = said
        return {"channel": channel, "ts": ts}

    async def chat_postEphemeral(self, **said: Any) -> Json:  # noqa: N802 - the same
        self._wrote("chat_postEphemeral", **said)
        return {}

    async def chat_update(self, **said: Any) -> Json:
        self._called("chat_update", **said)
        key = said["channel"], said["ts"]
        if key not in self.messages:
            raise slack_error("message_not_found")
        self.messages[key] = said
        return {}

    async def conversations_list(self, *, types: str, cursor: str, limit: int) -> Json:
        """One channel a page, as with members below."""
        self._called("conversations_list", types=types)
        ims = sorted(self.history)
        at = int(cursor or 0)
        more = str(at + 1) if at + 1 < len(ims) else ""
        page = [{"id": im, "is_im": True} for im in ims[at : at + 1]]
        return {"channels": page, "response_metadata": {"next_cursor": more}}

    async def conversations_history(
        self, *, channel: str, oldest: str, cursor: str, limit: int
    ) -> Json:
        """The newest message first, as Slack gives them."""
        self._called("conversations_history", channel=channel, oldest=oldest)
        since = [m for m in self.history[channel] if float(m["ts"]) >= float(oldest)]
        since.sort(key=lambda m: float(m["ts"]), reverse=True)
        at = int(cursor or 0)
        more = str(at + 1) if at + 1 < len(since) else ""
        page = since[at : at + 1]
        return {"messages": page, "response_metadata": {"next_cursor": more}}

    async def conversations_info(self, *, channel: str) -> Json:
        self._called("conversations_info", channel=channel)
        return {"channel": {"id": channel, "is_archived": channel in self.archived}}

    async def conversations_members(
        self, *, channel: str, cursor: str, limit: int
    ) -> Json:
        """One member a page: whoever reads the first page only is found out."""
        self._called("conversations_members", channel=channel)
        at = int(cursor or 0)
        more = str(at + 1) if at + 1 < len(self.members) else ""
        page = self.members[at : at + 1]
        return {"members": page, "response_metadata": {"next_cursor": more}}

    async def files_upload_v2(self, **said: Any) -> Json:
        self._called("files_upload_v2", **said)
        return {"file": {"id": f"F{len(self.sent('files_upload_v2'))}"}}

    async def files_delete(self, *, file: str) -> Json:
        self._called("files_delete", file=file)
        return {}

    async def usergroups_users_list(self, *, usergroup: str) -> Json:
        self._called("usergroups_users_list", usergroup=usergroup)
        return {"users": self.group}

    async def users_info(self, *, user: str) -> Json:
        self._called("users_info", user=user)
        return {"user": {"id": user, "team_id": TEAM, **self.people.get(user, {})}}

    async def views_open(self, **said: Any) -> Json:
        self._called("views_open", **said)
        return {}


@dataclass
class FakeCards:
    places: dict[tuple[str, str], Any] = field(default_factory=dict)

    async def get(self, post_id: str, audience: str) -> Any:
        return self.places.get((post_id, audience))

    async def put(self, post_id: str, audience: str, place: Any) -> None:
        self.places[post_id, audience] = place

    async def all(self, post_id: str) -> dict[str, Any]:
        return {
            audience: place
            for (of, audience), place in self.places.items()
            if of == post_id
        }

    async def drop(self, post_id: str, audience: str) -> None:
        self.places.pop((post_id, audience), None)
