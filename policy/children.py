"""Section 2: children."""

from collections.abc import Iterator

from nlp.reading import Kind, Mention, Reading
from policy.clause import Breaches, found, must, said, should
from policy.naming import is_doubtful, names_in
from policy.photographs import faces_in, recognisable_in
from policy.pictured import PRIVATE, place_of, private_in_picture, readable, seen
from policy.terms import Case, Duty, Finding, Photo, Recognisable
from policy.vouching import is_claimed, is_remembered, vouched

REMEMBERED = (
    "A leader agreed on an earlier draft that this is not a child. If it is a child "
    "here, take the name out."
)


@must(
    "2.1",
    "A child's name is never used: not first, last, full, nick or pet name, in any "
    "case or spelling, in words, hashtags, handles, links, file names, alt text, or "
    "readable in a photo.",
)
def no_childs_name(case: Case) -> Breaches:
    """A name that nobody has shown to be somebody else's is taken for a child's."""
    for photo, reading in [(None, case.reading), *enumerate(case.alts)]:
        for name in _childs_names(case, reading):
            if is_remembered(name, reading, case):
                yield found("2.1", Duty.NOTE, REMEMBERED, name, photo)
            else:
                yield _name_in_words(case, photo, name)
    for photo, reading in enumerate(case.seen):  # where nothing is remembered
        for name in _childs_names(case, reading):
            yield _name_in_picture(case, photo, name)


def _childs_names(case: Case, reading: Reading) -> Iterator[Mention]:
    """Those for which neither its author nor the school's lists have answered."""
    for name in names_in(reading):
        if not is_claimed(name, case) and not vouched(name, reading, case.school):
            yield name


def _name_in_words(case: Case, photo: int | None, name: Mention) -> Finding:
    arguable = is_doubtful(name)
    advice = _advice_on_name(case, photo, arguable=arguable)
    return found("2.1", Duty.MUST, advice, name, photo, arguable=arguable)


def _name_in_picture(case: Case, photo: int, name: Mention) -> Finding:
    arguable, place = is_doubtful(name), place_of(case, photo, name)
    looks = "May be" if arguable else "Looks like"
    claim = ", or tell us that it is not a child" if arguable else ""
    advice = (
        f"{looks} a child's name, and can be read in {place}. "
        f"Blur it, or choose another photo{claim}."
    )
    finding = found("2.1", Duty.MUST, advice, name, photo, arguable=arguable)
    return readable(case, photo, finding)


def _advice_on_name(case: Case, photo: int | None, *, arguable: bool) -> str:
    looks = "May be" if arguable else "Looks like"
    where = "" if photo is None else f" in the description of photo {photo + 1}"
    say = "Say" if case.draft.photos else "Use initials, or say"  # 2.4
    claim = ", or tell us that it is not a child" if arguable else ""
    return (
        f"{looks} a child's name{where}. {say} 'two of our Year 4 pupils', or "
        f"speak of the class{claim}."
    )


PRIVATE_ADVICE = {
    Kind.PHONE: "A phone number. Leave it out, and point to the school office.",
    Kind.EMAIL: "An e-mail address. Leave it out, and point to the school office.",
    Kind.ADDRESS: "Where somebody lives or can be found. Leave the address out.",
    Kind.BIRTH_DATE: "A date of birth. Leave it out.",
    Kind.PRIVATE: "This tells something private about one child (health, needs, "
    "behaviour, home or care). Leave it out: tell the family or the office instead.",
}


@must(
    "2.2",
    "Nothing else that identifies or exposes a child: address, date of birth, phone, "
    "e-mail, medical, SEND, behaviour or care details of one child.",
)
def nothing_private(case: Case) -> Breaches:
    """The office's own number is no finding; a school may vouch for others."""
    for words, photo in said(case, *PRIVATE_ADVICE):
        reading = case.reading if photo is None else case.alts[photo]
        if not vouched(words, reading, case.school):
            yield words, PRIVATE_ADVICE[words.kind], photo
    for words, photo in seen(case, *PRIVATE):
        if not vouched(words, case.seen[photo], case.school):
            yield private_in_picture(case, photo, words)


@should(
    "2.3",
    'A post is not aimed at one child ("well done to the boy who..."). A class, a '
    "year group, a team or the whole school is fine, and so is a reminder to them.",
)
def not_aimed_at_one_child(case: Case) -> Breaches:
    """What one child said may be more than a nice saying (5.6)."""
    for words, photo in said(case, Kind.SAYING):
        yield (
            words,
            "These may be one child's own words. If anything in them worries you, do "
            "not post them: go to the designated safeguarding lead now, in person. If "
            "not, tell what the class said.",
            photo,
        )
    for words, photo in said(case, Kind.TARGETED):
        yield (
            words,
            "This singles out one person. Speak of the class, the team or the year "
            "group instead.",
            photo,
        )


@should(
    "2.4",
    "Initials (JS) may stand for a child only where any photo with them does not "
    "identify that child. Initials are never added to a photo with a recognisable "
    "face.",
)
def initials_without_a_face(case: Case) -> Breaches:
    """A face beside them is no advice: the draft goes back, whatever a leader says.

    A photo that nobody has looked at may show one.
    """
    photos = case.draft.photos
    shown = {recognisable_in(photo, case.draft) for photo in photos}
    if shown & {Recognisable.ONE, Recognisable.GROUP}:
        duty = Duty.MUST
    elif None in {faces_in(photo) for photo in photos if not _answered(photo, case)}:
        duty = Duty.SHOULD
    else:
        return
    for words, photo in said(case, Kind.INITIALS):
        advice = (
            "Initials beside a photo can tell who is in it. Leave out the initials or "
            "the photo."
        )
        yield found("2.4", duty, advice, words, photo)


def _answered(photo: Photo, case: Case) -> bool:
    return recognisable_in(photo, case.draft) is not None
