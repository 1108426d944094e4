"""What a command was given: settings and a roll, or one sentence and exit status 2."""

import secrets
from pathlib import Path
from typing import NoReturn

import typer
from pydantic import SecretStr
from rich.console import Console

from bot.settings import Settings, SettingsError, read_offline_settings
from nlp.roll import Roll
from nlp.roll_csv import RollError

WRONG_USE = 2


def refuse(sentence: str) -> NoReturn:
    Console(stderr=True, highlight=False).print(sentence, soft_wrap=True, markup=False)
    raise typer.Exit(WRONG_USE)


def unreadable(file: Path, error: OSError) -> str:
    return f"{file} cannot be read: {(error.strerror or 'unknown').lower()}."


def given_settings() -> Settings:
    try:
        return read_offline_settings()
    except SettingsError as error:
        refuse(str(error))


def given_roll(file: Path | None, key: SecretStr | None) -> Roll | None:
    """The roll, if any: as imported, or straight from the school's CSV export."""
    if file is None:
        return None
    try:
        with file.open("rb") as opened:
            imported = opened.read(1) == b"{"
        if not imported:
            return Roll.build(file, secrets.token_bytes(32))
        if key is None:
            refuse("Set ROLL_KEY to the key that the roll was made with.")
        return Roll.load(file, key.get_secret_value().encode())
    except OSError as error:
        refuse(unreadable(file, error))
    except RollError as error:
        refuse(str(error))
