"""Drafts in which a test marks what the reader found, and their safe version."""

import re

from nlp.reading import Kind, Mention, Reading
from policy.judge import judge
from policy.rewrite import safe_version
from policy.terms import Case, Claim, Draft, School

MARKED = re.compile(r"\[([^|\]]+)(?:\|([^|\]]+))?(?:\|([^\]]+))?\]")
HASHTAG = re.compile(r"#\w+")


def read(marked: str) -> Reading:
    """'Well done [Josh] at [@farm|handle]': a name unless it says otherwise."""
    text, mentions, at = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[at : found.start()]
        words, kind, mend = found.groups()
        mentions.append(
            Mention(Kind(kind or "name"), words, len(text), mend=mend or "")
        )
        text += words
        at = found.end()
    text += marked[at:]
    tags = [Mention(Kind.HASHTAG, m[0], m.start()) for m in HASHTAG.finditer(text)]
    known = {m.start for m in mentions if m.kind is Kind.HASHTAG}
    mentions += [tag for tag in tags if tag.start not in known]
    return Reading(text, tuple(sorted(mentions, key=lambda m: m.start)))


def safe(marked: str, *claims: Claim) -> str:
    reading = read(marked)
    case = Case(Draft(reading.text, claims=claims), reading, School())
    return safe_version(case, judge(case))
