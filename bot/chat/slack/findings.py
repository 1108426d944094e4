"""What the policy found, on a card: those of one sort together."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.chat import words
from bot.chat.slack.blocks import Json, context, cut, divider, escape, section
from policy.terms import Duty, Finding

MOST_SECTIONS = 12  # of 50 blocks, and more than anybody reads
SAID_HOLDS = 900


def findings(found: Sequence[Finding]) -> Iterator[Json]:
    """Thirty names are one section, not thirty."""
    if found:
        yield divider()
    alike = [list(same) for _, same in groupby(found, _sort)]
    for same in alike[:MOST_SECTIONS]:
        head = f"*{same[0].clause} {words.DUTIES[same[0].duty]}*"
        yield section(f"{head}\n{escape(cut(words.findings(same), SAID_HOLDS))}")
    if left := sum(map(len, alike[MOST_SECTIONS:])):
        yield context(words.more_findings(left))


def _sort(finding: Finding) -> tuple[str, Duty, str]:
    return finding.clause, finding.duty, finding.advice
