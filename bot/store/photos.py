"""The bot's own copies of cleaned photos: files that only it can read."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from errno import ENOSPC
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.gate.ports import Picture, StoreError

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class PhotoStore:
    """`bot.gate.ports.Photos`, in a folder, encrypted with the first of the keys.

    `keys` are Fernet keys; the others still open what they once closed. StoreError
    where a key is no key, a photo was closed with another one, or the disk fails.
    """

    def __init__(self, folder: Path, keys: Sequence[str]) -> None:
        try:
            self._lock = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise StoreError(
                "PHOTO_KEY is no Fernet key: make one with Fernet.generate_key()."
            ) from None
        self._folder = folder

    async def keep(self, photo_id: str, picture: Picture) -> None:
        """Keep bytes and media type; the description stays with the draft."""
        await asyncio.to_thread(self._keep, photo_id, picture)

    async def load(self, photo_id: str) -> Picture:
        """The bytes, with an empty alt. FileNotFoundError once forgotten."""
        return await asyncio.to_thread(self._load, photo_id)

    async def forget(self, photo_id: str) -> None:
        await asyncio.to_thread(self._forget, photo_id)

    def _keep(self, photo_id: str, picture: Picture) -> None:
        closed = self._lock.encrypt(
            b"\n".join((picture.media_type.encode(), picture.data))
        )
        path = self._path(photo_id)
        unready = path.with_suffix(f".{token_hex(4)}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(unready, NEW, 0o600), "wb") as file:
                file.write(closed)
                file.flush()
                os.fsync(file.fileno())
            unready.replace(path)
            self._settle()
        except OSError as error:
            with suppress(OSError):
                unready.unlink()
            raise StoreError(_sentence(error)) from None

    def _load(self, photo_id: str) -> Picture:
        try:
            opened = self._lock.decrypt(self._path(photo_id).read_bytes())
        except InvalidToken:
            raise StoreError(
                "A photo was kept with another key: put that key back after the "
                "new one in PHOTO_KEY."
            ) from None
        except FileNotFoundError:
            raise
        except OSError as error:
            raise StoreError(_sentence(error)) from None
        media_type, data = opened.split(b"\n", 1)
        return Picture(data, media_type.decode(), alt="")

    def _forget(self, photo_id: str) -> None:
        """With it goes what a crash may have left half written."""
        path = self._path(photo_id)
        for file in [path, *self._folder.glob(f"{path.name}.*")]:
            file.unlink(missing_ok=True)
        if self._folder.exists():
            self._settle()

    def _path(self, photo_id: str) -> Path:
        """Hashed, so that no id can lead out of the folder."""
        return self._folder / sha256(photo_id.encode()).hexdigest()

    def _settle(self) -> None:
        """A new name, or a missing one, is on the disk only when its folder is."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sentence(error: OSError) -> str:
    if error.errno == ENOSPC:
        return "The disk that holds the photos is full: make room on it."
    return "Photos cannot be kept: give Schoolgate's user the right to DATA_DIR."
