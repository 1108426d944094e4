"""What the model hears in a whole text, where no wording gave it away."""

from collections.abc import Collection, Iterator, Sequence

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
}


def find_heard(
    text: str,
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
        if kind not in told and first < last and chance >= decision.heads[label]:
            start, end = words[first].start, words[last - 1].end
            yield Mention(kind, text[start:end], start, round(chance, 3), why)
