"""A stand-in for X on this machine: as strict as X, and failing when told to.

`python -m sandbox.x_server --port 4200` serves it, with the public feed at /feed.
"""

import argparse
import asyncio
from contextlib import suppress
from datetime import UTC, datetime

from starlette.applications import Starlette

from bot.listening import PortError, listen, serving
from sandbox.school import SCHOOL
from sandbox.x_api import Api
from sandbox.x_control import control_routes
from sandbox.x_faults import Faults
from sandbox.x_feed import feed_routes
from sandbox.x_oauth import Account
from sandbox.x_state import State

ACCOUNT = Account(
    user_id="2244994945",
    username="LarkspurPrimary",
    name=SCHOOL,
    consumer_key="sandbox-consumer",
    consumer_secret="sandbox-consumer-secret",  # noqa: S106 - known to it alone
    access_token="2244994945-sandbox",  # noqa: S106 - the same
    access_secret="sandbox-access-secret",  # noqa: S106 - the same
)


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(account: Account = ACCOUNT, state: State | None = None) -> Starlette:
    """X's API v2, the public feed, and `/_control` to tell it how to behave."""
    state, faults = state or State(_now), Faults()
    routes = [
        *Api(state, faults, account).routes,
        *feed_routes(state, account),
        *control_routes(state, faults),
    ]
    return Starlette(routes=routes)


async def serve(port: int, account: Account = ACCOUNT) -> None:
    """Serve until cancelled. PortError where the port is in use."""
    async with serving(create_app(account), listen(port)):
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A stand-in for X, on this machine.")
    parser.add_argument("--port", type=int, default=4200)
    with suppress(KeyboardInterrupt):
        try:
            asyncio.run(serve(parser.parse_args().port))
        except PortError as error:
            parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
