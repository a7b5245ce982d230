"""Occupation codes of SOC 2010 in a table, which no reference of today has: told with the codes of SOC 2018."""

from __future__ import annotations

import re

from reskill.intake.table import Table
from reskill.intake.text import text_of
from reskill.problem import Place, Problem
from reskill.reference.soc_2010 import pointer

_CODE = re.compile(r"\d\d-\d{4}(\.\d\d)?")
_LOOKED_AT = 200  # rows, to know a column of codes
_SHARE = 0.8  # of its cells
_TOLD = 10  # codes


def old_code_remarks(table: Table) -> list[Problem]:
    """A remark for each code of SOC 2010 in a column of occupation codes, at its first row; of many, the first."""
    found: dict[str, Problem] = {}
    for at, header in enumerate(table.headers):
        top = [t for _, v in table.rows[:_LOOKED_AT] if at < len(v) and (t := text_of(v[at]))]
        if not top or sum(bool(_CODE.fullmatch(t)) for t in top) < _SHARE * len(top):
            continue
        for row, values in table.rows:
            code = text_of(values[at]) if at < len(values) else ""
            if code not in found and (said := pointer(code)):
                place = Place(table.file, table.sheet, row, header)
                found[code] = Problem(said, place, "Use the later code wherever an occupation is chosen.", "warning")
    return list(found.values())[:_TOLD]
