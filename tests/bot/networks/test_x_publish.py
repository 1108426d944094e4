"""Publishing to X: what goes out, and what each failure is taken for."""

import hashlib
import socket
from datetime import timedelta

import pytest

from bot.gate.ports import Picture, SureNoError, UnsureError
from bot.gate.post import Trouble
from bot.networks.x import PATIENCE, X
from bot.networks.x_session import Keys, Timeouts
from tests.bot.networks.stand_in import KEYS, StandIn

WORDS = "Year 4 built bridges out of paper today. #LarkspurScience"


async def test_a_post_goes_out_as_it_was_approved(stand_in: StandIn) -> None:
    address = await stand_in.x().publish(WORDS, [])

    (post,) = await stand_in.posts()
    assert post["text"] == WORDS
    assert address == f"{stand_in.url}/i/status/{post['id']}"


async def test_only_those_whom_a_post_mentions_may_reply_to_it(
    stand_in: StandIn,
) -> None:
    await stand_in.x().publish(WORDS, [])

    (post,) = await stand_in.posts()
    assert post["reply_settings"] == "mentionedUsers"


async def test_photos_arrive_byte_for_byte_with_their_descriptions(
    stand_in: StandIn, picture: Picture
) -> None:
    undescribed = Picture(picture.data + b"\0", "image/jpeg", "")

    await stand_in.x().publish(WORDS, [picture, undescribed])

    (post,) = await stand_in.posts()
    assert [(m["digest"], m["alt"]) for m in post["media"]] == [
        (hashlib.sha256(picture.data).hexdigest(), picture.alt),
        (hashlib.sha256(undescribed.data).hexdigest(), ""),
    ]


async def test_a_photo_alone_is_a_post(stand_in: StandIn, picture: Picture) -> None:
    await stand_in.x().publish("", [picture])

    assert len(await stand_in.posts()) == 1


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [
        ("400", Trouble.REFUSED),
        ("401", Trouble.RECONNECT),
        ("402", Trouble.NO_CREDIT),
        ("403", Trouble.FORBIDDEN),
        ("403_duplicate", Trouble.DUPLICATE),
        ("403_suspended", Trouble.SUSPENDED),
        ("403_spend_cap", Trouble.NO_CREDIT),
        ("403_too_long", Trouble.TOO_LONG),
        ("429", Trouble.BUSY),
        ("429_usage_cap", Trouble.NO_CREDIT),
    ],
)
async def test_a_4xx_is_a_sure_no(
    stand_in: StandIn, kind: str, trouble: Trouble
) -> None:
    await stand_in.fail(kind)

    with pytest.raises(SureNoError) as caught:
        await stand_in.x().publish(WORDS, [])

    assert caught.value.trouble is trouble
    assert await stand_in.posts() == []


@pytest.mark.parametrize(
    "words", ["Duplicate content is dull.", "The library is suspended, credits too."]
)
async def test_the_drafts_own_words_which_x_repeats_say_nothing_of_the_refusal(
    stand_in: StandIn, words: str
) -> None:
    await stand_in.fail("403")

    with pytest.raises(SureNoError) as caught:
        await stand_in.x().publish(words, [])

    assert caught.value.trouble is Trouble.FORBIDDEN


async def test_a_429_says_when_to_come_back(stand_in: StandIn) -> None:
    await stand_in.fail("429", seconds=600)

    with pytest.raises(SureNoError) as caught:
        await stand_in.x().publish(WORDS, [])

    assert caught.value.retry_after is not None
    assert timedelta(minutes=9) < caught.value.retry_after <= timedelta(minutes=10)


@pytest.mark.parametrize(
    ("kind", "out"),
    [
        ("500", 0),
        ("503", 0),
        ("drop_before_accept", 0),
        ("drop_after_accept", 1),
        ("502_after_accept", 1),
        ("garbled_after_accept", 1),
    ],
)
async def test_an_unclear_answer_is_a_doubt_whether_or_not_it_is_out(
    stand_in: StandIn, kind: str, out: int
) -> None:
    await stand_in.fail(kind)

    with pytest.raises(UnsureError):
        await stand_in.x().publish(WORDS, [])

    assert len(await stand_in.posts()) == out


async def test_an_answer_that_does_not_come_in_time_is_a_doubt(
    stand_in: StandIn,
) -> None:
    await stand_in.fail("slow_after_accept", seconds=20)

    with pytest.raises(UnsureError):
        await stand_in.x(timeouts=Timeouts(2, 0.1)).publish(WORDS, [])

    assert len(await stand_in.posts()) == 1


async def test_it_does_not_try_again_by_itself(stand_in: StandIn) -> None:
    await stand_in.fail("503", times=1)

    with pytest.raises(UnsureError):
        await stand_in.x().publish(WORDS, [])

    assert await stand_in.posts() == []


BEFALLS = [
    ("400", Trouble.REFUSED),
    ("401", Trouble.RECONNECT),
    ("429", Trouble.BUSY),
    ("503", Trouble.BUSY),
    ("502_after_accept", Trouble.BUSY),
    ("drop_after_accept", Trouble.BUSY),
]


@pytest.mark.parametrize(
    ("on", "kind", "trouble"),
    [
        *(("upload", *what) for what in BEFALLS),
        *(("metadata", *what) for what in BEFALLS),
        ("upload", "garbled_after_accept", Trouble.BUSY),
    ],
)
async def test_whatever_befalls_a_photo_the_post_is_surely_not_out(
    stand_in: StandIn, picture: Picture, on: str, kind: str, trouble: Trouble
) -> None:
    await stand_in.fail(kind, on=on)

    with pytest.raises(SureNoError) as caught:
        await stand_in.x().publish(WORDS, [picture])

    assert caught.value.trouble is trouble
    assert await stand_in.posts() == []


async def test_nobody_listening_is_a_sure_no_for_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]

    with pytest.raises(SureNoError) as caught:
        await X(KEYS, f"http://127.0.0.1:{port}").publish(WORDS, [])

    assert caught.value.trouble is Trouble.BUSY


async def test_a_post_too_long_or_empty_never_leaves(stand_in: StandIn) -> None:
    for text, trouble in (("a" * 281, Trouble.TOO_LONG), (" \n", Trouble.EMPTY)):
        with pytest.raises(SureNoError) as caught:
            await stand_in.x().publish(text, [])
        assert caught.value.trouble is trouble


async def test_wrong_keys_are_a_sure_no_and_say_reconnect(stand_in: StandIn) -> None:
    wrong = Keys(KEYS.consumer_key, "wrong", KEYS.access_token, KEYS.access_secret)

    with pytest.raises(SureNoError) as caught:
        await stand_in.x(wrong).publish(WORDS, [])

    assert caught.value.trouble is Trouble.RECONNECT


async def test_a_worker_that_stood_still_over_its_photos_does_not_post(
    stand_in: StandIn, picture: Picture
) -> None:
    clock = iter([0.0, PATIENCE + 1.0])

    with pytest.raises(SureNoError) as caught:
        await stand_in.x(monotonic=lambda: next(clock)).publish(WORDS, [picture])

    assert caught.value.trouble is Trouble.BUSY
    assert await stand_in.posts() == []
