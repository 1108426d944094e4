"""Nothing of a draft, a photo or a key is logged or carried by an exception."""

import base64
import logging
import traceback
from collections.abc import Iterator

import pytest

from bot.gate.ports import Picture, SureNoError, UnsureError
from bot.networks.x import NotConnectedError
from tests.bot.networks.stand_in import KEYS, StandIn

WORDS = "Zanzibar Quillfeather won the marmalade contest."
SECRETS = (
    "Zanzibar",
    "Quillfeather",
    "marmalade",
    "bricks",  # of the photo's description
    KEYS.consumer_secret,
    KEYS.access_secret,
    KEYS.access_token,
    KEYS.consumer_key,
)


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Every logger at its most talkative, tweepy's own too."""
    caplog.set_level(logging.DEBUG)
    for name in ("tweepy", "requests_oauthlib", "oauthlib", "urllib3", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("on", ["post", "upload", "metadata"])
@pytest.mark.parametrize(
    "kind",
    [
        "400",
        "401",
        "403",
        "403_duplicate",
        "429",
        "503",
        "502_after_accept",
        "drop_after_accept",
        "garbled_after_accept",
        "slow_after_accept",  # which is no failure here
    ],
)
async def test_no_failure_repeats_what_was_sent(
    stand_in: StandIn,
    picture: Picture,
    everything: pytest.LogCaptureFixture,
    kind: str,
    on: str,
) -> None:
    await stand_in.fail(kind, on=on, seconds=0)
    said, raised = "", set[type]()
    try:
        await stand_in.x().publish(WORDS, [picture])
    except (SureNoError, UnsureError) as error:
        said = "".join(traceback.format_exception(error))
        raised = {type(e) for e in chain(error)}

    await stand_in.x().find(WORDS, 1, stand_in.started)
    assert raised <= {SureNoError, UnsureError}  # tweepy's hold X's answers
    everything_said = said + everything.text
    photo = base64.b64encode(picture.data).decode()[:40]
    assert [word for word in (*SECRETS, photo) if word in everything_said] == []


async def test_the_doctor_repeats_no_key(
    stand_in: StandIn, everything: pytest.LogCaptureFixture
) -> None:
    await stand_in.fail("401", on="me")
    with pytest.raises(NotConnectedError) as caught:
        await stand_in.x().check()

    said = "".join(traceback.format_exception(caught.value)) + everything.text
    assert [secret for secret in SECRETS if secret in said] == []


def test_keys_do_not_show_themselves() -> None:
    assert [secret for secret in SECRETS if secret in f"{KEYS!r} {KEYS}"] == []
