"""An event was given up: whoever sent it is told, and what to do."""

from zoneinfo import ZoneInfo

from bot.chat import answers, words
from bot.chat.slack.errors import plainly
from bot.chat.slack.replies import Replies
from bot.gate.ports import Event


class Sorry:
    """`bot.gate.ports.Handle`, for events that no try brought to an end."""

    def __init__(self, replies: Replies, zone: ZoneInfo) -> None:
        self._replies = replies
        self._zone = zone

    async def __call__(self, event: Event) -> None:
        """SlackError where Slack cannot be used: to be tried again."""
        user = event.payload.get("user")
        if not user:
            return
        at = words.when(event.received_at, self._zone) if event.received_at else ""
        sentence = answers.NOT_HANDLED.get(event.kind, answers.NOT_PRESSED)
        with plainly():
            await self._replies.tell(
                {"user": user, "channel": ""}, sentence.format(at=at)
            )
