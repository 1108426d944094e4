"""The figures for Prometheus: right, and without a word of anybody's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.gate.lifecycle import GATEKEEPER, Step, advance
from bot.gate.post import Approval, Post, State
from bot.gate.waits import waits
from bot.measures import Measures
from bot.store.engine import Database
from bot.store.posts import PostStore
from policy.terms import Claim, ClaimKind, Draft
from tests.bot.store.made import LENA, a_post, after
from tests.fakes import HOURS, FakeClock, FakeStore

SECOND = timedelta(seconds=1)


async def figures(measures: Measures) -> dict[str, float]:
    """Each sample by its name and labels' values."""
    text = (await measures.exposition()).decode()
    return {
        " ".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def measures(database: Database, clock: FakeClock) -> Measures:
    return Measures(database, "ash", clock)


async def test_every_outcome_has_its_figure_from_the_start(measures: Measures):
    found = await figures(measures)

    for state in State:
        assert found[f"schoolgate_posts {state.value}"] == 0
    for step in Step:
        assert found[f"schoolgate_steps {step.value}"] == 0
    assert found["schoolgate_oldest_waiting_seconds"] == 0
    assert found["process_resident_memory_bytes"] > 0


async def test_figures_go_up_and_down_with_the_database(
    measures: Measures, database: Database, clock: FakeClock
):
    posts, waiting = PostStore(database), after(a_post(), Step.PASS)
    await posts.add(waiting, waits(waiting, clock()))
    clock.pass_by(timedelta(hours=2))

    before = await figures(measures)
    await posts.save(after(waiting, Step.DECLINE, LENA), waiting, ())
    now = await figures(measures)

    assert before["schoolgate_posts waiting"] == 1
    assert before["schoolgate_oldest_waiting_seconds"] == 7200
    assert now["schoolgate_posts waiting"] == 0
    assert now["schoolgate_posts declined"] == 1
    assert now["schoolgate_oldest_waiting_seconds"] == 0


async def test_no_word_no_name_and_no_id_is_in_them(
    measures: Measures, database: Database
):
    text = "Zebedee went to the zoo."
    await PostStore(database).add(after(a_post("p1", text), Step.PASS), ())

    shown = (await measures.exposition()).decode()

    for secret in ("Zebedee", "tess", "p1", "ash"):
        assert secret not in shown


async def test_the_time_to_the_first_card_counts_from_its_arrival(
    measures: Measures, clock: FakeClock
):
    waiting = after(a_post(), Step.PASS)
    clock.pass_by(2 * SECOND)
    measures.shown(waiting)
    measures.shown(after(waiting, Step.DECLINE, LENA))  # this is not its first card

    found = await figures(measures)
    assert found["schoolgate_card_seconds_count"] == 1
    assert found["schoolgate_card_seconds_sum"] == 2


def approved(clock: FakeClock, draft: Draft) -> Post:
    post = replace(a_post(), draft=draft, state=State.APPROVED)
    return replace(post, approval=Approval("lena", clock(), post.fingerprint))


@pytest.mark.parametrize(
    "case",
    [
        (Draft("Year 4 sang."), timedelta(0), timedelta(0)),
        # Approved on Friday at 19:00: it may go out on Monday at 8:00.
        (Draft("Year 4 sang."), timedelta(hours=7), timedelta(days=2, hours=13)),
        (Draft("Snow.", claims=(Claim(ClaimKind.URGENT),)), timedelta(0), timedelta(0)),
    ],
)
async def test_the_time_to_publish_counts_from_when_it_may_go_out(
    measures: Measures,
    store: FakeStore,
    clock: FakeClock,
    case: tuple[Draft, timedelta, timedelta],
):
    draft, pressed, opens = case
    clock.pass_by(pressed)
    store.posts["p1"] = approved(clock, draft)
    clock.pass_by(opens)
    timed, post = measures.timed(store, HOURS), store.posts["p1"]
    clock.pass_by(3 * SECOND)
    for step in (Step.SEND, Step.PUBLISH):
        was, post = post, advance(post, step, GATEKEEPER, clock())
        await timed.save(post, was, ())

    found = await figures(measures)
    assert found["schoolgate_publish_seconds_count"] == 1
    assert found["schoolgate_publish_seconds_sum"] == 3
