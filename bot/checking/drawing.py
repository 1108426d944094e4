"""A picture of what was found in a photo, for a person to look at."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.checking.seeing import Sight
from vision.looking import Box

FACE, WORD, NAME = "#ffd400", "#3d9bff", "#ff2a2a"
_BACK = "#000000"


def draw(sight: Sight, folder: Path) -> Path:
    """Faces in yellow, words in blue, names in red; a PNG in `folder`. OSError.

    Its file takes the photo's name, with a number where that is taken.
    """
    with Image.open(BytesIO(sight.photo.data)) as opened:
        image = opened.convert("RGB")
    pen = ImageDraw.Draw(image)
    thick = max(2, max(image.size) // 400)
    font = ImageFont.load_default(thick * 7)
    for word in sight.look.words or ():
        _frame(pen, word, WORD, thick)
    for number, face in enumerate(sight.look.faces or (), start=1):
        _frame(pen, face, FACE, thick)
        _label(pen, face, f"face {number}", FACE, font)
    for name in sight.names:
        if name.box:
            _frame(pen, name.box, NAME, 2 * thick)
            _label(pen, name.box, name.text, NAME, font)
    folder.mkdir(parents=True, exist_ok=True)
    return _saved(image, folder, sight.file.name)


def _frame(pen: ImageDraw.ImageDraw, box: Box, colour: str, thick: int) -> None:
    """Around the box, so that small letters in it stay readable."""
    left, top = box.x - thick, box.y - thick
    edges = (left, top, box.x + box.w + thick, box.y + box.h + thick)
    pen.rectangle(edges, outline=colour, width=thick)


def _label(
    pen: ImageDraw.ImageDraw,
    box: Box,
    text: str,
    colour: str,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> None:
    """Above the box, or under it at the top of the picture."""
    gap = pen.textbbox((0, 0), "x", font=font)[3] // 3
    high = pen.textbbox((0, 0), text, font=font)[3] + gap
    at = (box.x, box.y - high if box.y >= high else box.y + box.h + gap)
    pen.rectangle(pen.textbbox(at, text, font=font), fill=_BACK)
    pen.text(at, text, fill=colour, font=font)


def _saved(image: Image.Image, folder: Path, name: str) -> Path:
    number = 1
    while True:
        file = folder / (f"{name}.png" if number == 1 else f"{name}.{number}.png")
        try:
            with file.open("xb") as out:
                image.save(out, "PNG")
        except FileExistsError:
            number += 1
        else:
            return file
