"""What a form asks about each photo of a draft, and what was answered."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.chat import answers, words
from bot.chat.slack.blocks import Json, box, choice, field
from policy.photographs import is_alone, is_unsaid
from policy.terms import Claim, ClaimKind, Draft, Photo, Recognisable

# The block_id of each field; the photo's id follows, or its digest: what is claimed
# is claimed of these very pixels.
ALT, RECOGNISABLE, ADULT = "alt:", "recognisable:", "adult:"

ALT_HOLDS = 1_000  # X's limit
A_CHILD = "child"  # what anybody is, unless the author says otherwise


def photo_fields(draft: Draft) -> Iterator[Json]:
    asked: set[str] = set()
    for number, photo in enumerate(draft.photos, 1):
        label = answers.ALT.format(number=number)
        yield field(
            f"{ALT}{photo.id}",
            label,
            box(ALT_HOLDS, photo.alt, multiline=True),
            optional=True,
        )
        if photo.digest not in asked:  # the same photo twice is one question
            yield from _who(draft, number, photo)
        asked.add(photo.digest)


def _who(draft: Draft, number: int, photo: Photo) -> Iterator[Json]:
    """Who can be recognised where no face was found; who it is where one was."""
    if is_unsaid(photo):
        said = draft.claim_on(photo, ClaimKind.RECOGNISABLE)
        label = answers.RECOGNISABLE.format(number=number)
        asked = choice("radio_buttons", answers.HOW_MANY, said.what if said else "")
        yield field(f"{RECOGNISABLE}{photo.digest}", label, asked)
    if is_alone(photo, draft):
        said = draft.claim_on(photo, ClaimKind.ADULT)
        label = answers.WHO_IS_IT.format(number=number)
        choices = {A_CHILD: answers.MAYBE_A_CHILD, **words.WHICH_ADULT}
        asked = choice("static_select", choices, said.what if said else A_CHILD)
        yield field(f"{ADULT}{photo.digest}", label, asked)


def said_of_photos(chosen: dict[str, str]) -> list[Claim]:
    """The claims that were made, by the block_id of each field that was filled in."""
    claims: list[Claim] = []
    for block_id, what in chosen.items():
        if block_id.startswith(RECOGNISABLE) and what in set(Recognisable):
            about = block_id.removeprefix(RECOGNISABLE)
            claims.append(Claim(ClaimKind.RECOGNISABLE, about, what))
        if block_id.startswith(ADULT) and what in words.WHICH_ADULT:
            about = block_id.removeprefix(ADULT)
            claims.append(Claim(ClaimKind.ADULT, about, what))
    return claims


def described(draft: Draft, got: dict[str, Any]) -> Draft:
    """The draft with the descriptions and the answers about its photos."""
    alts: dict[str, str] = got["alts"]
    chosen: dict[str, str] = got.get("of_photos", {})
    photos = tuple(replace(p, alt=alts.get(p.id, p.alt)) for p in draft.photos)
    of_photos = {ClaimKind.RECOGNISABLE: RECOGNISABLE, ClaimKind.ADULT: ADULT}
    shown = {photo.digest for photo in photos}
    kept = [
        claim
        for claim in draft.claims
        if claim.kind not in of_photos
        or (claim.about in shown and of_photos[claim.kind] + claim.about not in chosen)
    ]
    return replace(draft, photos=photos, claims=(*kept, *said_of_photos(chosen)))
