"""What a workbook says outside its cells: the headers and footers of its printed pages, and its properties.

Read only after the child process has looked the package over.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reskill.intake.package import parsed, sheets, tag

_PROPERTIES = "docProps/core.xml"
_TOLD = {
    "title": "title",
    "subject": "subject",
    "description": "comments",
    "keywords": "keywords",
    "category": "category",
}
_PRINTED = re.compile("(odd|even|first)(Header|Footer)")
_SECTION = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z])')


class Beside(NamedTuple):
    """A text, and where it stands: on which sheet, '' for the whole file, and in what, such as "the page header"."""

    sheet: str
    place: str
    text: str


def read_beside(path: Path) -> tuple[list[Beside], str]:
    """The texts of printed pages and of properties, and when the file was last saved, ISO in UTC, '' where it does not
    say. Raises ReskillError for damaged XML."""
    with zipfile.ZipFile(path) as package:
        found = [Beside(sheet, *told) for sheet, part in sheets(package) for told in _printed(package, part)]
        if _PROPERTIES not in package.namelist():
            return found, ""
        properties = {tag(e): (e.text or "").strip() for e in parsed(package, _PROPERTIES)}
    found += [
        Beside("", f"the file's {_TOLD[name]}", text) for name, text in properties.items() if name in _TOLD and text
    ]
    return found, properties.get("modified", "")


def plain(printed: str) -> str:
    """The words of a part of a page's header or footer, without its codes for fonts and numbers."""
    return " ".join(_CODE.sub("", printed.replace("&&", "\0")).replace("\0", "&").split())


def _printed(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    if part not in package.namelist():
        return
    for element in parsed(package, part).iter():
        if kind := _PRINTED.fullmatch(tag(element)):
            for section in _SECTION.split((element.text or "").replace("&&", "\0")):
                if text := plain(section.replace("\0", "&&")):
                    yield f"the page {kind[2].lower()}", text
