"""A process of ours: started, listened to, and stopped with all that it started."""

import asyncio
import os
import re
import signal
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

STOP_WITHIN = 8.0  # seconds between asking a process to stop and making it
LAST_LINES = 20  # kept, to say why it died
LONGEST_LINE = 2**20  # bytes


class ChildError(Exception):
    """A process did not start, or stopped by itself. The message is for people."""


class Child:
    """One process in a group of its own, so that its children stop with it.

    `name` begins the sentences about it. `log`, where given, keeps what it says.
    """

    def __init__(self, name: str, log: Path | None = None) -> None:
        self.name = name
        self.last: deque[str] = deque(maxlen=LAST_LINES)
        self._log = log or Path(os.devnull)
        self._heard = asyncio.Condition()
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start it; environment and folder are ours unless they are given."""
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                env=env,
                cwd=cwd,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
                limit=LONGEST_LINE,
            )
        except OSError as error:
            reason = error.strerror or "no reason given"
            raise ChildError(f"{self.name} cannot be started: {reason}.") from None
        self._reading = asyncio.create_task(self._read(self._process))

    async def says(self, pattern: str, within: float) -> str:
        """The first group of a line that matches, as soon as one does.

        ChildError where it stops first, or has not said so in `within` seconds.
        """
        ended = asyncio.create_task(self.ended())
        said = asyncio.create_task(self._hear(re.compile(pattern)))
        try:
            async with asyncio.timeout(within):
                await asyncio.wait((ended, said), return_when="FIRST_COMPLETED")
            if not said.done():
                raise ChildError(ended.result())
            return said.result()
        except TimeoutError:
            late = f"{self.name} did not start within {within:.0f} seconds."
            raise ChildError(late) from None
        finally:
            ended.cancel()
            said.cancel()

    async def ended(self) -> str:
        """Wait until it stops by itself; the sentence that says so."""
        process, reading = self._started()
        status = await process.wait()
        await asyncio.wait((reading,), timeout=1.0)
        words = next((line for line in reversed(self.last) if line.strip()), "")
        return f"{self.name} stopped (status {status}). {words.strip()}".strip()

    async def stop(self) -> None:
        """Ask the whole group to stop, and make whoever does not."""
        if self._process is None:
            return
        process, reading = self._started()
        self._signal(signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), STOP_WITHIN)
        self._signal(signal.SIGKILL)
        await process.wait()
        await reading

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._signal(signal.SIGKILL)

    def _started(self) -> tuple[asyncio.subprocess.Process, asyncio.Task[None]]:
        if self._process is None or self._reading is None:
            raise ChildError(f"{self.name} has not been started.")
        return self._process, self._reading

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._started()[0].pid, number)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        if process.stdout is None:
            return
        with self._log.open("ab") as log:
            async for line in process.stdout:
                log.write(line)
                log.flush()
                async with self._heard:
                    self.last.append(line.decode(errors="replace").rstrip())
                    self._heard.notify_all()

    async def _hear(self, pattern: re.Pattern[str]) -> str:
        async with self._heard:
            while True:
                for line in self.last:
                    if found := pattern.search(line):
                        return found[1]
                await self._heard.wait()
