"""The same on Postgres, with Postgres's own programs, as docs/running.md has it."""

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.gate.lifecycle import Step
from bot.gate.post import Post, State
from bot.store.engine import Database
from bot.store.posts import PostStore
from sandbox.postgres import Postgres, programs
from tests.bot.store.made import LENA, a_post, after

NAME = "upkeep"


@pytest.fixture
def url(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[str]:
    """The school's database, which has no tables yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url := postgres.create(NAME))
    monkeypatch.setenv("PGHOST", str(postgres.folder))
    monkeypatch.setenv("PGUSER", "postgres")
    yield url
    postgres.drop(NAME)


def schoolgate(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def run(program: str, *words: str) -> None:
    subprocess.run([str(programs() / program), *words], check=True)  # noqa: S603 - Postgres's own


async def approve(url: str) -> None:
    database = Database(url)
    waiting = after(a_post(), Step.PASS)
    await PostStore(database).add(waiting, ())
    await PostStore(database).save(after(waiting, Step.APPROVE, LENA), waiting, ())
    await database.close()


async def lose_everything(url: str) -> None:
    database = Database(url)
    await database.write(lambda c: c.execute(text("DROP TABLE posts CASCADE")))
    await database.close()


async def load(url: str) -> Post | None:
    database = Database(url)
    try:
        return await PostStore(database).load("p1")
    finally:
        await database.close()


def test_what_was_dumped_comes_back_and_waits_for_a_person(url: str):
    assert schoolgate("migrate").stdout == "The database is up to date.\n"
    asyncio.run(approve(url))

    run("pg_dump", "--format=custom", "--file=monday.dump", NAME)
    asyncio.run(lose_everything(url))
    run("pg_restore", "--clean", "--if-exists", f"--dbname={NAME}", "monday.dump")
    done = schoolgate("restored")

    assert "may be out already: 1." in done.stdout
    post = asyncio.run(load(url))
    assert post
    assert post.state is State.NEEDS_PERSON
