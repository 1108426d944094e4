"""Slack would take every card and form, in every state."""

import json

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.bot.chat.every_card import every_card
from tests.validity.block_checks import complaints

CARDS = dict(every_card())


@pytest.mark.parametrize("name", CARDS)
def test_slack_has_nothing_against(name):
    assert complaints(CARDS[name]) == []


@pytest.mark.parametrize("name", CARDS)
def test_slacks_own_library_reads_it_back_as_it_is(name):
    card = CARDS[name]
    if card.get("type") == "modal":
        View(**card).validate_json()
        return
    blocks = Block.parse_all(card["blocks"])
    assert len(blocks) == len(card["blocks"])
    for block in blocks:
        block.validate_json()


@pytest.mark.parametrize("name", CARDS)
def test_it_is_within_what_one_message_may_weigh(name):
    assert len(json.dumps(CARDS[name], ensure_ascii=False)) < 30_000
