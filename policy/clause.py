"""How a clause is declared: @must, @should, @note, ask and keep."""

from collections.abc import Callable, Iterator

from nlp.reading import Kind, Mention
from policy.terms import AuthorQuestion, Case, Clause, Duty, Finding, Promise, Question

# A clause yields its advice, with the offending words where there are any (and the
# photo whose description they stand in), or a whole Finding where it has more to say.
Breaches = Iterator[
    str | tuple[Mention, str] | tuple[Mention, str, int | None] | Finding
]
Body = Callable[[Case], Breaches]
Declare = Callable[[Body], Clause]


def must(number: str, wording: str) -> Declare:
    """Declare a clause whose breach sends the draft back."""
    return lambda body: _clause(number, Duty.MUST, wording, body)


def should(number: str, wording: str) -> Declare:
    """Declare a clause whose breach is shown to author and leader."""
    return lambda body: _clause(number, Duty.SHOULD, wording, body)


def note(number: str, wording: str) -> Declare:
    """Declare a clause whose breach is shown, and delays nothing."""
    return lambda body: _clause(number, Duty.NOTE, wording, body)


ask = Question  # a clause that only a person can judge
ask_author = AuthorQuestion  # one that only its author can answer
keep = Promise  # a clause that is not about one draft


def found(
    number: str,
    duty: Duty,
    advice: str,
    mention: Mention,
    photo: int | None = None,
    *,
    arguable: bool = False,
    two_leaders: bool = False,
    disclosure: bool = False,
) -> Finding:
    """The finding about these words, of the draft or of a photo's description."""
    return Finding(
        number,
        duty,
        advice,
        mention.start,
        mention.end,
        mention.text,
        mention.why,
        photo,
        arguable,
        two_leaders,
        disclosure=disclosure,
    )


def said(case: Case, *kinds: Kind) -> Iterator[tuple[Mention, int | None]]:
    """What is said of these kinds in the draft (None), then in each description."""
    for mention in case.reading.of(*kinds):
        yield mention, None
    for photo, alt in enumerate(case.alts):
        for mention in alt.of(*kinds):
            yield mention, photo


def _clause(number: str, duty: Duty, wording: str, body: Body) -> Clause:
    def check(case: Case) -> Iterator[Finding]:
        for breach in body(case):
            match breach:
                case Finding():
                    yield breach
                case str():
                    yield Finding(number, duty, breach)
                case (mention, advice, *rest):
                    yield found(number, duty, advice, mention, *rest)

    return Clause(number, duty, wording, check)
