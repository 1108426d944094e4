"""`schoolgate check`: judge drafts with no chat."""

import os
import sys
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console
from rich.progress import Progress

from bot.checking.given import given_roll, given_settings, refuse, unreadable
from bot.checking.judging import Bad, Judged, Setup
from bot.checking.lines import lines
from bot.checking.pool import judged
from bot.checking.report import as_json, show, show_totals
from bot.gate.hours import Hours
from bot.school import hours_of, school_of
from bot.settings import Settings
from policy.terms import Outcome

STDIN = Path("-")


def check(
    file: Annotated[
        Path, typer.Argument(help="Drafts: text, one a line, or JSONL. - is stdin.")
    ] = STDIN,
    *,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line.")
    ] = False,
    roll: Annotated[
        Path | None, typer.Option(help="The school's roll, imported or as a CSV file.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="When they are put forward: 2026-11-20T16:00.")
    ] = None,
) -> None:
    """Judge drafts by the policy, with no chat.

    Exit status: 0 when every draft was judged, 1 when a line could not be read, 2
    when nothing could be done.
    """
    setup = _setup(given_settings(), roll, at, file.parent)
    try:
        with _opened(file) as source:
            bad = _judge_all(source, setup, json=json)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:  # whoever was reading has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None
    raise typer.Exit(1 if bad else 0)


def _judge_all(source: BinaryIO, setup: Setup, *, json: bool) -> int:
    """Judge and print; the number of lines that could not be read."""
    out, err = Console(highlight=False), Console(stderr=True, highlight=False)
    outcomes: Counter[Outcome] = Counter()
    bad = 0
    for result in judged(lines(source), setup):
        match result:
            case Bad():
                bad += 1
                sentence = f"Line {result.number} is left out: {result.why}."
                err.print(sentence, markup=False, soft_wrap=True)
            case Judged():
                outcomes[result.verdict.outcome] += 1
                _print(result, out, json=json)
    if not json:
        show_totals(outcomes, bad, out)
    return bad


def _print(result: Judged, out: Console, *, json: bool) -> None:
    if json:
        sys.stdout.buffer.write(as_json(result).encode() + b"\n")
        sys.stdout.buffer.flush()
    else:
        show(result, out)


@contextmanager
def _opened(file: Path) -> Generator[BinaryIO]:
    """The drafts, with a progress bar while somebody waits and sees nothing else."""
    if file == STDIN:
        if sys.stdin.isatty():
            typer.echo("Type drafts, one a line; end with Ctrl-D.", err=True)
        yield sys.stdin.buffer
        return
    try:
        source = file.open("rb")
        size = file.stat().st_size
    except OSError as error:
        refuse(unreadable(file, error))
    watched = sys.stderr.isatty() and not sys.stdout.isatty()
    with source, Progress(console=Console(stderr=True), disable=not watched) as bar:
        yield bar.wrap_file(source, total=size, description="Judging")


def _setup(
    settings: Settings, roll: Path | None, at: str | None, beside: Path
) -> Setup:
    hours = hours_of(settings)
    return Setup(
        school_of(settings),
        hours,
        _when(at, hours),
        beside,
        given_roll(roll or settings.roll_file, settings.roll_key),
    )


def _when(at: str | None, hours: Hours) -> datetime:
    if at is None:
        return datetime.now(UTC)
    try:
        when = datetime.fromisoformat(at)
        when = when if when.tzinfo else when.replace(tzinfo=hours.zone)
        hours.next_opening(when)
    except (ValueError, OverflowError):
        refuse("--at must be a time such as 2026-11-20T16:00.")
    return when
