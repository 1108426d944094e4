"""The manifest asks for the scopes that the code uses: no fewer, and no more."""

import ast
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.api import COMMANDS, EVENTS, METHODS, SCOPES
from bot.chat.slack.download import Download
from tests.validity.strict_slack import StrictSlack, strict_slack

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text())
GRANTED = frozenset(MANIFEST["oauth_config"]["scopes"]["bot"])

# What emulate does not play, by Slack's documentation at docs.slack.dev/reference.
DOCUMENTED = {
    "usergroups:read": "methods/usergroups.users.list",
    "im:history": "events/message.im",
    "commands": "scopes/commands",
}


def methods_called() -> set[str]:
    """Every method of the Web API that the bot's code names."""
    parsed = [ast.parse(path.read_text()) for path in (ROOT / "bot").rglob("*.py")]
    names = {
        node.attr
        for tree in parsed
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and not node.attr.startswith("_")
    }
    return {name for name in names if hasattr(AsyncWebClient, name)} - {"api_call"}


def test_every_method_that_the_code_calls_is_listed_with_its_scopes():
    assert methods_called() == set(METHODS)


def test_no_method_is_called_by_its_bare_name():
    for path in (ROOT / "bot").rglob("*.py"):
        assert "api_call" not in path.read_text(), path


def test_the_manifest_asks_for_what_the_code_uses_and_no_more():
    assert GRANTED == SCOPES


def test_the_manifest_hears_of_what_the_code_listens_to_and_no_more():
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert set(subscribed) == set(EVENTS)
    commands = {each["command"] for each in MANIFEST["features"]["slash_commands"]}
    assert commands == set(COMMANDS)


Call = Callable[[StrictSlack, AsyncWebClient], Awaitable[object]]


async def post_and_update(slack: StrictSlack, client: AsyncWebClient) -> None:
    sent = await client.chat_postMessage(channel=slack.private, text="A draft")
    await client.chat_update(channel=slack.private, ts=sent["ts"], text="Approved")
    me = (await client.auth_test())["user_id"]
    await client.chat_postEphemeral(channel=slack.private, user=me, text="Not yours")


PHOTO = b"\x89PNG"


async def upload(slack: StrictSlack, client: AsyncWebClient) -> str:
    """The photo's private address."""
    answer = await client.files_upload_v2(
        channel=slack.private, content=PHOTO, filename="photo.png", alt_txt="A cow"
    )
    address: str = answer["file"]["url_private"]
    return address


async def upload_and_delete(slack: StrictSlack, client: AsyncWebClient) -> None:
    answer = await client.files_upload_v2(
        channel=slack.private, content=PHOTO, filename="photo.png", alt_txt="A cow"
    )
    await client.files_delete(file=answer["file"]["id"])


async def download(slack: StrictSlack, client: AsyncWebClient) -> None:
    url = await upload(slack, slack.client("xoxb-all"))
    got = await Download(client.token or "", slack.api_url)(url)
    if got != PHOTO:  # what emulate sends in its place
        raise PermissionError(got.decode())


async def open_a_form(slack: StrictSlack, client: AsyncWebClient) -> None:
    title = {"type": "plain_text", "text": "Draft"}
    view = {"type": "modal", "title": title, "blocks": []}
    made = await client.api_call("views.generateTriggerId")
    await client.views_open(trigger_id=made["trigger_id"], view=view)


# Each scope with all that it is for; "" is what needs none.
CALLS: dict[str, Call] = {
    "": open_a_form,
    "chat:write": post_and_update,
    "files:write": upload_and_delete,
    "files:read": download,
    "channels:read": lambda slack, client: client.conversations_members(
        channel=slack.public
    ),
    "groups:read": lambda slack, client: client.conversations_members(
        channel=slack.private
    ),
    "im:read": lambda slack, client: client.conversations_list(types="im"),
    "users:read": lambda slack, client: client.users_info(user="U000000001"),
}


def test_every_scope_is_either_tried_or_documented():
    assert set(CALLS) - {""} | set(DOCUMENTED) == GRANTED


async def test_with_the_manifests_scopes_nothing_is_refused(tmp_path):
    async with strict_slack({"xoxb-all": GRANTED}, tmp_path) as slack:
        for call in CALLS.values():
            await call(slack, slack.client("xoxb-all"))


async def test_without_any_one_of_them_something_is(tmp_path):
    scopes = sorted(set(CALLS) - {""})
    tokens = {f"xoxb-no-{scope}": GRANTED - {scope} for scope in scopes}
    async with strict_slack({"xoxb-all": GRANTED, **tokens}, tmp_path) as slack:
        for scope in scopes:
            with pytest.raises((SlackApiError, PermissionError)) as refused:
                await CALLS[scope](slack, slack.client(f"xoxb-no-{scope}"))
            assert "missing_scope" in str(refused.value)
            assert scope in str(refused.value)
