"""A child's name that can be read in a photo sends the draft back (2.1)."""

import pytest

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.terms import (
    Case,
    Claim,
    ClaimKind,
    Draft,
    Finding,
    Outcome,
    Photo,
    School,
    Verdict,
)
from vision.looking import Box, Look, Word

SCHOOL = School()
TEXT = "Star of the week\nAmina K."
LOOK = Look(
    900,
    600,
    (),
    (
        Word(40, 250, 400, 60, "Star of the week", 0.99),
        Word(700, 20, 180, 60, "Amina K.", 0.98),
    ),
)
PLAIN = Photo("a", "0" * 64, "A wall", Look(900, 600, (), ()))
NAMED = Photo("b", "1" * 64, "A board", LOOK)


def verdict(
    sure: float = 0.95, why: str = "", school: School = SCHOOL, *claims: Claim
) -> Verdict:
    name = Mention(Kind.NAME, "Amina K.", TEXT.index("Amina"), sure, why)
    draft = Draft("Sports day!", (PLAIN, NAMED), claims)
    read = (Reading(""), Reading(""))
    seen = (Reading(""), Reading(TEXT, (name,)))
    return judge(Case(draft, Reading("Sports day!"), school, read, seen=seen))


def about_names(judged: Verdict) -> list[Finding]:
    return [finding for finding in judged.findings if finding.clause == "2.1"]


def test_it_sends_the_draft_back_and_says_where_it_is():
    judged = verdict()
    (finding,) = about_names(judged)
    assert judged.outcome is Outcome.BLOCK
    assert (finding.photo, finding.text) == (1, "Amina K.")
    assert finding.box == Box(700, 20, 180, 60)
    assert "can be read in photo 2 at the top right" in finding.advice


@pytest.mark.parametrize(
    ("box", "place"),
    [
        ((0, 0, 30, 30), "photo 2 at the top left."),
        ((400, 280, 30, 30), "photo 2 in the middle."),
        ((860, 280, 30, 30), "photo 2 on the right."),
        ((400, 560, 30, 30), "photo 2 at the bottom."),
    ],
)
def test_it_says_where_in_plain_words(box, place):
    word = Word(*box, "Amina K.", 0.9)
    photo = Photo("b", "1" * 64, "A board", Look(900, 600, (), (word,)))
    name = Mention(Kind.NAME, "Amina K.", 0)
    case = Case(
        Draft("x", (PLAIN, photo)),
        Reading("x"),
        School(),
        seen=(Reading(""), Reading("Amina K.", (name,))),
    )
    (finding,) = about_names(judge(case))
    assert place in finding.advice


def test_an_author_may_answer_for_a_doubtful_one_and_not_for_a_sure_one():
    claim = Claim(ClaimKind.NOT_A_CHILD, "Amina K.", "author")
    assert about_names(verdict(0.6, "", SCHOOL, claim)) == []
    assert len(about_names(verdict(0.95, "", SCHOOL, claim))) == 1
    assert len(about_names(verdict(0.6, "on the roll", SCHOOL, claim))) == 1


def test_a_school_may_vouch_for_one():
    school = School(vouched=frozenset({"amina k."}))
    assert about_names(verdict(0.95, "", school)) == []
    assert len(about_names(verdict(0.95, "on the roll", school))) == 1
