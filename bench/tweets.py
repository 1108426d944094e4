"""People in public tweets, to compare with papers: `python -m bench.tweets FOLDER`.

FOLDER holds the dev files of the Broad Twitter Corpus, WNUT-17 and Tweebank-NER (see
training/README.md). A person is right where exactly its words are found; @names are
left out of account. Prints F1 of ours and of spaCy's small model, and ends with one
line of JSON.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.peers import Spans, spacy_small
from nlp.normalise import normalise
from nlp.tagger import Tagger
from training.posts import TWEET_SETS, Post, tweets

_PEOPLE = ("child", "staff", "adult", "figure")
_LEAST = 0.5


def ours() -> Callable[[str], Spans]:
    tagger = Tagger.load()

    def find(text: str) -> Spans:
        words = normalise(text)
        tagging = tagger.tag(words)
        chance = np.sum([tagging.of(name) for name in _PEOPLE], axis=0)
        spans = [
            (w.start, w.end) for w, c in zip(words, chance, strict=True) if c >= _LEAST
        ]
        return _merged(text, spans)

    return find


def _merged(text: str, spans: Spans) -> Spans:
    """Neighbours with nothing but a space or a hyphen between them are one."""
    merged: Spans = []
    for start, end in spans:
        if merged and text[merged[-1][1] : start].strip(" -") == "":
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def f1(find: Callable[[str], Spans], posts: list[Post]) -> float:
    right = said = there = 0
    for post in posts:
        people = [(s.start, s.end) for s in post.spans if s.kind == "?"]
        handles = [s for s in post.spans if s.kind == "h"]
        gold = set(_merged(post.text, people))
        found = {
            (a, b)
            for a, b in find(post.text)
            if not any(a < h.end and b > h.start for h in handles)
        }
        right += len(gold & found)
        said += len(found)
        there += len(gold)
    return 2 * right / (said + there)


def main() -> None:
    folder = Path(sys.argv[1])
    finders = {"Schoolgate": ours(), "spaCy, small model": spacy_small()}
    figures: dict[str, dict[str, float]] = {}
    for name in TWEET_SETS:
        posts = list(tweets(folder / f"{name}.dev.conll"))
        scores = {who: round(f1(find, posts), 3) for who, find in finders.items()}
        figures[name] = scores
        print(name, len(posts), scores)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
