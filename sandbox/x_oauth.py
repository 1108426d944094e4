"""Who calls the stand-in for X: OAuth 1.0a (RFC 5849), checked as X checks it.

Worked out here and not by the library that signed: that would agree with itself.
"""

import hmac
import re
import time
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote

SIGNED_HOST = "https://api.twitter.com"  # tweepy signs for it wherever it calls
CLOCKS_DIFFER = 300  # seconds
_PARAMETERS = frozenset(
    f"oauth_{name}"
    for name in (
        "consumer_key",
        "nonce",
        "signature",
        "signature_method",
        "timestamp",
        "token",
        "version",
    )
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account on the stand-in, with the keys that may post to it."""

    user_id: str
    username: str
    name: str
    consumer_key: str
    consumer_secret: str
    access_token: str
    access_secret: str


class Signatures:
    """Checks that a request is signed with an account's keys, now, and only once."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._seen: set[str] = set()

    def accept(self, method: str, path: str, query: str, authorization: str) -> bool:
        """`query` as it was sent; a body in JSON is not signed."""
        scheme, _, rest = authorization.partition(" ")
        found = re.findall(r'(\w+)="([^"]*)"', rest)
        oauth = {name: unquote(value) for name, value in found}
        if scheme != "OAuth" or oauth.keys() != _PARAMETERS or len(found) != len(oauth):
            return False
        signature, nonce = oauth.pop("oauth_signature"), oauth["oauth_nonce"]
        asked = parse_qsl(query, keep_blank_values=True)
        right = self._sign(method, SIGNED_HOST + path, [*oauth.items(), *asked])
        if not self._is_ours(oauth) or not hmac.compare_digest(signature, right):
            return False
        first = nonce not in self._seen
        self._seen.add(nonce)
        return first

    def _is_ours(self, oauth: dict[str, str]) -> bool:
        at = oauth["oauth_timestamp"]
        return (
            at.isdigit()
            and abs(time.time() - int(at)) <= CLOCKS_DIFFER
            and oauth["oauth_version"] == "1.0"
            and oauth["oauth_signature_method"] == "HMAC-SHA1"
            and oauth["oauth_consumer_key"] == self._account.consumer_key
            and oauth["oauth_token"] == self._account.access_token
        )

    def _sign(self, method: str, url: str, asked: Iterable[tuple[str, str]]) -> str:
        pairs = sorted((_quoted(name), _quoted(value)) for name, value in asked)
        together = "&".join(f"{name}={value}" for name, value in pairs)
        base = "&".join(map(_quoted, (method, url, together)))
        secrets = self._account.consumer_secret, self._account.access_secret
        key = "&".join(map(_quoted, secrets))
        return b64encode(hmac.digest(key.encode(), base.encode(), "sha1")).decode()


def _quoted(text: str) -> str:
    return quote(text, safe="")
