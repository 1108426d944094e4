"""`schoolgate roll import`: the school's own roll, kept only as keyed hashes."""

import secrets
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.settings import SettingsError, read_offline_settings
from nlp.roll import Roll
from nlp.roll_csv import RollError

TO = Path("var/roll.json")

roll = typer.Typer(
    help="The school's own pupil roll, kept only as keyed hashes.",
    no_args_is_help=True,
)


@roll.callback()
def group() -> None:
    """The school's own pupil roll, kept only as keyed hashes."""


@roll.command("import")
def import_(
    pupils: Annotated[Path, typer.Argument(help="A CSV export of SIMS, Arbor...")],
    to: Annotated[Path, typer.Option(help="Where to keep it.")] = TO,
) -> None:
    """Import an export of pupils. The file that is written gives no name away."""
    try:
        key = read_offline_settings().roll_key
    except SettingsError as error:
        _refuse(str(error))
    if key is None:
        _refuse(
            "Set ROLL_KEY first, and keep it safe: without it the roll finds nobody. "
            f"For example: ROLL_KEY={secrets.token_hex(16)}"
        )
    try:
        made = Roll.build(pupils, key.get_secret_value().encode())
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.save(to)
    except RollError as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"{to} cannot be written: {(error.strerror or 'unknown').lower()}.")
    typer.echo(f"{made.pupils} pupils are on the roll. Set ROLL_FILE to {to}.")


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
