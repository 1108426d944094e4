"""A photo made again from its pixels, so that nothing hidden travels with it."""

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from typing import Literal

from pi_heif import (  # pyright: ignore[reportMissingTypeStubs] - it ships none
    register_heif_opener,  # pyright: ignore[reportUnknownVariableType] - nor hints
)
from PIL import Image, ImageCms

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

LONGEST_SIDE = 2048  # pixels: clause 3.3, no larger than it need be
NEARLY = 1900  # pixels: enough, where a JPEG can be decoded at a half or a quarter
MOST_SENT = 5_000_000  # bytes: what X takes for one picture
MOST_BYTES = 20_000_000  # as uploaded
MOST_PIXELS = 51_000_000  # the largest that phones take

MediaType = Literal["image/jpeg", "image/png"]


class Flaw(StrEnum):
    """Why a file cannot be used as a photo."""

    EMPTY = "empty"  # no bytes at all
    NOT_A_PICTURE = "not a picture"  # no JPEG, PNG, WebP or HEIC, whatever its name
    ANIMATED = "animated"  # a GIF, a video, or a PNG, WebP or HEIC that moves
    TOO_LARGE = "too large"  # over 20 MB, or over 51 million pixels
    DAMAGED = "damaged"  # starts like a picture, but cannot be read to its end


class PictureError(Exception):
    """This file cannot be used as a photo; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An upright picture of at most 2048 pixels and 5 MB, with no metadata.

    `digest` is the SHA-256 of `data`, in hex; `scale` is how many pixels of the photo
    as it was, upright, one of its pixels is wide.
    """

    data: bytes
    media_type: MediaType
    width: int
    height: int
    digest: str
    scale: float = 1.0


def clean(data: bytes) -> Cleaned:
    """Make a JPEG, PNG, WebP or HEIC again from its pixels.

    A PNG stays one while it fits, so that lettering stays sharp; everything else
    becomes a JPEG. A photo of 12 million pixels takes half a second and 200 MB, the
    largest file 700 MB, and a broken HEIC may end the process: see `apart.py`.
    Raises PictureError.
    """
    kind = _kind(data)
    image, scale = _decoded(data, kind)
    return replace(encoded(image, keep_png=kind == "PNG"), scale=scale)


_STILL = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_NEITHER = {b"avif", b"crx "}  # still pictures, of kinds that are not taken


def _kind(data: bytes) -> str:
    """What the first bytes say it is, as Pillow names it: a file's name may lie."""
    if not data:
        raise PictureError(Flaw.EMPTY)
    if len(data) > MOST_BYTES:
        raise PictureError(Flaw.TOO_LARGE)
    box, brand = data[4:8], data[8:12]
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and brand == b"WEBP":
        return "WEBP"
    if box == b"ftyp" and brand in _STILL:
        return "HEIF"
    film = box == b"ftyp" and brand not in _NEITHER
    film = film or (data.startswith(b"RIFF") and brand == b"AVI ")
    if film or data.startswith((b"GIF8", b"\x1a\x45\xdf\xa3")):  # the last is WebM
        raise PictureError(Flaw.ANIMATED)
    raise PictureError(Flaw.NOT_A_PICTURE)


def _decoded(data: bytes, kind: str) -> tuple[Image.Image, float]:
    """The pixels alone: upright, opaque RGB, sRGB, at most 2048 a side; their scale."""
    try:
        with _calmly(), _opened(data, kind) as image:
            longest = max(image.size)
            small = _shrunk(image)
            profile = image.info.get("icc_profile")
            turn = _TURNS.get(_orientation(image))
    except PictureError:
        raise
    # A decoder may fail in any way on broken bytes, and all of them mean the same.
    except Exception:  # noqa: BLE001
        raise PictureError(Flaw.DAMAGED) from None
    small = _in_srgb(_opaque(small), profile)
    if turn is not None:
        small = small.transpose(turn)
    scale = longest / max(small.size)
    return Image.frombytes("RGB", small.size, small.tobytes()), scale


@contextmanager
def _calmly() -> Generator[None]:
    """Pillow warns of every broken tag, and of a bomb: only the bomb matters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _opened(data: bytes, kind: str) -> Image.Image:
    """The header alone, before any pixel is decoded."""
    try:
        image = Image.open(BytesIO(data), formats=[kind])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureError(Flaw.TOO_LARGE) from None
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(Flaw.TOO_LARGE)
    # A JPEG or HEIC from a phone may hold a depth map or a brighter twin as well.
    if kind in {"PNG", "WEBP"} and getattr(image, "is_animated", False):
        raise PictureError(Flaw.ANIMATED)
    return image


_ORIENTATION = 0x0112  # the EXIF tag
_T = Image.Transpose
_TURNS = {
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_270,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_90,
}


def _orientation(image: Image.Image) -> int:
    """1 to 8, as EXIF counts; 1, upright, where the EXIF cannot be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken in any way: the pixels are still good
        return 1


def _shrunk(image: Image.Image) -> Image.Image:
    """Decode, at a fraction of the size where the format can, and shrink.

    A JPEG of 4032 pixels that is decoded at a half takes a fifth of the time.
    """
    if image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode.startswith("I"):  # 16 bits a pixel
        image = image.point(lambda grey: grey * (1 / 256)).convert("L")
    elif image.mode not in {"RGB", "L", "CMYK"}:
        image = image.convert("RGB")
    times = max(image.size) / NEARLY
    image.draft(None, (round(image.width / times), round(image.height / times)))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    return image


def _opaque(image: Image.Image) -> Image.Image:
    """Onto white: pixels that are see-through may still hold what was rubbed out."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


_SRGB = ImageCms.ImageCmsProfile(
    ImageCms.createProfile("sRGB")  # pyright: ignore - Pillow leaves it without a type
)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the camera's profile means them; the profile itself is dropped."""
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            turned = None  # a broken profile: the colours as they stand
        if turned is not None:
            return turned
    return image.convert("RGB")


def encoded(image: Image.Image, *, keep_png: bool) -> Cleaned:
    """The bytes to send for pixels that are clean already: upright, opaque RGB."""
    media_type: MediaType = "image/jpeg"
    out = BytesIO()
    if keep_png:
        image.save(out, "PNG")
        media_type = "image/png"
    if not 0 < out.tell() <= MOST_SENT:
        # At this quality even noise of the full size stays under 4 MB.
        out, media_type = BytesIO(), "image/jpeg"
        image.save(out, "JPEG", quality=88, optimize=True)
    sent = out.getvalue()
    digest = sha256(sent).hexdigest()
    return Cleaned(sent, media_type, image.width, image.height, digest)
