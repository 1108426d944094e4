"""What was found, for a program to read and for a person to read."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from unicodedata import category

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.checking.judging import Judged
from bot.networks.x_text import LONGEST, length
from policy.terms import Duty, Finding, Outcome

COLOURS = {
    Duty.MUST: "bold red",
    Duty.SHOULD: "yellow",
    Duty.NOTE: "cyan",
    Outcome.BLOCK: "bold red",
    Outcome.REVIEW: "yellow",
    Outcome.PASS: "green",
}
WORDS = {
    Outcome.BLOCK: "sent back",
    Outcome.REVIEW: "for a leader to weigh",
    Outcome.PASS: "passed",
}
INDENT = 2
NARROWEST = 20  # cells


def as_json(judged: Judged) -> str:
    """One line of JSON; `photo` only where a photo's description is meant."""
    return json.dumps(
        {
            "id": judged.id,
            "outcome": judged.verdict.outcome,
            "findings": [
                finding_as_json(finding) for finding in judged.verdict.findings
            ],
            "names": [
                {"start": name.start, "end": name.end, "text": name.text}
                for name in judged.names
            ],
            "safe": judged.safe or None,
            "goes_out": judged.goes_out.isoformat(),
        },
        ensure_ascii=False,
    )


def finding_as_json(finding: Finding) -> dict[str, object]:
    """As a part of a line of JSON."""
    shown: dict[str, object] = {
        "clause": finding.clause,
        "duty": finding.duty,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "advice": finding.advice,
    }
    if finding.photo is not None:
        shown["photo"] = finding.photo
    if finding.box is not None:  # in the picture, not in its description
        shown["box"] = asdict(finding.box)
    return shown


def show(judged: Judged, console: Console) -> None:
    """The draft, carets under the words that were found, and what to do."""
    outcome = judged.verdict.outcome
    head = Text(f"{_plain(judged.id)}: ", style="bold")
    head.append(WORDS[outcome], style=COLOURS[outcome])
    head.append(f", would go out {judged.goes_out:%A} {judged.goes_out.day} ")
    head.append(f"{judged.goes_out:%B at %H:%M}")
    over = length(judged.text) - LONGEST
    if over > 0:
        head.append(f", too long for X by {over}", style="yellow")
    console.print(head)
    for row in _rows(judged, max(console.width - INDENT, NARROWEST)):
        console.print(Text(" " * INDENT) + row, soft_wrap=True)
    advice = Table.grid(padding=(0, INDENT, 0, 0))
    for clause, duty, what in dict.fromkeys(
        (f.clause, f.duty, f.advice) for f in judged.verdict.findings
    ):
        advice.add_row(clause, Text(duty, style=COLOURS[duty]), Text(what))
    if judged.safe:
        advice.add_row("", Text("safe", style="green"), Text(_plain(judged.safe)))
    if advice.row_count:
        console.print(Padding(advice, (0, 0, 0, INDENT)))
    console.print()


def show_totals(outcomes: Counter[Outcome], bad: int, console: Console) -> None:
    """How many drafts there were, and what became of them."""
    parts = [f"{outcomes[outcome]} {WORDS[outcome]}" for outcome in Outcome]
    if bad:
        parts.append(f"{bad} not read")
    total = outcomes.total() + bad
    drafts = "draft" if total == 1 else "drafts"
    console.print(Text(f"{total} {drafts}: {', '.join(parts)}."), soft_wrap=True)


def _plain(text: str) -> str:
    """One character for one, and none that would move a terminal's cursor."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if category(c) in {"Cc", "Cf"} and c != "\N{ZERO WIDTH JOINER}"  # in emoji
        else c
        for c in text
    )


def _rows(judged: Judged, width: int) -> Iterator[Text]:
    """The text in lines that fit, each with carets under what was found in it."""
    marked = [f for f in judged.verdict.findings if f.photo is None and f.text]
    at = 0
    for line in judged.text.split("\n"):
        for piece in _wrapped(_plain(line), width):
            yield Text(piece)
            carets = _carets(piece, at, marked)
            if carets.plain.strip():
                yield carets
            at += len(piece)
        at += 1


def _wrapped(line: str, width: int) -> Iterator[str]:
    """The line in pieces of at most `width` cells, broken at spaces where it can be."""
    start = cells = 0
    for place, letter in enumerate(line):
        cells += cell_len(letter)
        if cells > width:
            end = line.rfind(" ", start, place) + 1 or place
            yield line[start:end]
            start, cells = end, cell_len(line[end : place + 1])
    yield line[start:]


def _carets(piece: str, at: int, findings: list[Finding]) -> Text:
    near = [f for f in findings if f.start < at + len(piece) and at < f.end]
    carets = Text()
    for place, letter in enumerate(piece, start=at):
        over = [f.duty for f in near if f.start <= place < f.end]
        if over:
            carets.append("^" * cell_len(letter), style=COLOURS[over[0]])
        else:
            carets.append(" " * cell_len(letter))
    carets.rstrip()
    return carets
