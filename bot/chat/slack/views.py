"""The forms that open from a command or a button."""

from collections.abc import Iterator

from bot.chat import answers, words
from bot.chat.slack.blocks import (
    Json,
    box,
    choice,
    context,
    cut,
    field,
    mrkdwn,
    plain,
    units,
)
from bot.chat.slack.buttons import photos_gone
from bot.chat.slack.parts import part_fields
from bot.chat.slack.photo_fields import A_CHILD, photo_fields
from bot.chat.slack.presses import LABELS, Press, Shown
from bot.gate.lifecycle import MOVES, Step
from bot.gate.post import Post
from policy.terms import Asked, ClaimKind, Draft

# The block_id of each input, which is its element's action_id as well.
WORDS, TIMING, DECISION, REASON = "words", "timing", "decision", "reason"
NOT_A_CHILD = "not_a_child:"  # followed by the words

REASON_HOLDS = 1_000
LONGEST_NAME = 200  # of the 255 characters of a block_id

_TIMINGS = {
    "no": answers.CAN_WAIT,
    ClaimKind.EVENT.value: answers.SCHOOL_EVENT,
    ClaimKind.URGENT.value: answers.URGENT_NEWS,
}
_DECISIONS = {
    Step.RETURN.value: answers.ASK_FOR_CHANGES,
    Step.DECLINE.value: answers.DECLINE,
}


def compose_view(text: str = "") -> Json:
    """A new draft, filled with `text`."""
    blocks = [_words(text), _timing(Draft(text)), context(answers.PHOTOS_BY_MESSAGE)]
    return _modal(Press.COMPOSE, answers.NEW_DRAFT, answers.CHECK_IT, blocks)


def edit_view(post: Post) -> Json:
    """The words, the descriptions of photos, and what the author claims."""
    draft, gone = post.draft, photos_gone(post)
    of_photos = [context(answers.PHOTOS_GONE)] if gone else photo_fields(draft)
    words_box = _words(draft.text, optional=bool(draft.photos) and not gone)
    blocks = [words_box, *of_photos, _timing(draft), *_claims(post)]
    return _modal(Press.EDIT, answers.EDIT_DRAFT, answers.CHECK_IT, blocks, post)


def describe_view(post: Post) -> Json:
    blocks = list(photo_fields(post.draft))
    title = answers.DESCRIBE_PHOTOS
    return _modal(Press.DESCRIBE, title, answers.CHECK_IT, blocks, post)


def blur_view(post: Post) -> Json:
    """Which parts of the photos are to be blurred."""
    blocks = [context(answers.BLUR_PREVIEWED), *part_fields(post.draft, post.verdict)]
    return _modal(Press.BLUR, answers.BLUR_PARTS, answers.BLUR_THEM, blocks, post)


def decide_view(post: Post) -> Json:
    """To decline, or to ask for changes: a reason is needed either way.

    What may be out already is not changed any more: it can be declined only.
    """
    blocks = [field(REASON, answers.REASON, box(REASON_HOLDS, multiline=True))]
    if (post.state, Step.RETURN) in MOVES:
        either = choice("radio_buttons", _DECISIONS, Step.RETURN.value)
        blocks.insert(0, field(DECISION, answers.DECISION, either))
    return _modal(Press.DECIDE, answers.NOT_THIS_WAY, answers.SEND_BACK, blocks, post)


def confirm_view(post: Post) -> Json:
    """The questions that only a person can answer, before an approval."""
    blocks = [
        _confirm(number, asked) for number, asked in enumerate(post.verdict.questions)
    ]
    return _modal(Press.APPROVE, answers.BEFORE, LABELS[Press.APPROVE], blocks, post)


def _modal(
    press: Press, title: str, submit: str, blocks: list[Json], post: Post | None = None
) -> Json:
    shown = str(Shown(post.id, post.version)) if post else ""
    return {
        "type": "modal",
        "callback_id": press.value,
        "private_metadata": shown,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(answers.CANCEL),
        "blocks": blocks,
    }


def _words(text: str, *, optional: bool = False) -> Json:
    typed = box(answers.LONGEST, text, multiline=True)
    return field(WORDS, answers.THE_POST, typed, optional=optional)


def _timing(draft: Draft) -> Json:
    claims = draft.claims_of(ClaimKind.EVENT, ClaimKind.URGENT)
    chosen = claims[-1].kind.value if claims else "no"
    return field(TIMING, answers.TIMING, choice("radio_buttons", _TIMINGS, chosen))


def _claims(post: Post) -> Iterator[Json]:
    """One question for each name that the author may answer for."""
    said = {c.about: c.what for c in post.draft.claims_of(ClaimKind.NOT_A_CHILD)}
    doubted = [f.text for f in post.verdict.findings if f.arguable and f.text]
    choices = {A_CHILD: answers.MAYBE_A_CHILD, **words.WHAT_IT_IS}
    for about in dict.fromkeys([*said, *doubted]):
        if units(about) <= LONGEST_NAME:
            chosen = said.get(about, A_CHILD)
            select = choice("static_select", choices, chosen)
            yield field(f"{NOT_A_CHILD}{about}", answers.what_is(about), select)


def _confirm(number: int, asked: Asked) -> Json:
    ticks = {
        "type": "checkboxes",
        "options": [{"text": mrkdwn(answers.YES), "value": str(number)}],
    }
    label = cut(f"{asked.clause} {asked.prompt}", 2_000)
    return field(f"{Press.TICK}:{number}", label, ticks)
