"""Whoever plays a part keeps it throughout, and no grown-up becomes a pupil."""

import pytest

from tests.policy.marked import safe

# fmt: off
PARTS = [
    ("Our cook [Sam] made paella. Thank you [Sam].",
     "Our cook made paella. Thank you to the cook."),
    ("Thank you [Sam]. Our cook [Sam] made paella.",
     "Thank you to the cook. Our cook made paella."),
    ("Our TA [Lucy] is leaving us. We will miss [Lucy].",
     "Our TA is leaving us. We will miss the TA."),
    ("HLTA [Lucy] sang", "The HLTA sang"),
    ("Author [Tom] came to read. [Tom] was brilliant.",
     "The author came to read. The author was brilliant."),
    ("Lollipop lady [Jean] retires. We love [Jean]'s hat.",
     "The lollipop lady retires. We love the lollipop lady's hat."),
    ("Firefighter [Tom] came. Look at our [Tom] go.",
     "The firefighter came. Look at our firefighter go."),
    ("A firefighter called [Tom] came. Lovely [Tom] waved.",
     "A firefighter came. The lovely firefighter waved."),
    ("Teaching assistant [Bo] and caretaker [Al] ran.",
     "The teaching assistant and the caretaker ran."),
    ("His grandad [Joe] and nan [Jean] read.", "His grandad and the nan read."),
    ("Thank you to Year 4 teacher [Sam] for the cakes.",
     "Thank you to a Year 4 teacher for the cakes."),
    ("Our cook [Sam] made soup. [Josh] ate it.", "Our cook made soup. A pupil ate it."),
    ("Captain [Josh] led. [Josh] scored.", "The captain led. The captain scored."),
    ("Teachers [Sam] and [Bo] ran.", "The teachers ran."),
    ("On the coach [Josh] sang.", "On the coach a pupil sang."),
    ("ta [josh] for the cake", "ta a pupil for the cake"),
    ("We met a visitor, [Josh]'s nan.", "We met a visitor, a pupil's nan."),
    ("Fun for the whole coach, [Bo] from 6M", "Fun for the whole coach, a 6M pupil"),
    ("[Mei] Cook won", "A pupil won"),
]

NOBODY_KNOWS = [
    "[Sam], our cook, made paella. Thank you [Sam].",
    "[Sam] is our new caretaker.",
    "[Sam] the cook made paella.",
    "Our cook [Sam] and [Lucy] made paella.",
    "Our cook [Sam] made paella. Thank you [Sam] and [Zara].",
    "Teachers [Sam] and [Bo] ran. [Sam] won.",
    "Our lunch supervisors [Sam] and [Bo]. Thank you [Sam].",
    "Thanks to the joiner [Bill] for our shed.",
    "Our eco warrior [Sam] switched it off.",
]
# fmt: on


@pytest.mark.parametrize(("before", "after"), PARTS)
def test_a_part_stands_for_whoever_plays_it(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize("before", NOBODY_KNOWS)
def test_where_no_word_is_true_nothing_is_offered(before: str):
    assert safe(before) == ""
