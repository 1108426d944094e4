"""manifest.yml is what Slack takes, and what the bot needs to be told."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

HERE = Path(__file__).parent
MANIFEST = yaml.safe_load((HERE.parents[1] / "manifest.yml").read_text())
SCHEMA = Draft7Validator(json.loads((HERE / "slack_manifest.schema.json").read_text()))


def faults(manifest: dict[str, Any]) -> list[str]:
    return [
        f"{fault.json_path}: {fault.message}" for fault in SCHEMA.iter_errors(manifest)
    ]


def test_slack_has_nothing_against_the_manifest():
    assert faults(MANIFEST) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("oauth_config.scopes.bot", ["chat:wirte"]),
        ("settings.event_subscriptions.bot_events", ["message.dm"]),
        ("settings.socket_mode", True),
        ("features.bot_user.display_name", 3),
        ("features.slash_commands", [{"command": "/draft"}]),
        ("display_information.title", "Schoolgate"),
        ("setting", {}),
    ],
)
def test_what_slack_would_refuse_is_found(place, value):
    broken = deepcopy(MANIFEST)
    *path, last = place.split(".")
    part = broken
    for step in path:
        part = part[step]
    part[last] = value
    assert faults(broken)


def test_people_can_write_to_the_bot_and_press_its_buttons():
    home, settings = MANIFEST["features"]["app_home"], MANIFEST["settings"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
    assert settings["interactivity"]["is_enabled"]
    assert settings["socket_mode_enabled"]


def test_the_manifest_is_within_slacks_lengths():
    shown, features = MANIFEST["display_information"], MANIFEST["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert len(features["bot_user"]["display_name"]) <= 80
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command.get("usage_hint", "")) <= 1000
