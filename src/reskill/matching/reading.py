"""Reading a title as cities write it: abbreviations, marks, levels, inverted order, misspellings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from reskill.matching.abbreviations import FOLLOWED, abbreviations
from reskill.matching.spelling import Vocabulary, vocabulary
from reskill.paths import shipped_rows

LONGEST = 200  # characters; what comes after is no longer a title
NUMBERS = {"311", "911", "211"}
ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"}
SENIORS = {"adult", "adults", "bus", "center", "centers", "citizen", "citizens", "companion", "housing", "meals"}
SENIORS |= {"nutrition", "programs", "services", "transportation"}
_SEGMENT = re.compile(r"\s+-+\s*|-(?=\w{3})|[,/():;|\[\]{}–—]+")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")


@dataclass(frozen=True)
class Reading:
    """A title in plain words.

    `words` are in natural order ("street supervisor" for "Supv, Streets"), without levels, pay marks and status;
    `segments` are the parts that separators make, in the order written.
    """

    words: tuple[str, ...]
    segments: tuple[tuple[str, ...], ...]
    levels: tuple[str, ...]
    stages: tuple[str, ...]
    status: tuple[str, ...]
    places: tuple[str, ...]
    expanded: tuple[tuple[str, str], ...]  # (as written, word it stands for)
    guessed: tuple[tuple[str, str], ...] = ()  # (as written, word) that no list tells: cut off or misspelt
    open: tuple[str, tuple[str, ...]] = ("", ())  # a short form and what it may stand for, where no word nearby tells

    @property
    def core(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    @property
    def bag(self) -> str:
        """The words regardless of their order."""
        return " ".join(sorted(set(self.words)))

    @property
    def head(self) -> str:
        """The noun that says what the person is, or ''."""
        return next((w for w in reversed(self.words) if w in kinds("head")), "")


@cache
def kinds(kind: str) -> frozenset[str]:
    """The words of a kind in data/matching/words.csv: head, level, stage, stop."""
    return frozenset(r["word"] for r in shipped_rows("data/matching/words.csv") if r["kind"] == kind)


def plain(text: str) -> str:
    """Text without markup, control and direction characters, in one spacing; at most LONGEST characters."""
    text = unicodedata.normalize("NFKC", text[: 4 * LONGEST])
    text = re.sub(r"<[^<>]{0,80}>", " ", text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zs") else c for c in text)
    return " ".join(text.split())[:LONGEST]


@lru_cache(maxsize=50_000)
def read(title: str) -> Reading:
    """Read one title, a short form that nothing tells apart as what it most often is; never fails."""
    return Reader(vocabulary()).read(title)


def other_readings(title: str) -> list[Reading]:
    """The other readings of a title, one for each other meaning of its open short form."""
    _, meanings = read(title).open
    return [Reader(vocabulary(), n).read(title) for n in range(1, len(meanings))]


class Reader:
    """What is collected while one title is read; `known` parts and mends unknown tokens, None = they stay as written.

    `meaning` is the number of the meaning that the first open short form is taken for.
    """

    def __init__(self, known: Vocabulary | None = None, meaning: int = 0) -> None:
        self._known = known
        self._meaning = meaning
        self.open: tuple[str, tuple[str, ...]] = ("", ())
        self.levels: list[str] = []
        self.stages: list[str] = []
        self.status: list[str] = []
        self.places: list[str] = []
        self.expanded: list[tuple[str, str]] = []
        self.guessed: list[tuple[str, str]] = []

    def read(self, title: str) -> Reading:
        """The title's words, spelled out, with what was expanded and guessed."""
        parts = [_TOKEN.findall(p) for p in _SEGMENT.split(_spaced(plain(title)))]
        tokens = {t for p in parts for t in p}
        around = tokens | {w for t in tokens for w in abbreviations().usual(t)}
        segments = [s for s in (self._expand(p, around) for p in parts) if s]
        return Reading(
            words=tuple(_natural_order(segments)),
            segments=tuple(tuple(s) for s in segments),
            levels=tuple(self.levels),
            stages=tuple(self.stages),
            status=tuple(self.status),
            places=tuple(self.places),
            expanded=tuple(self.expanded),
            guessed=tuple(self.guessed),
            open=self.open,
        )

    def _expand(self, tokens: list[str], around: set[str]) -> list[str]:
        words: list[str] = []
        for n, token in enumerate(tokens):
            token = token.removesuffix("'s")
            beside = around - {token, *abbreviations().usual(token)}
            if any(_says_something(t) for t in tokens[n + 1 :]):
                beside.add(FOLLOWED)
            form = abbreviations().meaning(token, beside)
            if form is None:
                words += self._plain_word(token, tokens[n + 1 : n + 2])
            elif form.kind == "word":
                meaning = self._chosen(token, form.meanings)
                self.expanded.append((token, meaning))
                words += meaning.split()
            elif form.kind == "level":
                self.expanded.append((token, form.expansion))
                words += self._plain_word(form.expansion, tokens[n + 1 : n + 2])
            elif form.kind == "department":
                self.places.append(form.expansion)
            elif form.kind in ("status", "pool"):
                self.status.append(form.expansion)
        return words

    def _chosen(self, token: str, meanings: tuple[str, ...]) -> str:
        """The meaning of a short form; of several the one asked for, where it is the title's first open one."""
        if len(meanings) == 1 or self.open[0]:
            return meanings[0]
        self.open = token, meanings
        return meanings[self._meaning]

    def _plain_word(self, token: str, following: list[str]) -> list[str]:
        if token.isdigit():
            return [token] if token in NUMBERS else []
        if token in ROMAN or len(token) == 1:
            self.levels += [token] if token in ROMAN else []
            return []
        word = token
        if self._known is not None and token not in abbreviations():
            parts = self._known.parts(token)
            if parts != [token]:
                self.expanded.append((token, " ".join(parts)))
                return parts
            word = self._known.mend(token)
        if word != token:
            self.expanded.append((token, word))
            self.guessed.append((token, word))
        if word in kinds("level") and following and not (word == "senior" and SENIORS & set(following)):
            self.levels.append(word)
            return []
        if word == "senior" and not following:
            self.levels.append(word)
            return []
        if word in kinds("stage"):
            self.stages.append(word)
            return []
        return [] if word in ("and", "the", "a") else [word]


def _says_something(token: str) -> bool:
    """Whether a token is more than a number or a grade."""
    form = abbreviations().meaning(token, frozenset())
    return len(token) > 1 and token not in ROMAN and not token.isdigit() and (form is None or form.kind == "word")


def _spaced(text: str) -> str:
    """Class codes and marks dropped, words that run together parted, lower case."""
    text = re.sub(r"^(?=[A-Z]*\d)[\dA-Z]{2,6}\s*-\s+|^\d{3,6}\s*-\s*|^\d+\.\s*", "", text)
    text = _joined().sub(lambda m: f" {abbreviations().joined(m[0])} ", text)
    text = re.sub(r"\([A-Za-z0-9]\)|\$?\d+[$.]\d*|[*#&+@!?\"“”]", lambda m: " & " if m[0] == "&" else " ", text)
    text = re.sub(r"[A-Za-z]+", lambda m: m[0] if m[0].casefold() in abbreviations() else _parted(m[0]), text)
    text = re.sub(r"(?<=[A-Za-z]{3})(?=\d)", " ", text)
    text = re.sub(r"\b([A-Za-z])\.\s?([A-Za-z])\.", r"\1\2 ", text)
    return text.casefold().replace("&", " and ").replace("’", "'")


def _parted(word: str) -> str:
    """`MaintMechFrpr` -> `Maint Mech Frpr`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z]|[A-Z]{2})|(?<=[A-Z])(?=[A-Z][a-z]{2})", " ", word)


@cache
def _joined() -> re.Pattern[str]:
    """Short forms of letters joined by &, / or -, such as O&M and X-ray."""
    forms = (r"\s*".join(map(re.escape, re.findall(r"\w+|[&/-]", f))) for f in abbreviations().joined_forms)
    return re.compile("|".join(rf"\b{form}\b" for form in forms), re.IGNORECASE)


def _natural_order(segments: list[list[str]]) -> list[str]:
    if not segments:
        return []
    first, rest = _of(segments[0]), [_of(s) for s in segments[1:]]
    moved = [w for s in rest for w in s]
    heads, alone = kinds("head"), len(first) == 1 and first[0] in kinds("lead") | kinds("manager") | {"coordinator"}
    if moved and first and first[-1] in heads and (alone or moved[-1] not in heads):
        return _without_stops(moved + first)
    return _without_stops(first + moved)


def _of(words: list[str]) -> list[str]:
    """`director of parks` -> `parks director`."""
    for n, word in enumerate(words):
        if word == "of" and n and words[n - 1] in kinds("head"):
            return words[n + 1 :] + words[:n]
    return words


def _without_stops(words: list[str]) -> list[str]:
    return [w for w in words if w not in kinds("stop")]
