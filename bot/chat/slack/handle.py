"""What the worker takes from the inbox, brought to the desk; and private answers."""

from dataclasses import replace

from bot.chat import answers, words
from bot.chat.slack.album import Album, photo_of
from bot.chat.slack.blocks import Json
from bot.chat.slack.drawing import Drawing
from bot.chat.slack.errors import plainly
from bot.chat.slack.filled import amended
from bot.chat.slack.incoming import Kind
from bot.chat.slack.offers import settled_card
from bot.chat.slack.people import People
from bot.chat.slack.photo_acts import PhotoActs
from bot.chat.slack.replies import Replies
from bot.chat.slack.show import AUTHOR
from bot.chat.slack.writers import SILENCE, complaint, objection
from bot.gate.desk import Desk
from bot.gate.lifecycle import MOVES, RefusedError, Step
from bot.gate.ports import Event
from bot.gate.post import Post, State
from bot.gate.waits import OVER
from policy.terms import Draft

OUT = frozenset({State.SENDING, State.UNSURE, State.PUBLISHED})  # or on its way
STANDS_STILL = OVER | {State.DRAFT}  # until somebody takes it up, as it is or changed


class Handler:
    """`bot.gate.ports.Handle`. Called again for the same event, it does no more.

    Raises SlackError where Slack cannot be used as it is set up.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        people: People,
        album: Album,
        photo_acts: PhotoActs,
        drawing: Drawing,
        replies: Replies,
    ) -> None:
        self._desk = desk
        self._people = people
        self._album = album
        self._photo_acts = photo_acts
        self._drawing = drawing
        self._replies = replies

    async def __call__(self, event: Event) -> None:
        act = {
            Kind.MESSAGE: self._message,
            Kind.CHANGED: self._changed,
            Kind.DELETED: self._deleted,
            Kind.COMPOSE: self._composed,
            Kind.AMEND: self._amend,
            Kind.STEP: self._step,
            Kind.BLUR: self._photo_acts.blur,
            Kind.PHOTOS: self._photo_acts.press,
        }[Kind(event.kind)]
        with plainly():
            await act({**event.payload, "received_at": event.received_at})

    async def _message(self, sent: Json) -> None:
        if sent["in_thread"]:
            await self._replies.say(sent, answers.IN_A_THREAD)
        else:
            await self._submit_message(sent)

    async def _submit_message(self, sent: Json) -> None:
        if not await self._may_write(sent):
            return
        post_id, text = sent["post_id"], sent["text"]
        if sent["files"] and await self._is_judged(post_id):
            return  # by an earlier try; words alone are soon judged again
        opened = await self._album.open(sent["files"])
        goes_on = bool(text.strip() or opened.photos)
        for problem in opened.problems:
            more = f" {answers.PHOTO_LEFT_OUT}" if goes_on else ""
            await self._replies.say(sent, f"{problem}{more}")
        if not goes_on:
            return
        draft = Draft(text)
        if opened.photos:
            if not await self._begin(sent, draft, len(opened.photos)):
                return
            photos = await self._album.take(post_id, opened)
            draft = replace(draft, photos=photos)
        if not await self._submit(sent, draft):
            await self._album.drop(draft.photos)

    async def _is_judged(self, post_id: str) -> bool:
        post = await self._desk.load(post_id)
        return post is not None and post.last is not None

    async def _begin(self, sent: Json, draft: Draft, photos: int) -> bool:
        """Keep the draft, and put up the card that says its photos are looked at."""
        try:
            post = await self._desk.take_in(
                sent["post_id"], draft, sent["user"], sent["received_at"]
            )
        except RefusedError as refused:
            await self._replies.say(sent, self._replies.refusal(refused))
            return False
        said = answers.LOOKING.format(photos=words.photos(photos))
        await self._drawing.begin(post, AUTHOR, post.author, settled_card(said))
        return True

    async def _may_write(self, sent: Json) -> bool:
        """Whether this can be a draft; if not, its sender is told."""
        problem = await objection(self._people, sent)
        if problem and problem != SILENCE:
            await self._replies.say(sent, problem)
        return not problem

    async def _submit(self, sent: Json, draft: Draft) -> bool:
        """Whether it was taken in; if not, its sender is told why."""
        try:
            await self._desk.submit(
                sent["post_id"], draft, sent["user"], sent["received_at"]
            )
        except RefusedError as refused:
            await self._replies.say(sent, self._replies.refusal(refused))
            return False
        return True

    async def _composed(self, sent: Json) -> None:
        sent |= {"channel": sent["user"], "files": [], "text": sent["filled"]["text"]}
        if await self._may_write(sent):
            await self._submit(sent, amended(Draft(sent["text"]), sent["filled"]))

    async def _changed(self, sent: Json) -> None:
        """The author edited the message: its draft is changed with it."""
        post = await self._desk.load(sent["post_id"])
        if post is None or post.last is None:
            await self._message(sent)  # it was no draft as it stood, or was given up
            return
        reworded = sent.get("reworded", True)
        if not reworded and post.state in OVER:
            return  # its photos are to be deleted then (3.4)
        text = sent["text"] if reworded else post.draft.text
        if problem := complaint(sent | {"text": text}):
            so = await self._so(post, sent)
            await self._replies.say(sent, f"{problem} {so}".strip())
            return
        attached = {photo_of(post.id, file) for file in sent["files"]}
        photos = tuple(
            p for p in post.draft.photos if attached & {p.id, p.blurred_from}
        )
        draft = replace(post.draft, text=text, photos=photos)
        if draft == post.draft and post.state not in STANDS_STILL:
            return
        try:
            await self._desk.amend(post.id, None, draft, sent["user"])
        except RefusedError as refused:
            await self._replies.say(sent, self._replies.refusal(refused))

    async def _so(self, post: Post, sent: Json) -> str:
        """Withdraw it; what has become of it."""
        if await self._withdraw(post, sent):
            return answers.SO_WITHDRAWN
        return answers.STILL_OUT if post.state in OUT else ""

    async def _deleted(self, sent: Json) -> None:
        post = await self._desk.load(sent["post_id"])
        if post is None:
            return
        withdrawn = await self._withdraw(post, sent)
        if not withdrawn and post.state in OUT:
            await self._replies.say(sent, answers.DELETED_TOO_LATE)

    async def _withdraw(self, post: Post, sent: Json) -> bool:
        """Whether it could still be withdrawn."""
        may = (post.state, Step.WITHDRAW) in MOVES
        if may:
            await self._desk.take(post.id, None, Step.WITHDRAW, sent["user"])
        return may

    async def _amend(self, asked: Json) -> None:
        post = await self._desk.load(asked["post_id"])
        if post is None:
            return
        draft = amended(post.draft, asked["filled"])
        try:
            if draft != post.draft or post.state in STANDS_STILL:
                await self._desk.amend(post.id, asked["version"], draft, asked["user"])
        except RefusedError as refused:
            await self._answer(asked, Step.AMEND, refused)

    async def _step(self, asked: Json) -> None:
        post_id, version, user = asked["post_id"], asked["version"], asked["user"]
        step = Step(asked["step"])
        if step is Step.APPROVE and await self._is_unanswered(asked):
            await self._replies.tell(asked, words.TICK_FIRST)
            return
        try:
            if step is Step.AMEND:
                await self._desk.use_safe(post_id, version, user)
            else:
                await self._desk.take(post_id, version, step, user, asked["reason"])
        except RefusedError as refused:
            await self._answer(asked, step, refused)

    async def _is_unanswered(self, asked: Json) -> bool:
        post = await self._desk.load(asked["post_id"])
        if post is None or post.version != asked["version"]:
            return False  # the desk knows better what to say
        return len(post.verdict.questions) > asked["answered"]

    async def _answer(self, asked: Json, step: Step, refused: RefusedError) -> None:
        """Why nothing was done; but silence to the second of two clicks."""
        post_id, version, user = asked["post_id"], asked["version"], asked["user"]
        done = await self._desk.did(post_id, version, user)
        if done == step or (step is Step.APPROVE and done == Step.AGREE):
            return
        await self._replies.tell(asked, self._replies.refusal(refused))
