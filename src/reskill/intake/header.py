"""Which row of a sheet is the header, under logos, titles and merged group names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reskill.intake import limits
from reskill.intake.grid import Row, letter
from reskill.intake.job_words import looks_like_title
from reskill.intake.text import text_of
from reskill.intake.vocabulary import is_personal, meanings, year_in

_LONGEST_NAME = 60  # characters of a header that may be known
_SHOWN = 100  # characters of any header
_YEAR = re.compile(r"(19|20)\d\d")
_NUMBER = re.compile(r"[\s$(+-]*[\d.,]+[\s%)]*")


@dataclass(frozen=True)
class Header:
    """A header's last row (0 = the sheet has none), its names, and how well they are known; `rows` is 1 or 2."""

    row: int
    names: tuple[str, ...]
    score: float = 0.0
    rows: int = 1

    @property
    def has_title(self) -> bool:
        """Whether one of the names is that of a job title column."""
        return any("title" in meanings(name) for name in self.names)

    @property
    def is_of_roster(self) -> bool:
        """Whether one of the names is that of a job title column and another is known too."""
        return self.score >= 4


def is_known(name: str) -> bool:
    """Whether a text is a header that rosters use."""
    return bool(meanings(name)) or is_personal(name)


def find_header(rows: Sequence[Row]) -> Header:
    """The header among the first rows of a sheet."""
    top = [(n, [text_of(v) for v in values]) for n, values in rows[: limits.TOP_ROWS]]
    wide = Counter(sum(map(bool, names)) for _, names in top).most_common(1)[0][0] > 1 if top else False
    best = Header(0, ())
    for i, (number, names) in enumerate(top):
        if not _may_be_header(names, wide):
            continue
        score = _score(names)
        if score > best.score:
            best = Header(number, tuple(names), score)
        if i and top[i - 1][0] == number - 1:
            both = _join(top[i - 1][1], names)
            paired = _score(both)
            more = paired >= max(score, _score(top[i - 1][1])) + 1 and paired > best.score
            apart = best.row == number and _by_year(top[i - 1][1], names, both)
            if more or apart or (best.row == number - 1 and _completes(top[i - 1][1], names)):
                best = Header(number, tuple(both), paired, 2)
    return best if best.score >= 1 else _unknown_header(top)


def plain_names(values: Sequence[object]) -> tuple[str, ...]:
    """Names of a row that a person chose as the header."""
    return tuple(text_of(v) for v in values)


def unique_names(names: Sequence[str], width: int) -> tuple[str, ...]:
    """One name for each of `width` columns: blank ones by their letter, repeated ones with a number."""
    seen: Counter[str] = Counter()
    unique = []
    for i in range(width):
        name = (names[i][:_SHOWN] if i < len(names) else "") or f"Column {letter(i)}"
        seen[name.casefold()] += 1
        times = seen[name.casefold()]
        unique.append(name if times == 1 else f"{name} ({times})")
    return tuple(unique)


def _may_be_header(names: Sequence[str], wide: bool) -> bool:
    filled = [n for n in names if n]
    numbers = sum(bool(_NUMBER.fullmatch(n) and not _YEAR.fullmatch(n)) for n in filled)
    if numbers < sum(bool(_NUMBER.fullmatch(n)) for n in filled) and not is_known(filled[0]):
        return False  # years name columns beside a column that is known
    return len(filled) >= (2 if wide else 1) and numbers <= len(filled) * 0.3


def _score(names: Sequence[str]) -> float:
    """Three for a title column, one for every other field or personal column that is named outright."""
    strength: dict[str, float] = {}
    personal = 0
    for name in names:
        if len(name) > _LONGEST_NAME:
            continue
        personal += is_personal(name)
        known = meanings(name)
        if known:
            field = max(known, key=lambda f: known[f])
            strength[field] = max(strength.get(field, 0), known[field])
    return sum((3 if field == "title" else 1) * s for field, s in strength.items()) + min(personal, 3)


def _join(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Names of a header in two rows; a group name stands over its columns (merged, so given once)."""
    joined, group = [], ""
    for i in range(max(len(above), len(below))):
        upper = above[i] if i < len(above) else ""
        lower = below[i] if i < len(below) else ""
        group = upper or (group if lower else "")
        forms = [f for f in (f"{group} {lower}".strip(), f"{lower} {group}".strip(), lower or upper) if f]
        if lower and year_in(group):
            forms = forms[:1]  # the year tells it from its namesakes
        joined.append(max(forms, key=lambda f: max(meanings(f).values(), default=0.0)) if forms else "")
    return joined


def _by_year(above: Sequence[str], below: Sequence[str], both: Sequence[str]) -> bool:
    """Whether years stand over columns that have the same names for each of them."""
    filled = [n.casefold() for n in below if n]
    return (
        len(set(filled)) < len(filled)
        and len({n.casefold() for n in both if n}) == len(filled)
        and any(map(year_in, above))
    )


def _completes(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row names the columns that a group's name above leaves blank, and is no line: it has no title."""
    groups = [i for i, n in enumerate(below) if n]
    unnamed = [i for i in groups if i >= len(above) or not above[i]]
    titled = [i for i, n in enumerate(above) if "title" in meanings(n)]
    return bool(unnamed and titled) and not any(below[i] or i in groups for i in titled if i < len(below))


def _unknown_header(top: Sequence[tuple[int, list[str]]]) -> Header:
    """The first full row of a sheet whose headers are in no list, or none where that row is data."""
    if not top:
        return Header(0, ())
    usual = Counter(sum(map(bool, names)) for _, names in top).most_common(1)[0][0]
    for number, names in top:
        filled = [n for n in names if n]
        if len(filled) < 0.6 * usual:
            continue
        is_data = any(map(_NUMBER.fullmatch, filled)) or any(map(looks_like_title, filled))
        return Header(0, ()) if is_data else Header(number, tuple(names))
    return Header(0, ())
