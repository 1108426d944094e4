"""How large a photo may come in, and how large it goes out."""

import pickle
import subprocess
import sys
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.vision.drawn import phone_jpeg, phone_png, phone_webp, saved, scene
from tests.vision.test_clean_leaves_nothing import HEIC, opened
from vision.clean import MOST_BYTES, MOST_SENT, Flaw, PictureError, clean

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def noise(side: int) -> Image.Image:
    """The picture that is hardest to make small."""
    bands = [Image.effect_noise((side, side), 400) for _ in "RGB"]
    return Image.merge("RGB", bands)


def flaw_of(data: bytes) -> Flaw:
    with pytest.raises(PictureError) as refused:
        clean(data)
    return refused.value.flaw


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_is_shrunk_to_2048_pixels(kind):
    cleaned = clean(saved(scene(3600, 2700), kind))
    assert (cleaned.width, cleaned.height) == (2048, 1536)
    assert opened(cleaned.data).size == (2048, 1536)


@pytest.mark.parametrize(
    ("taken", "kept"),
    [
        ((4032, 3024), (2016, 1512)),
        ((3024, 4032), (1512, 2016)),
        ((8064, 6048), (2016, 1512)),
        ((3800, 2850), (1900, 1425)),
        ((3798, 2848), (2048, 1536)),
        ((4098, 3000), (2048, 1499)),
        ((6000, 100), (2048, 34)),
    ],
    ids=str,
)
def test_a_jpeg_is_shrunk_to_a_half_or_a_quarter_where_that_is_nearly_2048(taken, kept):
    cleaned = clean(saved(Image.new("RGB", taken, "teal"), "JPEG"))
    assert (cleaned.width, cleaned.height) == kept
    assert cleaned.scale == max(taken) / max(kept)


def test_a_small_picture_is_not_enlarged():
    assert clean(saved(scene(90, 60), "JPEG")).width == 90


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_way_of_storing_colours_is_read(mode):
    grey = 128 * 256 if mode == "I;16" else 128
    image = Image.new("L" if grey == 128 else mode, (60, 40), grey)
    cleaned = clean(saved(image.convert(mode), "JPEG" if mode == "CMYK" else "PNG"))
    darkest, lightest = opened(cleaned.data).convert("L").getextrema()
    assert (darkest, lightest) == (0, 255) if mode == "1" else (128, 128)


def test_the_hardest_picture_still_fits_the_network():
    assert len(clean(saved(noise(2048), "JPEG")).data) <= MOST_SENT


def test_a_png_that_would_be_too_large_goes_out_as_a_jpeg():
    cleaned = clean(saved(noise(2048), "PNG", compress_level=1))
    assert cleaned.media_type == "image/jpeg"
    assert len(cleaned.data) <= MOST_SENT


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw.EMPTY),
        (b"%PDF-1.7\n1 0 obj\n", Flaw.NOT_A_PICTURE),
        (b"<!DOCTYPE html><html>sign in</html>", Flaw.NOT_A_PICTURE),
        (b"\0" * 40, Flaw.NOT_A_PICTURE),
        (b"\0\0\0\x1cftypavif", Flaw.NOT_A_PICTURE),
        (saved(scene(), "GIF"), Flaw.ANIMATED),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", Flaw.ANIMATED),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", Flaw.ANIMATED),
        (b"\0\0\0\x18ftyphevc\0\0\0\0", Flaw.ANIMATED),
        (b"RIFF\0\0\0\0AVI LIST", Flaw.ANIMATED),
        (b"\x1a\x45\xdf\xa3\x9f", Flaw.ANIMATED),
        (b"\xff\xd8\xff", Flaw.DAMAGED),
        (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, Flaw.TOO_LARGE),
    ],
    ids=lambda value: value if isinstance(value, Flaw) else repr(value[:12]),
)
def test_what_is_no_photo_is_refused_by_what_it_is_and_not_by_its_name(data, flaw):
    assert flaw_of(data) is flaw


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(kind):
    other = scene().transpose(Image.Transpose.ROTATE_180)
    moving = saved(scene(), kind, save_all=True, append_images=[other])
    assert flaw_of(moving) is Flaw.ANIMATED


def test_a_phones_jpeg_with_a_second_picture_inside_is_one_photo():
    twin = scene(64, 48)
    both = saved(scene(), "MPO", save_all=True, append_images=[twin])
    assert opened(both).format == "MPO"
    assert clean(both).width == 128


def _enormous_png() -> bytes:
    """A header alone: only the refusal of its size keeps it from being DAMAGED."""
    head = saved(scene(), "PNG")[8:33]
    body = head[4:8] + (60_000).to_bytes(4) * 2 + head[16:21]

    return PNG_HEAD + head[:4] + body + zlib.crc32(body).to_bytes(4) + b"\0\0\0\0IDAT"


def _enormous_jpeg() -> bytes:
    data = saved(scene(), "JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + b"\xea\x60\xea\x60" + data[at + 4 :]


def _enormous_heic() -> bytes:
    at = HEIC.index(b"ispe") + 8
    return HEIC[:at] + (20_000).to_bytes(4) * 2 + HEIC[at + 8 :]


@pytest.mark.parametrize("bomb", [_enormous_png, _enormous_jpeg, _enormous_heic])
def test_a_bomb_is_refused_by_its_header_before_anything_is_decoded(bomb):
    assert flaw_of(bomb()) is Flaw.TOO_LARGE


def test_just_over_the_limit_is_refused_and_the_largest_phone_is_not():
    assert flaw_of(saved(Image.new("1", (7200, 7200)), "PNG")) is Flaw.TOO_LARGE
    assert clean(saved(Image.new("L", (8160, 6144)), "JPEG")).width == 2040


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_off_in_its_pixels_is_damaged(kind):
    whole = saved(noise(64), kind)
    for length in range(12, len(whole) - 100, 97):
        assert flaw_of(whole[:length]) is Flaw.DAMAGED


def test_a_heic_cut_off_in_its_pixels_is_damaged():
    assert flaw_of(HEIC[:-100]) is Flaw.DAMAGED


def test_a_photo_whose_exif_is_broken_is_still_a_good_photo():
    data = phone_jpeg(scene(), orientation=6)
    broken = data.replace(b"\x01\x12\0\x03", b"\x01\x12\xff\xff")
    assert broken != data
    assert clean(broken).width == 128


WHOLE = [phone_jpeg(scene()), phone_png(scene()), phone_webp(scene())]


@given(st.sampled_from(WHOLE), st.binary(min_size=1, max_size=8), st.floats(0, 1))
def test_no_broken_byte_raises_anything_but_a_picture_error(whole, junk, at):
    place = int(at * (len(whole) - 1))
    with suppress(PictureError):
        clean(whole[:place] + junk + whole[place + len(junk) :])


def test_a_result_and_a_refusal_come_back_from_another_process():
    cleaned = clean(saved(scene(), "JPEG"))
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned  # noqa: S301 - our own
    back = pickle.loads(pickle.dumps(PictureError(Flaw.DAMAGED)))  # noqa: S301
    assert back.flaw is Flaw.DAMAGED


def test_a_refusal_says_its_flaw_and_none_of_the_files_words():
    with pytest.raises(PictureError) as refused:
        clean(b"\xff\xd8\xff secret")
    assert str(refused.value) == "damaged"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory in KiB, as Linux")
def test_the_largest_photo_takes_less_than_a_gigabyte():
    # Not getrusage: its peak begins with that of whoever started the process.
    program = (
        "import re, sys; from pathlib import Path; from vision.clean import clean;"
        "clean(sys.stdin.buffer.read());"
        "status = Path('/proc/self/status').read_text();"
        "print(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1])"
    )
    data = saved(Image.new("RGBA", (7100, 7100), (9, 9, 9, 9)), "PNG", compress_level=1)
    out = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], input=data, capture_output=True, check=True
    )
    assert int(out.stdout) < 1_000_000
