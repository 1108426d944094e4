"""Cards are drawn from what is stored: once, where they stand, or afresh."""

import pytest

from bot.chat import words
from bot.chat.slack.errors import SlackError
from bot.chat.slack.incoming import from_event, from_submission
from bot.chat.slack.views import decide_view
from bot.gate.lifecycle import GATEKEEPER, Step, advance
from bot.gate.post import State
from tests.bot.chat.office import (
    DM,
    LEADERS,
    Office,
    cards,
    edited,
    submitted,
    with_photos,
)

CLEAN = "Year 4 went to the farm."


async def test_a_clean_draft_has_a_card_for_its_author_and_one_for_the_leaders(
    office: Office,
):
    await office.says(CLEAN)
    await office.show()
    (mine,), (theirs,) = cards(office, DM), cards(office, LEADERS)
    assert CLEAN in mine
    assert CLEAN in theirs


@pytest.mark.parametrize("text", ["JOSH went.", "No parking again!!"])
async def test_leaders_do_not_see_what_was_not_put_forward(office: Office, text: str):
    await office.says(text)
    await office.show()
    assert len(cards(office, DM)) == 1
    assert cards(office, LEADERS) == []


async def test_a_card_that_is_up_to_date_is_left_alone(office: Office):
    await office.says(CLEAN)
    await office.show()
    before = len(office.slack.calls)
    await office.show()
    assert len(office.slack.calls) == before


async def test_a_decision_redraws_both_cards_where_they_stand(office: Office):
    await office.says(CLEAN)
    await office.show()
    await office.presses("approve", "ULEAD")
    await office.show()
    (mine,), (theirs,) = cards(office, DM), cards(office, LEADERS)
    assert "Approved by <@ULEAD>" in mine
    assert "Approved by <@ULEAD>" in theirs


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message"])
async def test_a_card_that_is_gone_is_put_afresh(office: Office, error: str):
    await office.says(CLEAN)
    await office.show()
    await office.presses("approve", "ULEAD")
    office.slack.fails["chat_update"] = [error]
    await office.show()
    assert len(cards(office, LEADERS)) == 2
    assert "Approved by" in cards(office, LEADERS)[-1]


@pytest.mark.parametrize("press", ["approve", "withdraw"])
async def test_a_decision_on_a_card_that_was_lost_sight_of_has_a_card(
    office: Office, press: str
):
    """Slack has drawn it, and whoever asked for that has died."""
    await office.says(CLEAN)
    await office.show()
    office.cards.places.clear()
    await office.presses(press, "ULEAD" if press == "approve" else "UTEACH")
    await office.show()
    drawn = cards(office, LEADERS)
    assert len(drawn) == (2 if press == "approve" else 1)
    assert ("Approved by" in drawn[-1]) == (press == "approve")


async def test_what_failed_is_drawn_the_next_time_and_nothing_twice(office: Office):
    await office.says(CLEAN)
    office.slack.unreachable["UTEACH"] = "internal_error"
    with pytest.raises(Exception, match="internal_error"):
        await office.show()
    office.slack.unreachable.clear()
    await office.show()
    assert len(cards(office, LEADERS)) == 1
    assert len(cards(office, DM)) == 1


@pytest.mark.parametrize(
    "error", ["channel_not_found", "is_archived", "not_in_channel"]
)
async def test_a_lost_leaders_channel_is_told_to_the_author_until_it_is_back(
    office: Office, error: str
):
    await office.says(CLEAN)
    office.slack.unreachable[LEADERS] = error
    for _ in range(2):
        with pytest.raises(SlackError):
            await office.show()
    (mine,) = cards(office, DM)
    assert words.no_leaders(error) in mine
    office.slack.unreachable.clear()
    await office.show()
    (mine,) = cards(office, DM)
    assert words.no_leaders(error) not in mine
    assert len(cards(office, LEADERS)) == 1


async def test_a_post_that_needs_a_person_has_a_new_card_where_leaders_look(
    office: Office,
):
    await office.says(CLEAN)
    await office.show()
    await office.presses("approve", "ULEAD")
    await office.show()
    for step in (Step.SEND, Step.GIVE_UP):
        post = advance(office.post, step, GATEKEEPER, office.clock())
        await office.store.save(post, office.post, ())

    office.slack.unreachable[LEADERS] = "is_archived"
    with pytest.raises(SlackError):
        await office.show()
    office.slack.unreachable.clear()
    await office.show()
    await office.show()

    old, new = cards(office, LEADERS)
    assert words.CARD_MOVED in old
    assert words.TITLES[State.NEEDS_PERSON] in new


async def test_an_author_who_left_slack_does_not_hold_up_the_leaders(office: Office):
    await office.says(CLEAN)
    office.slack.unreachable["UTEACH"] = "user_disabled"
    await office.show()
    assert len(cards(office, LEADERS)) == 1


async def test_a_revoked_token_is_one_clear_error(office: Office):
    await office.says(CLEAN)
    office.slack.fails["chat_postMessage"] = ["token_revoked"]
    with pytest.raises(SlackError, match="SLACK_BOT_TOKEN"):
        await office.show()


async def test_the_head_is_asked_by_direct_message(office: Office):
    await office.says(CLEAN)
    await office.presses("ask_head", "ULEAD")
    await office.show()
    assert "From <@UTEACH>" in cards(office, "DHEAD")[0]
    await office.presses("approve", "UHEAD")
    await office.show()
    (asked,) = cards(office, "DHEAD")
    assert "Approved by <@UHEAD>" in asked


async def test_an_edit_while_it_waits_changes_the_card_where_it_stands(office: Office):
    await office.says(CLEAN)
    await office.show()
    await office.arrives(from_event(edited("Year 5 went.", CLEAN)))
    await office.show()
    (theirs,) = cards(office, LEADERS)
    assert "Year 5 went." in theirs


@pytest.mark.parametrize("shown_between", [True, False])
async def test_a_draft_that_comes_back_has_a_new_card_where_leaders_look(
    office: Office, *, shown_between: bool
):
    await office.says(CLEAN)
    await office.show()
    form = submitted(decide_view(office.post), "ULEAD", reason="Which farm?")
    await office.arrives(from_submission(form))
    if shown_between:
        await office.show()
        assert CLEAN not in cards(office, LEADERS)[0]
    await office.arrives(from_event(edited("Year 4 went to Hill Farm.", CLEAN)))
    await office.show()
    old, new = cards(office, LEADERS)
    assert old.count(words.CARD_MOVED)
    assert "Hill Farm" in new


async def test_photos_are_shown_once_in_the_thread_of_each_card(office: Office):
    files = with_photos(office, 2)
    await office.says(CLEAN, files=files, subtype="file_share")
    await office.show()
    await office.presses("approve", "ULEAD", ticked=2)
    await office.show()
    uploads = office.slack.sent("files_upload_v2")
    assert sorted((u["channel"], u["filename"], u["alt_txt"]) for u in uploads) == [
        (LEADERS, "photo-1.jpeg", "Picture 1"),
        (LEADERS, "photo-2.jpeg", "Picture 2"),
        (DM, "photo-1.jpeg", "Picture 1"),
        (DM, "photo-2.jpeg", "Picture 2"),
    ]


async def test_an_upload_that_failed_is_made_good_with_no_second_card(office: Office):
    await office.says(CLEAN, files=with_photos(office, 2), subtype="file_share")
    office.slack.fails["files_upload_v2"] = ["internal_error"]
    with pytest.raises(Exception, match="internal_error"):
        await office.show()
    await office.show()
    assert len(cards(office, LEADERS)) == 1
    uploads = office.slack.sent("files_upload_v2")
    assert len(uploads) == 5  # the one that failed, and each once


async def test_the_bots_copies_of_photos_are_deleted_from_slack(office: Office):
    await office.says(CLEAN, files=with_photos(office, 2), subtype="file_share")
    await office.show()
    uploads = len(office.slack.sent("files_upload_v2"))
    assert office.slack.sent("files_delete") == []

    await office.forget()

    gone = {said["file"] for said in office.slack.sent("files_delete")}
    assert gone == {f"F{n}" for n in range(1, uploads + 1)}


async def test_a_copy_that_is_gone_already_does_not_matter(office: Office):
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    await office.show()
    office.slack.fails["files_delete"] = ["file_deleted", "file_not_found"]

    await office.forget()


async def test_photos_that_are_forgotten_are_not_shown(office: Office):
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    office.photos.kept.clear()
    await office.show()
    assert office.slack.sent("files_upload_v2") == []


def news(office: Office) -> list[str]:
    return [
        m["text"] for m in office.slack.sent("chat_postMessage") if "blocks" not in m
    ]


async def test_the_author_is_told_once_that_the_post_is_out(office: Office):
    await office.says(CLEAN)
    await office.show()
    await office.presses("approve", "ULEAD")
    for step in (Step.SEND, Step.PUBLISH):
        office.store.posts[office.post.id] = advance(
            office.post, step, GATEKEEPER, office.clock()
        )
    await office.show()
    office.cards.places.pop((office.post.id, "author"))
    await office.show()
    assert news(office) == [words.PUBLISHED]


async def test_the_author_is_told_of_a_refusal_without_its_words(office: Office):
    await office.says(CLEAN)
    await office.show()
    form = submitted(decide_view(office.post), "ULEAD", reason="It shows Ottilie.")
    await office.arrives(from_submission(form))
    await office.show()
    assert news(office) == [words.RETURNED_BY_LEADER]
    assert "It shows Ottilie." in cards(office, DM)[0]


async def test_a_draft_that_is_still_being_checked_has_no_card_yet(office: Office):
    await office.says(CLEAN)
    post = office.post
    office.store.posts[post.id] = type(post)(
        post.id, post.school, post.author, post.draft, post.created_at, State.DRAFT
    )
    await office.show()
    assert office.slack.sent("chat_postMessage") == []
