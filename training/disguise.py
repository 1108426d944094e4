"""How the same post may be typed: in small letters, capitals, with slips, hidden."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from training.posts import Post, Span


def typed(rng: Random, post: Post) -> Post:
    """Lower case, capitals, hidden or slipped letters, now and then."""
    kept = [s for s in post.spans if s.kind in "capl"]
    ways: list[tuple[float, Callable[[], Post]]] = [
        (0.14, lambda: _small(rng, post)),
        (0.04, lambda: _mapped(post, str.upper)),
        (0.10, lambda: _disguised(rng, post)),
        (0.03, lambda: replace(post, text=post.text.replace("'", "\u2019"))),
        (0.03, lambda: _without_apostrophes(post)),
        (0.05, lambda: _hashtagged(rng, post, kept) if kept else post),
        (0.61, lambda: post),
    ]
    return rng.choices([way for _, way in ways], [share for share, _ in ways])[0]()


def _small(rng: Random, post: Post) -> Post:
    small = _mapped(post, str.lower)
    return _without_apostrophes(small) if rng.random() < 0.4 else small


def _hashtagged(rng: Random, post: Post, kept: list[Span]) -> Post:
    """The post with one of its names again, in a hashtag at its end."""
    span = rng.choice(kept)
    name = glue(post.text[span.start : span.end].title())
    before = rng.choice(["Go", "WellDone", "Team", "ProudOf", "Happy", "ComeOn", ""])
    after = rng.choice(["", "", "Rocks", "Day", "ForTheWin"])
    tag = f" #{before}{name}{after}"
    start = len(post.text) + 2 + len(before)
    if rng.random() < 0.5:
        tag = tag.lower()
    spans = (*post.spans, Span(start, start + len(name), span.kind))
    return replace(post, text=post.text + tag, spans=spans)


def _disguised(rng: Random, post: Post) -> Post:
    chosen = [s for s in post.spans if s.kind == "c" and s.end - s.start > 3]
    if not chosen:
        return post
    span = rng.choice(chosen)
    old = post.text[span.start : span.end]
    new = rng.choice([_leet, _star, _spaced, _slip, _slip, _slip, _stretch])(old, rng)
    grown = len(new) - len(old)
    spans = tuple(
        Span(s.start, s.end + grown, s.kind)
        if s is span
        else Span(s.start + grown, s.end + grown, s.kind)
        if s.start > span.start
        else s
        for s in post.spans
    )
    text = post.text[: span.start] + new + post.text[span.end :]
    return replace(post, text=text, spans=spans)


def _without_apostrophes(post: Post) -> Post:
    """As a thumb types it: "jaydens coat", "cant wait"."""
    text, at = "", [0]
    for c in post.text:
        text += "" if c in "'\u2019" else c
        at.append(len(text))
    spans = tuple(Span(at[s.start], at[s.end], s.kind) for s in post.spans)
    return replace(post, text=text, spans=spans)


def _mapped(post: Post, case: Callable[[str], str]) -> Post:
    text = "".join(c if len(case(c)) != 1 else case(c) for c in post.text)
    return replace(post, text=text)


def glue(name: str) -> str:
    words = re.findall(r"[^\W_]+", name)
    return "".join(w[:1].upper() + w[1:] for w in words)


def _leet(name: str, rng: Random) -> str:
    table = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"}
    at = [i for i, c in enumerate(name) if c.lower() in table]
    i = rng.choice(at) if at else None
    return name if i is None else name[:i] + table[name[i].lower()] + name[i + 1 :]


def _star(name: str, rng: Random) -> str:
    i = rng.randrange(1, len(name) - 1)
    return name[:i] + rng.choice("***.#") + name[i + 1 :]


def _spaced(name: str, rng: Random) -> str:
    return rng.choice([" ", " ", ".", "-", "_"]).join(name.replace(" ", ""))


def _slip(name: str, rng: Random) -> str:
    i = rng.randrange(1, len(name) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return name[:i] + name[i + 1] + name[i] + name[i + 2 :]
    if kind == 1:
        return name[:i] + name[i + 1 :]
    if kind == 2:
        return name[:i] + name[i] + name[i:]
    return name[:i] + rng.choice("aeiouyhkn") + name[i + 1 :]


def _stretch(name: str, rng: Random) -> str:
    return name + name[-1] * rng.randint(1, 4)
