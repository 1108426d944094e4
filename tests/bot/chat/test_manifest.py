"""The manifest asks for exactly what the code uses."""

import re
from pathlib import Path

import yaml

from bot.chat.slack.api import COMMANDS, EVENTS, METHODS, SCOPES, SlackApi

ROOT = Path(__file__).parents[3]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text())
CALL = re.compile(r"(?:[^.]client|_slack|slack)\.((?:[a-z]+_)+[A-Za-z0-9_]+)\(")


def test_scopes_are_those_of_the_methods_events_and_commands_and_no_more():
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == SCOPES
    assert "user" not in MANIFEST["oauth_config"]["scopes"]


def test_every_call_in_the_code_is_of_a_method_whose_scopes_are_known():
    called = {
        name
        for file in (ROOT / "bot/chat/slack").glob("*.py")
        for name in CALL.findall(file.read_text())
    }
    assert called == set(METHODS)


def test_the_methods_we_hint_at_are_those_we_call():
    hinted = {name for name in vars(SlackApi) if not name.startswith("_")}
    assert hinted == set(METHODS)


def test_events_and_commands_are_those_that_are_listened_to():
    settings = MANIFEST["settings"]
    assert settings["event_subscriptions"]["bot_events"] == list(EVENTS)
    commands = MANIFEST["features"]["slash_commands"]
    assert {command["command"] for command in commands} == set(COMMANDS)


def test_people_can_write_to_the_bot():
    home = MANIFEST["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
