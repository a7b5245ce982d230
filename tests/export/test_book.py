import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reskill.export.xlsx.book import About, write_book
from reskill.export.xlsx.layout import MAX_ROWS
from reskill.export.xlsx.sheet import As, Chart, Formula, Link, Sheet, tabulate
from reskill.problem import ReskillError
from reskill.progress import Cancelled
from reskill.table import Column

ABOUT = About("A plan", "City of Oak", "For a test", "City of Oak & others")
COLUMNS = (
    Column("Item", "item", tip="What it is."),
    Column("Quantity", "quantity", "number"),
    Column("Unit cost", "unit_cost", "money"),
    Column("Amount", "amount", "money"),
    Column("When", "when", "date"),
)
PAYLOADS = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "#N/A",
    "TRUE",
    "007",
    "1e5",
    " lead",
    "two\nlines",
)


def sheet(*rows: tuple[object, ...], **more: object) -> Sheet:
    """A small sheet with amounts."""
    title = str(more.pop("title", "Costs"))
    return Sheet(title, "What things cost.", COLUMNS, rows, totals=("amount",), **more)  # type: ignore[arg-type]


def line(item: str, quantity: float, cost: float) -> tuple[object, ...]:
    """A row with a live product."""
    return item, quantity, cost, Formula("ROUND({quantity}*{unit_cost},2)", round(quantity * cost, 2)), "2027-07-01"


def test_that_text_stays_text_whatever_it_begins_with(tmp_path: Path) -> None:
    write_book([sheet(*((p, None, None, None, None) for p in PAYLOADS))], tmp_path / "a.xlsx", ABOUT)
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"]
    assert [found.cell(n, 1).value for n in range(2, 2 + len(PAYLOADS))] == list(PAYLOADS)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as z:
        xml = z.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f>(.*?)</f>", xml) == ["SUM(D2:D14)"]
    assert all(found.cell(n, 1).data_type == "s" for n in range(2, 2 + len(PAYLOADS)))
    assert found["A2"].quotePrefix and not found["A11"].quotePrefix


def test_that_formulas_are_live_and_carry_their_values(tmp_path: Path) -> None:
    cover = Sheet(
        "Cover",
        "",
        (Column("Item", "item"), Column("Value", "value")),
        [
            ("Total", As(Formula("SUM({Costs.amount})", 30.5), "money")),
            ("Check", Formula('IF({above:1}=30.5,"adds up","no")', "adds up")),
        ],
        heading=("A city", "its plan"),
    )
    write_book([cover, sheet(line("a", 2, 10.25), line("b", 1, 10))], tmp_path / "a.xlsx", ABOUT)
    live, values = (openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=d) for d in (False, True))
    assert live["Cover"]["B4"].value == "=SUM('Costs'!$D$2:$D$3)"
    assert live["Cover"]["B5"].value == '=IF(B4=30.5,"adds up","no")'
    assert live["Costs"]["D2"].value == "=ROUND(B2*C2,2)"
    assert (values["Cover"]["B4"].value, values["Cover"]["B5"].value) == (30.5, "adds up")
    assert values["Costs"]["D4"].value == 30.5 and values["Costs"]["A4"].value == "Total"


def test_that_every_reader_finds_every_row(tmp_path: Path) -> None:
    write_book([sheet(*(line(str(n), n, 1.1) for n in range(3000)))], tmp_path / "a.xlsx", ABOUT)
    found = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)["Costs"]
    assert found.calculate_dimension() == "A1:E3002"
    assert sum(1 for _ in found.iter_rows()) == 3002
    found.parent.close()


def test_that_a_sheet_is_one_table_with_frozen_repeated_header(tmp_path: Path) -> None:
    made = [sheet(line("a", 2, 10.25), title=t) for t in ("A/B: Parks & Rec", "a b Parks & Rec'")]
    write_book(made, tmp_path / "a.xlsx", ABOUT)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["A B Parks & Rec", "a b Parks & Rec (2)"]
    for ws in book:
        (table,) = ws.tables.values()
        assert table.ref == "A1:E2"
        assert [c.name for c in table.tableColumns] == [c.value for c in ws[1]]
        assert ws.freeze_panes == "B2" and ws.print_title_rows == "$1:$1"
        assert ws.page_setup.orientation == "landscape" and ws.sheet_properties.pageSetUpPr.fitToPage
        assert not ws.merged_cells.ranges and ws.sheet_state == "visible"
    assert len({t.displayName for ws in book for t in ws.tables.values()}) == 2
    assert book.properties.title == "A plan"
    assert book.properties.creator == book.properties.lastModifiedBy == "City of Oak"
    assert book.properties.language == "en-US"


def test_that_a_page_leaves_out_what_is_of_no_use_on_paper(tmp_path: Path) -> None:
    made = Sheet("Costs", "What A & B cost.", COLUMNS, [line("a", 2, 10.25)], unprinted=("when",))
    write_book([made], tmp_path / "a.xlsx", ABOUT)
    ws = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"]
    assert ws.print_area == "'Costs'!$A$1:$D$2"
    assert ws.oddHeader.left.text == "Costs. What A && B cost."


def test_that_a_sheet_too_wide_to_read_goes_over_several_pages(tmp_path: Path) -> None:
    columns = tuple(Column(f"Text {n}", f"t{n}", "wrapped", 100) for n in range(7))
    write_book([Sheet("Wide", "Wide.", columns, [("a",) * 7])], tmp_path / "a.xlsx", ABOUT)
    ws = openpyxl.load_workbook(tmp_path / "a.xlsx")["Wide"]
    assert ws.page_setup.fitToWidth == 2 and ws.print_title_cols == "$A:$A"


def test_that_an_empty_sheet_says_so(tmp_path: Path) -> None:
    write_book([sheet(empty="No costs.")], tmp_path / "a.xlsx", ABOUT)
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"]
    assert [r[0].value for r in found.rows] == ["Item", "No costs."]


def test_that_dates_numbers_links_and_words_have_their_kinds(tmp_path: Path) -> None:
    row = (Link("page", "https://example.org/a"), "withheld", float("nan"), 1, "1850-01-01")
    write_book([sheet(row, line("b", 1, 2))], tmp_path / "a.xlsx", ABOUT)
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"]
    assert found["A2"].hyperlink.target == "https://example.org/a"
    assert [c.value for c in found[2]] == ["page", "withheld", None, 1, "1850-01-01"]
    assert found["E3"].is_date and found["D3"].number_format == '"$"#,##0.00'


@pytest.mark.parametrize("target", ["javascript:x", "http://a b", "https://ex/\u00e9", "https://a/[b]", ""])
def test_that_an_address_that_excel_would_repair_stays_text(target: str, tmp_path: Path) -> None:
    write_book([sheet((Link("page", target), 1, 1, None, None))], tmp_path / "a.xlsx", ABOUT)
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"]["A2"]
    assert cell.value == "page" and cell.hyperlink is None


def test_that_choices_and_explanations_are_validations(tmp_path: Path) -> None:
    made = sheet(("a", 1, 1, None, None), choices={"when": ("yes", "no")}, entry=("when",))
    write_book([made], tmp_path / "a.xlsx", ABOUT)
    rules = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"].data_validations.dataValidation
    assert {(r.type, str(r.sqref)) for r in rules} == {("list", "E2"), (None, "A1")}


def test_that_cancelling_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def tick(part: float, text: str) -> None:
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_book([sheet(*(line(str(n), n, 1.1) for n in range(5000)))], target, ABOUT, tick)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_that_a_sheet_too_large_for_excel_is_refused_before_writing(tmp_path: Path) -> None:
    with pytest.raises(ReskillError, match="more than Excel can hold"):
        write_book([sheet(*[("x", 1, 1, 1, None)] * MAX_ROWS)], tmp_path / "a.xlsx", ABOUT)
    assert not list(tmp_path.iterdir())


def test_that_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReskillError, match="ends in .xlsx"):
        write_book([sheet()], tmp_path / "a.xls", ABOUT)


def test_that_a_missing_field_is_an_empty_cell() -> None:
    assert tabulate(COLUMNS, [{"item": "a", "other": 1}]) == [("a", None, None, None, None)]


def test_that_a_chart_of_two_bars_a_row_has_room_for_the_name_of_each(tmp_path: Path) -> None:
    heights = []
    for values in (("amount",), ("amount", "quantity")):
        chart = Chart("Costs", "item", values, "US dollars", "Bars of what things cost.")
        made = sheet(*(line(f"thing {n}", n, 2.0) for n in range(12)), chart=chart)
        write_book([made], tmp_path / "a.xlsx", ABOUT)
        (drawn,) = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"]._charts
        heights.append(drawn.anchor.ext.height / 360_000)  # centimetres
    assert heights[1] - heights[0] == pytest.approx(12 * 0.42 / 2, abs=0.01)


def test_that_a_column_is_as_wide_as_the_highest_row_needs(tmp_path: Path) -> None:
    columns = (Column("Item", "item", "wrapped", 20), Column("Other", "other", "wrapped", 20))
    long = " ".join(["words of a long reason"] * 60)  # 1,379 characters: 85 lines of 18 digits
    write_book([Sheet("Costs", "Reasons.", columns, [(long, "short")])], tmp_path / "a.xlsx", ABOUT)
    ws = openpyxl.load_workbook(tmp_path / "a.xlsx")["Costs"]
    width, height = ws.column_dimensions["A"].width, ws.row_dimensions[2].height
    assert ws.column_dimensions["B"].width == 20 < width <= 120 and height <= 405
    assert len(long) / width * 15 <= height * 1.25  # by the mean letter, of which a digit is four fifths


@pytest.mark.parametrize(("amount", "sum_of"), [(4.0, 6.0), (None, 2.0), ("withheld", "not all is told")])
def test_that_a_sum_of_a_part_says_so_in_words(amount: object, sum_of: object, tmp_path: Path) -> None:
    rows = (("ink", None, None, 2.0, None), ("paper", None, None, amount, None))
    write_book([sheet(*rows, unless={"amount": "not all is told"})], tmp_path / "a.xlsx", ABOUT)
    values, formulas = (openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=d)["Costs"] for d in (True, False))
    assert values["D4"].value == sum_of
    assert formulas["D4"].value == '=IF(COUNT(D2:D3)=COUNTA(D2:D3),SUM(D2:D3),"not all is told")'
