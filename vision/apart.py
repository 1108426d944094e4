"""Photos are opened in a process apart, which may hang, grow or die alone.

`python -m vision.apart clean` (or `look`, or `blur`) reads a line of JSON and one photo
from standard input, and answers on standard output: a line of JSON, then bytes. A
hostile file that got the better of a decoder can send back only that; nothing that is
unpickled.
"""

import asyncio
import json
import os
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from vision.blurring import BlurError, Blurred
from vision.clean import MOST_BYTES, Cleaned, Flaw, PictureError, clean
from vision.looking import Box, Face, Look, Word

MOST_SECONDS = 60.0  # on a busy machine a photo takes five
MOST_MEMORY = 2 << 30  # bytes of address space; the largest photo takes 700 MB
AT_ONCE = 2

Facts = dict[str, Any]


class Apart:
    """Works on photos for a program that must not stop: `at_once` photos together."""

    def __init__(
        self, at_once: int = AT_ONCE, most_seconds: float = MOST_SECONDS
    ) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most_seconds = most_seconds

    async def clean(self, data: bytes) -> Cleaned:
        """As `vision.clean.clean`; DAMAGED too where the process died or hung."""
        if len(data) > MOST_BYTES:
            raise PictureError(Flaw.TOO_LARGE)
        facts, sent = await self._asked("clean", data)
        if facts is None:
            raise PictureError(Flaw.DAMAGED)
        if "flaw" in facts:
            raise PictureError(Flaw(facts["flaw"]))
        return _cleaned(facts, sent)

    async def look(self, photo: Cleaned) -> Look:
        """As `vision.look.look`; of unknown faces and words where the process died."""
        facts, _ = await self._asked("look", photo.data)
        return Look(photo.width, photo.height) if facts is None else _look(facts)

    async def blur(self, data: bytes, boxes: Sequence[Box]) -> Blurred:
        """As `vision.blur.blur`; BlurError too where the process died or hung."""
        corners = [[box.x, box.y, box.w, box.h] for box in boxes]
        facts, sent = await self._asked("blur", data, {"boxes": corners})
        if not facts:
            raise BlurError
        cut = facts["bytes"]
        photo, preview = _cleaned(facts["photo"], sent[:cut]), sent[cut:]
        return Blurred(photo, _look(facts["look"]), preview)

    async def _asked(
        self, what: str, data: bytes, wish: Facts | None = None
    ) -> tuple[Facts | None, bytes]:
        """The JSON and the bytes of the answer; None where there was none."""
        question = json.dumps(wish or {}).encode() + b"\n" + data
        async with self._turns:
            child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", __name__, what),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
            )
            try:
                async with asyncio.timeout(self._most_seconds):
                    answer, _ = await child.communicate(question)
            except TimeoutError:
                return None, b""
            finally:
                if child.returncode is None:
                    child.kill()
                    await child.wait()
        head, _, sent = answer.partition(b"\n")
        try:
            return json.loads(head), sent
        except ValueError:  # it died before it could answer
            return None, b""


def _cleaned(facts: Facts, sent: bytes) -> Cleaned:
    digest = sha256(sent).hexdigest()
    size = facts["width"], facts["height"]
    return Cleaned(sent, facts["type"], *size, digest, facts["scale"])


def _look(facts: Facts) -> Look:
    faces = tuple(Face(**face) for face in facts["faces"])
    read = facts["words"]
    words = None if read is None else tuple(Word(**word) for word in read)
    return Look(facts["width"], facts["height"], faces, words)


def main(what: str) -> None:
    """Answer for the photo on standard input."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture in a core dump
    os.nice(5)  # whoever waits for a card or a name check goes first
    wish, data = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    facts, sent = _ANSWERS[what](data, wish)
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + sent)


def _clean(data: bytes, _: Facts) -> tuple[Facts, bytes]:
    if sys.platform == "linux":  # macOS takes this limit and does not keep to it
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        done = clean(data)
    except PictureError as refused:
        return {"flaw": refused.flaw}, b""
    return _facts(done), done.data


def _facts(photo: Cleaned) -> Facts:
    return {
        "type": photo.media_type,
        "width": photo.width,
        "height": photo.height,
        "scale": photo.scale,
    }


# The two below load models, which takes a second and is not for cleaning.


def _see(data: bytes, _: Facts) -> tuple[Facts, bytes]:
    from vision.look import look  # noqa: PLC0415 - as said above

    return asdict(look(data)), b""


def _blur(data: bytes, wish: Facts) -> tuple[Facts, bytes]:
    from vision.blur import blur  # noqa: PLC0415 - as said above

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
