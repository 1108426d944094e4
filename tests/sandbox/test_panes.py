"""Each pane shows what Slack would show that person, and acts as them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser
from slack_sdk.web.async_client import AsyncWebClient

from bot.listening import listen, serving
from sandbox.local_slack import LocalSlack, LocalSlackError
from sandbox.page import create_page
from sandbox.panes import EDITS, SOCKET, page_for
from sandbox.school import BOT_TOKEN, EXAMPLES, LEADER, LEADERS_CHANNEL, TEACHER
from sandbox.sight import Sight, with_photos
from tests.slack_driver import SlackDriver

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@asynccontextmanager
async def page() -> AsyncIterator[tuple[SlackDriver, str]]:
    async with SlackDriver() as slack:
        socket = listen(0)
        app = create_page(slack, feed="about:blank", clock=lambda: "Tuesday 10:05")
        async with serving(app, socket):
            yield slack, f"http://127.0.0.1:{socket.getsockname()[1]}/"


async def test_a_draft_to_try_lands_in_the_teachers_direct_message(
    browser: Browser,
) -> None:
    async with page() as (slack, url):
        tab = await browser.new_page(viewport=WIDE)
        await tab.goto(url)
        await tab.get_by_text("A child's name").click()
        teacher = tab.frame_locator("#teacher iframe")
        await teacher.get_by_text("Ottilie").wait_for()
        (message,) = await slack.messages(TEACHER.dm)
    assert (message["user"], message["text"]) == (TEACHER.id, EXAMPLES[1].text)


async def test_what_is_typed_among_the_leaders_is_said_by_the_chosen_leader(
    browser: Browser,
) -> None:
    async with page() as (slack, url):
        tab = await browser.new_page(viewport=WIDE)
        await tab.goto(url)
        await tab.get_by_label("Who looks").select_option(index=1)
        leaders = tab.frame_locator("#leaders iframe")
        await leaders.get_by_placeholder("as dosei").fill("Looks lovely")
        await leaders.get_by_text("Send", exact=True).click()
        message = await slack.when_said(LEADERS_CHANNEL, "Looks lovely")
    assert message["user"] == "U0OSEI"


async def test_on_a_phone_the_panes_are_tabs_and_news_is_marked(
    browser: Browser,
) -> None:
    async with page() as (slack, url):
        tab = await browser.new_page(viewport=PHONE)
        await tab.goto(url)
        leaders = tab.locator("#leaders iframe")
        assert not await leaders.is_visible()
        await (
            tab.frame_locator("#leaders iframe")
            .get_by_text("No messages yet")
            .wait_for(state="attached")
        )
        await slack.say(LEADER.id, LEADERS_CHANNEL, "Good morning")
        await tab.locator("#tab-leaders.news").wait_for()
        await tab.get_by_role("tab", name="Leaders").click()
        assert await leaders.is_visible()
        assert await tab.locator("#tab-leaders.news").count() == 0


async def test_nobody_can_be_acted_who_does_not_work_here() -> None:
    async with (
        page() as (slack, url),
        slack.session.get(f"{url}archives/{TEACHER.dm}?as=U0NOBODY") as answer,
    ):
        assert answer.status == 404


async def test_the_local_slacks_page_is_the_one_that_the_panes_change() -> None:
    async with LocalSlack() as slack, slack.session.get("/") as answer:
        text = await answer.text()
    assert {was: text.count(was) for was in (*dict(EDITS), SOCKET)} == dict.fromkeys(
        (*dict(EDITS), SOCKET), 1
    )


def test_another_local_slack_is_refused_in_a_sentence() -> None:
    with pytest.raises(LocalSlackError, match="run make tools"):
        page_for(TEACHER.id, "<html></html>")


def test_a_modal_is_seen_by_whoever_opened_it_alone() -> None:
    sight = Sight()
    sight.up(TEACHER.id, {"t": "block_action"})
    opened = {"t": "view", "stack": [{"id": "V1", "root_view_id": "V1"}]}
    redrawn = {"t": "view", "stack": [{"id": "V2", "root_view_id": "V1"}]}
    assert sight.down(TEACHER.id, opened) == opened
    assert sight.down(LEADER.id, opened) == {"t": "view", "stack": []}
    sight.up(LEADER.id, {"t": "block_action"})
    assert sight.down(LEADER.id, redrawn) == {"t": "view", "stack": []}
    theirs = {"t": "view", "stack": [{"id": "V3", "root_view_id": "V3"}]}
    assert sight.down(LEADER.id, theirs) == theirs
    assert sight.down(TEACHER.id, theirs) == {"t": "view", "stack": []}


def test_a_private_answer_is_shown_to_whom_it_was_meant_for() -> None:
    told = {"t": "message", "message": {"text": "Not yours", "ephemeral_to": LEADER.id}}
    assert Sight().down(LEADER.id, told) == told
    assert Sight().down(TEACHER.id, told) is None


def test_an_untouched_field_of_a_modal_is_sent_with_what_it_began_with() -> None:
    sight = Sight()
    element = {"type": "plain_text_input", "action_id": "a", "initial_value": "As was"}
    view = {
        "id": "V1",
        "root_view_id": "V1",
        "blocks": [{"type": "input", "block_id": "b", "element": element}],
    }
    sight.down(TEACHER.id, {"t": "view", "stack": [view]})
    sent = sight.up(TEACHER.id, {"t": "view_submit", "values": {}})
    assert sent["values"]["b"]["a"]["value"] == "As was"


def test_a_photo_on_a_card_is_drawn() -> None:
    by_id = {"type": "image", "slack_file": {"id": "F1"}}
    by_url = {"type": "image", "slack_file": {"url": "http://s/files-pri/T0-F2/a.jpg"}}
    shown = with_photos({"blocks": [by_id, by_url]})
    assert [block["image_url"] for block in shown["blocks"]] == [
        "/files/-/F1/photo",
        "/files/-/F2/photo",
    ]


async def test_a_photo_on_a_card_can_be_fetched_through_the_page() -> None:
    async with page() as (slack, url):
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url)
        sent = await client.files_upload_v2(
            channel=TEACHER.dm, filename="a.png", content=b"\x89PNG"
        )
        async with slack.session.get(f"{url}files/-/{sent['file']['id']}/photo") as got:
            assert await got.read() == b"\x89PNG"
