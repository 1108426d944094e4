"""A setting that is missing or wrong is one sentence, and no secret is in it."""

from pathlib import Path

import pytest

from bot.school import school_of
from bot.settings import SettingsError, read_settings

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
