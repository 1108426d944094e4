"""Posts made from templates, and hand-written posts told anew with other names."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from training.build_lists import notable_names
from training.disguise import glue, typed
from training.names import Names
from training.posts import HERE, Post, Span

_TITLES = ["Mr", "Mrs", "Miss", "Ms", "Dr", "Mr", "Mrs", "Miss", "Coach", "Sir"]
_TITLES += ["Rev", "Father", "Sister", "Auntie", "Nurse", "PC", "Cllr"]
_HANDLES = ["coach", "school", "trust", "books", "farm", "museum", "arts", "sports"]
_SWAPPED = {"c": 0.85, "a": 0.7, "s": 0.6, "p": 0.3, "l": 0.15, "i": 0.9}
_AS_WRITTEN = 0.6  # of the posts that are told anew, those whose names stay
_STOPPING = "cah"  # kinds of span that a post does not pass with
_UNJUDGED = frozenset({"channel"})  # templates tell nothing of it
_NOTABLE = 0.35  # of the figures, those drawn from all notable people
_ANIMALS = 0.08
_FROM_LIST = 0.55  # of the places
# What stands around a name in a hashtag; nothing, mostly.
_BEFORE = [*[""] * 6, "Go", "Go", "Run", "Star", "ProudOf", "WellDone", "Team", "Super"]
_BEFORE += ["Dance", "Happy", "Bravo", "Welcome", "ComeOn", "Swim", "Our", "Legend"]
_AFTER = [*[""] * 8, "Rocks", "FellIn", "Scores", "TheGreat", "DidIt", "Wins", "Day"]
_AFTER += ["Sings", "Strikes", "ForTheWin", "Bakes", "Reads", "Run", "Week"]
_CLEAN_TAGS = ["Year4", "ChoirLife", "Kindness", "Team", "Maths", "Reading", "School"]
_CLEAN_TAGS += ["Forest", "Netball", "Sports", "Reception", "Eco", "Science", "Library"]


def _lines(name: str) -> list[str]:
    text = (HERE / "lists" / name).read_text("utf-8")
    return [s.replace("\\n", "\n") for s in text.splitlines() if s and s[0] != "#"]


class Generator:
    """Makes posts; every draw comes from `rng`."""

    def __init__(self, names: Names, rng: Random) -> None:
        self._rng, self._names = rng, names
        self._child, self._other = _lines("child.txt"), _lines("other.txt")
        self._words = _lines("words.txt")
        self._notable = [n for n in notable_names("full") if n.count(" ") in {1, 2}]
        self._figures, self._places = _lines("figures.txt"), _lines("places.txt")
        self._fill = {
            m[1]: m[2].split("|")
            for m in (re.match(r"\[(\w+)\] (.*)", s) for s in _lines("fill.txt"))
            if m
        }
        self._slots: dict[str, tuple[str, Callable[[], str]]] = {
            "c": ("c", names.first),
            "cf": ("c", lambda: f"{names.first()} {names.last()}"),
            "ci": ("c", lambda: f"{names.first()} {names.last()[0]}"),
            "C": ("c", lambda: glue(names.first())),
            "CC": ("c", lambda: names.first().upper()),
            "s": ("s", self._staff),
            "a": ("a", self._adult),
            "p": ("p", self._figure),
            "P": ("p", lambda: glue(rng.choice(self._figures))),
            "l": ("l", self._place),
            "L": ("l", lambda: glue(rng.choice(self._places))),
            "i": ("i", self._initials),
            "h": ("h", self._handle),
        }

    def post(self) -> Post:
        """One post from one template, or from two of them."""
        r = self._rng.random()
        if r < 0.12:
            word = Post(self._rng.choice(self._words), (), frozenset(), _UNJUDGED)
            return typed(self._rng, word)
        made = self._template(self._child if r < 0.55 else self._other)
        if self._rng.random() < 0.25:
            more = self._template(self._other)
            joint = self._rng.choice([". ", "! ", "\n", " ", " 🎉 "])
            shift = len(made.text) + len(joint)
            spans = tuple(
                Span(s.start + shift, s.end + shift, s.kind) for s in more.spans
            )
            made = Post(made.text + joint + more.text, made.spans + spans)
        names = any(s.kind in _STOPPING for s in made.spans)
        heads = frozenset({"stop"} if names else ())
        return typed(self._rng, Post(made.text, made.spans, heads, _UNJUDGED))

    def _template(self, templates: list[str]) -> Post:
        text, spans = "", []
        pieces = self._rng.choice(templates).replace("{cl}", self._list())
        for piece in re.split(r"(\{\w+\})", pieces):
            slot = piece[1:-1]
            if piece.startswith("{") and slot in self._slots:
                kind, draw = self._slots[slot]
                value = draw()
                spans.append(Span(len(text), len(text) + len(value), kind))
                text += value
            elif piece.startswith("{"):
                text += self._filled(slot)
            else:
                text += piece
        return Post(text, tuple(spans))

    def _filled(self, slot: str) -> str:
        """A filling, itself filled where it has slots of its own."""
        if slot == "n":
            return str(self._rng.randint(1, 6))
        value = self._rng.choice(self._fill[slot])
        return re.sub(r"\{(\w+)\}", lambda inner: self._filled(inner[1]), value)

    def _list(self) -> str:
        many = self._rng.randint(2, 7)
        slot = self._rng.choice(["{c}"] * 8 + ["{cf}", "{ci}"])
        mark = self._rng.choice([", ", ", ", ", ", " / ", "\n", " ", " • ", ","])
        items = [slot] * many
        if mark == ", " and self._rng.random() < 0.6:
            return mark.join(items[:-1]) + self._rng.choice([" and ", " & "]) + slot
        return mark.join(items)

    def _staff(self) -> str:
        title = self._rng.choice(_TITLES)
        dot = "." if self._rng.random() < 0.05 else ""
        first = f" {self._names.plain_first()}" if self._rng.random() < 0.08 else ""
        return f"{title}{dot}{first} {self._names.last()}"

    def _adult(self) -> str:
        name = self._names.plain_first()
        return f"{name} {self._names.last()}" if self._rng.random() < 0.15 else name

    def _initials(self) -> str:
        letters = "".join(self._rng.choices("ABCDEFGHIJKLMNOPRSTWZ", k=2))
        return ".".join(letters) + "." if self._rng.random() < 0.15 else letters

    def _handle(self) -> str:
        name = self._rng.choice(
            [self._names.last(), self._names.first(), "north", "the"]
        )
        return "@" + re.sub(
            r"\W", "", name + self._rng.choice(["", "_"]) + self._rng.choice(_HANDLES)
        )

    def joined(self, posts: Sequence[Post]) -> Post:
        """Two to four posts told anew, as one long one: it is what any of them is."""
        parts = [
            self.retold(p)
            for p in self._rng.sample(posts, self._rng.choice([2, 2, 3, 4]))
        ]
        joint = self._rng.choice([". ", "\n", "\n\n", " "])
        text, spans, heads = "", [], set[str]()
        for part in parts:
            text += joint if text else ""
            spans += [
                Span(s.start + len(text), s.end + len(text), s.kind) for s in part.spans
            ]
            heads |= part.heads or set()
            text += part.text
        return Post(text, tuple(spans), frozenset(heads))

    def hashtagged(self, post: Post) -> Post:
        """A post that passes, retold, with one hashtag more: of a child, or of none."""
        told = self.retold(post)
        slot, share = self._rng.choice([("C", "stop"), ("P", ""), ("L", ""), ("", "")])
        kind, draw = self._slots.get(slot, ("", lambda: self._rng.choice(_CLEAN_TAGS)))
        before, after = self._rng.choice(_BEFORE), self._rng.choice(_AFTER)
        name = draw()
        start = len(told.text) + len(" #") + len(before)
        tag = f"{before}{name}{after}"
        tag = tag.lower() if self._rng.random() < 0.3 else tag
        span = (Span(start, start + len(name), kind),) if kind else ()
        heads = (told.heads or frozenset[str]()) | ({share} if share else set())
        return Post(f"{told.text} #{tag}", told.spans + span, heads, told.unjudged)

    def retold(self, post: Post) -> Post:
        """The same post with other names of the same sort, typed in another way."""
        out, at, spans = "", 0, []
        swapped: dict[str, str] = {}
        keep = self._rng.random() < _AS_WRITTEN
        for span in post.spans:
            old = post.text[span.start : span.end]
            new = old if keep else swapped.get(old) or self._other_name(post, span, old)
            swapped[old] = new
            out += post.text[at : span.start]
            spans.append(Span(len(out), len(out) + len(new), span.kind))
            out += new
            at = span.end
        told = replace(post, text=out + post.text[at:], spans=tuple(spans))
        return typed(self._rng, told)

    def _other_name(self, post: Post, span: Span, old: str) -> str:
        """Another of the same sort, in the same case; now and then the same one."""
        tagged = bool(re.search(r"[#\w@/_]$", post.text[: span.start]))
        if self._rng.random() >= _SWAPPED.get(span.kind, 0.0):
            return old
        draw = {
            "c": self._other_child,
            "a": lambda _: self._names.plain_first(),
            "s": self._other_staff,
            "p": lambda name: name if tagged else self._figure(),
            "l": lambda name: name if tagged else self._place(),
            "i": self._other_initials,
        }[span.kind]
        new = draw(old)
        new = glue(new) if tagged and new != old else new
        if old.islower():
            return new.lower()
        return new.upper() if old.isupper() and len(old) > 1 else new

    def _other_child(self, old: str) -> str:
        _, space, tail = old.rpartition(" ")
        last = self._names.last() if len(tail) > len("A.") else tail
        return f"{self._names.first()} {last}" if space else self._names.first()

    def _other_staff(self, old: str) -> str:
        title, space, _ = old.partition(" ")
        return f"{title} {self._names.last()}" if space else old

    def _other_initials(self, old: str) -> str:
        if not (old.isalpha() and old.isupper()):
            return old
        return "".join(self._rng.choices("ABCDEFGHIJKLMNOPRSTWZ", k=len(old)))

    def _figure(self) -> str:
        r = self._rng.random()
        if r < _NOTABLE:
            return self._rng.choice(self._notable).title()
        if r < _NOTABLE + _ANIMALS:
            animal = self._rng.choice(self._fill["animal"])
            return f"{self._names.first()} the {animal}"
        return self._rng.choice(self._figures)

    def _place(self) -> str:
        """A place of the list, or one called after somebody."""
        if self._rng.random() < _FROM_LIST:
            return self._rng.choice(self._places)
        name = self._rng.choice([self._names.plain_first, self._names.last])()
        return self._rng.choice(self._fill["place"]).replace("*", name)
