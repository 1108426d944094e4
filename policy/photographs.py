"""Section 3: photographs."""

from policy.clause import Breaches, ask, keep, must, should
from policy.terms import Case, Draft, Duty, Finding, Photo

INDIVIDUALS = (
    "No photo of an individual, identifiable child. Groups in activities, work, "
    "hands, backs of heads are fine."
)


def faces_in(photo: Photo) -> int | None:
    """How many faces it shows; None where nobody has looked."""
    if photo.look is None or photo.look.faces is None:
        return None
    return len(photo.look.faces)


@must("3.1", INDIVIDUALS)
def no_individual_child(case: Case) -> Breaches:
    """A single face is an individual; a machine cannot tell a pupil from a teacher."""
    for index, photo in enumerate(case.draft.photos):
        if faces_in(photo) == 1:
            yield Finding(
                "3.1",
                Duty.MUST,
                f"Photo {index + 1} shows one person's face. Choose one of a group, of "
                "the work, or from behind.",
                photo=index,
            )


def _needs_a_look(draft: Draft) -> bool:
    return any(faces_in(photo) != 1 for photo in draft.photos)


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
    "The card of a post that is out reminds its author; the product deletes its own "
    "copies, from disk and from Slack.",
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
