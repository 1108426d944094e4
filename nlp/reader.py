"""One pass over a text: what does it say?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Self

from nlp.folding import fold
from nlp.initials import find_initials
from nlp.manner import find_manner
from nlp.manner_heads import find_heard
from nlp.names import Decision, find_names
from nlp.normalise import words
from nlp.patterns import find_patterns
from nlp.plain import find_plain
from nlp.reading import Kind, Mention, Reading
from nlp.roll import Roll
from nlp.tagger import Tagger


class Reader:
    """Reads any text. Never raises, and takes time in proportion to its length."""

    def __init__(self, tagger: Tagger, decision: Decision, roll: Roll | None) -> None:
        self._tagger, self._decision, self._roll = tagger, decision, roll

    @classmethod
    def load(cls, roll: Roll | None = None) -> Self:
        """A reader with its model and lists in memory, and the school's roll if given.

        Raises where a file of nlp/model is missing.
        """
        reader = cls(Tagger.load(), Decision.load(), roll)
        reader.read("Read one text, so that every list and phrase is there.")
        return reader

    def beside(self, roll: Roll | None) -> Self:
        """A reader for another school's roll, by the same model."""
        return type(self)(self._tagger, self._decision, roll)

    def on_roll(self, form: str) -> bool:
        """Whether the school gave a roll, and a pupil on it goes by this name."""
        return self._roll is not None and self._roll.holds(form)

    def read(self, text: str) -> Reading:
        """Everything found in `text`, in order of appearance; kinds may overlap."""
        folded = fold(text)
        read = words(folded)
        tagging = self._tagger.tag(read)
        named = list(find_names(text, read, tagging, self._decision))
        if self._roll:
            chances = tagging.of("child") + tagging.of("adult")
            on_roll = self._roll.find(text, read, chances.tolist())
            named = list(_with_roll(text, named, on_roll))
        named += [m for m in find_initials(folded) if not _overlap(m, named)]
        told = list(find_manner(folded, read, named))
        kinds = {mention.kind for mention in told}
        mentions = [
            *named,
            *told,
            *find_heard(folded, read, tagging, self._decision, kinds),
            *find_patterns(folded),
            *find_plain(folded),
        ]
        return Reading(text, tuple(sorted(mentions, key=lambda m: (m.start, m.kind))))


def _with_roll(
    text: str, named: Iterable[Mention], on_roll: Iterable[Mention]
) -> Iterator[Mention]:
    """The roll is surer than the model; a name found by both is as long as it gets."""
    beside = list(named)
    for hit in on_roll:
        start, end = hit.start, hit.end
        for mention in _overlap(hit, beside):
            beside.remove(mention)
            if mention.kind is Kind.NAME:
                start, end = min(start, mention.start), max(end, mention.end)
        yield replace(hit, text=text[start:end], start=start)
    yield from beside


def _overlap(mention: Mention, others: Iterable[Mention]) -> list[Mention]:
    return [m for m in others if m.start < mention.end and mention.start < m.end]
