"""What a photo was found to show: plain data, no opinion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """One face, in pixels of the upright picture; `score` is 0 to 1."""

    x: int
    y: int
    w: int
    h: int
    score: float


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one photo. `faces` is None where nobody has looked for them."""

    width: int
    height: int
    faces: tuple[Face, ...] | None = None
    words: tuple[str, ...] = ()
