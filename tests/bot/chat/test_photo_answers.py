"""What an author answers about a photo, and what it does to the draft."""

from bot.chat.slack.cards import author_card, leaders_card
from bot.chat.slack.filled import complaints
from bot.chat.slack.incoming import from_submission
from bot.chat.slack.views import describe_view, edit_view
from bot.gate.post import State
from policy.terms import Claim, ClaimKind
from tests.bot.chat.every_card import SETTING
from tests.bot.chat.office import Office, submitted, with_photos
from tests.slack_driver import said

CLEAN = "Year 4 went to the farm."
NOBODY, ONE = b"PHOTO0", b"PHOTO1"


async def sent(office: Office, shows: bytes) -> str:
    """A draft with one photo; the digest of that photo."""
    files = with_photos(office, shows=shows)
    await office.says(CLEAN, files=files, subtype="file_share")
    return office.post.draft.photos[0].digest


async def answered(office: Office, **values: str) -> None:
    form = submitted(describe_view(office.post), "UTEACH", **values)
    await office.arrives(from_submission(form))


async def test_a_photo_with_no_face_is_asked_about_before_any_leader_sees_it(
    office: Office,
):
    digest = await sent(office, NOBODY)
    assert office.post.state is State.RETURNED
    card = said(author_card(office.post, SETTING))
    assert "Can anybody be recognised" in card
    assert "A question about your photos" in card
    assert "cannot go out as it stands" not in card

    await answered(office, **{f"recognisable:{digest}": "nobody"})
    assert office.post.state is State.WAITING
    assert "nobody can be recognised in photo 1" in said(
        leaders_card(office.post, SETTING)
    )


async def test_a_form_without_that_answer_is_not_taken(office: Office):
    digest = await sent(office, NOBODY)
    for view in (describe_view(office.post), edit_view(office.post)):
        form = submitted(view, "UTEACH")
        assert set(complaints(form["view"])) == {f"recognisable:{digest}"}
        assert from_submission(form) is None


async def test_one_person_seen_from_afar_is_one_person(office: Office):
    digest = await sent(office, NOBODY)
    await answered(office, **{f"recognisable:{digest}": "one"})
    assert office.post.state is State.RETURNED
    assert [f.clause for f in office.post.verdict.findings] == ["3.1"]

    await answered(office, **{f"adult:{digest}": "visitor"})
    assert office.post.state is State.WAITING


async def test_a_single_face_may_be_an_adults_and_a_leader_decides(office: Office):
    digest = await sent(office, ONE)
    assert office.post.state is State.RETURNED

    await answered(office, **{f"adult:{digest}": "staff"})
    assert office.post.state is State.WAITING
    assert "3.1" in {q.clause for q in office.post.verdict.questions}
    card = said(leaders_card(office.post, SETTING))
    assert "the one person in photo 1 is a member of staff" in card


async def test_that_it_is_a_child_after_all_takes_the_claim_back(office: Office):
    digest = await sent(office, ONE)
    await answered(office, **{f"adult:{digest}": "staff"})
    await answered(office, **{f"adult:{digest}": "child"})
    assert office.post.state is State.RETURNED
    assert office.post.draft.claims == ()


async def test_what_was_claimed_of_one_photo_does_not_hold_for_another(office: Office):
    digest = await sent(office, ONE)
    await answered(office, **{f"adult:{digest}": "staff"})
    (claim,) = office.post.draft.claims
    assert claim == Claim(ClaimKind.ADULT, digest, "staff")

    office.store.posts.clear()
    office.files.clear()
    assert await sent(office, b"PHOTO1 of somebody else") != digest
    assert office.post.state is State.RETURNED


async def test_the_edit_form_keeps_what_was_said_of_a_photo(office: Office):
    digest = await sent(office, NOBODY)
    await answered(office, **{f"recognisable:{digest}": "nobody"})
    form = submitted(edit_view(office.post), "UTEACH", words="Year 4 saw a farm.")
    await office.arrives(from_submission(form))
    assert office.post.state is State.WAITING
    assert len(office.post.draft.claims) == 1


async def test_both_leaders_are_named_on_the_card_and_a_second_click_is_silent(
    office: Office,
):
    files = with_photos(office)
    await office.says("Our KIT day", files=files, subtype="file_share")
    shown = office.post
    await office.presses("approve", "ULEAD", shown, ticked=2)
    await office.presses("approve", "ULEAD", shown, ticked=2)
    assert office.slack.texts("C0LEADERS") == []
    assert "a second leader has to approve it as well" in said(
        leaders_card(office.post, SETTING)
    )

    await office.presses("approve", "ULEAD", ticked=2)
    assert "You have approved it already" in office.slack.texts("C0LEADERS")[0]
    await office.presses("approve", "ULAST", ticked=2)
    assert office.post.state is State.APPROVED
    card = said(author_card(office.post, SETTING))
    assert "Approved by <@ULEAD> on" in card
    assert "and by <@ULAST> on" in card
