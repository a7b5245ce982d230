"""What a workbook's cells hold beside their values: formulas, words that are struck through, and colours put by hand.

Read only after the child process has looked the package over.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from xml.etree.ElementTree import Element

from reskill.intake.package import parsed, sheets, tag

_Of = TypeVar("_Of")
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_OFF = ("0", "false")
_PAPER = ("", "FFFFFF")
_INK = ("", "000000", *(f"theme {n}" for n in (0, 1, 10, 11)), "indexed 8", "indexed 64")  # of text and of links


@dataclass(frozen=True)
class Marks:
    """The formula of each cell of a sheet that has one, without its `=`; cells struck through; and coloured ones, and
    those with text in another colour than black, by colour, such as FFFF00 or "theme 4"."""

    formulas: dict[str, str] = field(default_factory=dict)
    struck: list[str] = field(default_factory=list)
    coloured: dict[str, list[str]] = field(default_factory=dict)
    inked: dict[str, list[str]] = field(default_factory=dict)


def read_marks(path: Path) -> dict[str, Marks]:
    """What each sheet's cells hold beside values. Raises ReskillError for damaged XML."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        styles = _Styles(parsed(package, _STYLES) if _STYLES in names else Element("none"))
        strings = [e for e in parsed(package, _STRINGS) if tag(e) == "si"] if _STRINGS in names else []
        struck = {str(n) for n, e in enumerate(strings) if any(map(_is_struck, e.iter()))}
        return {
            name: _of_sheet(parsed(package, part), styles, struck) for name, part in sheets(package) if part in names
        }


def _of_sheet(sheet: Element, styles: _Styles, struck: set[str]) -> Marks:
    marks = Marks()
    for cell in (e for e in sheet.iter() if tag(e) == "c"):
        place, style = cell.get("r", ""), cell.get("s", "0")
        value = ""
        for part in cell:
            if tag(part) == "f":
                marks.formulas[place] = part.text or ""
            elif tag(part) in ("v", "is"):
                value = "".join(part.itertext())
        if style in styles.struck or (cell.get("t") == "s" and value in struck) or any(map(_is_struck, cell.iter())):
            marks.struck.append(place)
        if colour := styles.colours.get(style):
            marks.coloured.setdefault(colour, []).append(place)
        if value and (ink := styles.inks.get(style)):
            marks.inked.setdefault(ink, []).append(place)
    return marks


class _Styles:
    """Which cell formats, by number, strike their words through, and the colours of those that have any."""

    def __init__(self, part: Element) -> None:
        fonts = [any(map(_is_struck, e.iter())) for e in _children(part, "fonts")]
        inks = [_colour(next((c for c in e if tag(c) == "color"), None)) for e in _children(part, "fonts")]
        fills = [_fill(e) for e in _children(part, "fills")]
        formats = list(enumerate(_children(part, "cellXfs")))
        self.struck = {str(n) for n, e in formats if _of(fonts, e.get("fontId"))}
        self.colours = {str(n): c for n, e in formats if (c := _of(fills, e.get("fillId"))) and c not in _PAPER}
        self.inks = {str(n): c for n, e in formats if (c := _of(inks, e.get("fontId"))) and c not in _INK}


def _children(part: Element, name: str) -> Iterator[Element]:
    return (child for e in part if tag(e) == name for child in e)


def _of(values: Sequence[_Of], number: str | None) -> _Of | None:
    return values[int(number)] if number and number.isdecimal() and int(number) < len(values) else None


def _is_struck(element: Element) -> bool:
    return tag(element) == "strike" and element.get("val", "1") not in _OFF


def _fill(fill: Element) -> str:
    """The colour of a solid fill; '' of none."""
    pattern = next((e for e in fill.iter() if tag(e) == "patternFill" and e.get("patternType") == "solid"), None)
    return _colour(next((e for e in pattern if tag(e) == "fgColor"), None) if pattern is not None else None)


def _colour(found: Element | None) -> str:
    if found is None:
        return ""
    if found.get("rgb"):
        return found.get("rgb", "")[-6:].upper()
    kind = "theme" if found.get("theme") else "indexed"
    return f"{kind} {found.get(kind, '')}" if found.get(kind) else ""
