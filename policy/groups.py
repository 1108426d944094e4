"""Names that stand together in a text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policy import context

Span = tuple[int, int]
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Group:
    """Names that stand together: 'Josh, Aisha and Ben'. `counted` unless we guess."""

    start: int
    end: int
    names: tuple[str, ...]
    counted: bool = True

    def joined(self, text: str) -> bool:
        """Whether "and" stands before the last of them."""
        return bool(context.JOINS.search(text, self.start, self.end))


def grouped(text: str, names: Sequence[Span]) -> Iterator[Group]:
    groups: list[list[Span]] = []
    for span in names:
        gap = text[groups[-1][-1][1] : span[0]] if groups else "\n"
        if context.LIST_GAP.fullmatch(gap) and "\n" not in gap:
            groups[-1].append(span)
        else:
            groups.append([span])
    whole = _whole_names(text, names)
    for spans in groups:
        for group in _as_groups(text, spans):
            known = tuple(whole.get(name, name) for name in group.names)
            apart = len(set(known)) == len(known)  # or they stand side by side
            yield replace(group, names=known) if apart else group


def _whole_names(text: str, names: Sequence[Span]) -> dict[str, str]:
    """ "josh" -> "josh bell", where nobody else is called Josh in full."""
    said = {_folded(text, span) for span in names}
    full = [name for name in said if " " in name]
    called = Counter(name.split()[0] for name in full)
    return {first: n for n in full if called[first := n.split()[0]] == 1}


def _folded(text: str, span: Span) -> str:
    return text[slice(*span)].casefold().lstrip("#")


def _as_groups(text: str, spans: list[Span]) -> Iterator[Group]:
    """'Josh, Aisha!' is a list of two; 'Well done Josh, Aisha came second' is none.

    Nor is 'Josh and Josh's nan'.
    """
    words = [_folded(text, span) for span in spans]
    gaps = [text[one[1] : other[0]].strip() for one, other in pairwise(spans)]
    listed = context.GOES_ON.match(text, spans[-1][1])
    comma = (
        gaps == [","]
        and not listed
        and not context.END_OF_LIST.match(text, spans[-1][1])
    )
    if comma or len(set(words)) < len(words):
        for (start, end), word in zip(spans, words, strict=True):
            yield Group(start, end, (word,))
    else:
        sure = all(gaps) and not any(_may_be_several(text[a:b]) for a, b in spans)
        counted = sure or len(spans) == 1
        yield Group(spans[0][0], spans[-1][1], tuple(words), counted=counted)


def _may_be_several(name: str) -> bool:
    """ "ali rhys" may be one child or two, where nobody takes care with capitals."""
    first_and_last, words = 2, len(name.split())
    return words > first_and_last or (words == first_and_last and name.islower())


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
