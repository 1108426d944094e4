"""Section 4: times."""

from policy.clause import ask, keep
from policy.terms import ClaimKind, Draft

posting_hours = keep(
    "4.1",
    "Posts go out from 08:00 to 18:00, Monday to Friday, local time. Outside it an "
    "approved post waits for the next opening, and both cards say when that is.",
    "The gate works out the next opening, and an approved post waits for it.",
)


def _claims_an_exception(draft: Draft) -> bool:
    return bool(draft.claims_of(ClaimKind.EVENT, ClaimKind.URGENT))


exceptions = ask(
    "4.2",
    "The exceptions: a school event (a match, a trip, a performance) and urgent "
    "school news (a closure). The author claims one, the leader confirms it.",
    "Its author says that this cannot wait for posting hours: a school event, or "
    "urgent school news. Is that so?",
    applies=_claims_an_exception,
)

trips = keep(
    "4.3",
    "On a trip, the named senior teacher runs the account for the days of the trip, "
    "from a phone.",
    "A leader can approve from a phone; the audit trail says who did.",
)
