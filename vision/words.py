"""Readable words: each line of text, turned level and spelt (CTC)."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from vision.looking import Word
from vision.text_boxes import find_boxes
from vision.text_models import READS, Corners, Pixels, load, prepared, ran

READ = 0.5  # the mean chance of its letters from which a line is kept
DOUBTED = 0.85  # below it, a line is tried upside down too
MOST = 500  # lines of one photo that are read, the surest first
_HEIGHT, _NARROWEST, _WIDEST = 48, 64, 2400  # pixels of a line that is read
_UPRIGHT = 1.5  # so many times higher than wide, a line runs up or down


@dataclass(frozen=True, slots=True)
class _Line:
    corners: Corners
    text: str
    score: float


def find_words(picture: Pixels) -> tuple[Word, ...]:
    """The readable lines of an upright RGB picture, in the order of reading.

    Of more than 500, the surest are read. Takes a second of one core, three more for
    each hundred lines, and 300 MB: call it in another process.
    """
    boxes = sorted(find_boxes(picture), key=lambda box: -box[1])[:MOST]
    speller = _Speller(load(READS)) if boxes else None
    lines = [speller.read(picture, corners) for corners, _ in boxes] if speller else []
    kept = [line for line in lines if line.text and line.score >= READ]
    return tuple(_word(line, picture) for line in _in_order(kept))


class _Speller:
    """Reads lines, one at a time."""

    def __init__(self, session: Any) -> None:
        known = session.get_modelmeta().custom_metadata_map["character"]
        self._session = session
        self._letters = ["", *known.splitlines(), " "]  # the first is a gap

    def read(self, picture: Pixels, corners: Corners) -> _Line:
        """One line, turned level; the other way up too where it reads badly."""
        line = _levelled(picture, corners)
        text, score = self._spelt(line)
        if score < DOUBTED:
            text, score = max((text, score), self._spelt(np.rot90(line, 2)), key=_sure)
        return _Line(corners, text, score)

    def _spelt(self, line: Pixels) -> tuple[str, float]:
        """What a level line says, and the mean chance of its letters."""
        height, width = line.shape[:2]
        wide = min(_WIDEST, max(1, round(width * _HEIGHT / height)))
        small = cv2.resize(np.ascontiguousarray(line), (wide, _HEIGHT)).astype(np.uint8)
        padded = np.zeros((1, 3, _HEIGHT, max(wide, _NARROWEST)), np.float32)
        padded[..., :wide] = prepared(small)
        chances = ran(self._session, padded)[0]
        best = chances.argmax(axis=1)
        new = np.concatenate([[True], best[1:] != best[:-1]]) & (best > 0)
        text = "".join(self._letters[i] for i in best[new]).strip()
        return text, float(chances.max(axis=1)[new].mean()) if text else 0.0


def _sure(reading: tuple[str, float]) -> float:
    return reading[1]


def _levelled(picture: Pixels, corners: Corners) -> Pixels:
    top, right = corners[1] - corners[0], corners[2] - corners[1]
    width = max(1, round(float(np.hypot(*top))))
    height = max(1, round(float(np.hypot(*right))))
    level = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, level)
    line = cv2.warpPerspective(
        picture,
        turn,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.uint8)
    return np.rot90(line) if height >= width * _UPRIGHT else line


def _in_order(lines: list[_Line]) -> list[_Line]:
    """From the top, row by row, each from the left."""
    down = sorted(lines, key=lambda line: float(line.corners[:, 1].mean()))
    row, rows = 0, [0] * len(down)
    for at, (one, two) in enumerate(pairwise(down), start=1):
        row += float(two.corners[:, 1].min()) > float(one.corners[:, 1].mean())
        rows[at] = row
    placed = zip(rows, (float(line.corners[:, 0].min()) for line in down), strict=True)
    order = sorted(range(len(down)), key=list(placed).__getitem__)
    return [down[at] for at in order]


def _word(line: _Line, picture: Pixels) -> Word:
    height, width = picture.shape[:2]
    x, y = (max(0, int(n)) for n in np.floor(line.corners.min(axis=0)))
    right, bottom = (int(n) for n in np.ceil(line.corners.max(axis=0)))
    w, h = min(right, width) - x, min(bottom, height) - y
    return Word(x, y, w, h, line.text, round(line.score, 3))
