"""The public feed, as a parent sees it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, expect

from bot.listening import listen, serving
from sandbox import x_feed
from sandbox.x_server import create_app
from sandbox.x_state import State

EIGHT = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def state() -> State:
    clock = iter(EIGHT + timedelta(hours=hours) for hours in range(100))
    return State(lambda: next(clock))


@pytest.fixture
def http(state: State) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(state=state))
    return httpx.AsyncClient(transport=transport, base_url="http://x")


async def test_the_newest_post_comes_first(
    state: State, http: httpx.AsyncClient
) -> None:
    state.post("Morning", (), None)
    state.post("Evening", (), None)

    posts = (await http.get("/feed.json")).json()["posts"]
    assert [post["text"] for post in posts] == ["Evening", "Morning"]


async def test_a_photo_comes_as_it_was_sent_with_its_description(
    state: State, http: httpx.AsyncClient
) -> None:
    media = state.upload(b"the very bytes", "image/png", 4, 3)
    state.describe(media.id, "Two towers")
    state.post("", (media.id,), None)

    (post,) = (await http.get("/feed.json")).json()["posts"]
    (photo,) = post["photos"]
    assert photo["alt"] == "Two towers"
    sent = await http.get(photo["src"])
    assert (sent.content, sent.headers["content-type"]) == (
        b"the very bytes",
        "image/png",
    )
    assert (await http.get("/photos/1")).status_code == 404


async def test_the_address_of_a_post_leads_to_it(http: httpx.AsyncClient) -> None:
    answer = await http.get("/i/status/12")
    assert answer.headers["location"] == "/feed#post-12"


def test_the_page_asks_nobody_else_for_anything() -> None:
    page = Path(x_feed.__file__).with_name("x_feed.html").read_text()
    assert not any(word in page for word in ("src=", "@import", "//cdn", "url("))


async def test_a_new_post_slides_in_and_the_others_stay_as_they_are(
    state: State, browser: Browser
) -> None:
    state.post("Morning at https://larkspur.example.com/news", (), None)
    at = listen(0)
    async with serving(create_app(state=state), at):
        page = await browser.new_page(viewport={"width": 390, "height": 800})
        await page.goto(f"http://127.0.0.1:{at.getsockname()[1]}/feed")
        articles = page.get_by_role("article")
        await expect(articles).to_have_count(1)
        first = await articles.first.element_handle()

        state.post("<img src=x onerror=alert(1)> & more #LarkspurNews", (), None)

        await expect(articles).to_have_count(2)
        await expect(articles.first).to_contain_text("<img src=x onerror=alert(1)> &")
        assert first is not None
        assert await first.evaluate("node => node.isConnected")
        await expect(page.locator("time").first).to_have_text("Fri 20 Nov, 09:00")
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
