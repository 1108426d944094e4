"""Photos are opened in a process apart, which may hang, grow or die alone.

What that process does, and what is said to and fro, stands in `answer.py`. A hostile
file that got the better of a decoder can send back only a line of JSON and bytes;
nothing that is unpickled.
"""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from vision.blurring import BlurError, Blurred
from vision.clean import MOST_BYTES, Cleaned, Flaw, PictureError
from vision.looking import Box, Face, Look, Word

MOST_SECONDS = 60.0  # on a busy machine a photo takes five
AT_ONCE = 2

_ANSWERS = "vision.answer"  # its program, not loaded here: it loads what a photo needs

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
                *(sys.executable, "-m", _ANSWERS, what),
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
