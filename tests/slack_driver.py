"""People at the local Slack: they press, fill in, upload, edit, delete and watch."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from sandbox.local_slack import LocalSlack
from sandbox.views import filled

Message = dict[str, Any]
View = dict[str, Any]
WITHIN = 15.0  # seconds that anything may take


class SlackDriver(LocalSlack):
    """A local Slack whose people a test can move. Nothing here sleeps or polls."""

    async def press(
        self,
        user: str,
        channel: str,
        action_id: str,
        *,
        message: Message | None = None,
        **chosen: object,
    ) -> None:
        """Press a button, or choose in a menu, on the newest card that has it."""
        card = message or await self._card_with(channel, action_id)
        element = next(e for e in elements(card) if e.get("action_id") == action_id)
        kept = ("type", "action_id", "block_id", "value", "text")
        action = {key: element[key] for key in kept if key in element} | chosen
        await self.control(
            "interact",
            {
                "channel": channel,
                "messageTs": card["ts"],
                "user": user,
                "action": action,
            },
        )

    async def command(self, user: str, channel: str, command: str, text: str) -> None:
        asked = {"channel": channel, "user": user, "command": command, "text": text}
        await self.control("command", asked)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        asked = {"channel": channel, "user": user, "ts": ts, "text": text}
        await self.control("edit-message", asked)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        asked = {"channel": channel, "user": user, "ts": ts}
        await self.control("delete-message", asked)

    async def upload(
        self, user: str, channel: str, name: str, data: bytes, text: str = ""
    ) -> Message:
        """Share a file in a channel, with words; the message."""
        form = aiohttp.FormData({"channel": channel, "user": user, "text": text})
        form.add_field("file", data, filename=name)
        async with self.session.post("/_control/upload", data=form) as answer:
            said: dict[str, Any] = await answer.json()
        assert said["ok"], said
        return said["message"]

    async def reset(self) -> None:
        """Forget every message, file and modal."""
        await self.control("reset", {})

    async def modal(self) -> View:
        """The modal on top, as soon as one is open. It is one for all people."""
        async with self.watching() as ui:
            async for frame in frames(ui):
                stack = frame.get("state", {}).get("modalStack") or frame.get("stack")
                if stack:
                    return stack[-1]
        raise AssertionError

    async def submit(self, user: str, values: Mapping[str, object]) -> dict[str, str]:
        """Fill in the open modal by action id and submit it; the errors, if any.

        A value is a text, or the value of an option, or a list of these.
        """
        view = await self.modal()
        answers = filled(view, {})
        for block in view["blocks"]:
            element = block.get("element", {})
            if element.get("action_id") in values:
                field = _field(element, values[element["action_id"]])
                answers[block["block_id"]] = {element["action_id"]: field}
        async with self.watching() as ui:
            await ui.receive()  # how things stand
            await ui.send_json({"t": "view_submit", "user": user, "values": answers})
            async for frame in frames(ui):
                if frame["t"] == "view_errors":
                    return frame["errors"]
                if frame["t"] == "view":
                    return {}
        raise AssertionError

    async def when(
        self, channel: str, matches: Callable[[Message], bool], within: float = WITHIN
    ) -> Message:
        """The newest message that matches, as soon as there is one."""
        async with asyncio.timeout(within), self.watching() as ui:
            async for _ in frames(ui):
                for message in reversed(await self.messages(channel)):
                    if matches(message):
                        return message
        raise AssertionError

    async def when_said(self, channel: str, words: str) -> Message:
        """The newest message with these words anywhere in it."""
        try:
            return await self.when(channel, lambda message: words in said(message))
        except TimeoutError:
            shown = "\n---\n".join(said(m) for m in await self.messages(channel))
            raise AssertionError(
                f"{words!r} was never said. Instead:\n{shown}"
            ) from None

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """What its own page is told; the first frame says how things stand."""
        async with self.session.ws_connect("/ui", max_msg_size=0) as ui:
            yield ui

    async def _card_with(self, channel: str, action_id: str) -> Message:
        def has_it(message: Message) -> bool:
            return any(e.get("action_id") == action_id for e in elements(message))

        try:
            return await self.when(channel, has_it)
        except TimeoutError:
            there = [
                e.get("action_id")
                for message in await self.messages(channel)
                for e in elements(message)
            ]
            raise AssertionError(f"no {action_id!r} in {channel}: {there}") from None


async def frames(
    ui: aiohttp.ClientWebSocketResponse,
) -> AsyncIterator[dict[str, Any]]:
    async for frame in ui:
        yield frame.json()


def elements(message: Message) -> list[dict[str, Any]]:
    """Everything on a card that can be pressed or chosen, with its block's id."""
    found: list[dict[str, Any]] = []
    for block in message.get("blocks") or ():
        block_id = block.get("block_id")
        parts = [*block.get("elements", ()), block.get("accessory")]
        found += [{"block_id": block_id, **p} for p in parts if p and "action_id" in p]
    return found


def said(message: Message) -> str:
    """Every word that a message shows, its blocks' included, one text a line."""
    return "\n".join([message.get("text") or "", *_texts(message.get("blocks") or [])])


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    here = [part["text"]] if isinstance(part.get("text"), str) else []
    rest = [value for key, value in part.items() if key != "text" or not here]
    return here + [text for value in rest for text in _texts(value)]


def _field(element: Mapping[str, Any], value: object) -> dict[str, object]:
    kind = element["type"]
    if kind in {"checkboxes", "multi_static_select"}:
        assert isinstance(value, list)
        chosen = [o for o in element["options"] if o["value"] in value]
        return {"type": kind, "selected_options": chosen}
    if kind in {"static_select", "radio_buttons"}:
        (option,) = [o for o in element["options"] if o["value"] == value]
        return {"type": kind, "selected_option": option}
    key = {"datepicker": "selected_date", "timepicker": "selected_time"}.get(kind)
    return {"type": kind, key or "value": value}
