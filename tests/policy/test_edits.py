"""Edits to a text, by place."""

import pytest

from policy.edits import Edit, apply, begins_sentence, dropped


def test_edits_are_put_in_wherever_they_stand_in_the_list():
    assert apply("one two three", [Edit(8, 13, "3"), Edit(0, 3, "1")]) == "1 two 3"


def test_where_two_edits_meet_the_first_stands():
    assert apply("one two three", [Edit(0, 7, "1"), Edit(4, 13, "2")]) == "1 three"


def test_a_word_goes_with_one_space():
    text = "See it today"

    assert apply(text, [dropped(text, 4, 6)]) == "See today"


def test_the_next_word_takes_the_capital_of_a_first_word_that_goes():
    text = "Josh you won"

    assert apply(text, [dropped(text, 0, 4)]) == "You won"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("word", True),
        ("We won. word", True),
        ('We won! "word"', True),
        ("We won\n- word", True),
        ("We won... word", False),
        ("We word", False),
        ("Go #word", False),
    ],
)
def test_whether_a_word_begins_a_sentence(text: str, *, begins: bool):
    assert begins_sentence(text, text.index("word")) is begins
