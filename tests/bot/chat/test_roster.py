"""Roles come from Slack and the settings; while nobody can say, nothing is done."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.chat.slack.people import People
from bot.chat.slack.roster import Offices, SlackRoster
from bot.gate.post import Role
from tests.bot.chat.fake_slack import TEAM, FakeSlack
from tests.fakes import FakeClock

STAFF, LEADER, HEAD = Role.STAFF, Role.LEADER, Role.HEAD


@pytest.fixture
def slack() -> FakeSlack:
    return FakeSlack(members=["UONE", "UTWO", "UBOT"], group=["UTHREE"])


def roster(slack: FakeSlack, clock: FakeClock | None = None, **offices) -> SlackRoster:
    clock = clock or FakeClock()
    people = People(slack, TEAM, clock)
    return SlackRoster(slack, people, Offices("C0LEADERS", **offices), clock)


async def test_leaders_are_whoever_is_in_the_leaders_channel(slack: FakeSlack):
    asked = roster(slack)
    assert await asked.roles("UONE") == {STAFF, LEADER}
    assert await asked.roles("UTWO") == {STAFF, LEADER}
    assert await asked.roles("UTHREE") == {STAFF}


async def test_or_the_members_of_a_user_group(slack: FakeSlack):
    asked = roster(slack, leaders_group="S1")
    assert await asked.roles("UTHREE") == {STAFF, LEADER}
    assert await asked.roles("UONE") == {STAFF}


async def test_or_a_list(slack: FakeSlack):
    asked = roster(slack, leaders=frozenset({"UFOUR"}))
    assert await asked.roles("UFOUR") == {STAFF, LEADER}
    assert slack.sent("conversations_members") == []


async def test_the_head_is_named_in_the_settings(slack: FakeSlack):
    assert await roster(slack, head=frozenset({"UFIVE"})).roles("UFIVE") == {
        STAFF,
        HEAD,
    }


async def test_a_head_who_has_left_is_not_there_to_be_asked(slack: FakeSlack):
    slack.people["UGONE"] = {"deleted": True}
    asked = roster(slack, head=frozenset({"UFIVE", "UGONE"}))
    assert await asked.heads() == {"UFIVE"}


async def test_where_staff_are_listed_nobody_else_may_draft_but_those_who_decide(
    slack: FakeSlack,
):
    asked = roster(slack, staff=frozenset({"USIX"}), head=frozenset({"UFIVE"}))
    assert await asked.roles("USIX") == {STAFF}
    assert await asked.roles("USEVEN") == frozenset()
    assert await asked.roles("UONE") == {STAFF, LEADER}
    assert await asked.roles("UFIVE") == {STAFF, HEAD}


@pytest.mark.parametrize(
    "person",
    [
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"team_id": "T0OTHER"},
        {"deleted": True},
        {"is_bot": True},
    ],
)
async def test_no_guest_stranger_leaver_or_bot_has_a_role(slack: FakeSlack, person):
    slack.people["UONE"] = person
    assert await roster(slack).roles("UONE") == frozenset()


@pytest.mark.parametrize("method", ["users_info", "conversations_members"])
@pytest.mark.parametrize("error", ["internal_error", "ratelimited", "token_revoked"])
async def test_while_slack_does_not_say_nobody_is_told_that_they_may_not(
    slack: FakeSlack, method: str, error: str
):
    slack.fails[method] = [error]
    asked = roster(slack)
    with pytest.raises(SlackApiError):
        await asked.roles("UONE")
    assert await asked.roles("UONE") == {STAFF, LEADER}


@pytest.mark.parametrize("error", ["channel_not_found", "fetch_members_failed"])
async def test_without_a_leaders_channel_nobody_leads_but_staff_are_staff(
    slack: FakeSlack, error: str
):
    slack.fails["conversations_members"] = [error]
    assert await roster(slack).roles("UONE") == {STAFF}


async def test_somebody_whom_slack_does_not_know_has_no_role(slack: FakeSlack):
    slack.fails["users_info"] = ["user_not_found"]
    assert await roster(slack).roles("UONE") == frozenset()


async def test_an_answer_holds_for_a_minute_and_no_longer(slack: FakeSlack):
    clock = FakeClock()
    asked = roster(slack, clock)
    assert LEADER in await asked.roles("UONE")
    slack.members.remove("UONE")
    clock.pass_by(timedelta(seconds=59))
    assert LEADER in await asked.roles("UONE")
    clock.pass_by(timedelta(seconds=1))
    assert LEADER not in await asked.roles("UONE")


async def test_an_old_answer_does_not_stand_in_for_one_that_fails(slack: FakeSlack):
    clock = FakeClock()
    asked = roster(slack, clock)
    assert LEADER in await asked.roles("UONE")
    clock.pass_by(timedelta(minutes=2))
    slack.fails["conversations_members"] = ["ratelimited"]
    with pytest.raises(SlackApiError):
        await asked.roles("UONE")
