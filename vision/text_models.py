"""The two small models of PP-OCRv6, as they come with the package rapidocr.

Its own program is not used: see docs/decisions/reading-photos.md.
"""

from importlib.resources import files
from typing import Any

import numpy as np
import onnxruntime  # pyright: ignore[reportMissingTypeStubs] # it ships no types
from numpy.typing import NDArray

FINDS = "PP-OCRv6_det_small.onnx"  # marks the pixels of text
READS = "PP-OCRv6_rec_small.onnx"  # spells a line

Pixels = NDArray[np.uint8]  # (h, w, 3), RGB
Corners = NDArray[np.float32]  # (4, 2): x, y, from the upper left, clockwise
Chances = NDArray[np.float32]
_ort: Any = onnxruntime


def load(name: str) -> Any:
    options = _ort.SessionOptions()
    options.intra_op_num_threads = 1  # more would wait for one another by spinning
    options.enable_mem_pattern = False  # it would keep room for all of a run at once
    options.log_severity_level = 4
    return _ort.InferenceSession(
        str(files("rapidocr") / "models" / name),
        options,
        providers=["CPUExecutionProvider"],
    )


def ran(session: Any, pixels: Chances) -> Chances:
    return np.asarray(session.run(None, {session.get_inputs()[0].name: pixels})[0])


def prepared(picture: Pixels) -> Chances:
    """As the models take it: (1, 3, h, w), blue first, -1 to 1."""
    blue_first = picture[..., ::-1].astype(np.float32) / 127.5 - 1
    return np.ascontiguousarray(blue_first.transpose(2, 0, 1)[None])
