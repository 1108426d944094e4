"""What can be read in a photo: where it stands there, and whose it seems to be."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.reading import Kind, Mention, Reading
from policy.clause import found
from policy.naming import names_in
from policy.photographs import whereabouts
from policy.terms import Case, Duty, Finding

_NEAR = 2  # lines above and below that tell whose number or address it is
PRIVATE = {
    Kind.PHONE: "A phone number",
    Kind.EMAIL: "An e-mail address",
    Kind.ADDRESS: "An address",
    Kind.BIRTH_DATE: "A date of birth",
}
_SOMEBODYS = re.compile(
    r"\b(?:if ?(?:lost|found)|return(?: me)? ?to|belongs? ?to|property ?of|my|i am|i'm"
    r"|home|mum(?:my)?|mam|dad(?:dy)?|nan|gran(?:ny|dma|dad)?|parents?|carers?"
    r"|emergency|allerg\w*|name|lives?|pupil|child(?:'s)?)\b",
    re.IGNORECASE,
)
# Whoever paints a sign or prints a poster wants to be found.
_PUBLIC = re.compile(
    r"\b(?:ltd|limited|llp|plc|www|https?|est(?:ablished)?\W{0,2}\d{4}|since \d{4}"
    r"|(?:&|and) sons?|school|academy|nursery|college|church|chapel|mosque|temple|hall"
    r"|library|museum|theatre|council|farm|zoo|park|station|hospital|surgery|clinic"
    r"|pharmacy|police|charity|trust|club|shop|store|bakery|butchers?|florist|caf[eé]"
    r"|restaurant|hotel|takeaway|pizza|plumb\w+|build(?:ers?|ing)|roofing|electrical"
    r"|scaffolding|garage|motors|taxis?|cabs|travel|estate agents?|for sale|to let"
    r"|sponsor\w*|call (?:us|now|today|for)|book (?:now|online)|open(?:ing)? (?:hours"
    r"|times|daily|day)|enquir\w+|services?|solutions|hire|helpline|quotes?|tickets?"
    r"|visit|follow us|events?|fundraiser|raffle|lessons)\b",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"\W*(?:(?:\+|00)\W*44\W*(?:0\W*)?|0\W*)7")


def seen(case: Case, *kinds: Kind) -> Iterator[tuple[Mention, int]]:
    """What can be read of these kinds in each photo."""
    for photo, reading in enumerate(case.seen):
        for words in reading.of(*kinds):
            yield words, photo


def readable(case: Case, photo: int, finding: Finding) -> Finding:
    """The finding, with its place in the picture."""
    look = case.draft.photos[photo].look
    return replace(finding, box=look.box_at(finding.start) if look else None)


def place_of(case: Case, photo: int, words: Mention) -> str:
    """ "photo 2 at the top left"."""
    look = case.draft.photos[photo].look
    box = look.box_at(words.start) if look else None
    return f"photo {photo + 1}{whereabouts(box, look) if box and look else ''}"


def private_in_picture(case: Case, photo: int, words: Mention) -> Finding:
    """A must, but for what a sign or a poster tells everybody: people can see that."""
    duty, otherwise = Duty.MUST, "or choose another photo"
    if is_public(words, case.seen[photo]):
        duty, otherwise = Duty.SHOULD, "unless it is there for everybody to see"
    can_be_read = f"{PRIVATE[words.kind]} can be read in {place_of(case, photo, words)}"
    advice = f"{can_be_read}. Blur it, {otherwise}."
    return readable(case, photo, found("2.2", duty, advice, words, photo))


def is_public(words: Mention, reading: Reading) -> bool:
    """Whether it seems to be a firm's, a shop's or a charity's, and nobody's own.

    A number that is no mobile's is, unless something near it says otherwise.
    """
    if words.kind is Kind.BIRTH_DATE:
        return False
    lines = reading.text.split("\n")
    at = _line(words, reading.text)
    near = " ".join(lines[max(0, at - _NEAR) : at + _NEAR + 1])
    near = near.replace(words.text, " ")  # its own ".co.uk" says nothing
    named = any(
        abs(_line(name, reading.text) - at) <= _NEAR for name in names_in(reading)
    )
    if named or _SOMEBODYS.search(near):
        return False
    landline = words.kind is Kind.PHONE and not _MOBILE.match(words.text)
    return landline or bool(_PUBLIC.search(near))


def _line(words: Mention, text: str) -> int:
    return text.count("\n", 0, words.start)
