"""The check of inputs, formulas and accessibility (packaging/workbook_form.py): it finds nothing in what the program writes,
and each thing that somebody breaks."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from books import written
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from test_twenty_what_ifs import planned

from reskill.export.editions import PLAN, write_workbook
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
from workbook_form import faults

MONEY = {"hr": "Budget", "board": "Lines"}


def where(book: Workbook, sheet: str, column: str, category: str = "") -> Any:
    """The cell of a column in the first row of a sheet's table, or the first of a category."""
    ws = book[sheet]
    (table,) = ws.tables.values()
    head, *rows = ws[table.ref]
    heads = [c.value for c in head]
    return next(
        row[heads.index(column)]
        for row in rows
        if not category or (row[heads.index("Category")].value == category and row[heads.index("Quantity")].value)
    )


def set_to(sheet: str, column: str, value: object, category: str = "") -> Callable[[Workbook, str], None]:
    """What writes over a cell; MONEY's sheet for ''."""

    def deed(book: Workbook, edition: str) -> None:
        where(book, sheet or MONEY[edition], column, category).value = value

    return deed


def rate_of_fringe(book: Workbook, edition: str) -> None:
    where(book, MONEY[edition], {"hr": "Unit cost", "board": "Mean rate"}[edition], "fringe").value = 0.35


def total_of(book: Workbook, edition: str) -> None:
    ws = book[{"hr": "Budget by fund and year", "board": "Funds"}[edition]]
    (table,) = ws.tables.values()
    ws.cell(ws[table.ref][-1][0].row + 1, 5).value = 1_000.0


def coloured(book: Workbook, edition: str) -> None:
    where(book, MONEY[edition], "Category").fill = PatternFill("solid", fgColor="FF0000")


def graded(book: Workbook, edition: str) -> None:
    book[MONEY[edition]].conditional_formatting.add(
        "A2:A9", ColorScaleRule("min", None, "FFFFFF", "max", None, "FF0000")
    )


def unmarked(book: Workbook, _edition: str) -> None:
    book["Inputs"]["B2"].fill = PatternFill()


def marked(book: Workbook, _edition: str) -> None:
    book["Inputs"].cell(book["Inputs"].max_row, 2).fill = PatternFill("solid", fgColor="FFF8E1")


def unnamed(name: str) -> Callable[[Workbook, str], None]:
    return lambda book, _edition: book.defined_names.pop(name) and None


def on_sheet(deed: Callable[[Any], object]) -> Callable[[Workbook, str], None]:
    return lambda book, edition: deed(book[MONEY[edition]]) and None


def narrow(ws: Any) -> None:
    for dimension in ws.column_dimensions.values():
        dimension.width = 5


def headless(ws: Any) -> None:
    (table,) = ws.tables.values()
    ws[table.ref][0][1].value = None


DEEDS: dict[str, tuple[Callable[[Workbook, str], None], str]] = {
    "a figure inside a formula": (set_to("", "Amount", "=ROUND(1250.5,2)"), "has figures inside"),
    "a quantity pasted over a formula": (set_to("", "Quantity", 8_000.0, "fringe"), "is a pasted figure: Quantity"),
    "a rate pasted over a formula": (rate_of_fringe, "rest on Fringe_rate"),
    "an amount pasted over a total": (total_of, "is a pasted total"),
    "an input without its name": (unnamed("Fringe_rate"), "is not a marked cell of that name"),
    "a name that formulas use": (unnamed("Fringe_rate_used"), "uses Fringe_rate_used, which is no name"),
    "an amount of money without its name": (unnamed("Available_City_FY2028"), "has no name"),
    "an input that is not marked": (unmarked, "is not marked"),
    "a mark where nothing follows": (marked, "nothing follows from it"),
    "a text that the row cuts": (set_to("", "Fund", "City " * 400), "is cut"),
    "merged cells": (on_sheet(lambda ws: ws.merge_cells("A2:A3")), "merged cells"),
    "a colour alone": (coloured, "says what no word does"),
    "a scale of colours": (graded, "a colour that no word"),
    "pale text": (on_sheet(lambda ws: setattr(ws["A2"], "font", Font(color="CCCCCC"))), "hard to read"),
    "a sheet without a name": (on_sheet(lambda ws: setattr(ws, "title", "Sheet1")), "its name says nothing"),
    "a hidden sheet": (on_sheet(lambda ws: setattr(ws, "sheet_state", "hidden")), "it is hidden"),
    "narrow columns": (on_sheet(narrow), "is too narrow for"),
    "a column without a header": (on_sheet(headless), "has no header"),
    "a header that scrolls away": (on_sheet(lambda ws: setattr(ws, "freeze_panes", None)), "does not stay in sight"),
    "a header on the first page alone": (on_sheet(lambda ws: setattr(ws, "print_title_rows", "5:5")), "not repeated"),
    "no title": (lambda book, _edition: setattr(book.properties, "title", ""), "has no title"),
    "no language": (lambda book, _edition: setattr(book.properties, "language", None), "language is None"),
    "another sheet first": (lambda book, _edition: setattr(book, "active", 2), "not on its first sheet"),
}


@pytest.fixture(scope="module")
def books(small_catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions of a small plan whose costs follow from inputs."""
    folder = tmp_path_factory.mktemp("form")
    project, _ = planned(2, folder)
    for edition in MONEY:
        written(project, small_catalog, edition, folder)
    project.close()
    return folder


@pytest.mark.parametrize("edition", MONEY)
def test_that_a_workbook_as_written_has_no_fault(edition: str, books: Path) -> None:
    assert faults(books / f"{edition}.xlsx") == []


@pytest.mark.parametrize("edition", MONEY)
@pytest.mark.parametrize("deed", DEEDS)
def test_that_what_somebody_breaks_is_found(deed: str, edition: str, books: Path, tmp_path: Path) -> None:
    breaks, said = DEEDS[deed]
    book = openpyxl.load_workbook(books / f"{edition}.xlsx")
    breaks(book, edition)
    book.save(tmp_path / "broken.xlsx")
    found = faults(tmp_path / "broken.xlsx")
    assert any(said in what for what in found), found


def test_that_an_amount_pasted_over_its_product_is_found(books: Path, tmp_path: Path) -> None:
    for edition in MONEY:
        book, values = (openpyxl.load_workbook(books / f"{edition}.xlsx", data_only=d) for d in (False, True))
        cell = where(book, MONEY[edition], "Amount", "fringe")
        cell.value = values[MONEY[edition]][cell.coordinate].value
        book.save(tmp_path / "pasted.xlsx")
        assert any(f"{cell.coordinate} is a pasted figure" in what for what in faults(tmp_path / "pasted.xlsx"))


def test_that_a_chart_without_words_is_found(books: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(books / "hr.xlsx") as old, zipfile.ZipFile(tmp_path / "mute.xlsx", "w") as new:
        for item in old.infolist():
            new.writestr(item, re.sub(rb' descr="[^"]*"', b"", old.read(item)))
    assert any("no words for those who cannot see it" in what for what in faults(tmp_path / "mute.xlsx"))


@pytest.mark.parametrize(("edition", "language"), [*((e, "en") for e in PLAN), ("union", "es")])
def test_that_every_edition_can_be_read_by_everybody(
    edition: str, language: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx", edition, language=language)
    assert faults(tmp_path / "a.xlsx") == []
