"""The buttons on our cards: what they are called, and what they mean to the gate."""

from enum import StrEnum
from typing import NamedTuple

from bot.gate.lifecycle import Step


class Press(StrEnum):
    """The action_id of each button, tick and form."""

    # taken as soon as they are pressed
    SEND = "send"
    USE_SAFE = "use_safe"
    WITHDRAW = "withdraw"
    ASK_HEAD = "ask_head"
    APPROVE = "approve"
    FOUND = "found"
    RESEND = "resend"
    BLUR_FOUND = "blur_found"  # or every face
    TAKE_BLUR = "take_blur"
    LEAVE_BLUR = "leave_blur"
    UNBLUR = "unblur"
    GONE = "gone"  # the photos, from their author's own device

    # open a form
    COMPOSE = "compose"
    EDIT = "edit"
    DESCRIBE = "describe"
    BLUR = "blur"
    DECIDE = "decide"  # decline, or ask for changes
    FORWARD = "forward"  # a reminder

    TICK = "tick"  # an answer to a question on a card


STEPS = {
    Press.SEND: Step.SUBMIT,
    Press.USE_SAFE: Step.AMEND,
    Press.WITHDRAW: Step.WITHDRAW,
    Press.ASK_HEAD: Step.ASK_HEAD,
    Press.APPROVE: Step.APPROVE,
    Press.FOUND: Step.FOUND,
    Press.RESEND: Step.RESEND,
}

# They change nothing but the photos, or what is known of them.
OF_PHOTOS = frozenset(
    {
        Press.BLUR_FOUND,
        Press.TAKE_BLUR,
        Press.LEAVE_BLUR,
        Press.UNBLUR,
        Press.GONE,
    }
)

LABELS = {
    Press.SEND: "Send to leaders",
    Press.USE_SAFE: "Use the safe version",
    Press.WITHDRAW: "Withdraw",
    Press.ASK_HEAD: "Ask the Head",
    Press.APPROVE: "Approve",
    Press.FOUND: "It is there",
    Press.RESEND: "It is not there: send it again",
    Press.EDIT: "Edit",
    Press.DESCRIBE: "About the photos",
    Press.BLUR_FOUND: "Blur faces",
    Press.BLUR: "Choose what to blur…",
    Press.UNBLUR: "Undo the blur",
    Press.TAKE_BLUR: "Use it blurred",
    Press.LEAVE_BLUR: "Leave it as it is",
    Press.GONE: "Deleted from my device",
    Press.DECIDE: "Decline…",
    Press.FORWARD: "Put it forward",
}
BLUR_NAMES = "Blur names"  # what it is called where names alone were found
BLUR_BOTH = "Blur faces and names"
DISCARD = "Discard"  # what Withdraw is called before any leader has seen the draft


class Shown(NamedTuple):
    """Which post a button stands under, in which version; all that it carries."""

    post_id: str
    version: int

    def __str__(self) -> str:
        return f"{self.post_id}:{self.version}"

    @classmethod
    def parse(cls, value: str) -> "Shown":
        """ValueError where it is not one of ours."""
        post_id, _, version = value.rpartition(":")
        return cls(post_id, int(version))
