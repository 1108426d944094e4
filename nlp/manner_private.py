"""Private facts about one child: medical, SEND, behaviour, care, faith, whereabouts."""

from collections.abc import Iterator, Sequence

from nlp.folding import Folded
from nlp.manner_rules import book
from nlp.reading import Kind, Mention

_CHILDS = {Kind.NAME, Kind.INITIALS}
_SOMEBODY_ELSES = {Kind.STAFF, Kind.FIGURE}


def find_private(text: Folded, named: Sequence[Mention]) -> Iterator[Mention]:
    """Private facts, where the text speaks of one child.

    `named` is everybody named in it: a child's name or initials make a fact theirs; a
    pronoun does, unless it may stand for a grown-up or a figure that is named. What is
    said to everybody, or of a cause, is about no one child.
    """
    kinds = {mention.kind for mention in named}
    if kinds & _CHILDS or _is_about_one_child(text, kinds):
        yield from book("private").find(text, Kind.PRIVATE)


def _is_about_one_child(text: Folded, kinds: set[Kind]) -> bool:
    if _shows("to everybody", text):
        return False
    pronoun = not kinds & _SOMEBODY_ELSES and _shows("pronoun", text)
    return pronoun or _shows("one child", text)


def _shows(name: str, text: Folded) -> bool:
    return any(book(name).find(text, Kind.PRIVATE))
