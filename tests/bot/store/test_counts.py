"""What whoever watches over Schoolgate is told: one school's own figures."""

from datetime import timedelta

from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm, Timer
from bot.gate.post import State
from bot.gate.waits import EXPIRE_AFTER, waits
from bot.store.counts import count, posts_in
from bot.store.engine import Database
from bot.store.posts import PostStore
from tests.bot.store.made import LENA, WholeInbox, a_post, after
from tests.fakes import FRIDAY_NOON, FakeClock

HOUR = timedelta(hours=1)


async def test_an_empty_database_has_nothing(database: Database):
    counts = await count(database, "ash")

    assert (counts.states, counts.steps, counts.unhandled, counts.parked) == (
        {},
        {},
        0,
        0,
    )
    assert counts.undecided_since is None
    assert counts.unhandled_since is None
    assert counts.timer_due_since is None


async def test_posts_are_counted_by_state_and_their_steps_by_name(database: Database):
    store = PostStore(database)
    for n in (1, 2):
        await store.add(after(a_post(f"p{n}"), Step.PASS), ())
    await store.add(after(a_post("p3"), Step.BLOCK), ())
    await store.add(after(a_post("theirs", school="oak"), Step.PASS), ())

    counts = await count(database, "ash")

    assert counts.states == {"waiting": 2, "returned": 1}
    assert counts.steps == {"pass": 2, "block": 1}


async def test_the_post_that_waits_longest_is_one_that_still_waits(database: Database):
    store = PostStore(database)
    for n, state in ((1, Step.APPROVE), (2, None), (3, None)):
        at = FRIDAY_NOON + n * HOUR
        waiting = after(a_post(f"p{n}"), Step.PASS)
        await store.add(waiting, waits(waiting, at))
        if state:
            decided = after(waiting, state, LENA)
            await store.save(decided, waiting, [Timer(Alarm.SHOW, at)])

    counts = await count(database, "ash")

    assert counts.undecided_since == FRIDAY_NOON + 2 * HOUR
    assert counts.timer_due_since == FRIDAY_NOON + HOUR
    assert counts.undecided_since != FRIDAY_NOON + EXPIRE_AFTER


async def test_events_that_are_not_handled_and_those_given_up(
    database: Database, clock: FakeClock
):
    inbox = WholeInbox(database, "ash", clock)
    for n in range(2):
        await inbox.put(f"e{n}", "message", {}, f"lane {n}")
        clock.pass_by(HOUR)
    first, second = await inbox.claim("me", clock(), HOUR, 2)
    await inbox.done(first)
    while await inbox.failed(second, clock()):
        (second,) = await inbox.claim("me", clock(), HOUR, 1)
    await inbox.put("e2", "message", {}, "lane 2")

    counts = await count(database, "ash")

    assert (counts.unhandled, counts.parked) == (1, 1)
    assert counts.unhandled_since == FRIDAY_NOON + 2 * HOUR


async def test_posts_are_found_by_state_whatever_their_school(database: Database):
    store = PostStore(database)
    await store.add(after(a_post("p2"), Step.PASS), ())
    await store.add(after(a_post("p1", school="oak"), Step.PASS), ())
    await store.add(a_post("p3"), ())

    assert await posts_in(database, {State.WAITING}) == ["p1", "p2"]


async def test_without_a_school_all_are_counted_together(database: Database):
    store = PostStore(database)
    await store.add(after(a_post("p1"), Step.PASS), ())
    await store.add(after(a_post("p2", school="oak"), Step.PASS), ())

    assert (await count(database, None)).states == {"waiting": 2}
