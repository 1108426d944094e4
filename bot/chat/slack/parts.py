"""The parts of a photo that its author may have blurred: listed, nothing is drawn."""

from collections.abc import Iterator, Sequence

from bot.chat import answers
from bot.chat.slack.blocks import Json, field, option
from policy.photographs import whereabouts
from policy.terms import Draft, Duty, Finding, Photo, Verdict
from vision.looking import Box, Face, Word

PARTS = "parts:"  # the block_id; the photo's id follows, and which ten of its parts
ALL_FACES = "faces"
MOST_PARTS = 29
INDIVIDUAL = "3.1"  # the clause that a face may breach
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


def is_blurred(draft: Draft) -> bool:
    return any(photo.blurred_from for photo in draft.photos)


def to_blur(draft: Draft, verdict: Verdict) -> dict[str, list[str]]:
    """What one press blurs, by the photo's id: what must not be seen, be it faces or
    names; where all may be, every face."""
    stopped = verdict.of(Duty.MUST)
    found = {
        photo.id: list(_stopped(photo, [f for f in stopped if f.photo == index]))
        for index, photo in enumerate(draft.photos)
    }
    if any(found.values()):
        return {photo_id: parts for photo_id, parts in found.items() if parts}
    return {p.id: [ALL_FACES] for p in draft.photos if p.look and p.look.faces}


def _stopped(photo: Photo, findings: Sequence[Finding]) -> Iterator[str]:
    named = {finding.box for finding in findings if finding.box}
    for number, part in enumerate(parts_of(photo)):
        if Box(part.x, part.y, part.w, part.h) in named:
            yield str(number)
    has_faces = bool(photo.look and photo.look.faces)
    if has_faces and any(f.clause == INDIVIDUAL for f in findings):
        yield ALL_FACES


def chosen_boxes(photo: Photo, chosen: Sequence[str]) -> list[Box]:
    parts = parts_of(photo)
    all_faces = ALL_FACES in chosen
    return [
        part
        for number, part in enumerate(parts)
        if str(number) in chosen or (all_faces and isinstance(part, Face))
    ]


def part_fields(draft: Draft, verdict: Verdict) -> Iterator[Json]:
    """A list of ticks for each photo; what one press blurs is ticked to begin with."""
    begun_with = to_blur(draft, verdict)
    for number, photo in enumerate(draft.photos, 1):
        listed = _options(photo, begun_with.get(photo.id, ()))
        for start in range(0, len(listed), _AT_A_TIME):
            ticks = listed[start : start + _AT_A_TIME]
            begun = [tick for tick, is_ticked in ticks if is_ticked]
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


def _options(photo: Photo, begun_with: Sequence[str]) -> list[tuple[Json, bool]]:
    """Each with whether it is ticked to begin with."""
    if photo.look is None:
        return []
    parts = parts_of(photo)[:MOST_PARTS]
    faces = sum(isinstance(part, Face) for part in parts_of(photo))
    all_faces = ALL_FACES in begun_with
    listed: list[tuple[Json, bool]] = []
    if faces > 1:
        label = answers.ALL_FACES.format(count=faces)
        listed.append((option(label, ALL_FACES), all_faces))
    for number, part in enumerate(parts):
        place = whereabouts(part, photo.look)
        if isinstance(part, Word):
            label = answers.ONE_TEXT.format(place=place, text=part.text)
        else:
            name = answers.ONE_FACE if faces == 1 else answers.FACE_OF_SEVERAL
            label = name.format(number=number + 1, place=place)
        ticked = str(number) in begun_with or (all_faces and isinstance(part, Face))
        listed.append((option(label, str(number)), ticked))
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
