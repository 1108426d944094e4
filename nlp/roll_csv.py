"""A school's list of pupils, as SIMS, Arbor, Bromcom or a spreadsheet exports it."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class RollError(Exception):
    """The roll cannot be used; the sentence says what to do. It never holds a name."""


@dataclass(frozen=True, slots=True)
class Pupil:
    """What is needed of one pupil.

    Whatever else they are called stands beside it: a preferred first name in
    `known_as`, a preferred surname, where it is another, in `other_surname`.
    """

    forename: str
    known_as: str
    surname: str
    other_surname: str = ""


_FORENAME = {
    "forename", "forenames", "first name", "firstname", "first names", "given name",
    "given names", "legal forename", "legal first name", "pupil forename",
    "student forename", "student first name", "pupil first name", "christian name",
}  # fmt: skip
_KNOWN_AS = {
    "known as", "knownas", "preferred forename", "preferred first name", "chosen name",
    "preferred name", "chosen forename", "nickname", "chosen first name", "known by",
    "usual name", "preferred given name",
}  # fmt: skip
_SURNAME = {
    "surname", "last name", "lastname", "family name", "legal surname",
    "preferred surname", "legal last name", "preferred last name", "pupil surname",
    "student surname", "student last name", "pupil last name",
}  # fmt: skip
_WHOLE = {"name", "full name", "pupil name", "student name", "pupil", "student"}
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx, .xls
_HEADER_WITHIN = 20  # lines: reports begin with a title


def read_pupils(path: Path) -> list[Pupil]:
    """The pupils of a CSV file, each once. Raises RollError."""
    text = _decode(path)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise RollError(f"{path.name} is no list: export it as CSV (UTF-8).") from error
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        columns = [_column(cell) for cell in row]
        if "forename" in columns or "whole" in columns:
            pupils = [_pupil(columns, cells) for cells in rows[at + 1 :]]
            named = [pupil for pupil in pupils if _is_named(pupil)]
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
    if raw.startswith(WORKBOOKS):
        raise RollError(
            f"{path.name} is an Excel workbook: open it, and save it as CSV (UTF-8)."
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = raw.decode(encoding).replace("\x00", "")
            return text.replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise RollError(f"{path.name} is no text: export it as CSV (UTF-8).")


def _delimiter(text: str) -> str:
    """The sign that the first lines agree on."""
    head = "\n".join(text.splitlines()[:_HEADER_WITHIN])
    return max(",;\t", key=head.count)


def _column(cell: str) -> str:
    """Which of ours a column is: "Forename(s)", "FIRST_NAME" and "Pupil's forename"."""
    plain = cell.lower().replace("(s)", "s").replace("'s", "").replace("\u2019s", "")
    name = " ".join(plain.replace("_", " ").replace("-", " ").strip(" *:.").split())
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
    """What stands in one row; where two columns have the name, both are kept."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for column, cell in zip(columns, cells, strict=False):
        said = " ".join(cell.split())
        if column and said and said not in found[column]:
            found[column].append(said)
    firsts, lasts = found["forename"], found["surname"]
    if not firsts and found["whole"]:
        apart = _taken_apart(found["whole"][0])
        firsts, lasts = [apart["forename"]], lasts or [apart["surname"]]
    known_as = [*firsts[1:], *found["known as"]]
    return Pupil(
        "".join(firsts[:1]), " ".join(known_as), "".join(lasts[:1]), " ".join(lasts[1:])
    )


def _is_named(pupil: Pupil) -> bool:
    """Not so a row that is empty, or says how many there are or which page it is."""
    first = pupil.forename or pupil.known_as
    return any(c.isalpha() for c in first) and not any(c.isdigit() for c in first)


def _taken_apart(whole: str) -> dict[str, str]:
    """ "Bello, Ada" and "Ada Bello"."""
    if "," in whole:
        surname, _, forename = whole.partition(",")
    else:
        forename, _, surname = whole.rpartition(" ")
        forename, surname = (forename, surname) if forename else (surname, "")
    return {"forename": forename.strip(), "surname": surname.strip()}
