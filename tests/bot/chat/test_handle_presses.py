"""A press is a step, or its presser is told in private why not."""

from bot.chat import words
from bot.chat.slack.incoming import from_event, from_press, from_submission
from bot.chat.slack.views import (
    confirm_view,
    decide_view,
)
from bot.gate.lifecycle import Refusal
from bot.gate.post import State
from tests.bot.chat.office import (
    LEADERS,
    Office,
    edited,
    pressed,
    submitted,
    with_photos,
)

CLEAN = "Year 4 went to the farm."


async def test_a_leader_approves_with_one_press(office: Office):
    await office.says(CLEAN)
    await office.presses("approve", "ULEAD")
    assert office.post.state is State.APPROVED
    assert office.slack.texts(LEADERS) == []


async def test_nobody_approves_their_own(office: Office):
    await office.says(CLEAN, user="ULEAD")
    await office.presses("approve", "ULEAD")
    assert office.post.state is State.WAITING
    (told,) = office.slack.sent("chat_postEphemeral")
    assert told["user"] == "ULEAD"
    assert "(1.3)" in told["text"]


async def test_whoever_is_no_leader_is_told_so_in_private(office: Office):
    await office.says(CLEAN)
    await office.presses("approve", "UOTHER")
    assert office.post.state is State.WAITING
    (told,) = office.slack.sent("chat_postEphemeral")
    assert (told["user"], told["channel"]) == ("UOTHER", LEADERS)
    assert "Only a senior leader" in told["text"]


async def test_the_second_of_two_leaders_is_told_who_was_first(office: Office):
    await office.says(CLEAN)
    card = office.post
    await office.presses("approve", "ULEAD", card)
    await office.presses("approve", "ULAST", card)
    (told,) = office.slack.sent("chat_postEphemeral")
    assert told["user"] == "ULAST"
    assert "Approved by <@ULEAD> on Friday 20 November at 12:00" in told["text"]


async def test_a_double_click_is_one_approval_and_no_complaint(office: Office):
    await office.says(CLEAN)
    card = office.post
    await office.presses("approve", "ULEAD", card)
    await office.arrives(from_press(pressed("approve", "ULEAD", card, at="9.91")))
    assert office.post.state is State.APPROVED
    assert office.slack.sent("chat_postEphemeral") == []


async def test_a_press_on_an_old_card_does_nothing(office: Office):
    await office.says(CLEAN)
    card = office.post
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    await office.presses("approve", "ULEAD", card)
    assert office.post.state is State.WAITING
    assert "out of date" in office.slack.texts(LEADERS)[0]


async def test_an_unticked_question_is_never_approved(office: Office):
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    card = office.post
    press = from_press(pressed("approve", "ULEAD", card, ticked=2))
    assert press is not None
    press.payload["answered"] = 1  # whatever the card said
    await office.arrives(press)
    assert office.post.state is State.WAITING
    assert office.slack.texts(LEADERS) == [words.TICK_FIRST]


async def test_with_a_tick_for_every_question_one_press_approves(office: Office):
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    await office.presses("approve", "ULEAD", ticked=2)
    assert office.post.state is State.APPROVED


async def test_the_questions_can_be_answered_in_a_form(office: Office):
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    assert from_press(pressed("approve", "ULEAD", office.post)) is None  # opens it
    ticks = {"tick:0": "0", "tick:1": "1"}
    form = submitted(confirm_view(office.post), "ULEAD", **ticks)
    await office.arrives(from_submission(form))
    assert office.post.state is State.APPROVED


async def test_a_leader_declines_with_a_reason(office: Office):
    await office.says(CLEAN)
    view = decide_view(office.post)
    form = submitted(view, "ULEAD", decision="decline", reason=" Last year's date. ")
    await office.arrives(from_submission(form))
    assert office.post.state is State.DECLINED
    assert office.post.reason == "Last year's date."


async def test_a_leader_asks_for_changes(office: Office):
    await office.says(CLEAN)
    form = submitted(decide_view(office.post), "ULEAD", reason="Which farm?")
    await office.arrives(from_submission(form))
    assert office.post.state is State.RETURNED


async def test_a_form_sent_too_late_is_answered_by_direct_message(office: Office):
    await office.says(CLEAN)
    form = submitted(decide_view(office.post), "ULAST", reason="No.")
    await office.presses("approve", "ULEAD")
    await office.arrives(from_submission(form))
    assert office.post.state is State.APPROVED
    assert "Approved by <@ULEAD>" in office.slack.texts("ULAST")[0]


async def test_only_the_head_decides_what_the_head_was_asked(office: Office):
    await office.says(CLEAN)
    await office.presses("ask_head", "UTEACH")
    await office.presses("approve", "ULEAD")
    assert office.slack.texts(LEADERS) == [words.ONLY_THE_HEAD]
    await office.presses("approve", "UHEAD")
    assert office.post.state is State.APPROVED


async def test_where_there_is_no_head_nobody_is_asked_and_a_leader_decides(
    office: Office,
):
    office = Office(head=frozenset())
    await office.says(CLEAN)
    await office.presses("ask_head", "UTEACH")
    assert office.post.state is State.WAITING
    assert office.slack.texts(LEADERS) == [words.REFUSALS[Refusal.NO_HEAD]]
    await office.presses("approve", "ULEAD")
    assert office.post.state is State.APPROVED


async def test_the_author_uses_the_safe_version(office: Office):
    await office.says("JOSH went to the farm.")
    assert office.post.state is State.RETURNED
    assert office.post.safe
    card = office.post
    await office.presses("use_safe", "UTEACH")
    assert "JOSH" not in office.post.draft.text
    await office.presses("use_safe", "UTEACH", card)  # the second of two clicks
    assert office.slack.sent("chat_postEphemeral") == []


async def test_the_author_sends_an_advised_draft_on(office: Office):
    await office.says("No parking again!!")
    assert office.post.state is State.ADVISED
    await office.presses("send", "UTEACH")
    assert office.post.state is State.WAITING


async def test_who_left_slack_meanwhile_is_not_written_to(office: Office):
    await office.says(CLEAN)
    office.slack.fails["chat_postEphemeral"] = ["user_not_in_channel"]
    await office.presses("approve", "UOTHER")
    assert office.post.state is State.WAITING
