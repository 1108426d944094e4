"""What becomes of a draft whose message is edited or deleted afterwards."""

from dataclasses import replace

import pytest

from bot.chat import answers, words
from bot.chat.slack.incoming import from_event, from_submission
from bot.chat.slack.views import edit_view
from bot.gate.lifecycle import GATEKEEPER as GATE
from bot.gate.lifecycle import Step, advance
from bot.gate.post import State, Trouble
from tests.bot.chat.office import (
    DM,
    LEADERS,
    Json,
    Office,
    cards,
    deleted,
    edited,
    submitted,
    with_photos,
)
from tests.fakes import FRIDAY_NOON

CLEAN = "Year 4 went to the farm."


async def test_an_edited_message_amends_its_draft(office: Office):
    await office.says(CLEAN)
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    assert office.post.draft.text == "Year 5 went."
    assert office.post.state is State.WAITING


async def test_an_edit_after_approval_voids_it(office: Office):
    await office.says(CLEAN)
    await office.presses("approve", "ULEAD")
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    assert office.post.approval is None
    assert office.post.state is State.WAITING


async def test_a_link_that_slack_looked_at_is_no_edit(office: Office):
    assert from_event(edited(CLEAN, CLEAN, attachments=[{"title": "A page"}])) is None


async def test_an_edit_of_a_message_that_was_no_draft_makes_it_one(office: Office):
    await office.says("a" * 4_000)
    await office.arrives(from_event(edited(CLEAN, "a" * 4_000)))
    assert office.post.draft.text == CLEAN


async def test_a_photo_taken_off_a_message_is_taken_off_its_draft(office: Office):
    files = with_photos(office, 2)
    await office.says(CLEAN, files=files, subtype="file_share")
    change = edited("Year 5 went.", CLEAN, files=files)
    change["event"]["message"]["files"] = files[1:]
    await office.arrives(from_event(change))
    assert [p.alt for p in office.post.draft.photos] == ["Picture 2"]
    assert len(office.photos.kept) == 1


def without(number: int, files: list[Json], text: str = CLEAN) -> Json:
    """What Slack sends once one of a message's files was deleted."""
    change = edited(text, text, files=files)
    gone = {"id": f"F{number}", "mode": "tombstone"}
    left = [gone if file["id"] == gone["id"] else file for file in files]
    change["event"]["message"]["files"] = left
    return change


async def test_a_photo_deleted_in_slack_is_taken_off_its_draft(office: Office):
    files = with_photos(office, 2)
    await office.says(CLEAN, files=files, subtype="file_share")
    await office.arrives(from_event(without(1, files)))
    assert [p.alt for p in office.post.draft.photos] == ["Picture 2"]
    assert len(office.photos.kept) == 1


async def test_and_the_words_stay_as_they_were_edited_on_the_card(office: Office):
    files = with_photos(office, 2)
    await office.says(CLEAN, files=files, subtype="file_share")
    form = submitted(edit_view(office.post), "UTEACH", words="We saw cows.")
    await office.arrives(from_submission(form))
    await office.arrives(from_event(without(1, files)))
    assert len(office.post.draft.photos) == 1
    assert office.post.draft.text == "We saw cows."


async def test_nor_is_a_draft_withdrawn_that_was_given_words_there(office: Office):
    files = with_photos(office)
    await office.says("", files=files, subtype="file_share")
    form = submitted(edit_view(office.post), "UTEACH", words="We saw cows.")
    await office.arrives(from_submission(form))
    await office.arrives(from_event(without(1, files, "")))
    assert office.post.state is State.WAITING
    assert office.post.draft.text == "We saw cows."


@pytest.mark.parametrize("text", [CLEAN, ""])
async def test_photos_deleted_after_the_end_put_nothing_forward_again(
    office: Office, text: str
):
    files = with_photos(office)
    await office.says(text, files=files, subtype="file_share")
    await office.desk.take(office.post.id, None, Step.DECLINE, "ULEAD", "No.")
    await office.arrives(from_event(without(1, files, text)))
    assert office.post.state is State.DECLINED
    assert office.slack.texts(DM) == []


async def test_a_message_whose_only_file_was_deleted_has_nothing_to_post(
    office: Office,
):
    files = with_photos(office)
    await office.says("", files=files, subtype="file_share")
    await office.arrives(from_event(without(1, files, "")))
    assert office.post.state is State.WITHDRAWN


async def test_a_message_emptied_by_an_edit_is_put_forward_no_more(office: Office):
    await office.says(CLEAN)
    await office.arrives(from_event(edited(" ", CLEAN)))
    assert office.post.state is State.WITHDRAWN
    assert answers.SO_WITHDRAWN in office.slack.texts(DM)[0]


async def test_an_edit_puts_forward_again_what_nobody_decided_in_time(office: Office):
    await office.says("Year 3 went.")
    await office.arrives(from_event(edited(CLEAN, "Year 3 went.")))
    office.store.posts[office.post.id] = replace(office.post, state=State.EXPIRED)
    await office.arrives(from_event(edited(CLEAN, "Year 3 went.")))
    assert office.post.state is State.WAITING


async def test_an_edit_that_comes_too_late_is_said_to_change_nothing(office: Office):
    await office.says(CLEAN)
    await office.presses("withdraw", "UTEACH")
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    assert office.post.draft.text == CLEAN
    assert "Nothing was done" in office.slack.texts(DM)[0]


async def test_an_edit_that_died_half_way_is_finished(office: Office):
    await office.says(CLEAN)
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    half_way = office.post
    office.store.posts[half_way.id] = replace(half_way, state=State.DRAFT)
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    assert office.post.state is State.WAITING


async def test_a_draft_that_never_came_out_of_its_check_goes_on_with_the_next_edit(
    office: Office,
):
    await office.says(CLEAN)
    office.store.posts[office.post.id] = replace(office.post, state=State.DRAFT)
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    assert office.post.state is State.WAITING
    assert office.post.draft.text == "Year 5 went."


async def test_or_is_withdrawn_with_its_message(office: Office):
    await office.says(CLEAN)
    office.store.posts[office.post.id] = replace(office.post, state=State.DRAFT)
    await office.arrives(from_event(deleted(CLEAN)))
    assert office.post.state is State.WITHDRAWN


async def test_a_deleted_message_withdraws_its_draft(office: Office):
    await office.says(CLEAN)
    await office.arrives(from_event(deleted(CLEAN)))
    assert office.post.state is State.WITHDRAWN


async def approved_and_then(office: Office, *steps: Step, **changes: object) -> None:
    await office.says(CLEAN)
    await office.show()
    await office.presses("approve", "ULEAD")
    for step in steps:
        post = replace(advance(office.post, step, GATE, office.clock()), **changes)
        await office.store.save(post, office.post, ())
    await office.show()


async def test_deleting_the_message_of_a_post_that_is_out_removes_nothing(
    office: Office,
):
    await approved_and_then(office, Step.SEND, Step.PUBLISH)
    await office.arrives(from_event(deleted(CLEAN)))
    assert office.post.state is State.PUBLISHED
    assert answers.DELETED_TOO_LATE in office.slack.texts(DM)


@pytest.mark.parametrize("edit", [" ", "a" * 4_000])
async def test_nor_does_emptying_it_and_nobody_is_told_that_it_does(
    office: Office, edit: str
):
    await approved_and_then(office, Step.SEND, Step.PUBLISH)
    await office.arrives(from_event(edited(edit, CLEAN)))
    assert office.post.state is State.PUBLISHED
    said = office.slack.texts(DM)[-1]
    assert answers.STILL_OUT in said
    assert answers.SO_WITHDRAWN not in said


async def test_nothing_is_said_to_be_put_forward_no_more_that_was_not(office: Office):
    await office.says(CLEAN)
    await office.presses("withdraw", "UTEACH")
    await office.arrives(from_event(edited(" ", CLEAN)))
    assert office.slack.texts(DM) == [answers.EMPTY]


async def test_what_may_be_out_is_not_sent_again_once_its_message_is_deleted(
    office: Office,
):
    await approved_and_then(
        office, Step.SEND, Step.GIVE_UP, trouble=Trouble.UNCLEAR, intent_at=FRIDAY_NOON
    )
    card = office.post
    await office.arrives(from_event(deleted(CLEAN)))
    await office.show()
    await office.presses("resend", "ULEAD", card)
    assert office.post.state is State.WITHDRAWN
    assert office.slack.texts(DM) == [words.WITHDRAWN_TOO_LATE]
    said_to_both = "may be on X since Friday 20 November at 12:00. A leader has to look"
    for channel in (DM, LEADERS):
        assert said_to_both in cards(office, channel)[-1]


async def test_a_message_that_is_deleted_while_nobody_knows_stops_another_try(
    office: Office,
):
    await approved_and_then(
        office, Step.SEND, Step.DOUBT, trouble=Trouble.UNCLEAR, intent_at=FRIDAY_NOON
    )
    await office.arrives(from_event(deleted(CLEAN)))
    await office.show()
    assert office.post.state is State.WITHDRAWN
    assert office.slack.texts(DM) == [words.WITHDRAWN_TOO_LATE]
    assert "may be on X since" in cards(office, LEADERS)[-1]


async def test_of_what_is_surely_not_out_nobody_is_sent_to_look(office: Office):
    await approved_and_then(office, Step.SEND, Step.GIVE_UP, trouble=Trouble.PHOTO_LOST)
    await office.arrives(from_event(deleted(CLEAN)))
    await office.show()
    assert office.post.state is State.WITHDRAWN
    assert office.slack.texts(DM) == []
    assert "has to look" not in cards(office, LEADERS)[-1]
