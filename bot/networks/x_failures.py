"""What each failure of a call to X means: surely not taken, or perhaps."""

import ssl
import time
from collections.abc import Mapping
from datetime import timedelta

import requests
import tweepy  # pyright: ignore[reportMissingTypeStubs] - it has none
from pydantic import BaseModel
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NewConnectionError,
    ProxyError,
)

from bot.gate.ports import SureNoError, UnsureError
from bot.gate.post import Trouble

_TROUBLES = {
    401: Trouble.RECONNECT,
    402: Trouble.NO_CREDIT,
    403: Trouble.FORBIDDEN,
    429: Trouble.BUSY,
}
# By what X says with these, where it says more than the number does: it has no codes.
_TELLING = frozenset({400, 403, 429})
_SAYINGS = (
    ("duplicate content", Trouble.DUPLICATE),
    ("spendcap", Trouble.NO_CREDIT),  # with 403
    ("usagecap", Trouble.NO_CREDIT),  # with 429
    ("credits", Trouble.NO_CREDIT),
    ("suspended", Trouble.SUSPENDED),
    ("temporarily locked", Trouble.SUSPENDED),
    ("too long", Trouble.TOO_LONG),
    ("a bit shorter", Trouble.TOO_LONG),
)
_TIMED_OUT = 408  # said by something between us and X: it may have passed us on
_LIMITS = ("x-user-limit-24hour", "x-app-limit-24hour", "x-rate-limit")


def failure(error: Exception) -> SureNoError | UnsureError:
    """What to raise for an exception of tweepy or of what lies under it.

    It is a new exception and holds nothing of the old one: that holds X's answer,
    which may repeat the draft.
    """
    match error:
        case tweepy.HTTPException():
            return _refusal(error.response)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType] - untyped
        case requests.ConnectionError() if _never_sent(error):
            return SureNoError(Trouble.BUSY)
        case _:
            return UnsureError(Trouble.UNCLEAR.value)


def _refusal(answer: requests.Response) -> SureNoError | UnsureError:
    status = answer.status_code
    if status not in range(400, 500) or status == _TIMED_OUT:
        return UnsureError(Trouble.UNCLEAR.value)
    trouble = _TROUBLES.get(status, Trouble.REFUSED)
    if status in _TELLING:
        said = _said(answer)
        trouble = next((what for saying, what in _SAYINGS if saying in said), trouble)
    return SureNoError(trouble, _pause(answer.headers))


class _Problem(BaseModel):
    """What X says of a refusal. Its `value` is left alone: that is the draft."""

    title: str = ""
    detail: str = ""


def _said(answer: requests.Response) -> str:
    try:
        problem = _Problem.model_validate_json(answer.content)
    except ValueError:
        return ""
    return f"{problem.title} {problem.detail}".casefold()


def _pause(headers: Mapping[str, str]) -> timedelta | None:
    """How long X asks us to wait, by whichever of its limits is used up."""
    if headers.get("retry-after", "").isdigit():
        return timedelta(seconds=int(headers["retry-after"]))
    for limit in _LIMITS:
        reset = headers.get(f"{limit}-reset", "")
        if headers.get(f"{limit}-remaining") == "0" and reset.isdigit():
            return timedelta(seconds=max(1, int(reset) - int(time.time())))
    return None


def _never_sent(error: requests.ConnectionError) -> bool:
    """Whether there was no connection to send any of the request on."""
    cause = error.args[0] if error.args else None
    why = cause.reason if isinstance(cause, MaxRetryError) else None
    if isinstance(why, NewConnectionError | ConnectTimeoutError | ProxyError):
        return True
    untrusted = why.args[0] if why and why.args else None
    return isinstance(untrusted, ssl.SSLCertVerificationError)
