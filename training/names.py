"""Names to put into posts: of all origins, real lists, fixed by the random source."""

import csv
from collections.abc import Callable
from pathlib import Path
from random import Random

from training.posts import HERE


def _origins() -> dict[str, list[str]]:
    """The lists of lists/origins.txt by their headings."""
    lists: dict[str, list[str]] = {}
    heading = ""
    for line in (HERE / "lists" / "origins.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif not line.startswith("#"):
            lists.setdefault(heading, []).extend(
                name.replace("_", " ") for name in line.split()
            )
    return lists


class Names:
    """A source of names; every draw comes from `rng`."""

    def __init__(self, folder: Path, rng: Random) -> None:
        self._rng, self._origins = rng, _origins()
        uk = _rows(folder / "uk_first_names.tsv", "\t")
        self._uk = [_capital(r["name"]) for r in uk]
        self._weights = [float(r["babies"]) ** 0.4 for r in uk]
        by_country: dict[str, list[str]] = {}
        for r in _rows(folder / "forenames_by_country.csv", ","):
            name = r["Romanized Name"] or r["Localized Name"]
            by_country.setdefault(r["Country"], []).append(name)
        self._countries = list(by_country.values())
        self._last = [
            r["Romanized Name"] or r["Localized Name"]
            for r in _rows(folder / "surnames_by_country.csv", ",")
        ]
        self._rare_last = (folder / "surnames.txt").read_text("utf-8").split()
        self._short = [
            _capital(r["name2"]) for r in _rows(folder / "nicknames.csv", ",")
        ]
        self._words = [
            w
            for line in (HERE / "lists" / "wordlike.txt").read_text().splitlines()
            if not line.startswith("#")
            for w in line.split()
        ]

    def first(self) -> str:
        """A child's first name: a draw among sources by their weights."""
        rng, origins = self._rng, self._origins
        draws: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.38, self._british),
            (0.14, lambda: rng.choice(rng.choice(self._countries))),
            (0.16, lambda: rng.choice(origins["world"])),
            (0.05, lambda: rng.choice(origins["celtic"])),
            (0.05, self._made_up),
            (0.06, lambda: rng.choice(self._short)),
            (0.02, lambda: rng.choice(origins["pet"])),
            (0.02, lambda: f"{self._british()}-{self._british()}"),
            (0.12, lambda: rng.choice(self._words)),
        )
        return rng.choices([d for _, d in draws], [w for w, _ in draws])[0]()

    def _british(self) -> str:
        return self._rng.choices(self._uk, self._weights)[0]

    def plain_first(self) -> str:
        """A first name for a grown-up: a usual one, mostly."""
        if self._rng.random() < 0.8:
            return self._rng.choices(self._uk[:4000], self._weights[:4000])[0]
        return self._rng.choice(self._origins["world"])

    def last(self) -> str:
        r = self._rng.random()
        if r < 0.6:
            return self._rng.choice(self._last)
        if r < 0.85:
            return self._rng.choice(self._rare_last)
        return self._rng.choices(self._uk[:2000], self._weights[:2000])[0]

    def _made_up(self) -> str:
        rng, origins = self._rng, self._origins
        kind = rng.randrange(4)
        if kind == 0:
            end = rng.choice([*origins["pinyin"], ""])
            return (rng.choice(origins["pinyin"]) + end).capitalize()
        if kind == 1:
            dash, end = rng.choice(["-", "", " "]), rng.choice(origins["korean"])
            end = end.capitalize() if dash == " " else end
            return rng.choice(origins["korean"]).capitalize() + dash + end
        if kind == 2:
            end = rng.choice(["", " " + rng.choice(origins["vietnamese"])])
            return rng.choice(origins["vietnamese"]) + end
        return rng.choice(origins["african_start"]) + rng.choice(origins["african_end"])


def _capital(name: str) -> str:
    return "-".join(p[:1].upper() + p[1:] for p in name.split("-"))


def _rows(path: Path, mark: str) -> list[dict[str, str]]:
    lines = path.read_text("utf-8-sig").splitlines()
    return list(csv.DictReader(lines, delimiter=mark))
