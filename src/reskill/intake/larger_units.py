"""The larger units that a roster's departments are parts of, as their own names tell: by separators or shared beginnings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_CODE = r"[A-Z]{0,2}\d+(?:[.-]\d+)*[A-Z]?"
_CODE_BEHIND = re.compile(rf"\s*[-–]?\s*[(\[]{_CODE}[)\]]\s*$|\s+[-–]\s+\d+\s*$")  # Police Department (335)
_CODE_BEFORE = re.compile(rf"^[(\[]?{_CODE}[)\]]?(?:\s*[-–:.]\s*|\s+)(?=[A-Za-z])")  # 01.County Attorney
_SEPARATOR = re.compile(r"\s+[-–—|>]\s*|\s*[|>;:\\]\s*|\s*[-–—/]\s+|(?<=[A-Z&]{2})[-–/](?=[A-Z])|(?<=\w)/(?=[A-Z])")
_SHORT = re.compile(r"[A-Z&]{2,6}")  # DPW Water
_GENERAL = frozenset(
    ("city", "county", "department", "dept", "office", "division", "div", "bureau", "board", "district", "the", "of", "and", "for")
)  # fmt: skip
_JOINING = frozenset(("of", "and", "for", "the", "&", "-", "–", "in", "to"))
_APART = re.compile(
    r"\b(board|commission|court|fund|pension)", re.IGNORECASE
)  # the Police Board is no part of the police
_FEWEST = 2  # names that share a beginning before a separator
_FEWEST_WORDS = 3  # names that share words without one
_WORDS = 2  # of such a beginning, unless it is a department by itself or an abbreviation


def larger_units(names: Iterable[str]) -> dict[str, str]:
    """The larger unit of each department that a part of its name tells: HLTH-Clinics (030) is of HLTH.

    A department that no other shares a beginning with keeps its name without its code; one that stays as it is, is left out.
    """
    plain = {name: _without_code(name) for name in names if name.strip()}
    whole = set(plain.values())
    heads = {name: _head(text) for name, text in plain.items()}
    shared = Counter(head.casefold() for head, _ in {(heads[n], text) for n, text in plain.items()})
    known = {name.casefold() for name in whole}
    found = {}
    for name, head in heads.items():
        if head and (shared[head.casefold()] >= _FEWEST or head.casefold() in known):
            found[name] = head
    left = {name: text for name, text in plain.items() if name not in found}
    by_words = _by_words(list(left.values()), {*whole, *found.values()})
    found |= {name: by_words.get(text, text) for name, text in left.items()}
    spelled = _one_spelling(found.values())
    found = {name: spelled[unit.casefold()] for name, unit in found.items()}
    return {name: unit for name, unit in found.items() if unit != name}


def _without_code(name: str) -> str:
    text = " ".join(name.split())
    bare = _CODE_BEFORE.sub("", _CODE_BEHIND.sub("", text)).strip()
    return bare or text


def _head(text: str) -> str:
    """What stands before the first separator, where that is a name and not all of it; "" = none."""
    found = _SEPARATOR.search(text)
    head = text[: found.start()].strip() if found else ""
    return head if sum(map(str.isalpha, head)) > 1 and found and text[found.end() :].strip() else ""


def _by_words(names: Sequence[str], whole: set[str]) -> dict[str, str]:
    """The longest beginning that a name shares: a department of its own, an abbreviation, or words of several names."""
    known = {w.casefold() for w in whole}
    beginnings = Counter(b.casefold() for text in set(names) for b in _beginnings(text))
    found = {}
    for text in names:
        for start in _beginnings(text):  # the shortest that is a unit is the largest unit
            key, plain = start.casefold(), [w for w in start.casefold().split() if w not in _GENERAL]
            short = bool(_SHORT.fullmatch(start)) and beginnings[key] >= _FEWEST and text != text.upper()
            words = len(plain) >= _WORDS and beginnings[key] >= _FEWEST_WORDS
            apart = _APART.search(text[len(start) :])
            if plain and not apart and (key in known or short or words):
                found[text] = start
                break
    return found


def _beginnings(text: str) -> list[str]:
    """The beginnings of a name that end in no joining word, the shortest first, without the name itself."""
    words = text.split()
    return [" ".join(words[:n]) for n in range(1, len(words)) if words[n - 1].casefold() not in _JOINING]


def _one_spelling(units: Iterable[str]) -> dict[str, str]:
    """The commonest spelling of each unit, so that FIRE and Fire are one."""
    spelled: dict[str, str] = {}
    for unit, _ in Counter(units).most_common():
        spelled.setdefault(unit.casefold(), unit)
    return spelled
