"""What was written while the bot did not listen comes into the inbox, once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.chat.slack.catching_up import LONGEST, CatchUp
from bot.chat.slack.errors import SlackError
from bot.chat.slack.incoming import Kind, from_event
from tests.bot.chat.fake_slack import FakeSlack
from tests.bot.chat.office import DM, message
from tests.fakes import FRIDAY_NOON, FakeClock

OTHER = "DOTHER"
MINUTE = timedelta(minutes=1)


def ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


def said(text: str, at: datetime, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": "UTEACH", "text": text, "ts": ts(at), **more}


@dataclass
class Stage:
    slack: FakeSlack = field(default_factory=FakeSlack)
    clock: FakeClock = field(default_factory=FakeClock)
    kept: dict[str, tuple[str, Any, str]] = field(default_factory=dict)
    heard: datetime | None = FRIDAY_NOON

    def __post_init__(self) -> None:
        self.slack.history = {DM: [], OTHER: []}
        self.clock.pass_by(60 * MINUTE)
        self.catch_up = CatchUp(
            self.slack, self, self.heard_until, self.known, self.clock
        )

    async def put(
        self, event_id: str, kind: str, payload: Mapping[str, Any], lane: str
    ) -> bool:
        new = event_id not in self.kept
        self.kept.setdefault(event_id, (kind, payload, lane))
        return new

    async def heard_until(self) -> datetime | None:
        return self.heard

    async def known(self, lanes: Collection[str]) -> frozenset[str]:
        return frozenset(lane for _, _, lane in self.kept.values()) & set(lanes)

    async def heard_live(self, words: dict[str, Any]) -> None:
        """It came as an event, as it does while the bot listens."""
        body = message(words["text"], ts=words["ts"])
        incoming = from_event(body)
        assert incoming
        await self.put(
            incoming.event_id, incoming.kind, incoming.payload, incoming.lane
        )

    @property
    def texts(self) -> list[tuple[str, str]]:
        return [(kind, payload["text"]) for kind, payload, _ in self.kept.values()]


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_drafts_that_never_came_are_taken_in_the_order_they_were_written(
    stage: Stage,
):
    stage.slack.history[DM] = [
        said("Year 4 sang.", FRIDAY_NOON + 5 * MINUTE),
        said("Year 5 danced.", FRIDAY_NOON + 6 * MINUTE),
    ]
    stage.slack.history[OTHER] = [said("Year 6 ran.", FRIDAY_NOON + 7 * MINUTE)]

    assert await stage.catch_up() == 3

    assert sorted(stage.texts) == [
        (Kind.MESSAGE, "Year 4 sang."),
        (Kind.MESSAGE, "Year 5 danced."),
        (Kind.MESSAGE, "Year 6 ran."),
    ]
    assert [text for _, text in stage.texts if "ran" not in text] == [
        "Year 4 sang.",
        "Year 5 danced.",
    ]


async def test_a_second_time_and_by_a_second_worker_nothing_is_added(stage: Stage):
    stage.slack.history[DM] = [said("Year 4 sang.", FRIDAY_NOON + 5 * MINUTE)]
    await stage.catch_up()

    assert await stage.catch_up() == 0
    assert len(stage.kept) == 1


async def test_it_is_the_draft_that_the_event_would_have_been(stage: Stage):
    words = said("Year 4 sang.", FRIDAY_NOON + 5 * MINUTE)
    stage.slack.history[DM] = [words]
    await stage.catch_up()

    live = from_event(message("Year 4 sang.", ts=words["ts"]))
    assert live
    ((kind, payload, lane),) = stage.kept.values()
    assert (kind, payload, lane) == (live.kind, live.payload, live.lane)


async def test_what_came_by_itself_is_left_alone(stage: Stage):
    words = said("Year 4 sang.", FRIDAY_NOON - MINUTE)
    await stage.heard_live(words)
    stage.slack.history[DM] = [words]

    assert await stage.catch_up() == 0


async def test_what_is_older_than_what_was_heard_last_is_not_asked_for(stage: Stage):
    stage.slack.history[DM] = [said("Year 4 sang.", FRIDAY_NOON - 60 * MINUTE)]

    assert await stage.catch_up() == 0


async def test_what_the_bot_and_slack_themselves_wrote_is_no_draft(stage: Stage):
    later = FRIDAY_NOON + MINUTE
    stage.slack.history[DM] = [
        said("Please change this draft", later, bot_id="B1"),
        said("joined", later, subtype="channel_join"),
        said("gone", later, subtype="tombstone"),
    ]

    assert await stage.catch_up() == 0


async def test_a_change_that_was_missed_reaches_the_draft(stage: Stage):
    words = said("Year 4 sang.", FRIDAY_NOON - MINUTE)
    await stage.heard_live(words)
    edited = {"user": "UTEACH", "ts": ts(FRIDAY_NOON + 9 * MINUTE)}
    stage.slack.history[DM] = [words | {"text": "Year 5 sang.", "edited": edited}]

    assert await stage.catch_up() == 1
    assert await stage.catch_up() == 1  # known by its name: it is kept once
    assert stage.texts == [
        (Kind.MESSAGE, "Year 4 sang."),
        (Kind.CHANGED, "Year 5 sang."),
    ]


async def test_a_change_that_came_by_itself_is_not_made_again(stage: Stage):
    """Its author may have changed the draft by its form since."""
    words = said("Year 4 sang.", FRIDAY_NOON - 3 * MINUTE)
    await stage.heard_live(words)
    edited = {"user": "UTEACH", "ts": ts(FRIDAY_NOON - MINUTE)}
    stage.slack.history[DM] = [words | {"text": "Year 5 sang.", "edited": edited}]

    assert await stage.catch_up() == 0


async def test_before_the_first_event_ever_nothing_is_read(stage: Stage):
    stage.heard = None
    stage.slack.history[DM] = [said("Hello?", FRIDAY_NOON)]

    assert await stage.catch_up() == 0
    assert stage.slack.calls == []


async def test_there_is_an_end_to_how_far_back_it_goes(stage: Stage):
    stage.clock.pass_by(2 * LONGEST)

    await stage.catch_up()

    asked = stage.slack.sent("conversations_history")[0]["oldest"]
    assert float(asked) >= (stage.clock() - LONGEST).timestamp() - 600


async def test_where_slack_cannot_be_used_nothing_is_kept_and_it_says_so(stage: Stage):
    stage.slack.history[DM] = [said("Year 4 sang.", FRIDAY_NOON + MINUTE)]
    stage.slack.fails["conversations_history"] = ["token_revoked"]

    with pytest.raises(SlackError):
        await stage.catch_up()
    assert stage.kept == {}
