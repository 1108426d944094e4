"""Text as X reads it, for the stand-in."""

import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

with warnings.catch_warnings():
    # It imports pkg_resources, which warns that it is old.
    warnings.simplefilter("ignore")
    import twitter_text  # pyright: ignore[reportMissingTypeStubs] - it has none

_parser: Any = twitter_text


class Link(NamedTuple):
    """An address in a text, from `start` to before `end`, in code points."""

    address: str
    start: int
    end: int


def fits(text: str) -> bool:
    """Whether it is short enough for a post, and of characters that X allows."""
    return bool(_parser.parse_tweet(text).valid)


def links(text: str) -> Iterator[Link]:
    for link in _parser.extract_urls_with_indices(text):
        yield Link(link["url"], *link["indices"])
