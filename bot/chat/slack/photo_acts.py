"""What an author does to their photos: blur them, undo it, say they are deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.chat import answers
from bot.chat.slack.album import Darkroom
from bot.chat.slack.api import SlackApi
from bot.chat.slack.blocks import Json
from bot.chat.slack.drawing import PREVIEW, Drawing
from bot.chat.slack.offers import offer_card, settled_card
from bot.chat.slack.on_device import sent_in
from bot.chat.slack.parts import chosen_boxes, is_blurred, to_blur
from bot.chat.slack.presses import Press
from bot.chat.slack.replies import Replies
from bot.chat.slack.show import AUTHOR, Showing
from bot.gate.copies import proposed
from bot.gate.desk import Desk
from bot.gate.lifecycle import RefusedError, Step
from bot.gate.ports import CardPlace, Clock, Devices, Photos, Picture
from bot.gate.post import Post, State
from bot.gate.waits import OVER
from policy.terms import Photo
from vision.blurring import BlurError
from vision.clean import Cleaned
from vision.looking import Box, Look


@dataclass(frozen=True)
class PhotoActs:
    """Called again for the same event, it does no more than was asked."""

    desk: Desk
    slack: SlackApi
    drawing: Drawing
    showing: Showing
    photos: Photos
    darkroom: Darkroom
    devices: Devices
    replies: Replies
    now: Clock

    async def blur(self, asked: Json) -> None:
        """What was ticked in the form: show the author it before and after."""
        if post := await self._current(asked):
            await self._show_blurred(asked, post, asked["parts"])

    async def _show_blurred(
        self, asked: Json, post: Post, parts: Mapping[str, Sequence[str]]
    ) -> None:
        """`parts` are those to blur, by the photo's id: see `chosen_boxes`."""
        card = await self.drawing.cards.get(post.id, AUTHOR)
        if card is None:
            return
        await self._withdraw_offer(post, answers.BLUR_AGAIN)
        ticked = {
            number: boxes
            for number, photo in enumerate(post.draft.photos, 1)
            if (boxes := chosen_boxes(photo, parts.get(photo.id, ())))
        }
        if not ticked:
            await self.replies.tell(asked, answers.NOTHING_TO_BLUR)
            return
        try:
            for number, boxes in ticked.items():
                photo = post.draft.photos[number - 1]
                await self._propose(post, photo, boxes, card.channel)
        except BlurError:
            await self._withdraw_offer(post, answers.BLUR_FAILED)
            await self.replies.tell(asked, answers.BLUR_FAILED)
        else:
            await self._offer(post, tuple(ticked))

    async def press(self, asked: Json) -> None:
        """A button of `presses.OF_PHOTOS`."""
        act = {
            Press.BLUR_FOUND: self._blur_found,
            Press.TAKE_BLUR: self._take,
            Press.LEAVE_BLUR: self._leave,
            Press.UNBLUR: self._undo,
            Press.GONE: self._gone,
        }[Press(asked["press"])]
        await act(asked)

    async def _blur_found(self, asked: Json) -> None:
        if post := await self._current(asked):
            parts = to_blur(post.draft, post.verdict)
            await self._show_blurred(asked, post, parts)

    async def _take(self, asked: Json) -> None:
        if post := await self._current(asked):
            taken = [await self._blurred(photo) for photo in post.draft.photos]
            await self._swap(asked, post, taken)
            await self._withdraw_offer(post, answers.BLUR_TAKEN)

    async def _leave(self, asked: Json) -> None:
        if post := await self._current(asked):
            await self._withdraw_offer(post, answers.BLUR_LEFT)

    async def _undo(self, asked: Json) -> None:
        if post := await self._current(asked):
            old = [await self._as_it_was(photo) for photo in post.draft.photos]
            await self._swap(asked, post, old)

    async def _gone(self, asked: Json) -> None:
        post = await self.desk.load(asked["post_id"])
        if post and post.author == asked["user"] and post.state in OVER:
            await self.devices.sent(sent_in(post))
            await self.devices.deleted(post.id, self.now())
            await self.showing.redraw(post.id)

    async def _current(self, asked: Json) -> Post | None:
        """The post, as long as it is the author's own, and as it was shown."""
        post = await self.desk.load(asked["post_id"])
        if post is None or post.author != asked["user"]:
            return None
        if post.version == asked["version"]:
            return post
        done = await self.desk.did(post.id, asked["version"], asked["user"])
        if done != Step.AMEND:  # or it is the second of two clicks
            await self.replies.tell(asked, answers.OUT_OF_DATE)
        elif post.state is State.DRAFT:  # an earlier try was cut short
            await self._finish(post)
        return None

    async def _finish(self, post: Post) -> None:
        """What was changed is not judged yet, and its offer still stands."""
        await self.desk.amend(post.id, None, post.draft, post.author)
        blurred = is_blurred(post.draft)
        said = answers.BLUR_TAKEN if blurred else answers.OUT_OF_DATE
        await self._withdraw_offer(post, said)

    async def _propose(
        self, post: Post, photo: Photo, boxes: Sequence[Box], channel: str
    ) -> None:
        picture = await self.photos.load(photo.id)
        done = await self.darkroom.blur(picture.data, boxes)
        blurred = Picture(done.photo.data, done.photo.media_type, "")
        await self.photos.keep(proposed(photo), blurred)
        await self.drawing.preview(post, photo, channel, done.preview)

    async def _swap(self, asked: Json, post: Post, photos: Sequence[Photo]) -> None:
        draft = replace(post.draft, photos=tuple(photos))
        if draft == post.draft:
            return
        try:
            await self.desk.amend(post.id, post.version, draft, asked["user"])
        except RefusedError as refused:
            await self.replies.tell(asked, self.replies.refusal(refused))

    async def _blurred(self, photo: Photo) -> Photo:
        """The photo as it was offered, or the photo itself where it was not."""
        first = photo.blurred_from or photo.id
        try:
            return await self._made(proposed(photo), photo, blurred_from=first)
        except FileNotFoundError:
            return photo

    async def _as_it_was(self, photo: Photo) -> Photo:
        if not photo.blurred_from:
            return photo
        return await self._made(photo.blurred_from, photo, blurred_from="")

    async def _made(self, photo_id: str, like: Photo, *, blurred_from: str) -> Photo:
        """From the bytes alone, looked at again: what is judged is what goes out."""
        picture = await self.photos.load(photo_id)
        digest = sha256(picture.data).hexdigest()
        size = like.look or Look(0, 0)
        media_type = "image/png" if picture.media_type == "image/png" else "image/jpeg"
        cleaned = Cleaned(picture.data, media_type, size.width, size.height, digest)
        look = await self.darkroom.look(cleaned)
        return Photo(photo_id, digest, like.alt, look, blurred_from)

    async def _offer(self, post: Post, numbers: Sequence[int]) -> None:
        sent = await self.slack.chat_postMessage(
            channel=post.author, **offer_card(post, numbers)
        )
        place = CardPlace(sent["channel"], sent["ts"], post.version)
        await self.drawing.cards.put(post.id, PREVIEW, place)

    async def _withdraw_offer(self, post: Post, sentence: str) -> None:
        """Take the buttons and the pictures of an offer away, and the copies of it that
        were not taken."""
        kept = await self.desk.load(post.id)
        held = {photo.id for photo in kept.draft.photos} if kept else set[str]()
        for photo in post.draft.photos:
            if proposed(photo) not in held:
                await self.photos.forget(proposed(photo))
        await self.drawing.forget(post, PREVIEW)
        place = await self.drawing.cards.get(post.id, PREVIEW)
        if place is None:
            return
        await self.drawing.update(place, settled_card(sentence))
        await self.drawing.cards.drop(post.id, PREVIEW)
