"""What is hidden in a photo is gone from it, and the rest is as it was."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.vision.drawn import saved
from tests.vision.segments import parts
from vision import blur as blurring
from vision.apart import Apart
from vision.blur import blur
from vision.blurring import BlurError
from vision.clean import clean
from vision.look import look
from vision.looking import Box, Face, Look

ASTRONAUT = clean((Path(__file__).parent / "astronaut.jpg").read_bytes())
PHOTO = Image.open(BytesIO(ASTRONAUT.data)).convert("RGB")
HEAD = PHOTO.crop((130, 20, 320, 230))


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(data)).convert("RGB")).astype(int)


def inside(image: np.ndarray, box: Box) -> np.ndarray:
    return image[box.y : box.y + box.h, box.x : box.x + box.w]


def test_a_face_that_is_blurred_is_no_face_any_more():
    before = look(ASTRONAUT.data)
    done = blur(ASTRONAUT.data, before.faces or ())
    assert len(before.faces or ()) == 1
    assert look(done.photo.data) == done.look
    assert done.look.faces == ()


def test_one_of_two_may_be_blurred_and_the_other_stays():
    two = Image.new("RGB", (900, 500), (120, 120, 110))
    two.paste(HEAD, (60, 100))
    two.paste(HEAD, (560, 100))
    data = saved(two, "PNG")
    left, right = sorted(look(data).faces or (), key=lambda face: face.x)
    done = blur(data, [left])
    (stays,) = done.look.faces or ()
    assert stays.x == pytest.approx(right.x, abs=5)
    assert np.array_equal(
        inside(pixels(done.photo.data), right), inside(pixels(data), right)
    )


def test_two_faces_of_one_mean_colour_are_blurred_to_the_very_same_pixels():
    (face,) = look(ASTRONAUT.data).faces or ()
    image = pixels(saved(PHOTO, "PNG"))
    image[:] = image.mean(axis=(0, 1))  # all one colour: nobody at all
    wider = Box(face.x - face.w, face.y - face.w, 3 * face.w, 2 * face.w + face.h)
    here = np.s_[wider.y : wider.y + wider.h, wider.x : wider.x + wider.w]
    mixed = image.copy()
    chance = np.random.default_rng(5)
    there = pixels(saved(PHOTO, "PNG"))[here].reshape(-1, 3)
    mixed[here] = chance.permutation(there).reshape(mixed[here].shape)
    original = image.copy()
    original[here] = there.reshape(mixed[here].shape)
    blurred = [
        blur(saved(Image.fromarray(each.astype(np.uint8)), "PNG"), [wider]).photo.data
        for each in (original, mixed)
    ]
    assert blurred[0] == blurred[1]


def test_what_is_blurred_holds_five_colours_at_most():
    (face,) = look(ASTRONAUT.data).faces or ()
    png = saved(PHOTO, "PNG")
    hidden = inside(pixels(blur(png, [face]).photo.data), face)
    assert len(np.unique(hidden.reshape(-1, 3), axis=0)) <= 5


def test_a_blurred_photo_holds_no_metadata():
    done = blur(ASTRONAUT.data, [Box(0, 0, 40, 40)])
    assert set(parts(done.photo.data)) == {"APP0", "DQT", "SOF", "DHT", "SOS"}
    assert set(parts(done.preview)) == {"APP0", "DQT", "SOF", "DHT", "SOS"}


def test_a_preview_shows_before_beside_after():
    done = blur(ASTRONAUT.data, look(ASTRONAUT.data).faces or ())
    preview = Image.open(BytesIO(done.preview))
    (face,) = look(done.preview).faces or ()
    assert preview.width == pytest.approx(2 * PHOTO.width, rel=0.05)
    assert face.x + face.w < preview.width / 2


@pytest.mark.parametrize(
    "box", [Box(-50, -50, 90, 90), Box(9000, 9000, 10, 10), Box(3, 3, 1, 1)]
)
def test_a_part_may_reach_over_the_edge(box):
    blurred = blur(ASTRONAUT.data, [box]).photo
    assert (blurred.width, blurred.height) == PHOTO.size


def test_a_face_that_is_still_seen_is_hidden_further_out(monkeypatch):
    sights = [Look(9, 9, (Face(100, 100, 20, 20, 0.6),), ()), Look(9, 9, (), ())]
    monkeypatch.setattr(blurring, "look", lambda _: sights.pop(0))
    png = saved(PHOTO, "PNG")
    done = pixels(blur(png, [Box(100, 100, 40, 40)]).photo.data)
    changed = (done != pixels(png)).any(axis=(0, 2))
    assert changed.nonzero()[0].min() == 80  # two margins of 10, and not one


def test_a_face_that_cannot_be_hidden_is_refused(monkeypatch):
    seen = Look(9, 9, (Face(10, 10, 20, 20, 0.6),), ())
    monkeypatch.setattr(blurring, "look", lambda _: seen)
    with pytest.raises(BlurError):
        blur(ASTRONAUT.data, [Box(15, 15, 40, 40)])


async def test_it_is_done_in_a_process_apart_too():
    faces = look(ASTRONAUT.data).faces or ()
    here, there = blur(ASTRONAUT.data, faces), await Apart().blur(ASTRONAUT.data, faces)
    assert there == here


async def test_a_photo_that_kills_its_process_is_not_blurred():
    with pytest.raises(BlurError):
        await Apart().blur(b"no picture", [Box(0, 0, 9, 9)])
