"""Which column of a list of programs holds what: by its header, checked against its cells, and else by its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from reskill.intake.amounts import amount_of, has_decimal_comma, is_not_given
from reskill.intake.columns import column_named
from reskill.intake.dates import date_of
from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.intake.vocabulary import words
from reskill.problem import ReskillError
from reskill.programs.codes import FREE, NO, YES, cip_of, delivery_of, socs_in, state_of, zip_of
from reskill.programs.list_fields import CONTAINED, LABELS, NAMES, NOT_OURS, SEVERAL

_SAMPLE = 300  # rows
_PREFIX = re.compile(r"^(field )?((d|de)\d{3} )?|( \d| occ \d| occupation \d)$")  # of the national file
_PARTIAL = 0.6
_MOST, _HALF = 0.8, 0.5
_PROVIDER = re.compile(
    r"\b(college|school|institute|academy|university|training|center|centre|inc|llc|district)\b", re.I
)
_CREDENTIAL = re.compile(r"\b(certificate|certification|certified|licen[sc]e|degree|diploma|associate)\b", re.I)
_DOLLARS = re.compile(r"\$\s?[\d,]+(\.\d\d)?|\d[\d,]*\.\d\d")
_OUTCOMES = re.compile(r"d108\b")


@dataclass(frozen=True)
class ListColumns:
    """Indices of the columns of each field, and the fields that were known by their cells alone."""

    fields: dict[str, tuple[int, ...]]
    by_content: tuple[str, ...] = ()

    def unread(self, table: Table) -> tuple[str, ...]:
        """Headers of the columns that no field takes."""
        taken = {i for columns in self.fields.values() for i in columns}
        return tuple(h for i, h in enumerate(table.headers) if i not in taken)


def find_list_columns(table: Table, chosen: Mapping[str, str] | None = None, cips: Collection[str] = ()) -> ListColumns:
    """The columns of a list; `chosen` (field -> header or letter, several joined by " + ", '' = none) wins.

    `cips` are the codes of the crosswalk, by which a column of bare numbers is known. Raises ReskillError for a field
    or a column that there is not.
    """
    chosen = chosen or {}
    fields: dict[str, tuple[int, ...]] = {}
    for field, header in chosen.items():
        if field not in LABELS:
            raise ReskillError(f"There is no field named {field}.", f"The fields are: {', '.join(LABELS)}.")
        if header:
            several = field in SEVERAL and header not in table.headers
            fields[field] = tuple(column_named(table, h) for h in (header.split(" + ") if several else [header]))
    taken = {i for columns in fields.values() for i in columns}
    samples = [_sample(table, i) for i in range(len(table.headers))]
    scored = sorted(
        (
            (strength * _fit(field, samples[i]), -i, field)
            for i, header in enumerate(table.headers)
            if i not in taken
            for field, strength in _meanings(header).items()
            if field not in chosen
        ),
        reverse=True,
    )
    for strength, at, field in scored:
        if strength > 0 and -at not in taken and (field not in fields or field in SEVERAL):
            fields[field] = (*fields.get(field, ()), -at)
            taken.add(-at)
    fields = {field: tuple(sorted(columns)) for field, columns in fields.items()}
    by_content = _by_content(samples, taken, set(fields) | set(chosen), frozenset(cips))
    return ListColumns(fields | {f: (i,) for f, i in by_content.items()}, tuple(by_content))


def known_headers(headers: Sequence[str]) -> int:
    """How many fields the names of a row would give: by it a header is told from rows above and beneath it."""
    return len({field for h in headers for field in _meanings(h)})


def _sample(table: Table, column: int) -> list[str]:
    step = max(1, len(table.rows) // _SAMPLE)
    texts = (text_of(values[column]) for _, values in table.rows[::step] if column < len(values))
    return [t for t in texts if not is_not_given(t)]


def _meanings(header: str) -> dict[str, float]:
    """The fields that a header may name, with a strength in (0, 1]."""
    plain = words(header)
    said = _PREFIX.sub("", plain).strip()
    if _OUTCOMES.search(plain):
        return {"outcome": 1.0}
    found = {}
    for field, names in NAMES.items():
        if said in names:
            found[field] = 1.0 - 0.02 * names.index(said)
        elif not any(f" {w} " in f" {said} " for w in NOT_OURS.get(field, ())):
            held = [n for n in CONTAINED.get(field, ()) if f" {n} " in f" {said} "]
            if held:
                found[field] = _PARTIAL - 0.02 * CONTAINED[field].index(held[0])
    return found


def _share(texts: Sequence[str], holds: Callable[[str], object]) -> float:
    return sum(bool(holds(t)) for t in texts) / len(texts) if texts else _HALF


def _number(text: str) -> bool:
    return amount_of(text, has_decimal_comma(text)) is not None or text.casefold() in FREE


def _letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= 2


_FITS: dict[str, Callable[[str], object]] = {
    "name": _letters,
    "provider": _letters,
    "cip": lambda t: cip_of(t)[0],
    "soc": socs_in,
    **dict.fromkeys(("total", "tuition", "fees", "books", "supplies", "other"), _number),
    **dict.fromkeys(("hours", "weeks"), lambda t: _number(t.split()[0])),
    **dict.fromkeys(("served", "completed", "employed"), _number),
    "city": _letters,
    "state": state_of,
    "zip": lambda t: zip_of(t)[0],
    "online": lambda t: t.casefold() in YES | NO | {"1", "0", "2"},
    "approved_until": lambda t: date_of(t) is not None,
    "updated": lambda t: date_of(t) is not None,
    "url": lambda t: "." in t,
    "credential": _letters,
    "licence": _letters,
    "prerequisites": _letters,
}


def _fit(field: str, texts: Sequence[str]) -> float:
    """How well the cells of a column fit a field: 0 below a half of them."""
    share = _share(texts, _FITS[field]) if field in _FITS else 1.0
    return share if share >= _HALF else 0.0


def _by_content(
    samples: Sequence[Sequence[str]], taken: set[int], known: set[str], cips: frozenset[str]
) -> dict[str, int]:
    """Columns that no header names, known by what nearly all of their cells hold."""
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("url", lambda t: re.match(r"(https?://|www\.)", t)),
        ("soc", lambda t: re.match(r"\d\d-\d{4}", t) and socs_in(t)),
        ("cip", lambda t: cip_of(t)[0] in cips or re.fullmatch(r"\d\d\.\d{4}", t)),
        ("delivery", lambda t: len(t) < 120 and delivery_of(t)),
        ("state", lambda t: len(t) == 2 and state_of(t)),
        ("zip", lambda t: re.fullmatch(r"\d{5}(-\d{4})?", t)),
        ("hours", lambda t: re.fullmatch(r"[\d,.]+ *(clock |contact )?(hours|hrs)\.?", t, re.I)),
        ("weeks", lambda t: re.fullmatch(r"[\d,.]+ *(weeks|wks)\.?", t, re.I)),
        ("total", _DOLLARS.fullmatch),
        ("credential", _CREDENTIAL.search),
        ("provider", _PROVIDER.search),
    )
    least = {"credential": _HALF, "provider": _HALF}
    found: dict[str, int] = {}
    costs = known & {"total", "tuition"}
    for field, holds in tests:
        if field in known or (field == "total" and costs):
            continue
        shares = [(_share(s, holds), len(set(s)), -i) for i, s in enumerate(samples) if s and i not in taken]
        if shares and max(shares)[0] >= least.get(field, _MOST):
            found[field] = -max(shares)[2]
            taken.add(found[field])
    if "name" not in known:
        texts = [
            (len(set(s)) / len(s), -i)
            for i, s in enumerate(samples)
            if s and i not in taken and _share(s, _letters) > _MOST
        ]
        if texts and max(texts)[0] >= _HALF:
            found["name"] = -max(texts)[1]
            taken.add(found["name"])
    return found
