"""Section 5: manner."""

from collections.abc import Iterator

from nlp.reading import Kind, Mention
from policy.clause import Breaches, found, must, note, said, should
from policy.pictured import place_of, readable, seen
from policy.terms import Case, Duty
from policy.vouching import vouched

DISCLOSURE = (
    "{} sounds like a child telling of harm. Do not post it. Go to the designated "
    "safeguarding lead now, in person; where you cannot find them, to the Headteacher."
)
TOLD = " Schoolgate tells them as well that you wrote it, but not what you wrote."
TOLD_SEEN = " Schoolgate tells them as well that you sent it, but not what it says."
MANY_EMOJI = 3  # a screen reader speaks every one


@must("5.1", "No profanity, abuse or discrimination.")
def no_profanity(case: Case) -> Breaches:
    for words, photo in said(case, Kind.PROFANITY):
        yield words, "This could offend. Leave it out.", photo
    for words, photo in seen(case, Kind.PROFANITY):
        advice = (
            f"Words that could offend can be read in {place_of(case, photo, words)}. "
            "Blur them, or choose another photo."
        )
        yield readable(case, photo, found("5.1", Duty.MUST, advice, words, photo))


@should(
    "5.2",
    "Positive messages about the school: no complaint, sarcasm, argument, politics "
    "or advertising.",
)
def positive(case: Case) -> Breaches:
    for words, photo in said(case, Kind.TONE):
        yield (
            words,
            "This may sound like a complaint, sarcasm, an argument, politics or "
            "advertising. Say what went well, or ask plainly and kindly.",
            photo,
        )


@should("5.3", "Other people's @names are avoided.")
def no_handles(case: Case) -> Breaches:
    """A school may vouch for its own, and for its parents' association's."""
    for words, photo in said(case, Kind.HANDLE):
        reading = case.reading if photo is None else case.alts[photo]
        if not vouched(words, reading, case.school):
            yield words, "Write the name of the place or group without the @.", photo


@should("5.4", "The account does not reply to anybody, and is no place for debate.")
def no_replies(case: Case) -> Breaches:
    for words, photo in said(case, Kind.REPLY):
        yield (
            words,
            "This reads like an answer to somebody. Tell it to everybody, or ring the "
            "family instead.",
            photo,
        )


@note(
    "5.5",
    "Think whether this is the right way to tell it: news that every family needs, "
    "or a message for one family, does not go on social media alone.",
)
def right_channel(case: Case) -> Breaches:
    for words, _ in said(case, Kind.CHANNEL):
        yield (
            words,
            "Not every family sees this feed. Tell them by letter, e-mail or text as "
            "well, or instead if it is for one family.",
        )


@should(
    "5.6",
    "Accident, illness, police, bereavement, safeguarding: stop, and take it to the "
    "Headteacher. Words that sound like a child disclosing harm go to the designated "
    "safeguarding lead, not into the queue.",
)
def grave_news(case: Case) -> Breaches:
    """A disclosure is no advice: it stops here, whatever a leader would say."""
    for words, photo in said(case, Kind.DISCLOSURE):
        yield found(
            "5.6",
            Duty.MUST,
            DISCLOSURE.format("This") + TOLD * case.school.tells_lead,
            words,
            photo,
            disclosure=True,
        )
    for words, photo in seen(case, Kind.DISCLOSURE):
        what = f"What can be read in {place_of(case, photo, words)}"
        told = found(
            "5.6",
            Duty.MUST,
            DISCLOSURE.format(what) + TOLD_SEEN * case.school.tells_lead,
            words,
            photo,
            disclosure=True,
        )
        yield readable(case, photo, told)
    for words, photo in said(case, Kind.GRAVE):
        yield (
            words,
            "Stop here, and take this to the Headteacher before anybody posts it.",
            photo,
        )


@note(
    "5.7",
    "Plain and accessible: hashtags with Capitals, few emoji, short sentences, no "
    "more links than are needed (and X charges more for a post with a link).",
)
def plain(case: Case) -> Breaches:
    yield from _spelt_out(case)
    emoji = case.reading.of(Kind.EMOJI)
    if len(emoji) > MANY_EMOJI:
        yield (
            emoji[MANY_EMOJI],
            f"There are {len(emoji)} emoji, and a screen reader speaks every one. "
            "Three are plenty.",
        )
    if case.posted_before is not None:
        when = f"{case.posted_before.day} {case.posted_before:%B}"
        yield f"These words were posted on {when}. Is it meant to go out again?"


def _spelt_out(case: Case) -> Iterator[tuple[Mention, str]]:
    names = case.reading.of(Kind.NAME)
    for words in case.reading.of(*PLAIN_ADVICE):
        yield words, PLAIN_ADVICE[words.kind]
    for hashtag in case.reading.of(Kind.HASHTAG):
        if hashtag.mend:
            told = any(n.start < hashtag.end and hashtag.start < n.end for n in names)
            better = "it" if told else hashtag.mend  # never repeat a name
            yield (
                hashtag,
                f"Write {better} with a capital for each word, so that a screen reader "
                "can tell the words apart.",
            )


PLAIN_ADVICE = {
    Kind.EMOJI_WORD: "A screen reader says its own name for this emoji, and not what "
    "you mean. Write the word.",
    Kind.FANCY: "Screen readers spell these letters one by one. Use plain letters.",
    Kind.LONG_SENTENCE: "This sentence is long. Two short ones are easier to read.",
    Kind.LINK: "X charges more for a post with a link. Keep it only if it is needed.",
}
