"""A draft with a photo: cleaned, described, looked at, published, forgotten."""

import io
from hashlib import sha256

from PIL import Image

from sandbox.school import BOT, LEADER, LEADERS_CHANNEL, TEACHER
from tests.journeys.conftest import Stage
from tests.slack_driver import said

WORDS = "Our bridges are on show in the hall."
ALT = "Paper bridges on a long table, with books piled on one of them."


def photo_with_a_place_in_it() -> bytes:
    image = Image.linear_gradient("L").resize((1200, 900)).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"taken at home")
    return out.getvalue()


async def test_a_photo_is_cleaned_described_published_and_forgotten(stage: Stage):
    photo = photo_with_a_place_in_it()
    await stage.slack.upload(TEACHER.id, TEACHER.dm, "IMG_1.jpg", photo, WORDS)
    card = await stage.told("3.5")  # no description yet

    await stage.press(TEACHER, "describe", card)
    view = await stage.slack.modal()
    (field,) = [b["element"]["action_id"] for b in view["blocks"]]
    await stage.slack.submit(TEACHER.id, {field: ALT})

    waiting = await stage.leaders_see(ALT)
    assert "3.2" in said(waiting)
    await stage.slack.when(LEADERS_CHANNEL, lambda message: bool(message.get("files")))
    await stage.press(LEADER, "approve", waiting)  # with no tick: a form asks first
    await stage.confirm(LEADER)

    await stage.told("Your post is out: http")
    (post,) = await stage.feed()
    (media,) = post["media"]
    assert media["alt"] == ALT
    assert media["digest"] != sha256(photo).hexdigest()
    assert await copies(stage) == []


async def copies(stage: Stage) -> list[str]:
    """The bot's photos that the local Slack still has, once all is quiet."""
    await stage.draft("Year 5 planted forty oak trees on the field.")
    await stage.leaders_see("Year 5 planted forty oak trees")
    found = await stage.slack.messages(LEADERS_CHANNEL)
    found += await stage.slack.messages(TEACHER.dm)
    return [
        file["id"]
        for message in found
        if message["user"] == BOT
        for file in message.get("files") or ()
        if file.get("mode") != "tombstone"
    ]


async def test_no_copy_of_a_photo_stays_with_the_bot(stage: Stage):
    await stage.slack.upload(
        TEACHER.id, TEACHER.dm, "IMG_1.jpg", photo_with_a_place_in_it(), WORDS
    )
    folder = stage.settings.data_dir / "photos"
    card = await stage.told("3.5")
    assert list(folder.iterdir())

    await stage.press(TEACHER, "withdraw", card)
    await stage.told("Withdrawn by")

    await stage.draft("Year 5 planted forty oak trees on the field.")
    await stage.leaders_see("Year 5 planted forty oak trees")
    assert list(folder.iterdir()) == []
