"""The parts of a workbook's package, read as they are. Only for one that the child process has looked over."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from reskill.intake import archive

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK = "xl/workbook.xml"


class Related(NamedTuple):
    """A part that another leads to: the relation's number, the last word of its kind, and the name of the part."""

    id: str
    kind: str
    part: str


def sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and part, in order. Raises ReskillError for damaged XML."""
    if _BOOK not in package.namelist():
        return
    parts = {r.id: r.part for r in related(package, _BOOK)}
    for element in parsed(package, _BOOK).iter():
        if tag(element) == "sheet" and (part := parts.get(element.get(RELATION, ""))):
            yield element.get("name", ""), part


def related(package: zipfile.ZipFile, part: str, external: bool = False) -> list[Related]:
    """The parts inside the package that a part leads to; or the `external` addresses, in place of parts."""
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in package.namelist():
        return []
    return [
        Related(
            e.get("Id", ""),
            e.get("Type", "").rsplit("/", 1)[-1],
            e.get("Target", "")
            if external
            else posixpath.normpath(posixpath.join("/", folder, e.get("Target", ""))).lstrip("/"),
        )
        for e in parsed(package, rels)
        if (e.get("TargetMode") == "External") == external
    ]


def parsed(package: zipfile.ZipFile, part: str) -> Element:
    """The XML of a part. Raises ReskillError where it is damaged."""
    try:
        found: Element = fromstring(package.read(part))
    except (ParseError, DefusedXmlException) as error:
        raise archive.damaged(posixpath.basename(str(package.filename))) from error
    return found


def tag(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1]
