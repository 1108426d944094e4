"""The same journey as a person takes it, in a browser."""

import pytest
from playwright.async_api import Page

from bot.settings import SlackMode
from docs.take_screenshot import approve_the_clean_draft, see_a_name_come_back
from tests.journeys.conftest import Stage

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("stage", [SlackMode.SOCKET], indirect=True)
async def test_a_draft_goes_from_the_teacher_by_a_leader_to_the_feed(
    stage: Stage, page: Page
):
    await approve_the_clean_draft(page, page.url)
    await see_a_name_come_back(page)

    assert len(await stage.feed()) == 1
    await fits_on_a_phone(page)


async def fits_on_a_phone(page: Page) -> None:
    await page.set_viewport_size(PHONE)
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
