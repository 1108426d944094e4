"""What docs/running.md says is so: commands, figures, settings, buttons, sentences."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.chat import words
from bot.chat.slack.presses import LABELS, Press
from bot.composition import DRAIN_SECONDS
from bot.gate.dispatch import AUTHORS
from bot.gate.post import Trouble
from bot.housekeeping import KEPT
from bot.measures import Measures
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.inbox import WAITS_FOR
from bot.store.migrate import migrate
from tests.fakes import FakeClock

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "running.md").read_text()
UNIT = (ROOT / "docs" / "schoolgate.service").read_text()


def rows(heading: str) -> list[str]:
    """The first column of the table under a heading of that beginning."""
    table = PAGE.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [line.split("|")[1].strip() for line in table.splitlines()[2:]]


def strings() -> Iterator[str]:
    """Every string in the bot's code, as one."""
    for file in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_command_is_one():
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    given = re.findall(r"^schoolgate (\w+)", blocks, re.MULTILINE)
    named = re.findall(r"`schoolgate (\w+)", PAGE)
    assert {"doctor", "backup", "restore", "migrate", "restored"} <= {*given, *named}
    assert {*given, *named} <= set(COMMANDS)


async def test_every_figure_is_one(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'schoolgate.db'}"
    await migrate(url)
    measures = Measures(database := Database(url), "a", FakeClock())
    shown = (await measures.exposition()).decode()
    await database.close()
    named = re.findall(r"`(schoolgate_\w+)", PAGE)
    assert len(named) > 7
    for figure in named:
        assert f"# TYPE {figure} " in shown


def test_every_setting_is_one():
    named = set(re.findall(r"\b([A-Z]+_?[A-Z_]{3,})(?=[`=])", PAGE))
    assert "DATABASE_URL" in named
    assert named <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("press", [Press.FOUND, Press.RESEND, Press.DECIDE])
def test_every_button_is_called_that(press: Press):
    assert f"*{LABELS[press]}*" in PAGE.replace("\n", " ")


def test_every_trouble_that_a_leader_may_meet_has_its_row():
    said = rows("The card says")
    for trouble in set(Trouble) - AUTHORS:
        assert any(part in words.TROUBLES[trouble] for part in said), trouble
    for part in said:
        assert any(part in sentence for sentence in words.TROUBLES.values()), part


def test_every_refusal_is_said_in_these_words():
    said = list(strings())
    for part in rows("It says"):
        assert any(part in string for string in said), part


def test_the_times_are_these():
    assert f"for {DRAIN_SECONDS:.0f} seconds" in PAGE
    assert (WAITS_FOR.days, KEPT.days) == (3, 7)  # "three days", "after a week"


def test_the_unit_starts_the_bot_and_lets_it_drain():
    assert "schoolgate run\n" in UNIT
    (stop,) = re.findall(r"TimeoutStopSec=(\d+)", UNIT)
    assert int(stop) > DRAIN_SECONDS + 5
    assert "docs/schoolgate.service" in PAGE
