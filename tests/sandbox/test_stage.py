"""`schoolgate sandbox` prints one address, and leaves nothing running behind it."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the local Slack is made for Linux"
)
ROOT = Path(__file__).parents[2]
WITHIN = 120  # seconds, on a machine that does much else
Play = subprocess.Popen[str]


@contextmanager
def playing() -> Iterator[tuple[Play, str]]:
    """The sandbox once it is up, with the address that it printed."""
    with _start("0") as play:
        try:
            assert play.stdout
            for line in play.stdout:
                if found := re.search(r"Open (http://\S+)", line):
                    yield play, found[1]
                    break
            else:
                pytest.fail(play.communicate()[1])
        finally:
            if play.poll() is None:
                play.terminate()
            play.communicate(timeout=WITHIN)


def _start(port: str) -> Play:
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", "sandbox", "--port", port],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def children(play: Play) -> list[int]:
    """Its child processes, each as a file that can be read once it has ended."""
    return [os.pidfd_open(pid) for pid in _pids(play)]


def all_ended(processes: list[int]) -> bool:
    ended = [bool(select.select([each], [], [], 5)[0]) for each in processes]
    for each in processes:
        os.close(each)
    return bool(ended) and all(ended)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_shows_one_page_and_stops_all_that_it_started(number: int) -> None:
    with playing() as (play, address):
        with urlopen(address) as answer:  # noqa: S310 - our own address
            assert "Schoolgate" in answer.read().decode()
        started = children(play)
        play.send_signal(number)
        play.send_signal(number)  # an impatient second one leaves nothing behind either
        _, errors = play.communicate(timeout=WITHIN)
    assert (play.returncode, errors) == (0, "")
    assert len(started) == 2
    assert all_ended(started)


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _start(str(port)) as play:
            said, errors = play.communicate(timeout=WITHIN)
    assert play.returncode == 1
    assert said == ""
    assert re.fullmatch(rf"Port {port} is in use: .+\n", errors)


def test_when_one_part_dies_it_says_which_and_stops_the_rest() -> None:
    with playing() as (play, _):
        started = children(play)
        (slack,) = [pid for pid in _pids(play) if b"local-slack" in _command(pid)]
        os.kill(slack, signal.SIGKILL)
        _, errors = play.communicate(timeout=WITHIN)
    assert play.returncode == 1
    assert errors.startswith("The local Slack stopped (status -9).")
    assert "Traceback" not in errors
    assert errors.count("\n") == 1
    assert all_ended(started)


def _pids(play: Play) -> list[int]:
    listed = Path(f"/proc/{play.pid}/task/{play.pid}/children").read_text()
    return [int(pid) for pid in listed.split()]


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
