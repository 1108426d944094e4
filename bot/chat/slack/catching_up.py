"""What people wrote to the bot while it did not listen, read from Slack afterwards."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from datetime import datetime, timedelta

import structlog

from bot.chat.slack.api import Answer, SlackApi
from bot.chat.slack.blocks import Json
from bot.chat.slack.errors import plainly
from bot.chat.slack.incoming import Incoming, from_event
from bot.gate.ports import Clock, Inbox

EARLIER = timedelta(minutes=10)  # what came last need not be what was written last
LONGEST = timedelta(days=30)
PAGE = 200

log = structlog.get_logger()

HeardUntil = Callable[[], Awaitable[datetime | None]]
Known = Callable[[Collection[str]], Awaitable[frozenset[str]]]


class CatchUp:
    """Puts into the inbox what never came there; run again, it does no more.

    `heard_until` is when the last event came, `known` which drafts are known.
    """

    def __init__(
        self,
        slack: SlackApi,
        inbox: Inbox,
        heard_until: HeardUntil,
        known: Known,
        now: Clock,
    ) -> None:
        self._slack = slack
        self._inbox = inbox
        self._heard_until = heard_until
        self._known = known
        self._now = now

    async def __call__(self) -> int:
        """How many events were missed. SlackError where Slack cannot be used.

        Before the first event ever there is nothing to miss.
        """
        heard = await self._heard_until()
        if heard is None:
            return 0
        heard = max(heard, self._now() - LONGEST)
        missed: list[Incoming] = []
        with plainly():
            async for channel in self._channels():
                said = [m async for m in self._said(channel, heard - EARLIER)]
                missed += await self._missed(channel, said, heard)
        for incoming in reversed(missed):  # the oldest first
            await self._inbox.put(
                incoming.event_id, incoming.kind, incoming.payload, incoming.lane
            )
        if missed:
            log.info("caught up", events=len(missed))
        return len(missed)

    async def _missed(
        self, channel: str, said: list[Json], heard: datetime
    ) -> list[Incoming]:
        drafts = [(m, i) for m in said if (i := from_event(_as_sent(channel, m)))]
        known = await self._known([incoming.lane for _, incoming in drafts])
        missed: list[Incoming] = []
        for message, incoming in drafts:
            if incoming.lane not in known:
                missed.append(incoming)
            elif float(message.get("edited", {}).get("ts", 0)) > heard.timestamp():
                changed = from_event(_as_edited(channel, message))
                missed += [changed] if changed else []
        return missed

    async def _channels(self) -> AsyncGenerator[str]:
        """Where people write to the bot."""
        cursor = ""
        while True:
            answer = await self._slack.conversations_list(
                types="im", cursor=cursor, limit=PAGE
            )
            for channel in answer["channels"]:
                if channel.get("is_im"):
                    yield channel["id"]
            cursor = _next(answer)
            if not cursor:
                return

    async def _said(self, channel: str, since: datetime) -> AsyncGenerator[Json]:
        cursor = ""
        while True:
            answer = await self._slack.conversations_history(
                channel=channel,
                oldest=f"{since.timestamp():.6f}",
                cursor=cursor,
                limit=PAGE,
            )
            for message in answer["messages"]:
                yield message
            cursor = _next(answer)
            if not cursor:
                return


def _next(answer: Answer) -> str:
    more: Json = answer.get("response_metadata") or {}
    return more.get("next_cursor") or ""


def _as_sent(channel: str, message: Json) -> Json:
    """As Slack would have brought it, under a name that is always the same."""
    event = {**message, "channel": channel, "channel_type": "im"}
    return {"event_id": f"history/{channel}/{message['ts']}", "event": event}


def _as_edited(channel: str, message: Json) -> Json:
    name = f"history/{channel}/{message['ts']}/{message['edited']['ts']}"
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": channel,
        "channel_type": "im",
        "message": message,
    }
    return {"event_id": name, "event": event}
