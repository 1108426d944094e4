"""What is done with one photo, in a process of its own: `apart.py` starts it.

`python -m vision.answer clean` (or `look`, or `blur`) reads a line of JSON and a photo
from standard input, and answers on standard output: a line of JSON, then bytes.
"""

import json
import os
import resource
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from vision.looking import Box

if TYPE_CHECKING:
    from vision.clean import Cleaned

MOST_MEMORY = 2 << 30  # bytes of address space; the largest photo takes 700 MB

Facts = dict[str, Any]

# What each answer needs is loaded by it alone: that is a good part of what it takes.
# ruff: noqa: PLC0415


def main(what: str) -> None:
    """Answer for the photo on standard input."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture in a core dump
    os.nice(5)  # whoever waits for a card or a name check goes first
    # numpy's threads would spin while it is loaded, and are of no use afterwards.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    wish, data = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    facts, sent = _ANSWERS[what](data, wish)
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + sent)


def _clean(data: bytes, _: Facts) -> tuple[Facts, bytes]:
    from vision.clean import PictureError, clean

    if sys.platform == "linux":  # macOS takes this limit and does not keep to it
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        done = clean(data)
    except PictureError as refused:
        return {"flaw": refused.flaw}, b""
    return _facts(done), done.data


def _facts(photo: "Cleaned") -> Facts:
    return {
        "type": photo.media_type,
        "width": photo.width,
        "height": photo.height,
        "scale": photo.scale,
    }


def _see(data: bytes, _: Facts) -> tuple[Facts, bytes]:
    from vision.look import look

    return asdict(look(data)), b""


def _blur(data: bytes, wish: Facts) -> tuple[Facts, bytes]:
    from vision.blur import blur
    from vision.blurring import BlurError

    try:
        done = blur(data, [Box(*corners) for corners in wish["boxes"]])
    except BlurError:
        return {}, b""
    sent = done.photo.data
    facts = {
        "photo": _facts(done.photo),
        "look": asdict(done.look),
        "bytes": len(sent),
    }
    return facts, sent + done.preview


_ANSWERS = {"clean": _clean, "look": _see, "blur": _blur}


if __name__ == "__main__":
    main(sys.argv[1])
