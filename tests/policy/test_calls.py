"""Names after a comma: somebody who is spoken to, or more of a list?"""

import pytest

from tests.policy.marked import safe

# fmt: off
LISTS = [
    ("This term's awards went to Year 6, [Josh] and [Aisha].",
     "This term's awards went to Year 6 and two of our pupils."),
    ("Readers of the week were Year 2, [Josh] and [Aisha].",
     "Readers of the week were Year 2 and two of our pupils."),
    ("Thank you to Mrs Lee, [Zara] and [Amir].",
     "Thank you to Mrs Lee and two of our pupils."),
    ("thank you to mrs lee, [zara] and [amir] for the cakes",
     "thank you to mrs lee and two of our pupils for the cakes"),
    ("Mrs Lee, [Zara] and [Amir] dug.", "Mrs Lee and two of our pupils dug."),
]

CALLS = [
    ("Great work today, [Josh]!", "Great work today!"),
    ("What a day, [Josh] and [Aisha]!", "What a day!"),
    ("We will miss you, [Josh] and [Aisha].", "We will miss you."),
    ("We are proud of you, [Josh] and [Aisha].", "We are proud of you."),
    ("Thank you for the cakes, [Josh] and [Aisha]!", "Thank you for the cakes!"),
    ("Welcome to Year 4, [Josh] and [Aisha]!", "Welcome to Year 4!"),
    ("Welcome to our school, [Josh]!", "Welcome to our school!"),
    ("Great work in Year 4, [Josh] and [Aisha]!", "Great work in Year 4!"),
    ("Good luck in London, [Josh].", "Good luck in London."),
    ("See you on Monday, [Josh]!", "See you on Monday!"),
]

NEITHER = [
    ("On Monday, [Josh] and [Aisha] won.", "On Monday, two of our pupils won."),
    ("In Year 4, [Josh] and [Aisha] won.", "In Year 4, two of our pupils won."),
]

CANNOT_BE_TOLD = [
    "Great work from the choir, [Josh] and [Aisha].",
    "We met the mayor, [Josh] and [Aisha].",
    "Prizes for the choir, [Josh] and [Aisha].",
    "Thank you to Mrs Lee, [Zara].",
    "Goals from [Khan] in Year 6, [Patel] and [Jones].",
]

YOU = [
    ("Proud of you [Josh]", "Proud of you"),
    ("So proud of you [Josh] and [Mei]!", "So proud of you!"),
    ("Proud of you [Josh] for trying", "Proud of you for trying"),
    ("We told you [Josh] would win", "We told you a pupil would win"),
    ("I give you [Josh], our king", "I give you a pupil, our king"),
]
# fmt: on


@pytest.mark.parametrize(("before", "after"), LISTS)
def test_nobody_is_dropped_from_a_list(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize(("before", "after"), CALLS)
def test_whoever_is_spoken_to_is_left_out(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize(("before", "after"), NEITHER)
def test_a_comma_may_be_neither(before: str, after: str):
    assert safe(before) == after


@pytest.mark.parametrize("before", CANNOT_BE_TOLD)
def test_where_that_cannot_be_told_nothing_is_offered(before: str):
    assert safe(before) == ""


@pytest.mark.parametrize(("before", "after"), YOU)
def test_you_need_no_name(before: str, after: str):
    assert safe(before) == after
