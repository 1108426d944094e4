"""`schoolgate check`: drafts in, verdicts out."""

from pathlib import Path

import pytest
from PIL import Image
from typer.testing import Result

from bot.checking import judging
from tests.bot.checking.by_rote import (
    answers,
    by_rote,
    jsonl,
    nobodys_settings,
    run,
)
from vision.clean import Cleaned
from vision.looking import Face, Look

__all__ = ["by_rote", "nobodys_settings"]  # fixtures

pytestmark = pytest.mark.usefixtures("by_rote", "nobodys_settings")


class TestJson:
    def test_a_blocked_draft_in_full(self):
        result = run("--json", drafts="Well done Josh, from @farm")

        (answer,) = answers(result)
        assert result.exit_code == 0
        assert answer == {
            "id": "1",
            "outcome": "block",
            "findings": [
                {
                    "clause": "2.1",
                    "duty": "must",
                    "start": 10,
                    "end": 14,
                    "text": "Josh",
                    "advice": answer["findings"][0]["advice"],
                },
                {
                    "clause": "5.3",
                    "duty": "should",
                    "start": 21,
                    "end": 26,
                    "text": "@farm",
                    "advice": answer["findings"][1]["advice"],
                },
            ],
            "names": [{"start": 10, "end": 14, "text": "Josh"}],
            "safe": "Well done to a pupil, from farm",
            "goes_out": "2026-11-20T16:00:00+00:00",
        }

    def test_a_clean_draft_in_full(self):
        (answer,) = answers(run("--json", drafts="Year 4 made volcanoes"))

        assert answer == {
            "id": "1",
            "outcome": "pass",
            "findings": [],
            "names": [],
            "safe": None,
            "goes_out": "2026-11-20T16:00:00+00:00",
        }

    def test_a_should_alone_is_for_review(self):
        (answer,) = answers(run("--json", drafts="Thanks @farm"))

        assert answer["outcome"] == "review"

    def test_offsets_are_code_points(self):
        text = "🎉🎉 Zoë's kite"
        (answer,) = answers(run("--json", drafts=text))

        (name,) = answer["names"]
        assert text[name["start"] : name["end"]] == name["text"] == "Zoë"

    def test_answers_come_in_the_order_of_the_drafts_under_their_own_ids(self):
        drafts = jsonl({"id": "b", "text": "x"}, {"id": 7, "text": "y"}, {"text": "z"})

        assert [a["id"] for a in answers(run("--json", drafts=drafts))] == [
            "b",
            "7",
            "3",
        ]

    def test_blank_lines_are_no_drafts_but_count_as_lines(self):
        drafts = "\n\nfirst\n   \nsecond\n"

        assert [a["id"] for a in answers(run("--json", drafts=drafts))] == ["3", "5"]

    def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_a_draft(self):
        result = run("--json", drafts=b"\xef\xbb\xbfJosh won\r\nNobody won\r\n")

        first, second = answers(result)
        assert first["names"] == [{"start": 0, "end": 4, "text": "Josh"}]
        assert second["names"] == []

    def test_a_byte_order_mark_before_json(self):
        result = run("--json", drafts=b'\xef\xbb\xbf{"text": "Josh won"}\n')

        assert answers(result)[0]["names"]

    def test_keys_that_nobody_asked_for_are_left_alone(self):
        draft = {"text": "x", "expected": "pass", "spans": []}

        assert run("--json", drafts=jsonl(draft)).exit_code == 0

    def test_each_draft_may_have_its_own_time(self):
        drafts = jsonl(
            {"text": "x", "at": "2026-11-20T18:30"},
            {"text": "x", "at": "2026-07-01T09:00+02:00"},
        )

        assert [a["goes_out"] for a in answers(run("--json", drafts=drafts))] == [
            "2026-11-23T08:00:00+00:00",
            "2026-07-01T08:00:00+01:00",
        ]

    def test_no_drafts_at_all(self):
        result = run("--json")

        assert (result.exit_code, result.stdout) == (0, "")

    def test_only_emoji_and_letters_from_right_to_left(self):
        assert len(answers(run("--json", drafts="🎉\n\u05e9\u05dc\u200f\u200b\n"))) == 2


class TestPhotos:
    def test_a_photo_that_nobody_has_described_is_for_review(self, tmp_path: Path):
        Image.new("RGB", (40, 30)).save(tmp_path / "pots.png")
        drafts = jsonl({"text": "Pots", "photos": [{"file": "pots.png"}]})

        (answer,) = answers(run("--json", drafts=drafts))

        (finding,) = answer["findings"]
        assert (finding["clause"], finding["photo"]) == ("3.5", 0)
        assert answer["outcome"] == "review"

    def test_a_name_in_a_description_is_found_there(self, tmp_path: Path):
        Image.new("RGB", (40, 30)).save(tmp_path / "pots.png")
        photo = {"file": "pots.png", "alt": "Pots by Josh"}
        drafts = jsonl({"text": "Pots", "photos": [photo]})

        (answer,) = answers(run("--json", drafts=drafts))

        (finding,) = answer["findings"]
        assert (finding["text"], finding["start"], finding["photo"]) == ("Josh", 8, 0)
        assert answer["names"] == []  # offsets there are into the draft's own words

    def test_a_photo_is_looked_for_beside_the_drafts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        folder = tmp_path / "drafts"
        folder.mkdir()
        Image.new("RGB", (40, 30)).save(folder / "pots.png")
        photo = {"file": "pots.png", "alt": "Pots"}
        (folder / "drafts.jsonl").write_text(jsonl({"text": "x", "photos": [photo]}))

        result = run("--json", str(folder / "drafts.jsonl"))

        assert answers(result)[0]["outcome"] == "pass"

    def test_a_single_face_is_sent_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        class SeesOneFace(judging.Apart):
            async def look(self, photo: Cleaned) -> Look:
                face = Face(1, 1, 20, 20, 0.9)
                return Look(photo.width, photo.height, (face,))

        monkeypatch.setattr(judging, "Apart", SeesOneFace)
        Image.new("RGB", (40, 30)).save(tmp_path / "pots.png")
        photo = {"file": "pots.png", "alt": "Pots"}

        (answer,) = answers(
            run("--json", drafts=jsonl({"text": "x", "photos": [photo]}))
        )

        assert [f["clause"] for f in answer["findings"]] == ["3.1"]
        assert answer["outcome"] == "block"

    def test_a_file_that_is_no_photo_makes_a_bad_line(self, tmp_path: Path):
        (tmp_path / "josh.jpg").write_text("no picture")
        drafts = jsonl({"text": "x", "photos": [{"file": "josh.jpg"}]})

        result = run("--json", drafts=drafts)

        assert result.exit_code == 1
        assert "photo 1 is no JPEG, PNG, WebP or HEIC" in result.stderr
        assert "josh" not in result.stderr


class TestWrongUse:
    def test_a_file_that_is_not_there(self):
        self.refused(run("gone.txt"), "gone.txt cannot be read")

    def test_a_folder(self, tmp_path: Path):
        self.refused(run(str(tmp_path)), "cannot be read")

    def test_a_time_that_is_none(self):
        self.refused(run("--at", "teatime"), "--at must be a time such as 2026-11-20")

    def test_a_time_beyond_the_calendar(self):
        self.refused(run("--at", "9999-12-31T20:00"), "--at must be a time")

    def test_a_roll_that_is_not_there(self):
        self.refused(run("--roll", "gone"), "gone cannot be read")

    def test_a_roll_that_is_none(self, tmp_path: Path):
        (tmp_path / "roll").write_text("just words\n")
        self.refused(run("--roll", "roll"), "roll")

    def test_an_imported_roll_without_its_key(self, tmp_path: Path):
        (tmp_path / "roll").write_text("{}")
        self.refused(run("--roll", "roll"), "Set ROLL_KEY")

    def test_a_setting_that_is_wrong(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
        self.refused(run(), "TIMEZONE is no time zone")

    @staticmethod
    def refused(result: Result, sentence: str) -> None:
        assert result.exit_code == 2
        assert sentence in result.stderr
        assert result.stderr.count("\n") == 1
        assert result.stdout == ""
