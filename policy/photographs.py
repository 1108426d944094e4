"""Section 3: photographs."""

from collections.abc import Iterator

from nlp.reading import Kind
from policy.clause import Breaches, ask, ask_author, found, keep, must, said, should
from policy.terms import Case, ClaimKind, Draft, Duty, Finding, Photo, Recognisable
from vision.looking import Box, Look

INDIVIDUALS = (
    "No photo of an individual, identifiable child. Groups in activities, work, "
    "hands, backs of heads are fine."
)


def faces_in(photo: Photo) -> int | None:
    """How many faces it shows; None where nobody has looked."""
    if photo.look is None or photo.look.faces is None:
        return None
    return len(photo.look.faces)


def whereabouts(box: Box, look: Look) -> str:
    """Where a part of a picture is: " at the top left", " in the middle"."""
    down = _third(box.y + box.h / 2, look.height, ("at the top", "", "at the bottom"))
    across = _third(box.x + box.w / 2, look.width, ("left", "", "right"))
    if not down:
        return f" on the {across}" if across else " in the middle"
    return f" {down} {across}".rstrip()


def _third(at: float, size: int, names: tuple[str, str, str]) -> str:
    return names[min(2, max(0, int(3 * at / size)))]


def recognisable_in(photo: Photo, draft: Draft) -> Recognisable | None:
    """How many can be recognised: as found, else as its author says; None: unknown."""
    match faces_in(photo):
        case None | 0:
            said_so = draft.claim_on(photo, ClaimKind.RECOGNISABLE)
            return Recognisable(said_so.what) if said_so else None
        case 1:
            return Recognisable.ONE
        case _:
            return Recognisable.GROUP


def is_unsaid(photo: Photo) -> bool:
    """Whether its author has to say who can be recognised: no face was found."""
    return not faces_in(photo)


def is_alone(photo: Photo, draft: Draft) -> bool:
    return recognisable_in(photo, draft) is Recognisable.ONE


@must("3.1", INDIVIDUALS)
def no_individual_child(case: Case) -> Breaches:
    """One person alone, and no group: a machine cannot tell a pupil from a teacher."""
    for index, photo in enumerate(case.draft.photos):
        shown = recognisable_in(photo, case.draft)
        if shown in {None, Recognisable.NOBODY}:
            continue
        if case.school.no_faces:
            yield Finding(
                "3.1",
                Duty.MUST,
                "This school posts no face that can be recognised, and photo "
                f"{index + 1} shows some. Blur the faces, or choose another photo.",
                photo=index,
            )
        elif is_alone(photo, case.draft) and not _is_adult(photo, case.draft):
            yield Finding(
                "3.1",
                Duty.MUST,
                f"Photo {index + 1} shows one person's face. Blur the face, or crop "
                "the photo and send it again, or say that this is an adult.",
                photo=index,
                arguable=True,
            )
    yield from _for_two_leaders(case)


def _is_adult(photo: Photo, draft: Draft) -> bool:
    return draft.claim_on(photo, ClaimKind.ADULT) is not None


def _for_two_leaders(case: Case) -> Iterator[Finding]:
    """Children in few clothes, or a lone clue of who it is beside a face (2.1, 2.3)."""
    draft = case.draft
    if not draft.photos or not case.school.two_leaders:
        return
    shown = {recognisable_in(photo, draft) for photo in draft.photos}
    if shown & {Recognisable.ONE, Recognisable.GROUP}:
        if draft.claims_of(ClaimKind.NOT_A_CHILD):
            yield Finding("3.1", Duty.NOTE, _TWO.format(BESIDE), two_leaders=True)
        yield from _two(case, Kind.TARGETED, BESIDE)
    yield from _two(case, Kind.KIT, "A photo may show children in few clothes")


_TWO = "{}: two leaders have to approve this."
BESIDE = "A name, or words about one person, beside a photo of faces"


def _two(case: Case, kind: Kind, what: str) -> Iterator[Finding]:
    """Once is enough to know."""
    for words, photo in said(case, kind):
        advice = _TWO.format(what)
        yield found("3.1", Duty.NOTE, advice, words, photo, two_leaders=True)
        return


# Nobody but its author can say who is in a photo in which no face was found: a child
# may be known by hair, coat or wheelchair, and the software may have missed a face.
def _not_said_yet(draft: Draft) -> Iterator[int]:
    for index, photo in enumerate(draft.photos):
        if recognisable_in(photo, draft) is None:
            yield index


who_can_be_recognised = ask_author(
    "3.1",
    INDIVIDUALS,
    "No face was found in photo {number}. Can anybody be recognised in it?",
    _not_said_yet,
)


def _needs_a_look(draft: Draft) -> bool:
    return any(
        faces_in(photo) != 1 or _is_adult(photo, draft) for photo in draft.photos
    )


# What the software has not seen, or cannot tell (a face turned half away, a group of
# one child and a crowd), is never passed in silence: the leader is asked.
nobody_singled_out = ask(
    "3.1",
    INDIVIDUALS,
    "Is it true that no photo shows one child who could be recognised?",
    applies=_needs_a_look,
)

may_be_shown = ask(
    "3.2",
    "Every child shown may be shown under the school's photograph policy, and "
    "nothing in the background names a child.",
    "May every child shown be shown, and is there no name in the background (a "
    "certificate, a label, a board)?",
    applies=lambda draft: bool(draft.photos),
)

nothing_hidden = keep(
    "3.3",
    "A photo carries no location or device data.",
    "Every photo is drawn afresh from its pixels, and made no larger than it need be.",
    Duty.MUST,
)

deleted_from_devices = keep(
    "3.4",
    "Photos on a personal device are deleted as soon as they are uploaded or not used.",
    "The author is asked to delete them and to say so with a button, and is reminded; "
    "the Headteacher can see who has not; the product deletes its own copies, from "
    "disk and from Slack.",
)


@should("3.5", "Every photo has a description (alt text) for people who cannot see it.")
def described(case: Case) -> Breaches:
    for index, photo in enumerate(case.draft.photos):
        if not photo.alt.strip():
            yield Finding(
                "3.5",
                Duty.SHOULD,
                f"Say in a sentence what photo {index + 1} shows, for people who "
                "cannot see it.",
                photo=index,
            )
