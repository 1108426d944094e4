"""Files come from Slack alone, with the token, and within bounds."""

import aiohttp
import pytest
from aiohttp import web

from bot.chat import answers
from bot.chat.slack import download
from bot.chat.slack.download import Download, FileError
from tests.bot.chat.loopback import Loopback, loopback


@pytest.fixture
async def slack():
    async with loopback() as slack:
        yield slack


def file_at(slack: Loopback, answer: web.Response) -> tuple[Download, str]:
    slack.files["a.jpg"] = answer
    url = slack.api_url.replace("/api/", "/files/a.jpg")
    return Download("xoxb-1", slack.api_url), url


async def test_a_file_is_fetched_with_the_bots_token(slack: Loopback):
    fetch, url = file_at(slack, web.Response(body=b"PHOTO"))
    assert await fetch(url) == b"PHOTO"
    assert slack.tokens == ["Bearer xoxb-1"]


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(text="<html>Sign in</html>", content_type="text/html"),
        web.Response(status=302, headers={"Location": "/sign-in"}),
        web.Response(status=401),
        web.Response(status=403),
    ],
)
async def test_a_page_to_sign_in_on_means_that_the_scope_is_missing(slack, answer):
    fetch, url = file_at(slack, answer)
    with pytest.raises(FileError, match="files:read"):
        await fetch(url)


async def test_a_file_that_is_gone_is_said_to_be(slack: Loopback):
    fetch, url = file_at(slack, web.Response(status=404))
    with pytest.raises(FileError, match="not in Slack any more"):
        await fetch(url)


async def test_a_server_that_fails_is_worth_another_try(slack: Loopback):
    fetch, url = file_at(slack, web.Response(status=503))
    with pytest.raises(aiohttp.ClientResponseError):
        await fetch(url)


async def test_a_file_over_20_mb_is_not_read_to_its_end(slack: Loopback, monkeypatch):
    monkeypatch.setattr(download, "MOST_BYTES", 10)
    fetch, url = file_at(slack, web.Response(body=b"x" * 11))
    with pytest.raises(FileError, match="too large"):
        await fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/a.jpg",
        "http://files.slack.com/a.jpg",
        "https://files.slack.com.elsewhere.example/a.jpg",
        "https://slack.com@elsewhere.example/a.jpg",
        "file:///etc/passwd",
        "/a.jpg",
        "",
    ],
)
async def test_the_token_goes_nowhere_but_to_slack(slack: Loopback, url: str):
    fetch = Download("xoxb-1", slack.api_url)
    with pytest.raises(FileError) as refused:
        await fetch(url)
    assert str(refused.value) == answers.FLAWS["not a picture"]
