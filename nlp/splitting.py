"""Letters written without spaces, split into the words that they are."""

import math
from functools import lru_cache

from nlp import lexicon
from nlp.spelling import plain

_ALL_WORDS = 900_000.0  # what words.tsv.gz adds up to, about
_BABIES_A_WORD = 200.0  # so many babies weigh as much as one count of a word
_SURNAME = (0.0, 0.2, 1.0)  # the count of a word that a surname weighs as much as
_LETTER = 0.05  # letters that are words ("a", "i") are seldom found in a hashtag
_UNKNOWN = 0.1  # the count of a word that nobody knows, before its length tells
_LONGEST = 20  # letters in a word
LONGEST_RUN = 60  # letters that are split at all
_REMEMBERED = 10_000  # words: a bot that runs for months must not keep every one

# A word with a capital is split only where its parts are likelier than this power of
# ten for each letter: capitals part words, and an unknown name stays whole.
_A_LETTER_WHOLE, _A_LETTER_SPLIT = -1.0, -1.5
_ONE_WORD = 7  # letters up to which a hashtag with one capital may be one word
_WELL_KNOWN = 1000  # babies from which a name among the parts tells for the split
_SHORTEST_NAME = 3


def split(run: str) -> list[str]:
    """Split letters written without spaces into the likeliest words.

    "welldonejosh" is "well", "done", "josh". The parts, joined, are `run` again,
    in its own case. Longer runs than `LONGEST_RUN` come back whole.
    """
    return _likeliest(run)[1]


def split_capital(run: str, *, camel: bool) -> list[str]:
    """Split a word with a capital only where that is likely: "Keyon" stays whole.

    `camel` says that capitals part the words around it, as in #KeyonScores.
    """
    likelihood, parts = _likeliest(run)
    one_word = len(run) <= _ONE_WORD and not any(map(_is_well_known, parts))
    letter = _A_LETTER_WHOLE if camel or one_word else _A_LETTER_SPLIT
    return parts if likelihood >= letter * len(run) else [run]


def _likeliest(run: str) -> tuple[float, list[str]]:
    """The parts, and the logarithm of their likelihood."""
    letters = "".join(map(plain, run))
    if len(run) > LONGEST_RUN or len(letters) != len(run):
        return -math.inf, [run]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        best.append(
            max(
                (best[start][0] + _likelihood(letters[start:end]), start)
                for start in range(max(0, end - _LONGEST), end)
                # no hashtag ends in "a" or "i": it is the end of a name
                if not start or end < len(letters) or end - start > 1
            )
        )
    parts: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        parts.append(run[start:end])
        end = start
    return best[-1][0], parts[::-1]


@lru_cache(_REMEMBERED)
def _likelihood(word: str) -> float:
    babies, surname = lexicon.names().get(word, (0, 0))
    count = max(
        lexicon.words().get(word, 0), babies / _BABIES_A_WORD, _SURNAME[surname]
    )
    if len(word) == 1:
        count *= _LETTER
    if count:
        return math.log10(count / _ALL_WORDS)
    return math.log10(_UNKNOWN / _ALL_WORDS) - len(word)


def _is_well_known(part: str) -> bool:
    return len(part) >= _SHORTEST_NAME and lexicon.babies(part) >= _WELL_KNOWN
