"""`schoolgate names`: what leaders agreed is not a child, and how to take that back."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, NoReturn, TypeVar

import typer

from bot.gate.ports import StoreError
from bot.keys import names_key
from bot.settings import Settings, SettingsError, read_offline_settings
from bot.store.engine import Database
from bot.store.memory import MemoryStore
from bot.store.revision import is_current
from policy.naming import form_of

Answer = TypeVar("Answer")
BY = "schoolgate names"  # as the audit trail has whoever gives the command
OLD = "The database is not there, or not up to date: `schoolgate run` sees to that."

names = typer.Typer(
    help="Names that a leader agreed are not children's, kept as keyed hashes.",
    no_args_is_help=True,
)


@names.command("list")
def list_() -> None:
    """Say who agreed and when, a line for each. The names cannot be read again."""
    for known in _ask(MemoryStore.all):
        typer.echo(f"{known.mark[:8]}  {known.by}  {known.at:%Y-%m-%d %H:%M} UTC")


@names.command()
def forget(
    name: Annotated[str, typer.Argument(help="As it stood in the draft: Florence.")],
) -> None:
    """Ask about this name again, from the next draft on."""
    form, now = form_of(name), datetime.now(UTC)
    if not _ask(lambda memory: memory.forget(form, BY, now)):
        _refuse("Nothing is remembered of that name.")
    typer.echo("Forgotten: the next draft with that name is asked about.")


def _ask(question: Callable[[MemoryStore], Awaitable[Answer]]) -> Answer:
    try:
        return asyncio.run(_asked(read_offline_settings(), question))
    except (SettingsError, StoreError) as error:
        _refuse(str(error))


async def _asked(
    settings: Settings, question: Callable[[MemoryStore], Awaitable[Answer]]
) -> Answer:
    database = Database(settings.database)
    try:
        if not await is_current(database):
            raise StoreError(OLD)
        memory = MemoryStore(database, settings.school_id, names_key(settings))
        return await question(memory)
    finally:
        await database.close()


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
