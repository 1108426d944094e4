"""Photos in a draft are carried, and a file that is none loses no draft."""

import aiohttp
import pytest

from bot.chat import answers
from bot.chat.slack.download import FileError
from bot.chat.slack.incoming import from_event
from bot.gate.ports import OutOfOrderError
from bot.gate.post import State
from tests.bot.chat.office import (
    DM,
    FACE,
    Json,
    Office,
    a_file,
    edited,
    with_photos,
)
from tests.fakes import KilledError
from vision.looking import Look

CLEAN = "Year 4 went to the farm."


def cards(office: Office) -> list[Json]:
    """The author's: in a direct message of their own, and no reply in a thread."""
    sent = office.slack.sent("chat_postMessage")
    return [said for said in sent if said["channel"] == "UTEACH"]


async def test_photos_are_cleaned_looked_at_and_kept(office: Office):
    await office.says(CLEAN, files=with_photos(office, 2), subtype="file_share")
    photos = office.post.draft.photos
    assert [p.alt for p in photos] == ["Picture 1", "Picture 2"]
    assert {p.id for p in photos} == set(office.photos.kept)
    assert photos[0].look == Look(4, 3, (FACE, FACE))
    assert [q.clause for q in office.post.verdict.questions] == ["3.1", "3.2"]


async def test_a_card_says_that_photos_are_looked_at_and_then_fills_in(office: Office):
    await office.says(CLEAN, files=with_photos(office, 2), subtype="file_share")
    (said,) = office.slack.sent("chat_postMessage")
    assert said["text"] == "Looking at 2 photos…"
    (place,) = office.slack.messages
    await office.show()
    (filled, *_) = office.slack.sent("chat_update")
    assert (filled["channel"], filled["ts"]) == place
    assert CLEAN in str(filled["blocks"])


async def test_only_photos_that_can_be_used_are_counted(office: Office):
    files = [*with_photos(office, 2), a_file(7)]
    office.files[a_file(7)["url_private_download"]] = b"%PDF"
    await office.says(CLEAN, files=files, subtype="file_share")
    assert "Looking at 2 photos…" in [card["text"] for card in cards(office)]


async def test_a_try_that_was_killed_while_looking_is_taken_up_in_the_same_card(
    office: Office,
):
    files = with_photos(office, 2)
    office.darkroom.is_killed = True
    with pytest.raises(KilledError):
        await office.says(CLEAN, files=files, subtype="file_share")
    assert office.post.draft.photos == ()
    await office.show()  # nothing to show yet: it was not judged
    office.darkroom.is_killed = False
    await office.says(CLEAN, files=files, subtype="file_share")
    assert len(office.post.draft.photos) == 2
    assert office.post.state is State.WAITING
    await office.show()
    assert len(cards(office)) == 1


async def test_an_edit_takes_up_a_draft_that_was_given_up_while_looking(office: Office):
    files = with_photos(office, 2)
    office.darkroom.is_killed = True
    with pytest.raises(KilledError):
        await office.says(CLEAN, files=files, subtype="file_share")
    office.darkroom.is_killed = False
    await office.arrives(from_event(edited("Year 4 and the cows.", CLEAN, files=files)))
    assert office.post.draft.text == "Year 4 and the cows."
    assert len(office.post.draft.photos) == 2


async def test_while_files_cannot_be_had_no_card_is_put_up(office: Office):
    office.files[a_file()["url_private_download"]] = aiohttp.ClientConnectionError()
    with pytest.raises(OutOfOrderError):
        await office.says(CLEAN, files=[a_file()], subtype="file_share")
    assert not office.slack.sent("chat_postMessage")


async def test_whoever_may_not_draft_has_no_photo_looked_at(office: Office):
    office = Office(staff=frozenset({"USOMEBODY"}))
    await office.says(CLEAN, files=with_photos(office), subtype="file_share")
    assert office.photos.kept == {}
    assert office.posts == []
    assert not cards(office)


async def test_where_there_is_no_photo_nothing_is_said_of_any(office: Office):
    await office.says(CLEAN)
    assert not office.slack.sent("chat_postMessage")


async def test_a_file_that_is_no_photo_loses_no_draft(office: Office):
    office.files[a_file()["url_private_download"]] = b"%PDF"
    await office.says(CLEAN, files=[a_file()], subtype="file_share")
    assert office.post.draft.photos == ()
    (said,) = office.slack.texts(DM)
    assert said == f"{answers.FLAWS['not a picture']} {answers.PHOTO_LEFT_OUT}"


async def test_a_file_that_is_no_photo_with_no_words_is_no_draft(office: Office):
    office.files[a_file()["url_private_download"]] = b"%PDF"
    await office.says("", files=[a_file()], subtype="file_share")
    assert office.posts == []
    assert office.slack.texts(DM) == [answers.FLAWS["not a picture"]]


async def test_a_missing_scope_for_files_is_said(office: Office):
    office.files[a_file()["url_private_download"]] = FileError(answers.NO_FILE_ACCESS)
    await office.says(CLEAN, files=[a_file()], subtype="file_share")
    assert "files:read" in office.slack.texts(DM)[0]


async def test_a_file_that_cannot_be_had_just_now_is_tried_again(office: Office):
    office.files[a_file()["url_private_download"]] = aiohttp.ClientConnectionError()
    with pytest.raises(OutOfOrderError):
        await office.says(CLEAN, files=[a_file()], subtype="file_share")
    assert office.posts == []


async def test_only_four_photos_are_taken(office: Office):
    await office.says(CLEAN, files=with_photos(office, 6), subtype="file_share")
    assert len(office.post.draft.photos) == 4
    assert answers.TOO_MANY_PHOTOS in office.slack.texts(DM)[0]


async def test_a_message_that_comes_again_keeps_no_photo_a_second_time(office: Office):
    files = with_photos(office)
    await office.says(CLEAN, files=files, subtype="file_share")
    office.photos.kept.clear()  # the post was over meanwhile
    await office.says(CLEAN, files=files, subtype="file_share")
    assert office.photos.kept == {}
