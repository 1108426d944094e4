"""What was read in a photo, as one text, and back to where it stands."""

from vision.looking import Box, Look, Word

LOOK = Look(
    900,
    600,
    (),
    (Word(10, 20, 300, 40, "Star of the week", 0.9), Word(10, 80, 90, 40, "Bo", 0.9)),
)


def test_lines_are_read_as_one_text():
    assert LOOK.text == "Star of the week\nBo"


def test_each_letter_is_found_again_in_the_picture():
    assert LOOK.box_at(0) == LOOK.box_at(15) == Box(10, 20, 300, 40)
    assert LOOK.box_at(17) == Box(10, 80, 90, 40)


def test_a_photo_that_nobody_has_read_says_nothing():
    assert Look(900, 600).text == ""
    assert Look(900, 600).box_at(0) is None
