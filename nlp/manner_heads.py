"""What the model hears in a whole text, where no wording gave it away."""

from collections.abc import Collection, Iterator, Sequence

import regex

from nlp.folding import Folded
from nlp.manner_rules import book
from nlp.names import Decision
from nlp.normalise import Word
from nlp.reading import Kind, Mention
from nlp.tagger import Tagging

_HEARD = {
    "tone": (Kind.TONE, "sounds like a complaint, sarcasm, politics or advertising"),
    "targeted": (Kind.TARGETED, "sounds as if it is about one child"),
    "personal_data": (Kind.PRIVATE, "sounds like a private fact about one child"),
    "profanity": (Kind.PROFANITY, "sounds like profanity or abuse"),
    "sensitive": (Kind.GRAVE, "sounds like grave news"),
    "reply": (Kind.REPLY, "sounds like an answer to somebody"),
    "channel": (Kind.CHANNEL, "sounds like news that families need"),
    "disclosure": (Kind.DISCLOSURE, "sounds like a child telling of harm"),
}

# Where some word hints at it nearly always, the model needs one to be believed.
_HINTS = {
    "sensitive": "hint of grave news",
    "targeted": "hint of one child",
    "personal_data": "hint of a private fact",
    "disclosure": "hint of harm",
}
_SENTENCE_STARTS = regex.compile(r"(?:[.!?…]\s|\n)\s*")


def find_heard(
    text: Folded,
    words: Sequence[Word],
    tagging: Tagging,
    decision: Decision,
    told: Collection[Kind],
) -> Iterator[Mention]:
    """One mention for each manner not `told` already whose chance is enough.

    It spans the sentence that weighed most.
    """
    for label, (kind, why) in _HEARD.items():
        chance = tagging.heads[label]
        first, last = tagging.where[label]
        if kind in told or first >= last or chance < decision.heads[label]:
            continue
        if not _hinted(label, text):
            continue
        start = _sentence_start(text.original, words[first].start)
        heard = text.original[start : words[last - 1].end]
        yield Mention(kind, heard, start, round(chance, 3), why)


def _hinted(label: str, text: Folded) -> bool:
    hints = _HINTS.get(label)
    return hints is None or any(book(hints).find(text, _HEARD[label][0]))


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence of `at` begins: a stop in "£184.50" ends none."""
    starts = [found.end() for found in _SENTENCE_STARTS.finditer(text, 0, at)]
    return starts[-1] if starts else 0
