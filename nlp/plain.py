"""Plain and accessible: hashtags, emoji, fake bold letters, long sentences."""

# ruff: noqa: RUF001 - letters that look alike are among what is looked for

from bisect import bisect_left
from collections.abc import Iterator

import regex

from nlp import lexicon
from nlp.folding import Folded
from nlp.reading import Kind, Mention
from nlp.shapes import HASHTAG
from nlp.splitting import split

_HASHTAG = regex.compile(HASHTAG, regex.VERBOSE | regex.IGNORECASE)
_RUN = regex.compile(r"\p{L}+|[^\p{L}]+")

_EMOJI_FORM = r"""(?:
    \p{RI}\p{RI} | [0-9*\#]\uFE0F?\u20E3
  | (?![©®™‼⁉〰]) (?: \p{Emoji_Presentation} | \p{Extended_Pictographic} )
    (?: \uFE0F | \p{EMod} | \u200D\p{Extended_Pictographic} )*
)"""
_EMOJI = regex.compile(_EMOJI_FORM, regex.VERBOSE)
# Words after which something has to follow, and before which something has to stand.
_LEADS = (
    r"(?:an?|the|our|your|my|their|no|every|of|with|for|from|into|to|at|bring|wear|eat"
    r"|need|needs)"
)
_FOLLOWS = (
    r"(?:and|or|but|is|are|was|were|will|for|with|from|to|at|in|on|by|please|today"
    r"|tomorrow|tonight|next|this|then|because|when|who|that|instead|too)"
)
_EMOJI_WORD = regex.compile(
    rf"""
    (?<= (?<!\w) {_LEADS} \s{{1,3}} ) {_EMOJI_FORM}{{1,3}}
    (?= \s{{0,3}} (?: $ | [.,;:!?)\n] | {_FOLLOWS} (?!\w) ) )
  | (?<= (?<!\w) (?:we|i|they|who) \s{{0,3}} ) {_EMOJI_FORM} (?= \s{{0,3}} \w )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Mathematical, enclosed, full-width and small-capital letters: a screen reader spells
# them out, or leaves them out.
_FANCY = regex.compile(
    "(?:["
    "\U0001d400-\U0001d7ff\U0001f130-\U0001f189Ⓐ-ⓩＡ-Ｚａ-ｚ"
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"
    "][\\s'’]?)+"
)
_LEAST_FANCY = 2
_SENTENCE = regex.compile(r"[^.!?…\n]+(?:[.!?…]+(?!\s|$)[^.!?…\n]+)*")
_WORD = regex.compile(r"(?<![\w'#@])[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*")
MOST_WORDS = 25


def find_plain(text: Folded) -> Iterator[Mention]:
    """Hashtags, with their proper form where they lack it, and what reads badly."""
    for found in _HASHTAG.finditer(text.text):
        mend = _camel_case(found.group())
        why = "several words without capitals" if mend else "a hashtag"
        yield text.mention(Kind.HASHTAG, *found.span(), why=why, mend=mend)
    for found in _EMOJI.finditer(text.original):
        yield Mention(Kind.EMOJI, found.group(), found.start(), why="an emoji")
    for found in _EMOJI_WORD.finditer(text.original):
        why = "an emoji in place of a word"
        yield Mention(Kind.EMOJI_WORD, found.group(), found.start(), why=why)
    for found in _FANCY.finditer(text.original):
        yield from _fancy(text, found)
    for found in _SENTENCE.finditer(text.text):
        yield from _long(text, found)


def _camel_case(hashtag: str) -> str:
    """ "#welldonejosh" as "#WellDoneJosh"; nothing where it is well as it is."""
    body = hashtag[1:]
    if not (body.islower() or body.isupper()):
        return ""
    words: list[str] = []
    for run in _RUN.findall(body):
        words += split(run.lower()) if run.isalpha() else [run]
    spelt = [word for word in words if word.isalpha()]
    if len(spelt) <= 1 or not all(map(lexicon.is_known, spelt)):
        return ""
    return "#" + "".join(word.capitalize() for word in words)


def _fancy(text: Folded, found: "regex.Match[str]") -> Iterator[Mention]:
    seen = found.group().rstrip()
    if sum(not char.isascii() for char in seen) >= _LEAST_FANCY:
        end = found.start() + len(seen)
        first = bisect_left(text.starts, found.start())
        plain = text.text[first : bisect_left(text.starts, end)]
        why = "letters that a screen reader cannot read"
        yield Mention(Kind.FANCY, seen, found.start(), why=why, mend=plain)


def _long(text: Folded, found: "regex.Match[str]") -> Iterator[Mention]:
    words = list(_WORD.finditer(found.group()))
    if len(words) > MOST_WORDS:
        start = found.start() + words[0].start()
        end = found.start() + words[-1].end()
        yield text.mention(
            Kind.LONG_SENTENCE, start, end, why=f"a sentence of {len(words)} words"
        )
