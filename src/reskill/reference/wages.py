"""Importing employment and pay from the workbooks of BLS's Occupational Employment and Wage Statistics."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, section, silent
from reskill.reference.additions import Added, add, one_part
from reskill.reference.building import Step
from reskill.reference.catalog import STATES
from reskill.reference.release_files import Part, parts_of, refuse
from reskill.reference.sources import Origin, record
from reskill.reference.tables import Field, Record, Table, open_table

LOCAL_GOVERNMENT = "999300"  # without schools and hospitals
ALL_INDUSTRIES, ALL_OWNERS = "000000", "1235"
_FIGURES = {  # column -> highest credible value
    "TOT_EMP": 1e9,
    "A_MEAN": 1e7,
    "A_PCT10": 1e7,
    "A_PCT25": 1e7,
    "A_MEDIAN": 1e7,
    "A_PCT75": 1e7,
    "A_PCT90": 1e7,
    "H_MEDIAN": 1e4,
}
_NOT_PUBLISHED, _TOO_HIGH = ("", "*", "**", "-", "~"), "#"
_FIELDS = {
    **{n: Field((n,)) for n in ("AREA", "AREA_TITLE", "AREA_TYPE")},
    "PRIM_STATE": Field(("PRIM_STATE",), may_be_empty=True, may_be_absent=True),
    "NAICS": Field(("NAICS",)),
    "OWN_CODE": Field(("OWN_CODE",), may_be_empty=True, may_be_absent=True),
    **{n: Field((n,)) for n in ("OCC_CODE", "O_GROUP")},
    **{n: Field((n,), may_be_empty=True) for n in _FIGURES},
}
_PARTS = {  # source -> its areas, in words and in SQL
    "wage_nation": ("the nation", "area = 'N'"),
    "wage_local": ("local government in the nation", "area = 'NL'"),
    "wage_state": ("states", "area GLOB 'S*'"),
    "wage_metro": ("metropolitan and nonmetropolitan areas", "area GLOB 'M*'"),
}


def import_wages(path: Path, into: str, release: str = "", tick: Tick = silent) -> Added:
    """Put a national, state, metropolitan or all-data workbook (or BLS's zip of it) into a pack.

    What the file covers (nation, local government, states, metropolitan areas) replaces what the pack has of it.
    `release` like "May 2024" is read from the file's name unless given. Raises ReskillError.
    """
    parts = _published(path)
    release = release or _release(path, parts)
    problems: list[Problem] = []

    def steps(sha256: str) -> Sequence[Step]:
        origin = Origin(
            "BLS Occupational Employment and Wage Statistics", release, _dated(release), "public domain", sha256
        )
        return [Step("employment and pay", 20.0, lambda db, tick: _fill(db, parts, origin, problems, tick))]

    return add(into, f"wages-{release.replace(' ', '-')}", parts, steps, problems, tick)


def _published(path: Path) -> list[Part]:
    """The workbooks with figures among what BLS packs into one zip."""
    dated = [p for p in parts_of(path) if re.search(r"M_?20\d\d", p.title) and p.suffix in (".xlsx", ".csv")]
    return dated or [one_part(path)]


def _release(path: Path, parts: Sequence[Part]) -> str:
    for name in (*(p.title for p in parts), path.stem):
        if found := re.search(r"M[_ ]?(20\d\d)", name):
            return f"May {found[1]}"
    raise ReskillError(
        f"The name of {path.name} does not say its release.", "Say it, for example --release 'May 2024'."
    )


def _dated(release: str) -> str:
    found = re.fullmatch(r"May (20\d\d)", release)
    return f"{found[1]}-05" if found else ""


def _fill(db: sqlite3.Connection, parts: Sequence[Part], origin: Origin, problems: list[Problem], tick: Tick) -> None:
    db.execute("CREATE TEMP TABLE new_area AS SELECT * FROM area WHERE 0")
    db.execute("CREATE TEMP TABLE new_wage AS SELECT * FROM wage WHERE 0")
    db.execute("CREATE UNIQUE INDEX temp.new_wage_key ON new_wage (area, occ)")
    empty: Counter[str] = Counter()
    for n, part in enumerate(parts):
        with open_table(part, _FIELDS, section(tick, n / len(parts), (n + 1) / len(parts))) as table:
            _read(db, table, empty)
    if not db.execute("SELECT 1 FROM new_wage").fetchone():
        raise refuse(
            "It holds no detailed occupations of all industries or of local government.",
            Place(parts[0].name),
            "Get the national, state, metropolitan or all-data file from bls.gov/oes/tables.htm.",
        )
    note = f"{empty[_TOO_HIGH]:,} figures above the published range and {empty['']:,} not published are left empty"
    for name, (words, area) in _PARTS.items():
        if db.execute(f"SELECT 1 FROM new_wage WHERE {area}").fetchone():
            for table_name in ("area", "wage"):
                db.execute(f"DELETE FROM main.{table_name} WHERE {area}")
                db.execute(f"INSERT INTO main.{table_name} SELECT * FROM new_{table_name} WHERE {area}")
            record(db, name, replace(origin, source=f"{origin.source}: {words}", note=note))
    record(db, "area", replace(origin, source=f"{origin.source}: areas"))
    db.execute("DROP TABLE new_area")
    db.execute("DROP TABLE new_wage")
    problems.extend(_strangers(db, parts[0].name))


def _read(db: sqlite3.Connection, table: Table, empty: Counter[str]) -> None:
    names = list(_FIELDS)
    states = dict(db.execute("SELECT name, state_fips FROM area WHERE kind = 'S'"))
    areas: dict[str, tuple[str, ...]] = {}

    def rows() -> Iterator[tuple[int, tuple[object, ...]]]:
        for r in table:
            cell = dict(zip(names, r.values, strict=True))
            area = _area(cell, table, r)
            if not area or cell["O_GROUP"].casefold() not in ("total", "detailed"):
                continue
            figures = [_figure(cell[n], n, table, r.row, empty) for n in _FIGURES]
            if all(f is None for f in figures):
                continue
            if area not in areas:
                kind, industry = area[0], LOCAL_GOVERNMENT if area == "NL" else ALL_INDUSTRIES
                fips = area[1:3] if kind == "S" else states.get(STATES.get(cell["PRIM_STATE"], ""), "00")
                areas[area] = (area, kind, industry, "National" if kind == "N" else cell["AREA_TITLE"], fips)
            yield r.row, (area, _occupation(cell["OCC_CODE"], table, r.row), *figures)

    table.insert(
        db,
        "INSERT INTO new_wage (area, occ, emp, mean, p10, p25, p50, p75, p90, h50) VALUES (?,?,?,?,?,?,?,?,?,?)",
        rows(),
    )
    db.executemany("INSERT INTO new_area (area, kind, industry, name, state_fips) VALUES (?,?,?,?,?)", areas.values())


def _area(cell: dict[str, str], table: Table, r: Record) -> str:
    """Our id of the row's area and industry, '' for a row of another industry or owner."""
    industry = cell["NAICS"].zfill(6)
    if industry == LOCAL_GOVERNMENT and cell["AREA_TYPE"] == "1":
        return "NL"
    if industry != ALL_INDUSTRIES or (cell["OWN_CODE"] or ALL_OWNERS) != ALL_OWNERS:
        return ""
    match cell["AREA_TYPE"]:
        case "1":
            return "N"
        case "2" | "3":
            return f"S{cell['AREA'].zfill(2)}00000"
        case "4" | "6":
            return f"M{cell['AREA'].zfill(7)}"
    raise table.fault(f"{cell['AREA_TYPE']!r} is not a type of area.", r.row, "AREA_TYPE")


def _occupation(text: str, table: Table, row: int) -> str:
    code = text.replace("-", "")
    if not re.fullmatch(r"\d{6}", code):
        raise table.fault(f"{text!r} is not an occupation code.", row, "OCC_CODE")
    return code


def _figure(text: str, column: str, table: Table, row: int, empty: Counter[str]) -> float | None:
    """A published figure; None where BLS publishes none, or only that it is above the range."""
    if text in _NOT_PUBLISHED or text == _TOO_HIGH:
        empty[text if text == _TOO_HIGH else ""] += 1
        return None
    value = table.number(text.replace(",", ""), row, column, 0, _FIGURES[column])
    return value if column == "H_MEDIAN" else round(value)


def _strangers(db: sqlite3.Connection, file: str) -> Iterator[Problem]:
    """Detailed codes of the nation that are no occupation of the pack: another revision of the codes, perhaps."""
    codes = [
        r[0]
        for r in db.execute(
            "SELECT occ FROM wage WHERE area = 'N' AND occ <> '000000' AND occ NOT IN (SELECT oews FROM occupation)"
        )
    ]
    if codes:
        yield Problem(
            f"{len(codes)} occupations with pay are not in the pack: {', '.join(codes[:8])}.",
            Place(file),
            "Their pay is kept, and shows with a release that has them.",
            "warning",
        )
