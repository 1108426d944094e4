"""Books of phrases: what a line of one means."""

import re
from pathlib import Path

import pytest

from nlp import manner_rules
from nlp.folding import fold
from nlp.manner_rules import book
from nlp.reading import Kind

BOOKS = sorted((Path(manner_rules.__file__).parent / "phrases").glob("*.txt"))
CASED = re.compile(r"\(\?-i:[^)]*\)")


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_phrase_has_capitals_only_where_capitals_tell(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith(("#", "[")):
            plain = CASED.sub("", line)
            assert plain == plain.lower(), line


def test_capitals_tell_inside_a_phrase_that_says_so() -> None:
    for text, found in (("RT @bridgeviewps", 1), ("rt @bridgeviewps", 0)):
        assert len(list(book("reply").find(fold(text), Kind.REPLY))) == found


def test_a_phrase_is_found_where_it_stands_after_a_letter_that_grows_when_small() -> (
    None
):
    text = "İİİ a HEARTBREAKING FUNERAL today"
    (found,) = book("grave").find(fold(text), Kind.GRAVE)
    assert text[found.start : found.start + len(found.text)] == found.text
    assert found.text == "FUNERAL"
