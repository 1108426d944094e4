"""Photos are opened in a process apart, which may hang, grow or die alone.

`python -m vision.apart` cleans one photo from standard input to standard output:
a line of JSON, then the bytes. A hostile file that got the better of a decoder can
send back only such bytes; nothing that is unpickled.
"""

import asyncio
import json
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE
from hashlib import sha256

from vision.clean import MOST_BYTES, Cleaned, Flaw, PictureError, clean

MOST_SECONDS = 30.0
MOST_MEMORY = 2 << 30  # bytes of address space; the largest photo takes 700 MB
AT_ONCE = 2


class Cleaner:
    """`clean` for a program that must not stop: at most `at_once` photos together."""

    def __init__(
        self, at_once: int = AT_ONCE, most_seconds: float = MOST_SECONDS
    ) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most_seconds = most_seconds

    async def clean(self, data: bytes) -> Cleaned:
        """As `vision.clean.clean`; DAMAGED too where the process died or hung."""
        if len(data) > MOST_BYTES:
            raise PictureError(Flaw.TOO_LARGE)
        async with self._turns:
            answer = await self._answer(data)
        head, _, sent = answer.partition(b"\n")
        try:
            facts = json.loads(head)
        except ValueError:  # it died
            raise PictureError(Flaw.DAMAGED) from None
        if "flaw" in facts:
            raise PictureError(Flaw(facts["flaw"]))
        digest = sha256(sent).hexdigest()
        return Cleaned(sent, facts["type"], facts["width"], facts["height"], digest)

    async def _answer(self, data: bytes) -> bytes:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        try:
            async with asyncio.timeout(self._most_seconds):
                answer, _ = await child.communicate(data)
        except TimeoutError:
            raise PictureError(Flaw.DAMAGED) from None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        return answer


def main() -> None:
    """Clean the photo on standard input."""
    if sys.platform == "linux":  # macOS takes this limit and does not keep to it
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture in a core dump
    out = sys.stdout.buffer
    try:
        done = clean(sys.stdin.buffer.read())
    except PictureError as refused:
        out.write(json.dumps({"flaw": refused.flaw}).encode() + b"\n")
        return
    facts = {"type": done.media_type, "width": done.width, "height": done.height}
    out.write(json.dumps(facts).encode() + b"\n" + done.data)


if __name__ == "__main__":
    main()
