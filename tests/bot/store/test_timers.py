"""A wait outlives its process, runs once at a time, and is never lost."""

import threading
from datetime import timedelta
from time import perf_counter

import pytest
from sqlalchemy import insert

from bot.gate.lifecycle import Step
from bot.gate.ports import Alarm, Timer
from bot.gate.post import Post
from bot.store.engine import Database
from bot.store.posts import PostStore
from bot.store.tables import posts, timers
from bot.store.timers import DueTimer, TimerStore
from tests.bot.store.made import LENA, a_post, after
from tests.fakes import FakeClock

LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


class Stage:
    def __init__(self, database: Database, clock: FakeClock) -> None:
        self.posts = PostStore(database)
        self.timers = TimerStore(database, "ash")
        self.clock = clock

    async def claim(self, owner: str = "w1") -> list[DueTimer]:
        return list(await self.timers.claim(owner, self.clock(), LEASE, 10))

    async def one(self, owner: str = "w1") -> DueTimer:
        (timer,) = await self.claim(owner)
        return timer

    async def waiting(self, *alarms: Alarm) -> Post:
        post = after(a_post(), Step.PASS)
        await self.posts.add(post, [Timer(alarm, self.clock()) for alarm in alarms])
        return post

    async def set_again(self, post: Post, due: timedelta = timedelta()) -> None:
        approved = after(post, Step.APPROVE, LENA)
        await self.posts.save(approved, post, [Timer(Alarm.SHOW, self.clock() + due)])


@pytest.fixture
def stage(database: Database, clock: FakeClock) -> Stage:
    return Stage(database, clock)


async def test_a_timer_is_claimed_when_due_and_not_before(stage: Stage) -> None:
    post = after(a_post(), Step.PASS)
    await stage.posts.add(post, [Timer(Alarm.EXPIRE, stage.clock() + SECOND)])
    assert await stage.claim() == []
    stage.clock.pass_by(SECOND)
    timer = await stage.one()
    assert (timer.post_id, timer.alarm, timer.attempt) == ("p1", Alarm.EXPIRE, 1)
    assert timer.due == stage.clock()


async def test_what_is_due_of_one_post_can_be_claimed_before_anything_else(
    stage: Stage,
) -> None:
    later = stage.clock() + SECOND
    for name in ("p2", "p1"):
        wanted = [Timer(Alarm.SHOW, stage.clock()), Timer(Alarm.EXPIRE, later)]
        await stage.posts.add(after(a_post(name), Step.PASS), wanted)

    claimed = await stage.timers.claim_of_post("p1", "w1", stage.clock(), LEASE)

    assert [(t.post_id, t.alarm, t.owner) for t in claimed] == [
        ("p1", Alarm.SHOW, "w1")
    ]
    assert [timer.post_id for timer in await stage.claim()] == ["p2"]


async def test_nobody_claims_another_schools_timers(
    stage: Stage, database: Database
) -> None:
    post = after(a_post("e1", school="elm"), Step.PASS)
    await stage.posts.add(post, [Timer(Alarm.PUBLISH, stage.clock())])
    assert await stage.claim() == []
    elms = TimerStore(database, "elm")
    (timer,) = await elms.claim("w2", stage.clock(), LEASE, 10)
    assert timer.post_id == "e1"


async def test_the_most_overdue_come_first_and_no_more_than_asked(stage: Stage) -> None:
    for n in range(3):
        due = Timer(Alarm.SHOW, stage.clock() - n * SECOND)
        await stage.posts.add(after(a_post(f"p{n}"), Step.PASS), [due])
    two = await stage.timers.claim("w1", stage.clock(), LEASE, 2)
    assert [timer.post_id for timer in two] == ["p2", "p1"]


async def test_a_leased_timer_is_nobody_elses_until_the_lease_is_out(
    stage: Stage,
) -> None:
    await stage.waiting(Alarm.SHOW)
    await stage.one("w1")
    assert await stage.claim("w2") == []
    stage.clock.pass_by(LEASE)
    assert (await stage.one("w2")).attempt == 2


async def test_a_renewed_lease_lasts(stage: Stage) -> None:
    await stage.waiting(Alarm.SHOW)
    timer = await stage.one("w1")
    await stage.timers.renew([timer], stage.clock() + 2 * LEASE)
    stage.clock.pass_by(LEASE)
    assert await stage.claim("w2") == []


async def test_a_lease_that_was_lost_cannot_be_renewed(stage: Stage) -> None:
    await stage.waiting(Alarm.SHOW)
    lost = await stage.one("w1")
    stage.clock.pass_by(LEASE)
    await stage.one("w2")
    await stage.timers.renew([lost], stage.clock() + 9 * LEASE)
    stage.clock.pass_by(LEASE)
    assert await stage.claim("w3") != []


async def test_a_finished_timer_is_gone(stage: Stage) -> None:
    await stage.waiting(Alarm.SHOW)
    await stage.timers.finish(await stage.one())
    stage.clock.pass_by(LEASE)
    assert await stage.claim() == []


async def test_a_timer_set_again_while_it_runs_is_not_lost(stage: Stage) -> None:
    post = await stage.waiting(Alarm.SHOW)
    running = await stage.one()
    await stage.set_again(post)
    await stage.timers.finish(running)
    assert (await stage.one()).attempt == 1


async def test_a_timer_set_again_while_it_runs_does_not_run_twice_at_once(
    stage: Stage,
) -> None:
    post = await stage.waiting(Alarm.SHOW)
    await stage.one("w1")
    await stage.set_again(post)
    assert await stage.claim("w2") == []


async def test_the_new_time_wins_over_a_retry_of_the_old(stage: Stage) -> None:
    post = await stage.waiting(Alarm.SHOW)
    running = await stage.one()
    await stage.set_again(post, due=SECOND)
    await stage.timers.later(running, stage.clock() + LEASE, failed=True)
    assert await stage.claim() == []
    stage.clock.pass_by(SECOND)
    assert (await stage.one()).attempt == 1


async def test_whoever_was_overtaken_finishes_nothing(stage: Stage) -> None:
    await stage.waiting(Alarm.SHOW)
    stalled = await stage.one("w1")
    stage.clock.pass_by(LEASE)
    await stage.one("w2")
    await stage.timers.finish(stalled)
    await stage.timers.later(stalled, stage.clock(), failed=True)
    assert await stage.claim("w3") == []
    stage.clock.pass_by(LEASE)
    assert (await stage.one("w3")).attempt == 3


async def test_an_old_claim_cannot_finish_a_timer_made_anew(stage: Stage) -> None:
    post = await stage.waiting(Alarm.SHOW)
    stalled = await stage.one("w1")
    stage.clock.pass_by(LEASE)
    await stage.timers.finish(await stage.one("w2"))
    await stage.set_again(post)
    await stage.timers.finish(stalled)
    assert await stage.claim("w1") != []


async def test_later_counts_attempts_only_when_it_failed(stage: Stage) -> None:
    await stage.waiting(Alarm.SHOW)
    await stage.timers.later(await stage.one(), stage.clock(), failed=True)
    second = await stage.one()
    assert second.attempt == 2
    await stage.timers.later(second, stage.clock(), failed=False)
    assert (await stage.one()).attempt == 1


async def test_alarms_of_one_post_are_apart(stage: Stage) -> None:
    await stage.waiting(Alarm.SHOW, Alarm.EXPIRE)
    assert {timer.alarm for timer in await stage.claim()} == {
        Alarm.SHOW,
        Alarm.EXPIRE,
    }


async def test_all_leases_can_be_ended_and_pauses_stay(stage: Stage) -> None:
    await stage.waiting(Alarm.SHOW, Alarm.EXPIRE)
    show, expire = await stage.claim("w1")
    await stage.timers.later(show, stage.clock() + SECOND, failed=True)
    await stage.timers.release_all()
    assert [timer.alarm for timer in await stage.claim("w2")] == [expire.alarm]


async def test_ten_thousand_waits_cost_no_thread_and_no_time(
    stage: Stage, database: Database
) -> None:
    before = threading.active_count()
    far = stage.clock() + timedelta(days=5)
    ids = [f"w{n}" for n in range(10_000)]
    post = {"school": "ash", "state": "waiting", "version": 1, "body": "{}"}
    wait = {
        "school": "ash", "alarm": "expire", "due": far, "serial": 1, "attempts": 0
    }  # fmt: skip
    await database.write(
        lambda c: (
            c.execute(insert(posts), [post | {"id": i} for i in ids]),
            c.execute(insert(timers), [wait | {"post_id": i} for i in ids]),
        )
    )
    await stage.waiting(Alarm.SHOW)
    took: list[float] = []
    for _ in range(5):
        began = perf_counter()
        claimed = await stage.claim()
        took.append(perf_counter() - began)
        assert [timer.post_id for timer in claimed] in (["p1"], [])
    assert min(took) < 0.1
    assert threading.active_count() <= before + 1  # the one connection's


async def test_whoever_answers_for_every_school_is_given_all_their_timers(
    stage: Stage, database: Database
) -> None:
    await stage.waiting(Alarm.SHOW)
    elms = after(a_post("e1", school="elm"), Step.PASS)
    await stage.posts.add(elms, [Timer(Alarm.SHOW, stage.clock() - SECOND)])

    timers = await TimerStore(database, None).claim("w", stage.clock(), LEASE, 10)

    assert [(timer.school, timer.post_id) for timer in timers] == [
        ("elm", "e1"),
        ("ash", "p1"),
    ]
