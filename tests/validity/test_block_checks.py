"""The checks find what Slack refuses: each is proved by a payload that breaks it."""

from typing import Any

import pytest

from tests.validity.block_checks import by_models, by_rules, by_schema, complaints


def text(words: str = "Year 4 went to the farm") -> dict[str, Any]:
    return {"type": "mrkdwn", "text": words}


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": text(), **more}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Approve"), "action_id": "yes", **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def asked() -> dict[str, Any]:
    box = {"type": "plain_text_input", "action_id": "reason"}
    return {"type": "input", "label": plain("Why?"), "element": box}


def message(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"text": "A draft", "blocks": list(blocks)}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    title = {"title": plain("Decline"), "submit": plain("Decline")}
    return {"type": "modal", **title, "blocks": list(blocks), **more}


def home(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks)}


GOOD = [
    message(section(), actions(button(value="p1.3", style="primary"))),
    message({"type": "divider"}, {"type": "context", "elements": [text()]}),
    message({"type": "rich_text", "elements": []}),
    modal(asked(), callback_id="decline", private_metadata="p1.3"),
    home({"type": "header", "text": plain("Waiting")}, section()),
]


@pytest.mark.parametrize("payload", GOOD, ids=range(len(GOOD)))
def test_what_slack_takes_has_nothing_against_it(payload):
    assert complaints(payload) == []


MISBUILT = {
    "a misspelt field": message(section(txet=text())),
    "an unknown block": message({"type": "sektion", "text": text()}),
    "no type": message({"text": text()}),
    "mrkdwn on a button": message(actions(button(text=text()))),
    "an unknown style": message(actions(button(style="green"))),
    "an input in an actions block": message(actions({"type": "plain_text_input"})),
    "a number for a value": message(actions(button(value=3))),
    "a modal with no title": {"type": "modal", "blocks": [section()]},
    "a Home tab with a title": home(section()) | {"title": plain("Home")},
    "a misspelt field of a view": modal(section(), callback="x"),
}


@pytest.mark.parametrize("payload", MISBUILT.values(), ids=MISBUILT.keys())
def test_the_schema_finds(payload):
    assert list(by_schema(payload))


TOO_MUCH = {
    "a header of 151": message({"type": "header", "text": plain("x" * 151)}),
    "a section of 3,001": message({"type": "section", "text": text("x" * 3001)}),
    "eleven fields": message({"type": "section", "fields": [text()] * 11}),
    "eleven in a context": message({"type": "context", "elements": [text()] * 11}),
    "26 buttons": message(
        actions(*(button(action_id=f"a{number}") for number in range(26)))
    ),
    "a button of 76": message(actions(button(text=plain("x" * 76)))),
    "a value of 2,001": message(actions(button(value="x" * 2001))),
    "an action_id of 256": message(actions(button(action_id="x" * 256))),
    "a block_id of 256": message(section(block_id="x" * 256)),
    "a title of 25": modal(section(), title=plain("x" * 25)),
    "a callback_id of 256": modal(section(), callback_id="x" * 256),
    "private_metadata of 3,001": modal(section(), private_metadata="x" * 3001),
    "a modal of 101": modal(*[section()] * 101),
}


@pytest.mark.parametrize("payload", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_slacks_own_library_finds(payload):
    assert list(by_models(payload))


AGAINST_THE_RULES = {
    "a message of 51 blocks": message(*[section()] * 51),
    "a message of none": message(),
    "a Home tab of 101": home(*[section()] * 101),
    "one block_id twice": message(section(block_id="b"), section(block_id="b")),
    "one action_id twice": message(actions(button(), button())),
    "one action_id in text and accessory": message(
        actions(button(), {"type": "overflow", "action_id": "yes", "options": []})
    ),
    "an input and no submit": {
        key: part for key, part in modal(asked()).items() if key != "submit"
    },
    "an empty text": message({"type": "section", "text": text("")}),
    "a context of 3,001": message({"type": "context", "elements": [text("x" * 3001)]}),
    "a message that says nothing aloud": message(section()) | {"text": ""},
}


@pytest.mark.parametrize(
    "payload", AGAINST_THE_RULES.values(), ids=AGAINST_THE_RULES.keys()
)
def test_the_rules_find(payload):
    assert list(by_rules(payload))


def test_the_same_action_in_two_blocks_is_fine():
    assert complaints(message(actions(button()), actions(button()))) == []


def test_a_fault_says_which_block_and_which_field():
    (fault,) = by_schema(message(section(), section(txet=text())))
    assert fault.startswith("block 1: ")
    assert "txet" in fault
