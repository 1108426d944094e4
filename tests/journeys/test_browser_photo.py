"""A photo of one face, from a teacher's phone to the feed, in a browser."""

import re
from pathlib import Path

import pytest
from playwright.async_api import FrameLocator, Page

from bot.settings import SlackMode
from sandbox.school import TEACHER
from tests.journeys.conftest import Stage

ASTRONAUT = (Path(__file__).parents[1] / "vision" / "astronaut.jpg").read_bytes()
ALT = "A space suit with a flag behind it."
FORM = ".modal"  # of the local Slack's page


@pytest.mark.parametrize("stage", [SlackMode.SOCKET], indirect=True)
async def test_a_photo_is_blurred_with_a_press_described_approved_and_on_the_feed(
    stage: Stage, page: Page
):
    await stage.slack.upload(
        TEACHER.id, TEACHER.dm, "IMG_3.jpg", ASTRONAUT, "Space week has begun."
    )
    teacher = page.frame_locator("#teacher iframe")
    await press(teacher, "Blur faces")
    await press(teacher, "Use it blurred")
    await teacher.get_by_text("Photo 1, blurred").wait_for()
    await press(teacher, "About the photos")
    form = teacher.locator(FORM)
    await form.get_by_role("textbox").fill(ALT)
    await form.get_by_text("No, nobody").click()
    await form.get_by_role("button", name="Check it").click()

    leaders = page.frame_locator("#leaders iframe")
    await press(leaders, "Approve")
    form = leaders.locator(FORM)
    await form.wait_for()
    for tick in await form.get_by_role("checkbox").all():
        await tick.check()
    await form.get_by_role("button", name="Approve").click()

    shown = page.frame_locator("#feed iframe").get_by_alt_text(ALT)
    await shown.wait_for()


async def press(pane: FrameLocator, label: str) -> None:
    """The newest button of this name, as soon as there is one."""
    button = pane.get_by_role("button", name=re.compile(f"^{re.escape(label)}$"))
    await button.last.wait_for()
    await button.last.click()
