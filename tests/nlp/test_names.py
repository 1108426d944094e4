"""Who is named: a child, and who or what only looks like one."""

import pytest

from nlp.names import Decision, find_names
from nlp.normalise import normalise
from nlp.reading import Kind, Mention
from nlp.tagger import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


@pytest.fixture(scope="module")
def decision() -> Decision:
    return Decision.load()


def _named(tagger: Tagger, decision: Decision, text: str) -> list[Mention]:
    words = normalise(text)
    found = find_names(text, words, tagger.tag(words), decision)
    return [m for m in found if m.kind is Kind.NAME]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("well done josh", "josh"),
        ("so pleased today #ProudOfZainab", "Zainab"),
        ("By Aisha 5D", "Aisha"),
        ("Will scored twice", "Will"),
        ("KWAME'S KITE IS STILL IN THE TREE", "KWAME"),
        ("Golden Book: Nursery - Gift, Year 1 - Marvellous", "Marvellous"),
        ("Happy birthday May!", "May"),
        ("Star of the week is Oluwaseun", "Oluwaseun"),
        ("j o s h won the race", "j o s h"),
        ("A big thank you to Siân and Owain in Year 3", "Siân"),
    ],
)
def test_a_childs_name_is_seen(
    tagger: Tagger, decision: Decision, text: str, name: str
) -> None:
    assert name in [m.text for m in _named(tagger, decision, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Will we see you at the summer fair?",
        "Austen House won the cup",
        "We learned about Rosa Parks today",
        "Thank you Mrs Taylor",
        "Who made the Victoria sponge?",
        "Year 2 wrote about Florence Nightingale",
        "May half term starts on Friday",
        "We hope to see you there",
        "JS and AK have been kind all week",
        "Our trip to Cavell House and Morrisons",
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(
    tagger: Tagger, decision: Decision, text: str
) -> None:
    assert _named(tagger, decision, text) == []


def test_a_grown_up_by_first_name_is_a_doubtful_name(
    tagger: Tagger, decision: Decision
) -> None:
    (name,) = _named(tagger, decision, "Thank you Dave for mending the school boiler")
    assert name.text == "Dave"
    assert name.sure < 0.5


def test_a_name_before_a_class_is_a_sure_one(
    tagger: Tagger, decision: Decision
) -> None:
    (name,) = _named(tagger, decision, "Poem by Aisha in 5D")
    assert name.sure >= 0.8


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("what a match #GoZainab", "in a hashtag"),
        ("Great reading from Aisha in Year 3", "a first name before a class"),
        ("Solos from Kofi, Amelia and Tomasz", "a name in a list"),
        ("well done J*sh", "a name with its letters hidden"),
    ],
)
def test_what_gave_a_name_away_is_told(
    tagger: Tagger, decision: Decision, text: str, why: str
) -> None:
    assert why in [m.why for m in _named(tagger, decision, text)]


def test_names_apart_in_a_list_are_mentions_of_their_own(
    tagger: Tagger, decision: Decision
) -> None:
    named = _named(tagger, decision, "Well done Josh, Aisha and Kofi!")
    assert [m.text for m in named] == ["Josh", "Aisha", "Kofi"]


@pytest.mark.parametrize(
    "text", ["We love P.E.!", "R.E. week in Year 5", "J.S. did it"]
)
def test_a_mark_between_single_letters_is_no_name(
    tagger: Tagger, decision: Decision, text: str
) -> None:
    assert _named(tagger, decision, text) == []


def test_certainty_rises_with_the_chance(decision: Decision) -> None:
    sure = [decision.certainty(c / 20) for c in range(21)]
    assert sure == sorted(sure)
    assert sure[0] == 0.0
    assert sure[-1] > 0.95  # a few hundred mentions tell of no more
