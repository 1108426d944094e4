"""`schoolgate look`: photos in, what they show out."""

import json
from pathlib import Path

import pytest
import typer
from PIL import Image
from typer.testing import CliRunner, Result

from bot import look as command
from bot.checking import seeing
from tests.bot.checking.by_rote import ByRote, nobodys_settings
from tests.vision.drawn import phone_jpeg, scene
from tests.vision.segments import parts
from vision.apart import Apart
from vision.clean import Cleaned
from vision.looking import Face, Look, Word

__all__ = ["nobodys_settings"]  # a fixture

pytestmark = pytest.mark.usefixtures("nobodys_settings", "seen")

FACE = Face(20, 10, 8, 9, 0.9)
LINE = Word(100, 80, 20, 6, "Josh made it", 0.8)


class Sees(Apart):
    """Really cleans, and sees what `shows` says."""

    shows: tuple[tuple[Face, ...] | None, tuple[Word, ...] | None] = ((), ())

    async def look(self, photo: Cleaned) -> Look:
        return Look(photo.width, photo.height, *self.shows)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> type[Sees]:
    monkeypatch.setattr(command, "Reader", ByRote)
    monkeypatch.setattr(command, "Apart", Sees)
    monkeypatch.setattr(Sees, "shows", ((), ()))
    return Sees


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "wall.jpg"
    file.write_bytes(phone_jpeg(scene()))
    return file


def run(*arguments: object) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(command.look)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def told(*arguments: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("--json", *arguments).stdout.splitlines()]


def test_a_photo_of_nobody_passes(photo: Path):
    assert told(photo) == [
        {
            "file": str(photo),
            "outcome": "pass",
            "faces": [],
            "words": [],
            "names": [],
            "findings": [],
        }
    ]
    assert run(photo).exit_code == 0


def test_faces_words_and_names_are_told_with_their_places(
    photo: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Sees, "shows", ((FACE,), (LINE,)))
    (answer,) = told(photo)
    place = {"x": 100, "y": 80, "w": 20, "h": 6}
    assert answer["outcome"] == "block"
    assert answer["faces"] == [{"x": 20, "y": 10, "w": 8, "h": 9, "score": 0.9}]
    assert answer["words"] == [place | {"text": "Josh made it", "score": 0.8}]
    assert answer["names"] == [{"text": "Josh"} | place]
    findings = answer["findings"]
    assert [finding["clause"] for finding in findings] == ["2.1", "3.1"]
    assert findings[0]["box"] == place


def test_places_are_in_pixels_of_the_file_turned_upright(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Sees, "shows", ((), (LINE,)))
    file = tmp_path / "large.jpg"
    file.write_bytes(phone_jpeg(scene(4096, 3072), 6))
    (answer,) = told(file)
    place = {"x": 200, "y": 160, "w": 40, "h": 12}
    assert answer["names"] == [{"text": "Josh"} | place]
    assert answer["words"] == [place | {"text": "Josh made it", "score": 0.8}]
    assert answer["findings"][0]["box"] == place


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty."),
        (b"%PDF-1.7", "is no JPEG, PNG, WebP or HEIC."),
        (b"GIF89a", "moves; only still pictures are taken."),
        (phone_jpeg(scene())[:600], "is damaged."),
        (b"\xff\xd8\xff" + b"\0" * 100_000_000, "is over 20 MB or 51 million pixels."),
    ],
    ids=["empty", "a PDF", "a GIF", "truncated", "100 MB"],
)
def test_what_is_no_photo_has_an_outcome_and_a_sentence(
    tmp_path: Path, photo: Path, data: bytes, why: str
):
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(data)
    refused, passed = told(bad, photo)
    assert refused["outcome"] == "refused"
    assert refused["error"] == f"{bad} {why}"
    assert refused["faces"] == refused["words"] == refused["names"] == []
    assert passed["outcome"] == "pass"
    result = run(bad, photo)
    assert result.exit_code == 1
    assert f"{bad} {why}" in result.stdout


def test_a_file_that_is_not_there_is_told_and_the_rest_is_looked_at(photo: Path):
    missing, passed = told("gone.jpg", photo)
    assert missing["error"] == "gone.jpg cannot be read: no such file or directory."
    assert passed["outcome"] == "pass"


def test_a_photo_that_could_not_be_looked_at_is_never_passed(
    photo: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Sees, "shows", (None, None))
    (answer,) = told(photo)
    assert answer["outcome"] == seeing.REFUSED
    assert "could not be looked at" in str(answer["error"])


def test_a_picture_shows_what_was_found_and_hides_nothing(
    tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Sees, "shows", ((FACE,), (LINE,)))
    out = tmp_path / "seen"
    run(photo, "--out", out)
    run(photo, "--out", out)
    first, second = sorted(out.iterdir())
    assert (first.name, second.name) == ("wall.jpg.2.png", "wall.jpg.png")
    with Image.open(second) as drawn:
        assert drawn.size == scene().size
        assert drawn.getpixel((97, 83)) == (255, 42, 42)  # the name's frame
        assert drawn.getpixel((19, 18)) == (255, 212, 0)  # the face's
    assert set(parts(second.read_bytes())) == {"IHDR", "IDAT", "IEND"}


def test_a_folder_that_cannot_be_written_to_is_refused(photo: Path):
    result = run(photo, "--out", photo)
    assert result.exit_code == 2
    assert "cannot be written to" in result.stderr


def test_a_person_reads_what_to_do(photo: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Sees, "shows", ((FACE,), (LINE,)))
    result = run(photo)
    assert f"{photo}: sent back" in result.stdout
    assert "1 face, 1 line of words" in result.stdout
    assert "“Josh”. Looks like a child's name" in result.stdout
