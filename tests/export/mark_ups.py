"""What reviewers do to a workbook, at random: every word that they write is new, and remembered with the line it is about."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment

AS_WRITTEN, SIGN_OFF, INPUTS = "As written", "Dates and sign-off", "Inputs"
STARTS = ("", "", "", "-", "=", "+", "@", "'", "https://", "two\nlines ", "Ünïcode ", "x" * 200)


@dataclass
class Row:
    """Cells and notes of a row, and the reference of the line that its words are ('' = none)."""

    cells: list[Any]
    line: str = ""
    notes: dict[int, str] = field(default_factory=dict)

    def put(self, column: int, value: Any) -> None:
        """Put a value into a cell, counted from 0."""
        self.cells += [None] * (column + 1 - len(self.cells))
        over_formula = str(self.cells[column]).startswith("=")  # where no other formula would be noticed
        self.cells[column] = value.lstrip("=") if over_formula and isinstance(value, str) else value


@dataclass
class Paper:
    """One sheet; `top` is the row of its header, and `asks` whether its lines have references."""

    name: str
    rows: list[Row]
    top: int = 0
    asks: bool = False

    def column(self, title: str) -> int:
        """The column of a title; -1 where it is gone."""
        return self.rows[self.top].cells.index(title) if title in self.rows[self.top].cells else -1


class MarkedUp:
    """A workbook that was opened, marked up by `chance`, and can be saved; `words` are what was written, by line."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.chance = chance
        self.words: dict[str, str] = {}
        self.answers: set[str] = set()  # words that were entered where the workbook asks, as far as that goes
        self.papers = [_paper(ws) for ws in openpyxl.load_workbook(path)]

    def mark_up(self, deeds: int) -> None:
        """Do some things at random, with an answer among them."""
        self.answer()
        for _ in range(deeds):
            getattr(self, self.chance.choice(DEEDS))()

    def save(self, path: Path) -> dict[tuple[str, str], str]:
        """Save the workbook; gives the text of each cell and note by sheet and cell."""
        book, texts = openpyxl.Workbook(), {}
        book.remove(book.active)
        for paper in self.papers:
            ws = book.create_sheet(paper.name)
            for n, row in enumerate(paper.rows, 1):
                for at, value in enumerate(row.cells):
                    if value is not None:
                        cell = ws.cell(n, at + 1, value)
                        texts[paper.name, cell.coordinate] = str(value)
                for at, text in row.notes.items():
                    cell = ws.cell(n, at + 1)
                    cell.comment = Comment(text, "R")
                    texts[paper.name, cell.coordinate] = f"{texts.get((paper.name, cell.coordinate), '')} {text}"
        book.save(path)
        return texts

    def _word(self, line: str, plain: bool = False) -> str:
        word = f"word{len(self.words):03}"
        self.words[word] = line
        return word if plain else f"{self.chance.choice(STARTS)}{word}"

    def _any(self, asks: bool = False) -> Paper:
        found = [p for p in self.papers if p.name != AS_WRITTEN and p.rows and (p.asks or not asks)]
        return self.chance.choice(found)

    def _below(self, paper: Paper) -> list[Row]:
        return paper.rows[paper.top + 1 :] or paper.rows

    # -- deeds

    def answer(self) -> None:
        """Fill in a cell for answers."""
        paper = self._any(asks=True)
        row = self.chance.choice(self._below(paper))
        titles = ("Response", "Comment", "The city's answer", "Actual in cash", "Exits", "Note")
        columns = [c for t in titles if (c := paper.column(t)) >= 0]
        if columns:
            row.put(self.chance.choice(columns), word := self._word(row.line))
            self.answers |= {word[word.index("word") :]} if row.line else set()

    def type_anywhere(self) -> None:
        """Type into any cell, or beside or beneath all of them."""
        paper = self._any()
        at = self.chance.randrange(len(paper.rows) + 3)
        paper.rows += [Row([]) for _ in range(at + 1 - len(paper.rows))]
        row = paper.rows[at]
        row.put(self.chance.randrange(len(row.cells) + 3), self._word(row.line))

    def note(self) -> None:
        """Put a note on a cell."""
        row = self.chance.choice(self._any().rows)
        row.notes[self.chance.randrange(max(1, len(row.cells)))] = self._word(row.line, plain=True)

    def sort(self) -> None:
        """Bring the lines of a sheet into another order."""
        paper = self._any(asks=True)
        below = paper.rows[paper.top + 1 :]
        self.chance.shuffle(below)
        paper.rows[paper.top + 1 :] = below

    def sort_without_references(self) -> None:
        """The same, but that the references stay where they are."""
        paper = self._any(asks=True)
        place = paper.column("Reference")
        before = [row.cells[place] if 0 <= place < len(row.cells) else None for row in paper.rows]
        self.sort_paper(paper)
        if place >= 0:
            for row, reference in zip(paper.rows, before, strict=True):
                row.put(place, reference)

    def sort_paper(self, paper: Paper) -> None:
        """Bring the lines of one sheet into another order."""
        below = paper.rows[paper.top + 1 :]
        self.chance.shuffle(below)
        paper.rows[paper.top + 1 :] = below

    def letterhead(self) -> None:
        """Put rows above everything."""
        paper = self._any()
        n = self.chance.randint(1, 3)
        paper.rows[:0] = [Row([None, self._word("")]) for _ in range(n)]
        paper.top += n

    def insert_row(self) -> None:
        """Put a row between the lines."""
        paper = self._any()
        at = self.chance.randint(paper.top + 1, max(paper.top + 1, len(paper.rows)))
        paper.rows.insert(at, Row([self._word(""), None, self._word("")]))

    def insert_column(self) -> None:
        """Put a column in, with a title and a word beneath."""
        paper = self._any()
        at = self.chance.randrange(len(paper.rows[paper.top].cells) + 1)
        lucky = self.chance.choice(paper.rows)
        for n, row in enumerate(paper.rows):
            row.cells += [None] * (at - len(row.cells))
            row.cells.insert(at, self._word("") if n == paper.top or row is lucky else None)
            row.notes = {c + (c >= at): text for c, text in row.notes.items()}

    def drop_references(self) -> None:
        """Delete the column Reference."""
        paper = self._any(asks=True)
        at = paper.column("Reference")
        if at >= 0 and not any(_written(row.cells[at : at + 1]) or at in row.notes for row in paper.rows):
            for row in paper.rows:
                del row.cells[at : at + 1]
                row.notes = {c - (c > at): text for c, text in row.notes.items()}

    def drop_row(self) -> None:
        """Delete a line on which nothing was written."""
        paper = self._any()
        at = self.chance.randrange(len(paper.rows))
        if at > paper.top and not _written(paper.rows[at].cells) and not paper.rows[at].notes:
            del paper.rows[at]

    def copy_row(self) -> None:
        """Copy a line to the end."""
        paper = self._any(asks=True)
        row = self.chance.choice(self._below(paper))
        paper.rows.append(Row(list(row.cells), row.line))

    def rename_sheet(self) -> None:
        """Give a sheet another name."""
        paper = self._any()
        paper.name = f"{paper.name[:20]} {self.chance.randrange(1000)}"

    def extra_sheet(self) -> None:
        """Add a sheet of one's own."""
        rows = [Row([self._word(""), None, self._word("")]) for _ in range(self.chance.randint(1, 4))]
        self.papers.insert(self.chance.randrange(len(self.papers)), Paper(f"Ours {self.chance.randrange(10**6)}", rows))

    def drop_sheet(self) -> None:
        """Delete a sheet on which nothing was written."""
        paper = self._any()
        if paper.name != "Cover" and not any(_written(row.cells) or row.notes for row in paper.rows):
            self.papers.remove(paper)

    def copy_sheet(self) -> None:
        """Copy a sheet."""
        paper = self._any()
        rows = [Row(list(row.cells), row.line) for row in paper.rows]
        self.papers.append(Paper(f"{paper.name[:20]} c{self.chance.randrange(10**6)}", rows, paper.top, paper.asks))

    def touch_checksums(self) -> None:
        """Delete the sheet of checksums, or a line of it; seldom."""
        paper = next((p for p in self.papers if p.name == AS_WRITTEN), None)
        if paper and self.chance.random() < 0.2:
            if self.chance.random() < 0.5:
                self.papers.remove(paper)
            else:
                del paper.rows[self.chance.randrange(6, len(paper.rows))]


DEEDS = (
    *("answer", "type_anywhere", "note") * 3,
    *("sort", "sort_without_references", "letterhead", "insert_row", "insert_column", "drop_references", "drop_row"),
    *("copy_row", "rename_sheet", "extra_sheet", "drop_sheet", "copy_sheet", "touch_checksums"),
)


def _written(cells: list[Any]) -> bool:
    return any("word" in str(c) and any(ch.isdigit() for ch in str(c).partition("word")[2][:3]) for c in cells)


def _paper(ws: Any) -> Paper:
    rows = [Row([c.value for c in row]) for row in ws.iter_rows()]
    paper = Paper(ws.title, rows)
    for n, row in enumerate(rows[:12]):
        if {"Reference", "Comment"} <= set(row.cells) and ws.title != AS_WRITTEN:
            paper.top, paper.asks = n, True
            for below in rows[n + 1 :]:
                below.line = str(below.cells[row.cells.index("Reference")] or "")
    if ws.title == INPUTS:  # its lines have no references: each is told by its first cell
        for below in rows[1:]:
            below.line = str(below.cells[0])
    if ws.title == SIGN_OFF:
        paper.asks = True
        for below in rows[1:]:
            below.line = f"sign-off: {below.cells[0]}"
    return paper
