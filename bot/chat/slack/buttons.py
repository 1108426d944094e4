"""Which buttons stand under a post: what the lifecycle's table allows, and no more."""

from collections.abc import Iterator

from bot.chat.slack.blocks import Json, button
from bot.chat.slack.parts import ALL_FACES, can_be_blurred, is_blurred, to_blur
from bot.chat.slack.presses import (
    BLUR_BOTH,
    BLUR_NAMES,
    DISCARD,
    LABELS,
    STEPS,
    Press,
    Shown,
)
from bot.gate.lifecycle import MOVES, Step, heads_left
from bot.gate.post import Post, Role, State

WITH_AUTHOR = frozenset({State.RETURNED, State.ADVISED})
GRAVE = "5.6"  # such news is for the Head before anybody else
PUT_ASIDE = frozenset({State.DECLINED, State.EXPIRED, State.MISSED})


def author_buttons(post: Post, heads: frozenset[str]) -> list[Json]:
    may = _steps(post, Role.AUTHOR, heads)
    has_photos = bool(post.draft.photos) and not photos_gone(post)
    wanted = [
        (Press.SEND, Step.SUBMIT in may),
        (Press.USE_SAFE, Step.AMEND in may and offers_safe(post)),
        (Press.EDIT, Step.AMEND in may),
        (Press.DESCRIBE, Step.AMEND in may and has_photos),
        *((press, Step.AMEND in may and has_photos) for press in _blurs(post)),
        (Press.ASK_HEAD, Step.ASK_HEAD in may),
        (Press.WITHDRAW, Step.WITHDRAW in may),
    ]
    unsent = {Press.WITHDRAW: DISCARD} if post.state in WITH_AUTHOR else {}
    shown = [press for press, is_wanted in wanted if is_wanted]
    if any(found.clause == GRAVE for found in post.verdict.findings):
        shown.sort(key=lambda press: press is not Press.ASK_HEAD)
    return _buttons(post, shown, unsent | _blur_label(post))


def _blurs(post: Post) -> Iterator[Press]:
    """What can be done at once; other parts are chosen under what that gives."""
    if to_blur(post.draft, post.verdict):
        yield Press.BLUR_FOUND
    elif can_be_blurred(post.draft):
        yield Press.BLUR
    if is_blurred(post.draft):
        yield Press.UNBLUR


def _blur_label(post: Post) -> dict[Press, str]:
    parts = {n for some in to_blur(post.draft, post.verdict).values() for n in some}
    if not parts - {ALL_FACES}:
        return {}
    return {Press.BLUR_FOUND: BLUR_BOTH if ALL_FACES in parts else BLUR_NAMES}


def deciding_buttons(post: Post, role: Role, heads: frozenset[str]) -> list[Json]:
    """Those of a leader or the Head: none under what is decided."""
    may = _steps(post, role, heads)
    wanted = [
        (Press.FOUND, Step.FOUND),
        (Press.RESEND, Step.RESEND),
        (Press.APPROVE, Step.APPROVE),
        (Press.DECIDE, Step.DECLINE),
        (Press.EDIT, Step.AMEND),
        (Press.ASK_HEAD, Step.ASK_HEAD),
    ]
    return _buttons(post, [press for press, step in wanted if step in may], {})


def photos_gone(post: Post) -> bool:
    """Whether its author may take it up again, but without the photos it had."""
    return bool(post.draft.photos) and post.state in PUT_ASIDE


def offers_safe(post: Post) -> bool:
    return (
        post.state in WITH_AUTHOR and bool(post.safe) and post.safe != post.draft.text
    )


def _buttons(post: Post, shown: list[Press], labels: dict[Press, str]) -> list[Json]:
    value = str(Shown(post.id, post.version))
    styles = {shown[0]: "primary"} if shown and shown[0] in STEPS else {}
    styles |= {press: "danger" for press in shown if press is Press.DECIDE}
    return [
        button(press, value, labels.get(press) or LABELS[press], styles.get(press, ""))
        for press in shown
    ]


def _steps(post: Post, role: Role, heads: frozenset[str]) -> set[Step]:
    """What the table lets this role do now; the Head is asked where there is one."""
    may = {
        step
        for (state, step), move in MOVES.items()
        if state is post.state and role in move.by
    }
    return may if heads_left(post, heads) else may - {Step.ASK_HEAD}
