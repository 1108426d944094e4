"""Choose the thresholds: `python -m training.calibrate`.

Runs the exported model on the held-out tenth of the hand-written posts and on those
of CHOOSING, and writes nlp/model/decision.json. The least chance of a name is chosen on
the latter alone; how sure a name is, on these and the held-out ones of DRAFTS. Nothing
is trained here.
"""

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from nlp.names import Decision, find_names
from nlp.normalise import normalise
from nlp.reading import Kind
from nlp.tagger import FOLDER, Tagger, Tagging
from training.measure import name_scores, names_line
from training.posts import HEADS, HERE, Post, held_out, read
from training.train import DEV, hand_written

# bench/posts/hard.jsonl chooses no threshold: it is there to find out.
CHOOSING = (DEV, DEV.with_name("ordinary.jsonl"))
# The other files' posts were written to mislead: among theirs, names are rarer than a
# school's drafts have them, and every share would be told too low.
DRAFTS = HERE / "posts" / "school_posts_train.jsonl"
FALSE_NAMES = 0.011  # the most pass posts in which a name may be seen
FALSE_HEADS = dict.fromkeys(HEADS, 0.004) | {
    "tone": 0.007,
    "targeted": 0.012,
    "channel": 0.1,
    "stop": 0.05,
}
LEAST = dict.fromkeys(HEADS, 0.1) | {
    "profanity": 0.3,
    "personal_data": 0.5,
    "reply": 0.3,
    "disclosure": 0.5,
}
_KIND = 0.5
MOST_SURE = 0.99  # a few hundred mentions tell of no more


def main() -> None:
    tagger = Tagger.load()
    bench = [post for file in CHOOSING for _, post in read(file)]
    posts = [*bench, *hand_written()[1]]
    words = [normalise(p.text) for p in posts]
    taggings = [tagger.tag(w) for w in words]
    spans = [[(w.start, w.end) for w in row] for row in words]
    chances = [t.chances for t in taggings]
    caught, stopped = name_scores(bench, spans[: len(bench)], chances[: len(bench)])
    print(len(caught), len(stopped), names_line(caught, stopped))
    name = float(np.quantile(stopped, 1 - FALSE_NAMES))
    print(f"name at {name:.3f} catches {np.mean(caught >= name):.3f}")
    drafts = [*bench, *(post for i, post in read(DRAFTS) if held_out(i))]
    decision = {
        "name": round(name, 3),
        "kind": _KIND,
        "sure": _sure(tagger, drafts, name),
        "heads": {h: _threshold(h, posts, taggings) for h in HEADS},
    }
    (FOLDER / "decision.json").write_text(
        json.dumps(decision, indent=1) + "\n", "utf-8"
    )


def _sure(
    tagger: Tagger, posts: Sequence[Post], least: float
) -> list[tuple[float, float]]:
    """Chance of a child -> share of true children there: a rising curve, in steps.

    Each mention counts once, by the word in it that is likeliest a child's name.
    """
    uncalibrated = Decision(least, _KIND, ((0.0, 0.0), (1.0, 1.0)), {})
    chances, true = [], []
    for post in posts:
        words = normalise(post.text)
        found = find_names(post.text, words, tagger.tag(words), uncalibrated)
        for name in (m for m in found if m.kind is Kind.NAME):
            chances.append(name.sure)
            true.append(
                any(
                    s.kind == "c" and name.start < s.end and name.end > s.start
                    for s in post.spans
                )
            )
    curve = IsotonicRegression(y_min=0, y_max=MOST_SURE, out_of_bounds="clip")
    curve.fit(chances, true)
    steps = zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
    return [(round(float(c), 4), round(float(share), 3)) for c, share in steps]


def _threshold(head: str, posts: Sequence[Post], taggings: Sequence[Tagging]) -> float:
    clean: NDArray[np.float64] = np.array(
        [
            t.heads[head]
            for p, t in zip(posts, taggings, strict=True)
            if p.passes and head not in (p.heads or ())
        ]
    )
    there = np.array(
        [
            t.heads[head]
            for p, t in zip(posts, taggings, strict=True)
            if head in (p.heads or ())
        ]
    )
    at = float(np.clip(np.quantile(clean, 1 - FALSE_HEADS[head]), LEAST[head], 0.99))
    print(f"{head} at {at:.3f} catches {np.mean(there >= at):.3f} of {len(there)}")
    return round(at, 3)


if __name__ == "__main__":
    main()
