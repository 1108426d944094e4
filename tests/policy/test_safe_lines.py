"""What stands on one line says nothing of a name on another."""

import pytest

from tests.policy.marked import safe

# fmt: off
LINES = [
    ("Year 1: [Zara]\nYear 2: [Amir]\nYear 3: [Leo]",
     "Year 1: a pupil\nYear 2: a pupil\nYear 3: a pupil"),
    ("Stars\n1A [Zara]\n1B [Amir]", "Stars\nA 1A pupil\nA 1B pupil"),
    ("A big well done to [Zara]\nYear 4 swim on Monday.",
     "A big well done to a pupil\nYear 4 swim on Monday."),
    ("Congratulations to [Josh] and [Aisha]\nClass 5 are off to the zoo.",
     "Congratulations to two of our pupils\nClass 5 are off to the zoo."),
    ("Well done Year 4\n[Zara] came first.", "Well done Year 4\nA pupil came first."),
    ("Well done\nYear 4 [Josh]", "Well done\nA Year 4 pupil"),
    ("Thank you\n[Josh] won.", "Thank you\nA pupil won."),
    ("Meet our\n[Josh] won.", "Meet our\nA pupil won."),
    ("Meet our captain\n[Josh] won.", "Meet our captain\nA pupil won."),
    ("Well done [Josh]\nYou all ran.", "Well done to a pupil\nYou all ran."),
    ("Led by the [Khans]\nFamily day.", "Led by a family\nFamily day."),
    ("Team A.\n[Josh] won.", "Team A.\nA pupil won."),
    ("yr 2s [Josh] and [Mei] ran", "Two of our yr 2 pupils ran"),
    # on one line a class still belongs to the name beside it
    ("Well done Year 4 [Josh]", "Well done to a Year 4 pupil"),
    ("[Josh] in Year 4 won", "A Year 4 pupil won"),
]
# fmt: on


@pytest.mark.parametrize(("before", "after"), LINES)
def test_a_name_keeps_to_its_line(before: str, after: str):
    assert safe(before) == after
