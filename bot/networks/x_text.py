"""A post's text as X counts it, and as X gives it back."""

import re
import unicodedata
import warnings
from collections.abc import Iterable
from typing import NamedTuple

with warnings.catch_warnings():
    # It imports pkg_resources, which warns that it is old.
    warnings.simplefilter("ignore")
    from twitter_text import parse_tweet  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType] - it has none

LONGEST = 280
# The parser's time grows with the square of the dots in one word, and a draft may be
# tens of thousands of characters. No link has as many dots or characters as this, and
# nobody needs the exact length of what is several posts too long.
MOST_DOTS, LONGEST_LINK, FAR_TOO_LONG = 40, 4096, 4 * LONGEST
# Each of these characters is one, alone and together: there is no dot for a link. The
# parser takes a millisecond for a post, and each card shows its length.
_PLAIN = re.compile(r"[ -\-/-~\n]*")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


class Link(NamedTuple):
    """A t.co link in a post on X, and the address that it stands for."""

    short: str
    address: str


def length(text: str) -> int:
    """The weighted length: 1 for a Latin letter, 2 for an emoji, 23 for a link."""
    total = 0
    for word in re.split(r"(\s+)", text):  # no link and no emoji goes across a space
        far = total > FAR_TOO_LONG or len(word) > LONGEST_LINK
        if far or _PLAIN.fullmatch(word):
            total += len(word)
        elif word.count(".") > MOST_DOTS:
            total += _weigh(word.replace(".", "-"))  # no dots: no link is looked for
        else:
            total += _weigh(word)
    return total


def is_same(ours: str, theirs: str, links: Iterable[Link]) -> bool:
    """Whether X's text is our text, seen past what X does to a text.

    X escapes &, < and >, shortens links, trims spaces, and may drop characters that
    nobody sees. `links` stand in `theirs`; a photo's own link has no address.
    """
    for character, escape in (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        theirs = theirs.replace(escape, character)
    for link in links:
        theirs = theirs.replace(link.short, link.address)
    return is_alike(ours, theirs)


def is_alike(text: str, other: str) -> bool:
    """Whether `is_same` takes what X makes of the one for the other."""
    return _essence(text) == _essence(other)


def _weigh(word: str) -> int:
    return int(parse_tweet(word).weightedLength)


def _essence(text: str) -> str:
    """The text without letter case, spacing, what is unseen, and https:// and end /."""
    seen = "".join(
        char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) != "Cf" and ord(char) not in _VARIATION_SELECTORS
    )
    addresses = re.sub(r"https?://", "", seen, flags=re.IGNORECASE)
    return " ".join(re.sub(r"/(?=\s|$)", "", addresses).split()).casefold()
