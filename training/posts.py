"""Labelled posts: plain data, and the files that hold them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).parent
# What a whole post is judged for; "stop" is any reason not to pass it.
HEADS = (
    "tone",
    "targeted",
    "personal_data",
    "profanity",
    "sensitive",
    "reply",
    "channel",
    "disclosure",
    "stop",
)
# What a word may be. "person" (not which) and "thing" are partial: any of several.
KINDS = {
    "c": "child",
    "s": "staff",
    "a": "adult",
    "p": "figure",
    "l": "place",
    "i": "initials",
    "h": "handle",
    "?": "person",
    "t": "thing",
}


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    kind: str  # a key of KINDS


@dataclass(frozen=True, slots=True)
class Post:
    """`heads` is None where nobody has judged the post as a whole; `unjudged` are
    those of HEADS that a post was made without a thought of."""

    text: str
    spans: tuple[Span, ...] = ()
    heads: frozenset[str] | None = None
    unjudged: frozenset[str] = frozenset()

    @property
    def passes(self) -> bool:
        """Whether it is known to be fit to be posted."""
        return self.heads is not None and "stop" not in self.heads


def read(path: Path) -> Iterator[tuple[str, Post]]:
    """Posts of a JSONL file, each with its id."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        spans = sorted(row["spans"], key=lambda s: (s["start"], -s["end"]))
        kept: list[Span] = []
        for s in spans:
            if not kept or s["start"] >= kept[-1].end:
                kept.append(Span(s["start"], s["end"], s["kind"]))
        heads = {label for label in row["labels"] if label in HEADS}
        if row["expected"] != "pass":
            heads.add("stop")
        yield row["id"], Post(row["text"], tuple(kept), frozenset(heads))


def read_tags(path: Path) -> dict[str, list[str]]:
    """The tags of each post of a JSONL file, by its id."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return {row["id"]: row.get("tags", []) for row in rows}


def held_out(id_: str) -> bool:
    """One post in ten is never trained on, the same ones every time."""
    return blake2b(id_.encode(), digest_size=1).digest()[0] < 26


TWEET_SETS = ("btc", "wnut17", "tweebank")


def tweets(file: Path) -> Iterator[Post]:
    """Public tweets in CoNLL form: they say "a person", and not which sort."""
    for block in file.read_text("utf-8").split("\n\n"):
        rows = [line.split() for line in block.splitlines()]
        rows = [r for r in rows if len(r) > 1 and r[0] != "-DOCSTART-"]
        if rows:
            yield _tweet([(r[0], r[-1]) for r in rows])


def _tweet(rows: list[tuple[str, str]]) -> Post:
    text, spans = "", []
    for token, tag in rows:
        glued = text.endswith(("@", "#")) or token in {".", ",", "!", "?", ":", ")"}
        glued = glued or token in {"'s", "n't", "'ll", "'re", "'m", "'ve", "\u2019s"}
        text += token if glued or not text else " " + token
        kind = _tag(token, tag, text)
        if kind:
            spans.append(Span(len(text) - len(token), len(text), kind))
    return Post(text, tuple(spans))


def _tag(token: str, tag: str, text: str) -> str | None:
    if text[: len(text) - len(token)].endswith("@") or token.startswith("@"):
        return "h"
    kind = tag.rsplit("-", 1)[-1].lower()
    if kind in {"per", "person"}:
        return "?"
    if kind in {"loc", "org", "location", "corporation", "group"}:
        return "l"
    return None if kind in {"o", "-"} else "t"
