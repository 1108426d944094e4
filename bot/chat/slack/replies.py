"""Private answers to whoever wrote or pressed."""

from bot.chat import words
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json, mention
from bot.chat.slack.cards import Setting
from bot.chat.slack.errors import whoever_is_left
from bot.gate.lifecycle import RefusedError


class Replies:
    """Answers the payload of an event from the inbox: see `incoming.py`."""

    def __init__(self, slack: SlackApi, setting: Setting) -> None:
        self._slack = slack
        self._setting = setting

    def refusal(self, refused: RefusedError) -> str:
        """Why nothing was done, and who was first."""
        return words.refused(
            refused.refusal,
            refused.post,
            self._setting.zone,
            mention,
            self._setting.network,
        )

    async def tell(self, asked: Json, sentence: str) -> None:
        """To whoever pressed, and nobody else."""
        user, channel = asked["user"], asked["channel"]
        with whoever_is_left("answer not given"):
            if channel:
                await self._slack.chat_postEphemeral(
                    channel=channel, user=user, text=sentence
                )
            else:  # it was a form, which belongs to no channel
                await self._slack.chat_postMessage(channel=user, text=sentence)

    async def say(self, sent: Json, sentence: str) -> None:
        """In the direct message itself; in its thread where it was said in one."""
        thread = sent["root"] if sent.get("in_thread") else None
        with whoever_is_left("answer not given"):
            await self._slack.chat_postMessage(
                channel=sent["channel"], text=sentence, thread_ts=thread
            )
