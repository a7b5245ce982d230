"""Task worksheets: out as a workbook, back in with corrections."""

import csv
from pathlib import Path

import openpyxl
import pytest

from reskill.export.worksheet import write_worksheets
from reskill.exposure.inventory import inventory
from reskill.exposure.worksheet import COLUMNS, read_worksheet, worksheet_rows, worksheet_tables
from reskill.intake.table import read_table
from reskill.problem import ReskillError

CLERK, WAITING = 2, 6
CODE = "43-9061.00"


def returned(tmp_path: Path, town, catalog, entries: dict[int, dict[str, str]], title_id: int = CLERK):
    """The worksheet of a title as CSV, with entries by row (0 = the first task), read back."""
    path = tmp_path / "worksheet.csv"
    with path.open("w", newline="", encoding="utf-8") as f:
        writer = csv.writer(f)
        writer.writerow([c.title for c in COLUMNS])
        for i, row in enumerate(worksheet_rows(town, catalog, title_id)):
            values = {c.field: getattr(row, c.field) for c in COLUMNS} | entries.get(i, {})
            writer.writerow(["" if values[c.field] is None else values[c.field] for c in COLUMNS])
    return [read_table(path)]


def weights(town, catalog) -> dict[str, float]:
    return {t.task_id: t.weight for t in inventory(town, catalog, CLERK)}


def test_that_a_worksheet_lists_every_task_with_shares_that_come_to_the_whole(town, catalog) -> None:
    rows = worksheet_rows(town, catalog, CLERK)
    assert sum(r.share_now or 0 for r in rows) == pytest.approx(1, abs=0.001)
    assert {r.task_id for r in rows if r.task_id} == set(weights(town, catalog))
    assert [r.task for r in rows[-5:]] == [""] * 5


def test_that_a_title_without_tasks_has_no_worksheet(town, catalog) -> None:
    with pytest.raises(ReskillError, match="no tasks"):
        worksheet_rows(town, catalog, WAITING)


def test_that_an_untouched_worksheet_changes_nothing(town, catalog, tmp_path: Path) -> None:
    before, steps = weights(town, catalog), len(town.history())
    assert read_worksheet(town, catalog, returned(tmp_path, town, catalog, {})) == []
    assert weights(town, catalog) == before
    assert len(town.history()) == steps


@pytest.mark.parametrize(("first", "second"), [("30", "20"), ("0.3", "0.2"), ("30%", "20 %"), ("30", "20%")])
def test_that_shares_are_read_as_percents_or_fractions(town, catalog, tmp_path, first: str, second: str) -> None:
    rows = worksheet_rows(town, catalog, CLERK)
    tables = returned(tmp_path, town, catalog, {0: {"share": first}, 1: {"share": second}})
    assert read_worksheet(town, catalog, tables) == []
    found = weights(town, catalog)
    assert (found[rows[0].task_id], found[rows[1].task_id]) == (pytest.approx(0.3), pytest.approx(0.2))
    assert sum(found.values()) == pytest.approx(1)


def test_that_new_shares_replace_old_ones_in_any_order(town, catalog, tmp_path: Path) -> None:
    read_worksheet(town, catalog, returned(tmp_path, town, catalog, {0: {"share": "10%"}, 1: {"share": "80%"}}))
    low, high = (t.task_id for t in sorted(inventory(town, catalog, CLERK), key=lambda t: t.time_share or 0)[-2:])
    position = {r.task_id: i for i, r in enumerate(worksheet_rows(town, catalog, CLERK))}
    entries = {position[low]: {"share": "80%"}, position[high]: {"share": "10%"}}
    assert read_worksheet(town, catalog, returned(tmp_path, town, catalog, entries)) == []
    assert (weights(town, catalog)[low], weights(town, catalog)[high]) == (pytest.approx(0.8), pytest.approx(0.1))


def test_that_duties_are_dropped_and_added_in_one_step(town, catalog, tmp_path: Path) -> None:
    rows, before = worksheet_rows(town, catalog, CLERK), weights(town, catalog)
    entries = {
        0: {"still_done": "No", "remark": "The mail room does it."},
        len(rows) - 5: {"task": "Runs the lost-property office.", "share": "5%"},
    }
    assert read_worksheet(town, catalog, returned(tmp_path, town, catalog, entries)) == []
    after = inventory(town, catalog, CLERK)
    assert rows[0].task_id not in {t.task_id for t in after}
    assert (after[-1].sentence, after[-1].weight) == ("Runs the lost-property office.", pytest.approx(0.05))
    town.undo()
    assert weights(town, catalog) == before


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({0: {"share": "80"}, 1: {"share": "70"}}, "150%"),
        ({0: {"share": "lots"}}, "not a share"),
        ({0: {"share": "-5"}}, "not a share"),
        ({0: {"share": "1"}}, "1% or 100%"),
        ({0: {"share": "20", "title_id": ""}}, "number is missing"),
        ({0: {"share": "20%", "title_id": "77"}}, "no title number 77"),
        ({0: {"share": "20%", "task_id": "8"}}, "not among the tasks"),
    ],
)
def test_that_what_cannot_be_used_is_located_and_changes_nothing(town, catalog, tmp_path, entries, told: str) -> None:
    before = weights(town, catalog)
    problems = read_worksheet(town, catalog, returned(tmp_path, town, catalog, entries))
    assert told in problems[0].text
    assert problems[0].place.row == 2
    assert weights(town, catalog) == before


def test_that_another_table_is_told_apart_from_a_worksheet(town, catalog, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("Title,Department\nClerk,Finance\nClerk,Parks\n", encoding="utf-8")
    (problem,) = read_worksheet(town, catalog, [read_table(path)])
    assert "No task worksheet" in problem.text


def test_that_a_workbook_of_worksheets_comes_back(town, catalog, tmp_path: Path) -> None:
    path = tmp_path / "worksheets.xlsx"
    write_worksheets(town, catalog, [1, CLERK], path)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 2
    sheet = book[book.sheetnames[1]]
    header = next(row for row in sheet.iter_rows() if row[0].value == COLUMNS[0].title)
    at = {cell.value: cell.column for cell in header}
    task_id = sheet.cell(header[0].row + 1, at["Task no."]).value
    sheet.cell(header[0].row + 1, at["Your share"], 0.45)
    book.save(path)
    assert read_worksheet(town, catalog, worksheet_tables(path)) == []
    assert weights(town, catalog)[str(task_id)] == pytest.approx(0.45)
