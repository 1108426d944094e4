"""`schoolgate look`: what photos show, with no chat."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.checking.drawing import draw
from bot.checking.given import given_roll, given_settings, refuse
from bot.checking.report import COLOURS, WORDS
from bot.checking.seeing import Seeing, Sight, Unseen, sight_as_json
from bot.school import school_of
from nlp.reader import Reader
from policy.terms import Outcome
from vision.apart import AT_ONCE, Apart


def look(
    files: Annotated[
        list[Path], typer.Argument(help="Photos: JPEG, PNG, WebP or HEIC.")
    ],
    *,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, one a file.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(help="A folder for pictures that show what was found."),
    ] = None,
    roll: Annotated[
        Path | None, typer.Option(help="The school's roll, imported or as a CSV file.")
    ] = None,
) -> None:
    """Find faces, words and names in photos, and judge them by the policy.

    Exit status: 0 when every photo was looked at, 1 when a file is no photo or could
    not be looked at, 2 when nothing could be done.
    """
    settings = given_settings()
    reader = Reader.load(given_roll(roll or settings.roll_file, settings.roll_key))
    seeing = Seeing(Apart(), reader, school_of(settings))
    try:
        bad = asyncio.run(_look_at_all(files, seeing, out, json=json))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    raise typer.Exit(1 if bad else 0)


async def _look_at_all(
    files: Sequence[Path], seeing: Seeing, out: Path | None, *, json: bool
) -> int:
    """Look, print and draw, in order; the number of files that are no photos."""
    console, bad = Console(highlight=False), 0
    for few in (files[i : i + AT_ONCE] for i in range(0, len(files), AT_ONCE)):
        for sight in await asyncio.gather(*map(seeing.see, few)):
            bad += isinstance(sight, Unseen)
            drawn = _drawn(sight, out)
            if json:
                typer.echo(sight_as_json(sight))
            else:
                for line in _told(sight, drawn):
                    console.print(line, soft_wrap=True)
    return bad


def _drawn(sight: Sight | Unseen, out: Path | None) -> Path | None:
    if out is None or isinstance(sight, Unseen):
        return None
    try:
        return draw(sight, out)
    except OSError as error:
        why = (error.strerror or "unknown").lower()
        refuse(f"{out} cannot be written to: {why}. Name another folder with --out.")


def _told(sight: Sight | Unseen, drawn: Path | None) -> Iterator[Text]:
    """For a person: the outcome, what was seen, and what to do."""
    if isinstance(sight, Unseen):
        yield Text(sight.why, style=COLOURS[Outcome.BLOCK])
        return
    outcome = sight.outcome
    yield Text.assemble((f"{sight.file}: ", "bold"), (WORDS[outcome], COLOURS[outcome]))
    faces, words = len(sight.look.faces or ()), len(sight.look.words or ())
    seen = f"{faces} face{'' if faces == 1 else 's'}, "
    yield Text(f"  {seen}{words} line{'' if words == 1 else 's'} of words")
    for finding in sight.verdict.findings:
        said = f"“{finding.text}”. " if finding.text else ""
        yield Text.assemble(
            f"  {finding.clause}  ",
            (finding.duty, COLOURS[finding.duty]),
            f"  {said}{finding.advice}",
        )
    if drawn:
        yield Text(f"  drawn: {drawn}")
