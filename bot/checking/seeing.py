"""One photo in, what it shows and what the policy says of it out."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.checking.given import unreadable
from bot.checking.judging import FLAWS, NAMES
from bot.checking.report import finding_as_json
from nlp.reader import Reader
from nlp.reading import Reading
from nlp.seen import read_seen
from policy.judge import judge
from policy.terms import Case, Draft, Finding, Outcome, Photo, School, Verdict
from vision.apart import Apart
from vision.clean import MOST_BYTES, Cleaned, PictureError
from vision.looking import Box, Look

DESCRIBED = "3.5"  # a file alone has no description that could be missing
REFUSED = "refused"  # the outcome of what is no photo


@dataclass(frozen=True, slots=True)
class Sight:
    """What one photo shows: pixels of `photo`, the picture as it would be posted."""

    file: Path
    photo: Cleaned
    look: Look
    verdict: Verdict

    @property
    def names(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.verdict.findings if f.clause == NAMES)

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome


@dataclass(frozen=True, slots=True)
class Unseen:
    """A file that nothing can be said of, and why, in a sentence."""

    file: Path
    why: str


@dataclass(frozen=True, slots=True)
class Seeing:
    apart: Apart
    reader: Reader
    school: School

    async def see(self, file: Path) -> Sight | Unseen:
        try:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
            photo = await self.apart.clean(data)
        except OSError as error:
            return Unseen(file, unreadable(file, error))
        except PictureError as error:
            return Unseen(file, f"{file} {FLAWS[error.flaw]}.")
        look = await self.apart.look(photo)
        if look.faces is None or look.words is None:
            return Unseen(file, f"{file} could not be looked at. Try it again alone.")
        return Sight(file, photo, look, self._verdict(photo, look))

    def _verdict(self, photo: Cleaned, look: Look) -> Verdict:
        nothing = Reading("")
        case = Case(
            Draft("", (Photo("", photo.digest, look=look),)),
            nothing,
            self.school,
            alts=(nothing,),
            seen=(read_seen(self.reader, look.text),),
        )
        verdict = judge(case)
        kept = tuple(f for f in verdict.findings if f.clause != DESCRIBED)
        return replace(verdict, findings=kept)


def sight_as_json(sight: Sight | Unseen) -> str:
    """One line of JSON; places are pixels of the file's own picture, upright."""
    if isinstance(sight, Unseen):
        told = {"file": str(sight.file), "outcome": REFUSED, "error": sight.why}
        nothing = dict.fromkeys(("faces", "words", "names", "findings"), ())
        return json.dumps(told | nothing, ensure_ascii=False)
    look, scale = sight.look, sight.photo.scale
    return json.dumps(
        {
            "file": str(sight.file),
            "outcome": sight.outcome,
            "faces": list(_placed(look.faces or (), scale)),
            "words": list(_placed(look.words or (), scale)),
            "names": [
                {"text": name.text} | _place(name.box, scale)
                for name in sight.names
                if name.box
            ],
            "findings": [
                finding_as_json(_scaled(f, scale)) for f in sight.verdict.findings
            ],
        },
        ensure_ascii=False,
    )


def _placed(boxes: tuple[Box, ...], scale: float) -> Iterator[dict[str, object]]:
    for box in boxes:
        yield asdict(box) | _place(box, scale)


def _place(box: Box, scale: float) -> dict[str, object]:
    sides = {"x": box.x, "y": box.y, "w": box.w, "h": box.h}
    return {side: round(pixels * scale) for side, pixels in sides.items()}


def _scaled(finding: Finding, scale: float) -> Finding:
    if finding.box is None:
        return finding
    sides = (finding.box.x, finding.box.y, finding.box.w, finding.box.h)
    return replace(finding, box=Box(*(round(side * scale) for side in sides)))
