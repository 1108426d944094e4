"""Photos are opened in a process apart, which may hang, grow or die alone.

`python -m vision.apart clean` (or `look`) reads one photo from standard input and
answers on standard output: a line of JSON, then bytes. A hostile file that got the
better of a decoder can send back only that; nothing that is unpickled.
"""

import asyncio
import json
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from vision.clean import MOST_BYTES, Cleaned, Flaw, PictureError, clean
from vision.looking import Face, Look

MOST_SECONDS = 60.0  # on a busy machine a photo takes five
MOST_MEMORY = 2 << 30  # bytes of address space; the largest photo takes 700 MB
AT_ONCE = 2


class Apart:
    """Cleans and looks for a program that must not stop: `at_once` photos together."""

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
        digest = sha256(sent).hexdigest()
        return Cleaned(sent, facts["type"], facts["width"], facts["height"], digest)

    async def look(self, photo: Cleaned) -> Look:
        """As `vision.look.look`; with `faces` None where the process died or hung."""
        facts, _ = await self._asked("look", photo.data)
        if facts is None:
            return Look(photo.width, photo.height)
        faces = tuple(Face(**face) for face in facts["faces"])
        return Look(photo.width, photo.height, faces)

    async def _asked(
        self, what: str, data: bytes
    ) -> tuple[dict[str, Any] | None, bytes]:
        """The JSON and the bytes of the answer; None where there was none."""
        async with self._turns:
            child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", __name__, what),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
            )
            try:
                async with asyncio.timeout(self._most_seconds):
                    answer, _ = await child.communicate(data)
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


def main(what: str) -> None:
    """Answer for the photo on standard input."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture in a core dump
    data, out = sys.stdin.buffer.read(), sys.stdout.buffer
    facts, sent = _looked(data) if what == "look" else _cleaned(data)
    out.write(json.dumps(facts).encode() + b"\n" + sent)


def _cleaned(data: bytes) -> tuple[dict[str, Any], bytes]:
    if sys.platform == "linux":  # macOS takes this limit and does not keep to it
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        done = clean(data)
    except PictureError as refused:
        return {"flaw": refused.flaw}, b""
    facts = {"type": done.media_type, "width": done.width, "height": done.height}
    return facts, done.data


def _looked(data: bytes) -> tuple[dict[str, Any], bytes]:
    from vision.look import look  # noqa: PLC0415 - half a second, not for cleaning

    return asdict(look(data)), b""


if __name__ == "__main__":
    main(sys.argv[1])
