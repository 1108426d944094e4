"""One pass over a text: what does it say?"""

from typing import Self

from nlp import lexicon
from nlp.folding import fold
from nlp.initials import find_initials
from nlp.known_names import find_names
from nlp.manner import find_manner
from nlp.normalise import words
from nlp.patterns import find_patterns
from nlp.plain import find_plain
from nlp.reading import Mention, Reading
from nlp.roll import Roll


class Reader:
    """Reads any text. Never raises, and takes time in proportion to its length."""

    def __init__(self, roll: Roll | None) -> None:
        self._roll = roll

    @classmethod
    def load(cls, roll: Roll | None = None) -> Self:
        """A reader with its lists in memory, and the school's own roll if given."""
        lexicon.words()
        lexicon.first_names()
        return cls(roll)

    def read(self, text: str) -> Reading:
        """Everything found in `text`, in order of appearance; kinds may overlap."""
        folded = fold(text)
        read = words(folded)
        named: list[Mention] = [*find_names(text, read), *find_initials(folded)]
        if self._roll:
            named += self._roll.find(text, read)
        mentions = [
            *named,
            *find_patterns(folded),
            *find_plain(folded),
            *find_manner(folded, read, named),
        ]
        return Reading(text, tuple(sorted(mentions, key=lambda m: (m.start, m.kind))))
