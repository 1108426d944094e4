"""Hashtags, handles and links, put so that they name nobody."""

import re
from collections.abc import Sequence

from nlp.reading import Kind, Mention
from policy.edits import Edit, begins_sentence, cased, dropped, unchanged

PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
LEADING_NOWHERE = {"of", "to", "for", "and", "by", "with", "our", "from", "the", "in"}
EMPTY_PRAISE = {"team", "happy", "dear", "hello", "hi", "little", "super"}
BEFORE_A_NAME = re.compile(
    r"\b(?:by|from|with|at|to|for|of|cc|thanks|and|via)\s+$", re.I
)
# What is left hanging where the word after it goes.
NEEDS_A_WORD = re.compile(
    r"(?:\b(?:by|from|with|at|to|for|of|on|in|cc|and|or|via|than|about|like|is|are|was"
    r"|were|be|been|it's|loves?|loved|loving|see|meet|met|join|joined|thank|visit|watch"
    r"|read|click|follow|find|here|link|support\w*|the|our|an?|my|your|this|that|what"
    r"|where|when|which|how)|[:=&+,>/\u2013\u2014-]|\u27a1\ufe0f?|[\U0001f447\U0001f449])"
    r"\s*$",
    re.I,
)
ANOTHER = re.compile(r"\s*#")
LEADS_ON = re.compile(r"(?:the|our|an?|my|your|this|that)\s+$", re.I)
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
    start, end = hashtag.start, hashtag.end
    needed = _is_needed(text, start, end)
    led = BEFORE_A_NAME.search(text[:start]) if needed else _does(text, start, end)
    if rest.casefold() == "team" and led:
        whose = "a pupil's" if len(names) == 1 else "our pupils'"
        return Edit(start, end, cased(text, f"{whose} team", start, (start, end)))
    says_little = len(rest) < TOO_SHORT or rest.casefold() in EMPTY_PRAISE
    if says_little or _tells_of_a_name(hashtag, names, text):
        return unchanged(text, start, end) if needed else dropped(text, start, end)
    return Edit(start, end, f"#{rest}")


def link_left_out(link: Mention, text: str) -> Edit:
    """A link that names somebody goes, where no sentence is left hanging."""
    start, end = link.start, link.end
    within = NEXT_WORD.match(text, end) and not begins_sentence(text, start)
    if within or NEEDS_A_WORD.search(text[:start]):
        return unchanged(text, start, end)
    return dropped(text, start, end)


def _does(text: str, start: int, end: int) -> bool:
    """Whether it begins a sentence, and more of that follows."""
    return begins_sentence(text, start) and bool(NEXT_WORD.match(text, end))


def _is_needed(text: str, start: int, end: int) -> bool:
    """Whether what stands before it would hang in the air: "so proud of #TeamJosh"."""
    before = text[:start]
    led = LEADS_ON.search(before) and NEXT_WORD.match(text, end)
    return bool(NEEDS_A_WORD.search(before)) and not led


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
    before = text[: tag.start]
    needed = NEEDS_A_WORD.search(before) and not ANOTHER.match(text, tag.end)
    return bool(goes_on or BEFORE_A_NAME.search(before) or needed)


def _cut(tag: Mention, names: Sequence[tuple[int, int]]) -> str:
    """The tag's words without its sign and without the names."""
    same = tag.mend.casefold() == tag.text.casefold()
    words = list(tag.mend if same and len(tag.mend) == len(tag.text) else tag.text)
    words[0] = ""
    for start, end in names:
        for at in range(max(start, tag.start), min(end, tag.end)):
            words[at - tag.start] = ""
    return re.sub(r"['\u2019]s$", "", "".join(words))


def handle_as_name(handle: Mention, text: str, *, named: bool, answers: bool) -> Edit:
    """'@MillFarm' -> 'Mill Farm'; one that names somebody goes, or is 'a friend'.

    Whom the draft `answers` goes too.
    """
    start, end = handle.start, handle.end
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return dropped(text, start - 1, end + 1)
    plain = handle.mend or _spelt(handle.text[1:])
    if not (named or answers) and plain and not re.search(r"\d", plain):
        return Edit(start, end, plain)
    if BEFORE_A_NAME.search(text[:start]):
        return Edit(start, end, SOMEBODY)
    if answers or not (_is_needed(text, start, end) or NEXT_WORD.match(text, end)):
        return dropped(text, start, end)
    if begins_sentence(text, start) and DOES.match(text, end):
        return Edit(start, end, cased(text, SOMEBODY, start, (start, end)))
    return unchanged(text, start, end)


def _spelt(handle: str) -> str:
    parts = PART.findall(handle)
    if len(parts) > 1 and not any(part[0].isupper() for part in parts):
        parts = [part.capitalize() for part in parts]
    return " ".join(parts)
