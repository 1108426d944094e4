"""Files that people sent to the bot, fetched with its token from Slack alone."""

from http import HTTPStatus

import aiohttp
from yarl import URL

from bot.chat import answers

MOST_BYTES = 20_000_000
_SIGN_IN = {
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
}
PATIENCE = aiohttp.ClientTimeout(total=30)


class FileError(Exception):
    """This file cannot be had; the message is the sentence for whoever sent it."""


class Download:
    """Fetches by a file's private address. `api_url` is Slack's own, or another's."""

    def __init__(self, token: str, api_url: str) -> None:
        self._headers = {"Authorization": f"Bearer {token}"}
        self._home = URL(api_url).origin()

    async def __call__(self, url: str) -> bytes:
        """The bytes. FileError where there is no second try; else what aiohttp raises.

        The token goes to Slack only, whatever the address says; and a page to sign
        in on is what Slack answers to a token without the scope.
        """
        address = URL(url)
        if not self._is_slacks(address):
            raise FileError(answers.FLAWS["not a picture"])
        async with (
            aiohttp.ClientSession(timeout=PATIENCE, headers=self._headers) as session,
            session.get(address, allow_redirects=False) as answer,
        ):
            if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                answer.raise_for_status()
            if answer.status in _SIGN_IN or answer.content_type == "text/html":
                raise FileError(answers.NO_FILE_ACCESS)
            if not answer.ok:
                raise FileError(answers.FILE_GONE)
            return await _at_most(answer.content)

    def _is_slacks(self, address: URL) -> bool:
        if not address.is_absolute():
            return False
        at_slack = (address.host or "").endswith(".slack.com")
        return address.origin() == self._home or (
            address.scheme == "https" and at_slack
        )


async def _at_most(content: aiohttp.StreamReader) -> bytes:
    data = bytearray()
    async for chunk in content.iter_chunked(1 << 16):
        data += chunk
        if len(data) > MOST_BYTES:
            raise FileError(answers.FLAWS["too large"])
    return bytes(data)
