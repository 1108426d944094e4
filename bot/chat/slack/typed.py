"""What somebody typed, as it would be posted: Slack's markup taken off again."""

import re
from typing import Any

Json = dict[str, Any]

# <@U1>, <#C1|name>, <!here>, <!subteam^S1|@group>, <https://x.org|label>
_MARKUP = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def words_of(message: Json) -> str:
    """The words of a message event, from its rich text where there is any."""
    rich = [b for b in message.get("blocks") or () if b.get("type") == "rich_text"]
    if not rich:
        return _unescaped(message.get("text") or "").strip()
    lines = [line for block in rich for line in map(_part, block["elements"])]
    return "\n".join(lines).strip()


def _unescaped(text: str) -> str:
    text = _MARKUP.sub(_spelt_out, text)
    for escaped, char in _ESCAPES:
        text = text.replace(escaped, char)
    return text


def _spelt_out(markup: re.Match[str]) -> str:
    kind, target, label = markup.groups()
    if kind == "@":
        return f"@{label or target}"
    if kind == "#":
        return f"#{label or target}"
    if kind == "!":
        return label or f"@{target}"
    if ":" not in target:
        return markup.group()  # no markup: somebody's own < and >
    return _link(target, label)


def _link(address: str, label: str | None) -> str:
    """The label alone where it is what was typed: the same address, or part of it."""
    if not label or label == address:
        return address.removeprefix("mailto:").removeprefix("tel:")
    if address.rstrip("/").endswith(label.rstrip("/")) or _is_contact(address):
        return label
    return f"{label} {address}"


def _is_contact(address: str) -> bool:
    return address.startswith(("mailto:", "tel:"))


def _part(element: Json) -> str:
    if element["type"] != "rich_text_list":
        return "".join(map(_inline, element["elements"]))
    ordered = element.get("style") == "ordered"
    return "\n".join(
        f"{f'{number}.' if ordered else '•'} {_part(item)}"
        for number, item in enumerate(element["elements"], 1)
    )


def _inline(element: Json) -> str:
    match element["type"]:
        case "text":
            return element["text"]
        case "link":
            return _link(element["url"], element.get("text"))
        case "emoji":
            return _emoji(element)
        case "user" | "usergroup" | "channel":
            sign = "#" if element["type"] == "channel" else "@"
            return sign + element[f"{element['type']}_id"]
        case "broadcast":
            return f"@{element['range']}"
        case _:
            return element.get("fallback") or element.get("value") or ""


def _emoji(element: Json) -> str:
    """The character itself; the name of one that only this workspace has."""
    if points := element.get("unicode"):
        return "".join(chr(int(point, 16)) for point in points.split("-"))
    return f":{element['name']}:"
