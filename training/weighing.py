"""How far a network is from a post: what it errs on is drawn oftener."""

from collections.abc import Sequence

import numpy as np

from training.batches import Encoded

_LEAST = 0.25  # of a post on which it does not err at all
_MOST = 2.0  # a post that it never learns may be one that nobody could
_HEADS = 0.4  # what the manner weighs beside the words


def weights(
    posts: Sequence[Encoded], words: Sequence[np.ndarray], heads: np.ndarray
) -> list[float]:
    """One for each post, from what the network says of it, as `train.predict` does."""
    return [
        _LEAST + _loss((e.allowed * w).sum(1)) + _HEADS * _loss(_right(e, h))
        for e, w, h in zip(posts, words, heads, strict=True)
    ]


def _right(post: Encoded, heads: np.ndarray) -> np.ndarray:
    """The chance that it gave to what is so, of each head that is known."""
    truth = np.array(post.heads)
    return np.where(truth == 1, heads, 1 - heads)[truth >= 0]


def _loss(right: np.ndarray) -> float:
    """Of the word or head on which it errs most."""
    worst = right.min(initial=1.0)
    return float(min(-np.log(max(worst, 1e-6)), _MOST))
