"""Nothing but the pixels is published: read by a reader that knows no pictures."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.vision.drawn import (
    HIDDEN,
    corners,
    phone_jpeg,
    phone_png,
    phone_webp,
    saved,
    scene,
    srgb,
)
from tests.vision.segments import parts, walk
from vision.clean import clean

# Drawn as `scene()`, EXIF orientation 6, GPS and XMP, by pillow-heif 1.8: pi-heif
# reads HEIC and cannot write it.
HEIC = (Path(__file__).parent / "sideways.heic").read_bytes()

BARE = {"APP0", "DQT", "SOF", "DHT", "SOS"}


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_jpeg_keeps_its_pixels_and_nothing_else():
    dirty = phone_jpeg(scene())
    assert {"APP1", "APP2", "APP13", "COM", "trailer"} <= set(parts(dirty))

    cleaned = clean(dirty)

    assert set(parts(cleaned.data)) == BARE
    assert corners(opened(cleaned.data)) == "RWBW"


def test_what_is_left_of_the_header_is_five_fixed_bytes_and_a_density_of_one():
    (header,) = [b for name, b in walk(clean(phone_jpeg(scene())).data) if "0" in name]
    assert header == b"JFIF\0\1\1\0\0\1\0\1\0\0"  # no thumbnail: its size is 0 by 0


def test_a_png_keeps_its_pixels_and_nothing_else():
    dirty = phone_png(scene())
    assert {"eXIf", "tEXt", "iTXt", "iCCP", "trailer"} <= set(parts(dirty))

    cleaned = clean(dirty)

    assert set(parts(cleaned.data)) == {"IHDR", "IDAT", "IEND"}
    assert cleaned.media_type == "image/png"
    assert opened(cleaned.data).tobytes() == scene().tobytes()


def test_a_webp_becomes_a_bare_jpeg():
    dirty = phone_webp(scene())
    assert {"EXIF", "XMP", "ICCP"} <= set(parts(dirty))
    assert set(parts(clean(dirty).data)) == BARE


def test_a_heic_from_a_phone_becomes_a_bare_upright_jpeg():
    assert HIDDEN in HEIC
    cleaned = clean(HEIC)
    assert set(parts(cleaned.data)) == BARE
    assert (cleaned.width, cleaned.height) == (96, 128)
    assert corners(opened(cleaned.data)) == "WRWB"


@pytest.mark.parametrize("phone", [phone_jpeg, phone_png, phone_webp])
def test_no_hidden_word_is_left_in_the_bytes(phone):
    dirty = phone(scene())
    assert HIDDEN in dirty
    assert HIDDEN not in clean(dirty).data


@pytest.mark.parametrize("phone", [phone_jpeg, phone_png, phone_webp])
@pytest.mark.parametrize(
    ("orientation", "upright"),
    [
        (1, "RWBW"),
        (2, "WRWB"),
        (3, "BWRW"),
        (4, "WBWR"),
        (5, "RWBW"),
        (6, "WRWB"),
        (7, "BWRW"),
        (8, "WBWR"),
    ],
)
def test_a_picture_held_any_way_is_made_upright(phone, orientation, upright):
    cleaned = clean(phone(scene(), orientation))
    assert corners(opened(cleaned.data)) == upright
    turned = orientation >= 5
    assert (cleaned.width, cleaned.height) == ((96, 128) if turned else (128, 96))


def test_what_was_rubbed_out_of_a_see_through_picture_is_gone():
    image = scene().convert("RGBA")
    image.putalpha(0)
    cleaned = clean(saved(image, "PNG"))
    assert corners(opened(cleaned.data)) == "WWWW"
    assert opened(cleaned.data).mode == "RGB"


def test_colours_are_turned_to_what_the_profile_means():
    swapped = srgb().replace(b"rXYZ", b"****").replace(b"gXYZ", b"rXYZ")
    swapped = swapped.replace(b"****", b"gXYZ")  # a profile in which red is green
    cleaned = clean(saved(scene(), "PNG", icc_profile=swapped))
    assert corners(opened(cleaned.data)) == "GWBW"


def test_a_broken_profile_is_dropped_and_the_picture_kept():
    cleaned = clean(saved(scene(), "JPEG", icc_profile=b"no profile"))
    assert corners(opened(cleaned.data)) == "RWBW"


def test_the_digest_is_of_the_bytes_that_are_sent():
    cleaned = clean(phone_jpeg(scene()))
    assert cleaned.digest == sha256(cleaned.data).hexdigest()
