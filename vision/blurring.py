"""What hiding parts of a photo gives."""

from dataclasses import dataclass

from vision.clean import Cleaned
from vision.looking import Look


class BlurError(Exception):
    """A face can still be seen there: this photo cannot be used as blurred."""


@dataclass(frozen=True, slots=True)
class Blurred:
    """`look` is of the blurred photo; `preview` is a JPEG, before beside after."""

    photo: Cleaned
    look: Look
    preview: bytes
