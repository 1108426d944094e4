"""How well a network does, as the issues measure it."""

from collections.abc import Sequence

import numpy as np

from training.network import CLASSES
from training.posts import HEADS, Post

_CHILD, _ADULT = CLASSES.index("child"), CLASSES.index("adult")


def name_scores(
    posts: Sequence[Post],
    spans: Sequence[list[tuple[int, int]]],
    words: Sequence[np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """For each post that holds a child's name, the least of their scores; for each
    post that must pass, the highest score of any word."""
    caught, stopped = [], []
    for post, places, chances in zip(posts, spans, words, strict=True):
        score = chances[:, _CHILD] + chances[:, _ADULT]
        names = [s for s in post.spans if s.kind == "c"]
        if names:
            best = [
                max(
                    (
                        float(v)
                        for (a, b), v in zip(places, score, strict=False)
                        if a < s.end and b > s.start
                    ),
                    default=0.0,
                )
                for s in names
            ]
            caught.append(min(best))
        if post.passes:
            stopped.append(float(score.max(initial=0)))
    return np.array(caught), np.array(stopped)


def names_line(caught: np.ndarray, stopped: np.ndarray) -> str:
    rows = [
        f"@{t}: {np.mean(caught >= t):.3f}/{np.mean(stopped >= t):.3f}"
        for t in (0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
    ]
    return "  ".join(rows)


def heads_line(posts: Sequence[Post], heads: np.ndarray) -> str:
    """For each head: the share caught at the score that 2% of pass posts reach."""
    clean = np.array([p.passes for p in posts])
    rows = []
    for i, head in enumerate(HEADS):
        if head == "stop":
            there = np.array(
                [
                    bool(p.heads) and not any(s.kind in "ca" for s in p.spans)
                    for p in posts
                ]
            )
        else:
            there = np.array([head in (p.heads or ()) for p in posts])
        other = clean & ~there
        if there.any():
            at = np.quantile(heads[other, i], 0.98)
            rows.append(f"{head} {np.mean(heads[there, i] > at):.2f} of {there.sum()}")
    return "  ".join(rows)
