"""Where text stands in a picture: boxes around what a model marks as text (DB)."""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from vision.text_models import FINDS, Chances, Corners, Pixels, load, prepared, ran

# Pixels, the longer side at which text is looked for. On a larger input the model loses
# small text that stands alone: a photo is looked at as a whole, then part by part.
LONGEST = 736
PARTS = 2  # a side, where the photo is larger than one such input
LAPPED = 0.15  # of a part's side, that the next one sees again
SAME = 0.6  # of the smaller of two boxes, from which it is a part of the other
TALLER = 2.0  # times, from which a box around another is no line that holds it
MARKED = 0.3  # the chance from which a pixel is text
BOXED = 0.5  # the mean chance from which a box is
_GROWN = 1.6  # what is marked is the middle of the letters: area over perimeter
_SMALLEST = 3  # pixels of a marked box's shorter side
_STRIDE = 32


def find_boxes(picture: Pixels) -> list[tuple[Corners, float]]:
    """Corners of what looks like a line of text, and how much it does."""
    session = load(FINDS)  # not kept: it would hold memory while lines are read
    found: list[tuple[Corners, float]] = []
    for left, top, part in _parts(picture):
        corner = np.array([left, top], np.float32)
        found += [(c + corner, chance) for c, chance in _marked(session, part)]
    whole: list[tuple[Corners, float]] = []
    for box in sorted(found, key=lambda box: -_area(box[0])):
        if not any(_within(box[0], other) for other, _ in whole):
            whole.append(box)
    return whole


def _parts(picture: Pixels) -> Iterator[tuple[int, int, Pixels]]:
    """The picture, and where it is large its parts: their left and top, and pixels."""
    yield 0, 0, picture
    height, width = picture.shape[:2]
    if max(height, width) <= LONGEST * 1.5:
        return
    sides = [round(side / (PARTS - (PARTS - 1) * LAPPED)) for side in (width, height)]
    for row in range(PARTS):
        for column in range(PARTS):
            left = (width - sides[0]) * column // max(1, PARTS - 1)
            top = (height - sides[1]) * row // max(1, PARTS - 1)
            yield left, top, picture[top : top + sides[1], left : left + sides[0]]


def _marked(session: Any, picture: Pixels) -> Iterator[tuple[Corners, float]]:
    """Boxes around what the model marks as text in one picture."""
    height, width = picture.shape[:2]
    scale = min(1.0, LONGEST / max(height, width))
    size = tuple(max(1, round(n * scale / _STRIDE)) * _STRIDE for n in (width, height))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    chances = ran(session, prepared(small))[0, 0]
    marked = cv2.dilate((chances > MARKED).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(marked, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    back = np.array([width / size[0], height / size[1]], np.float32)
    for outline in outlines:
        (x, y), (w, h), angle = cv2.minAreaRect(outline)
        if min(w, h) < _SMALLEST:
            continue
        corners = np.asarray(cv2.boxPoints(((x, y), (w, h), angle)), np.float32)
        chance = _mean_inside(chances, corners)
        if chance >= BOXED:
            more = w * h * _GROWN / (w + h)
            grown = cv2.boxPoints(((x, y), (w + more, h + more), angle))
            yield _clockwise(np.asarray(grown, np.float32) * back), chance


def _mean_inside(chances: Chances, corners: Corners) -> float:
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    part = chances[top:bottom, left:right]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(corners - [left, top]).astype(np.int32)], (1,))
    return float(cv2.mean(part, mask)[0])


def _clockwise(corners: Corners) -> Corners:
    """From the corner that is upper left when the line stands as level as it can."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _area(corners: Corners) -> float:
    return float(cv2.contourArea(corners))


def _height(corners: Corners) -> float:
    """Of a line: the shorter side."""
    one, two = corners[1] - corners[0], corners[2] - corners[1]
    return float(min(np.hypot(*one), np.hypot(*two)))


def _within(corners: Corners, other: Corners) -> bool:
    """Whether most of one box is in another: the same line, or half of it.

    What was taken for one huge letter hides no line that stands in it.
    """
    if _height(other) > TALLER * _height(corners):
        return False
    shared, _ = cv2.intersectConvexConvex(corners, other)
    return shared > SAME * min(_area(corners), _area(other))
