"""The sheets of sources and of columns: where every figure comes from and what every column means."""

from __future__ import annotations

from collections.abc import Sequence

from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.project.file import Project
from reskill.project.provenance import recorded
from reskill.reference.catalog import Catalog
from reskill.reference.sources import in_words
from reskill.table import Column

COLUMNS = (
    Column("Data", "name", tip="Part of the reference, or a fact of the project."),
    Column("Source", "source", "wrapped", 60, tip="Who published it."),
    Column("Release", "release", tip="Version or release."),
    Column("Date", "dated", tip="Date of the release, or of the page that was read."),
    Column("Licence", "licence", tip="Terms of use."),
    Column("Rows", "rows", "int", tip="How many rows the reference holds."),
    Column("Note", "note", "wrapped", 60, tip="How it was changed."),
)
ROSTER = "roster"
GUIDE = (
    Column("Sheet", "sheet", tip="Sheet of this workbook."),
    Column("Column", "column", tip="Column of the sheet."),
    Column("Meaning", "meaning", "wrapped", 90, tip="What the column holds."),
)


def sources(project: Project, catalog: Catalog) -> Sheet:
    """Sources of the reference in use, the rules and models, and of the roster, funds and programs."""
    rows = [{**vars(s), "name": in_words(s.name)} for s in catalog.sources]
    rows += [
        {"name": b.name, "source": b.source, "release": b.release, "dated": b.at[:10], "note": b.note}
        for b in recorded(project)
    ]
    rows += [
        {"name": ROSTER, "source": r["source_file"], "rows": r["n"], "note": "Imported by the city"}
        for r in project.rows("SELECT source_file, count(*) AS n FROM position GROUP BY 1 ORDER BY 1")
    ]
    rows += [
        {"name": f"fund: {r['name']}", "source": r["source"] or "entered by the planner", "note": r["note"]}
        for r in project.rows("SELECT name, source, note FROM fund ORDER BY id")
    ]
    rows += [
        {"name": f"programs, {r['origin']}", "source": "Page of each program: sheet Programs", "rows": r["n"]}
        for r in project.rows("SELECT origin, count(*) AS n FROM program GROUP BY 1 ORDER BY 1")
    ]
    return Sheet(
        title="Sources",
        note="Where every figure comes from: release, date, licence, and how it was changed.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
    )


def column_guide(sheets: Sequence[Sheet]) -> Sheet:
    """What every column of the given sheets means."""
    rows = [
        {"sheet": s.title, "column": c.title, "meaning": c.tip} for s in sheets for c in s.columns if s.title != "Cover"
    ]
    return Sheet(
        title="Column guide",
        note="What every column of this workbook means.",
        columns=GUIDE,
        rows=tabulate(GUIDE, rows),
        frozen_columns=2,
    )
