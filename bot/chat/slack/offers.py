"""The card that offers blurred photos: take them, or leave them."""

from collections.abc import Sequence

from bot.chat import answers
from bot.chat.slack.blocks import Json, actions, button, context, section
from bot.chat.slack.presses import Press, Shown
from bot.gate.post import Post


def offer_card(post: Post, numbers: Sequence[int]) -> Json:
    """The pictures, before and after, stand above it."""
    which = " and ".join(map(str, numbers))
    asked = answers.BLURRED if len(numbers) == 1 else answers.BLURRED_SEVERAL
    shown = str(Shown(post.id, post.version))
    buttons = [
        button(Press.TAKE_BLUR, shown, style="primary"),
        button(Press.BLUR, shown),
        button(Press.LEAVE_BLUR, shown),
    ]
    blocks = [section(asked.format(numbers=which)), *actions(buttons)]
    return {"text": answers.BLUR_READY, "blocks": blocks}


def settled_card(sentence: str) -> Json:
    return {"text": sentence, "blocks": [context(sentence)]}
