"""What becomes of a draft whose message is edited or deleted afterwards."""

from dataclasses import replace

from bot.chat import answers
from bot.chat.slack.incoming import from_event
from bot.gate.lifecycle import GATEKEEPER as GATE
from bot.gate.lifecycle import Step, advance
from bot.gate.post import State
from tests.bot.chat.office import (
    DM,
    Office,
    deleted,
    edited,
    with_photos,
)

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


async def test_a_message_emptied_by_an_edit_is_put_forward_no_more(office: Office):
    await office.says(CLEAN)
    await office.arrives(from_event(edited(" ", CLEAN)))
    assert office.post.state is State.WITHDRAWN
    assert answers.SO_WITHDRAWN in office.slack.texts(DM)[0]


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


async def test_a_deleted_message_withdraws_its_draft(office: Office):
    await office.says(CLEAN)
    await office.arrives(from_event(deleted(CLEAN)))
    assert office.post.state is State.WITHDRAWN


async def test_deleting_the_message_of_a_post_that_is_out_removes_nothing(
    office: Office,
):
    await office.says(CLEAN)
    await office.presses("approve", "ULEAD")
    for step in (Step.SEND, Step.PUBLISH):
        post = advance(office.post, step, GATE, office.clock())
        office.store.posts[post.id] = post
    await office.arrives(from_event(deleted(CLEAN)))
    assert office.post.state is State.PUBLISHED
    assert office.slack.texts(DM) == [answers.DELETED_TOO_LATE]
