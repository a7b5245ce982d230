"""Task worksheets that come back: what is taken in, what is refused with its place, and that nothing goes in by halves."""

import csv
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import openpyxl
import pytest

from reskill.exposure.inventory import read_inventories
from reskill.exposure.task_edits import drop_task
from reskill.problem import ReskillError
from reskill.project.file import create
from reskill.worksheets.book import titles_in, titles_named, write_worksheets
from reskill.worksheets.returned import Returned, read_worksheets, take_in
from reskill.worksheets.sheet import COLUMNS, worksheet_rows

CLERK, OFFICER, WAITING = 2, 3, 6
CODE = "43-9061.00"
FIRST = 9  # row of the first task on a sheet
SHARE, DONE, REMARK, KEY = (c.field for c in COLUMNS[3:])
AT = {c.field: n for n, c in enumerate(COLUMNS, start=1)}
Entries = dict[tuple[int, str], object]  # row (0 = the first task) and field


@pytest.fixture
def filled(town, catalog, tmp_path: Path) -> Callable[..., Path]:
    """A workbook of worksheets with entries on the clerks' sheet."""

    def make(entries: Entries, titles=(CLERK, OFFICER), cells: dict[str, object] | None = None) -> Path:
        path = tmp_path / "worksheets.xlsx"
        write_worksheets(town, catalog, titles, path)
        book = openpyxl.load_workbook(path)
        for (row, field), value in entries.items():
            book["Office Clerk"].cell(FIRST + row, AT[field]).value = value
        for place, value in (cells or {}).items():
            book["Office Clerk"][place] = value
        book.save(path)
        return path

    return make


def taken(town, catalog, path: Path) -> Returned:
    found = read_worksheets(path, town, catalog)
    take_in(town, found)
    return found


def errors(found: Returned) -> list[str]:
    return [p.text for p in found.problems if p.level == "error"]


def weights(town, catalog, title_id: int = CLERK) -> dict[str, float]:
    return {t.task_id: t.weight for t in read_inventories(town, catalog).tasks(title_id)}


def as_csv(town, catalog, path: Path, entries: Entries) -> Path:
    """The clerks' sheet as CSV, as a spreadsheet program saves it."""
    with path.open("w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerows([["Office Clerk"], ["City: Testville"], ["Department: all that have this title"], [], []])
        out.writerow([c.title for c in COLUMNS])
        for n, row in enumerate(worksheet_rows(read_inventories(town, catalog).tasks(CLERK))):
            values = asdict(row) | {f: v for (r, f), v in entries.items() if r == n}
            out.writerow(["" if values[c.field] is None else values[c.field] for c in COLUMNS])
    return path


def test_that_a_worksheet_lists_every_task_with_shares_that_come_to_the_whole(town, catalog) -> None:
    rows = worksheet_rows(read_inventories(town, catalog).tasks(CLERK))
    assert sum(r.share_now or 0 for r in rows) == pytest.approx(1, abs=0.001)
    assert {r.key for r in rows if r.key} == {f"{CODE}/{task}" for task in weights(town, catalog)}
    assert [r.task for r in rows[-6:]] == [""] * 6


def test_that_an_untouched_worksheet_changes_nothing(town, catalog, filled) -> None:
    before, steps = weights(town, catalog), len(town.history())
    found = taken(town, catalog, filled({}))
    assert (found.summary(), found.unchanged, errors(found)) == ("Nothing to take in.", 2, [])
    assert weights(town, catalog) == before
    assert len(town.history()) == steps


def test_that_everything_entered_is_taken_in_as_one_step_and_counted(town, catalog, filled) -> None:
    rows, before = worksheet_rows(read_inventories(town, catalog).tasks(CLERK)), weights(town, catalog)
    added = len(rows) - 6
    path = filled(
        {
            (0, SHARE): 0.3,
            (1, DONE): "no",
            (1, REMARK): "The mail room does it.",
            (2, REMARK): "Only in spring.",
            (added, "task"): "Runs the lost-property office.",
            (added, SHARE): 0.05,
        },
        cells={"F2": "2026-11-20", "F3": "City Hall"},
    )
    found = taken(town, catalog, path)
    assert found.summary() == "1 share corrected, 1 task dropped, 1 duty added, 1 remark in 1 title."
    after = read_inventories(town, catalog).tasks(CLERK)
    first, second = (r.key.split("/")[1] for r in rows[:2])
    assert weights(town, catalog)[first] == pytest.approx(0.3)
    assert second not in weights(town, catalog)
    assert (after[-1].sentence, after[-1].weight) == ("Runs the lost-property office.", pytest.approx(0.05))
    why = town.value("SELECT why FROM task_edit WHERE deed = 'dropped'")
    assert why.startswith("The mail room does it. (Task worksheet worksheets.xlsx, sheet Office Clerk; City Hall, 2026")
    (comment,) = town.rows("SELECT * FROM comment")
    assert comment["text"] == "Only in spring." and rows[2].task in comment["subject"]
    assert town.check() == []
    town.undo()
    assert weights(town, catalog) == before and not town.rows("SELECT * FROM comment")


def test_that_the_same_file_read_again_changes_nothing_more(town, catalog, filled) -> None:
    path = filled({(0, SHARE): 0.3, (1, DONE): "no", (2, REMARK): "Hm.", (20, "task"): "", (0, REMARK): "Sure."})
    taken(town, catalog, path)
    again = read_worksheets(path, town, catalog)
    assert (again.corrections, errors(again)) == ((), [])


def test_that_a_duty_added_before_is_not_added_again(town, catalog, filled) -> None:
    row = len(read_inventories(town, catalog).tasks(CLERK))
    path = filled({(row, "task"): "Runs the lost-property office."})
    taken(town, catalog, path)
    assert read_worksheets(path, town, catalog).corrections == ()


@pytest.mark.parametrize(("first", "second"), [("30", "20"), ("0.3", "0.2"), ("30%", "20 %"), ("30", "20%")])
def test_that_shares_are_read_as_percents_or_fractions(town, catalog, tmp_path, first: str, second: str) -> None:
    rows = worksheet_rows(read_inventories(town, catalog).tasks(CLERK))
    path = as_csv(town, catalog, tmp_path / "sheet.csv", {(0, SHARE): first, (1, SHARE): second})
    assert errors(taken(town, catalog, path)) == []
    found = weights(town, catalog)
    one, other = (found[r.key.split("/")[1]] for r in rows[:2])
    assert (one, other) == (pytest.approx(0.3), pytest.approx(0.2))
    assert sum(found.values()) == pytest.approx(1)


def test_that_new_shares_replace_old_ones_in_any_order(town, catalog, filled) -> None:
    taken(town, catalog, filled({(0, SHARE): 0.1, (1, SHARE): 0.8}))
    high, low = sorted(read_inventories(town, catalog).tasks(CLERK), key=lambda t: -(t.time_share or 0))[:2]
    rows = worksheet_rows(read_inventories(town, catalog).tasks(CLERK))
    place = {r.key.split("/")[1]: n for n, r in enumerate(rows) if r.key}
    found = taken(town, catalog, filled({(place[low.task_id], SHARE): 0.8, (place[high.task_id], SHARE): 0.1}))
    assert errors(found) == []
    assert weights(town, catalog)[low.task_id] == pytest.approx(0.8)
    assert weights(town, catalog)[high.task_id] == pytest.approx(0.1)


def test_that_shares_entered_before_count_towards_the_whole(town, catalog, filled) -> None:
    taken(town, catalog, filled({(0, SHARE): 0.7}))
    (told,) = errors(taken(town, catalog, filled({(1, SHARE): 0.6})))
    assert "130%" in told and "70% that was entered before" in told


def test_that_shares_of_every_task_below_the_whole_are_taken_with_a_warning(town, catalog, filled) -> None:
    tasks = len(read_inventories(town, catalog).tasks(CLERK))
    found = taken(town, catalog, filled({(n, SHARE): 0.8 / tasks for n in range(tasks)}))
    assert errors(found) == []
    assert any("come to 80%" in p.text for p in found.problems)
    assert sum(weights(town, catalog).values()) == pytest.approx(1)


WRONG = [
    ({(0, SHARE): 0.8, (1, SHARE): 0.7}, {}, "151%", None),
    ({(0, SHARE): "lots"}, {}, "not a share", 9),
    ({(0, SHARE): -5}, {}, "not from 0% to 100%", 9),
    ({(0, SHARE): 30, (1, SHARE): 0.3}, {}, "0.3% or 30%", 10),
    ({(0, SHARE): 0.2, (0, KEY): "43-9061.00/8"}, {}, "not among the title's tasks", 9),
    ({(0, SHARE): 0.2, (0, REMARK): "long " * 500}, {}, "longer than 2,000", 9),
    ({(0, DONE): "perhaps"}, {}, "neither yes nor no", 9),
    ({(0, "task"): None, (0, KEY): None, (0, SHARE): 0.2}, {}, "no task on this line", 9),
    ({(0, SHARE): 0.2}, {"A1": "Harbour Master"}, "no title Harbour Master", None),
    ({(0, SHARE): 0.2}, {"A3": "Department: Parks"}, "no title Office Clerk (Parks)", None),
    ({(0, SHARE): 0.2}, {"A2": "City: Elsewhere", "G2": ""}, "of Elsewhere, not of Testville", None),
]


@pytest.mark.parametrize(("entries", "cells", "told", "row"), WRONG)
def test_that_what_cannot_be_used_is_located_and_its_sheet_left_out(
    town, catalog, filled, entries: Entries, cells: dict[str, object], told: str, row: int | None
) -> None:
    before = weights(town, catalog)
    found = taken(town, catalog, filled(entries | {(2, SHARE): 0.01}, cells=cells))
    problem = next(p for p in found.problems if p.level == "error")
    assert told in problem.text
    assert (problem.place.sheet, problem.place.row) == ("Office Clerk", row)
    assert weights(town, catalog) == before and found.corrections == ()


def test_that_a_sheet_with_an_error_does_not_keep_others_from_being_taken_in(town, catalog, filled) -> None:
    path = filled({(0, SHARE): "lots"})
    book = openpyxl.load_workbook(path)
    book["Patrol Officer"].cell(FIRST, AT[SHARE]).value = 0.4
    book.save(path)
    found = taken(town, catalog, path)
    assert found.summary() == "1 share corrected in 1 title." and len(errors(found)) == 1
    assert max(weights(town, catalog, OFFICER).values()) == pytest.approx(0.4)


def test_that_one_in_a_csv_file_is_asked_about(town, catalog, tmp_path: Path) -> None:
    path = as_csv(town, catalog, tmp_path / "sheet.csv", {(0, SHARE): "1"})
    assert "1% or 100%" in errors(taken(town, catalog, path))[0]


def test_that_a_title_filled_in_on_two_sheets_is_left_out(town, catalog, filled) -> None:
    path = filled({(0, SHARE): 0.3})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Office Clerk"]).title = "Night shift"
    book.save(path)
    found = taken(town, catalog, path)
    assert all("another sheet as well" in e for e in errors(found)) and len(errors(found)) == 2
    assert found.corrections == ()


def test_that_a_task_dropped_since_is_told(town, catalog, filled) -> None:
    path = filled({(0, SHARE): 0.3})
    task = worksheet_rows(read_inventories(town, catalog).tasks(CLERK))[0].key.split("/")[1]
    drop_task(town, catalog, CLERK, CODE, task, "Gone.")
    assert "not among the title's tasks now" in errors(read_worksheets(path, town, catalog))[0]


def test_that_changed_words_of_a_task_are_told(town, catalog, filled) -> None:
    found = taken(town, catalog, filled({(0, "task"): "Something else", (0, SHARE): 0.2}))
    assert errors(found) == [] and any("words of this task" in p.text for p in found.problems)


def test_that_the_last_task_is_not_dropped(town, catalog, filled) -> None:
    tasks = len(read_inventories(town, catalog).tasks(CLERK))
    found = taken(town, catalog, filled({(n, DONE): "no" for n in range(tasks)}))
    assert "would be left" in errors(found)[0] and len(weights(town, catalog)) == tasks


def test_that_worksheets_of_another_city_or_of_nothing_are_refused(town, catalog, filled, tmp_path: Path) -> None:
    path = filled({(0, SHARE): 0.3})
    other = create(tmp_path / "other.reskill", city="Otherville")
    with pytest.raises(ReskillError, match="of Testville, not of Otherville"):
        read_worksheets(path, other, catalog)
    other.close()
    roster = tmp_path / "roster.csv"
    roster.write_text("Title,Department\nClerk,Finance\nClerk,Parks\n", encoding="utf-8")
    with pytest.raises(ReskillError, match="no task worksheet"):
        read_worksheets(roster, town, catalog)


def test_that_worksheets_come_back_after_the_city_is_named_anew(town, catalog, filled) -> None:
    path = filled({(0, SHARE): 0.3})
    town.set_setting("city", "City of Testville")
    assert taken(town, catalog, path).summary() == "1 share corrected in 1 title."


def test_that_titles_are_chosen_by_name_or_band(town) -> None:
    assert titles_named(town, ["office clerk", "Patrol Officer"]) == [CLERK, OFFICER]
    with pytest.raises(ReskillError, match="Did you mean Office Clerk"):
        titles_named(town, ["Ofice Clerk"])
    assert len(titles_in(town)) == 6
    banded = {r["title_id"] for r in town.rows("SELECT title_id FROM role WHERE band = 'priority'")}
    assert set(titles_in(town, ("priority",))) == banded


def test_that_titles_without_tasks_are_left_out_and_named(town, catalog, tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    assert write_worksheets(town, catalog, [CLERK, WAITING], path) == ["Assistant II"]
    with pytest.raises(ReskillError, match="has tasks"):
        write_worksheets(town, catalog, [WAITING], path)
