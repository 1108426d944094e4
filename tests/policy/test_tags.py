"""Hashtags, handles and links that name somebody, in a sentence and out of one."""

import pytest

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.rewrite import safe_version
from policy.terms import Case, Draft, School
from tests.policy.marked import safe

# fmt: off
TAGS = [
    ("Congratulations to #Team[Josh]!", "Congratulations to a pupil's team!"),
    ("A big thank you to #Team[Josh] for the cakes.",
     "A big thank you to a pupil's team for the cakes."),
    ("Ours is #[Josh]", "Ours is a pupil"),
    ("First in: #[Josh]", "First in: a pupil"),
    ("Our #Team[Josh] bake sale", "Our bake sale"),
    ("Well done #Team[Josh]!", "Well done!"),
    ("What a day! #Team[Josh]", "What a day!"),
    ("What a day! #[Zara]Rocks", "What a day!"),
]

LEFT_HANGING = [
    "So proud of #Team[Josh] and #[Zara]Rocks",
    "We are #Team[Josh]",
    "Our squad: #[Josh] #[Zara] #[Mei]",
    "Washed by #[Nell]sNan",
]

LINKS = [
    ("Great day! x.example/josh", "Great day!"),
    ("Great day at the fair x.example/josh", "Great day at the fair"),
    ("See x.example/josh for more", ""),
    ("More here: x.example/josh", ""),
    ("Read on at x.example/josh", ""),
    ("We put x.example/josh online", ""),
]

HANDLES = [
    ("Cake by @joshbakes", "Cake by a friend of the school"),
    ("@joshbakes has won Gold", "A friend of the school has won Gold"),
    ("Well done! @joshbakes", "Well done!"),
    ("Watch @joshbakes on Friday", ""),
    ("Look what @joshbakes made", ""),
]
# fmt: on


def without(text: str, kind: Kind, begins: str) -> str:
    """The safe version, where one word of the text is such a thing and names josh."""
    at = text.index(begins)
    words = text[at:].split(" ", maxsplit=1)[0]
    name = Mention(Kind.NAME, "josh", text.index("josh"))
    reading = Reading(text, (Mention(kind, words, at), name))
    case = Case(Draft(text), reading, School())
    return safe_version(case, judge(case))


@pytest.mark.parametrize(("before", "after"), TAGS)
def test_a_hashtag_leaves_a_whole_sentence(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize("before", LEFT_HANGING)
def test_where_it_would_leave_none_nothing_is_offered(before: str):
    assert safe(before) == ""


@pytest.mark.parametrize(("before", "after"), LINKS)
def test_a_link_goes_only_where_no_word_points_to_it(before: str, after: str):
    assert without(before, Kind.LINK, "x.example") == after


@pytest.mark.parametrize(("before", "after"), HANDLES)
def test_a_handle_is_a_friend_where_its_sentence_needs_one(before: str, after: str):
    assert without(before, Kind.HANDLE, "@") == after
