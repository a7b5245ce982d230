"""What a reviewed workbook says outside the values of its cells: notes and links, which have a line, and all else that
only a person can read, such as colours, pictures, the headers of printed pages and the names of sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reskill.export.as_written import checksum
from reskill.export.left import LOOK, Left
from reskill.export.written import AsWritten, Written
from reskill.export.xlsx.looks import DEEP, ENTRY, INK, LINK, PALE
from reskill.intake.beside import Beside
from reskill.intake.cell_marks import Marks
from reskill.intake.grid import Grid, column_number
from reskill.intake.notes import Note, read_links

NAME = "its name"
_OWN_COLOURS = (DEEP, ENTRY, PALE)
_OWN_INKS = (DEEP, INK, LINK, "FFFFFF")
_NOBODY = ("author", "unknown author", "microsoft office user", "user", "usuario", "autor")
_BY_ITSELF = re.compile(r"(sheet|hoja|table)\s?\d*", re.IGNORECASE)  # the name of a new sheet that nobody named
_TOLD = 8  # places told of one colour


def links(path: Path, grids: Sequence[Grid]) -> list[Note]:
    """The addresses that cells lead to and none says, each as a note."""
    said = {_bare(str(v)) for grid in grids for _, values in grid.rows for v in values if v is not None}
    found = (link for link in read_links(path) if _bare(link.address) not in said)
    return [Note(link.sheet, link.cell, f"link to {link.address}") for link in found]


def author(note: Note, reviewer: str) -> str:
    """Who wrote a note: its author, but for the name of a program, or of the reviewer in other words."""
    words = set(re.findall(r"\w+", note.who.casefold()))
    known = set(re.findall(r"\w+", reviewer.casefold()))
    return reviewer if note.who.casefold() in _NOBODY or words <= known else note.who


def names(grids: Sequence[Grid], ours: Mapping[str, Written]) -> Iterator[Left]:
    """The names that a reviewer gave to sheets, but for those of sheets of his own with words, which stand with them."""
    for grid in grids:
        if (written := ours.get(grid.sheet)) and grid.sheet != written.title:
            yield Left(grid.sheet, NAME, grid.sheet, f"the sheet was called {written.title}")
        elif not written and not grid.rows and not _BY_ITSELF.fullmatch(grid.sheet):
            yield Left(grid.sheet, NAME, grid.sheet, "an added sheet without words")


def marks(found: Mapping[str, Marks], ours: Mapping[str, Written]) -> Iterator[Left]:
    """Words that are struck through, and colours, by sheet."""
    for sheet in ours:
        of_sheet = found.get(sheet, Marks())
        told = [("struck through", of_sheet.struck)]
        told += [(f"coloured {_named(c)}", at) for c, at in of_sheet.coloured.items() if c not in _OWN_COLOURS]
        told += [(f"written in {_named(c)}", at) for c, at in of_sheet.inked.items() if c not in _OWN_INKS]
        for kind, cells in told:
            if cells:
                yield Left(sheet, cells[0], f"{kind}: {_ranges(cells)}", "a mark without words", LOOK)


def printed(found: Sequence[Beside], known: AsWritten) -> Iterator[Left]:
    """What stands on printed pages and in the file's properties, and was not written there by the program."""
    for text in found:
        if known.beside is not None and checksum(text.text) not in known.beside:
            yield Left(text.sheet, text.place, text.text, "outside the cells")


def _bare(address: str) -> str:
    return re.sub(r"^(https?://|mailto:)?(www\.)?", "", address.strip().casefold()).rstrip("/")


def _named(colour: str) -> str:
    return f"#{colour}" if re.fullmatch("[0-9A-F]{6}", colour) else f"the colour {colour}"


def _ranges(cells: Sequence[str]) -> str:
    """The cells, those beside one another in a row as one range: A5:C5, A9."""
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _is_next(runs[-1][-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    told = [run[0] if len(run) == 1 else f"{run[0]}:{run[-1]}" for run in runs]
    more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return f"{', '.join(told[:_TOLD])}{more}"


def _is_next(left: str, right: str) -> bool:
    (a, row), (b, other) = (re.fullmatch(r"([A-Z]+)(\d+)", c).groups() for c in (left, right))  # type: ignore[union-attr]
    return row == other and column_number(b) == column_number(a) + 1
