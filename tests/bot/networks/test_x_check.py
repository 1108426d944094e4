"""What the doctor says of the account on X."""

import socket

import pytest

from bot.networks.x import NotConnectedError, X
from tests.bot.networks.stand_in import KEYS, StandIn


async def test_it_names_the_account(stand_in: StandIn) -> None:
    assert await stand_in.x().check() == "@LarkspurPrimary"


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [
        ("401", "make new ones"),
        ("402", "buy credit"),
        ("403", "may read and write"),
        ("403_suspended", "suspended or locked"),
        ("403_spend_cap", "raise the limit"),
        ("429", "try again in a few minutes"),
        ("503", "no clear answer"),
        ("garbled_after_accept", "no clear answer"),
    ],
)
async def test_each_refusal_names_its_remedy(
    stand_in: StandIn, kind: str, remedy: str
) -> None:
    await stand_in.fail(kind, on="me")

    with pytest.raises(NotConnectedError, match=remedy):
        await stand_in.x().check()


async def test_keys_that_may_only_read_are_told_apart(stand_in: StandIn) -> None:
    await stand_in.behave(access="read")

    with pytest.raises(NotConnectedError, match="Read and write"):
        await stand_in.x().check()


async def test_no_network_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]

    with pytest.raises(NotConnectedError, match="network"):
        await X(KEYS, f"http://127.0.0.1:{port}").check()
