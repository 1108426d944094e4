"""A child process is stopped with all that it started, and says why it died."""

import os
import select
import signal
import sys
from pathlib import Path

import pytest

from sandbox.child import Child, ChildError

# A process that starts another, says both ids, and waits; the second is deaf to TERM.
FAMILY = """
import os, signal, sys, time
if os.fork() == 0:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.write(1, b"second %d\\n" % os.getpid())
else:
    os.write(1, b"first %d\\n" % os.getpid())
signal.pause()
"""


def ended(*processes: int, within: float) -> set[int]:
    """Which of these have ended; waits for the first."""
    return set(select.select(processes, [], [], within)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="watches processes as Linux does")
async def test_stopping_stops_the_whole_family(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.child.STOP_WITHIN", 0.3)  # the second will not listen
    child = Child("The family")
    await child.start([sys.executable, "-c", FAMILY])
    first = os.pidfd_open(int(await child.says(r"first (\d+)", 10)))
    second = os.pidfd_open(int(await child.says(r"second (\d+)", 10)))
    assert ended(first, second, within=0) == set()
    await child.stop()
    assert ended(first, within=5) | ended(second, within=5) == {first, second}
    os.close(first)
    os.close(second)


async def test_one_that_dies_first_says_how() -> None:
    child = Child("The bot")
    await child.start([sys.executable, "-c", "raise SystemExit('No token.')"])
    with pytest.raises(
        ChildError, match=r"^The bot stopped \(status 1\)\. No token\.$"
    ):
        await child.says("ready", 10)
    await child.stop()


async def test_one_that_never_gets_ready_is_not_waited_for_for_ever() -> None:
    child = Child("The bot")
    await child.start([sys.executable, "-c", "import signal; signal.pause()"])
    with pytest.raises(ChildError, match="did not start within"):
        await child.says("ready", 0.2)
    await child.stop()


async def test_a_command_that_is_not_there_is_one_sentence() -> None:
    child = Child("The bot")
    with pytest.raises(ChildError, match=r"^The bot cannot be started: No such file"):
        await child.start(["/no/such/command"])
    await child.stop()


async def test_what_it_says_is_kept(tmp_path: Path) -> None:
    child = Child("The bot", log=tmp_path / "bot.log")
    await child.start([sys.executable, "-c", "print('ready')"])
    await child.says("(ready)", 10)
    await child.ended()
    await child.stop()
    assert (tmp_path / "bot.log").read_text() == "ready\n"


async def test_one_that_is_killed_ended_by_itself() -> None:
    child = Child("The bot")
    await child.start([sys.executable, "-c", "import signal; signal.pause()"])
    child.kill()
    assert await child.ended() == f"The bot stopped (status -{int(signal.SIGKILL)})."
    await child.stop()
