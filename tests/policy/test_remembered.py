"""What a leader agreed is not a child: where it helps, and where it may not."""

import pytest

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.naming import form_of
from policy.rewrite import safe_version
from policy.terms import (
    Case,
    Claim,
    ClaimKind,
    Draft,
    Duty,
    Outcome,
    Photo,
    School,
    Verdict,
)
from policy.vouching import agreed, doubted
from vision.looking import Look

KNOWN = frozenset({"florence"})
CLAIMS = (Claim(ClaimKind.NOT_A_CHILD, "Florence", "place"),)


def case(
    text: str,
    *,
    sure: float = 0.5,
    why: str = "",
    remembered: frozenset[str] = frozenset(),
    claims: tuple[Claim, ...] = (),
) -> Case:
    """A draft in which the reader takes each Florence for a child's name."""
    names = [
        Mention(Kind.NAME, text[at : at + 8], at, sure, why)
        for at in range(len(text))
        if text[at : at + 8].casefold() == "florence"
    ]
    reading = Reading(text, tuple(names))
    return Case(Draft(text, claims=claims), reading, School(), remembered=remembered)


def outcome(text: str, **how: object) -> Verdict:
    return judge(case(text, remembered=KNOWN, **how))


def test_what_is_remembered_is_not_asked_again():
    assert judge(case("We miss Florence")).outcome is Outcome.BLOCK
    assert outcome("We miss Florence").outcome is Outcome.PASS
    assert outcome("WE MISS FLORENCE'S FOUNTAINS").outcome is Outcome.PASS


def test_author_and_leader_see_that_it_was_remembered():
    (finding,) = outcome("We miss Florence").findings
    assert (finding.clause, finding.duty) == ("2.1", Duty.NOTE)
    assert finding.text == "Florence"
    assert "take the name out" in finding.advice
    assert not finding.arguable


def test_the_safe_version_leaves_it_as_it_is():
    asked = case("We miss Florence", remembered=KNOWN)
    assert safe_version(asked, judge(asked)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Florence in Year 2 scored",
        "By Florence, 2B",
        "2B's Florence scored",
        "Nursery - Florence",
        "Our pupil Florence scored",
        "Florence, aged 7, scored",
        "Florence's mum came",
        "Florence and Florence in Year 2",
    ],
)
def test_a_pupils_context_still_blocks(text: str):
    assert outcome(text).outcome is Outcome.BLOCK


def test_a_pupil_on_the_roll_still_blocks():
    assert outcome("We miss Florence", why="on the roll").outcome is Outcome.BLOCK


def test_a_name_of_which_the_reader_is_sure_still_blocks():
    assert outcome("Well done Florence", sure=0.9).outcome is Outcome.BLOCK


def test_another_name_still_blocks():
    other = case("We miss Florence", remembered=frozenset({"flo", "florence k"}))
    assert judge(other).outcome is Outcome.BLOCK


def test_a_name_that_can_be_read_in_a_photo_still_blocks():
    look = Look(9, 9, ())
    seen = Reading("Florence", (Mention(Kind.NAME, "Florence", 0, 0.5),))
    draft = Draft("Our day", (Photo("p", "d", "Paint pots", look),))
    alts = (Reading("Paint pots"),)
    told = Case(draft, Reading("Our day"), School(), alts, None, (seen,), KNOWN)
    assert [f.text for f in judge(told).of(Duty.MUST)] == ["Florence"]


def test_a_leader_agrees_to_what_the_author_answered_for():
    assert agreed(case("We miss Florence", claims=CLAIMS)) == KNOWN
    assert agreed(case("We miss FLORENCE", claims=CLAIMS)) == KNOWN


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("We miss Florence", {}),  # nobody said so
        ("We miss Paris", {"claims": CLAIMS}),  # it is not there any more
        ("We miss Florence", {"claims": CLAIMS, "sure": 0.9}),
        ("We miss Florence", {"claims": CLAIMS, "why": "on the roll"}),
        ("Year 4's Florence taught us", {"claims": CLAIMS}),
    ],
)
def test_and_to_nothing_else(text: str, how: dict[str, object]):
    assert agreed(case(text, **how)) == frozenset()


def test_only_doubtful_names_are_looked_up():
    assert doubted(case("We miss Florence")) == KNOWN
    assert doubted(case("We miss Florence", sure=0.9)) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Florence", "FLORENCE"),
        ("Florence", "Florence\u2019s"),
        ("Florence", "florence's"),
        ("Silas", "Silas'"),
        ("St  Anne", "St Anne"),
        ("Zo\u00eb", "Zoe\u0308"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str):
    assert form_of(one) == form_of(other)


def test_two_names_are_two():
    assert form_of("Florence") != form_of("Florences")
