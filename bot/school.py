"""What the settings say of the school itself, in the gate's and the policy's terms."""

import re
from collections.abc import Iterable, Iterator

from bot.gate.hours import Hours, bank_holidays
from bot.settings import Settings
from policy.terms import School

TITLED = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|lady|rev|revd|father|canon|pc|sgt|cllr"
    r"|coach|chef)\b\.?\s+",
    re.IGNORECASE,
)
HOUSE = re.compile(r"\bhouse\b", re.IGNORECASE)


def hours_of(settings: Settings) -> Hours:
    return Hours(
        settings.zone,
        settings.posts_from,
        settings.posts_until,
        bank_holidays(settings.bank_holidays),
    )


def school_of(settings: Settings) -> School:
    staff = {form for name in settings.staff_names for form in _staff(name)}
    houses = {form for name in settings.houses for form in _house(name)}
    things = {*settings.classes, *settings.mascots, *settings.partners}
    titled = {name for name in staff | things if TITLED.match(name)}
    whole = {house for house in houses if HOUSE.search(house)}
    return School(
        settings.school_name,
        vouched=_casefolded(staff | houses | things),
        no_faces=settings.no_faces,
        two_leaders=settings.two_leaders,
        tells_lead=bool(settings.safeguarding_lead),
        beyond_doubt=_casefolded(titled | whole),
        classes=_casefolded(settings.classes),
    )


def _staff(name: str) -> Iterator[str]:
    """ "Mrs Jane Taylor" is "Mrs Taylor" and "Jane Taylor" as well."""
    yield name
    titled = TITLED.match(name)
    if titled:
        untitled = name[titled.end() :]
        *first, surname = untitled.split()
        yield f"{titled[0]}{surname}"
        yield untitled if first else name


def _house(name: str) -> Iterator[str]:
    """ "Austen" is "Austen House" as well, and the other way round."""
    bare = HOUSE.sub("", name).strip()
    yield from (bare, f"{bare} house", f"house {bare}")


def _casefolded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in phrases if phrase)
