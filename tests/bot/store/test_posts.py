"""Posts are kept whole, change one step at a time, and only for whoever is first."""

import asyncio
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.gate.lifecycle import GATEKEEPER, Actor, Step, advance
from bot.gate.ports import Alarm, OnDevice, StaleError, Timer
from bot.gate.post import Approval, Post, State, Trouble
from bot.store.devices import DeviceStore
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.timers import TimerStore
from policy.terms import (
    Asked,
    Claim,
    ClaimKind,
    Draft,
    Duty,
    Finding,
    Photo,
    Verdict,
)
from tests.bot.store.made import LENA, LIAM, TO_PUBLISHED, a_post, after
from tests.fakes import FRIDAY_NOON
from vision.looking import Face, Look, Word

WELCOME = Word(5, 6, 70, 8, "WELCOME", 0.9)
NINETY_DAYS_AGO = FRIDAY_NOON - timedelta(days=90)


@pytest.fixture
def store(database: Database) -> PostStore:
    return PostStore(database)


async def published(
    store: PostStore, post: Post, steps: Sequence[tuple[Step, Actor]] = TO_PUBLISHED
) -> Post:
    await store.add(post, ())
    for step, actor in steps:
        was, post = post, advance(post, step, actor, FRIDAY_NOON)
        await store.save(post, was, ())
    return post


def full_post() -> Post:
    """A post in which nothing is left at its default."""
    look = Look(640, 480, (Face(1, 2, 3, 4, 0.5),), (WELCOME,))
    draft = Draft(
        "Sports day! 🏃🏽‍♀️ \x00 שלום",
        (Photo("ph1", "ab" * 32, "Hurdles on a field", look),),
        (Claim(ClaimKind.EVENT), Claim(ClaimKind.NOT_A_CHILD, "Austen")),
    )
    finding = Finding("2.1", Duty.MUST, "Say.", 1, 4, "abc", "why", 0, arguable=True)
    return after(
        Post(
            id="p9",
            school="ash",
            author="tess",
            draft=draft,
            created_at=FRIDAY_NOON,
            verdict=Verdict((finding,), (Asked("3.2", "May they be shown?"),)),
            safe="A safe one",
            editors=frozenset({"lena", "liam"}),
            dropped=frozenset({"ph0"}),
            approval=Approval("lena", FRIDAY_NOON, "f" * 64),
            agreed=Approval("liam", FRIDAY_NOON, "f" * 64),
            reason="Too long",
            goes_out=FRIDAY_NOON,
            intent_at=FRIDAY_NOON,
            attempts=3,
            link="https://x.example/1",
            trouble=Trouble.BUSY,
        ),
        Step.PASS,
    )


async def test_a_post_comes_back_exactly_as_it_went_in(store: PostStore) -> None:
    post = full_post()
    plain = a_post()
    same = {
        f.name for f in fields(Post) if getattr(post, f.name) == getattr(plain, f.name)
    }
    assert same == {"school", "author", "created_at"}, "fill in what Post has gained"
    await store.add(post, ())
    assert await store.load("p9") == post


async def test_an_unknown_post_is_none(store: PostStore) -> None:
    assert await store.load("nobody") is None
    assert await store.trail("nobody") == []


async def test_a_post_is_added_once(store: PostStore) -> None:
    assert await store.add(a_post(text="First"), [Timer(Alarm.SHOW, FRIDAY_NOON)])
    assert not await store.add(a_post(text="Second"), ())
    stored = await store.load("p1")
    assert stored
    assert stored.draft.text == "First"


async def test_of_two_who_decide_at_once_one_wins(store: PostStore) -> None:
    waiting = after(a_post(), Step.PASS)
    await store.add(waiting, ())
    outcomes = await asyncio.gather(
        store.save(after(waiting, Step.APPROVE, LENA), waiting, ()),
        store.save(after(waiting, Step.DECLINE, LIAM), waiting, ()),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes if outcome] == [StaleError]
    stored = await store.load("p1")
    trail = await store.trail("p1")
    assert stored
    assert [entry.step for entry in trail] == ["pass", stored.last and stored.last.step]


async def test_the_loser_writes_neither_trail_nor_timers(
    store: PostStore, database: Database
) -> None:
    waiting = after(a_post(), Step.PASS)
    await store.add(waiting, ())
    await store.save(after(waiting, Step.APPROVE, LENA), waiting, ())
    with pytest.raises(StaleError):
        await store.save(
            after(waiting, Step.APPROVE, LIAM),
            waiting,
            [Timer(Alarm.PUBLISH, FRIDAY_NOON)],
        )
    assert len(await store.trail("p1")) == 2
    due = TimerStore(database, "ash").claim("w", FRIDAY_NOON, timedelta(minutes=1), 9)
    assert await due == []


async def test_a_save_that_skips_a_step_is_refused(store: PostStore) -> None:
    draft = a_post()
    await store.add(draft, ())
    approved = after(after(draft, Step.PASS), Step.APPROVE, LENA)
    with pytest.raises(ValueError, match="one step"):
        await store.save(approved, draft, ())
    assert await store.load("p1") == draft


async def test_the_trail_tells_every_step_oldest_first(store: PostStore) -> None:
    post = await published(store, a_post())
    await published(store, a_post("p2"))
    trail = await store.trail("p1")
    assert [entry.step for entry in trail] == ["pass", "approve", "send", "publish"]
    assert trail[-1] == post.last


@pytest.mark.parametrize(
    "again",
    [
        "Year 4 made bridges.",
        "YEAR 4 made   bridges",
        " year 4 — made bridges!!\n",
        "\uff39ear 4 made brid\u200bges",
    ],
)
async def test_the_same_words_are_known_again(store: PostStore, again: str) -> None:
    await published(store, a_post(text="Year 4 made bridges."))
    assert await store.posted_before("ash", again, NINETY_DAYS_AGO) == FRIDAY_NOON


async def test_other_words_another_school_and_long_ago_are_not_the_same(
    store: PostStore,
) -> None:
    await published(store, a_post(text="Year 4 made bridges."))
    since = NINETY_DAYS_AGO
    assert await store.posted_before("ash", "Year 5 made bridges.", since) is None
    assert await store.posted_before("elm", "Year 4 made bridges.", since) is None
    later = FRIDAY_NOON + timedelta(seconds=1)
    assert await store.posted_before("ash", "Year 4 made bridges.", later) is None


async def test_what_was_never_published_was_not_posted_before(store: PostStore) -> None:
    await store.add(after(a_post(), Step.PASS), ())
    assert (
        await store.posted_before("ash", a_post().draft.text, NINETY_DAYS_AGO) is None
    )


async def test_posts_without_words_are_not_the_same_post(store: PostStore) -> None:
    await published(store, a_post(text=" !? "))
    assert await store.posted_before("ash", "", NINETY_DAYS_AGO) is None


async def test_what_was_sent_since_is_known_however_it_went_on(
    store: PostStore,
) -> None:
    steps = [*TO_PUBLISHED[:-1], (Step.FAIL, GATEKEEPER)]
    failed = await published(store, a_post("p1", text=""), steps)
    out = await published(store, a_post("p2"))
    await published(store, a_post("p3", school="elm"))
    await store.add(after(a_post("p4"), Step.PASS), ())

    sent = await store.sent_since("ash", FRIDAY_NOON)
    assert sorted(sent, key=lambda post: post.id) == [failed, out]
    assert await store.sent_since("ash", FRIDAY_NOON + timedelta(seconds=1)) == []


async def test_emoji_count_as_words(store: PostStore) -> None:
    await published(store, a_post(text="🎉🎉"))
    assert await store.posted_before("ash", "🎉🎉", NINETY_DAYS_AGO) == FRIDAY_NOON
    assert await store.posted_before("ash", "🐸", NINETY_DAYS_AGO) is None


@pytest.mark.parametrize("wrong", [{"version": 1}, {"state": State.WAITING}])
async def test_state_and_version_are_guarded_both(
    store: PostStore, wrong: dict[str, Any]
) -> None:
    draft = a_post()
    await store.add(draft, ())
    was = replace(draft, **wrong)
    step = Step.PASS if was.state is State.DRAFT else Step.EXPIRE
    with pytest.raises(StaleError):
        await store.save(after(was, step), was, ())
    assert await store.load("p1") == draft


async def test_another_schools_post_is_not_there(database: Database) -> None:
    await PostStore(database).add(a_post(), ())

    assert await PostStore(database, "elm").load("p1") is None
    assert await PostStore(database, "ash").load("p1") == a_post()


async def test_an_erased_post_leaves_its_trail_and_nothing_else(
    database: Database, store: PostStore
) -> None:
    await store.add(a_post(), [Timer(Alarm.ERASE, FRIDAY_NOON)])
    sent_back = after(a_post(), Step.BLOCK)
    await store.save(sent_back, a_post(), ())

    assert not await store.erase(a_post())  # it has changed since
    assert await store.erase(sent_back)

    assert await store.load("p1") is None
    assert [entry.step for entry in await store.trail("p1")] == [Step.BLOCK]
    timers = TimerStore(database, None)
    assert not await timers.claim("w", FRIDAY_NOON, timedelta(minutes=1), 9)


async def test_a_post_whose_photos_may_still_be_on_a_device_is_not_erased(
    database: Database, store: PostStore
) -> None:
    await store.add(a_post(), ())
    devices = DeviceStore(database, "ash")
    await devices.sent(OnDevice("p1", "tess", 2, FRIDAY_NOON))

    assert not await store.erase(a_post())

    await devices.deleted("p1", FRIDAY_NOON)
    assert await store.erase(a_post())
