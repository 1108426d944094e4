"""The driver that the journeys use presses, fills in and watches as a person does."""

from slack_sdk.web.async_client import AsyncWebClient

from sandbox.school import BOT_TOKEN, TEACHER
from tests.slack_driver import SlackDriver, said

BUTTON = {
    "type": "button",
    "action_id": "go",
    "text": {"type": "plain_text", "text": "Go"},
}


async def test_a_message_is_seen_as_soon_as_it_is_said() -> None:
    async with SlackDriver() as slack:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url)
        await client.chat_postMessage(
            channel=TEACHER.dm,
            text="short",
            blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "in full"}}],
        )
        message = await slack.when_said(TEACHER.dm, "in full")
    assert said(message) == "short\nin full"


async def test_a_press_on_a_card_is_carried_to_the_bot() -> None:
    async with SlackDriver() as slack:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url)
        await client.chat_postMessage(
            channel=TEACHER.dm,
            text="A card",
            blocks=[{"type": "actions", "block_id": "b", "elements": [BUTTON]}],
        )
        await slack.press(TEACHER.id, TEACHER.dm, "go")
        async with slack.session.get("/_control/log") as answer:
            log = (await answer.json())["log"]
    assert any("no socket connection" in entry["summary"] for entry in log)


async def test_a_photo_is_shared_with_its_words() -> None:
    async with SlackDriver() as slack:
        shared = await slack.upload(TEACHER.id, TEACHER.dm, "a.jpg", b"\xff\xd8", "Art")
        (message,) = await slack.messages(TEACHER.dm)
    assert message["text"] == "Art"
    assert message["files"][0]["id"] == shared["files"][0]["id"]


async def test_words_are_edited_and_deleted() -> None:
    async with SlackDriver() as slack:
        ts = await slack.say(TEACHER.id, TEACHER.dm, "First")
        await slack.edit(TEACHER.id, TEACHER.dm, ts, "Second")
        (message,) = await slack.messages(TEACHER.dm)
        await slack.delete(TEACHER.id, TEACHER.dm, ts)
        assert await slack.messages(TEACHER.dm) == []
    assert message["text"] == "Second"
