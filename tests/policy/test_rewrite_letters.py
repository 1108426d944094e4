"""Letters that only look like letters, in the safe version (5.7)."""

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.rewrite import safe_version
from policy.terms import Case, Draft, School

FANCY = "\U0001d5dd\U0001d5fc\U0001d600\U0001d5f5"  # "Josh" in mathematical bold
JOSH = Mention(Kind.FANCY, FANCY, 0, mend="Josh")


def safe(*mentions: Mention) -> str:
    text = f"{FANCY} is out"
    case = Case(Draft(text), Reading(text, mentions), School())
    return safe_version(case, judge(case))


def test_fake_letters_are_made_plain():
    assert safe(JOSH) == "Josh is out"


def test_a_name_in_fake_letters_goes_and_does_not_come_back_plain():
    name = Mention(Kind.NAME, FANCY, 0)

    assert "Josh" not in safe(JOSH, name)
    assert FANCY not in safe(JOSH, name)
