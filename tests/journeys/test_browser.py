"""The same journey as a person takes it, in a browser."""

import pytest
from playwright.async_api import Browser, Page

from bot.listening import listen, serving
from bot.settings import SlackMode
from docs.take_screenshot import SIZE, approve_the_clean_draft, see_a_name_come_back
from sandbox.page import create_page
from tests.journeys.conftest import Stage

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("stage", [SlackMode.SOCKET], indirect=True)
async def test_a_draft_goes_from_the_teacher_by_a_leader_to_the_feed(
    stage: Stage, browser: Browser
):
    page = await browser.new_page(viewport=SIZE)
    at = listen(0)
    feed = f"{stage.settings.x_api_url}/feed"
    app = create_page(stage.slack, feed=feed, clock=lambda: "Friday 12:00")
    async with serving(app, at):
        address = f"http://127.0.0.1:{at.getsockname()[1]}"
        await approve_the_clean_draft(page, address)
        await see_a_name_come_back(page)

        assert len(await stage.feed()) == 1
        await fits_on_a_phone(page)


async def fits_on_a_phone(page: Page) -> None:
    await page.set_viewport_size(PHONE)
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
