"""Private answers to whoever wrote or pressed."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import structlog
from slack_sdk.errors import SlackApiError

from bot.chat import answers, words
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json, mention
from bot.chat.slack.cards import Setting
from bot.chat.slack.errors import UNREACHABLE, code
from bot.chat.slack.offers import settled_card
from bot.gate.lifecycle import RefusedError
from bot.gate.ports import CardPlace

log = structlog.get_logger()


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
        with _whoever_is_left():
            if channel:
                await self._slack.chat_postEphemeral(
                    channel=channel, user=user, text=sentence
                )
            else:  # it was a form, which belongs to no channel
                await self._slack.chat_postMessage(channel=user, text=sentence)

    @asynccontextmanager
    async def looking(self, sent: Json, files: int) -> AsyncGenerator[None]:
        """Say so while photos are looked at: that takes seconds."""
        if not files:
            yield
            return
        photos = words.photos(min(files, answers.MOST_PHOTOS))
        place = CardPlace("", "", 0)
        with _whoever_is_left():
            said = await self._slack.chat_postMessage(
                channel=sent["channel"],
                **settled_card(answers.LOOKING.format(photos=photos)),
            )
            place = CardPlace(said["channel"], said["ts"], 0)
        try:
            yield
        finally:
            if place.ts:
                with _whoever_is_left():
                    await self._slack.chat_update(
                        channel=place.channel,
                        ts=place.ts,
                        **settled_card(answers.LOOKED.format(photos=photos)),
                    )

    async def say(self, sent: Json, sentence: str) -> None:
        """In the direct message itself; in its thread where it was said in one."""
        thread = sent["root"] if sent.get("in_thread") else None
        with _whoever_is_left():
            await self._slack.chat_postMessage(
                channel=sent["channel"], text=sentence, thread_ts=thread
            )


@contextmanager
def _whoever_is_left() -> Generator[None]:
    """Who cannot be written to cannot be answered; no second try mends that."""
    try:
        yield
    except SlackApiError as error:
        if code(error) not in UNREACHABLE:
            raise
        log.warning("answer not given", error=code(error))
