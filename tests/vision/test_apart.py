"""A photo that kills or stalls its reader harms nobody else."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vision.drawn import phone_jpeg, scene
from tests.vision.test_clean_leaves_nothing import HEIC
from vision import answer
from vision.apart import Apart
from vision.clean import MOST_BYTES, Flaw, PictureError, clean
from vision.look import look
from vision.looking import Look

ASTRONAUT = (Path(__file__).parent / "astronaut.jpg").read_bytes()

# pi-heif 1.4 dies of an item whose content type it cannot read.
DEADLY = HEIC.replace(b"application/rdf+xml\0", b"application/rdf+xml\xff")


async def flaw_of(reader: Apart, data: bytes) -> Flaw:
    with pytest.raises(PictureError) as refused:
        await reader.clean(data)
    return refused.value.flaw


async def test_a_photo_comes_back_as_clean_makes_it():
    data = phone_jpeg(scene(), 6)
    assert await Apart().clean(data) == clean(data)
    assert (await Apart().clean(HEIC)).height == 128


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw.EMPTY),
        (b"%PDF-1.7", Flaw.NOT_A_PICTURE),
        (b"GIF89a", Flaw.ANIMATED),
        (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, Flaw.TOO_LARGE),
        (HEIC[:-100], Flaw.DAMAGED),
    ],
    ids=lambda value: value if isinstance(value, Flaw) else "",
)
async def test_a_refusal_comes_back_too(data, flaw):
    assert await flaw_of(Apart(), data) is flaw


async def test_a_photo_that_kills_its_reader_is_damaged_and_the_next_is_cleaned():
    reader = Apart(at_once=1)
    assert DEADLY != HEIC
    assert await flaw_of(reader, DEADLY) is Flaw.DAMAGED
    assert (await reader.clean(HEIC)).width == 96


async def test_faces_come_back_as_look_finds_them():
    photo = clean(ASTRONAUT)
    assert await Apart().look(photo) == look(photo.data)


async def test_a_photo_that_cannot_be_looked_at_is_one_that_nobody_looked_at():
    photo = replace(clean(ASTRONAUT), data=b"no picture")
    assert await Apart().look(photo) == Look(photo.width, photo.height, faces=None)


async def test_a_photo_that_takes_too_long_is_damaged_and_its_reader_is_ended():
    reader = Apart(at_once=1, most_seconds=0.0)
    assert await flaw_of(reader, HEIC) is Flaw.DAMAGED


async def test_a_photo_that_nobody_waits_for_any_more_leaves_no_process(readers):
    job = asyncio.create_task(Apart().clean(phone_jpeg(scene(4000, 3000))))
    async with asyncio.timeout(5):
        while not readers():  # noqa: ASYNC110 - another process sets no Event
            await asyncio.sleep(0)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert not readers()


async def test_no_copy_of_a_photo_is_left_on_disk_even_where_its_process_is_killed(
    tmp_path, monkeypatch
):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    photo = await Apart().clean(ASTRONAUT)
    seen = await Apart().look(photo)
    await Apart().blur(photo.data, seen.faces or ())
    with pytest.raises(PictureError):
        await Apart().clean(DEADLY)
    killed = await Apart(most_seconds=0.2).look(photo)  # while it loads or looks
    assert killed.faces is None
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def readers() -> Iterator[object]:
    """How many readers of photos this process has running."""
    if not Path("/proc/self/task").exists():
        pytest.skip("counts child processes, as Linux lists them")

    def count() -> int:
        tasks = Path("/proc/self/task").glob("*/children")
        children = [pid for task in tasks for pid in task.read_text().split()]
        lines = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children]
        return sum(answer.__name__.encode() in line for line in lines)

    return count
