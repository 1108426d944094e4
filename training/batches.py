"""Posts as tensors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from nlp.evidence import LISTS, evidence
from nlp.normalise import Word, normalise
from training.network import CLASSES
from training.posts import HEADS, KINDS, Post

MAX_PIECES = 192
_PARTIAL = {
    "person": ("child", "staff", "adult", "figure"),
    "thing": ("figure", "place", "other"),
}


@dataclass(frozen=True, slots=True)
class Encoded:
    """One post: piece ids [T], features [T, F], first piece of each word [W], which
    classes each word may have [W, 8], heads [H] as 1, 0 or -1 for not known."""

    ids: list[int]
    features: np.ndarray
    first: list[int]
    allowed: np.ndarray
    heads: list[float]


def encode(post: Post, tokenizer: Tokenizer) -> Encoded | None:
    words = normalise(post.text)
    if not words:
        return None
    told = tokenizer.encode([w.folded for w in words], is_pretokenized=True)
    ids, owner = told.ids[:MAX_PIECES], told.word_ids[:MAX_PIECES]
    facts = evidence(words)
    blank = np.zeros(facts.shape[1], dtype=np.int64)
    features = np.stack([blank if o is None else facts[o] for o in owner])
    first: dict[int, int] = {}
    for at, o in enumerate(owner):
        if o is not None:
            first.setdefault(o, at)
    allowed = np.stack([_allowed(post, words[o]) for o in first])
    heads = [_head(post, h) for h in HEADS]
    return Encoded(ids, features, list(first.values()), allowed, heads)


def _head(post: Post, head: str) -> float:
    if post.heads is None or head in post.unjudged:
        return -1.0
    return float(head in post.heads)


def _allowed(post: Post, word: Word) -> np.ndarray:
    row = np.zeros(len(CLASSES), dtype=bool)
    kind = "other"
    for s in post.spans:
        if s.start < word.end and s.end > word.start:
            kind = KINDS[s.kind]
            break
    for name in _PARTIAL.get(kind, (kind,)):
        row[CLASSES.index(name)] = True
    return row


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    allowed: Tensor  # all false for padding
    heads: Tensor


def batches(
    posts: Sequence[Encoded], size: int, rng: Random | None, pad: int
) -> Iterator[Batch]:
    """Batches of posts of like length; with `rng`, shuffled and lists dropped."""
    order = list(range(len(posts)))
    if rng:
        rng.shuffle(order)
        chunk = size * 20
        order = [
            i
            for at in range(0, len(order), chunk)
            for i in sorted(order[at : at + chunk], key=lambda i: len(posts[i].ids))
        ]
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield _stack([posts[i] for i in group], rng, pad)


def _stack(group: list[Encoded], rng: Random | None, pad: int) -> Batch:
    many, longest = len(group), max(len(e.ids) for e in group)
    wordy = max(len(e.first) for e in group)
    ids = np.full((many, longest), pad)
    features = np.zeros((many, longest, group[0].features.shape[1]), dtype=np.int64)
    mask = np.zeros((many, longest), dtype=np.int64)
    first = np.zeros((many, wordy), dtype=np.int64)
    allowed = np.zeros((many, wordy, len(CLASSES)), dtype=bool)
    for i, e in enumerate(group):
        ids[i, : len(e.ids)] = e.ids
        features[i, : len(e.ids)] = _dropped(e.features, rng)
        mask[i, : len(e.ids)] = 1
        first[i, : len(e.first)] = e.first
        allowed[i, : len(e.first)] = e.allowed
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(mask),
        torch.from_numpy(first),
        torch.from_numpy(allowed),
        torch.tensor([e.heads for e in group]),
    )


def _dropped(features: np.ndarray, rng: Random | None) -> np.ndarray:
    """The lists fall silent for one post in five, and for one word in ten."""
    if rng is None:
        return features
    kept = features.copy()
    if rng.random() < 0.2:
        kept[:, LISTS] = 0
    gone = np.array([rng.random() < 0.1 for _ in range(len(kept))])
    kept[np.ix_(gone, LISTS)] = 0
    return kept
