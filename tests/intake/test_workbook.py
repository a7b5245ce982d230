"""XLSX: sheets, layouts and cells as they come, read in a child process with limits."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rosters import HEADER, ROWS, TITLES, in_sheet

from reskill.intake import child
from reskill.intake import workbook as reading
from reskill.intake.roster import read_roster
from reskill.intake.table import read_table
from reskill.problem import ReskillError
from reskill.progress import Cancelled

Make = Callable[..., Path]


def titles(path: Path, **options: Any) -> list[str]:
    return [p.title for p in read_roster(path, **options).positions]


def test_that_values_keep_their_kinds(workbook: Make) -> None:
    row = ("0042", 17, 2.5, True, dt.datetime(2019, 7, 1), "=1+1 is text")
    path = workbook([("Title", "a", "b", "c", "d", "e"), row], lambda _, s: setattr(s["F2"], "data_type", "s"))
    assert read_table(path).rows == [(2, row)]


def test_that_a_workbook_is_known_under_any_name(workbook: Make, tmp_path: Path) -> None:
    path = workbook([HEADER, *ROWS])
    assert titles(path.rename(tmp_path / "roster.csv")) == TITLES


def test_that_a_path_with_other_letters_is_read(workbook: Make) -> None:
    assert titles(workbook([HEADER, *ROWS], name="Straße, Größe & «été» 名.xlsx")) == TITLES


def test_that_a_far_cell_costs_neither_time_nor_rows(workbook: Make) -> None:
    roster = read_roster(workbook([HEADER, *ROWS], lambda _, sheet: sheet.__setitem__("XFD1048576", 1)))
    assert [p.title for p in roster.positions] == TITLES
    assert (roster.blank, roster.last_row) == (1_048_572, 1_048_576)
    assert any(p.place.row == 1_048_576 for p in roster.problems)


def test_that_stated_dimensions_are_not_believed(altered: Make) -> None:
    assert titles(altered(in_sheet(b'ref="A1:C4"', b'ref="A1:B2"'))) == TITLES
    assert titles(altered(in_sheet(b'ref="A1:C4"', b'ref="A1:XFD1048576"'))) == TITLES


def test_that_blank_rows_with_formats_are_counted(workbook: Make) -> None:
    def fill(_: Any, sheet: Any) -> None:
        for i in range(5, 2005):
            sheet.cell(i, 1).number_format = "0.00"

    roster = read_roster(workbook([HEADER, *ROWS], fill))
    assert (len(roster.positions), roster.blank) == (3, 2000)
    assert any("2,000 blank rows" in p.text and p.place.row == 5 for p in roster.problems)


def test_that_a_spoilt_cell_costs_that_cell(altered: Make) -> None:
    roster = read_roster(altered(in_sheet(b"<v>62000</v>", b"<v>12abc</v>")))
    assert [p.annual_salary for p in roster.positions] == [None, 71000.5, 58000.0]
    assert any("C2" in p.text for p in roster.problems)
    assert any(p.place.row == 2 and "12abc" in p.text for p in roster.problems)


def test_that_cells_and_rows_with_odd_addresses_are_read(altered: Make) -> None:
    odd = b'<row r="9"><c r="ZZZZZ9"><v>1</v></c><c r="7"><v>2</v></c><c><v>NaN</v></c></row><row r="x"><c><v>5</v></c>'
    roster = read_roster(altered(in_sheet(b"</sheetData>", odd + b"</row></sheetData>")))
    assert [p.title for p in roster.positions] == TITLES
    assert [r.row for r in roster.rejected] == [9, 10]


def test_that_formulas_without_a_stored_result_are_told(altered: Make) -> None:
    roster = read_roster(altered(in_sheet(b"<v>62000</v>", b"<f>6*7</f>")))
    assert roster.positions[0].annual_salary is None
    assert any("without a stored result" in p.text and "C2" in p.text for p in roster.problems)


def test_that_the_stored_result_of_a_formula_is_read(altered: Make) -> None:
    roster = read_roster(altered(in_sheet(b"<v>62000</v>", b"<f>6*7</f><v>62000</v>")))
    assert roster.positions[0].annual_salary == 62000


def test_that_text_beginning_with_an_equals_sign_stays_text(workbook: Make) -> None:
    def as_text(_: Any, sheet: Any) -> None:
        sheet["A2"].value = "=HYPERLINK clerk"
        sheet["A2"].data_type = "s"

    assert titles(workbook([HEADER, *ROWS], as_text))[0] == "=HYPERLINK clerk"


def test_that_numbers_stored_as_text_are_read_and_told(workbook: Make) -> None:
    roster = read_roster(workbook([HEADER, ("Clerk", "Finance", "45000"), ("Cook", "Parks", " 45,000.50 ")]))
    assert [p.annual_salary for p in roster.positions] == [45000, 45000.5]
    assert any(p.place.row == 2 and "is text" in p.text for p in roster.problems)


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_that_dates_are_read_in_both_of_excels_calendars(workbook: Make, epoch_1904: bool) -> None:
    def calendar(book: Any, _: Any) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        if epoch_1904:
            book.epoch = CALENDAR_MAC_1904

    rows = [("Title", "Hire Date"), ("Clerk", dt.date(2019, 7, 1)), ("Cook", dt.date(2001, 2, 28))]
    roster = read_roster(workbook(rows, calendar))
    assert [p.hire_date for p in roster.positions] == ["2019-07-01", "2001-02-28"]


def test_that_text_merged_downwards_holds_for_each_row(workbook: Make) -> None:
    rows = [HEADER, ("Clerk", "Finance", 50000), ("Cook", None, 40000), ("Aide", "Parks", 30000)]
    roster = read_roster(workbook(rows, lambda _, sheet: sheet.merge_cells("B2:B3")))
    assert [p.department for p in roster.positions] == ["Finance", "Finance", "Parks"]
    assert any(p.place.row == 3 and "merged" in p.text for p in roster.problems)


def test_that_the_sheet_that_looks_like_a_roster_is_chosen(workbook: Make) -> None:
    def more(book: Any, _: Any) -> None:
        book.create_sheet("Read me", 0).append(["How to use this file"])
        book.create_sheet("Codes", 0).append(["Code", "Meaning"])
        hidden = book.create_sheet("Old")
        hidden.append(HEADER)
        hidden.sheet_state = "hidden"
        part_time = book.create_sheet("Part time")
        part_time.append(("Job Title", "Department", "Hourly Rate"))
        part_time.append(("Cook", "Parks", 21))

    path = workbook([HEADER, *ROWS], more)
    roster = read_roster(path)
    assert (roster.sheet, roster.sheets) == ("Roster", ("Codes", "Read me", "Roster", "Old", "Part time"))
    said = " ".join(map(str, roster.problems))
    assert "Part time" in said and "Hidden sheets were not read: Old" in said
    assert titles(path, sheet="part time") == ["Cook"]


def test_that_a_hidden_sheet_is_read_when_it_alone_is_a_roster(workbook: Make) -> None:
    def hide(book: Any, sheet: Any) -> None:
        book.create_sheet("Cover").append(["City of Testville"])
        book.active = 1
        sheet.sheet_state = "veryHidden"

    roster = read_roster(workbook([HEADER, *ROWS], hide))
    assert (roster.sheet, len(roster.positions)) == ("Roster", 3)
    assert any("hidden" in p.text for p in roster.problems)


def test_that_rows_hidden_by_a_filter_are_read_and_told(workbook: Make) -> None:
    roster = read_roster(workbook([HEADER, *ROWS], lambda _, sheet: setattr(sheet.row_dimensions[3], "hidden", True)))
    assert len(roster.positions) == 3
    assert any("1 row was hidden" in p.text for p in roster.problems)


def test_that_chartsheets_are_passed_over(workbook: Make) -> None:
    def chart(book: Any, sheet: Any) -> None:
        from openpyxl.chart import BarChart, Reference

        bars = BarChart()
        bars.add_data(Reference(sheet, min_col=3, min_row=1, max_row=4))
        book.create_chartsheet("Chart", 0).add_chart(bars)

    assert titles(workbook([HEADER, *ROWS], chart)) == TITLES


def test_that_progress_is_told_while_a_workbook_is_read(workbook: Make) -> None:
    parts: list[float] = []
    read_table(workbook([HEADER, *ROWS * 500]), tick=lambda part, text: parts.append(part))
    assert parts == sorted(parts) and parts[-1] > 0.5


def _pretend(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(reading, "command", lambda path, *wanted: [sys.executable, "-c", code])


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell by a signal whether a process lives")
def test_that_cancelling_ends_the_child(workbook: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "pid"
    _pretend(monkeypatch, f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(600)")

    def cancel(part: float, text: str) -> None:
        if note.exists() and note.read_text():
            raise Cancelled

    with pytest.raises(Cancelled):
        read_table(workbook([HEADER, *ROWS]), tick=cancel)
    assert not _is_alive(int(note.read_text()))


def test_that_a_child_that_hangs_is_ended_with_words(workbook: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(reading, "SILENCE", 0.1)
    with pytest.raises(ReskillError, match="takes too long"):
        read_table(workbook([HEADER, *ROWS]))


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(3)", "os.write(1, b'{\"rows\": [[1, ['); os._exit(9)"])
def test_that_a_child_that_dies_costs_the_import_only(
    workbook: Make, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    _pretend(monkeypatch, f"import os; {end}")
    with pytest.raises(ReskillError, match=r"Reading roster\.xlsx was stopped"):
        read_table(workbook([HEADER, *ROWS]))


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is Linux's")
def test_that_memory_beyond_the_limit_is_refused_with_words(altered: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = altered(
        in_sheet(
            b"</sheetData>",
            b'<row><c t="str"><v>' + os.urandom(2**20).hex().encode() * 20 + b"</v></c></row></sheetData>",
        )
    )
    limited = f"from reskill.intake import child; child.MEMORY = 60 * 2**20; child.main([{str(path)!r}])"
    _pretend(monkeypatch, limited)
    with pytest.raises(ReskillError, match="memory"):
        read_table(path)


def test_that_the_program_itself_can_be_the_child(workbook: Make) -> None:
    """A frozen build has no other interpreter."""
    path = workbook([HEADER, *ROWS])
    done = subprocess.run([sys.executable, "-m", "reskill", child.FLAG, str(path)], capture_output=True, check=True)
    assert b"Police Officer" in done.stdout and not done.stderr


def test_that_a_frozen_build_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reading.command(Path("a.xlsx")) == [sys.executable, child.FLAG, "a.xlsx"]


@pytest.mark.parametrize(
    ("number", "shown", "text"),
    [
        (42, "000000", "000042"),
        (1234567, "000000", "1234567"),
        (315, "0000;-0000", "0315"),
        (10042, r"00\-0000", "01-0042"),
        (42, "0", "42"),
        (42, "0.00", "42"),
        (42, "#,##0", "42"),
        (42, "General", "42"),
    ],
)
def test_that_an_identifier_is_read_as_its_number_format_shows_it(
    workbook: Make, text_file: Make, number: int, shown: str, text: str
) -> None:
    def dress(_: object, sheet: Any) -> None:
        sheet["A2"].number_format = shown

    header, row = ["Employee ID", "Job Title", "Salary"], [number, "Clerk", 50000]
    roster = read_roster(workbook([header, row], dress))
    assert roster.positions[0].employee_id == text
    twin = read_roster(text_file(f"Employee ID,Job Title,Salary\n{text},Clerk,50000\n"))
    assert twin.positions[0].employee_id == text


def tabs(rows: dict[str, list[list[object]]]) -> Callable[[Any, Any], None]:
    def add(book: Any, first: Any) -> None:
        book.remove(first)
        for name, lines in rows.items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(line)

    return add


CLERKS = [["Job Title", "Salary"], ["Clerk", 50000], ["Cook", 41000]]
RANGERS = [["Parks, July 2025"], ["Job Title", "Salary"], ["Ranger", 52000], ["", 52000]]


def test_that_sheets_of_one_layout_are_one_roster_and_name_its_departments(workbook: Make) -> None:
    summary = [["Department", "Headcount"], ["Finance", 2], ["Parks", 1]]
    path = workbook([], tabs({"Finance": CLERKS, "Parks": RANGERS, "Summary": summary}))
    roster = read_roster(path)
    assert [(p.title, p.department, p.sheet, p.row) for p in roster.positions] == [
        ("Clerk", "Finance", "Finance", 2),
        ("Cook", "Finance", "Finance", 3),
        ("Ranger", "Parks", "Parks", 3),
    ]
    assert [(r.sheet, r.row) for r in roster.rejected] == [("Parks", 4)]
    assert roster.header_row + 3 + 1 + roster.blank == roster.last_row
    assert any("Rejected" in p.text and (p.place.sheet, p.place.row) == ("Parks", 4) for p in roster.problems)
    assert any("2 sheets of one layout" in p.text and "Finance, Parks" in p.text for p in roster.problems)
    assert [p.title for p in read_roster(path, sheet="Parks").positions] == ["Ranger"]


def test_that_sheets_with_a_department_of_their_own_keep_it(workbook: Make) -> None:
    head, line = ["Title", "Department", "Salary"], ["Clerk", "Law", 50000]
    roster = read_roster(workbook([], tabs({"North": [head, line], "South": [head, ["Cook", "Parks", 41000]]})))
    assert [p.department for p in roster.positions] == ["Law", "Parks"]


def test_that_sheets_of_years_are_no_staff_side_by_side(workbook: Make) -> None:
    later = [["Job Title", "Salary"], ["Clerk", 51000], ["Cook", 42000]]
    roster = read_roster(workbook([], tabs({"FY2024": CLERKS, "FY2025": later})))
    assert [p.annual_salary for p in roster.positions] == [51_000, 42_000]
    assert [d.name for d in roster.doubts] == ["periods"]


def test_that_sheets_of_filled_and_vacant_posts_tell_the_status(workbook: Make) -> None:
    roster = read_roster(workbook([], tabs({"Filled": CLERKS, "Vacant": [CLERKS[0], ["Aide", 30000]]})))
    assert [(p.title, p.status) for p in roster.positions] == [
        ("Clerk", "filled"),
        ("Cook", "filled"),
        ("Aide", "vacant"),
    ]


def test_that_a_sheet_that_holds_the_others_is_the_roster(workbook: Make) -> None:
    every = [CLERKS[0], *CLERKS[1:], ["Ranger", 52000]]
    roster = read_roster(workbook([], tabs({"All": every, "Finance": CLERKS, "Parks": [CLERKS[0], ["Ranger", 52000]]})))
    assert [p.title for p in roster.positions] == ["Clerk", "Cook", "Ranger"]
