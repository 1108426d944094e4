"""What people go through, from a message to the feed, through the real bot."""

import asyncio
from datetime import timedelta

from sandbox.school import (
    COLLEAGUE,
    HEAD,
    LEADER,
    LEADERS_CHANNEL,
    SECOND_LEADER,
    TEACHER,
)
from tests.journeys.conftest import Stage
from tests.slack_driver import elements, said

CLEAN = "Year 4 built bridges out of paper today and tested them with books."
NAMED = "Well done Oliver for a super bridge today."
MENDED = "Well done to everybody for super bridges today."


async def test_a_clean_draft_is_approved_and_published(stage: Stage):
    await stage.draft(CLEAN)
    card = await stage.leaders_see(CLEAN)

    await stage.press(LEADER, "approve", card)

    await stage.told("Your post is out: http")
    assert [post["text"] for post in await stage.feed()] == [CLEAN]
    decided = await stage.leaders_see("Published on")
    assert f"Approved by <@{LEADER.id}> on Friday 20 November" in said(decided)
    assert elements(decided) == []


async def test_a_draft_with_a_name_is_sent_back_put_right_and_published(stage: Stage):
    ts = await stage.draft(NAMED)
    returned = await stage.told("must be changed")
    assert "2.1" in said(returned)
    assert await stage.slack.messages(LEADERS_CHANNEL) == []

    await stage.slack.edit(TEACHER.id, TEACHER.dm, ts, MENDED)
    await stage.press(LEADER, "approve", await stage.leaders_see(MENDED))

    await stage.told("Your post is out: http")
    assert [post["text"] for post in await stage.feed()] == [MENDED]


async def test_the_safe_version_is_taken_with_one_press(stage: Stage):
    await stage.draft("Well done Oliver and Aisha in Year 4 for a super bridge today.")
    returned = await stage.told("A safe version of it:")

    await stage.press(TEACHER, "use_safe", returned)

    waiting = await stage.leaders_see("Well done to two of our Year 4 pupils")
    assert "Oliver" not in said(waiting)


async def test_advice_is_the_authors_to_take_or_to_leave(stage: Stage):
    await stage.draft("Thank you @LarkspurBakery for the buns.")
    advised = await stage.told("please think again")
    assert await stage.slack.messages(LEADERS_CHANNEL) == []

    await stage.press(TEACHER, "send", advised)

    assert "5.3" in said(await stage.leaders_see("A draft is waiting"))


async def test_nobody_approves_their_own(stage: Stage):
    await stage.draft(CLEAN, LEADER)
    card = await stage.leaders_see(CLEAN)

    await stage.press(LEADER, "approve", card)

    refused = await stage.leaders_see("Nobody decides on their own words")
    assert refused["ephemeral_to"] == LEADER.id
    assert await stage.feed() == []


async def test_somebody_who_does_not_lead_is_told_so_privately(stage: Stage):
    await stage.draft(CLEAN)
    card = await stage.leaders_see(CLEAN)

    await stage.press(COLLEAGUE, "approve", card)

    refused = await stage.leaders_see("Only a senior leader can do that")
    assert refused["ephemeral_to"] == COLLEAGUE.id
    assert await stage.feed() == []


async def test_two_leaders_at_once_make_one_post_and_the_other_is_told_who(
    stage: Stage,
):
    await stage.draft(CLEAN)
    card = await stage.leaders_see(CLEAN)

    await asyncio.gather(
        stage.press(LEADER, "approve", card),
        stage.press(SECOND_LEADER, "approve", card),
    )

    refused = await stage.leaders_see("Nothing was done.")
    assert refused["ephemeral_to"] in {LEADER.id, SECOND_LEADER.id}
    (winner,) = {LEADER.id, SECOND_LEADER.id} - {refused["ephemeral_to"]}
    assert f"Approved by <@{winner}>" in said(refused)
    await stage.told("Your post is out: http")
    assert len(await stage.feed()) == 1


async def test_a_double_click_publishes_once(stage: Stage):
    await stage.draft(CLEAN)
    card = await stage.leaders_see(CLEAN)

    await stage.press(LEADER, "approve", card)
    await stage.press(LEADER, "approve", card)

    await stage.told("Your post is out: http")
    assert len(await stage.feed()) == 1


async def test_an_edit_after_approval_voids_it(stage: Stage):
    stage.clock.pass_by(timedelta(hours=6, minutes=30))  # Friday, 18:30
    ts = await stage.draft(CLEAN)
    await stage.press(LEADER, "approve", await stage.leaders_see(CLEAN))
    await stage.told("A leader has approved your draft")

    await stage.slack.edit(TEACHER.id, TEACHER.dm, ts, MENDED)

    await stage.leaders_see(MENDED)
    stage.clock.pass_by(timedelta(days=3))  # Monday evening
    assert await stage.feed() == []


async def test_approved_on_friday_evening_is_published_on_monday_morning(
    stage: Stage,
):
    stage.clock.pass_by(timedelta(hours=6, minutes=30))
    await stage.draft(CLEAN)
    card = await stage.leaders_see("it goes out on Monday 23 November at 08:00")
    await stage.press(LEADER, "approve", card)
    await stage.told("It goes out on Monday 23 November at 08:00")
    assert await stage.feed() == []

    stage.clock.pass_by(timedelta(days=2, hours=13, minutes=30))

    await stage.told("Your post is out: http")
    assert len(await stage.feed()) == 1


async def test_a_decline_needs_a_reason_and_its_author_reads_it(stage: Stage):
    await stage.draft(CLEAN)
    await stage.press(LEADER, "decide", await stage.leaders_see(CLEAN))

    missing = await stage.slack.submit(LEADER.id, {"decision": "decline"})
    assert list(missing) == ["reason"]
    reason = "The newsletter has this already."
    await stage.slack.submit(LEADER.id, {"decision": "decline", "reason": reason})

    assert reason in said(await stage.told(reason))
    decided = await stage.leaders_see(f"Declined by <@{LEADER.id}>")
    assert elements(decided) == []


async def test_what_the_head_is_asked_only_the_head_decides(stage: Stage):
    await stage.draft(CLEAN)
    await stage.press(LEADER, "ask_head", await stage.leaders_see(CLEAN))
    card = await stage.told("A draft is waiting for the Headteacher", HEAD)

    await stage.press(HEAD, "approve", card)

    await stage.told("Your post is out: http")
    assert f"Approved by <@{HEAD.id}>" in said(await stage.leaders_see("Published on"))


async def test_a_deleted_message_withdraws_its_draft(stage: Stage):
    ts = await stage.draft(CLEAN)
    await stage.leaders_see(CLEAN)

    await stage.slack.delete(TEACHER.id, TEACHER.dm, ts)

    withdrawn = await stage.leaders_see("Withdrawn by")
    assert CLEAN not in said(withdrawn)
    assert elements(withdrawn) == []


async def test_the_author_withdraws_with_a_button(stage: Stage):
    await stage.draft(CLEAN)
    await stage.leaders_see(CLEAN)

    await stage.press(TEACHER, "withdraw", await stage.told("With the leaders"))

    await stage.leaders_see("Withdrawn by")


async def test_esafety_reminds_and_offers_to_put_a_reminder_forward(stage: Stage):
    await stage.slack.command(TEACHER.id, TEACHER.dm, "/esafety", "age")
    card = await stage.told("13")

    await stage.press(TEACHER, "forward", card)
    await stage.slack.submit(TEACHER.id, {})

    await stage.leaders_see("13")


async def test_the_draft_command_opens_a_form_to_write_in(stage: Stage):
    await stage.slack.command(TEACHER.id, TEACHER.dm, "/draft", "")

    await stage.slack.submit(TEACHER.id, {"words": CLEAN})

    await stage.leaders_see(CLEAN)


async def test_a_busy_x_is_asked_again(stage: Stage):
    await stage.x_fails("429", seconds=1)
    await stage.draft(CLEAN)
    await stage.press(LEADER, "approve", await stage.leaders_see(CLEAN))
    await stage.leaders_see("X is busy just now")

    stage.clock.pass_by(timedelta(minutes=5))

    await stage.told("Your post is out: http")
    assert len(await stage.feed()) == 1


async def test_a_post_that_x_took_without_saying_so_is_found_and_not_sent_again(
    stage: Stage,
):
    await stage.x_fails("drop_after_accept")
    await stage.draft(CLEAN)

    await stage.press(LEADER, "approve", await stage.leaders_see(CLEAN))

    await stage.told("Your post is out: http")
    assert len(await stage.feed()) == 1


async def test_a_disclosure_reaches_the_safeguarding_lead_and_nobody_else(stage: Stage):
    disclosure = "A pupil told me her dad hits her when he is cross."
    await stage.draft(disclosure)
    await stage.told("Go to the designated safeguarding lead now")

    told = said(await stage.slack.when_said(LEADER.dm, "Safeguarding: please act now"))

    assert f"<@{TEACHER.id}>" in told
    assert "dad" not in told
    assert await stage.slack.messages(LEADERS_CHANNEL) == []
    assert await stage.slack.messages(HEAD.dm) == []


async def test_what_a_leader_agreed_is_not_a_child_is_not_asked_again(stage: Stage):
    stage.clock.pass_by(timedelta(hours=6, minutes=30))  # to be sent on Monday
    await stage.draft("Dave fixed our gate this morning.")
    returned = await stage.told("May be a child's name")
    await stage.press(TEACHER, "edit", returned)
    await stage.slack.submit(TEACHER.id, {"not_a_child:Dave": "staff"})
    card = await stage.leaders_see("says that “Dave” is a member of staff")
    assert "from now on" in said(card)
    await stage.press(LEADER, "approve", card)
    await stage.told("A leader has approved your draft")
    stage.clock.pass_by(timedelta(days=2, hours=13, minutes=30))
    await stage.told("Your post is out: http")

    again = "Big thanks to Dave for fixing our gate."
    await stage.draft(again, COLLEAGUE)

    assert "A leader agreed on an earlier draft" in said(await stage.leaders_see(again))
    await stage.draft("By Dave, 2B.", COLLEAGUE)
    await stage.told("must be changed", COLLEAGUE)
