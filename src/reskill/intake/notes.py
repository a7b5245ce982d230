"""What a workbook says beside the values of its cells: notes, threaded comments, text boxes, and the formulas.

Read only after the child process has looked the package over.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from reskill.intake import limits
from reskill.intake.grid import letter
from reskill.intake.package import parsed, related, sheets, tag


class Note(NamedTuple):
    """A note on a cell, such as "Roles", "B7", "not so"; a text box stands where its upper left corner is."""

    sheet: str
    cell: str
    text: str


def read_notes(path: Path) -> list[Note]:
    """Every note of every sheet; of a thread each remark, and not Excel's copy of it as a note. Raises ReskillError for damaged XML."""
    with zipfile.ZipFile(path) as package:
        return [note for sheet, part in sheets(package) for note in _of_sheet(package, part, sheet)]


def read_formulas(path: Path) -> dict[str, dict[str, str]]:
    """The formula of each cell that has one, by sheet and cell, without its `=`. Raises ReskillError for damaged XML."""
    with zipfile.ZipFile(path) as package:
        return {
            sheet: {
                cell.get("r", ""): formula.text or ""
                for cell in parsed(package, part).iter()
                if tag(cell) == "c"
                for formula in cell
                if tag(formula) == "f"
            }
            for sheet, part in sheets(package)
            if part in package.namelist()
        }


def _of_sheet(package: zipfile.ZipFile, part: str, sheet: str) -> list[Note]:
    found: dict[str, list[Note]] = {"comments": [], "threadedComment": [], "drawing": []}
    for _, kind, target in related(package, part):
        if kind not in found or target not in package.namelist():
            continue
        for element in parsed(package, target).iter():
            if tag(element) in ("comment", "threadedComment"):
                found[kind].append(_note(sheet, element.get("ref", ""), element, ("t", "text")))
            elif tag(element) in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
                found[kind].append(_note(sheet, _corner(element), element, ("t",)))
    threaded = {n.cell for n in found["threadedComment"]}
    notes = [n for n in found["comments"] if n.cell not in threaded]
    return [n for n in (*notes, *found["threadedComment"], *found["drawing"]) if n.text]


def _note(sheet: str, cell: str, element: Element, words: tuple[str, ...]) -> Note:
    text = "".join(e.text or "" for e in element.iter() if tag(e) in words).strip()
    return Note(sheet, cell, text[: limits.CELL])


def _corner(anchor: Element) -> str:
    """The cell at the upper left corner of a drawing."""
    corner = next((e for e in anchor if tag(e) == "from"), None)
    at = {tag(e): int(e.text or 0) for e in corner if tag(e) in ("col", "row")} if corner is not None else {}
    return f"{letter(at.get('col', 0))}{at.get('row', 0) + 1}"
