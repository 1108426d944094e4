"""Who has something that only a person has."""

from collections.abc import Sequence

from nlp.normalise import Word

# No place has these: "home in Reuben's coat" speaks of no village called Reuben.
_OWN = frozenset(
    {
        *("coat", "jacket", "jumper", "cardigan", "bag", "bottle", "lunch", "lunchbox"),
        *("shoe", "shoes", "trainers", "glasses", "hat", "scarf", "gloves", "wellies"),
        *("homework", "handwriting", "drawing", "painting", "poem", "birthday"),
        *("tooth", "mum", "mam", "mummy", "dad", "daddy", "nan", "nana", "gran"),
        *("grandma", "grandad", "mother", "father", "sister", "brother", "parents"),
    }
)
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "st", "saint", "rev", "pc"}
)


def is_an_owner(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether words[at:end] is followed by 's and such a thing, and bears no title."""
    before = [word.folded.lower() for word in words[max(0, at - 2) : at]]
    after = [word.folded.lower() for word in words[end : end + 2]]
    owns = after[:1] == ["'s"] and after[-1] in _OWN
    return owns and _TITLES.isdisjoint(before)
