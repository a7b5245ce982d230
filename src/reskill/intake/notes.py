"""What a workbook's sheets say beside the values of their cells: notes, threaded comments, text boxes, pictures, links.

Read only after the child process has looked the package over.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from reskill.intake import limits
from reskill.intake.grid import letter
from reskill.intake.package import RELATION, Related, parsed, related, sheets, tag

PICTURE, SHAPE, OBJECT = "a picture", "a shape without words", "an embedded document"
_WORDLESS = {"pic": PICTURE, "sp": SHAPE, "cxnSp": SHAPE, "grpSp": SHAPE, "contentPart": "a drawing by hand"}
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_COPY = "tc="  # Excel's copy of a thread as a note has such an author


class Note(NamedTuple):
    """A note on a cell, such as "Roles", "B7", "not so", and its author's name, '' where none is told.

    A text box stands where its upper left corner is. Of what holds no words, such as a picture, `wordless` says what
    it is.
    """

    sheet: str
    cell: str
    text: str
    who: str = ""
    wordless: bool = False


class LinkOn(NamedTuple):
    """A web or mail address that a cell leads to."""

    sheet: str
    cell: str
    address: str


def read_notes(path: Path) -> list[Note]:
    """Every note of every sheet; of a thread each remark, and not Excel's copy of it as a note. Raises ReskillError for damaged XML."""
    with zipfile.ZipFile(path) as package:
        people = _people(package)
        return [note for sheet, part in sheets(package) for note in _of_sheet(package, part, sheet, people)]


def read_links(path: Path) -> list[LinkOn]:
    """The addresses outside the workbook that cells lead to. Raises ReskillError for damaged XML."""
    found = []
    with zipfile.ZipFile(path) as package:
        for sheet, part in sheets(package):
            addresses = {r.id: r.part for r in related(package, part, external=True) if r.kind == "hyperlink"}
            if addresses:
                links = [e for e in parsed(package, part).iter() if tag(e) == "hyperlink"]
                named = [(e.get("ref", "").partition(":")[0], addresses.get(e.get(RELATION, ""))) for e in links]
                found += [LinkOn(sheet, cell, address[: limits.CELL]) for cell, address in named if address]
    return found


def _people(package: zipfile.ZipFile) -> dict[str, str]:
    """The names of those who wrote in threads, by their numbers."""
    parts = [n for n in package.namelist() if n.startswith("xl/persons/")]
    return {e.get("id", ""): e.get("displayName", "") for p in parts for e in parsed(package, p) if tag(e) == "person"}


def _of_sheet(package: zipfile.ZipFile, part: str, sheet: str, people: Mapping[str, str]) -> list[Note]:
    notes: list[Note] = []
    threads: list[Note] = []
    drawn: list[Note] = []
    for relation in related(package, part):
        if relation.part not in package.namelist():
            continue
        match relation.kind:
            case "comments":
                notes += _notes(parsed(package, relation.part), sheet)
            case "threadedComment":
                threads += _remarks(parsed(package, relation.part), sheet, people)
            case "drawing":
                anchors = (e for e in parsed(package, relation.part).iter() if tag(e) in _ANCHORS)
                drawn += [_drawn(anchor, sheet) for anchor in anchors]
            case "oleObject" | "package":
                drawn.append(_embedded(relation, sheet))
    threaded = {n.cell for n in threads}
    notes = [n for n in notes if n.cell not in threaded]
    return [n for n in (*notes, *threads, *drawn) if n.text]


def _notes(part: Element, sheet: str) -> list[Note]:
    authors = [e.text or "" for e in part.iter() if tag(e) == "author"]
    found = []
    for element in part.iter():
        if tag(element) == "comment":
            at = int(element.get("authorId", "0"))
            who = authors[at] if at < len(authors) and not authors[at].startswith(_COPY) else ""
            found.append(Note(sheet, element.get("ref", ""), _words(element, "t"), who.strip()))
    return found


def _remarks(part: Element, sheet: str, people: Mapping[str, str]) -> list[Note]:
    return [
        Note(sheet, e.get("ref", ""), _words(e, "text"), people.get(e.get("personId", ""), "").strip())
        for e in part.iter()
        if tag(e) == "threadedComment"
    ]


def _drawn(anchor: Element, sheet: str) -> Note:
    """What is drawn over cells; no text for a chart."""
    if words := _words(anchor, "t"):
        return Note(sheet, _corner(anchor), words)
    kinds = (e.get("uri", "").endswith("/chart") for e in anchor.iter() if tag(e) == "graphicData")
    diagram = "" if all(kinds) else "a diagram"
    kind = next((_WORDLESS[tag(e)] for e in anchor.iter() if tag(e) in _WORDLESS), diagram)
    return Note(sheet, _corner(anchor), kind, wordless=True)


def _embedded(relation: Related, sheet: str) -> Note:
    return Note(sheet, "A1", f"{OBJECT}, {relation.part.rpartition('/')[2]}", wordless=True)


def _words(element: Element, name: str) -> str:
    return "".join(e.text or "" for e in element.iter() if tag(e) == name).strip()[: limits.CELL]


def _corner(anchor: Element) -> str:
    """The cell at the upper left corner of a drawing."""
    corner = next((e for e in anchor if tag(e) == "from"), None)
    at = {tag(e): int(e.text or 0) for e in corner if tag(e) in ("col", "row")} if corner is not None else {}
    return f"{letter(at.get('col', 0))}{at.get('row', 0) + 1}"
