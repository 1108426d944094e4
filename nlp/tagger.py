"""The model: for each word what it may name, for the whole text how it sounds."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Self, cast

import numpy as np
import onnxruntime  # pyright: ignore[reportMissingTypeStubs] # it ships no types
from numpy.typing import NDArray
from tokenizers import Tokenizer

from nlp.evidence import evidence
from nlp.normalise import Word

FOLDER = Path(__file__).parent / "model"
_WINDOW = 192  # pieces that the model sees at once
_OVERLAP = 24  # words of a window that the next one sees again
_LONGEST_WORD = 16  # pieces of one word that are looked at
_STOPS = frozenset(".!?…")

_ort: Any = onnxruntime

Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the model says of one text.

    `chances` is [words, classes], each row adding up to 1, its columns in the order
    of `classes`. `heads` gives for each label of the manner its chance, 0 to 1, and
    `where` the first word and the word after the last of the sentence that weighs
    most for it.
    """

    classes: tuple[str, ...]
    chances: Chances
    heads: Mapping[str, float]
    where: Mapping[str, tuple[int, int]]

    def of(self, name: str) -> Chances:
        """The chance of one class for each word: [words]."""
        return self.chances[:, self.classes.index(name)]


@dataclass(frozen=True, slots=True)
class _Seen:
    chances: Chances  # [words, classes]
    heads: Chances  # [heads]
    weights: Chances  # [heads, words]


class Tagger:
    """Runs on one thread; safe to share between threads."""

    def __init__(
        self,
        session: Any,
        tokenizer: Tokenizer,
        classes: Sequence[str],
        heads: Sequence[str],
    ) -> None:
        self._session, self._tokenizer = session, tokenizer
        self._classes, self._heads = tuple(classes), tuple(heads)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Raises where a file of `folder` is missing or of another version."""
        options = _ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = _ort.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        return cls(session, tokenizer, labels["classes"], labels["heads"])

    def tag(self, words: Sequence[Word]) -> Tagging:
        """The words of one text, as `normalise` gives them; linear in their number."""
        if not words:
            nothing = np.zeros((0, len(self._classes)), dtype=np.float32)
            none = dict.fromkeys(self._heads, 0.0)
            return Tagging(self._classes, nothing, none, dict.fromkeys(none, (0, 0)))
        pieces = self._pieces(words)
        facts = evidence(words)
        chances = np.zeros((len(words), len(self._classes)), dtype=np.float32)
        heads = np.zeros(len(self._heads), dtype=np.float32)
        where = np.zeros((len(self._heads), 2), dtype=np.int64)
        for first, last in _windows([len(p) for p in pieces]):
            seen = self._see(pieces[first:last], facts[first:last])
            fresh = first + _OVERLAP // 2 if first else 0
            chances[fresh:last] = seen.chances[fresh - first :]
            better = seen.heads > heads
            heads = np.maximum(heads, seen.heads)
            sentences = _sentences(words[first:last])
            for h in np.flatnonzero(better):
                start, end = max(
                    sentences, key=lambda s: seen.weights[h, slice(*s)].sum()
                )
                where[h] = first + start, first + end
        return Tagging(
            self._classes,
            chances,
            {name: float(v) for name, v in zip(self._heads, heads, strict=True)},
            {
                name: (int(a), int(b))
                for name, (a, b) in zip(self._heads, where, strict=True)
            },
        )

    def _pieces(self, words: Sequence[Word]) -> list[list[int]]:
        told = self._tokenizer.encode_batch(
            [w.folded[:100] for w in words], add_special_tokens=False
        )
        return [t.ids[:_LONGEST_WORD] or [self._special("[UNK]")] for t in told]

    def _special(self, token: str) -> int:
        """The id of "[CLS]", "[SEP]" or "[UNK]", which every such vocabulary has."""
        return cast(int, self._tokenizer.token_to_id(token))

    def _see(self, pieces: list[list[int]], facts: NDArray[np.int64]) -> _Seen:
        begin, end = self._special("[CLS]"), self._special("[SEP]")
        counts = [len(p) for p in pieces]
        starts = [1, *(1 + n for n in accumulate(counts))][:-1]
        ids = np.array([[begin, *(i for p in pieces for i in p), end]])
        features = np.zeros((1, ids.shape[1], facts.shape[1]), dtype=np.int64)
        features[0, 1:-1] = np.repeat(facts, counts, axis=0)
        words, heads, attention = cast(
            list[Chances],
            self._session.run(
                None,
                {"ids": ids, "features": features, "first": np.array([starts])},
            ),
        )
        return _Seen(words, heads, np.add.reduceat(attention[:, :-1], starts, axis=1))


def _windows(counts: list[int]) -> Iterator[tuple[int, int]]:
    """Ranges of words whose pieces fit the window, each overlapping the last."""
    first = 0
    while True:
        last, room = first, _WINDOW - 2
        while last < len(counts) and counts[last] <= room:
            room -= counts[last]
            last += 1
        yield first, last
        if last == len(counts):
            return
        first = max(last - _OVERLAP, first + 1)


def _sentences(words: Sequence[Word]) -> list[tuple[int, int]]:
    ends = [i + 1 for i, w in enumerate(words) if w.folded in _STOPS]
    bounds = [0, *(e for e in ends if e < len(words)), len(words)]
    return [(a, b) for a, b in pairwise(bounds) if b > a]
