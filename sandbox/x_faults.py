"""The stand-in for X fails on request: each way in which X is known to fail."""

import asyncio
import time
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.x_answers import problem

DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
SUSPENDED = "Your account is suspended and is not permitted to access this feature."
Call = Literal["post", "upload", "metadata", "timeline", "me"]


class Kind(StrEnum):
    """What goes wrong; of those that end in `_after_accept`, X has the post."""

    INVALID = "400"
    UNAUTHORISED = "401"
    NO_CREDIT = "402"
    FORBIDDEN = "403"
    DUPLICATE = "403_duplicate"
    SUSPENDED = "403_suspended"
    SPEND_CAP = "403_spend_cap"
    TOO_LONG = "403_too_long"
    USAGE_CAP = "429_usage_cap"
    BUSY = "429"
    ERROR = "500"
    UNAVAILABLE = "503"
    DROP = "drop_before_accept"
    SLOW = "slow_after_accept"
    DROP_AFTER = "drop_after_accept"
    BAD_GATEWAY = "502_after_accept"
    GARBLED = "garbled_after_accept"

    @property
    def accepts(self) -> bool:
        return self.endswith("_after_accept")


_REFUSALS = {
    Kind.INVALID: (400, "Invalid Request", "One or more parameters was invalid."),
    Kind.UNAUTHORISED: (401, "Unauthorized", "Unauthorized"),
    Kind.NO_CREDIT: (402, "CreditsDepleted", "Your account has no credits left."),
    Kind.FORBIDDEN: (403, "Forbidden", "You are not permitted to do this."),
    Kind.DUPLICATE: (403, "Forbidden", DUPLICATE),
    Kind.SUSPENDED: (403, "Forbidden", SUSPENDED),
    Kind.SPEND_CAP: (403, "SpendCapReached", "The billing cycle's cap is reached."),
    Kind.TOO_LONG: (403, "Forbidden", "Your Tweet text is too long."),
    Kind.USAGE_CAP: (429, "UsageCapExceeded", "Usage cap exceeded: Monthly"),
    Kind.BUSY: (429, "Too Many Requests", "Too Many Requests"),
    Kind.ERROR: (500, "Internal Server Error", "Something is broken."),
    Kind.UNAVAILABLE: (503, "Service Unavailable", "Service Unavailable"),
}


class Fault(BaseModel):
    """The next `times` calls of this kind go wrong.

    `seconds`: how late a slow answer is, or how long a 429 asks to wait.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    times: int = Field(1, ge=1)
    on: Call = "post"
    seconds: int = Field(30, ge=0)


class Faults:
    """What is to go wrong next, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.extend([fault] * fault.times)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, call: Call) -> Fault | None:
        fault = next((f for f in self._waiting if f.on == call), None)
        if fault:
            self._waiting.remove(fault)
        return fault


async def failed(fault: Fault, value: str, accepted: Response | None) -> Response:
    """What is answered instead; `value` is the body, which X repeats in refusals."""
    match fault.kind:
        case Kind.DROP | Kind.DROP_AFTER:
            return _Dropped()
        case Kind.BAD_GATEWAY:
            return HTMLResponse("<h1>502 Bad Gateway</h1>", 502)
        case Kind.GARBLED:
            return Response('{"data": {"id": "1', 201, media_type="application/json")
        case Kind.SLOW if accepted:
            await asyncio.sleep(fault.seconds)
            return accepted
        case kind:
            status, title, detail = _REFUSALS[kind]
            response = problem(status, title, detail, value)
            if kind is Kind.BUSY:
                response.headers["x-rate-limit-limit"] = "100"
                response.headers["x-rate-limit-remaining"] = "0"
                reset = int(time.time()) + fault.seconds
                response.headers["x-rate-limit-reset"] = str(reset)
            return response


class _Dropped(Response):
    """No answer: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # ASGI cannot say this; uvicorn's `receive` is bound to what holds the socket.
        getattr(receive, "__self__").transport.abort()  # noqa: B009 - untyped
        while (await receive())["type"] != "http.disconnect":
            pass
