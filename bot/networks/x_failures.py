"""What each failure of a call to X means: surely not taken, or perhaps."""

import ssl
import time
from collections.abc import Mapping
from datetime import timedelta

import requests
import tweepy  # pyright: ignore[reportMissingTypeStubs] - it has none
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
    402: Trouble.FORBIDDEN,  # no credit left
    403: Trouble.FORBIDDEN,
    429: Trouble.BUSY,
}
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
    if trouble is Trouble.FORBIDDEN and _is_duplicate(answer):
        trouble = Trouble.DUPLICATE
    return SureNoError(trouble, _pause(answer.headers))


def _is_duplicate(answer: requests.Response) -> bool:
    """X has no code for it, only a sentence."""
    return "duplicate content" in answer.text.casefold()


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
