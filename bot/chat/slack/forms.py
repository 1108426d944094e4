"""What has to be answered while Slack waits: forms, and the two commands."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError

from bot.chat import answers, reminders
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json, button, section
from bot.chat.slack.errors import code
from bot.chat.slack.presses import Press, Shown
from bot.chat.slack.views import (
    blur_view,
    compose_view,
    confirm_view,
    decide_view,
    describe_view,
    edit_view,
)
from bot.gate.desk import Desk

_VIEWS = {
    Press.EDIT: edit_view,
    Press.DESCRIBE: describe_view,
    Press.BLUR: blur_view,
    Press.DECIDE: decide_view,
    Press.APPROVE: confirm_view,  # where a question has no tick yet
}
OPENED_ALREADY = "exchanged_trigger_id"  # the same press came by two connections


class Ack(Protocol):
    async def __call__(self, **answer: Any) -> Any: ...


Outstanding = Callable[[str], Awaitable[Json]]  # to whom -> the message


class Forms:
    """Bolt's listeners. Each acknowledges first: Slack waits three seconds."""

    def __init__(self, desk: Desk, slack: SlackApi, outstanding: Outstanding) -> None:
        self._desk = desk
        self._slack = slack
        self._outstanding = outstanding

    async def on_press(self, ack: Ack, body: Json) -> None:
        """A button that opens a form; ticks and steps are dealt with before."""
        await ack()
        pressed: Json = body["actions"][0]
        press = Press(pressed["action_id"])
        if press is Press.FORWARD:
            reminder = reminders.REMINDERS.get(pressed["value"], "")
            await self._open(body, compose_view(reminder))
        elif press in _VIEWS:
            shown = Shown.parse(pressed["value"])
            post = await self._desk.load(shown.post_id)
            if post is None or post.version != shown.version:
                await self._tell(body, answers.OUT_OF_DATE)
            else:
                await self._open(body, _VIEWS[press](post))

    async def on_draft(self, ack: Ack, body: Json) -> None:
        await ack()
        await self._open(body, compose_view(body.get("text") or ""))

    async def on_esafety(self, ack: Ack, body: Json) -> None:
        await ack(
            response_type="ephemeral", **reminders_message(body.get("text") or "")
        )

    async def on_devices(self, ack: Ack, body: Json) -> None:
        """Photos still to be deleted: everybody's to the Head, to others their own."""
        await ack()
        said = await self._outstanding(body["user_id"])
        await self._slack.chat_postEphemeral(
            channel=body["channel_id"], user=body["user_id"], **said
        )

    async def _open(self, body: Json, view: Json) -> None:
        try:
            await self._slack.views_open(trigger_id=body["trigger_id"], view=view)
        except SlackApiError as error:
            if code(error) != OPENED_ALREADY:
                await self._tell(body, answers.FORM_FAILED)

    async def _tell(self, body: Json, sentence: str) -> None:
        """Of a press, to whoever pressed; of a command, in the channel it came from."""
        channel = body.get("channel_id") or body["channel"]["id"]
        user = body.get("user_id") or body["user"]["id"]
        await self._slack.chat_postEphemeral(channel=channel, user=user, text=sentence)


def reminders_message(asked: str) -> Json:
    """The reminders that were asked for, each with a button to put it forward."""
    topics = reminders.topics_of(asked)
    is_known = not asked.strip() or len(topics) == 1
    first = reminders.INTRODUCTION if is_known else reminders.UNKNOWN_TOPIC
    blocks = [section(first)]
    for topic in topics:
        said = f"*{reminders.TITLES[topic]}* (`/esafety {topic}`)"
        block = section(f"{said}\n{reminders.REMINDERS[topic]}")
        blocks.append(block | {"accessory": button(Press.FORWARD, topic)})
    return {"text": first, "blocks": blocks}
