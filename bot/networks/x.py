"""Publish to X, once, and find what is there."""

import asyncio
import base64
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import requests

from bot.gate.ports import Picture, SureNoError, UnsureError
from bot.gate.post import Trouble
from bot.networks.x_answers import Created, Me, Timeline, Uploaded
from bot.networks.x_failures import failure
from bot.networks.x_session import X_HOSTS, Client, Keys, Timeouts, x_session
from bot.networks.x_text import LONGEST, is_alike, is_same, length

# Seconds from the call of `publish` within which the post itself is sent, or not at
# all: a worker that stood still meanwhile must not send what another has taken over.
PATIENCE = 30
CLOCKS_DIFFER = timedelta(minutes=2)  # ours and X's
MOST_PAGES = 32  # X shows an account's last 3,200 posts, 100 a page
# Clause 5.4: the account is no place for debate, and a reply may name a child. Only
# those whom a post mentions may reply to it: mostly nobody.
REPLIES = "mentionedUsers"

_REMEDIES = {
    Trouble.RECONNECT: "X does not accept the keys: make new ones in X's developer"
    " portal, set the four X_ settings, and see that this machine's clock is right.",
    Trouble.FORBIDDEN: "X knows the keys but refuses: see in X's developer portal that"
    " the app may read and write, and on X that the account is not locked.",
    Trouble.SUSPENDED: "The account or the app is suspended or locked: sign in to X and"
    " to X's developer portal, and do what is asked there.",
    Trouble.NO_CREDIT: "No credit is left, or the spending limit is reached: buy credit"
    " or raise the limit in X's developer portal.",
    Trouble.BUSY: "X cannot be reached or asks us to wait: check this machine's"
    " network, and try again in a few minutes.",
}
_READ_ONLY = (
    "The keys may read but not post: in X's developer portal give the app Read and"
    " write, then make a new access token and set X_ACCESS_TOKEN and X_ACCESS_SECRET."
)
_UNCLEAR = "X gave no clear answer: try again in a few minutes."

_T = TypeVar("_T")


class NotConnectedError(Exception):
    """X cannot be used as it is set up; the message says what to do."""


class X:
    """The school's account on X, by X's API v2 with OAuth 1.0a.

    `api_url` is X's own or that of a stand-in, which then shows the posts as well.
    """

    name = "X"

    def __init__(
        self,
        keys: Keys,
        api_url: str = "https://api.x.com",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keys = keys
        self._host = api_url.rstrip("/")
        self._shown_at = "https://x.com" if self._host in X_HOSTS else self._host
        self._timeouts = timeouts
        self._monotonic = monotonic

    def over(self, text: str) -> int:
        """By how many of X's characters the text is too long for a post; else 0."""
        return max(0, length(text) - LONGEST)

    def same(self, text: str, other: str) -> bool:
        """Whether `find` cannot tell the one from the other."""
        return is_alike(text, other)

    async def publish(self, text: str, pictures: Sequence[Picture]) -> str:
        """Publish once; the public address.

        SureNoError where X surely does not have the post: any 4xx, and whatever
        befalls a photo before it. DUPLICATE says that X has these words already:
        `find` tells whether they are from an attempt of ours. UnsureError: perhaps.
        """
        if not text.strip() and not pictures:
            raise SureNoError(Trouble.EMPTY)
        if self.over(text):
            raise SureNoError(Trouble.TOO_LONG)
        until = self._monotonic() + PATIENCE
        with self._session() as client:
            try:
                media = [await self._upload(client, picture) for picture in pictures]
            except UnsureError:
                raise SureNoError(Trouble.BUSY) from None
            created = await _ask(lambda: self._post(client, text, media, until))
        return self._address(created.data.id)

    async def find(self, text: str, pictures: int, since: datetime) -> frozenset[str]:
        """The public addresses of all our own posts with these words since then.

        UnsureError, never none, where X does not show all that we posted since.
        """
        start = (since - CLOCKS_DIFFER).astimezone(UTC)
        query = {
            "max_results": "100",
            "start_time": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "post.fields": "attachments,entities",
        }
        found: set[str] = set()
        with self._session() as client:
            for _ in range(MOST_PAGES):
                page = await self._page(client, query)
                found |= {
                    self._address(post.id)
                    for post in page.data
                    if post.pictures == pictures
                    and is_same(text, post.text, post.links)
                }
                if page.meta.next_token is None:
                    return frozenset(found)
                query["pagination_token"] = page.meta.next_token
        raise UnsureError(Trouble.UNCLEAR.value)

    async def check(self) -> str:
        """The account's @name, or NotConnectedError with what to do."""
        with self._session() as client:
            try:
                answer = await _ask(lambda: _get(client, "/2/users/me", {}))
                me = Me.model_validate_json(answer.content)
            except SureNoError as no:
                remedy = _REMEDIES.get(no.trouble, _UNCLEAR)
            except (UnsureError, ValueError):
                remedy = _UNCLEAR
            else:
                if answer.headers.get("x-access-level") != "read":
                    return f"@{me.data.username}"
                remedy = _READ_ONLY
        raise NotConnectedError(remedy)

    async def _upload(self, client: Client, picture: Picture) -> str:
        """Give X a photo and its description; the photo's id there."""
        media = base64.b64encode(picture.data).decode()
        photo = {"media": media, "media_category": "tweet_image"}
        uploaded = await _ask(
            lambda: Uploaded.model_validate_json(
                _send(client, "/2/media/upload", photo).content
            )
        )
        if picture.alt:
            described = {
                "id": uploaded.data.id,
                "metadata": {"alt_text": {"text": picture.alt}},
            }
            await _ask(lambda: _send(client, "/2/media/metadata", described))
        return uploaded.data.id

    def _post(
        self, client: Client, text: str, media: list[str], until: float
    ) -> Created:
        if self._monotonic() > until:
            raise SureNoError(Trouble.BUSY)
        answer = client.create_tweet(
            text=text, media_ids=media or None, reply_settings=REPLIES
        )
        return Created.model_validate_json(answer.content)

    async def _page(self, client: Client, query: Mapping[str, str]) -> Timeline:
        route = f"/2/users/{self._keys.user_id}/tweets"
        try:
            return await _ask(
                lambda: Timeline.model_validate_json(_get(client, route, query).content)
            )
        except SureNoError:  # X was not asked: that says nothing of the post
            raise UnsureError(Trouble.UNCLEAR.value) from None

    def _session(self) -> AbstractContextManager[Client]:
        return x_session(self._keys, self._host, self._timeouts)

    def _address(self, post_id: str) -> str:
        return f"{self._shown_at}/i/status/{post_id}"


def _send(client: Client, route: str, body: Any) -> requests.Response:
    return client.request("POST", route, json=body, user_auth=True)


def _get(client: Client, route: str, query: Mapping[str, str]) -> requests.Response:
    return client.request("GET", route, params=query, user_auth=True)


async def _ask(call: Callable[[], _T]) -> _T:
    """Run a call in a thread; raise what its failure means."""
    failed: SureNoError | UnsureError
    try:
        return await asyncio.to_thread(call)
    except SureNoError as no:
        failed = no
    except Exception as error:  # noqa: BLE001 - whatever it is, the post may be out
        failed = failure(error)
    # Raised out here, it does not carry the other in its __context__.
    raise failed
