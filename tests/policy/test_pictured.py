"""What can be read in a photo is judged as the words are (2.2, 5.1, 5.6)."""

import pytest

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.terms import Case, Draft, Duty, Finding, Outcome, Photo, School, Verdict
from tests.policy.marked import read
from vision.looking import Box, Look, Word

SCHOOL = School()


def verdict(marked: str, school: School = SCHOOL) -> Verdict:
    """Of a photo in which these lines stand, one below the other."""
    seen = read(marked)
    lines = tuple(
        Word(0, 40 * at, 400, 30, line, 0.9)
        for at, line in enumerate(seen.text.split("\n"))
    )
    photo = Photo("p", "0" * 64, "A wall", Look(400, 600, (), lines))
    reading = Reading("Art week")
    alts = (Reading("A wall"),)
    return judge(Case(Draft("Art week", (photo,)), reading, school, alts, seen=(seen,)))


def about_it(marked: str, school: School = SCHOOL) -> list[Finding]:
    return [f for f in verdict(marked, school).findings if f.text]


PRIVATE = [
    "If lost ring [07700 900123|phone]",
    "[07700 900123|phone]",
    "Mum\n[01632 960123|phone]",
    "[12 Quarry Road|address]",
    "Please return to\n[12 Quarry Road|address]\nKeys Ltd",
    "[sam.k@mail.example|e-mail]",
    "[DOB 4/5/2018|date of birth]\nSmith Ltd",
]

PUBLIC = [
    "[01632 960123|phone]",
    "Smith Roofing Ltd\n[07700 900123|phone]",
    "Free quotes [07700 900123|phone]",
    "The Corner Bakery\n[22 High Street|address]",
    "Larkspur Primary School\n14 Mill Road\n[BL3 5TY|address]",
    "Summer fair\nTickets: [sue@mail.example|e-mail]",
]


@pytest.mark.parametrize("marked", PRIVATE)
def test_how_to_find_somebody_sends_the_draft_back(marked: str):
    (finding,) = about_it(marked)

    assert (finding.clause, finding.duty) == ("2.2", Duty.MUST)
    assert "can be read in photo 1" in finding.advice
    assert finding.text not in finding.advice


@pytest.mark.parametrize("marked", PUBLIC)
def test_what_a_sign_tells_everybody_is_for_people_to_weigh(marked: str):
    (finding,) = about_it(marked)

    assert (finding.clause, finding.duty) == ("2.2", Duty.SHOULD)


def test_a_childs_name_near_it_makes_it_the_childs():
    marked = "Larkspur School\n[Zara]\n[01632 960123|phone]"

    assert [f.duty for f in about_it(marked)] == [Duty.MUST, Duty.MUST]


def test_what_stands_far_away_says_nothing_of_it():
    far = "\n".join(["Smith Roofing Ltd", "a", "b", "c", "[07700 900123|phone]"])

    (finding,) = about_it(far)
    assert finding.duty is Duty.MUST


def test_the_own_domain_of_an_address_makes_no_sign_of_it():
    (finding,) = about_it("[sam@www.shop.example|e-mail]")

    assert finding.duty is Duty.MUST


def test_a_school_may_vouch_for_a_number():
    school = School(vouched=frozenset({"07700 900123"}))

    assert about_it("[07700 900123|phone]", school) == []


def test_what_offends_sends_the_draft_back():
    found = verdict("Keep out\n[bloody hell|profanity]")

    (finding,) = found.of(Duty.MUST)
    assert finding.clause == "5.1"
    assert finding.box == Box(0, 40, 400, 30)
    assert "photo 1 at the top" in finding.advice


@pytest.mark.parametrize("tells_lead", [True, False])
def test_words_of_harm_stop_it_and_nothing_else_is_said(*, tells_lead: bool):
    school = School(tells_lead=tells_lead)
    found = verdict("[Zara]\nMy [dad hits\nme|disclosure]", school)

    (finding,) = found.findings
    assert found.disclosure
    assert (finding.clause, finding.photo) == ("5.6", 0)
    assert finding.box == Box(0, 40, 400, 30)
    assert "safeguarding lead" in finding.advice
    assert ("Schoolgate tells them" in finding.advice) is tells_lead


@pytest.mark.parametrize("kind", [Kind.TONE, Kind.REPLY, Kind.GRAVE, Kind.HANDLE])
def test_advice_on_manner_is_for_the_authors_own_words(kind: Kind):
    seen = Reading("Vote now", (Mention(kind, "Vote now", 0),))
    photo = Photo("p", "0" * 64, "A wall")
    case = Case(Draft("Art", (photo,)), Reading("Art"), School(), seen=(seen,))

    assert [f for f in judge(case).findings if f.text] == []


def test_where_nobody_looked_no_place_is_told():
    seen = read("[07700 900123|phone]")
    photo = Photo("p", "0" * 64, "A wall")
    case = Case(Draft("Art", (photo,)), Reading("Art"), School(), seen=(seen,))

    found = judge(case)

    assert found.outcome is Outcome.BLOCK
    assert found.of(Duty.MUST)[0].box is None
