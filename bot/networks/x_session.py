"""How X is spoken to: tweepy, with time-outs, a settable host and no logs."""

import logging
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import requests
import tweepy  # pyright: ignore[reportMissingTypeStubs] - it has none
from requests.adapters import HTTPAdapter

TWEEPYS_HOST = "https://api.twitter.com"  # hard-coded there, and what it signs
X_HOSTS = frozenset({TWEEPYS_HOST, "https://api.x.com"})

# At DEBUG these write whole requests: the draft's words, its photos and the keys.
for _name in (
    "tweepy.client",
    "requests_oauthlib.oauth1_auth",
    "oauthlib.oauth1.rfc5849",
):
    logging.getLogger(_name).disabled = True


@dataclass(frozen=True, slots=True)
class Keys:
    """OAuth 1.0a keys of the school's own account. Never shown."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_secret: str = field(repr=False)

    @property
    def user_id(self) -> str:
        """The account's own id: X's access tokens begin with it."""
        return self.access_token.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect, and between two pieces of an answer."""

    connect: float = 5
    read: float = 15


class Client(Protocol):
    """What we use of tweepy's client, which has no types of its own."""

    def request(
        self,
        method: str,
        route: str,
        params: Mapping[str, str] | None = None,
        json: Mapping[str, Any] | None = None,
        user_auth: bool = False,  # noqa: FBT001, FBT002 - tweepy's own signature
    ) -> requests.Response: ...

    def create_tweet(
        self, *, text: str, media_ids: list[str] | None, reply_settings: str
    ) -> requests.Response: ...


class _Adapter(HTTPAdapter):
    """Sets the time-outs that tweepy does not, and another host where one is set."""

    def __init__(self, host: str, timeouts: Timeouts) -> None:
        super().__init__()  # which never tries again by itself
        self._host = host
        self._timeouts = (timeouts.connect, timeouts.read)

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        if self._host not in X_HOSTS and request.url:
            request.url = self._host + request.url.removeprefix(TWEEPYS_HOST)
        return super().send(request, *args, **kwargs | {"timeout": self._timeouts})


@contextmanager
def x_session(keys: Keys, host: str, timeouts: Timeouts) -> Generator[Client]:
    """A client of one's own: no cookie, lock or stale connection is shared."""
    client: Any = tweepy.Client(
        consumer_key=keys.consumer_key,
        consumer_secret=keys.consumer_secret,
        access_token=keys.access_token,
        access_token_secret=keys.access_secret,
        return_type=requests.Response,  # pyright: ignore[reportArgumentType] - as documented
    )
    with client.session as session:
        session.mount("https://", _Adapter(host, timeouts))
        session.max_redirects = 0  # a post is carried nowhere but where it was sent
        session.trust_env = host in X_HOSTS  # a proxy is for the way out only
        yield client
