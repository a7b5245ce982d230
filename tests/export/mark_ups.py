"""What reviewers do to a workbook, at random: every word that they write is new, and remembered with the line it is about."""

from __future__ import annotations

import random
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import coordinate_to_tuple

AS_WRITTEN, SIGN_OFF, INPUTS = "As written", "Dates and sign-off", "Inputs"
STARTS = (
    *("", "", "", "-", "=", "+", "@", "'", "https://", "two\nlines ", "Ünïcode ", "x" * 200),
    *("2027-03-01 ", "12 ", "🙂 ", "لا ", "_x0041_ ", "<b>&amp; ", "y" * 3000, "#N/A ", "\t"),
)
AUTHORS = ("R", "Ben Ortiz", "Microsoft Office User", "")
STRUCK, COLOURED = "struck through", "coloured"
THREADS, BOXES = "threadedComment", "drawing"


@dataclass
class Row:
    """Cells and notes of a row, and the reference of the line that its words are ('' = none).

    `beside` is what else is at cells: an address, a mark, a remark of a thread or the words of a text box, by kind.
    """

    cells: list[Any]
    line: str = ""
    notes: dict[int, str] = field(default_factory=dict)
    beside: dict[int, tuple[str, str]] = field(default_factory=dict)
    hidden: bool = False
    over: int = 0  # rows beneath over which its answer is merged; -1 = merged into one above

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
    printed: dict[str, str] = field(default_factory=dict)
    hidden: bool = False

    def column(self, title: str) -> int:
        """The column of a title; -1 where it is gone."""
        return self.rows[self.top].cells.index(title) if title in self.rows[self.top].cells else -1


class MarkedUp:
    """A workbook that was opened, marked up by `chance`, and can be saved; `words` are what was written, by line."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.chance = chance
        self.words: dict[str, set[str]] = {}
        self.deeds: Counter[str] = Counter()
        self.properties: dict[str, str] = {}
        self.marks: set[tuple[str, str, str]] = set()  # of the sheets as saved: sheet, cell and kind
        self.answers: set[str] = set()  # words that were entered where the workbook asks, as far as that goes
        self.papers = [_paper(ws) for ws in openpyxl.load_workbook(path)]

    def mark_up(self, deeds: int) -> None:
        """Do some things at random, with an answer among them."""
        self.answer()
        for deed in sorted((self.chance.choice(DEEDS) for _ in range(deeds)), key="merge".__eq__):
            self.deeds[deed] += 1  # no program sorts lines whose cells are merged, so those come last
            getattr(self, deed)()

    def save(self, path: Path) -> dict[tuple[str, str], str]:
        """Save the workbook; gives the text of each cell, note and other place by sheet and place."""
        book, texts = openpyxl.Workbook(), {}
        book.remove(book.active)
        self.marks.clear()
        parts: dict[str, dict[str, list[tuple[str, str]]]] = {THREADS: {}, BOXES: {}}
        for paper in self.papers:
            ws = book.create_sheet(paper.name)
            ws.sheet_state = "hidden" if paper.hidden and paper is not self.papers[0] else "visible"
            texts[paper.name, "its name"] = paper.name
            for place, words in paper.printed.items():
                getattr(ws, place).center.text = words
                key = paper.name, f"the page {place[-6:].lower()}"
                texts[key] = f"{texts.get(key, '')} {words}"
            for n, row in enumerate(paper.rows, 1):
                ws.row_dimensions[n].hidden = row.hidden
                for at, value in enumerate(row.cells):
                    if value is not None:
                        cell = ws.cell(n, at + 1, value)
                        texts[paper.name, cell.coordinate] = str(value)
                for at, text in row.notes.items():
                    cell = ws.cell(n, at + 1)
                    cell.comment = Comment(text, AUTHORS[len(text) % len(AUTHORS)])
                    texts[paper.name, cell.coordinate] = f"{texts.get((paper.name, cell.coordinate), '')} {text}"
                for at, (kind, text) in row.beside.items():
                    cell = ws.cell(n, at + 1)
                    texts[paper.name, cell.coordinate] = f"{texts.get((paper.name, cell.coordinate), '')} {text}"
                    if kind in parts:
                        parts[kind].setdefault(paper.name, []).append((cell.coordinate, text))
                    elif kind == "link":
                        cell.hyperlink = text
                    else:
                        if kind == STRUCK:
                            cell.font = Font(strike=True)
                        else:
                            cell.fill = PatternFill("solid", fgColor="FFFFFF00")
                        self.marks.add((paper.name, cell.coordinate, kind))
                if row.over > 0 and (column := paper.column("Comment")) >= 0:
                    ws.merge_cells(start_row=n, end_row=n + row.over, start_column=column + 1, end_column=column + 1)
        for name, words in self.properties.items():
            setattr(book.properties, name, words)
            texts["", f"the file's {'comments' if name == 'description' else name}"] = words
        book.save(path)
        _put_in(path, parts)
        return texts

    def _word(self, line: str, plain: bool = False) -> str:
        word = f"word{len(self.words):03}"
        self.words[word] = {line}
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
            row.beside = {c + (c >= at): what for c, what in row.beside.items()}

    def drop_references(self) -> None:
        """Delete the column Reference."""
        paper = self._any(asks=True)
        self._drop(paper, paper.column("Reference"))

    def drop_columns(self) -> None:
        """Delete some columns on which nothing was written, but not the first."""
        paper = self._any(asks=True)
        for _ in range(self.chance.randint(2, 8)):
            self._drop(paper, self.chance.randrange(1, max(2, len(paper.rows[paper.top].cells))))

    def _drop(self, paper: Paper, at: int) -> None:
        if at >= 0 and not any(
            _written(row.cells[at : at + 1]) or at in row.notes or at in row.beside for row in paper.rows
        ):
            for row in paper.rows:
                del row.cells[at : at + 1]
                row.notes = {c - (c > at): text for c, text in row.notes.items()}
                row.beside = {c - (c > at): what for c, what in row.beside.items()}

    def drop_row(self) -> None:
        """Delete a line on which nothing was written."""
        paper = self._any()
        at = self.chance.randrange(len(paper.rows))
        if at > paper.top and not _used(paper.rows[at]):
            del paper.rows[at]

    def copy_row(self) -> None:
        """Copy a line to the end."""
        paper = self._any(asks=True)
        row = self.chance.choice(self._below(paper))
        paper.rows.append(Row(list(row.cells), row.line))

    def rename_sheet(self) -> None:
        """Give a sheet another name, with a word in it."""
        paper = self._any()
        paper.name = f"{paper.name[:12]} {self.chance.randrange(1000)} {self._word('', plain=True)}"

    def extra_sheet(self) -> None:
        """Add a sheet of one's own."""
        rows = [Row([self._word(""), None, self._word("")]) for _ in range(self.chance.randint(1, 4))]
        self.papers.insert(self.chance.randrange(len(self.papers)), Paper(f"Ours {self.chance.randrange(10**6)}", rows))

    def drop_sheet(self) -> None:
        """Delete a sheet on which nothing was written."""
        paper = self._any()
        if (
            paper.name != "Cover"
            and not _written([paper.name])
            and not paper.printed
            and not any(map(_used, paper.rows))
        ):
            self.papers.remove(paper)

    def copy_sheet(self) -> None:
        """Copy a sheet."""
        paper = self._any()
        rows = [Row(list(row.cells), row.line) for row in paper.rows]
        self.papers.append(Paper(f"{paper.name[:10]} c{self.chance.randrange(10**6)}", rows, paper.top, paper.asks))

    def beside(self, kind: str, text: str) -> None:
        """Put something at a cell beside its value."""
        row = self.chance.choice(self._any().rows)
        row.beside[self.chance.randrange(max(1, len(row.cells)))] = kind, text
        for word in self.words:
            self.words[word] |= {row.line} if word in text else set()

    def link(self) -> None:
        """Lead from a cell to an address with a word in it."""
        self.beside("link", f"https://local21.example.org/{self._word('', plain=True)}")

    def thread(self) -> None:
        """Begin a thread on a cell, with a reply."""
        self.beside(THREADS, f"{self._word('', plain=True)}|{self._word('', plain=True)}")

    def box(self) -> None:
        """Put a text box over a cell."""
        self.beside(BOXES, self._word("", plain=True))

    def strike(self) -> None:
        """Strike through what a cell says."""
        self.beside(STRUCK, "")

    def colour(self) -> None:
        """Give a cell a colour."""
        self.beside(COLOURED, "")

    def print_words(self) -> None:
        """Put words above or beneath the printed pages of a sheet."""
        self._any().printed[self.chance.choice(("oddHeader", "oddFooter", "firstHeader"))] = self._word("", plain=True)

    def describe(self) -> None:
        """Put words into the file's properties."""
        self.properties[self.chance.choice(("title", "keywords", "description"))] = self._word("", plain=True)

    def type_far(self) -> None:
        """Type far to the right."""
        row = self.chance.choice(self._any().rows)
        row.put(self.chance.randrange(500, 2000), self._word(row.line))

    def add_to_ours(self) -> None:
        """Type behind what a cell says."""
        row = self.chance.choice(self._any().rows)
        at = self.chance.randrange(max(1, len(row.cells)))
        if row.cells and row.cells[at] is not None and not str(row.cells[at]).startswith("="):
            row.put(at, f"{row.cells[at]} {self._word(row.line, plain=True)}")

    def merge(self) -> None:
        """Merge the comment of a line with those of lines beneath it, none of which says anything."""
        paper = self._any(asks=True)
        at = self.chance.randint(paper.top + 1, max(paper.top + 1, len(paper.rows) - 1))
        rows, column = paper.rows[at : at + self.chance.randint(2, 4)], paper.column("Comment")
        if column >= 0 and len(rows) > 1 and all(r.line for r in rows) and not any(map(_used, rows)):
            rows[0].put(column, word := self._word(rows[0].line, plain=True))
            self.words[word] |= {r.line for r in rows}
            self.answers.add(word)
            rows[0].over = len(rows) - 1
            for row in rows[1:]:
                row.over = -1

    def move_column(self) -> None:
        """Move a column to another place."""
        paper = self._any(asks=True)
        width = len(paper.rows[paper.top].cells)
        at, to = self.chance.randrange(width), self.chance.randrange(width)
        order = [n for n in range(width) if n != at]
        order.insert(to, at)
        for row in paper.rows:
            row.cells += [None] * (width - len(row.cells))
            row.cells[:width] = [row.cells[n] for n in order]
            row.notes = {(order.index(c) if c < width else c): text for c, text in row.notes.items()}
            row.beside = {(order.index(c) if c < width else c): what for c, what in row.beside.items()}

    def retype_header(self) -> None:
        """Type over a header: in other case, with spaces, or with a word."""
        header = (paper := self._any(asks=True)).rows[paper.top]
        at = self.chance.randrange(len(header.cells))
        if isinstance(header.cells[at], str):
            kind = self.chance.randrange(3)
            header.cells[at] = f" {header.cells[at]} " if kind else self._word("")

    def repeat_header(self) -> None:
        """Put the header between the lines once more."""
        paper = self._any(asks=True)
        at = self.chance.randint(paper.top + 1, len(paper.rows))
        paper.rows.insert(at, Row(list(paper.rows[paper.top].cells)))

    def put_beneath(self) -> None:
        """Copy a sheet beneath another one."""
        above, below = self._any(), self._any(asks=True)
        if above is not below:
            above.rows += [Row([]), *(Row(list(row.cells), row.line) for row in below.rows)]

    def swap_names(self) -> None:
        """Give two sheets the names of one another."""
        one, other = self._any(), self._any()
        if not _written([one.name, other.name]):
            one.name, other.name = other.name, one.name

    def hide(self) -> None:
        """Hide a sheet or a row."""
        paper = self._any()
        target = self.chance.choice((paper, *paper.rows[:9]))
        target.hidden = True

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
    *("link", "thread", "box", "strike", "colour", "print_words", "describe", "type_far", "add_to_ours", "merge"),
    *("move_column", "retype_header", "repeat_header", "put_beneath", "swap_names", "hide", "drop_columns"),
)


def _used(row: Row) -> bool:
    return bool(_written(row.cells) or row.notes or row.beside or row.over)


def _put_in(path: Path, parts: dict[str, dict[str, list[tuple[str, str]]]]) -> None:
    """Put threads and text boxes into a saved workbook, as spreadsheet programs store them."""
    with zipfile.ZipFile(path) as source:
        held = {name: source.read(name) for name in source.namelist()}
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    office = "http://schemas.openxmlformats.org/package/2006/relationships"
    for kind, made in ((THREADS, _thread), (BOXES, _box)):
        for sheet, placed in parts[kind].items():
            n = names.index(sheet) + 1
            part = f"xl/{kind}s/own{n}.xml"
            held[part] = made(placed).encode()
            rels = f"xl/worksheets/_rels/sheet{n}.xml.rels"
            before = held.get(rels, f'<Relationships xmlns="{office}"></Relationships>'.encode())
            added = f'<Relationship Id="{kind}" Target="/{part}" Type="http://x/{kind}"/></Relationships>'
            held[rels] = before.replace(b"</Relationships>", added.encode())
    people = "".join(f'<person id="{n}" displayName="{who}"/>' for n, who in enumerate(AUTHORS))
    held["xl/persons/person.xml"] = f"<personList>{people}</personList>".encode()
    with zipfile.ZipFile(path, "w") as target:
        for name, data in held.items():
            target.writestr(name, data)


def _thread(placed: list[tuple[str, str]]) -> str:
    remarks = [(cell, n, said) for cell, text in placed for n, said in enumerate(text.split("|"))]
    told = (
        f'<threadedComment ref="{c}" personId="{n}"><text>{escape(t)}</text></threadedComment>' for c, n, t in remarks
    )
    return f"<ThreadedComments>{''.join(told)}</ThreadedComments>"


def _box(placed: list[tuple[str, str]]) -> str:
    boxes = []
    for cell, text in placed:
        row, column = coordinate_to_tuple(cell)
        at = f"<x:from><x:col>{column - 1}</x:col><x:row>{row - 1}</x:row></x:from>"
        boxes.append(f"<x:oneCellAnchor>{at}<x:sp><x:t>{escape(text)}</x:t></x:sp></x:oneCellAnchor>")
    return f'<x:wsDr xmlns:x="urn:x">{"".join(boxes)}</x:wsDr>'


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
