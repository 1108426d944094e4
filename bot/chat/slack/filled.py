"""What comes back from a form."""

from dataclasses import replace
from typing import Any

from bot.chat import answers
from bot.chat.slack.blocks import Json
from bot.chat.slack.photo_fields import ADULT, ALT, RECOGNISABLE, described
from bot.chat.slack.presses import Press
from bot.chat.slack.views import (
    DECISION,
    NOT_A_CHILD,
    REASON,
    TIMING,
    WORDS,
)
from bot.chat.words import WHAT_IT_IS
from bot.gate.lifecycle import Step
from policy.terms import Claim, ClaimKind, Draft


def complaints(view: Json) -> dict[str, str]:
    """What is missing, by block_id, as Slack shows it in the form."""
    found: dict[str, str] = {}
    asked = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if REASON in asked and not _text(view, REASON).strip():
        found[REASON] = answers.NEEDS_REASON
    if view["callback_id"] == Press.COMPOSE and not _text(view, WORDS).strip():
        found[WORDS] = answers.NEEDS_WORDS
    for block_id in sorted(asked):
        if block_id.startswith(f"{Press.TICK}:") and not _field(view, block_id).get(
            "selected_options"
        ):
            found[block_id] = answers.NEEDS_TICK
        if block_id.startswith(RECOGNISABLE) and not _chosen(view, block_id):
            found[block_id] = answers.NEEDS_ANSWER
    return found


def decision(view: Json) -> tuple[Step, str]:
    """RETURN or DECLINE, and the reason. A form without the choice is to decline."""
    asked = DECISION in view["state"]["values"]
    step = Step(_chosen(view, DECISION) or Step.RETURN) if asked else Step.DECLINE
    return step, _text(view, REASON).strip()


def filled(view: Json) -> dict[str, Any]:
    """What was filled in, as plain data: only the fields that the form has."""
    got: dict[str, Any] = {"alts": {}, "not_a_child": {}, "of_photos": {}}
    for block_id in view["state"]["values"]:
        if block_id == WORDS:
            got["text"] = _text(view, WORDS)
        elif block_id == TIMING:
            got["timing"] = _chosen(view, TIMING)
        elif block_id.startswith(ALT):
            got["alts"][block_id.removeprefix(ALT)] = _text(view, block_id)
        elif block_id.startswith((RECOGNISABLE, ADULT)):
            got["of_photos"][block_id] = _chosen(view, block_id)
        elif block_id.startswith(NOT_A_CHILD):
            about = block_id.removeprefix(NOT_A_CHILD)
            got["not_a_child"][about] = _chosen(view, block_id)
    return got


def amended(draft: Draft, got: dict[str, Any]) -> Draft:
    """The draft with what was filled in; everything else stays."""
    draft = described(draft, got)
    text = got.get("text", draft.text)
    return replace(draft, text=text, claims=_new_claims(draft, got))


def _new_claims(draft: Draft, got: dict[str, Any]) -> tuple[Claim, ...]:
    asked: dict[str, str] = got["not_a_child"]
    timed = {ClaimKind.EVENT, ClaimKind.URGENT} if "timing" in got else set[ClaimKind]()
    kept = [c for c in draft.claims if c.kind not in timed and c.about not in asked]
    if got.get("timing") in timed:
        kept.append(Claim(ClaimKind(got["timing"])))
    kept += [
        Claim(ClaimKind.NOT_A_CHILD, about, what)
        for about, what in asked.items()
        if what in WHAT_IT_IS
    ]
    return tuple(kept)


def _field(view: Json, block_id: str) -> Json:
    values: Json = view["state"]["values"]
    return values.get(block_id, {}).get(block_id, {})


def _text(view: Json, block_id: str) -> str:
    return _field(view, block_id).get("value") or ""


def _chosen(view: Json, block_id: str) -> str:
    option: Json = _field(view, block_id).get("selected_option") or {}
    return option.get("value", "")
