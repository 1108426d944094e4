"""Parts of a photo made unrecognisable for good, and looked at again.

A mosaic or a blur is drawn from the pixels that it hides, and faces have been told
apart in both. So a part becomes one mean colour; the squares that show that it was
done on purpose are the same in every photo. See docs/decisions/blur.md.
"""

from collections.abc import Sequence
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vision.blurring import BlurError, Blurred
from vision.clean import encoded
from vision.look import look
from vision.looking import Box

MARGIN = 0.25  # of its shorter side, all around: ears, chin and hair go too
TRIES = 4  # each a margin further out, while a face is still seen there
PREVIEW = 1200  # pixels, the preview's width
_SQUARES = 5  # along the shorter side
_SHADES = np.array([0.94, 1.0, 1.05, 0.97, 1.03])

Pixels = NDArray[np.uint8]  # (h, w, 3), RGB


def blur(data: bytes, boxes: Sequence[Box]) -> Blurred:
    """Hide `boxes` (faces, words, any part) of a photo that `clean` has made.

    The pixels are replaced, and the photo is looked at again. Raises BlurError where
    a face is still found there. Takes as long as `look`: call it in another process.
    """
    with Image.open(BytesIO(data)) as image:
        png, before = image.format == "PNG", np.array(image.convert("RGB"))
    after = before.copy()
    for tries in range(1, TRIES + 1):
        for box in boxes:
            _fill(after, before, _grown(box, MARGIN * tries))
        photo = encoded(Image.fromarray(after), keep_png=png)
        seen = look(photo.data)
        if not any(_meet(face, box) for face in seen.faces or () for box in boxes):
            return Blurred(photo, seen, _side_by_side(before, after))
    raise BlurError


def _grown(box: Box, margin: float) -> Box:
    more = round(min(box.w, box.h) * margin)
    return Box(box.x - more, box.y - more, box.w + 2 * more, box.h + 2 * more)


def _fill(after: Pixels, before: Pixels, box: Box) -> None:
    """One mean colour, in squares of fixed shades; what is past the edge is no part."""
    top, left = max(0, box.y), max(0, box.x)
    here = np.s_[top : max(top, box.y + box.h), left : max(left, box.x + box.w)]
    height, width = after[here].shape[:2]
    if not height or not width:
        return
    mean = before[here].mean(axis=(0, 1))
    side = max(4, min(height, width) // _SQUARES)
    row, column = np.indices((height, width)) // side
    shades = _SHADES[(row * 2 + column * 3) % len(_SHADES)]
    after[here] = np.clip(shades[..., None] * mean, 0, 255).astype(np.uint8)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.w
        and other.x < one.x + one.w
        and one.y < other.y + other.h
        and other.y < one.y + one.h
    )


def _side_by_side(before: Pixels, after: Pixels) -> bytes:
    gap = np.full((before.shape[0], max(2, before.shape[1] // 40), 3), 255, np.uint8)
    both = np.concatenate([before, gap, after], axis=1)
    scale = min(1.0, PREVIEW / both.shape[1])
    size = round(both.shape[1] * scale), max(1, round(both.shape[0] * scale))
    small = cv2.resize(both, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return encoded(Image.fromarray(small), keep_png=False).data
