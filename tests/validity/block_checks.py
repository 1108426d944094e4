"""What Slack would have against one message, modal or Home tab, by three checks."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, best_match
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Payload = dict[str, Any]  # a view has a "type"; a message has "blocks" and "text"

_SCHEMA = json.loads((Path(__file__).parent / "slack_blocks.schema.json").read_text())
_MOST_BLOCKS = {"Message": 50, "Modal": 100, "Home": 100}


def complaints(payload: Payload) -> list[str]:
    """Everything that is wrong, in plain words; nothing where all is well."""
    found = chain(by_schema(payload), by_models(payload), by_rules(payload))
    return list(found)


def _kind(payload: Payload) -> str:
    return payload.get("type", "message").capitalize()


def by_schema(payload: Payload) -> Iterator[str]:
    """Structure: which fields there are, of which types."""
    kind = _kind(payload)
    if kind == "Message":
        payload = {"blocks": payload["blocks"]}
    for place, part, name in _parts(payload, kind):
        schema = {
            "$ref": f"#/definitions/{name}",
            "definitions": _SCHEMA["definitions"],
        }
        fault = best_match(Draft7Validator(schema).iter_errors(part))
        if fault:
            yield f"{place}: {_sentence(fault)}"


def _parts(payload: Payload, kind: str) -> Iterator[tuple[str, Any, str]]:
    """The frame, then block by block, each against its own type: clearer faults."""
    yield kind, payload | {"blocks": []}, kind
    for number, block in enumerate(payload["blocks"]):
        name = "".join(word.title() for word in block.get("type", "").split("_"))
        known = f"{name}Block" in _SCHEMA["definitions"]
        yield f"block {number}", block, f"{name}Block" if known else "KnownBlock"


def _sentence(fault: ValidationError) -> str:
    return f"{fault.json_path} {fault.message}"[:300]


def by_models(payload: Payload) -> Iterator[str]:
    """Lengths and counts, as Slack's own library knows them."""
    try:
        if _kind(payload) == "Message":
            for block in Block.parse_all(payload["blocks"]):
                block.to_dict()
        else:
            View(**payload).to_dict()
    # An unknown type is skipped as None, or raises what its absence causes.
    except (SlackObjectFormationError, TypeError, AttributeError, KeyError) as fault:
        yield f"slack_sdk: {fault}"


def by_rules(payload: Payload) -> Iterator[str]:
    """What neither of the other two looks at."""
    kind, blocks = _kind(payload), payload["blocks"]
    if not 0 < len(blocks) <= _MOST_BLOCKS[kind]:
        yield f"{len(blocks)} blocks, not 1 to {_MOST_BLOCKS[kind]}"
    asks = any(block.get("type") == "input" for block in blocks)
    if kind == "Modal" and asks and "submit" not in payload:
        yield "a modal with an input and no submit"
    if kind == "Message" and not payload.get("text"):
        yield "a message with no text: notifications and screen readers use it"
    yield from _ids_used_twice(blocks)
    for part in _objects(payload):
        is_text = part.get("type") in {"plain_text", "mrkdwn"}
        if is_text and not 1 <= len(part.get("text", "")) <= 3000:
            yield "a text that is empty, or longer than 3,000 characters"


def _ids_used_twice(blocks: list[Payload]) -> Iterator[str]:
    for twin in _twins(block.get("block_id") for block in blocks):
        yield f"two blocks with block_id {twin!r}"
    for number, block in enumerate(blocks):
        for twin in _twins(part.get("action_id") for part in _objects(block)):
            yield f"block {number}: action_id {twin!r} twice"


def _objects(part: Any) -> Iterator[Payload]:
    """Every JSON object in it, itself included."""
    if isinstance(part, dict):
        yield part
    inside = part.values() if isinstance(part, dict) else part
    if isinstance(part, dict | list):
        for each in inside:
            yield from _objects(each)


def _twins(ids: Iterator[str | None]) -> list[str]:
    return [each for each, times in Counter(ids).items() if each and times > 1]
