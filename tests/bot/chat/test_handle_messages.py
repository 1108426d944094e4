"""A message to the bot is a draft; what cannot be one is answered in private."""

import pytest

from bot.chat import answers, words
from bot.chat.slack.errors import SlackError
from bot.gate.post import State
from tests.bot.chat.office import (
    DM,
    Office,
    with_photos,
)

CLEAN = "Year 4 went to the farm."


async def test_a_direct_message_is_a_draft(office: Office):
    await office.says(CLEAN)
    assert office.post.state is State.WAITING
    assert office.post.author == "UTEACH"
    assert office.post.draft.text == CLEAN


async def test_the_same_message_twice_is_one_draft(office: Office):
    await office.says(CLEAN)
    before = office.post
    await office.says(CLEAN)
    assert office.post == before


async def test_a_try_that_died_before_the_draft_was_judged_is_finished(office: Office):
    await office.says(CLEAN)
    office.store.posts[office.post.id] = _as_at_first(office)
    await office.says(CLEAN)
    assert office.post.state is State.WAITING


def _as_at_first(office: Office):
    post = office.post
    return post.__class__(
        post.id, post.school, post.author, post.draft, post.created_at
    )


async def test_two_messages_with_the_same_words_are_two_drafts(office: Office):
    await office.says(CLEAN, ts="1.0")
    await office.says(CLEAN, ts="2.0")
    assert len(office.posts) == 2


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200d\u2060", "\u202e\u202c"])
async def test_an_empty_message_is_no_draft(office: Office, text: str):
    await office.says(text)
    assert office.posts == []
    assert office.slack.texts(DM) == [answers.EMPTY]


async def test_40_000_characters_are_not_even_read(office: Office):
    await office.says("a" * 40_000)
    assert office.posts == []
    assert office.slack.texts(DM) == [answers.FAR_TOO_LONG]


@pytest.mark.parametrize(
    "text", ["🎉🎉", "مرحبا بالجميع", "Hall\u200bfair\u202e today"]
)
async def test_emoji_and_text_from_right_to_left_are_judged_as_they_are(
    office: Office, text: str
):
    await office.says(text)
    assert office.post.draft.text == text


async def test_a_reply_in_a_thread_is_no_draft(office: Office):
    await office.says("Thanks!", ts="2.0", thread_ts="1.0")
    assert office.posts == []
    (said,) = office.slack.sent("chat_postMessage")
    assert said["text"] == answers.IN_A_THREAD
    assert said["thread_ts"] == "1.0"


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        ({"is_restricted": True}, answers.GUEST),
        ({"is_ultra_restricted": True}, answers.GUEST),
        ({"team_id": "T0OTHER"}, answers.STRANGER),
        ({"is_stranger": True}, answers.STRANGER),
        ({"deleted": True}, answers.LEFT),
    ],
)
async def test_nobody_but_staff_can_draft(office: Office, person, sentence):
    office.slack.people["UTEACH"] = person
    await office.says(CLEAN)
    assert office.posts == []
    assert office.slack.texts(DM) == [sentence]


async def test_a_bot_is_not_answered(office: Office):
    office.slack.people["UTEACH"] = {"is_bot": True}
    await office.says(CLEAN)
    assert office.posts == []
    assert office.slack.sent("chat_postMessage") == []


async def test_staff_who_are_not_authorised_are_told_so():
    office = Office(staff=frozenset({"UOTHER"}))
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    assert office.posts == []
    assert office.photos.kept == {}
    assert office.slack.texts(DM) == [words.NOT_AUTHORISED]


async def test_a_draft_is_kept_for_later_while_slack_does_not_say_who_wrote_it(
    office: Office,
):
    office.slack.fails["users_info"] = ["internal_error"]
    with pytest.raises(Exception, match="internal_error"):
        await office.says(CLEAN)
    await office.says(CLEAN)
    assert office.post.state is State.WAITING


async def test_a_revoked_token_is_one_clear_error(office: Office):
    office.slack.fails["users_info"] = ["token_revoked"]
    with pytest.raises(SlackError, match=r"revoked.*set SLACK_BOT_TOKEN"):
        await office.says(CLEAN)
