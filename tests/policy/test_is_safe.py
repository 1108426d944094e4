"""A safe version is offered only where, once taken, no words stop it again."""

import pytest

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.rewrite import is_safe
from policy.terms import Case, Draft, Photo, School, Verdict
from tests.policy.marked import read
from vision.looking import Face, Look

ALONE = Photo("p", "0" * 64, "Pots.", Look(640, 480, (Face(1, 1, 50, 50, 0.9),)))


def verdict(marked: str, *photos: Photo) -> Verdict:
    reading = read(marked)
    return judge(Case(Draft(reading.text, photos), reading, School()))


@pytest.mark.parametrize(
    "left",
    [
        "[turns 7 on 4 May|date of birth]",
        "is back after [her operation|private]",
        "won, [bloody hell|profanity]",
        "and [Mei]",
    ],
)
def test_what_sent_the_draft_back_and_is_still_there_is_not_safe(left: str):
    assert not is_safe(verdict(f"A pupil {left}"), verdict(f"[Josh] {left}"))


@pytest.mark.parametrize(
    "left",
    ["and [that girl|targeted]", "[not good enough|tone]", "[is closed|channel]", ""],
)
def test_what_a_leader_may_approve_may_stay(left: str):
    assert is_safe(verdict(f"A pupil {left}"), verdict(f"[Josh] {left}"))


def test_a_photo_is_mended_by_no_words_and_stops_no_offer_of_them():
    assert is_safe(verdict("A pupil won", ALONE), verdict("[Josh] won", ALONE))


def test_initials_beside_a_face_are_words_and_do():
    draft = "[Josh] and [MK|initials] won"
    left = "A pupil and [MK|initials] won"

    assert not is_safe(verdict(left, ALONE), verdict(draft, ALONE))


def test_a_photo_that_is_stopped_for_something_new_is_not_safe():
    """As where a description was changed meanwhile."""
    alts = (Reading("Josh", (Mention(Kind.NAME, "Josh", 0),)),)
    again = judge(Case(Draft("A pupil", (ALONE,)), Reading("A pupil"), School(), alts))

    assert not is_safe(again, verdict("[Josh] won", ALONE))
