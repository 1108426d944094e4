"""What can be read in a photo, and where it stands."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.vision.drawn import saved
from vision.look import look
from vision.words import find_words

WALL = (176, 168, 150)


def board(
    *lines: tuple[str, int, int, int], size: tuple[int, int] = (1200, 800)
) -> Image.Image:
    """Lines of (text, x, y, height) on a wall, in the typeface that Pillow brings."""
    image = Image.new("RGB", size, WALL)
    pen = ImageDraw.Draw(image)
    for text, x, y, high in lines:
        pen.text((x, y), text, (30, 30, 60), font=ImageFont.load_default(high))
    return image


def texts(image: Image.Image) -> list[str]:
    return [word.text for word in find_words(np.asarray(image))]


def test_a_line_is_read_where_it_stands():
    (word,) = find_words(np.asarray(board(("Star of the week", 300, 200, 60))))
    assert word.text == "Star of the week"
    assert word.score > 0.9
    assert (word.x, word.y) == pytest.approx((300, 205), abs=25)
    assert (word.w, word.h) == pytest.approx((470, 60), abs=45)


def test_lines_come_from_the_top_and_from_the_left():
    image = board(
        ("Owls", 700, 90, 50), ("Bats", 100, 100, 50), ("Newts", 100, 500, 50)
    )
    assert texts(image) == ["Bats", "Owls", "Newts"]


@pytest.mark.parametrize("angle", [-15, 8, 90, 180, 270])
def test_a_line_is_read_held_any_way(angle):
    turned = board(("Pond dipping", 350, 300, 70)).rotate(angle, fillcolor=WALL)
    assert texts(turned) == ["Pond dipping"]


def test_small_letters_in_a_large_photo_are_read():
    image = board(("Compost bin", 1400, 900, 24), size=(2048, 1536))
    assert texts(image) == ["Compost bin"]


def test_a_dark_photo_is_read():
    dark = board(("Wet paint", 300, 300, 60)).point(lambda level: level // 5)
    assert texts(dark) == ["Wet paint"]


def test_lines_that_stand_close_and_are_held_askew_are_all_read():
    lines = ("Certificate of Achievement", "awarded to Oak Class", "for super effort")
    close = board(*((line, 200, 250 + 90 * n, 60) for n, line in enumerate(lines)))
    assert sorted(texts(close.rotate(-14, fillcolor=WALL))) == sorted(lines)


def test_a_line_inside_one_huge_letter_is_read():
    image = board(("D", 370, -6, 650), ("Lunch box", 540, 380, 36))
    assert "Lunch box" in texts(image)


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (900, 600), WALL),
        Image.effect_noise((900, 600), 90).convert("RGB"),
        Image.new("RGB", (3, 2)),
        Image.new("RGB", (2048, 1)),
    ],
    ids=["a bare wall", "noise", "a very small picture", "a very wide one"],
)
def test_nothing_is_read_where_nothing_stands(image):
    assert texts(image) == []


def test_a_look_tells_faces_and_words():
    seen = look(saved(board(("Lost property", 300, 200, 60)), "PNG"))
    assert seen.faces == ()
    assert [word.text for word in seen.words or ()] == ["Lost property"]
