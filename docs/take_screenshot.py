"""Take the README's picture: `python -m docs.take_screenshot PAGE-ADDRESS`.

It needs a sandbox that runs (`make run`), and Chromium.
"""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright

from tests.browser import QUIET, chromium

PICTURE = Path(__file__).with_name("sandbox.png")
SIZE = {"width": 1480, "height": 900}


async def approve_the_clean_draft(page: Page, address: str) -> None:
    """Send the first draft to try, approve it as a leader, and see it on the feed."""
    await page.goto(address)
    await page.get_by_text("A clean draft").click()
    leaders = page.frame_locator("#leaders iframe")
    await leaders.get_by_role("button", name="Approve", exact=True).click()
    feed = page.frame_locator("#feed iframe")
    await feed.get_by_text("Year 4 built bridges").wait_for()
    await leaders.get_by_text("Published on").wait_for()


async def see_a_name_come_back(page: Page) -> None:
    """Send the draft with a child's name, and wait for its card."""
    await page.get_by_text("A child's name").click()
    teacher = page.frame_locator("#teacher iframe")
    await teacher.get_by_text("Please change this draft").first.wait_for()


async def main(address: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=QUIET
        )
        page = await browser.new_page(viewport=SIZE)
        await approve_the_clean_draft(page, address)
        await see_a_name_come_back(page)
        await page.screenshot(path=PICTURE)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
