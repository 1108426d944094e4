"""The keys that what is kept is kept with; one is made where none is set."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cryptography.fernet import Fernet

from bot.settings import Settings


def photo_keys(settings: Settings) -> list[str]:
    """The keys that photos are kept with, newest first."""
    if settings.photo_key:
        return settings.photo_key.get_secret_value().split(",")
    return [_made(settings, "photo.key", lambda: Fernet.generate_key().decode())]


def names_key(settings: Settings) -> bytes:
    """The key of the hashes of remembered names."""
    if settings.names_key:
        return settings.names_key.get_secret_value().encode()
    return _made(settings, "names.key", lambda: token_hex(32)).encode()


def _made(settings: Settings, name: str, make: Callable[[], str]) -> str:
    """The key in this file of data_dir, made once and for its owner's eyes only.

    Of several processes that make it at once, all take the first one's.
    """
    file: Path = settings.data_dir / name
    with suppress(FileNotFoundError):
        return file.read_text()
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(make())
    with suppress(FileExistsError):
        file.hardlink_to(fresh)
    fresh.unlink()
    return file.read_text()
