"""`schoolgate check` with a reader that knows three words: no model is loaded."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.check import check
from bot.checking import judging
from nlp.reading import Kind, Mention, Reading

APP = typer.Typer()
APP.command()(check)
FRIDAY = "2026-11-20T16:00"

KINDS = {"Josh": Kind.NAME, "Zoë": Kind.NAME, "@farm": Kind.HANDLE}
WORDS = re.compile("|".join(KINDS))


class ByRote:
    """The reader."""

    @classmethod
    def load(cls, roll: object = None) -> "ByRote":
        return cls()

    def on_roll(self, form: str) -> bool:
        return False

    def read(self, text: str) -> Reading:
        found = [Mention(KINDS[m[0]], m[0], m.start()) for m in WORDS.finditer(text)]
        return Reading(text, tuple(found))


@pytest.fixture
def by_rote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "Reader", ByRote)


@pytest.fixture
def nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a .env nor an environment of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in ("MASCOTS", "ROLL_FILE", "ROLL_KEY", "TIMEZONE", "POSTS_FROM"):
        monkeypatch.delenv(name, raising=False)


def run(*args: str, drafts: str | bytes = "") -> Result:
    data = drafts.encode() if isinstance(drafts, str) else drafts
    return CliRunner().invoke(APP, ["--at", FRIDAY, *args], input=data)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def jsonl(*drafts: object) -> str:
    return "".join(json.dumps(draft) + "\n" for draft in drafts)
