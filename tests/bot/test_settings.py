"""A setting that is missing or wrong is one sentence, and no secret is in it."""

from datetime import time
from pathlib import Path

import pytest

from bot.school import school_of
from bot.settings import (
    SettingsError,
    UnknownSchoolError,
    read_common,
    read_offline_settings,
    read_one_of_many,
    read_settings,
)

ENOUGH = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "LEADERS_CHANNEL": "C01",
    "X_CONSUMER_KEY": "a",
    "X_CONSUMER_SECRET": "b",
    "X_ACCESS_TOKEN": "c",
    "X_ACCESS_SECRET": "d",
}


@pytest.fixture(autouse=True)
def _away_from_any_env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in ENOUGH.items():
        monkeypatch.setenv(name, value)


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LEADERS", "U01, U02,")

    assert read_settings().leaders == ("U01", "U02")


def test_there_may_be_several_safeguarding_leads(monkeypatch: pytest.MonkeyPatch):
    assert not school_of(read_settings()).tells_lead

    monkeypatch.setenv("SAFEGUARDING_LEAD", "U01,U02")

    assert read_settings().safeguarding_lead == ("U01", "U02")
    assert school_of(read_settings()).tells_lead


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    monkeypatch.delenv("X_ACCESS_TOKEN")

    with pytest.raises(SettingsError) as error:
        read_settings()

    said = str(error.value)
    assert said == "Set SLACK_BOT_TOKEN, X_ACCESS_TOKEN: see .env.example."


@pytest.mark.parametrize(
    ("mode", "without", "needed"),
    [
        ("socket", "SLACK_APP_TOKEN", "SLACK_APP_TOKEN"),
        ("http", "SLACK_SIGNING_SECRET", "SLACK_SIGNING_SECRET"),
    ],
)
def test_each_mode_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, mode: str, without: str, needed: str
):
    monkeypatch.setenv("SLACK_MODE", mode)
    monkeypatch.delenv(without, raising=False)

    with pytest.raises(SettingsError, match=needed):
        read_settings()


def test_a_wrong_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORT", "xoxb-a-secret-in-the-wrong-place")

    with pytest.raises(SettingsError) as error:
        read_settings()

    assert "PORT" in str(error.value)
    assert "xoxb" not in str(error.value)


def test_a_secret_does_not_show(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")

    assert "xoxb-secret" not in repr(read_settings())


class TestManySchools:
    """SCHOOLS: a folder with a file for each, and nothing from one for another."""

    OWN = "SLACK_BOT_TOKEN=xoxb-1\nLEADERS_CHANNEL=C1\nLEADERS=U1,U2\n" + "".join(
        f"X_{key}=k\n"
        for key in ("CONSUMER_KEY", "CONSUMER_SECRET", "ACCESS_TOKEN", "ACCESS_SECRET")
    )

    @pytest.fixture
    def folder(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        folder = tmp_path / "schools"
        folder.mkdir()
        (folder / "T1.env").write_text(self.OWN)
        monkeypatch.setenv("SCHOOLS", str(folder))
        monkeypatch.setenv("SLACK_MODE", "http")
        monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
        return folder

    def test_a_schools_own_file_and_what_all_have_in_common(self, folder: Path):
        (folder / "T1.env").write_text(self.OWN + "POSTS_FROM=09:00\nTWO_LEADERS=0\n")

        settings = read_one_of_many(read_common(), "T1")

        assert settings.school_id == "T1"
        assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
        assert settings.leaders == ("U1", "U2")
        assert settings.posts_from == time(9)
        assert not settings.two_leaders
        assert settings.slack_signing_secret is not None

    def test_photos_and_keys_are_kept_apart_and_the_database_is_one(self, folder: Path):
        (folder / "T2.env").write_text(self.OWN)

        common = read_common()
        one, two = (read_one_of_many(common, school) for school in ("T1", "T2"))

        assert one.data_dir != two.data_dir
        assert one.database == two.database == common.database

    def test_no_token_of_the_environment_serves_a_school(self, folder: Path):
        own = self.OWN.replace("X_ACCESS_TOKEN=k\n", "")
        (folder / "T1.env").write_text(own)

        with pytest.raises(SettingsError, match=r"T1\.env: Set X_ACCESS_TOKEN"):
            read_one_of_many(read_common(), "T1")

    @pytest.mark.usefixtures("folder")
    def test_nor_does_a_leader_of_it(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("HEAD", "U9")

        assert read_one_of_many(read_common(), "T1").head == ()

    @pytest.mark.parametrize("school", ["T9", "../T1", "t1", "", "T1/../T1"])
    @pytest.mark.usefixtures("folder")
    def test_a_school_without_a_file_is_not_known(self, school: str):
        with pytest.raises(UnknownSchoolError):
            read_one_of_many(read_common(), school)

    @pytest.mark.usefixtures("folder")
    def test_school_id_says_which_for_the_other_commands(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("SCHOOL_ID", "T1")

        assert read_settings().leaders_channel == "C1"
        assert read_offline_settings().leaders_channel == "C1"

    @pytest.mark.parametrize(
        ("name", "value"),
        [("SLACK_MODE", "socket"), ("SLACK_SIGNING_SECRET", ""), ("SCHOOLS", "none")],
    )
    @pytest.mark.usefixtures("folder")
    def test_it_says_what_is_needed(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ):
        monkeypatch.setenv(name, value)

        with pytest.raises(SettingsError, match="SCHOOLS"):
            read_common()
