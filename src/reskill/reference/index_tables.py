"""Tables that score occupations by SOC code: the ones Reskill knows, and any other that a person describes.

A score is kept by SOC 2018 code, higher meaning more AI. Of several rows that come to one code the mean is kept.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import fmean

from reskill.problem import ReskillError
from reskill.reference.soc_2010 import later_codes
from reskill.reference.sources import Origin, index_name, record
from reskill.reference.tables import Field, Table

EDITIONS = (2010, 2018)
"""Years of the SOC whose codes a table may use."""


@dataclass(frozen=True)
class IndexTable:
    """What a table of scores is: its columns, the edition of its SOC codes, and which way its scores run."""

    column: str
    name: str  # what we call it
    origin: Origin
    soc: str = "SOC Code"
    edition: int = 2018
    lower_is_more: bool = False

    @property
    def fields(self) -> dict[str, Field]:
        """The columns that are read."""
        return {"soc": Field((self.soc,)), "score": Field((self.column,), may_be_empty=True)}


KNOWN = (
    IndexTable(
        "AIOE",
        "AIOE",
        Origin("AI Occupational Exposure (Felten, Raj, Seamans 2021)", "", "2021", "cite the paper"),
        edition=2010,
    ),
    IndexTable(
        "ai_applicability_score",
        "AI applicability",
        Origin("Working with AI (Microsoft): AI applicability score", "", "2025", "CC BY 4.0"),
    ),
    IndexTable(
        "observed_exposure",
        "Observed use",
        Origin("Anthropic Economic Index (Massenkoff and McCrory 2026): observed exposure", "", "2026-03", "CC BY"),
        soc="occ_code",
    ),
)


def described(
    name: str, column: str, soc: str, edition: int, lower_is_more: bool, source: str, dated: str, licence: str
) -> IndexTable:
    """A table that a person describes. Raises ReskillError where what it is, or whose, is not said."""
    missing = [
        what
        for what, said in (
            ("its name", name),
            ("the column of its scores", column),
            ("the column of its SOC codes", soc),
            ("who published it", source),
            ("its date", dated),
            ("its licence", licence),
        )
        if not said.strip()
    ]
    if missing:
        raise ReskillError(f"A table of scores is not described: {', '.join(missing)}.", "Say these, and try again.")
    if edition not in EDITIONS:
        raise ReskillError(f"{edition} is no edition of the SOC.", "Give 2010 or 2018.")
    return IndexTable(column, name.strip(), Origin(source, "", dated, licence), soc, edition, lower_is_more)


def write_scores(db: sqlite3.Connection, table: Table, index: IndexTable, sha256: str) -> None:
    """Put the scores into a pack in place of those that the index had; a score that is none is a located fault."""
    db.execute("DELETE FROM occupation_index WHERE name = ?", (index.name,))
    found: defaultdict[str, list[float]] = defaultdict(list)
    for soc, score in _scores(table, index):
        found[soc].append(score)
    db.executemany(
        "INSERT INTO occupation_index (name, soc, score) VALUES (?,?,?)",
        [(index.name, soc, fmean(scores)) for soc, scores in sorted(found.items())],
    )
    notes = ["SOC 2010 codes, brought to SOC 2018"] if index.edition == 2010 else []
    notes += ["sign changed: there less was more"] if index.lower_is_more else []
    record(db, index_name(index.name), replace(index.origin, sha256=sha256, note="; ".join(notes)))


def _scores(table: Table, index: IndexTable) -> Iterator[tuple[str, float]]:
    """SOC 2018 codes with scores; an O*NET-SOC code counts for its SOC code."""
    for r in table:
        text, score = r.values
        code = re.fullmatch(r"(\d\d)-?(\d{4})(\.\d\d)?", text)
        if not code:
            raise table.fault(f"{text!r} is not a SOC code.", r.row, index.soc)
        if not score:
            continue
        value = table.number(score, r.row, index.column, -1e6, 1e6) * (-1 if index.lower_is_more else 1)
        soc = f"{code[1]}-{code[2]}"
        for later in later_codes().get(soc, (soc,)) if index.edition == 2010 else (soc,):
            yield later, value
