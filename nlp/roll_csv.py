"""A school's list of pupils, as SIMS, Arbor, Bromcom or a spreadsheet exports it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class RollError(Exception):
    """The roll cannot be used; the sentence says what to do. It never holds a name."""


@dataclass(frozen=True, slots=True)
class Pupil:
    """What is needed of one pupil."""

    forename: str
    known_as: str
    surname: str


_FORENAME = {
    "forename", "forenames", "first name", "firstname", "first names", "given name",
    "given names", "legal forename", "legal first name", "pupil forename",
    "student forename", "student first name", "pupil first name",
}  # fmt: skip
_KNOWN_AS = {
    "known as", "knownas", "preferred forename", "preferred first name", "chosen name",
    "preferred name", "chosen forename", "nickname", "chosen first name",
}  # fmt: skip
_SURNAME = {
    "surname", "last name", "lastname", "family name", "legal surname",
    "preferred surname", "legal last name", "preferred last name", "pupil surname",
    "student surname", "student last name", "pupil last name",
}  # fmt: skip
_WHOLE = {"name", "full name", "pupil name", "student name", "pupil", "student"}
_HEADER_WITHIN = 20  # lines: reports begin with a title


def read_pupils(path: Path) -> list[Pupil]:
    """The pupils of a CSV file, each once. Raises RollError."""
    text = _decode(path)
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        columns = [_column(cell) for cell in row]
        if "forename" in columns or "whole" in columns:
            pupils = [_pupil(columns, cells) for cells in rows[at + 1 :]]
            named = [pupil for pupil in pupils if pupil.forename or pupil.known_as]
            if not named:
                raise RollError(f"{path.name} holds no pupils below its header.")
            return list(dict.fromkeys(named))
    raise RollError(
        f"{path.name} has no column for first names: the first line should read"
        " Forename, Surname, Known as, Class, Year."
    )


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RollError(f"{path.name} cannot be read: check the path.") from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            return raw.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise RollError(f"{path.name} is no text: export it as CSV (UTF-8).")


def _delimiter(text: str) -> str:
    """The sign that the first lines agree on."""
    head = "\n".join(text.splitlines()[:_HEADER_WITHIN])
    return max(",;\t", key=head.count)


def _column(cell: str) -> str:
    name = " ".join(cell.replace("_", " ").replace("-", " ").lower().split())
    for column, names in (
        ("forename", _FORENAME),
        ("known as", _KNOWN_AS),
        ("surname", _SURNAME),
        ("whole", _WHOLE),
    ):
        if name in names:
            return column
    return ""


def _pupil(columns: Sequence[str], cells: Sequence[str]) -> Pupil:
    found: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip():
            found.setdefault(column, " ".join(cell.split()))
    if "forename" not in found and "whole" in found:
        found |= _taken_apart(found["whole"])
    return Pupil(
        found.get("forename", ""), found.get("known as", ""), found.get("surname", "")
    )


def _taken_apart(whole: str) -> dict[str, str]:
    """ "Bello, Ada" and "Ada Bello"."""
    if "," in whole:
        surname, _, forename = whole.partition(",")
    else:
        forename, _, surname = whole.rpartition(" ")
        forename, surname = (forename, surname) if forename else (surname, "")
    return {"forename": forename.strip(), "surname": surname.strip()}
