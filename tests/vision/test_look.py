"""None, one, or a group: what decides whether a photo may go out."""

import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance

from tests.vision.drawn import saved, scene
from vision.faces import find_faces
from vision.look import look

PHOTO = Image.open(Path(__file__).parent / "astronaut.jpg").convert("RGB")
HEAD = PHOTO.crop((130, 20, 320, 230))  # the face in it is 90 pixels wide


def count(image: Image.Image) -> int:
    return len(find_faces(np.asarray(image)))


def on_grey(*heads: tuple[Image.Image, int, int]) -> Image.Image:
    image = Image.new("RGB", (2048, 1365), (120, 120, 110))
    for head, x, y in heads:
        image.paste(head, (x, y))
    return image


def test_one_face_is_found_where_it_is():
    seen = look(saved(PHOTO, "JPEG"))
    (face,) = seen.faces or ()
    assert (seen.width, seen.height) == PHOTO.size
    # Her eyes are about (205, 110) and (248, 112), her chin about (225, 175).
    assert 160 < face.x < 205
    assert 248 < face.x + face.w < 290
    assert 40 < face.y < 110
    assert 160 < face.y + face.h < 200
    assert 0.5 < face.score <= 1


@pytest.mark.parametrize("angle", range(0, 360, 45))
def test_one_face_is_one_face_held_any_way(angle):
    turned = PHOTO.rotate(angle, expand=True, fillcolor=(90, 90, 90))
    assert count(turned) == 1


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_half_a_face_behind_a_book_is_found_held_any_way(angle):
    head = HEAD.resize((633, 700))
    head.paste((120, 120, 110), (0, 315, 633, 700))
    head = head.rotate(angle, expand=True)
    assert count(on_grey((head, 300, 300))) == 1


@pytest.mark.parametrize("turns", range(4))
def test_a_face_in_a_turned_picture_is_where_it_was_turned_to(turns):
    (upright,) = find_faces(np.asarray(PHOTO))
    wide, high = PHOTO.size
    x, y = upright.x + upright.w / 2, upright.y + upright.h / 2
    middle = [(x, y), (y, wide - x), (wide - x, high - y), (high - y, x)][turns]
    (face,) = find_faces(np.rot90(np.asarray(PHOTO), turns))
    found = face.x + face.w / 2, face.y + face.h / 2
    assert found == pytest.approx(middle, abs=20)


@pytest.mark.parametrize("wide", [300, 120, 60, 40])
def test_a_face_near_and_far_is_one_face(wide):
    size = round(190 * wide / 90), round(210 * wide / 90)
    image = on_grey((HEAD.resize(size), 900, 300))
    (face,) = find_faces(np.asarray(image))
    assert face.w == pytest.approx(wide, rel=0.25)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("around", [55, 65, 80])
def test_a_face_that_fills_the_picture_is_one_face(around, angle):
    high = around * 3 // 4
    near = PHOTO.crop((240 - around, 130 - high, 240 + around, 130 + high))
    near = near.resize((2048, 1536), Image.Resampling.BICUBIC)
    assert count(near.rotate(angle, expand=True)) == 1


@pytest.mark.parametrize("people", [2, 3, 5, 8, 12])
def test_a_group_is_counted_in_any_size_and_light(people):
    chance = random.Random(people)  # noqa: S311 - the same groups each time
    places = [(column, row) for column in range(4) for row in range(3)]
    heads: list[tuple[Image.Image, int, int]] = []
    for column, row in chance.sample(places, people):
        large = chance.uniform(0.6, 1.9)
        head = HEAD.resize((round(190 * large), round(210 * large)))
        head = ImageEnhance.Brightness(head).enhance(chance.uniform(0.4, 1.4))
        heads.append((head, column * 512 + 40, row * 455 + 20))
    assert count(on_grey(*heads)) == people


def hands() -> Image.Image:
    """Skin colours and round shapes, and no face."""
    image = Image.new("RGB", (900, 700), (200, 210, 190))
    pen = ImageDraw.Draw(image)
    for finger in range(5):
        left = 200 + finger * 90
        pen.rounded_rectangle((left, 150, left + 60, 420), 30, fill=(224, 172, 140))
    pen.ellipse((190, 360, 640, 660), fill=(224, 172, 140))
    return image


NO_FACE = {
    "flat colours": scene(800, 600),
    "hands": hands(),
    "noise": Image.effect_noise((800, 600), 90).convert("RGB"),
    "the back of a head": on_grey((HEAD.crop((0, 0, 190, 60)), 900, 500)),
    "a very small picture": Image.new("RGB", (3, 2)),
    "a very wide one": Image.new("RGB", (2048, 1)),
}


@pytest.mark.parametrize("image", NO_FACE.values(), ids=NO_FACE.keys())
def test_no_face_is_seen_where_there_is_none(image):
    assert count(image) == 0


def test_a_face_that_is_covered_is_not_a_face_any_more():
    (face,) = find_faces(np.asarray(PHOTO))
    covered = PHOTO.copy()
    box = (face.x, face.y, face.x + face.w, face.y + face.h)
    covered.paste(PHOTO.crop(box).resize((6, 8)).resize((face.w, face.h)), box)
    assert count(covered) == 0


def test_a_black_and_white_photo_is_looked_at_too():
    assert len(look(saved(PHOTO.convert("L"), "PNG")).faces or ()) == 1
