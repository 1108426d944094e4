"""Slack's blocks, as plain JSON, within Slack's limits."""

from collections.abc import Iterator
from typing import Any

from bot.chat.slack.presses import LABELS, Press

Json = dict[str, Any]

SECTION_HOLDS = 2_900  # of 3,000: Slack does not say in which units it counts
TITLE_HOLDS = 24
LABEL_HOLDS = 75


def escape(text: str) -> str:
    """Text that Slack is to show as it is, inside mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(user: str) -> str:
    return f"<@{user}>"


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Json:
    """Text that nobody is pinged by, and in which no code becomes a smiley."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Json:
    return {"type": "header", "text": plain(text)}


def section(text: str) -> Json:
    """Our own sentence; what is quoted in it must be escaped."""
    return {"type": "section", "text": mrkdwn(next(parts(text)))}


def verbatim(text: str) -> Json:
    """Words with marks of ours, in which Slack makes no links of its own."""
    return {"type": "section", "text": mrkdwn(text) | {"verbatim": True}}


def exact(text: str) -> list[Json]:
    """Somebody's words, exactly, in as many sections as they need."""
    return [{"type": "section", "text": plain(part)} for part in parts(text)]


def context(text: str) -> Json:
    return {"type": "context", "elements": [mrkdwn(text)]}


def divider() -> Json:
    return {"type": "divider"}


def actions(buttons: list[Json]) -> list[Json]:
    return [{"type": "actions", "elements": buttons}] if buttons else []


def button(press: Press, value: str, label: str = "", style: str = "") -> Json:
    made: Json = {
        "type": "button",
        "action_id": press.value,
        "text": plain(label or LABELS[press]),
        "value": value,
    }
    return made | ({"style": style} if style else {})


def option(label: str, value: str) -> Json:
    return {"text": plain(cut(label, LABEL_HOLDS)), "value": value}


def field(block_id: str, label: str, element: Json, *, optional: bool = False) -> Json:
    """One question of a form; its element's action_id is the block_id as well."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element | {"action_id": block_id},
        "optional": optional,
    }


def box(holds: int, text: str = "", *, multiline: bool) -> Json:
    made: Json = {
        "type": "plain_text_input",
        "multiline": multiline,
        "max_length": holds,
    }
    return made | ({"initial_value": cut(text, holds)} if text else {})


def choice(kind: str, choices: dict[str, str], chosen: str) -> Json:
    """One of these, by value; where nothing is `chosen` yet, nothing is."""
    made: Json = {
        "type": kind,
        "options": [option(label, value) for value, label in choices.items()],
    }
    begun = {"initial_option": option(choices[chosen], chosen)} if chosen else {}
    return made | begun


def units(text: str) -> int:
    """UTF-16 code units, in which browsers count."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)  # noqa: PLR2004 - UTF-16


def cut(text: str, limit: int) -> str:
    """The text itself, or as much of it as fits, with an ellipsis."""
    if units(text) <= limit:
        return text
    room = limit - 1
    while units(text[:room]) > limit - 1:
        room -= 1
    return text[:room] + "…"


def parts(text: str) -> Iterator[str]:
    """The text in pieces that a section holds; never an empty one."""
    while units(text) > SECTION_HOLDS:
        end = SECTION_HOLDS
        while units(text[:end]) > SECTION_HOLDS:
            end -= 1
        yield text[:end]
        text = text[end:]
    yield text if text.strip() else "\N{NO-BREAK SPACE}"
