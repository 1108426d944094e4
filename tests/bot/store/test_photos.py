"""The bot's copies of photos: closed, private, and gone when they should be."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.gate.ports import Picture, StoreError
from bot.store.photos import PhotoStore

PICTURE = Picture(b"\xff\xd8 pixels \n\n and more", "image/jpeg", "Bridges on a table")
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_photo_comes_back_without_its_description(tmp_path: Path) -> None:
    photos = PhotoStore(tmp_path / "photos", [NEW])
    await photos.keep("ph1", PICTURE)
    assert await photos.load("ph1") == Picture(PICTURE.data, "image/jpeg", "")


async def test_nothing_of_a_photo_can_be_read_on_the_disk(tmp_path: Path) -> None:
    await PhotoStore(tmp_path / "photos", [NEW]).keep("ph1", PICTURE)
    (kept,) = files(tmp_path)
    assert b"pixels" not in kept.read_bytes()
    assert b"jpeg" not in kept.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


async def test_a_forgotten_photo_is_not_found(tmp_path: Path) -> None:
    photos = PhotoStore(tmp_path, [NEW])
    await photos.keep("ph1", PICTURE)
    await photos.forget("ph1")
    with pytest.raises(FileNotFoundError):
        await photos.load("ph1")
    assert files(tmp_path) == []


async def test_to_forget_twice_or_what_never_was_is_no_fault(tmp_path: Path) -> None:
    await PhotoStore(tmp_path / "not made yet", [NEW]).forget("ph1")


async def test_forgetting_takes_along_what_a_crash_left_half_written(
    tmp_path: Path,
) -> None:
    photos = PhotoStore(tmp_path, [NEW])
    await photos.keep("ph1", PICTURE)
    (kept,) = files(tmp_path)
    kept.with_suffix(".0a1b2c3d").write_bytes(b"half")
    await photos.forget("ph1")
    assert files(tmp_path) == []


async def test_an_old_key_still_opens_what_it_closed(tmp_path: Path) -> None:
    await PhotoStore(tmp_path, [OLD]).keep("ph1", PICTURE)
    assert (await PhotoStore(tmp_path, [NEW, OLD]).load("ph1")).data == PICTURE.data


async def test_without_its_key_a_photo_is_refused_in_one_sentence(
    tmp_path: Path,
) -> None:
    await PhotoStore(tmp_path, [OLD]).keep("ph1", PICTURE)
    with pytest.raises(StoreError, match="put that key back"):
        await PhotoStore(tmp_path, [NEW]).load("ph1")


def test_a_key_that_is_none_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="PHOTO_KEY"):
        PhotoStore(tmp_path, ["secret"])


async def test_no_id_leads_out_of_the_folder(tmp_path: Path) -> None:
    await PhotoStore(tmp_path / "photos", [NEW]).keep("../../evil", PICTURE)
    (kept,) = files(tmp_path)
    assert kept.parent == tmp_path / "photos"


async def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "photos").write_bytes(b"a file is in the way")
    with pytest.raises(StoreError, match="DATA_DIR"):
        await PhotoStore(tmp_path / "photos", [NEW]).keep("ph1", PICTURE)
