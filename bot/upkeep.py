"""`schoolgate migrate`, `backup`, `restore`, `restored`: the database's upkeep."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.gate.ports import StoreError
from bot.gate.restored import ON_ITS_WAY, put_to_a_person
from bot.parts import utc_now
from bot.settings import SettingsError, read_offline_settings
from bot.store import backup as copies
from bot.store.counts import posts_in
from bot.store.engine import Database, sqlite_file
from bot.store.migrate import bring_up_to_date
from bot.store.migrate import migrate as make_tables
from bot.store.posts import PostStore
from bot.store.presence import nobody_at_work

POSTGRES = (
    "The database is not SQLite: use pg_dump and pg_restore, as docs/running.md says."
)


@contextmanager
def _plainly() -> Generator[None]:
    """What goes wrong is one sentence."""
    try:
        yield
    except (SettingsError, StoreError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def migrate() -> None:
    """Bring the database up to date; SQLite's is copied first."""
    with _plainly():
        copy = asyncio.run(bring_up_to_date(read_offline_settings().database))
    typer.echo("The database is up to date.")
    if copy:
        typer.echo(f"As it was, it is kept as {copy}: delete that when all is well.")


def backup(
    copy: Annotated[Path, typer.Argument(help="The file to make.", metavar="FILE")],
) -> None:
    """Copy the SQLite database to FILE, while Schoolgate runs or not."""
    with _plainly():
        if copy.exists():
            raise StoreError(f"{copy} is there already: name another file.")
        copies.back_up(_file(), copy)
    typer.echo(f"{copy} is made. It holds drafts: keep it as safe as the database.")


def restore(
    copy: Annotated[Path, typer.Argument(help="A backup.", metavar="FILE")],
) -> None:
    """Put a backup in the place of the SQLite database, while Schoolgate is stopped."""
    with _plainly():
        file = _file()
        if not copies.is_ours(copy):
            raise StoreError(f"{copy} is no backup of Schoolgate's: name another file.")
        with nobody_at_work(file):
            fresh = copies.beside(file, "restored")
            copies.back_up(copy, fresh)
            stopped = asyncio.run(_put_to_people(f"sqlite+aiosqlite:///{fresh}"))
            kept = copies.swap_in(fresh, file)
    typer.echo(f"{copy} is the database now.")
    if kept:
        typer.echo(f"The old one is kept as {kept}: delete it when all is well.")
    _tell(stopped)


def restored() -> None:
    """After pg_restore and before a start: have people look at what was approved."""
    with _plainly():
        _tell(asyncio.run(_put_to_people(read_offline_settings().database)))


def _tell(stopped: int) -> None:
    typer.echo(
        f"Approved posts that may be out already: {stopped}."
        + (" Leaders are asked to look, once Schoolgate runs." if stopped else "")
    )


def _file() -> Path:
    file = sqlite_file(read_offline_settings().database)
    if file is None:
        raise StoreError(POSTGRES)
    return file


async def _put_to_people(url: str) -> int:
    """Bring it up to date, and stop what was to go out; how many those are."""
    await make_tables(url)
    database = Database(url)
    try:
        found = await posts_in(database, ON_ITS_WAY)
        for post_id in found:
            await put_to_a_person(PostStore(database), post_id, utc_now)
    finally:
        await database.close()
    return len(found)
