"""Looking a post up: found where it is there, and never taken for absent in doubt."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.gate.ports import UnsureError
from bot.networks.x_session import Keys
from tests.bot.networks.stand_in import KEYS, StandIn, painted

WORDS = "Sports & science day: 1 < 2! See larkspur.example.com/news and larkspur.org.uk"


def just_now() -> datetime:
    return datetime.now(UTC)


async def test_a_post_is_found_past_what_x_does_to_its_words(
    stand_in: StandIn,
) -> None:
    since = just_now()
    address = await stand_in.x().publish(WORDS, [painted("red"), painted("blue")])

    assert await stand_in.x().find(WORDS, 2, since) == {address}


@pytest.mark.parametrize("kind", ["drop_after_accept", "502_after_accept"])
async def test_what_was_accepted_unknown_to_us_is_found(
    stand_in: StandIn, kind: str
) -> None:
    since = just_now()
    await stand_in.fail(kind)
    with pytest.raises(UnsureError):
        await stand_in.x().publish(WORDS, [])

    (post,) = await stand_in.posts()
    found = await stand_in.x().find(WORDS, 0, since)
    assert found == {f"{stand_in.url}/i/status/{post['id']}"}


async def test_other_words_or_another_number_of_photos_are_not_it(
    stand_in: StandIn,
) -> None:
    since = just_now()
    await stand_in.x().publish(WORDS, [painted("red")])

    assert await stand_in.x().find(WORDS, 0, since) == set()
    assert await stand_in.x().find(WORDS, 2, since) == set()
    assert await stand_in.x().find(WORDS + " Bring boots.", 1, since) == set()


async def test_a_post_from_before_the_intent_is_not_it(stand_in: StandIn) -> None:
    await stand_in.x().publish(WORDS, [])

    later = just_now() + timedelta(minutes=5)
    assert await stand_in.x().find(WORDS, 0, later) == set()


async def test_it_reads_on_over_the_pages(stand_in: StandIn) -> None:
    since = just_now()
    address = await stand_in.x().publish(WORDS, [])
    stand_in.post_directly("Another one.", times=101)

    assert await stand_in.x().find(WORDS, 0, since) == {address}
    assert await stand_in.x().find("Never posted.", 0, since) == set()


async def test_each_with_these_words_is_found_on_whatever_page(
    stand_in: StandIn,
) -> None:
    since = just_now()
    first = await stand_in.x().publish(WORDS, [])
    stand_in.post_directly("Another one.", times=101)
    second = await stand_in.x().publish(WORDS, [])

    assert await stand_in.x().find(WORDS, 0, since) == {first, second}


async def test_a_post_that_does_not_show_yet_is_not_found(stand_in: StandIn) -> None:
    await stand_in.behave(timeline_delay=60)
    since = just_now()
    await stand_in.x().publish(WORDS, [])

    assert await stand_in.x().find(WORDS, 0, since) == set()


@pytest.mark.parametrize(
    "kind", ["400", "401", "403", "429", "503", "drop_before_accept", "garbled"]
)
async def test_a_timeline_that_cannot_be_read_is_a_doubt_and_not_a_no(
    stand_in: StandIn, kind: str
) -> None:
    kind = {"garbled": "garbled_after_accept"}.get(kind, kind)
    await stand_in.fail(kind, on="timeline")

    with pytest.raises(UnsureError):
        await stand_in.x().find(WORDS, 0, just_now())


async def test_a_second_page_that_cannot_be_read_is_a_doubt(stand_in: StandIn) -> None:
    since = just_now()
    await stand_in.x().publish(WORDS, [])
    stand_in.post_directly("Another one.", times=101)
    await stand_in.fail("slow_after_accept", on="timeline", seconds=0)  # page one
    await stand_in.fail("503", on="timeline")

    with pytest.raises(UnsureError):
        await stand_in.x().find(WORDS, 0, since)


async def test_another_accounts_timeline_is_a_doubt(stand_in: StandIn) -> None:
    other = Keys(KEYS.consumer_key, KEYS.consumer_secret, "1-other", KEYS.access_secret)

    with pytest.raises(UnsureError):
        await stand_in.x(other).find(WORDS, 0, just_now())
