import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from books import COVER_HEADER, cover, table, total, written

from reskill.export.editions import EDITIONS, edition_sheets, write_workbook
from reskill.problem import ReskillError
from reskill.progress import Cancelled
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def test_that_every_line_of_the_roster_is_accounted_for(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    book = written(planned, small_catalog, "hr", tmp_path)
    about = cover(book)
    assert (about["Mapped to an occupation"], about["Uncodable for now"], about["Rejected"]) == (57, 3, 2)
    assert about["Lines of the roster"] == about["Mapped + uncodable + rejected"] == 62
    assert about["Check"] == "adds up"
    rows = table(book, "Positions")
    assert sorted(r["Position"] for r in rows) == [f"p{n:04}" for n in range(60)]
    assert {r["Row"] for r in rows} == set(range(2, 62))
    assert sum(r["Positions"] for r in table(book, "Titles and mapping")) == 60
    rejected = [r for r in table(book, "Rejected and problems") if r["Kind"] == "rejected line"]
    assert [(r["Row"], r["What to do"]) for r in rejected] == [(62, "Give the line a title."), (63, "Leave it out.")]


def test_that_the_cover_counts_live(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    about = cover(written(planned, small_catalog, "hr", tmp_path, values=False))
    assert about["Mapped to an occupation"] == "=COUNTIF('Positions'!$I$2:$I$61,\"mapped\")"
    assert about["Mapped + uncodable + rejected"].startswith("=SUM(")
    assert about["Check"].startswith("=IF(")


def test_that_the_budget_ties_to_the_project(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    cents = planned.value("SELECT sum(cents) FROM budget_line")
    book = written(planned, small_catalog, "hr", tmp_path)
    assert round(sum(r["Amount"] for r in table(book, "Budget")) * 100) == cents
    by_fund = table(book, "Budget by fund and year")
    assert round(sum(r["Planned in cash"] + r["Planned in kind"] for r in by_fund) * 100) == cents
    assert round(100 * (cover(book)["Cash committed"] + cover(book)["Paid time"])) == cents
    assert sum(r["People"] for r in table(book, "Cohorts")) == cover(book)["Participants"] == 26


def test_that_paid_time_is_in_no_total_of_cash(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    cash, in_kind = (
        planned.value("SELECT sum(cents) FROM budget_line WHERE in_kind = ?", (paid,)) / 100 for paid in (0, 1)
    )
    hr = written(planned, small_catalog, "hr", tmp_path)
    board = written(planned, small_catalog, "board", tmp_path)
    for book, sheet, columns in (
        (hr, "Budget by category", ("Cash, all years", "In kind, all years")),
        (hr, "Budget by fund and year", ("Planned in cash", "Planned in kind")),
        (board, "Funds by category", ("Cash", "In kind")),
        (board, "Funds", ("Planned in cash", "In kind")),
        (board, "Participants", ("Cash in the period", "In kind in the period")),
    ):
        assert [total(book, sheet, column) for column in columns] == pytest.approx([cash, in_kind]), sheet
    told = {c.value for book in (hr, board) for ws in book if ws.title != "Cover" for row in ws.rows for c in row}
    assert cash != in_kind and cash + in_kind not in told


def test_that_an_amount_entered_by_hand_is_no_product(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    amounts = {
        r["Category"]: r["Amount"] for r in table(written(planned, small_catalog, "hr", tmp_path, False), "Budget")
    }
    assert amounts["evaluation"] == 2100
    assert str(amounts["tuition"]).startswith("=ROUND(")


def test_that_a_title_that_looks_like_a_formula_is_text(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    for row in table(written(planned, small_catalog, "hr", tmp_path, values=False), "Roles"):
        if row["Department"] == "Parks":
            assert row["Title"] == "=SPECIAL PROJ" and row["Status"] == "waiting for a person"


def test_that_a_blend_names_its_occupations(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    found = {r["Title"]: r["Occupation"] for r in table(written(planned, small_catalog, "hr", tmp_path), "Roles")}
    assert found["ADMIN ASST II"].startswith("70% Secretaries") and "30% Office Clerks" in found["ADMIN ASST II"]


def test_that_tasks_of_every_occupation_in_use_are_listed_once(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    rows = table(written(planned, small_catalog, "hr", tmp_path), "Tasks")
    assert len({(r["O*NET code"], r["Task ID"]) for r in rows}) == len(rows) == 12
    assert {r["O*NET code"] for r in rows} == {"43-6014.00", "43-9061.00", "43-4121.00", "43-4031.00"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_that_every_sheet_can_be_read_by_everybody(
    edition: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    book = written(planned, small_catalog, edition, tmp_path)
    assert book.sheetnames[0] == "Cover" and book.active.title == "Cover"
    for ws in book:
        (found,) = ws.tables.values()
        header = COVER_HEADER if ws.title == "Cover" else 1
        assert ws["A1"].value and found.ref.startswith(f"A{header}:")
        headers = [c.value for c in ws[header]]
        assert all(headers) and len(set(headers)) == len(headers)
        assert not ws.merged_cells.ranges and ws.sheet_state == "visible" and len(ws._charts) <= 1
        assert not any(d.hidden for d in (*ws.column_dimensions.values(), *ws.row_dimensions.values()))
        assert all(any(c.value is not None for c in row) for row in ws.rows)
        assert ws.print_title_rows and ws.freeze_panes and not any(c.comment for row in ws.rows for c in row)
    listed = {r["Value"] for r in table(book, "Cover") if r["Section"] == "Contents"}
    assert listed == set(book.sheetnames[1:])


@pytest.mark.parametrize(
    ("edition", "sheet"),
    [("hr", "Budget by category"), ("union", "By bargaining unit"), ("board", "Participants")],
)
def test_that_an_edition_has_a_chart_of_its_cells_with_words_for_it(
    edition: str, sheet: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    if edition == "union":  # whose chart has counts of which none may be withheld
        with planned.derive() as db:
            db.execute("UPDATE position SET title_id = 1, bargaining_unit = 'Local 21'")
    book = written(planned, small_catalog, edition, tmp_path)
    (chart,) = book[sheet]._charts
    drawn = [series.val.numRef.f for series in chart.series]
    (found,) = book[sheet].tables.values()
    last = int(found.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert drawn and all(f.startswith(f"'{sheet}'!$") for f in drawn)
    assert {int(f.rpartition("$")[2]) for f in drawn} <= {last, last - 1}
    assert (
        chart.y_axis.numFmt.formatCode == "#,##0" and not chart.y_axis.numFmt.sourceLinked
    )  # cents would stand aslant
    assert chart.anchor._from.row >= last and len({str(s.graphicalProperties.solidFill) for s in chart.series}) == len(
        drawn
    )
    with zipfile.ZipFile(tmp_path / f"{edition}.xlsx") as parts:
        (drawing,) = [n for n in parts.namelist() if n.startswith("xl/drawings/drawing")]
        assert b'descr="' in parts.read(drawing)


@pytest.mark.parametrize("edition", EDITIONS)
def test_that_every_column_and_sheet_is_explained(edition: str, planned: Project, small_catalog: Catalog) -> None:
    for sheet in edition_sheets(planned, small_catalog, edition):
        assert sheet.note
        assert sheet.title == "Cover" or all(c.tip for c in sheet.columns), sheet.title


@pytest.mark.parametrize("edition", EDITIONS)
def test_that_an_empty_project_makes_a_workbook(
    edition: str, project: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    book = written(project, small_catalog, edition, tmp_path)
    assert cover(book)["City"] == "Testville"
    assert cover(book).get("Check", "adds up") == "adds up"


def test_that_the_board_sees_money_and_no_roles(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    book = written(planned, small_catalog, "board", tmp_path)
    assert {r["Result"] for r in table(book, "Checks")} == {"holds"}
    assert cover(book)["Check"] == "adds up"
    text = {str(c.value) for ws in book for row in ws.rows for c in row if c.value is not None}
    assert not any("ADMIN ASST" in t or "LIBRARY AIDE" in t or t.startswith("p00") for t in text)


def test_that_spending_more_than_a_fund_has_is_marked(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    with planned.change("Cut the fund"):
        planned.db.execute("UPDATE fund_year SET amount = 40000 WHERE fund_id = 1 AND fiscal_year = 2028")
    board = written(planned, small_catalog, "board", tmp_path)
    assert [r["Result"] for r in table(board, "Checks")].count("broken") == 1
    hr = written(planned, small_catalog, "hr", tmp_path)
    left = {(r["Fund"], r["Fiscal year"]): r["Left"] for r in table(hr, "Budget by fund and year")}
    assert left["City training budget", 2028] == -3290


def test_that_an_unknown_edition_is_refused(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(ReskillError, match="hr, union, evidence, board"):
        write_workbook(planned, small_catalog, tmp_path / "x.xlsx", "press")


def test_that_writing_can_be_cancelled_at_every_step(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    steps: list[float] = []
    write_workbook(planned, small_catalog, tmp_path / "a.xlsx", tick=lambda part, text: steps.append(part))
    assert steps == sorted(steps) and steps[-1] == 1
    before = (tmp_path / "a.xlsx").read_bytes()
    for stop in range(0, len(steps) - 1, 5):
        left = stop

        def tick(part: float, text: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            write_workbook(planned, small_catalog, tmp_path / "a.xlsx", tick=tick)
        assert (tmp_path / "a.xlsx").read_bytes() == before
    assert [p.name for p in tmp_path.glob("*.xlsx*")] == ["a.xlsx"]
    openpyxl.load_workbook(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("edition", "language"), [*((e, "en") for e in EDITIONS), ("union", "es")])
def test_that_an_edition_can_be_read_without_seeing_it(
    edition: str, language: str, planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    """Title and language of the document, words for every chart, and words for every cell that only a fill marks."""
    path = tmp_path / "a.xlsx"
    write_workbook(planned, small_catalog, path, edition, language=language)
    book = openpyxl.load_workbook(path)
    assert book.properties.title and book.properties.language == {"en": "en-US", "es": "es"}[language]
    charts = sum(len(ws._charts) for ws in book)
    with zipfile.ZipFile(path) as parts:
        drawings = [parts.read(n) for n in parts.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", n)]
    assert len(re.findall(rb'descr="[^"]{40,}"', b"".join(drawings))) == charts == (charts and len(drawings))
    for sheet in edition_sheets(planned, small_catalog, edition):
        for column in (c for c in sheet.columns if c.field in sheet.entry):
            said = f"{sheet.title} {column.title} {column.tip} {sheet.note}".lower()
            assert re.search(r"fill|choose|change it here|what you|terms or comments", said), (
                sheet.title,
                column.title,
            )
    for ws in book:
        assert len({c.value for c in ws[COVER_HEADER if ws is book.worksheets[0] else 1]}) == ws.max_column
        assert not ws.title.startswith("Sheet") and len(ws.title) <= 31
        for found in ws.tables.values():
            assert found.headerRowCount != 0 and not ws.merged_cells.ranges
