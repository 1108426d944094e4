"""Make nlp/words: how common a word is, and what a name is shortened to.

    uv run --with wordsegment==1.3.1 python -m training.words NAMES_DIR

NAMES_DIR holds `uk_first_names.tsv` (ONS, NRS, NISRA by way of ukbabynames, Open
Government Licence), `forenames_by_country.csv` (popular-names-by-country, CC0) and
`nicknames.csv` (carltonnorthern/nicknames, Apache-2.0).
The words come from the wordsegment package (Apache-2.0; counts from the Google Web
Trillion Word Corpus as released by Peter Norvig under MIT).
"""

import csv
import gzip
import importlib.util
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

OUT = Path(__file__).parent.parent / "nlp" / "words"
COMMONEST = 50_000
# Other words of one or two letters are odds and ends of the web.
SHORT = frozenset(
    {"a", "i", "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in"}
    | {"is", "it", "me", "my", "no", "of", "oh", "ok", "on", "or", "so", "to", "up"}
    | {"us", "we", "ks", "pe"}
)
LEAST_BABIES = 3
ABROAD = 20  # what a name common in another country counts for, in babies


def words() -> Counter[str]:
    """The commonest English words of the web, by millions of occurrences."""
    spec = importlib.util.find_spec("wordsegment")
    assert spec, "run with wordsegment: see the top of this file"
    assert spec.origin, "run with wordsegment: see the top of this file"
    counts: Counter[str] = Counter()
    for line in (
        Path(spec.origin).with_name("unigrams.txt").read_text("utf-8").splitlines()
    ):
        word, count = line.split("\t")
        if len(word) > 2 or word in SHORT:
            counts[word] = max(1, int(count) // 1_000_000)
        if len(counts) == COMMONEST:
            break
    return counts


def names(folder: Path) -> Counter[str]:
    """First names, lower case with their accents, by babies."""
    babies: Counter[str] = Counter()
    for line in (folder / "uk_first_names.tsv").read_text("utf-8").splitlines()[1:]:
        name, count = line.split("\t")
        if int(count) >= LEAST_BABIES and len(name) > 1:
            babies[unicodedata.normalize("NFC", name)] += int(count)
    with (folder / "forenames_by_country.csv").open(encoding="utf-8-sig") as rows:
        for row in csv.DictReader(rows):
            name = unicodedata.normalize("NFC", row["Romanized Name"].strip().lower())
            if len(name) > 1 and name.isalpha():
                babies[name] = max(babies[name], ABROAD)
    return babies


def short_forms(folder: Path, known: Counter[str]) -> dict[str, list[str]]:
    """What a name is shortened to, where that is itself a name of three letters up."""
    found: dict[str, set[str]] = {}
    with (folder / "nicknames.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            full, short = row["name1"].lower(), row["name2"].lower()
            if len(short) >= len("joe") and known[short] >= LEAST_BABIES:
                found.setdefault(full, set()).add(short)
    return {full: sorted(short) for full, short in sorted(found.items())}


def write(name: str, rows: Mapping[str, object]) -> None:
    body = "".join(f"{word}\t{value}\n" for word, value in sorted(rows.items()))
    # mtime=0: the same sources give the same bytes
    (OUT / name).write_bytes(gzip.compress(body.encode(), 9, mtime=0))
    print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    write("words.tsv.gz", words())
    folder = Path(sys.argv[1])
    short = short_forms(folder, names(folder))
    write(
        "short_forms.tsv.gz", {full: " ".join(forms) for full, forms in short.items()}
    )
