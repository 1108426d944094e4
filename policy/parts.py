"""Which part each name is given somewhere in a draft, so that it is kept throughout.

"Our cook Sam made paella. Thank you Sam." thanks the cook: to say "the pupil" there
would be to say what nobody said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policy import context
from policy.groups import Group
from policy.roles import GROWN_UP

_GROWN_UP = re.compile(rf"(?:{GROWN_UP}|ladies|men|women)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """What each name is, where one word says so; and those that are grown up."""

    words: dict[str, str] = field(default_factory=dict[str, str])
    grown: frozenset[str] = frozenset()

    def word(self, group: Group) -> str:
        """What stands for the one name of this group; "" where nothing does."""
        return self.words.get(group.names[0], "") if len(group.names) == 1 else ""

    def is_beyond(self, group: Group) -> bool:
        """Whether these names are a grown-up's for which no word stands."""
        return bool(self.grown.intersection(group.names)) and not self.word(group)


def parts_in(text: str, groups: Sequence[Group]) -> Parts:
    words: dict[str, str] = {}
    grown: set[str] = set()
    floor = 0
    for group in groups:
        before = text[line_of(text, group, floor) : group.start]
        part, alone = _beside(text, group, before)
        if is_grown_up(part) or context.GROWN_UP_AFTER.match(text, group.end):
            grown.update(group.names)
        if alone and len(group.names) == 1:
            words.setdefault(group.names[0], lowered(part))
        floor = group.end
    return Parts(words, frozenset(grown))


def is_grown_up(part: str) -> bool:
    return bool(_GROWN_UP.match(part))


def line_of(text: str, group: Group, floor: int) -> int:
    """From where on what stands before the names belongs to them: not another line."""
    return max(floor, text.rfind("\n", 0, group.start) + 1)


def lowered(part: str) -> str:
    """In small letters, but for "TA"."""
    short = 5
    return " ".join(
        word if word.isupper() and len(word) <= short else word.lower()
        for word in part.split()
    )


def role_before(text: str, group: Group, before: str) -> re.Match[str] | None:
    """The part that the names are said to play; not "a visitor, Josh's nan"."""
    role, end = context.WITH_ROLE.search(before), group.end
    if role is None or context.ENDS_WITH_BE.match(text, end):  # "What a star Josh is!"
        return None
    if "," in role["gap"] and not context.NO_MORE.match(text, end):
        return None
    owner = context.POSSESSIVE.match(text, end) or context.OWNED.match(text, end)
    several = role["role"].lower().endswith("s")
    return None if several and owner and len(group.names) == 1 else role


def _beside(text: str, group: Group, before: str) -> tuple[str, bool]:
    """The word for the names, and whether it can stand for one of them alone."""
    if found := role_before(text, group, before) or context.ROLE_CALLED.search(before):
        return found["role"], not found["role"].lower().endswith("s")
    several = context.SEVERAL_OF_OURS.search(before)
    return (several["role"] if several else ""), False
