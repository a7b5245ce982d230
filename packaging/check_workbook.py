"""Recalculate a workbook with LibreOffice and compare: no errors, every formula as written, totals as planned; inputs,
formulas and accessibility as `workbook_form.py` asks.

    python packaging/check_workbook.py BOOK.xlsx [--project FILE.reskill]

LibreOffice trusts the values in a file unless its profile says to recalculate, so it gets a profile of its own.
Exit status 0 when all is well, 1 when something differs, 2 when LibreOffice is missing.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from workbook_form import faults

CENT = 0.005
ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:")
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@dataclass
class Verdict:
    """What was compared and what differs, in words."""

    cells: int = 0
    formulas: int = 0
    differences: list[str] = field(default_factory=list)


def check(book: Path, project: Path | None = None) -> Verdict:
    """Compare a workbook with its recalculation, and its budget with the project file's; and look at its form. Raises
    FileNotFoundError when LibreOffice is not installed."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl on what LibreOffice writes
        verdict.differences += faults(book)
        fresh = openpyxl.load_workbook(recalculated(book, Path(folder)), data_only=True, read_only=True)
        written = openpyxl.load_workbook(book, data_only=True, read_only=True)
        formulas = openpyxl.load_workbook(book, read_only=True)
        if fresh.sheetnames != written.sheetnames:
            verdict.differences.append(f"sheets {written.sheetnames} became {fresh.sheetnames}")
            return verdict
        for name in written.sheetnames:
            _compare(verdict, name, written[name], fresh[name], formulas[name])
        if project:
            verdict.differences += _against_project(written, project)
    return verdict


def recalculated(book: Path, folder: Path) -> Path:
    """The workbook as LibreOffice calculates it, written into a folder."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not soffice:
        raise FileNotFoundError("LibreOffice (soffice) is not installed")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(book)], capture_output=True, text=True, timeout=600, check=False
    )
    made = folder / "out" / book.name
    if not made.is_file():
        raise RuntimeError(f"LibreOffice could not open {book.name}: {done.stderr or done.stdout}")
    return made


def _compare(verdict: Verdict, name: str, written: Any, fresh: Any, formulas: Any) -> None:
    for sheet in (written, fresh, formulas):
        sheet.reset_dimensions()
    for at, was, now, formula in _cells(written, fresh, formulas):
        verdict.cells += 1
        place = f"{name}, {at}"
        live = isinstance(formula, str) and formula.startswith("=") and formula != was
        verdict.formulas += live
        for value in (was, now):
            if isinstance(value, str) and value.startswith(ERRORS):
                verdict.differences.append(f"{place}: {value}")
        if live and was is None:
            verdict.differences.append(f"{place}: no cached value")
        elif not _same(was, now):
            verdict.differences.append(f"{place}: written {was!r}, recalculated {now!r} ({formula!r:.80})")


def _cells(*sheets: Any) -> Iterator[tuple[str, Any, Any, Any]]:
    for r, rows in enumerate(zip(*(s.iter_rows(values_only=True) for s in sheets), strict=False), 1):
        for c, values in enumerate(zip(*rows, strict=False), 1):
            if any(v is not None for v in values):
                yield f"{openpyxl.utils.get_column_letter(c)}{r}", *values


def _same(was: Any, now: Any) -> bool:
    if isinstance(was, int | float) and isinstance(now, int | float):
        return abs(was - now) <= max(CENT, 1e-9 * abs(was)) if abs(was) >= 1 else abs(was - now) < 1e-6
    return (was or "") == (now or "")


def _against_project(written: Any, project: Path) -> Iterator[str]:
    """The workbook's cash and lines of the roster against the project file."""
    with sqlite3.connect(f"{project.resolve().as_uri()}?mode=ro", uri=True) as db:
        cents = db.execute("SELECT coalesce(sum(cents), 0) FROM budget_line WHERE NOT in_kind").fetchone()[0]
        lines = db.execute("SELECT (SELECT count(*) FROM position) + (SELECT count(*) FROM rejected)").fetchone()[0]
    cover = {row[1]: row[2] for row in written["Cover"].iter_rows(values_only=True) if len(row) > 2}
    if "Cash committed" in cover and abs(cover["Cash committed"] - cents / 100) > CENT:
        yield f"cover: cash {cover['Cash committed']}, project {cents / 100}"
    if "Lines of the roster" in cover and cover["Lines of the roster"] != lines:
        yield f"cover: {cover['Lines of the roster']} lines, project {lines}"
    if cover.get("Check", "adds up") != "adds up":
        yield f"cover: {cover['Check']}"
    if "Budget" in written.sheetnames:
        head, *rows = written["Budget"].iter_rows(values_only=True)
        paid, amount = head.index("Cash or in kind"), head.index("Amount")
        total = sum(row[amount] for row in rows if row[paid] == "cash")
        if abs(total - cents / 100) > CENT:
            yield f"Budget: cash {total}, project {cents / 100}"


def main() -> int:
    """Check one workbook and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", type=Path)
    parser.add_argument("--project", type=Path)
    args = parser.parse_args()
    try:
        verdict = check(args.book, args.project)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    for difference in verdict.differences[:50]:
        print(difference)
    print(f"{verdict.cells:,} cells, {verdict.formulas:,} live formulas, {len(verdict.differences)} differences")
    return 1 if verdict.differences else 0


if __name__ == "__main__":
    sys.exit(main())
