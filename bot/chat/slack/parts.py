"""The parts of a photo that its author may have blurred: listed, nothing is drawn."""

from collections.abc import Iterator, Sequence

from bot.chat import answers
from bot.chat.slack.blocks import Json, field, option
from policy.photographs import whereabouts
from policy.terms import Draft, Photo
from vision.looking import Box, Face, Word

PARTS = "parts:"  # the block_id; the photo's id follows, and which ten of its parts
ALL_FACES = "faces"
MOST_PARTS = 29
_AT_A_TIME = 10  # what Slack's checkboxes hold


def parts_of(photo: Photo) -> list[Face | Word]:
    """Faces, from left to right, then words in reading order."""
    if photo.look is None:
        return []
    faces = sorted(photo.look.faces or (), key=lambda face: (face.x, face.y))
    words = (w for w in photo.look.words or () if any(map(str.isalnum, w.text)))
    return [*faces, *words]


def can_be_blurred(draft: Draft) -> bool:
    return any(parts_of(photo) for photo in draft.photos)


def has_faces(draft: Draft) -> bool:
    return any(photo.look and photo.look.faces for photo in draft.photos)


def is_blurred(draft: Draft) -> bool:
    return any(photo.blurred_from for photo in draft.photos)


def chosen_boxes(photo: Photo, chosen: Sequence[str]) -> list[Box]:
    parts = parts_of(photo)
    all_faces = ALL_FACES in chosen
    return [
        part
        for number, part in enumerate(parts)
        if str(number) in chosen or (all_faces and isinstance(part, Face))
    ]


def part_fields(draft: Draft) -> Iterator[Json]:
    """A list of ticks for each photo; the faces are ticked to begin with."""
    for number, photo in enumerate(draft.photos, 1):
        listed = _options(photo)
        for start in range(0, len(listed), _AT_A_TIME):
            ticks = listed[start : start + _AT_A_TIME]
            begun = [tick for tick, is_face in ticks if is_face]
            element: Json = {
                "type": "checkboxes",
                "options": [tick for tick, _ in ticks],
            }
            if begun:
                element["initial_options"] = begun
            yield field(
                f"{PARTS}{photo.id}:{start}",
                answers.WHAT_TO_BLUR.format(number=number),
                element,
                optional=True,
            )


def _options(photo: Photo) -> list[tuple[Json, bool]]:
    """Each with whether it is ticked to begin with."""
    if photo.look is None:
        return []
    parts = parts_of(photo)[:MOST_PARTS]
    faces = sum(isinstance(part, Face) for part in parts_of(photo))
    listed: list[tuple[Json, bool]] = []
    if faces > 1:
        label = answers.ALL_FACES.format(count=faces)
        listed.append((option(label, ALL_FACES), True))
    for number, part in enumerate(parts):
        place = whereabouts(part, photo.look)
        if isinstance(part, Word):
            label = answers.ONE_TEXT.format(place=place, text=part.text)
        else:
            label = answers.ONE_FACE.format(number=number + 1, place=place)
        listed.append((option(label, str(number)), isinstance(part, Face)))
    return listed


def chosen_parts(values: Json) -> dict[str, list[str]]:
    """What was ticked, by the photo's id."""
    chosen: dict[str, list[str]] = {}
    for block_id, fields in values.items():
        if block_id.startswith(PARTS):
            photo_id = block_id.removeprefix(PARTS).rpartition(":")[0]
            ticked = fields[block_id].get("selected_options") or ()
            chosen.setdefault(photo_id, []).extend(o["value"] for o in ticked)
    return chosen
