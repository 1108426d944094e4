"""What has to be answered while Slack waits: forms, and the two commands."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookResponse

from bot.chat import answers, reminders
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json, button, section
from bot.chat.slack.errors import code, whoever_is_left
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


class Respond(Protocol):
    """By the address that came with a press or a command, wherever it was made."""

    async def __call__(self, **answer: Any) -> WebhookResponse: ...


Outstanding = Callable[[str], Awaitable[Json]]  # to whom -> the message


class Forms:
    """Bolt's listeners. Each acknowledges first: Slack waits three seconds."""

    def __init__(self, desk: Desk, slack: SlackApi, outstanding: Outstanding) -> None:
        self._desk = desk
        self._slack = slack
        self._outstanding = outstanding

    async def on_press(self, ack: Ack, respond: Respond, body: Json) -> None:
        """A button that opens a form; ticks and steps are dealt with before."""
        await ack()
        pressed: Json = body["actions"][0]
        press = Press(pressed["action_id"])
        if press is Press.FORWARD:
            reminder = reminders.REMINDERS.get(pressed["value"], "")
            await self._open(respond, body, compose_view(reminder))
        elif press in _VIEWS:
            shown = Shown.parse(pressed["value"])
            post = await self._desk.load(shown.post_id)
            if post is None or post.version != shown.version:
                await self._tell(respond, body, text=answers.OUT_OF_DATE)
            else:
                await self._open(respond, body, _VIEWS[press](post))

    async def on_draft(self, ack: Ack, respond: Respond, body: Json) -> None:
        await ack()
        await self._open(respond, body, compose_view(body.get("text") or ""))

    async def on_esafety(self, ack: Ack, body: Json) -> None:
        await ack(
            response_type="ephemeral", **reminders_message(body.get("text") or "")
        )

    async def on_devices(self, ack: Ack, respond: Respond, body: Json) -> None:
        """Photos still to be deleted: everybody's to the Head, to others their own."""
        await ack()
        await self._tell(respond, body, **await self._outstanding(body["user_id"]))

    async def _open(self, respond: Respond, body: Json, view: Json) -> None:
        try:
            await self._slack.views_open(trigger_id=body["trigger_id"], view=view)
        except SlackApiError as error:
            if code(error) != OPENED_ALREADY:
                await self._tell(respond, body, text=answers.FORM_FAILED)

    async def _tell(self, respond: Respond, body: Json, **said: Any) -> None:
        """Whoever pressed or asked, and nobody else: there, or by direct message.

        The bot may be no member of the channel, and cannot write to it by itself.
        """
        if body.get("response_url"):
            answer = await respond(
                response_type="ephemeral", replace_original=False, **said
            )
            if answer.status_code == HTTPStatus.OK:
                return
        user = body.get("user_id") or body["user"]["id"]
        with whoever_is_left("answer not given"):
            await self._slack.chat_postMessage(channel=user, **said)


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
