"""Notes and threaded comments of a workbook's cells. Read only after the child process has looked the package over."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from reskill.intake import archive, limits

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Note(NamedTuple):
    """A note on a cell, such as "Roles", "B7", "not so"."""

    sheet: str
    cell: str
    text: str


def read_notes(path: Path) -> list[Note]:
    """Every note of every sheet; of a thread each remark, and not Excel's copy of it as a note. Raises ReskillError for damaged XML."""
    with zipfile.ZipFile(path) as package:
        book = "xl/workbook.xml"
        if book not in package.namelist():
            return []
        parts = {r.get("Id"): target for r, target in _related(package, book)}
        found: list[Note] = []
        for element in _parsed(package, book).iter():
            part = parts.get(element.get(_RELATION)) if _tag(element) == "sheet" else None
            if part:
                found += _of_sheet(package, part, element.get("name", ""))
        return found


def _of_sheet(package: zipfile.ZipFile, part: str, sheet: str) -> list[Note]:
    notes: list[Note] = []
    threads: list[Note] = []
    for relation, target in _related(package, part):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        if kind not in ("comments", "threadedComment") or target not in package.namelist():
            continue
        for element in _parsed(package, target).iter():
            if _tag(element) in ("comment", "threadedComment"):
                words = "".join(e.text or "" for e in element.iter() if _tag(e) in ("t", "text")).strip()
                note = Note(sheet, element.get("ref", ""), words[: limits.CELL])
                (threads if kind == "threadedComment" else notes).append(note)
    threaded = {n.cell for n in threads}
    return [n for n in (*(n for n in notes if n.cell not in threaded), *threads) if n.text]


def _related(package: zipfile.ZipFile, part: str) -> list[tuple[Element, str]]:
    """The relations of a part, each with the name of the part it leads to."""
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in package.namelist():
        return []
    found = [e for e in _parsed(package, rels) if e.get("TargetMode") != "External"]
    return [(e, posixpath.normpath(posixpath.join("/", folder, e.get("Target", ""))).lstrip("/")) for e in found]


def _parsed(package: zipfile.ZipFile, part: str) -> Element:
    try:
        found: Element = fromstring(package.read(part))
    except (ParseError, DefusedXmlException) as error:
        raise archive.damaged(posixpath.basename(str(package.filename))) from error
    return found


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]
