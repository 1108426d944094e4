"""Many drafts: several processes, in order, and no more read than is wanted."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.checking.judging import Setup
from bot.checking.lines import Line
from bot.checking.pool import FEW, judged
from bot.gate.hours import Hours
from policy.terms import School

PROGRAM = "import typer; from bot.check import check; typer.run(check)"
ROOT = Path(__file__).parents[3]


def start() -> subprocess.Popen[bytes]:
    """The command, with the real reader, in a process of its own."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )


def test_a_long_stream_is_answered_in_order_by_several_processes():
    drafts = "".join(f"Draft number {n}\n" for n in range(1, 2001))

    with start() as child:
        out, err = child.communicate(drafts.encode(), timeout=120)

    ids = [json.loads(line)["id"] for line in out.splitlines()]
    assert ids == [str(n) for n in range(1, 2001)]
    assert (child.returncode, err) == (0, b"")  # no bar where nobody is looking


@pytest.mark.usefixtures("by_rote")
def test_no_more_is_read_than_is_wanted():
    """An endless file is no trouble."""
    read = 0

    def endless() -> Iterator[Line]:
        nonlocal read
        for read in count(1):
            yield Line(read, b"x", jsonl=False)

    now = datetime(2026, 11, 20, 16, tzinfo=UTC)
    results = judged(endless(), Setup(School(), Hours(ZoneInfo("UTC")), now, Path()))
    first = [next(results) for _ in range(FEW)]

    assert [result.number for result in first] == list(range(1, FEW + 1))
    assert read == FEW


def test_an_answer_comes_before_the_next_draft_is_there():
    with start() as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(b"One\n")
        child.stdin.flush()

        assert json.loads(child.stdout.readline())["id"] == "1"


def test_ctrl_c_ends_it_quietly():
    with start() as child:
        assert child.stdin
        assert child.stdout
        assert child.stderr
        child.stdin.write(b"One\n")
        child.stdin.flush()
        child.stdout.readline()  # it is up
        child.send_signal(signal.SIGINT)

        assert child.wait(60) == 130
        assert child.stderr.read() == b""


def test_a_pipe_that_closes_ends_it_quietly():
    with start() as child:
        assert child.stdin
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        child.stdin.write(b"One\n")
        child.stdin.flush()

        assert child.wait(60) == 141
        assert child.stderr.read() == b""
