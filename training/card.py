"""Write the figures of nlp/model/CARD.md: `python -m training.card`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from nlp.names import Decision, find_names
from nlp.normalise import normalise
from nlp.reading import Kind
from nlp.tagger import FOLDER, Tagger
from training.posts import HEADS, Post, read, read_tags
from training.train import DEV, hand_written

_CARD = FOLDER / "CARD.md"
_BENCH = (DEV, DEV.with_name("ordinary.jsonl"), DEV.with_name("hard.jsonl"))
_FIGURES = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end -->)", re.S)


@dataclass(frozen=True, slots=True)
class Told:
    """What the shipped model says of one post."""

    post: Post
    every: bool | None  # every child's name caught; None where there is none
    seen: bool  # a name seen at all
    labels: frozenset[str]


def tell(tagger: Tagger, decision: Decision, post: Post) -> Told:
    words = normalise(post.text)
    tagging = tagger.tag(words)
    found = find_names(post.text, words, tagging, decision)
    names = [m for m in found if m.kind is Kind.NAME]
    children = [s for s in post.spans if s.kind == "c"]
    every = all(
        any(m.start < s.end and m.end > s.start for m in names) for s in children
    )
    labels = frozenset(h for h in HEADS if tagging.heads[h] >= decision.heads[h])
    return Told(post, every if children else None, bool(names), labels)


def _rows(sets: Sequence[Sequence[Told]]) -> Iterator[tuple[str, list[str]]]:
    yield (
        "every child's name caught",
        [_share([t.every for t in told if t.every is not None]) for told in sets],
    )
    yield (
        "a name wrongly seen",
        [_share([t.seen for t in told if t.post.passes]) for told in sets],
    )
    for head in HEADS:
        there = [[t for t in told if head in (t.post.heads or ())] for told in sets]
        clean = [
            [t for t in told if t.post.passes and head not in (t.post.heads or ())]
            for told in sets
        ]
        yield f"{head}: caught", [_share([head in t.labels for t in s]) for s in there]
        yield (
            f"{head}: wrongly seen",
            [_share([head in t.labels for t in s]) for s in clean],
        )


def _share(answers: Sequence[bool]) -> str:
    if not answers:
        return "none"
    n, share, z = len(answers), sum(answers) / len(answers), 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{share:.1%} of {n} ({middle - half:.0%} to {middle + half:.0%})"


def main() -> None:
    tagger, decision = Tagger.load(), Decision.load()
    sets = [
        *([tell(tagger, decision, p) for _, p in read(file)] for file in _BENCH),
        [tell(tagger, decision, p) for p in hand_written()[1]],
    ]
    lines = ["| | dev | ordinary month | hard | held out |", "|---|---|---|---|---|"]
    for name, shares in _rows(sets):
        lines.append(f"| {name} | {' | '.join(shares)} |")
    by_tag: dict[str, list[bool]] = defaultdict(list)
    for file, told in zip(_BENCH, sets, strict=False):
        for tags, one in zip(read_tags(file).values(), told, strict=True):
            for tag in tags if one.every is not None else ():
                by_tag[tag].append(bool(one.every))
    lines += ["", "Bench posts with every child's name caught, by origin and form:", ""]
    lines += ["| tag | caught |", "|---|---|"]
    lines += [f"| {t} | {sum(h)} of {len(h)} |" for t, h in sorted(by_tag.items())]
    figures = "\n".join(lines) + "\n"
    text = _CARD.read_text("utf-8")
    _CARD.write_text(_FIGURES.sub(lambda _: figures, text), "utf-8")
    print(figures)


if __name__ == "__main__":
    main()
