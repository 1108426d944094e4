"""Hashtags, handles and links, put so that they name nobody."""

import re
from collections.abc import Sequence

from nlp.reading import Kind, Mention
from policy.edits import Edit, begins_sentence, dropped

PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
LEADING_NOWHERE = {"of", "to", "for", "and", "by", "with", "our", "from", "the", "in"}
EMPTY_PRAISE = {"team", "happy", "dear", "hello", "hi", "little", "super"}
BEFORE_A_NAME = re.compile(
    r"\b(?:by|from|with|at|to|for|of|cc|thanks|and|via)\s+$", re.I
)
NEXT_WORD = re.compile(r"(?:['\u2019]s)?\s+[^\W\d_]")
DOES = re.compile(r"\s+(?:has|have|had|is|are|was|were|will|can|raised|won)\b")
TOO_SHORT = 3  # letters: what is left of a tag says nothing
SOMEBODY = "a friend of the school"


def hashtag_without(
    hashtag: Mention, names: Sequence[tuple[int, int]], text: str
) -> Edit:
    """'#ProudOfZainab' -> '#Proud'; '#TeamJosh' goes altogether."""
    kept = _cut(hashtag, names)
    parts = PART.findall(kept)
    while parts and parts[-1].casefold() in LEADING_NOWHERE:
        parts.pop()
    rest = "".join(part[:1].upper() + part[1:] for part in parts)
    if rest.casefold() == "team" and begins_sentence(text, hashtag.start):
        return Edit(hashtag.start, hashtag.end, "A pupil's team")
    says_little = len(rest) < TOO_SHORT or rest.casefold() in EMPTY_PRAISE
    if says_little or _tells_of_a_name(hashtag, names, text):
        return dropped(text, hashtag.start, hashtag.end)
    return Edit(hashtag.start, hashtag.end, f"#{rest}")


def _tells_of_a_name(
    hashtag: Mention, names: Sequence[tuple[int, int]], text: str
) -> bool:
    """ "#JoshRocks" says nothing without Josh, where it is no word of a sentence."""
    leads = names[0][0] == hashtag.start + 1
    within = NEXT_WORD.match(text, hashtag.end) and text[: hashtag.start].strip()
    return leads and not within and not DOES.match(text, hashtag.end)


def stands_for_a_name(
    tag: Mention, names: Sequence[tuple[int, int]], text: str
) -> bool:
    """Whether the tag is nothing but a name, and a word of its sentence.

    "#Josh scored twice" and "a goal from #Josh"; not "What a day! #Josh".
    """
    if tag.kind is not Kind.HASHTAG or (tag.start + 1, tag.end) not in names:
        return False
    goes_on = NEXT_WORD.match(text, tag.end)
    return bool(goes_on or BEFORE_A_NAME.search(text[: tag.start]))


def _cut(tag: Mention, names: Sequence[tuple[int, int]]) -> str:
    """The tag's words without its sign and without the names."""
    same = tag.mend.casefold() == tag.text.casefold()
    words = list(tag.mend if same and len(tag.mend) == len(tag.text) else tag.text)
    words[0] = ""
    for start, end in names:
        for at in range(max(start, tag.start), min(end, tag.end)):
            words[at - tag.start] = ""
    return re.sub(r"['\u2019]s$", "", "".join(words))


def handle_as_name(handle: Mention, text: str, *, drop: bool) -> Edit:
    """'@MillFarm' -> 'Mill Farm'; to be dropped, it goes, or is 'a friend'."""
    start, end = handle.start, handle.end
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return dropped(text, start - 1, end + 1)
    plain = handle.mend or _spelt(handle.text[1:])
    if not drop and plain and not re.search(r"\d", plain):
        return Edit(start, end, plain)
    if BEFORE_A_NAME.search(text[:start]):
        return Edit(start, end, SOMEBODY)
    return dropped(text, start, end)


def _spelt(handle: str) -> str:
    parts = PART.findall(handle)
    if len(parts) > 1 and not any(part[0].isupper() for part in parts):
        parts = [part.capitalize() for part in parts]
    return " ".join(parts)
