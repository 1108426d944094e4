"""What is filled in reaches the draft, and nothing else of it changes."""

from dataclasses import replace

import pytest

from bot.chat import answers
from bot.chat.slack.incoming import from_event, from_submission
from bot.chat.slack.views import (
    compose_view,
    describe_view,
    edit_view,
)
from bot.gate.post import State
from policy.terms import Claim, ClaimKind
from tests.bot.chat.office import (
    DM,
    Office,
    cards,
    edited,
    message,
    submitted,
    with_photos,
)
from tests.slack_driver import said

CLEAN = "Year 4 went to the farm."


async def test_a_draft_can_be_written_in_a_form(office: Office):
    form = submitted(compose_view(), "UTEACH", words=CLEAN, timing="school event")
    await office.arrives(from_submission(form))
    await office.arrives(from_submission(form))
    assert office.post.draft.text == CLEAN
    assert office.post.draft.claims == (Claim(ClaimKind.EVENT),)


async def test_the_edit_form_changes_words_descriptions_and_claims(office: Office):
    await office.says("JOSH went.", files=with_photos(office), subtype="file_share")
    (photo,) = office.post.draft.photos
    view = edit_view(office.post)
    changes = {"words": "We went.", f"alt:{photo.id}": "A cow", "timing": "no"}
    await office.arrives(from_submission(submitted(view, "UTEACH", **changes)))
    assert office.post.draft.text == "We went."
    assert office.post.draft.photos[0].alt == "A cow"


async def test_a_form_that_changes_nothing_takes_no_step(office: Office):
    await office.says(CLEAN)
    before = office.post
    form = submitted(edit_view(office.post), "UTEACH")
    await office.arrives(from_submission(form))
    assert office.post == before


PUT_ASIDE = [State.DECLINED, State.EXPIRED, State.MISSED]


@pytest.mark.parametrize("state", PUT_ASIDE)
async def test_but_it_puts_forward_again_what_was_put_aside(
    office: Office, state: State
):
    await office.says(CLEAN)
    office.store.posts[office.post.id] = replace(office.post, state=state)
    form = submitted(edit_view(office.post), "UTEACH")
    await office.arrives(from_submission(form))
    await office.arrives(from_submission(form))
    assert office.post.state is State.WAITING
    assert office.post.draft.text == CLEAN
    assert office.slack.texts("UTEACH") == []


async def test_or_says_that_it_cannot(office: Office):
    await office.says(CLEAN)
    await office.presses("withdraw", "UTEACH")
    form = submitted(edit_view(office.post), "UTEACH")
    await office.arrives(from_submission(form))
    assert "Nothing was done. Withdrawn by" in office.slack.texts("UTEACH")[0]


@pytest.mark.parametrize("state", PUT_ASIDE)
async def test_photos_that_are_deleted_are_not_asked_about_and_their_author_knows(
    office: Office, state: State
):
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    await office.show()
    post = replace(office.post, state=state, version=office.post.version + 1)
    office.store.posts[post.id] = post
    await office.show()
    view = edit_view(post)
    asked = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert not [name for name in asked if name.startswith("alt:")]
    assert answers.PHOTOS_GONE in said(view)
    assert answers.PHOTOS_GONE in cards(office, DM)[0]
    assert "describe" not in str(office.slack.sent("chat_update")[-1])
    await office.arrives(from_submission(submitted(view, "UTEACH")))
    assert office.post.state is State.WAITING
    assert office.post.draft.photos == ()


async def test_nothing_is_said_of_deleted_photos_where_there_were_none(office: Office):
    await office.says(CLEAN)
    expired = replace(office.post, state=State.EXPIRED)
    assert answers.PHOTOS_GONE not in said(edit_view(expired))


async def test_a_leader_who_edits_cannot_approve(office: Office):
    await office.says(CLEAN)
    form = submitted(edit_view(office.post), "ULEAD", words="Year 4 saw a farm.")
    await office.arrives(from_submission(form))
    await office.presses("approve", "ULEAD")
    assert office.post.state is State.WAITING
    await office.presses("approve", "ULAST")
    assert office.post.state is State.APPROVED


async def test_photos_are_described_in_a_form_of_their_own(office: Office):
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    (photo,) = office.post.draft.photos
    form = submitted(
        describe_view(office.post), "UTEACH", **{f"alt:{photo.id}": "A cow"}
    )
    await office.arrives(from_submission(form))
    assert office.post.draft.photos[0].alt == "A cow"
    assert office.post.draft.text == CLEAN


async def test_somebody_elses_form_is_refused(office: Office):
    await office.says("JOSH went.")
    form = submitted(edit_view(office.post), "UOTHER", words="Ha")
    await office.arrives(from_submission(form))
    assert office.post.draft.text == "JOSH went."
    assert office.slack.texts("UOTHER")


async def test_our_own_messages_are_not_drafts():
    assert from_event(message(CLEAN, bot_id="B1")) is None
    assert from_event(message(CLEAN, subtype="bot_message")) is None
    assert from_event(message(CLEAN, channel_type="channel")) is None
    ours = edited("New card", "Old card")
    ours["event"]["message"]["bot_id"] = "B1"
    assert from_event(ours) is None
