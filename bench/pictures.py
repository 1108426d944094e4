"""Pictures for bench/photos.py: free photos that come with packages, and drawn ones.

Photos: those of scikit-image (BSD and public domain), and the astronaut, by NASA, that
the tests have too. Typefaces: bench/fonts, SIL Open Font License. Names are invented.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

HERE = Path(__file__).parent
FONTS = HERE / "fonts" / "node_modules" / "@fontsource"
PRINT = ("andika", "comic-neue", "lato", "merriweather", "nunito")
HAND = ("caveat", "indie-flower", "kalam", "patrick-hand", "shadows-into-light")
NOBODY = (
    *("brick", "chelsea", "coffee", "color", "grass", "gravel", "horse", "ihc"),
    *("moon", "motorcycle_left", "motorcycle_right", "page", "text", "cell"),
)
BEHIND = ("brick", "grass", "gravel", "coffee", "chelsea", "motorcycle_left")
NAMES = (
    *("Abigail", "Bilal", "Cerys", "Dominik", "Efua", "Fergus", "Gurpreet", "Hamza"),
    *("Imogen", "Jakub", "Keeley", "Lorenzo", "Mariam", "Niamh", "Omari", "Precious"),
    *("Quinn", "Rosie", "Sanjay", "Tegan", "Umar", "Violet", "Wiktoria", "Yusuf"),
    *("Zainab", "Alfie", "Bronwyn", "Chidi", "Dara", "Evie"),
)
PLACES = {
    "certificate": ("Certificate of Achievement", "awarded to {}", "for super effort"),
    "label": ("{}",),
    "board": ("Star of the week", "{} K.", "Kind hands, kind words"),
    "tray": ("{} 3B",),
}
CLEAN = (
    ("Kind hands", "Respect", "Hope", "Courage"),
    ("Certificate of Achievement", "awarded to Oak Class", "for super effort"),
    ("Welcome to Year 3", "Reading corner"),
    ("Name: ________", "Date: ________"),
    ("January", "February", "March", "April"),
    ("Our solar system", "Mercury Venus Earth Mars"),
    ("Head teacher: Mrs Taylor",),
    ("adidas",),
    ("Fire exit", "Keep clear"),
    ("Will it float?", "Yes No Maybe"),
)
LIGHTS = ("plain", "skewed", "small", "low light")
SIZE = (2048, 1536)


@dataclass(frozen=True, slots=True)
class Faces:
    """A picture, and how many faces it shows: none, one, or a group."""

    picture: np.ndarray
    kind: str


@dataclass(frozen=True, slots=True)
class Words:
    """A picture in which `name` can be read; none where that is empty."""

    picture: np.ndarray
    name: str
    font: str
    light: str


def chance_of(number: int) -> random.Random:
    """The same for the same picture, each time."""
    return random.Random(number)  # noqa: S311 - no secret hangs on it


def photo(name: str) -> Image.Image:
    folder = files("skimage") / "data"
    with (folder / f"{name}.png").open("rb") as opened:
        return Image.open(opened).convert("RGB")


def behind(chance: random.Random, size: tuple[int, int] = SIZE) -> Image.Image:
    """What a picture is drawn on, with a camera's noise."""
    image = photo(chance.choice(BEHIND)).resize(size, Image.Resampling.BICUBIC)
    return ImageEnhance.Brightness(image).enhance(chance.uniform(0.5, 1.1))


def faces(count: int) -> Iterator[Faces]:
    """`count` pictures of each kind."""
    astronaut = photo("astronaut")
    for number in range(count):
        chance = chance_of(number)
        yield Faces(as_taken(_of_nobody(number, astronaut, chance), chance), "none")
        one = 1 if number else 0
        image = behind(chance) if one else astronaut
        if one:
            place_heads(image, chance, 1)
        yield Faces(as_taken(image, chance), "one")
        image = behind(chance)
        place_heads(image, chance, chance.randint(2, 9))
        yield Faces(as_taken(image, chance), "group")


def _of_nobody(
    number: int, astronaut: Image.Image, chance: random.Random
) -> Image.Image:
    """A free photo of no person; then backs of heads, and hands and knees alone."""
    if number < len(NOBODY):
        return photo(NOBODY[number])
    image = behind(chance)
    parts = [(160, 20, 290, 78), (140, 260, 420, 500), (20, 10, 140, 300)]
    for _ in range(chance.randint(1, 4)):
        part = astronaut.crop(chance.choice(parts))
        size = [round(side * chance.uniform(0.8, 2)) for side in part.size]
        at = chance.randint(0, 1500), chance.randint(0, 1000)
        image.paste(part.resize((size[0], size[1])), at)
    return image


def place_heads(image: Image.Image, chance: random.Random, count: int) -> None:
    """So many heads, none over another, near and far, held and lit in many ways."""
    head = photo("astronaut").crop((130, 20, 320, 230))
    places = [(column, row) for column in range(4) for row in range(3)]
    for column, row in chance.sample(places, count):
        wide = chance.uniform(60, 460)  # the face in it is a little less than half
        face = head.resize((round(wide), round(wide * 1.1)), Image.Resampling.LANCZOS)
        face = ImageEnhance.Brightness(face).enhance(chance.uniform(0.4, 1.4))
        face = ImageEnhance.Color(face).enhance(chance.uniform(0.3, 1.5))
        if chance.random() < 0.5:
            face = face.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        turned = chance.choice((0, 0, 0, chance.uniform(-35, 35), 90, 180))
        mask = Image.new("L", face.size, 255).rotate(turned, expand=True)
        face = face.rotate(turned, expand=True, resample=Image.Resampling.BICUBIC)
        if max(face.size) > 500:
            face.thumbnail((500, 500))
            mask = mask.resize(face.size)
        image.paste(face, (column * 512 + 5, row * 512 + 5), mask)


def names(per_font: int) -> Iterator[Words]:
    """For each typeface and each light, `per_font` pictures with one name."""
    number = 0
    for font in (*PRINT, *HAND):
        for light in LIGHTS:
            for _ in range(per_font):
                number += 1
                chance = chance_of(number)
                name = NAMES[number % len(NAMES)]
                place = list(PLACES.values())[number % len(PLACES)]
                lines = [line.format(name) for line in place]
                yield Words(written(lines, font, light, chance), name, font, light)


def clean(count: int) -> Iterator[Words]:
    """Pictures of words among which there is no child's name."""
    for number in range(count):
        chance = chance_of(number)
        font = (*PRINT, *HAND)[number % 10]
        light = LIGHTS[number // 10 % len(LIGHTS)]
        lines = CLEAN[number % len(CLEAN)]
        yield Words(written(lines, font, light, chance), "", font, light)


def written(
    lines: Sequence[str], font: str, light: str, chance: random.Random
) -> np.ndarray:
    """A sheet with these lines somewhere in a photo. Small: 28 pixels an em."""
    high = 28 if light == "small" else chance.randint(56, 90)
    drawn = ImageFont.truetype(
        str(FONTS / font / "files" / f"{font}-latin-400-normal.woff2"), high
    )
    boxes = [drawn.getbbox(line) for line in lines]
    wide = round(max(box[2] for box in boxes)) + 2 * high
    sheet = Image.new("RGB", (wide, round(high * 1.6 * len(lines)) + high))
    paper, ink = chance.choice((("#fbf8ee", "#1c2340"), ("#23462f", "#eef3ee")))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, *sheet.size), fill=paper)
    for row, line in enumerate(lines):
        pen.text((high, high * (0.5 + 1.6 * row)), line, fill=ink, font=drawn)
    image = behind(chance)
    mask = Image.new("L", sheet.size, 255)
    if light == "skewed":
        sheet, mask = _skewed(sheet), _skewed(mask)
        turn = chance.uniform(-14, 14)
        sheet = sheet.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        mask = mask.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    room = [max(1, side - own) for side, own in zip(SIZE, sheet.size, strict=True)]
    image.paste(sheet, (chance.randrange(room[0]), chance.randrange(room[1])), mask)
    if light == "low light":
        image = ImageEnhance.Brightness(image).enhance(0.22)
    return as_taken(image, chance, noise=6 if light == "low light" else 3)


def _skewed(sheet: Image.Image) -> Image.Image:
    """Seen from the side: one edge a quarter shorter."""
    w, h = sheet.size
    seen = np.array([[0, h * 0.13], [w, 0], [w, h], [0, h * 0.87]], np.float32)
    flat = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    turn = cv2.getPerspectiveTransform(flat, seen)
    return Image.fromarray(cv2.warpPerspective(np.asarray(sheet), turn, (w, h)))


def as_taken(image: Image.Image, chance: random.Random, noise: float = 3) -> np.ndarray:
    """With a lens's softness and a sensor's noise."""
    soft = np.asarray(image.filter(ImageFilter.GaussianBlur(0.7))).astype(np.float32)
    grain = np.random.default_rng(chance.randrange(1 << 30))
    return np.clip(soft + grain.normal(0, noise, soft.shape), 0, 255).astype(np.uint8)
