"""What reviewers say outside the values of cells: none of it is lost."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from reskill.export.editions import write_workbook
from reskill.export.review import Review, read_review
from reskill.export.union.signoff import TITLE as SIGN_OFF
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.queries.comments import comments
from reskill.reference.catalog import Catalog


@pytest.fixture
def came_back(planned: Project, small_catalog: Catalog, tmp_path: Path):
    """Reads the union edition back, marked up by a function that takes the workbook."""

    def read(mark_up: Callable[[Any], None], edition: str = "union") -> Review:
        path = tmp_path / "back.xlsx"
        write_workbook(planned, small_catalog, path, edition)
        book = openpyxl.load_workbook(path)
        mark_up(book)
        book.save(path)
        return read_review(path, planned)

    return read


def column(ws: Any, title: str) -> int:
    return [c.value for c in ws[1]].index(title) + 1


def told(review: Review) -> list[tuple[str, str, str]]:
    return [(t.sheet, t.cell, t.text) for t in review.left]


def test_that_words_on_printed_pages_and_in_the_properties_are_listed(came_back) -> None:
    def mark_up(book: Any) -> None:
        book["Classes"].oddHeader.center.text = "Draft: R&&D not agreed"
        book["Classes"].oddFooter.left.text = "Local 21"
        book["Training"].firstHeader.right.text = "see page 3"
        book.properties.description = "see our letter"
        book.properties.title = "Our copy"

    review = came_back(mark_up)
    assert review.taken == []
    assert told(review) == [
        ("Classes", "the page header", "Draft: R&D not agreed"),
        ("Classes", "the page footer", "Local 21"),
        ("Training", "the page header", "see page 3"),
        ("", "the file's title", "Our copy"),
        ("", "the file's comments", "see our letter"),
    ]
    assert str(review.left[0]) == ("Not taken: Classes, the page header: Draft: R&D not agreed (outside the cells)")


def test_that_the_programs_own_pages_are_no_words_of_a_reader(came_back) -> None:
    for edition in ("union", "evidence", "board"):
        review = came_back(lambda book: None, edition)
        assert (review.taken, review.left) == ([], []), edition


def test_that_names_of_sheets_are_listed_that_a_reviewer_gave(came_back) -> None:
    def mark_up(book: Any) -> None:
        book["Classes"].title = "Classes - NOT AGREED"
        book.create_sheet("We refuse this plan")
        book.create_sheet("Sheet1")

    review = came_back(mark_up)
    assert [(t.sheet, t.text, t.why) for t in review.left] == [
        ("Classes - NOT AGREED", "Classes - NOT AGREED", "the sheet was called Classes"),
        ("We refuse this plan", "We refuse this plan", "an added sheet without words"),
    ]


def test_that_colours_and_struck_words_are_listed_by_sheet(came_back) -> None:
    where: list[int] = []

    def mark_up(book: Any) -> None:
        classes = book["Classes"]
        classes["A2"].font = Font(strike=True)
        for place in ("A3", "B3", "C3", "A4"):
            classes[place].fill = PatternFill("solid", fgColor="FFFFFF00")
        classes["B2"].font = Font(color="FFC00000")
        classes["B3"].font = Font(color="FF000000")
        classes["D4"].fill = PatternFill("solid", fgColor="FFFFFFFF")  # paper
        where.append(column(classes, "Comment"))
        comment = classes.cell(2, *where)
        comment.value = CellRichText("pay for ", TextBlock(InlineFont(strike=True), "two"), " three")

    review = came_back(mark_up)
    at = openpyxl.utils.get_column_letter(*where)
    assert [c.text for c in review.taken] == ["pay for two three"]
    assert told(review) == [
        ("Classes", "A2", f"struck through: A2, {at}2"),
        ("Classes", "A3", "coloured #FFFF00: A3:C3, A4"),
        ("Classes", "B2", "written in #C00000: B2"),
    ]


def test_that_an_answer_in_merged_cells_is_on_each_of_their_lines(came_back) -> None:
    lines: list[str] = []

    def mark_up(book: Any) -> None:
        classes = book["Classes"]
        answer, reference = column(classes, "Comment"), column(classes, "Reference")
        lines.extend(classes.cell(row, reference).value for row in (2, 3, 4))
        classes.cell(2, answer).value = "all of these"
        classes.merge_cells(start_row=2, end_row=4, start_column=answer, end_column=answer)

    review = came_back(mark_up)
    assert [(c.subject, c.text) for c in review.taken] == [(line, "all of these") for line in lines]
    assert review.left == []


def test_that_each_note_has_its_author_and_the_reviewer_is_one_person(came_back) -> None:
    def mark_up(book: Any) -> None:
        book[SIGN_OFF]["B2"] = "Rosa Diaz, Local 21"
        for cell, who in (("A2", "Ben Ortiz"), ("A3", "Rosa Diaz"), ("A4", "Microsoft Office User")):
            book["Classes"][cell].comment = Comment(f"said on {cell}", who)
        book["Classes"]["A1"].comment = Comment("on no line", "Ben Ortiz")

    review = came_back(mark_up)
    assert [(c.text, c.who) for c in review.taken if c.sheet == "Classes"] == [
        ("Note on A2: said on A2", "Ben Ortiz"),
        ("Note on A3: said on A3", "Rosa Diaz, Local 21"),
        ("Note on A4: said on A4", "Rosa Diaz, Local 21"),
    ]
    assert told(review) == [("Classes", "A1", "on no line (by Ben Ortiz)")]


def test_that_an_address_behind_words_is_taken_with_its_line(came_back) -> None:
    def mark_up(book: Any) -> None:
        cell = book["Classes"].cell(2, column(book["Classes"], "Comment"))
        cell.value, cell.hyperlink = "our letter", "https://local21.example.org/letter"

    texts = [c.text for c in came_back(mark_up).taken]
    assert texts[0] == "our letter"
    assert texts[1].endswith(": link to https://local21.example.org/letter")


def test_that_a_word_far_to_the_right_is_listed(came_back) -> None:
    def mark_up(book: Any) -> None:
        book["Classes"]["XFD3"] = "the last column"

    assert told(came_back(mark_up)) == [("Classes", "XFD3", "the last column")]


def test_that_words_behind_a_date_of_the_workbook_are_listed(came_back) -> None:
    def mark_up(book: Any) -> None:
        row = next(r for r in book["Cover"].iter_rows() if isinstance(r[2].value, dt.datetime))
        row[2].value = f"{row[2].value:%Y-%m-%d} is too late"

    assert [text.partition(" ")[2] for _, _, text in told(came_back(mark_up))] == ["is too late"]


def test_that_a_picture_and_a_shape_without_words_are_told(came_back, tmp_path: Path, planned: Project) -> None:
    def mark_up(book: Any) -> None:
        book["Classes"]["A2"].comment = Comment("A note", "Diaz")

    came_back(mark_up)
    planned.undo()
    path = tmp_path / "back.xlsx"
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    rels = next(n for n in parts if n.startswith("xl/worksheets/_rels/") and b"/comments" in parts[n])
    relation = b'<Relationship Id="d9" Target="/xl/drawings/d9.xml" Type="http://x/drawing"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    at = "<x:from><x:col>{}</x:col><x:row>4</x:row></x:from>"
    things = ("<x:pic/>", "<x:sp/>", '<x:graphicData uri="urn:y/chart"/>', '<x:graphicData uri="urn:y/diagram"/>')
    drawn = "".join(f"<x:twoCellAnchor>{at.format(n)}{thing}</x:twoCellAnchor>" for n, thing in enumerate(things))
    parts["xl/drawings/d9.xml"] = f'<x:wsDr xmlns:x="urn:x">{drawn}</x:wsDr>'.encode()
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    review = read_review(path, planned)
    assert [c.text for c in review.taken] == ["Note on A2: A note"]
    assert told(review) == [
        ("Classes", "A5", "a picture"),
        ("Classes", "B5", "a shape without words"),
        ("Classes", "D5", "a diagram"),
    ]


def states(project: Project) -> list[tuple[str, str]]:
    found = comments(project, "*")
    return sorted((r["text"], r["state"]) for r in found.rows(found.keys((), "", "", False)).values())


def saved_at(path: Path, when: str) -> Path:
    """The workbook as its program would have saved it at another time, UTC."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    before, mark, after = parts["docProps/core.xml"].partition(b'<dcterms:modified xsi:type="dcterms:W3CDTF">')
    parts["docProps/core.xml"] = before + mark + when.encode() + after[after.index(b"</dcterms:modified>") :]
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


@pytest.fixture
def rounds(planned: Project, small_catalog: Catalog, tmp_path: Path):
    """Three workbooks of one person that were saved one after another: no, yes, and no again; with a note in all."""
    sent = tmp_path / "sent.xlsx"
    write_workbook(planned, small_catalog, sent, "union")
    planned.db.execute("UPDATE export SET at = '2026-01-01 00:00:00'")
    found = []
    for n, (text, who) in enumerate((("no", "Rosa"), ("yes", "rosa "), ("no", "ROSA"))):
        book = openpyxl.load_workbook(sent)
        book[SIGN_OFF]["B2"] = who
        classes = book["Classes"]
        classes.cell(2, column(classes, "Comment")).value = text
        classes["A2"].comment = Comment("who pays?", "Rosa")
        book.save(tmp_path / f"round{n}.xlsx")
        found.append(saved_at(tmp_path / f"round{n}.xlsx", f"2026-02-0{n + 1}T12:00:00Z"))
    return found


def test_that_an_answer_that_comes_back_after_another_counts(planned: Project, rounds: list[Path]) -> None:
    taken = [[c.text for c in read_review(path, planned).taken if c.sheet == "Classes"] for path in rounds]
    assert taken == [["no", "Note on A2: who pays?"], ["yes"], ["no"]]
    assert [s for s in states(planned) if s[0] != "Rosa"] == [
        ("Note on A2: who pays?", "open"),
        ("no", "open"),
        ("no", "superseded"),
        ("yes", "superseded"),
    ]
    assert all(read_review(path, planned).taken == [] for path in rounds)


def test_that_workbooks_count_in_the_order_in_which_they_were_saved(planned: Project, rounds: list[Path]) -> None:
    for path in (rounds[1], rounds[0]):
        read_review(path, planned)
    assert ("no", "superseded") in states(planned) and ("yes", "open") in states(planned)


def test_that_a_clock_that_is_wrong_makes_no_answer_an_old_one(planned: Project, rounds: list[Path]) -> None:
    read_review(rounds[0], planned)
    read_review(saved_at(rounds[1], "2019-01-01T00:00:00Z"), planned)  # before the workbook was sent
    assert ("no", "superseded") in states(planned) and ("yes", "open") in states(planned)


@pytest.mark.parametrize(
    ("name", "data", "what", "remedy"),
    [
        ("back.pdf", b"%PDF-1.7 words", "a PDF document", "Ask for the workbook itself (.xlsx)"),
        ("back.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old kind", "save it as an"),
        ("back.csv", b"Class title,Comment\nClerk,no\n", "not a workbook that Reskill wrote", "saved as .xlsx"),
        ("list.csv", b"Sheet,Row,Reference,Checksums\nedition,0,#about,union\n", "not a workbook", "saved as .xlsx"),
        ("back.xlsx", b"", "is empty", "ask for it again"),
        ("~$back.xlsx", b"\x05Rosa" + b" " * 150, "is open in a spreadsheet program", "Close back.xlsx there"),
        (".~lock.back.xlsx#", b",rosa,pc;", "is open in a spreadsheet program", "Close back.xlsx there"),
        ("back.xlsx", b"PK\x03\x04 and no more", "damaged", "save a copy"),
    ],
)
def test_that_what_is_no_workbook_is_refused_with_what_to_do(
    planned: Project, tmp_path: Path, name: str, data: bytes, what: str, remedy: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReskillError) as refused:
        read_review(tmp_path / name, planned)
    assert what in refused.value.text
    assert remedy in refused.value.remedy and "roster" not in refused.value.remedy and "CSV" not in refused.value.remedy
    assert planned.value("SELECT count(*) FROM comment") == 0
