"""The plan is worked on in its own tables: by typing, with the keyboard alone, and each deed can be taken back."""

import csv

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QInputDialog, QLabel, QLineEdit, QMessageBox

from reskill.desktop import files
from reskill.desktop.dialogs.add_cohort import AddCohortDialog
from reskill.desktop.dialogs.add_line import AddLineDialog
from reskill.desktop.dialogs.compare_plans import ComparePlansDialog
from reskill.desktop.dialogs.keep_out import KeepOutDialog
from reskill.desktop.dialogs.people_answers import PeopleAnswersDialog
from reskill.desktop.dialogs.quarter_to_do import QuarterToDoDialog
from reskill.desktop.dialogs.report_spending import ReportSpendingDialog
from reskill.desktop.pages.plan import LATER
from reskill.desktop.pages.plan_tables import HAPPENED_TAB
from reskill.planning.budget import by_fund_year
from reskill.planning.by_hand.cohorts import drop
from reskill.planning.kept.plans import keep, sign
from reskill.planning.timeline import quarters_of


def plan_page(window, qtbot):
    window.go("plan")
    qtbot.waitUntil(lambda: window.page() is not None and window.page().name == "plan")
    return window.page()


def value(window, sql, values=()):
    return window.session.project.value(sql, values)


def settle():
    """Qt ends the editing, tells what was typed, and shows what came of it, one after the other."""
    for _ in range(4):
        QApplication.processEvents()


def open_cell(table, field, row, qtbot):
    """The editor of a cell, opened by F2."""
    column = [c.field for c in table.rows.columns].index(field)
    table.setCurrentIndex(table.rows.index(row, column))
    before = set(table.viewport().findChildren(QLineEdit) + table.viewport().findChildren(QComboBox))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    now = set(table.viewport().findChildren(QLineEdit) + table.viewport().findChildren(QComboBox))
    return (now - before).pop()


def type_over(table, field, row, text, qtbot):
    editor = open_cell(table, field, row, qtbot)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()


def choose(table, field, row, text, qtbot):
    box = open_cell(table, field, row, qtbot)
    place = next(i for i in range(box.count()) if box.itemText(i).startswith(text))
    box.setCurrentIndex(place)
    box.activated.emit(place)
    settle()


def many(page):
    """The place and key of a cohort of several people."""
    rows = [page.cohorts.rows.row(i) for i in range(page.cohorts.rows.rowCount())]
    return next((i, r["key"], r) for i, r in enumerate(rows) if r["participants"] > 1)


def test_that_people_typed_over_change_costs_and_totals_at_once(window, qtbot):
    page = plan_page(window, qtbot)
    place, key, row = many(page)
    page.why.setText("only one applied")
    type_over(page.cohorts, "participants", place, "1", qtbot)
    kept = window.session.project.rows("SELECT participants, who, why FROM cohort WHERE id = ?", (key,))[0]
    assert kept == {"participants": 1, "who": window.session.project.who, "why": "only one applied"}
    assert page.cohorts.current()["key"] == key and page.cohorts.current()["cash"] < row["cash"]
    cash = value(window, "SELECT sum(cents) FROM budget_line WHERE NOT in_kind")
    assert sum(y.cash for y in by_fund_year(window.session.project)) == cash
    assert any(label.text() == f"${cash / 100:,.0f}" for label in page.tiles.findChildren(QLabel))
    window.do("undo")
    assert value(window, "SELECT participants FROM cohort WHERE id = ?", (key,)) == row["participants"]


def test_that_what_is_no_number_is_refused_and_the_cell_stays(window, qtbot, no_box):
    page = plan_page(window, qtbot)
    place, key, row = many(page)
    type_over(page.cohorts, "participants", place, "some", qtbot)
    assert "no number" in str(no_box.pop())
    assert value(window, "SELECT participants FROM cohort WHERE id = ?", (key,)) == row["participants"]


def test_that_a_start_is_chosen_for_all_selected_rows_as_one_step(window, qtbot):
    page = plan_page(window, qtbot)
    page.cohorts.selectAll()
    steps = window.session.project.history(1)[0].id
    # opening a cell keeps the selection when the row is part of it
    keys = [r["key"] for r in page.cohorts.chosen()]
    page.cohorts.rows.typed.emit(keys[0], "fiscal", "FY2029 Q1, from 2028-07-01")
    settle()
    assert {r["fiscal"] for r in page.cohorts.chosen()} == {"FY2029 Q1"} and len(keys) > 1
    assert window.session.project.history(1)[0].id == steps + 1


def test_that_a_quarter_is_chosen_from_a_list(window, qtbot):
    page = plan_page(window, qtbot)
    key = page.cohorts.rows.key(0)
    choose(page.cohorts, "start", 0, "FY2029 Q2", qtbot)
    assert value(window, "SELECT start FROM cohort WHERE id = ?", (key,)) == "2028-10-01"


def test_that_lines_are_typed_over_and_dropped(window, qtbot):
    page = plan_page(window, qtbot)
    page.tabs.setCurrentIndex(2)
    place = next(i for i in range(page.lines.rows.rowCount()) if page.lines.rows.row(i)["category"] == "backfill")
    key = page.lines.rows.key(place)
    type_over(page.lines, "unit_cost", place, "$31.50", qtbot)
    assert value(window, "SELECT unit_cost FROM budget_line WHERE id = ?", (key,)) == 31.5
    choose(page.lines, "paid", page.lines.rows.place(key), "in kind", qtbot)
    assert value(window, "SELECT in_kind FROM budget_line WHERE id = ?", (key,)) == 1
    qtbot.keyClick(page.lines, Qt.Key.Key_Delete)
    assert value(window, "SELECT count(*) FROM budget_line WHERE id = ?", (key,)) == 0


def test_that_the_menu_locks_and_the_list_of_bans_grows_by_what_is_dropped(window, qtbot):
    page = plan_page(window, qtbot)
    menu = page.work_button.menu()
    first, second = page.cohorts.rows.key(0), page.cohorts.rows.key(1)
    page.cohorts.choose(first)
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text() == "&Lock").trigger()
    assert value(window, "SELECT who FROM cohort WHERE id = ?", (first,))
    page.cohorts.choose(second)
    qtbot.keyClick(page.cohorts, Qt.Key.Key_Delete)
    assert value(window, "SELECT count(*) FROM ruled_out") == 1
    menu.aboutToShow.emit()
    again = next(a for a in menu.actions() if a.text() == "Allow a&gain").menu()
    again.actions()[0].trigger()
    assert value(window, "SELECT count(*) FROM ruled_out") == 0


def test_that_the_dialogs_add_and_keep_out(window, qtbot):
    page = plan_page(window, qtbot)
    before = value(window, "SELECT count(*) FROM cohort")
    dialog = AddCohortDialog(window.session, "asked for", page)
    dialog.people.setValue(1)
    dialog.ok_button.click()
    assert value(window, "SELECT count(*) FROM cohort") == before + 1
    added = value(window, "SELECT max(id) FROM cohort")
    dialog = AddLineDialog(window.session, added, "", page)
    dialog.category.setCurrentText("travel")
    dialog.quantity.setText("2")
    dialog.unit_cost.setText("40")
    dialog.ok_button.click()
    assert value(window, "SELECT cents FROM budget_line WHERE cohort_id = ? AND category = 'travel'", (added,)) == 8000
    dialog = KeepOutDialog(window.session, "no spring", page)
    dialog.whom.setCurrentIndex(dialog.whom.findText("department Finance"))
    dialog.first.setCurrentIndex(3)
    dialog.last.setCurrentIndex(4)
    dialog.ok_button.click()
    ban = window.session.project.rows("SELECT department, first, last, why FROM ruled_out")[0]
    assert ban["department"] == "Finance" and ban["first"] < ban["last"] and ban["why"] == "no spring"


def test_that_what_happened_is_typed_and_stands_beside_what_was_signed(window, qtbot):
    project = window.session.project
    keep(project, "baseline")
    sign(project, "baseline", "Mayor Lee")
    page = plan_page(window, qtbot)
    page.tabs.setCurrentIndex(HAPPENED_TAB)
    key = page.happened.rows.key(0)
    type_over(page.happened, "started", 0, "1", qtbot)
    assert value(window, "SELECT started FROM cohort_actual WHERE cohort_id = ?", (key,)) == 1
    assert page.happened.current()["started"] == 1 and value(window, "SELECT who FROM cohort WHERE id = ?", (key,))
    type_over(page.happened, "finished", 0, "0", qtbot)
    qtbot.waitUntil(lambda: any(r["which"] == "finished" and r["actual"] == 0 for r in shown_rows(page.signed)))
    assert any(r["which"] == "started" and r["actual"] == 1 and r["signed"] >= 1 for r in shown_rows(page.signed))
    type_over(page.happened, "started", 0, "", qtbot)
    assert value(window, "SELECT started FROM cohort_actual WHERE cohort_id = ?", (key,)) is None


def shown_rows(table):
    return [table.rows.row(i) for i in range(table.rows.rowCount())]


def test_that_kept_plans_are_compared_in_a_dialog(window, qtbot, tmp_path, monkeypatch):
    project = window.session.project
    keep(project, "baseline")
    key, people = project.rows("SELECT id, participants FROM cohort ORDER BY id")[0].values()
    drop(project, [key])
    dialog = ComparePlansDialog(window.session, plan_page(window, qtbot))
    qtbot.addWidget(dialog)
    whole = next(r for r in shown_rows(dialog.figures) if r["which"] == "people")
    assert whole["change"] == -people and len(shown_rows(dialog.moved)) == 1
    monkeypatch.setattr(files, "ask_target", lambda *_: tmp_path / "both.csv")
    dialog.save_button.click()
    with (tmp_path / "both.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert float(next(r for r in rows if r["which"] == "people")["change"]) == -people
    assert [r["which"] for r in rows if r["what"] == "places"] == [r["which"] for r in shown_rows(dialog.moved)]
    dialog.before.setCurrentText("the plan in force")
    assert shown_rows(dialog.moved) == []


def test_that_a_class_is_dragged_to_another_quarter_and_moved_by_keys(window, qtbot):
    page = plan_page(window, qtbot)
    page.tabs.setCurrentWidget(page.timeline.parentWidget())
    qtbot.waitUntil(lambda: page.timeline.isVisible())
    bar = page.timeline.bars[0]
    before = ", ".join(map(str, bar.key))  # its cohorts
    here, there = page.timeline.area(bar).center(), page.timeline.area(bar, 5).center()
    view = page.timeline.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=here)
    qtbot.mouseMove(view, there)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=there)
    goal = quarters_of(window.session.project)[bar.first + 5]
    starts = f"SELECT DISTINCT fiscal_year || ' ' || quarter FROM cohort WHERE id IN ({before})"
    assert value(window, starts) == f"{goal.fiscal_year} {goal.quarter}"
    moved = next(b for b in page.timeline.bars if set(bar.key) <= set(b.key))
    assert moved.marked
    page.timeline.setFocus()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=page.timeline.area(moved).center())
    qtbot.keyClick(page.timeline, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    goal = goal.plus(-1)
    assert value(window, starts) == f"{goal.fiscal_year} {goal.quarter}"
    page.timeline_view.setCurrentIndex(1)
    assert "Finance" in page.timeline.accessibleDescription()


def test_that_what_happened_after_signing_is_entered_in_dialogs(window, qtbot, tmp_path, monkeypatch):
    page = plan_page(window, qtbot)
    key = page.cohorts.rows.key(0)
    dialog = ReportSpendingDialog(window.session, key, page)
    dialog.dollars.setText("$1,234.56")
    dialog.ok_button.click()
    assert window.session.project.rows("SELECT cohort_id, cents FROM spending") == [{"cohort_id": key, "cents": 123456}]
    dialog = PeopleAnswersDialog(window.session, page)
    for box, number in ((dialog.offered, 3), (dialog.said_yes, 2), (dialog.said_no, 1)):
        box.setValue(number)
    dialog.ok_button.click()
    assert value(window, "SELECT accepted FROM offer_answer") == 2
    dialog = QuarterToDoDialog(window.session, page)
    qtbot.addWidget(dialog)
    seats = sum(r["people"] for r in shown_rows(dialog.deeds) if r["kind"] != "draw money")
    assert seats == value(window, "SELECT sum(participants) FROM cohort WHERE (fiscal_year, quarter) = (2028, 1)")
    sheet = tmp_path / "reports.csv"
    menu = page.work_button.menu()
    menu.aboutToShow.emit()
    after = {a.text(): a for a in next(a for a in menu.actions() if a.text() == "After signin&g").menu().actions()}
    monkeypatch.setattr(files, "ask_target", lambda *_: sheet)
    after["&Write a sheet for reports…"].trigger()
    text = sheet.read_text(encoding="utf-8").splitlines()
    sheet.write_text("\n".join([text[0], text[1].removesuffix(",,,,") + ",1,1,,"]), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sheet), ""))
    after["&Read reports…"].trigger()
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=30_000)
    assert value(window, "SELECT sum(finished) FROM cohort_actual") == 1


def test_that_settling_asks_about_cohorts_nobody_reported_on(window, qtbot, monkeypatch):
    page = plan_page(window, qtbot)
    menu = page.work_button.menu()
    menu.aboutToShow.emit()
    after = {a.text(): a for a in next(a for a in menu.actions() if a.text() == "After signin&g").menu().actions()}
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("FY2028 Q2, from 2027-10-01", True))
    said = []
    for answer in (QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes):
        monkeypatch.setattr(QMessageBox, "question", lambda _w, _t, text, answer=answer: said.append(text) or answer)
        after["Settle the &past…"].trigger()
        done = answer == QMessageBox.StandardButton.Yes
        assert value(window, "SELECT count(*) FROM ruled_out") == done
    past = value(window, "SELECT count(*) FROM cohort WHERE (fiscal_year, quarter) < (2028, 2)")
    assert past and all(f"nobody reported who started: {past}." in text for text in said) and len(said) == 2


def test_that_what_is_being_typed_stays_while_the_rest_is_read(window, qtbot):
    page = plan_page(window, qtbot)
    place, key, _ = many(page)
    type_over(page.cohorts, "participants", place, "1", qtbot)
    editor = open_cell(page.cohorts, "participants", page.cohorts.rows.place(key) + 1, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "12345")
    qtbot.wait(LATER + 300)
    assert editor.isVisible() and editor.text() == "12345"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    lines = value(window, "SELECT sum(cents) FROM budget_line")
    qtbot.waitUntil(
        lambda: sum(page.lines.rows.row(i)["cents"] for i in range(page.lines.rows.rowCount())) == lines,
        timeout=LATER * 3,
    )


def test_that_the_timeline_is_saved_to_print_and_as_a_picture(window, qtbot, tmp_path, monkeypatch):
    page = plan_page(window, qtbot)
    for name, begins in (("t.pdf", b"%PDF"), ("t.png", b"\x89PNG"), ("t.svg", b"<svg"), ("t.html", b"<!DOCTYPE html")):
        monkeypatch.setattr(files, "ask_target", lambda *_, name=name: tmp_path / name)
        page.timeline_save.click()
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert QImage(str(tmp_path / "t.png")).width() == 2200


def test_that_a_quote_for_a_whole_class_is_typed_as_such(window, qtbot, no_box):
    page = plan_page(window, qtbot)
    page.tabs.setCurrentIndex(1)
    rows = [page.seats.rows.row(i) for i in range(page.seats.rows.rowCount())]
    place = max(range(len(rows)), key=lambda i: rows[i]["seats"])
    key, people = rows[place]["key"], rows[place]["seats"]
    assert people > 1, rows
    type_over(page.seats, "price", place, "$901 in all", qtbot)
    assert page.seats.rows.row(page.seats.rows.place(key))["tuition"] == 901
