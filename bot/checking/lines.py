"""Drafts as they stand in a file: text, one a line, or JSONL."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, BinaryIO

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class LineError(Exception):
    """This line holds no draft; the message says why, and repeats no word of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read; `number` counts from 1, blank lines too."""

    number: int
    data: bytes
    jsonl: bool


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) else value


class PhotoFile(BaseModel):
    """A photo on disk, and its description."""

    model_config = ConfigDict(frozen=True, strict=True)

    file: str = Field(min_length=1)
    alt: str = ""


class Entry(BaseModel):
    """One draft to judge. Other keys of a JSON line are left alone."""

    model_config = ConfigDict(frozen=True, strict=True)

    id: Annotated[str, BeforeValidator(_as_text)]
    text: str
    photos: tuple[PhotoFile, ...] | None = Field(None, strict=False)
    at: Annotated[datetime | None, Field(strict=False)] = None


def lines(file: BinaryIO) -> Iterator[Line]:
    """The lines that are not blank. The first of them says what they all are."""
    jsonl: bool | None = None
    for number, raw in enumerate(file, start=1):
        data = (raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw).strip(
            b"\r\n"
        )
        if not data.strip():
            continue
        if jsonl is None:
            jsonl = data.lstrip().startswith(b"{")
        yield Line(number, data, jsonl)


def parse(line: Line) -> Entry:
    """The draft on this line. Raises LineError."""
    try:
        text = line.data.decode()
    except UnicodeDecodeError:
        raise LineError("it is not UTF-8 text; save the file as UTF-8") from None
    if not line.jsonl:
        return Entry(id=str(line.number), text=text, photos=None, at=None)
    entry = _entry(_object(text), line.number)
    try:
        entry.text.encode()
    except UnicodeEncodeError:
        raise LineError("its text holds half a character (a lone surrogate)") from None
    return entry


def _object(text: str) -> dict[str, object]:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        raise LineError('it is not JSON, such as {"text": "..."}') from None
    if not isinstance(found, dict):
        raise LineError('it is not a JSON object, such as {"text": "..."}')
    return found  # pyright: ignore[reportUnknownVariableType] - JSON keys are strings


def _entry(found: dict[str, object], number: int) -> Entry:
    if "text" not in found:
        raise LineError('it has no "text"')
    if found.get("id") is None:
        found["id"] = str(number)
    try:
        return Entry.model_validate(found)
    except ValidationError as error:
        keys = sorted({str(fault["loc"][0]) for fault in error.errors()})
        raise LineError(f"its {HOW[keys[0]]}") from None


HOW = {
    "id": '"id" is neither text nor a number',
    "text": '"text" is not text',
    "photos": '"photos" is no list of {"file": "...", "alt": "..."}',
    "at": '"at" is no time such as 2026-11-20T16:00',
}
