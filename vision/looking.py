"""What a photo was found to show: plain data, no opinion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An upright part of a picture, in pixels of the upright picture."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Face(Box):
    """Where one face is; `score` is 0 to 1."""

    score: float


@dataclass(frozen=True, slots=True)
class Word(Box):
    """A stretch of readable text, mostly a line of it, and where it stands."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one photo; each is None where nobody has looked for it.

    `words` are in the order in which a person would read them.
    """

    width: int
    height: int
    faces: tuple[Face, ...] | None = None
    words: tuple[Word, ...] | None = None

    @property
    def text(self) -> str:
        """All that can be read in it, one of `words` to a line."""
        return "\n".join(word.text for word in self.words or ())

    def box_at(self, start: int) -> Box | None:
        """Where the line stands that holds this letter of `text`."""
        if not self.words:
            return None
        word = self.words[self.text.count("\n", 0, start)]
        return Box(word.x, word.y, word.w, word.h)
