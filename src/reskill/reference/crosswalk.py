"""Importing the crosswalk from programs of instruction to occupations: the NCES workbook, or a CSV of its columns."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from reskill.progress import Tick, silent
from reskill.reference.additions import Added, add, one_part
from reskill.reference.building import Step
from reskill.reference.sources import Origin, record
from reskill.reference.tables import Field, Table, open_table

_FIELDS = {"cip": Field(("CIP2020Code",)), "soc": Field(("SOC2018Code",))}
_NO_MATCH = "99"  # both codings say so for what has no match in the other


def import_cip_soc(path: Path, into: str, tick: Tick = silent) -> Added:
    """Put the pairs of CIP 2020 and SOC 2018 codes into a pack, in the place of those it has. Raises ReskillError."""
    part = one_part(path)

    def steps(sha256: str) -> Sequence[Step]:
        def fill(db: sqlite3.Connection, tick: Tick) -> None:
            db.execute("DELETE FROM cip_soc")
            with open_table(part, _FIELDS, tick) as table:
                db.executemany("INSERT OR IGNORE INTO cip_soc (cip, soc) VALUES (?,?)", _pairs(table))
            origin = Origin(
                "NCES CIP 2020 to SOC 2018 crosswalk: code pairs",
                "CIP 2020, SOC 2018",
                "2020",
                "public domain",
                sha256,
                "Codes without a match left out",
            )
            record(db, "cip_soc", origin)

        return [Step("crosswalk", 1.0, fill)]

    return add(into, "cip-soc", [part], steps, (), tick)


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    for r in table:
        cip, soc = r.values
        if re.fullmatch(r"\d{1,2}(\.\d{1,4})?", cip):  # a number in Excel has lost its zeros
            cip = f"{float(cip):07.4f}"
        else:
            raise table.fault(f"{cip!r} is not a CIP code.", r.row, "CIP2020Code")
        if not re.fullmatch(r"\d\d-\d{4}", soc):
            raise table.fault(f"{soc!r} is not a SOC code.", r.row, "SOC2018Code")
        if not (cip.startswith(f"{_NO_MATCH}.") or soc.startswith(_NO_MATCH)):
            yield cip, soc
