"""The school's roll, straight from an export, with the real reader."""

from pathlib import Path

import pytest

from tests.bot.checking.by_rote import answers, run

pytestmark = pytest.mark.usefixtures("nobodys_settings")


def test_a_name_on_the_roll_is_found(tmp_path: Path):
    export = "Forename,Surname,Class\nOctavian,Quill,4B\n"
    (tmp_path / "pupils.csv").write_text(export)

    result = run("--json", "--roll", "pupils.csv", drafts="octavian did well")

    (answer,) = answers(result)
    assert [name["text"] for name in answer["names"]] == ["octavian"]
