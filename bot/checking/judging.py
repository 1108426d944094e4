"""One line in, what the policy says of it out."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.checking.lines import Entry, Line, LineError, PhotoFile, parse
from bot.gate.hours import Hours
from bot.networks.x_text import LONGEST, length
from nlp.reader import Reader
from nlp.roll import Roll
from nlp.seen import read_seen
from policy.judge import judge
from policy.rewrite import is_safe, safe_version
from policy.terms import Case, Draft, Duty, Finding, Photo, School, Verdict
from vision.apart import Apart
from vision.clean import MOST_BYTES, Cleaned, Flaw, PictureError
from vision.looking import Look

NAMES = "2.1"  # the clause under which children's names are found

FLAWS = {
    Flaw.EMPTY: "is empty",
    Flaw.NOT_A_PICTURE: "is no JPEG, PNG, WebP or HEIC",
    Flaw.ANIMATED: "moves; only still pictures are taken",
    Flaw.TOO_LARGE: "is over 20 MB or 51 million pixels",
    Flaw.DAMAGED: "is damaged",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One draft judged. `safe` is empty where none is offered."""

    number: int
    id: str
    text: str
    verdict: Verdict
    safe: str
    goes_out: datetime

    @property
    def names(self) -> tuple[Finding, ...]:
        """What is taken for children's names in the draft's own words."""
        musts = self.verdict.of(Duty.MUST)
        return tuple(f for f in musts if f.clause == NAMES and f.photo is None)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that holds no draft, and why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What judging needs. It travels to other processes; a reader does not.

    `at` is when the drafts are put forward, `folder` is where their file stands.
    """

    school: School
    hours: Hours
    at: datetime
    folder: Path
    roll: Roll | None = None

    def ready(self) -> Callable[[Line], Judged | Bad]:
        """Load the reader, and judge line after line with it."""
        judging = _Judging(self, Reader.load(self.roll))
        return judging.line


@dataclass(frozen=True, slots=True)
class _Judging:
    setup: Setup
    reader: Reader

    def line(self, line: Line) -> Judged | Bad:
        try:
            return self._judged(line.number, parse(line))
        except LineError as error:
            return Bad(line.number, str(error))

    def _judged(self, number: int, entry: Entry) -> Judged:
        photos = tuple(
            self._photo(index, photo)
            for index, photo in enumerate(entry.photos or (), start=1)
        )
        draft = Draft(entry.text, photos)
        alts = tuple(self.reader.read(photo.alt) for photo in photos)
        seen = tuple(
            read_seen(self.reader, photo.look.text if photo.look else "")
            for photo in photos
        )
        case = Case(
            draft, self.reader.read(entry.text), self.setup.school, alts, seen=seen
        )
        verdict = judge(case)
        return Judged(
            number,
            entry.id,
            entry.text,
            verdict,
            self._safe(case, verdict),
            self._goes_out(entry.at),
        )

    def _safe(self, case: Case, verdict: Verdict) -> str:
        safe = safe_version(case, verdict)
        if not safe or length(safe) > LONGEST:
            return ""
        draft, reading = replace(case.draft, text=safe), self.reader.read(safe)
        again = judge(replace(case, draft=draft, reading=reading))
        return safe if is_safe(again, verdict) else ""

    def _goes_out(self, at: datetime | None) -> datetime:
        hours = self.setup.hours
        if at is None:
            at = self.setup.at
        elif at.tzinfo is None:
            at = at.replace(tzinfo=hours.zone)
        try:
            return hours.next_opening(at).astimezone(hours.zone)
        except OverflowError:
            raise LineError('its "at" is too far away') from None

    def _photo(self, number: int, photo: PhotoFile) -> Photo:
        """A photo that can be posted. Its file's name may name a child: never told."""
        try:
            data = self._bytes(photo.file)
            cleaned, look = asyncio.run(_looked_at(data))
        except (OSError, ValueError):
            raise LineError(f"photo {number} cannot be read") from None
        except PictureError as error:
            raise LineError(f"photo {number} {FLAWS[error.flaw]}") from None
        return Photo(f"photo {number}", cleaned.digest, photo.alt, look)

    def _bytes(self, file: str) -> bytes:
        """The file as named from here, or from beside the drafts."""
        path = Path(file)
        if not path.exists():
            path = self.setup.folder / file
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)


async def _looked_at(data: bytes) -> tuple[Cleaned, Look]:
    apart = Apart()
    cleaned = await apart.clean(data)
    return cleaned, await apart.look(cleaned)
