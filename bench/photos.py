"""How well photos are seen, and how fast: `python -m bench.photos [--quick]`.

What is judged is what an album does: a photo cleaned, looked at, its words read by the
reader. No roll is given. See bench/pictures.py for where the pictures come from.
"""

import argparse
import asyncio
import json
import os
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from io import BytesIO
from statistics import median

import numpy as np
import psutil
from PIL import Image

from bench import pictures
from nlp.reader import Reader
from nlp.reading import Kind
from nlp.seen import read_seen
from vision import faces, text_boxes
from vision.apart import Apart
from vision.clean import Cleaned
from vision.faces import Pass, find_faces
from vision.looking import Look
from vision.words import find_words

MEGABYTE = 1 << 20
LIKE = 0.7  # how like the name what was found must be

FACE_WAYS = {
    "960 px, upright": (Pass(960, range(1)),),
    "640 px, four ways": (Pass(640, range(4)),),
    "960 px, four ways": (Pass(960, range(4)),),
    "as shipped": faces.PASSES,
}
WORD_WAYS = {"whole at 1366 px": 1366, "whole at 1600 px": 1600, "as shipped": None}


def kind_of(count: int) -> str:
    return ("none", "one")[count] if count < 2 else "group"


def count_faces(seen: list[pictures.Faces]) -> dict[str, float]:
    """Share of pictures whose kind is told right, in all and for each kind."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for each in seen:
        total[each.kind] += 1
        right[each.kind] += kind_of(len(find_faces(each.picture))) == each.kind
    shares = {kind: right[kind] / total[kind] for kind in total}
    return shares | {"all": right.total() / total.total()}


def found(reader: Reader, words: pictures.Words) -> list[str]:
    """The names that are found in a picture."""
    height, width = words.picture.shape[:2]
    text = Look(width, height, (), find_words(words.picture)).text
    return [name.text for name in read_seen(reader, text).of(Kind.NAME)]


def is_in(name: str, names: Iterable[str]) -> bool:
    wanted = name.lower()
    return any(
        wanted in each.lower().replace(" ", "")
        or SequenceMatcher(None, wanted, each.lower()).ratio() >= LIKE
        for each in names
    )


def find_names(reader: Reader, drawn: list[pictures.Words]) -> dict[str, float]:
    """Share of names found: in all, by light, and by hand or print."""
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for each in drawn:
        hit = is_in(each.name, found(reader, each))
        sort = "hand" if each.font in pictures.HAND else "print"
        for group in ("all", each.light, sort, each.font):
            hits[group].append(hit)
    return {group: sum(each) / len(each) for group, each in hits.items()}


def twelve_megapixels(number: int) -> bytes:
    """A photo as a phone saves it: a group, and a board with a name."""
    chance = pictures.chance_of(number)
    image = pictures.behind(chance)
    pictures.place_heads(image, chance, 5)
    lines = [line.format(pictures.NAMES[number]) for line in pictures.PLACES["board"]]
    board = Image.fromarray(pictures.written(lines, "kalam", "plain", chance))
    image.paste(board.crop((0, 0, 900, 700)), (1100, 800))
    out = BytesIO()
    large = image.resize((4032, 3024), Image.Resampling.BICUBIC)
    taken = pictures.as_taken(large, chance)
    Image.fromarray(taken).save(out, "JPEG", quality=92)
    return out.getvalue()


class Memory:
    """The most that this process's children held together, sampled."""

    def __init__(self) -> None:
        self.most = self.largest = 0
        self._stop = threading.Event()
        self._watch = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> "Memory":
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._watch.join()

    def _sample(self) -> None:
        me = psutil.Process(os.getpid())
        while not self._stop.wait(0.02):
            held = [0]
            for child in me.children():
                try:
                    held.append(child.memory_info().rss)
                except psutil.Error:
                    continue
            self.most = max(self.most, sum(held))
            self.largest = max(self.largest, *held)


async def three_photos(reader: Reader, apart: Apart, photos: list[bytes]) -> float:
    """Seconds from three photos to what is known of them, as an album goes about it."""

    async def one(photo: Cleaned) -> None:
        look = await apart.look(photo)
        assert look.faces is not None
        assert look.words is not None
        await asyncio.to_thread(read_seen, reader, look.text)

    began = time.perf_counter()
    cleaned = await asyncio.gather(*map(apart.clean, photos))
    await asyncio.gather(*map(one, cleaned))
    return time.perf_counter() - began


async def time_them(reader: Reader, rounds: int) -> tuple[list[float], float, Memory]:
    """The seconds of each round, those of a core in one, and the memory."""
    apart, photos = Apart(), [twelve_megapixels(n) for n in range(3)]
    before = os.times()
    with Memory() as memory:
        taken = [await three_photos(reader, apart, photos) for _ in range(rounds)]
    after = os.times()
    worked = sum(after[:4]) - sum(before[:4])  # ours and our children's
    return taken, worked / rounds, memory


def show(title: str, shares: dict[str, float]) -> None:
    print(f"\n{title}")
    for name, share in shares.items():
        print(f"  {name:<20} {share:6.1%}")


def ablation(reader: Reader, seen, drawn) -> dict[str, dict[str, float]]:
    """What each way of looking finds, and seconds a picture."""
    told: dict[str, dict[str, float]] = {}
    for name, passes in FACE_WAYS.items():
        faces.PASSES = passes
        began = time.perf_counter()
        right = count_faces(seen)["all"]
        took = (time.perf_counter() - began) / len(seen)
        told[f"faces, {name}"] = {"right": round(right, 3), "s": round(took, 2)}
    shipped = text_boxes.LONGEST
    for name, longest in WORD_WAYS.items():
        text_boxes.LONGEST = longest or shipped
        began = time.perf_counter()
        right = find_names(reader, drawn)["all"]
        took = (time.perf_counter() - began) / len(drawn)
        told[f"words, {name}"] = {"right": round(right, 3), "s": round(took, 2)}
    text_boxes.LONGEST = shipped
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer pictures")
    quick = parser.parse_args().quick
    if not pictures.FONTS.exists():
        raise SystemExit("Install the typefaces first: npm ci --prefix bench/fonts")
    reader = Reader.load()
    taken, worked, memory = asyncio.run(time_them(reader, 1 if quick else 7))
    seen = list(pictures.faces(3 if quick else 50))
    drawn = list(pictures.names(1 if quick else 3))[:: 5 if quick else 1]
    clean = list(pictures.clean(4 if quick else 40))
    told, right = find_names(reader, drawn), count_faces(seen)
    alarms = np.mean([bool(found(reader, each)) for each in clean])
    show(f"None, one or a group told right, of {len(seen)} pictures", right)
    show(f"Names found, of {len(drawn)} pictures", told)
    print(f"\nPictures of words without a name, sent back: {alarms:.1%}")
    ways = {} if quick else ablation(reader, seen[::3], drawn[::3])
    for name, figures in ways.items():
        print(f"  {name:<28} {figures['right']:6.1%}  {figures['s']:.2f} s a picture")
    seconds = median(taken)
    print(f"\nThree photos of 12 MP: {seconds:.1f} s, {worked:.1f} s of a core")
    print(f"Largest process {memory.largest // MEGABYTE} MB, ", end="")
    print(f"all {memory.most // MEGABYTE} MB")
    figures = {
        "faces_right": round(right["all"], 3),
        "faces": {kind: round(share, 3) for kind, share in right.items()},
        "names_found": round(told["all"], 3),
        "names": {group: round(share, 3) for group, share in told.items()},
        "clean_sent_back": round(float(alarms), 3),
        "three_photos_p50_s": round(seconds, 2),
        "three_photos_core_s": round(worked, 2),
        "largest_process_mb": memory.largest // MEGABYTE,
        "all_processes_mb": memory.most // MEGABYTE,
        "ablation": ways,
        "pictures": len(seen) + len(drawn) + len(clean),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
