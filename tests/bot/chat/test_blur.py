"""An author has faces blurred with a press, sees it first, and can undo it."""

from datetime import timedelta

import pytest

from bot.chat import answers
from bot.chat.slack.buttons import author_buttons
from bot.chat.slack.drawing import PREVIEW
from bot.chat.slack.incoming import from_event, from_submission
from bot.chat.slack.parts import PARTS
from bot.chat.slack.presses import BLUR_BOTH, BLUR_NAMES, Press
from bot.chat.slack.views import blur_view
from bot.gate.copies import proposed
from bot.gate.post import State
from tests.bot.chat.office import (
    DM,
    FACE,
    NAMED,
    Json,
    Office,
    edited,
    submitted,
    with_photos,
)
from tests.fakes import KilledError
from vision.looking import Look

CLEAN = "Year 4 went to the farm."
ONE_FACE = b"PHOTO1"


async def drafted(office: Office, shows: bytes = ONE_FACE, count: int = 1) -> None:
    files = with_photos(office, count, shows)
    await office.says(CLEAN, files=files, subtype="file_share")
    await office.show()


async def blurs(office: Office, *numbers: int, user: str = "UTEACH") -> None:
    """Ticks the first face of each of these photos."""
    photos = office.post.draft.photos
    ticked: Json = {f"{PARTS}{photos[n].id}:0": "0" for n in numbers}
    view = blur_view(office.post)
    for block in view["blocks"]:
        if block["type"] == "input":
            block["element"].pop("initial_options", None)
    await office.arrives(from_submission(submitted(view, user, **ticked)))


def buttons(message: Json) -> list[str]:
    return [
        element["action_id"]
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def labels(office: Office) -> dict[str, str]:
    """Of each button on the author's card."""
    made = author_buttons(office.post, office.head)
    return {button["action_id"]: button["text"]["text"] for button in made}


def offer(office: Office) -> Json:
    return [
        said
        for said in office.slack.messages.values()
        if Press.TAKE_BLUR in buttons(said | {"blocks": said.get("blocks") or []})
    ][-1]


async def test_the_card_of_a_photo_with_a_face_has_a_button_to_blur_it(office: Office):
    await drafted(office)
    card = office.slack.sent("chat_update")[-1]
    assert Press.BLUR_FOUND in buttons(card)
    assert Press.UNBLUR not in buttons(card)


async def test_the_form_lists_the_faces_and_has_them_ticked(office: Office):
    await drafted(office, b"PHOTO2")
    (field,) = [b for b in blur_view(office.post)["blocks"] if b["type"] == "input"]
    labels = [option["text"]["text"] for option in field["element"]["options"]]
    assert labels[0] == answers.ALL_FACES.format(count=2)
    assert len(labels) == 3
    assert field["element"]["initial_options"] == field["element"]["options"]


async def test_a_blurred_photo_is_shown_before_it_is_taken(office: Office):
    await drafted(office)
    (photo,) = office.post.draft.photos
    await blurs(office, 0)
    preview = office.slack.sent("files_upload_v2")[-1]
    assert preview["content"] == b"BEFORE AND AFTER"
    assert preview["channel"] == DM
    assert buttons(offer(office)) == [Press.TAKE_BLUR, Press.BLUR, Press.LEAVE_BLUR]
    assert office.post.draft.photos == (photo,)
    assert proposed(photo) in office.photos.kept


async def test_one_press_blurs_every_face(office: Office):
    await drafted(office, b"PHOTO2", count=2)
    await office.presses(Press.BLUR_FOUND, "UTEACH")
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    looks = [photo.look for photo in office.post.draft.photos]
    assert [look and look.faces for look in looks] == [(), ()]


async def test_one_press_blurs_a_name_and_leaves_a_group_of_faces(office: Office):
    await drafted(office, b"PHOTO2" + NAMED)
    assert labels(office)[Press.BLUR_FOUND] == BLUR_NAMES
    await office.presses(Press.BLUR_FOUND, "UTEACH")
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    (photo,) = office.post.draft.photos
    assert photo.look == Look(4, 3, (FACE, FACE))
    assert office.post.state is State.WAITING


async def test_one_press_blurs_one_face_and_a_name_together(office: Office):
    await drafted(office, ONE_FACE + NAMED)
    assert labels(office)[Press.BLUR_FOUND] == BLUR_BOTH
    await office.presses(Press.BLUR_FOUND, "UTEACH")
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    (photo,) = office.post.draft.photos
    assert photo.look == Look(4, 3, ())


async def test_the_form_has_ticked_what_must_not_be_seen(office: Office):
    await drafted(office, b"PHOTO2" + NAMED)
    (field,) = [b for b in blur_view(office.post)["blocks"] if b["type"] == "input"]
    (ticked,) = field["element"]["initial_options"]
    assert "JOSH" in ticked["text"]["text"]


async def test_a_photo_that_is_blurred_twice_is_still_the_one_that_was_sent(
    office: Office,
):
    await drafted(office, ONE_FACE + NAMED)
    (sent,) = office.post.draft.photos
    await blurs(office, 0)
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    await office.presses(Press.BLUR_FOUND, "UTEACH")
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    (photo,) = office.post.draft.photos
    assert photo.look == Look(4, 3, ())
    assert photo.blurred_from == sent.id
    assert set(office.photos.kept) == {photo.id, sent.id}
    await office.presses(Press.UNBLUR, "UTEACH")
    assert office.post.draft.photos == (sent,)


async def test_a_blurred_photo_that_is_taken_is_judged_by_its_pixels(
    office: Office,
):
    await drafted(office)
    (photo,) = office.post.draft.photos
    await blurs(office, 0)
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    (taken,) = office.post.draft.photos
    assert taken.blurred_from == photo.id
    assert taken.digest != photo.digest
    assert taken.alt == photo.alt
    assert taken.look is not None
    assert taken.look.faces == ()
    assert not [f for f in office.post.verdict.findings if f.clause == "3.1"]


async def test_the_offer_and_its_pictures_go_once_it_is_taken(office: Office):
    await drafted(office)
    await blurs(office, 0)
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    assert len(office.slack.sent("files_delete")) == 1
    assert office.slack.sent("chat_update")[-1]["text"] == answers.BLUR_TAKEN


async def test_the_photo_without_the_blur_goes_from_slack_once_it_is_taken(
    office: Office,
):
    await drafted(office)
    shown = len(office.slack.sent("files_upload_v2"))
    await blurs(office, 0)
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    await office.show()
    assert len(office.slack.sent("files_delete")) == shown + 1  # and the preview
    kept = [key for key in office.cards.places if key[1].startswith("file ")]
    (taken,) = office.post.draft.photos
    assert all(audience.endswith(taken.id) for _, audience in kept)


async def test_a_blur_that_is_left_leaves_nothing_behind(office: Office):
    await drafted(office)
    (photo,) = office.post.draft.photos
    await blurs(office, 0)
    await office.presses(Press.LEAVE_BLUR, "UTEACH")
    assert office.post.draft.photos == (photo,)
    assert set(office.photos.kept) == {photo.id}
    assert office.slack.sent("chat_update")[-1]["text"] == answers.BLUR_LEFT


async def test_a_blur_can_be_undone(office: Office):
    await drafted(office)
    (photo,) = office.post.draft.photos
    await blurs(office, 0)
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    await office.presses(Press.UNBLUR, "UTEACH")
    assert office.post.draft.photos == (photo,)
    assert office.post.state is State.RETURNED


async def test_only_the_photos_that_were_ticked_are_blurred(office: Office):
    await drafted(office, b"PHOTO2", count=3)
    one, two, three = office.post.draft.photos
    await blurs(office, 0, 2)
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    first, second, third = office.post.draft.photos
    assert (first.blurred_from, third.blurred_from) == (one.id, three.id)
    assert second == two


async def test_a_second_click_is_met_with_silence(office: Office):
    await drafted(office)
    await blurs(office, 0)
    shown = office.post
    await office.presses(Press.TAKE_BLUR, "UTEACH", shown)
    after = office.post
    await office.presses(Press.TAKE_BLUR, "UTEACH", shown)
    assert office.post == after
    assert not office.slack.sent("chat_postEphemeral")


@pytest.mark.parametrize("press", [Press.TAKE_BLUR, Press.UNBLUR])
async def test_a_change_that_died_before_its_check_is_finished(
    office: Office, press: Press
):
    await drafted(office)
    await blurs(office, 0)
    if press is Press.UNBLUR:
        await office.presses(Press.TAKE_BLUR, "UTEACH")
    shown = office.post
    office.store.dies_after = State.DRAFT
    with pytest.raises(KilledError):
        await office.presses(press, "UTEACH", shown)
    assert office.post.state is State.DRAFT

    await office.presses(press, "UTEACH", shown)

    assert office.post.state is State.RETURNED
    (photo,) = office.post.draft.photos
    assert bool(photo.blurred_from) is (press is Press.TAKE_BLUR)
    assert (office.post.id, PREVIEW) not in office.cards.places


async def test_nobody_blurs_the_photos_of_somebody_else(office: Office):
    await drafted(office)
    await blurs(office, 0, user="ULEAD")
    assert len(office.photos.kept) == 1


async def test_a_photo_that_cannot_be_blurred_well_is_refused_with_a_sentence(
    office: Office,
):
    await drafted(office, b"PHOTO9")
    await blurs(office, 0)
    assert answers.BLUR_FAILED in office.slack.texts("UTEACH")
    assert len(office.photos.kept) == 1


async def test_no_tick_is_answered_with_a_sentence(office: Office):
    await drafted(office)
    await blurs(office)
    assert answers.NOTHING_TO_BLUR in office.slack.texts("UTEACH")


async def test_an_edit_of_the_message_keeps_the_blur(office: Office):
    await drafted(office)
    await blurs(office, 0)
    await office.presses(Press.TAKE_BLUR, "UTEACH")
    files = with_photos(office, 1, ONE_FACE)
    await office.arrives(from_event(edited("Year 4 and the cows.", CLEAN, files=files)))
    (photo,) = office.post.draft.photos
    assert photo.blurred_from


async def test_every_copy_is_gone_once_the_post_is_over(office: Office):
    await drafted(office)
    await blurs(office, 0)
    await office.presses(Press.WITHDRAW, "UTEACH")
    await office.forget()
    office.clock.pass_by(timedelta(minutes=1))
    assert not [key for key in office.cards.places if key[1].startswith("file ")]
