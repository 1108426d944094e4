"""A draft with a photo: cleaned, described, looked at, published, forgotten."""

import io
from hashlib import sha256
from pathlib import Path

from PIL import Image

from sandbox.school import BOT, LEADER, LEADERS_CHANNEL, TEACHER
from tests.journeys.conftest import Stage
from tests.slack_driver import said
from vision.clean import clean

ASTRONAUT = (Path(__file__).parents[1] / "vision" / "astronaut.jpg").read_bytes()
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
    await describe(stage, "nobody")

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


async def test_a_face_is_blurred_with_a_press_and_goes_out_blurred(stage: Stage):
    await stage.slack.upload(TEACHER.id, TEACHER.dm, "IMG_2.jpg", ASTRONAUT, WORDS)
    card = await stage.told("shows one person's face")

    await stage.press(TEACHER, "blur_found", card)
    offer = await stage.told("before and after. Use it blurred?")
    await stage.press(TEACHER, "blur", offer)
    form = await stage.slack.modal()
    (ticks,) = [b["element"] for b in form["blocks"] if b["type"] == "input"]
    face = ticks["options"][0]
    assert "face" in face["text"]["text"]
    await stage.slack.submit(TEACHER.id, {ticks["action_id"]: [face["value"]]})

    await stage.told("There is a newer offer below.")
    offer = await stage.told("before and after. Use it blurred?")
    (before_and_after,) = await pictures(stage, "before-and-after.jpeg")
    await stage.press(TEACHER, "take_blur", offer)
    card = await stage.told("Photo 1, blurred")
    await stage.press(TEACHER, "describe", card)
    await describe(stage, "nobody")

    waiting = await stage.leaders_see(ALT)
    await stage.press(LEADER, "approve", waiting)
    await stage.confirm(LEADER)

    await stage.told("Your post is out: http")
    (post,) = await stage.feed()
    (media,) = post["media"]
    assert media["alt"] == ALT
    assert media["digest"] not in {digest(ASTRONAUT), digest(clean(ASTRONAUT).data)}
    assert await copies(stage) == []
    assert before_and_after not in await pictures(stage, "before-and-after.jpeg")


async def test_an_author_says_that_the_photo_is_gone_from_their_device(stage: Stage):
    photo = photo_with_a_place_in_it()
    await stage.slack.upload(TEACHER.id, TEACHER.dm, "IMG_1.jpg", photo, WORDS)
    card = await stage.told("3.5")
    await stage.press(TEACHER, "withdraw", card)
    card = await stage.told("Please delete its 1 photo from your own device")
    await stage.press(TEACHER, "gone", card)
    await stage.told("You deleted its 1 photo from your own device")


async def describe(stage: Stage, recognisable: str) -> None:
    """Fill in what the open form asks of a photo."""
    view = await stage.slack.modal()
    answers = {
        block["element"]["action_id"]: (
            ALT if block["element"]["type"] == "plain_text_input" else recognisable
        )
        for block in view["blocks"]
    }
    await stage.slack.submit(TEACHER.id, answers)


async def pictures(stage: Stage, name: str) -> list[str]:
    """The ids of the files of this name that the local Slack still has."""
    return [
        file["id"]
        for message in await stage.slack.messages(TEACHER.dm)
        for file in message.get("files") or ()
        if file.get("name") == name and file.get("mode") != "tombstone"
    ]


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


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
