"""What Slack sends, as an event for the inbox: small, and with a name of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from bot.chat.slack.blocks import Json
from bot.chat.slack.filled import complaints, decision, filled
from bot.chat.slack.parts import chosen_parts
from bot.chat.slack.presses import OF_PHOTOS, STEPS, Press, Shown
from bot.chat.slack.typed import words_of
from bot.gate.lifecycle import Step

_OURS = UUID("6f1c1a0e-6d0c-4d58-9d3e-0a5c7d1f2b11")  # any, but always the same


class Kind(StrEnum):
    MESSAGE = "message"
    CHANGED = "message changed"
    DELETED = "message deleted"
    STEP = "step"  # by a button, or by the form behind one
    AMEND = "amend"
    COMPOSE = "compose"
    BLUR = "blur"  # what was ticked in its form
    PHOTOS = "photos"  # a button under them


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the inbox is to keep: `bot.gate.ports.Inbox.put` takes it as it is."""

    event_id: str
    kind: Kind
    payload: Mapping[str, Any]
    lane: str


def post_id(*parts: str) -> str:
    """The same for the same message or form, however often it is delivered."""
    return str(uuid5(_OURS, "/".join(parts)))


def from_event(body: Json) -> Incoming | None:
    """A direct message, a change to one, or its end; None for all that is not ours."""
    event: Json = body["event"]
    if event.get("type") != "message" or not _is_direct(event):
        return None
    message, kind = _message(event)
    if message is None or message.get("bot_id") or not message.get("user"):
        return None
    ts = str(message["ts"])
    root = message.get("thread_ts") or ts
    if kind is not Kind.MESSAGE and root != ts:
        return None
    if kind is Kind.CHANGED and _same(message, event.get("previous_message") or {}):
        return None  # Slack looked at a link in it
    draft = post_id(event["channel"], ts)
    payload: Json = {
        "post_id": draft,
        "channel": event["channel"],
        "root": root,
        "in_thread": root != ts,
        "user": message["user"],
        "text": words_of(message),
        "files": [_file(file) for file in _files(message)],
    }
    if kind is Kind.CHANGED:
        before = event.get("previous_message")
        payload["reworded"] = not before or words_of(message) != words_of(before)
    return Incoming(str(body["event_id"]), kind, payload, draft)


def _is_direct(event: Json) -> bool:
    """A change to a message may come without the type of its channel."""
    by_id = "im" if str(event["channel"]).startswith("D") else ""
    return event.get("channel_type", by_id) == "im"


def _message(event: Json) -> tuple[Json | None, Kind]:
    match event.get("subtype"):
        case None | "file_share" | "thread_broadcast":
            return event, Kind.MESSAGE
        case "message_changed" if event["message"].get("subtype") != "tombstone":
            return event["message"], Kind.CHANGED
        case "message_changed" | "message_deleted":
            return event.get("previous_message"), Kind.DELETED
        case _:
            return None, Kind.MESSAGE


def _same(message: Json, before: Json) -> bool:
    return words_of(message) == words_of(before) and (
        [file["id"] for file in _files(message)]
        == [file["id"] for file in _files(before)]
    )


def _files(message: Json) -> list[Json]:
    """Those that are still there: of a deleted one a tombstone is left."""
    files: list[Json] = message.get("files") or []
    return [file for file in files if file.get("mode") != "tombstone"]


def _file(file: Json) -> Json:
    return {
        "id": file["id"],
        "url": file.get("url_private_download") or file.get("url_private") or "",
        "alt": file.get("alt_txt") or "",
    }


def from_press(body: Json) -> Incoming | None:
    """A button that acts at once; None for one that opens a form, and for a tick."""
    pressed: Json = body["actions"][0]
    press, user = pressed["action_id"], body["user"]["id"]
    acts = press in OF_PHOTOS or press in STEPS
    if not acts or (press == Press.APPROVE and unanswered(body)):
        return None
    shown = Shown.parse(pressed["value"])
    payload: Json = {
        "post_id": shown.post_id,
        "version": shown.version,
        "user": user,
        "channel": body.get("channel", {}).get("id", ""),
    }
    name = f"press/{user}/{pressed['action_ts']}/{press}/{pressed['value']}"
    if press in OF_PHOTOS:
        return Incoming(name, Kind.PHOTOS, payload | {"press": press}, shown.post_id)
    payload |= {
        "step": STEPS[Press(press)].value,
        "reason": "",
        "answered": _ticks(body),
    }
    return Incoming(name, Kind.STEP, payload, shown.post_id)


def unanswered(body: Json) -> int:
    """How many questions on the card that was pressed have no tick."""
    blocks: list[Json] = body.get("message", {}).get("blocks") or []
    asked = [b for b in blocks if str(b.get("block_id")).startswith(f"{Press.TICK}:")]
    return len(asked) - _ticks(body)


def _ticks(body: Json) -> int:
    values: Json = body.get("state", {}).get("values") or {}
    return sum(
        bool(fields.get(Press.TICK, {}).get("selected_options"))
        for fields in values.values()
    )


def from_submission(body: Json) -> Incoming | None:
    """A form that was sent; None where something is missing from it."""
    view, user = body["view"], body["user"]["id"]
    if complaints(view):
        return None
    press = Press(view["callback_id"])
    name = f"form/{view['id']}/{view.get('hash', '')}"
    if press is Press.COMPOSE:
        draft = post_id(view["id"])
        payload = {"post_id": draft, "user": user, "filled": filled(view)}
        return Incoming(name, Kind.COMPOSE, payload, draft)
    shown = Shown.parse(view["private_metadata"])
    about: Json = {
        "post_id": shown.post_id,
        "version": shown.version,
        "user": user,
        "channel": "",
    }
    if press in {Press.EDIT, Press.DESCRIBE}:
        payload = about | {"filled": filled(view)}
        return Incoming(name, Kind.AMEND, payload, shown.post_id)
    if press is Press.BLUR:
        payload = about | {"parts": chosen_parts(view["state"]["values"])}
        return Incoming(name, Kind.BLUR, payload, shown.post_id)
    step, reason = decision(view) if press is Press.DECIDE else (Step.APPROVE, "")
    answered = sum(1 for block in view["blocks"] if block["type"] == "input")
    payload = about | {"step": step.value, "reason": reason, "answered": answered}
    return Incoming(name, Kind.STEP, payload, shown.post_id)
