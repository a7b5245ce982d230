"""Each page: open it, do one thing by mouse or key, and look at the project."""

import threading

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QStyle, QStyleOptionComboBox

from reskill.desktop.main_window import MainWindow
from reskill.desktop.pages.contents import PAGES
from reskill.desktop.widgets.stacked_years import StackedYears, Year
from reskill.desktop.widgets.todo_list import Todo, TodoList
from reskill.matching.decisions import decide
from reskill.matching.mapping import map_titles
from reskill.pathways.coverage import NOBODY
from reskill.planning.prepared import Preparations
from reskill.programs.place import set_home
from reskill.work.next_steps import next_steps
from reskill.work.planner import edition_files

Key = Qt.Key


def page(window: MainWindow, name: str, qtbot):
    window.go(name)
    shown = window.page()
    assert shown is not None and shown.name == name
    qtbot.waitUntil(shown.isVisible)
    return shown


def settled(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=30_000)


def value(window: MainWindow, sql: str, *values):
    return window.session.project.value(sql, values)


def last_step(window: MainWindow) -> str:
    return value(window, "SELECT label FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1")


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_every_page_shows_the_projects_rows_and_inspects_one(window, kind, qtbot) -> None:
    shown = page(window, kind.name, qtbot)
    from reskill.desktop.widgets.table import Table

    tables = [t for t in shown.findChildren(Table) if t.isVisible()]
    may_be_empty = ("comments", "candidates")  # nobody has commented, and some titles have no suggestion
    assert all(t.rows.rowCount() for t in tables if t.objectName() not in may_be_empty)
    if kind.name != "review":  # nobody has commented yet
        assert shown.details is not None
        assert shown.details.title in window.inspector.toPlainText()


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_a_step_is_chosen_by_mouse(window, kind, qtbot) -> None:
    index = window.steps.model().index(PAGES.index(kind), 0)
    qtbot.mouseClick(window.steps.viewport(), Qt.MouseButton.LeftButton, pos=window.steps.visualRect(index).center())
    assert window.page().name == kind.name


def test_that_the_overview_adds_up_to_the_roster(window, qtbot) -> None:
    shown = page(window, "overview", qtbot)
    said = shown.chart.accessibleDescription()
    assert "Finance" in said and "Police: 20" in said
    titles = [b for b in shown.todo.findChildren(type(window.job_bar._cancel)) if b.text() == "Review titles"]
    qtbot.mouseClick(titles[0], Qt.MouseButton.LeftButton)
    assert window.page().name == "titles"


def test_that_next_steps_are_whole_where_there_is_little_room(qtbot) -> None:
    todos = TodoList()
    qtbot.addWidget(todos)
    todos.show_todos([Todo(f"{i} roles at risk have unreviewed tiers.", "Review tiers", "tasks") for i in range(9)])
    todos.resize(300, 120)
    todos.show()
    assert todos.verticalScrollBar().maximum() > 0
    assert all(b.height() >= b.sizeHint().height() for b in todos.findChildren(QPushButton))


def test_that_the_roster_is_searched_as_one_types(window, qtbot) -> None:
    shown = page(window, "roster", qtbot)
    qtbot.keyClicks(shown.search, "payroll finance")
    assert shown.positions.rows.rowCount() == 3
    assert shown.shown.text() == "3 positions"
    assert shown.tabs.tabText(1) == "Rejected lines (1)"
    shown.search.clear()
    shown.department.setCurrentIndex(shown.department.findData("Police"))
    assert shown.positions.rows.rowCount() == 20


class TestTitles:
    def test_that_enter_accepts_and_goes_to_the_next(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        shown.queue.choose(value(window, "SELECT title_id FROM candidate ORDER BY title_id LIMIT 1"))
        first = shown.queue.current()
        best = value(window, "SELECT code FROM candidate WHERE title_id = ? AND rank = 1", first["key"])
        qtbot.keyClick(shown.queue, Key.Key_Return)
        assert value(window, "SELECT code FROM mapping WHERE title_id = ?", first["key"]) == best
        assert value(window, "SELECT status FROM mapping WHERE title_id = ?", first["key"]) in ("accepted", "changed")
        assert shown.queue.current()["key"] != first["key"]
        assert shown.signed_bar.value() > 0

    def test_that_a_key_without_a_suggestion_says_so_and_decides_nothing(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        shown.arrive("all")
        odd = value(window, "SELECT id FROM title WHERE id NOT IN (SELECT title_id FROM candidate)")
        assert shown.queue.choose(odd) and not shown.accept_button.isEnabled()
        steps = value(window, "SELECT count(*) FROM step")
        for key, said in ((Key.Key_Return, "No suggestion"), (Key.Key_3, "No suggestion"), (Key.Key_G, "could share")):
            window.status_bar.clearMessage()
            qtbot.keyClick(shown.queue, key)
            assert said in window.status_bar.currentMessage()
        assert value(window, "SELECT count(*) FROM step") == steps
        assert shown.queue.choose(value(window, "SELECT title_id FROM candidate WHERE rank = 1 LIMIT 1"))
        assert shown.accept_button.isEnabled()

    def test_that_fte_is_told_only_where_the_roster_gives_it(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        shown.arrive("all")
        key = value(window, "SELECT id FROM title WHERE title = 'Librarian'")
        assert shown.queue.choose(key)
        assert "4 (4.0 FTE)" in window.inspector.toPlainText()
        with window.session.project.derive() as db:
            db.execute("UPDATE position SET fte = NULL WHERE title_id = ?", (key,))
        shown.queue.row_chosen.emit()
        assert "FTE" not in window.inspector.toPlainText()

    def test_that_a_digit_chooses_and_u_takes_it_back(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        shown.arrive("all")
        key = value(window, "SELECT title_id FROM candidate WHERE rank = 2 LIMIT 1")
        assert shown.queue.choose(key)
        second = value(window, "SELECT code FROM candidate WHERE title_id = ? AND rank = 2", key)
        qtbot.keyClick(shown.queue, Key.Key_2)
        assert value(window, "SELECT code FROM mapping WHERE title_id = ?", key) == second
        assert value(window, "SELECT status FROM mapping WHERE title_id = ?", key) == "changed"
        qtbot.keyClick(shown.queue, Key.Key_U)
        assert value(window, "SELECT coalesce(max(status), '') FROM mapping WHERE title_id = ?", key) in (
            "",
            "suggested",
        )

    def test_that_undo_goes_back_to_the_title_it_brings_back(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        key = shown.queue.current()["key"]
        qtbot.keyClick(shown.queue, Key.Key_N)
        qtbot.keyClick(shown.queue, Key.Key_Down)
        assert shown.queue.current()["key"] != key
        qtbot.keyClick(shown.queue, Key.Key_U)
        assert shown.queue.current()["key"] == key

    def test_that_enter_among_the_suggestions_takes_the_one_it_stands_on(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        shown.arrive("all")
        keys = [r["title_id"] for r in window.session.project.rows("SELECT title_id FROM candidate WHERE rank = 2")][:2]
        shown.queue.choose(keys[0])
        shown.queue.choose_all(keys)
        assert "together" in shown.choice_note.text()
        second = shown.candidates.rows.row(1)["code"]
        shown.candidates.selectRow(1)
        qtbot.keyClick(shown.candidates, Key.Key_Return)
        assert [value(window, "SELECT code FROM mapping WHERE title_id = ?", k) for k in keys] == [second] * 2

    def test_that_n_marks_a_title_as_having_no_occupation(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        key = shown.queue.current()["key"]
        qtbot.keyClick(shown.queue, Key.Key_N)
        assert value(window, "SELECT status FROM mapping WHERE title_id = ?", key) == "uncodable"

    def test_that_every_occupation_is_found_by_typing(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        key = shown.queue.current()["key"]
        qtbot.keyClick(shown.queue, Key.Key_S)
        qtbot.waitUntil(shown.look_up.hasFocus)
        qtbot.keyClicks(shown.look_up, "geograph")
        found = [shown.candidates.rows.row(i)["occupation"] for i in range(shown.candidates.rows.rowCount())]
        assert any("Geograph" in o for o in found)
        chosen = shown.candidates.rows.row(0)["code"]
        qtbot.keyClick(shown.look_up, Key.Key_Return)
        assert value(window, "SELECT code FROM mapping WHERE title_id = ?", key) == chosen

    def test_that_escape_leaves_the_search_without_deciding(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        steps = value(window, "SELECT count(*) FROM step")
        qtbot.keyClick(shown.queue, Key.Key_S)
        qtbot.keyClicks(shown.look_up, "clerk")
        qtbot.keyClick(shown.look_up, Key.Key_Escape)
        assert shown.look_up.text() == "" and shown.queue.hasFocus()
        assert value(window, "SELECT count(*) FROM step") == steps

    def test_that_several_titles_are_accepted_as_one_step(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        steps = value(window, "SELECT count(*) FROM step")
        qtbot.keyClick(shown.queue, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(shown.queue, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert shown.choice_title.text() == "3 titles"
        qtbot.keyClick(shown.queue, Key.Key_Return)
        assert value(window, "SELECT count(*) FROM step") == steps + 1
        assert value(window, "SELECT count(DISTINCT title_id) FROM mapping WHERE status <> 'suggested'") >= 2

    def test_that_like_titles_are_selected_and_decided_together(self, window, qtbot) -> None:
        window.session.do(
            lambda p: p.db.execute("UPDATE candidate SET code = '43-9061.00' WHERE rank = 1 AND title_id IN (1, 2, 3)")
        )
        shown = page(window, "titles", qtbot)
        shown.arrive(2)
        qtbot.keyClick(shown.queue, Key.Key_G)
        assert {r["key"] for r in shown.queue.chosen()} == {1, 2, 3}
        qtbot.keyClick(shown.queue, Key.Key_1)
        codes = window.session.project.rows("SELECT code FROM mapping WHERE title_id IN (1, 2, 3)")
        assert [c["code"] for c in codes] == ["43-9061.00"] * 3
        assert last_step(window).startswith("Map 3 titles")

    def test_that_the_whole_queue_is_signed_off_by_keys_alone(self, window, qtbot) -> None:
        shown = page(window, "titles", qtbot)
        for _ in range(value(window, "SELECT count(*) FROM title")):
            qtbot.keyClick(shown.queue, Key.Key_Return if shown.candidates.rows.rowCount() else Key.Key_N)
        assert shown.queue.rows.rowCount() == 0
        assert shown.signed_bar.value() == 1000
        qtbot.keyClick(shown.queue, Key.Key_Return)  # nothing left: nothing happens


def test_that_a_contested_task_shows_beside_its_figure(window, qtbot) -> None:
    from reskill.exposure.judgements import contest

    shown = page(window, "tasks", qtbot)
    role, task = shown.roles.current(), shown.task()
    assert role and task
    window.session.do(
        lambda p: contest(
            p, window.session.catalog, task.code, task.task_id, "exposure", "Phones only.", 0.1, role["key"]
        )
    )
    assert "Phones only." in window.inspector.toPlainText()


def test_that_tasks_selected_in_one_role_are_not_selected_in_the_next(window, qtbot) -> None:
    shown = page(window, "tasks", qtbot)
    shown.roles.selectRow(0)
    shown.tasks.selectAll()
    assert len(shown.tasks.chosen()) == len(shown._shown) > 1
    shown.roles.selectRow(1)
    assert [t.task_id for t in shown._chosen()] == [shown._shown[0].task_id]
    assert shown.task() is shown._shown[0]


def test_that_the_overview_says_that_the_plan_is_older_than_the_decisions(window, qtbot) -> None:
    shown = page(window, "overview", qtbot)
    assert not shown.notice.isVisible()
    window.session.do(lambda p: p.set_setting("years", "2"))
    assert window.session.project.stale.stage == "plan"
    assert shown.notice.isVisible()
    assert "Make the plan" in shown._notice_button.text()


def test_that_the_bands_follow_the_thresholds_set_on_the_chart(window, qtbot) -> None:
    shown = page(window, "roles", qtbot)
    before = value(window, "SELECT count(*) FROM role WHERE band = 'priority'")
    shown.chart._lines["priority"].setValue(99)
    assert shown.apply_button.isVisible() and "would be" in shown.effect.text()
    qtbot.mouseClick(shown.reset_button, Qt.MouseButton.LeftButton)
    assert not shown.apply_button.isVisible()
    shown.chart._lines["priority"].setValue(99)
    qtbot.mouseClick(shown.apply_button, Qt.MouseButton.LeftButton)
    settled(window, qtbot)
    assert value(window, "SELECT value FROM setting WHERE key = 'priority'") == "0.99"
    assert value(window, "SELECT count(*) FROM role WHERE band = 'priority'") == 0 <= before
    assert window.session.project.stale.stage == "plan"
    window.go("plan")
    assert window.page().notice.isVisible()


def test_that_a_role_is_opened_with_its_tasks(window, qtbot) -> None:
    shown = page(window, "roles", qtbot)
    row = shown.roles.current()
    shown.roles.doubleClicked.emit(shown.roles.currentIndex())
    assert window.page().name == "tasks"
    assert window.page().roles.current()["key"] == row["key"]


def test_that_pathways_say_why_and_why_not(window, qtbot) -> None:
    shown = page(window, "pathways", qtbot)
    offered = shown.ways.rows.rowCount()
    qtbot.mouseClick(shown.all_box, Qt.MouseButton.LeftButton, pos=QPoint(8, shown.all_box.height() // 2))
    assert shown.ways.rows.rowCount() > offered
    shown.ways.selectRow(shown.ways.rows.rowCount() - 1)
    assert "Not offered" in shown.why.toPlainText()


def test_that_staying_says_how_people_are_prepared_step_by_step(window, qtbot) -> None:
    shown = page(window, "pathways", qtbot)
    way = shown.ways.current()
    assert way["stays"]
    told = str(Preparations(window.session.project).of(way["title_id"], way["code"], None)).splitlines()
    assert len(told) > 3
    assert shown.why.toPlainText().splitlines()[-len(told) :] == told
    shown.ways.selectRow(1)
    assert "How people are prepared" not in shown.why.toPlainText()


def test_that_rows_of_two_lines_stay_so_when_the_font_changes(window, qtbot) -> None:
    ways = page(window, "pathways", qtbot).ways
    before, font = ways.rowHeight(0), ways.font()
    font.setPointSizeF(font.pointSizeF() * 1.2)
    ways.setFont(font)
    assert ways.rowHeight(0) > before


def test_that_a_way_without_a_program_says_whom_to_ask(window, qtbot) -> None:
    shown = page(window, "pathways", qtbot)
    title = shown.roles.current()["key"]
    lacking = {
        r["code"]
        for r in window.session.project.rows(
            "SELECT d.code FROM destination d WHERE d.title_id = ? AND (d.viable OR d.caution) AND NOT d.stays"
            " AND NOT EXISTS (SELECT 1 FROM program_fit f WHERE f.title_id = d.title_id AND f.code = d.code AND f.sufficient)",
            (title,),
        )
    }
    told = set()
    for i in range(shown.ways.rows.rowCount()):
        shown.ways.selectRow(i)
        if any(words in shown.why.toPlainText() for words in ("drafts the question", "No program is needed")):
            told.add(shown.ways.current()["key"])
    assert told == lacking and lacking


def test_that_a_way_shows_the_citys_own_titles_in_it(window, qtbot) -> None:
    shown = page(window, "pathways", qtbot)
    role = shown.roles.current()
    staying = [shown.there.rows.row(i) for i in range(shown.there.rows.rowCount())]
    assert role["key"] in {r["key"] for r in staying}
    assert sum(r["people"] for r in staying) == value(
        window,
        "SELECT count(*) FROM position p JOIN mapping m ON m.title_id = p.title_id AND m.share > 0.5"
        f" WHERE m.code = '{role['code']}'",
    )


def test_that_programs_and_partners_are_searched_apart(window, qtbot) -> None:
    shown = page(window, "programs", qtbot)
    every = shown.programs.rows.rowCount()
    qtbot.keyClicks(shown.search, "bookkeeping")
    assert 0 < shown.programs.rows.rowCount() < every
    shown.tabs.setCurrentIndex(1)
    assert shown.search_field() is shown.partner_search


def test_that_the_plans_totals_are_the_projects(window, qtbot) -> None:
    shown = page(window, "plan", qtbot)
    cents = value(window, "SELECT sum(cents) FROM budget_line")
    totals = [shown.totals.rows.row(i) for i in range(shown.totals.rows.rowCount())]
    assert round(sum(t["cash"] + t["in_kind"] for t in totals) * 100) == cents
    assert shown.cohorts.rows.rowCount() == value(window, "SELECT count(*) FROM cohort")
    seats = [shown.seats.rows.row(i) for i in range(shown.seats.rows.rowCount())]
    assert sum(r["seats"] for r in seats) == value(window, "SELECT sum(participants) FROM cohort")
    tuition = value(window, "SELECT sum(cents) FROM budget_line WHERE category = 'tuition'") or 0
    assert round(sum(r["tuition"] or 0 for r in seats) * 100) == tuition
    assert shown.rules.rows.rowCount() > 10


def test_that_a_scenario_is_chosen_and_makes_the_plan_stale(window, qtbot) -> None:
    shown = page(window, "scenarios", qtbot)
    buttons = [
        b for b in shown.cards.findChildren(type(shown.edit_button)) if b.accessibleName() == "Use this: Market-led"
    ]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert value(window, "SELECT value FROM setting WHERE key = 'scenario'") == "market-led"
    assert window.session.project.stale.stage == "plan"
    assert "Market-led" in window.scenario_label.text()


def test_that_an_edition_is_proposed_under_the_name_that_the_command_line_gives_it(window, qtbot, monkeypatch) -> None:
    from reskill.desktop import files

    shown, asked = page(window, "review", qtbot), []
    monkeypatch.setattr(files, "ask_target", lambda parent, title, target, kinds: asked.append(target.name))
    for button in (shown.export_hr, shown.export_union, shown.export_board):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    stem = window.session.project.path.stem
    ours = edition_files(window.session.project.path.with_name(f"{stem} plan.xlsx"), "all")
    assert asked == [ours[edition].name for edition in ("hr", "union", "board")]


def test_that_a_list_of_two_is_whole_and_an_empty_table_has_nothing_to_scroll(window, qtbot) -> None:
    shown = page(window, "review", qtbot)
    assert not shown.comments.horizontalScrollBar().isVisible()
    box = shown.union_language
    asked = QStyleOptionComboBox()
    box.initStyleOption(asked)
    assert not box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, asked, box)  # that one hides the last entry
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    last = view.visualRect(view.model().index(box.count() - 1, 0))
    assert last.bottom() <= view.viewport().rect().bottom()
    box.hidePopup()


def test_that_an_edition_is_exported(window, qtbot, tmp_path, monkeypatch) -> None:
    from reskill.desktop import files

    shown = page(window, "review", qtbot)
    monkeypatch.setattr(files, "ask_target", lambda *args: tmp_path / "board.xlsx")
    qtbot.mouseClick(shown.export_board, Qt.MouseButton.LeftButton)
    settled(window, qtbot)
    assert (tmp_path / "board.xlsx").stat().st_size > 1000


@pytest.mark.parametrize(("answer", "made"), [("No", False), ("Yes", True)])
def test_that_a_board_edition_that_tells_pay_is_asked_about(window, qtbot, tmp_path, monkeypatch, answer, made) -> None:
    from reskill.desktop import files

    with window.session.project.derive() as db:
        db.execute("DELETE FROM budget_line WHERE cohort_id IS NOT (SELECT min(cohort_id) FROM budget_line)")
        db.execute("UPDATE title SET positions = 1")
    shown = page(window, "review", qtbot)
    monkeypatch.setattr(files, "ask_target", lambda *args: tmp_path / "board.xlsx")
    asked = []
    monkeypatch.setattr(
        QMessageBox, "question", lambda *args: asked.append(args[2]) or getattr(QMessageBox.StandardButton, answer)
    )
    qtbot.mouseClick(shown.export_board, Qt.MouseButton.LeftButton)
    settled(window, qtbot)
    assert len(asked) == 1 and "somebody's pay" in asked[0]
    assert (tmp_path / "board.xlsx").exists() == made


def test_that_the_union_edition_is_exported_in_spanish(window, qtbot, tmp_path, monkeypatch) -> None:
    from reskill.desktop import files

    shown = page(window, "review", qtbot)
    monkeypatch.setattr(files, "ask_target", lambda *args: tmp_path / "union.xlsx")
    shown.union_language.setCurrentIndex(1)
    qtbot.mouseClick(shown.export_union, Qt.MouseButton.LeftButton)
    settled(window, qtbot)
    assert "Portada" in openpyxl.load_workbook(tmp_path / "union.xlsx", read_only=True).sheetnames


def test_that_what_was_said_goes_back_to_those_who_said_it(window, qtbot, tmp_path, monkeypatch) -> None:
    from reskill.desktop import files

    with window.session.project.change("A comment") as db:
        db.execute(
            "INSERT INTO comment (edition, sheet, subject, text, who, at) VALUES ('board', 'Funds', 'fund: X', 'Late', 'B', '2027')"
        )
    shown = page(window, "review", qtbot)
    asked = []
    monkeypatch.setattr(files, "ask_target", lambda *args: asked.append(args[2].name) or tmp_path / "back.xlsx")
    qtbot.mouseClick(shown.send_back_button, Qt.MouseButton.LeftButton)
    settled(window, qtbot)
    assert asked[0].endswith("answers to the board.xlsx") and (tmp_path / "back.xlsx").exists()


def test_that_readiness_is_answered(window, qtbot) -> None:
    shown = page(window, "sources", qtbot)
    shown.tabs.setCurrentIndex(3)
    qtbot.mouseClick(shown.partly_button, Qt.MouseButton.LeftButton)
    assert value(window, "SELECT count(*) FROM setting WHERE key LIKE 'readiness.%' AND value = 'partly'") == 1
    assert window.session.project.stale.stage == ""


def test_that_undo_and_redo_name_their_step(window, qtbot) -> None:
    undo: QAction = window.action("undo")
    window.session.do(lambda p: p.set_setting("city", "Elm"))
    assert undo.text() == "&Undo: Set city" and window.city_label.text() == "Elm"
    undo.trigger()
    assert window.city_label.text() == "Small City"
    assert window.action("redo").text() == "&Redo: Set city"
    window.action("redo").trigger()
    assert window.city_label.text() == "Elm"


def test_that_the_overviews_bars_can_show_shares(window, qtbot) -> None:
    shown = page(window, "overview", qtbot)
    before = shown.chart.grab().toImage()
    shown.measure.setCurrentIndex(1)
    assert shown.chart.grab().toImage() != before
    assert "share" in shown.chart_note.text()


def test_that_the_roster_hides_columns_that_it_does_not_have(window, qtbot) -> None:
    shown = page(window, "roster", qtbot)
    hidden = {c.title for i, c in enumerate(shown.positions.rows.columns) if shown.positions.isColumnHidden(i)}
    assert hidden == {"Hired"}


def out_of_date(window: MainWindow) -> set[str]:
    said = [window.steps.model().index(i, 0).data(Qt.ItemDataRole.ToolTipRole) for i in range(len(PAGES))]
    return {s.partition(":")[0] for s in said if "out of date" in s}


def test_that_a_titles_own_figures_follow_its_decision_at_once(window, qtbot) -> None:
    titles = page(window, "titles", qtbot)
    key = titles.queue.current()["key"]
    qtbot.keyClick(titles.queue, Key.Key_N)
    assert value(window, "SELECT band FROM role WHERE title_id = ?", key) == "not estimated"
    assert value(window, "SELECT count(*) FROM destination WHERE title_id = ?", key) == 0
    assert out_of_date(window) == {"Pathways", "Plan & budget"}  # there are fewer in its occupation
    assert not page(window, "roles", qtbot).notice.isVisible()


def test_that_stale_figures_say_so_and_are_worked_out_again(window, qtbot) -> None:
    assert out_of_date(window) == set()
    window.session.do(lambda project: project.set_setting("watch", "0.2"))
    shown = page(window, "roles", qtbot)
    assert shown.notice.isVisible()
    assert out_of_date(window) == {"Tasks", "Roles at risk", "Pathways", "Plan & budget"}
    window.do("update_figures")
    settled(window, qtbot)
    assert not shown.notice.isVisible()
    assert window.session.project.stale.stage == "plan"
    assert out_of_date(window) == {"Plan & budget"}
    window.do("make_plan")
    settled(window, qtbot)
    assert window.session.project.stale.stage == ""
    assert out_of_date(window) == set()
    assert last_step(window) == "Make the plan"


def test_that_find_goes_to_the_pages_search(window, qtbot) -> None:
    for kind in PAGES:
        shown = page(window, kind.name, qtbot)
        window.do("find_here")
        field = shown.search_field()
        assert field is None or field.hasFocus() or not field.isVisible()


def test_that_a_project_without_roster_says_what_to_do(empty_window, project, qtbot, no_box) -> None:
    project.close()
    empty_window.open_path(project.path)
    qtbot.waitUntil(lambda: empty_window.session.is_open, timeout=20_000)
    settled(empty_window, qtbot)
    for kind in PAGES:
        shown = page(empty_window, kind.name, qtbot)
        if kind.name in ("overview", "roster", "titles", "tasks", "roles", "pathways", "plan"):
            assert shown._nothing.isVisible() and shown._nothing_text.text() and shown._nothing_button.text()
    assert no_box == []


def test_that_nothing_is_planned_before_there_is_a_roster(empty_window, project, qtbot, no_box) -> None:
    path = project.path
    project.close()
    empty_window.session.open(path)
    for action in ("update_figures", "make_plan", "whole_job"):
        empty_window.do(action)
        settled(empty_window, qtbot)
        assert "no roster yet" in str(no_box.pop())
    assert empty_window.session.project.value("SELECT count(*) FROM step WHERE label = 'Make the plan'") == 0


def test_that_decisions_about_titles_that_left_can_be_looked_up(window, qtbot) -> None:
    def leave(project, catalog, tick) -> None:
        with project.change("Import"):
            decide(project, [project.value("SELECT id FROM title WHERE title = 'Librarian'")], "25-4031", "as is")
            project.db.execute("DELETE FROM position WHERE title = 'Librarian'")
        map_titles(project, catalog)

    window.session.work("Import", leave)
    settled(window, qtbot)
    todos = [t.text() for t in page(window, "overview", qtbot).todo.findChildren(QLabel)]
    assert any("1 title with decisions is no longer in the roster" in t for t in todos)
    sources = page(window, "sources", qtbot)
    sources.tabs.setCurrentIndex(3)
    assert "1 title with decisions" in sources.kept_text.text()
    assert sources.kept.current()["title"] == "Librarian"
    assert "25-4031" in sources.details.as_html() and "as is" in sources.details.as_html()


def test_that_the_sources_name_rules_and_models(window, qtbot) -> None:
    model = page(window, "sources", qtbot).sources.model()
    shown = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert {"oversight rules", "exposure model", "title model"} <= set(shown)


def test_that_the_coverage_map_and_what_is_near_are_shown_and_an_institution_becomes_a_partner(window, qtbot) -> None:
    window.session.do(lambda project: project.set_setting("zip", "07102"))
    shown = page(window, "programs", qtbot)
    shown.tabs.setCurrentIndex(2)
    assert "Working out" in shown.coverage_label.text()
    qtbot.waitUntil(lambda: shown.coverage_rows.rows.rowCount() > 0)
    assert "somebody to ask within 50 miles" in shown.coverage_label.text()
    shown.tabs.setCurrentIndex(3)
    assert "within 50 miles" in shown.near_label.text() and shown.near_rows.rows.rowCount() > 50
    name = shown.near_rows.current()["name"]
    qtbot.mouseClick(shown.propose_button, Qt.MouseButton.LeftButton)
    assert window.session.project.value("SELECT agreement FROM partner WHERE name = ?", (name,)) == "none"


def test_that_the_queue_has_a_column_of_departments_only_where_they_change_an_occupation(window, qtbot) -> None:
    shown = page(window, "titles", qtbot)
    place = [c.field for c in shown.queue.rows.columns].index("department")
    assert shown.queue.isColumnHidden(place)
    with window.session.project.derive() as db:
        db.execute("UPDATE title SET department = 'Finance' WHERE id = (SELECT min(id) FROM title)")
    shown.refresh()
    assert not shown.queue.isColumnHidden(place)


def test_that_a_city_whose_place_is_not_known_is_told_so_and_led_to_its_zip_code(window, qtbot) -> None:
    shown = page(window, "programs", qtbot)
    shown.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: shown.coverage_rows.rows.rowCount() > 0)
    rows = [shown.coverage_rows.rows.row(n) for n in range(shown.coverage_rows.rows.rowCount())]
    assert "not known where the city lies" in shown.coverage_label.text()
    assert "within 50 miles" not in shown.coverage_label.text()
    for row in (r for r in rows if r["state"] == NOBODY):
        shown.coverage_rows.choose(row["key"])
        assert "in reach is known" not in window.inspector.toPlainText()
    shown.tabs.setCurrentIndex(3)
    assert "ZIP code" in shown.near_label.text() and shown.near_rows.rows.rowCount() == 0
    assert "place" in {s.what for s in next_steps(window.session.project)}
    window.session.do(lambda project: set_home(project, "07102"))
    assert "place" not in {s.what for s in next_steps(window.session.project)}


def test_that_the_coverage_map_is_worked_out_beside_the_window_and_anew_after_a_change(
    window, qtbot, monkeypatch
) -> None:
    from reskill.desktop.pages import programs as page_of_programs

    threads = []
    of_core = page_of_programs.coverage
    monkeypatch.setattr(
        page_of_programs, "coverage", lambda *given: threads.append(threading.current_thread()) or of_core(*given)
    )
    shown = page(window, "programs", qtbot)
    shown.tabs.setCurrentIndex(2)
    window.session.do(lambda project: project.set_setting("zip", "59301"))  # while the first is on its way
    qtbot.waitUntil(lambda: len(threads) == 2 and not window.session.jobs.busy)
    assert threading.main_thread() not in threads
    assert "Working out" not in shown.coverage_label.text()
    shown.tabs.setCurrentIndex(0)
    shown.tabs.setCurrentIndex(2)
    assert not window.session.jobs.busy  # kept until something changes


def test_that_programs_are_found_by_the_doubts_about_them(window, qtbot, tmp_path) -> None:
    from reskill.programs.lists import take_in_list

    path = tmp_path / "list.csv"
    path.write_text(
        "program,provider,cost,hours\nFree course,College,0,40\nPaid course,College,100,0\n", encoding="utf-8"
    )
    window.session.do(lambda project: take_in_list(project, path))
    shown = page(window, "programs", qtbot)
    assert [shown.doubt.itemText(n) for n in range(3)] == ["Doubtful or not", "Zero cost (1)", "Zero hours (1)"]
    shown.doubt.setCurrentIndex(1)
    assert shown.programs.rows.rowCount() == 1
    assert "Free, or not known?" in window.inspector.toPlainText()


def test_that_programs_that_may_be_one_are_shown_together_and_merged(window, qtbot) -> None:
    from reskill.project.programs import save

    for provider in ("County College", "County College - Main"):
        window.session.do(lambda project, p=provider: save(project, "program", {"name": "Welding", "provider": p}))
    shown = page(window, "programs", qtbot)
    shown.doubt.setCurrentIndex(shown.doubt.count() - 1)
    assert shown.doubt.currentText() == "Maybe entered twice (2)" and shown.programs.rows.rowCount() == 2
    shown.programs.choose_all([shown.programs.rows.row(n)["key"] for n in range(2)])
    qtbot.mouseClick(shown.merge_button, Qt.MouseButton.LeftButton)
    assert window.session.project.value("SELECT count(*) FROM program WHERE name = 'Welding'") == 1


def test_that_roles_are_shown_against_the_use_of_ai_that_was_seen(window, qtbot) -> None:
    shown = page(window, "roles", qtbot)
    assert "could be done" not in shown.chart.accessibleDescription()
    shown.against.setCurrentIndex(shown.against.findData("use"))
    said = shown.chart.accessibleDescription()
    rows = window.session.project.rows("SELECT net, observed FROM role WHERE net IS NOT NULL AND observed IS NOT NULL")
    unseen = sum(r["net"] >= 0.3 > r["observed"] for r in rows)
    assert f"{unseen} role{'s' * (unseen != 1)}: could be done, hardly seen yet" in said
    assert shown.chart.accessibleName() == "Roles by exposure and observed use of AI"
    shown.against.setCurrentIndex(0)
    assert "could be done" not in shown.chart.accessibleDescription()


def test_that_no_figure_of_a_program_is_cut_and_its_price_is_told_once(window, qtbot) -> None:
    shown = page(window, "programs", qtbot)
    with window.session.project.derive() as db:
        db.execute("UPDATE program SET hours = 5760, cost = 13000, cost_text = '$13,000 (as listed 2021)' WHERE id = 1")
    shown.refresh()
    table = shown.programs
    for place, column in enumerate(table.rows.columns):
        if column.field in ("hours", "cost"):
            text = {"hours": "5,760.0", "cost": "$13,000.00"}[column.field]
            room = 2 * (table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, table) + 1)
            assert table.columnWidth(place) >= table.fontMetrics().horizontalAdvance(text) + room
    assert table.choose(1)
    said = window.inspector.toPlainText()
    assert "$13,000 (as listed 2021)" in said and said.count("$13,000") == 1


def test_that_the_whole_list_of_next_steps_is_seen_on_an_office_screen(window, qtbot) -> None:
    window.resize(1366, 728)
    shown = page(window, "overview", qtbot)
    shown.todo.show_todos([Todo(f"{i} roles at risk with tiers to review.", "Review tiers", "tasks") for i in range(6)])
    qtbot.waitUntil(lambda: shown.todo.verticalScrollBar().maximum() == 0)


def test_that_money_that_is_not_planned_is_left_open_and_what_is_planned_is_told(qtbot) -> None:
    chart = StackedYears()
    qtbot.addWidget(chart)
    chart.resize(420, 200)
    chart.show()

    def inked() -> int:
        picture = chart.grab().toImage()
        return sum(
            picture.pixelColor(x, y).saturation() > 60
            for x in range(0, picture.width(), 2)
            for y in range(picture.height())
        )

    names = ["City training budget", "held back", "not planned"]
    chart.show_years(names, [Year("FY2028", 1000, (0.0, 0.0, 1000.0))])
    nothing = inked()
    chart.show_years(names, [Year("FY2028", 1000, (1000.0, 0.0, 0.0))])
    assert inked() > 10 * nothing


@pytest.mark.parametrize(("name", "table"), [("plan", "cohorts"), ("programs", "programs"), ("titles", "queue")])
def test_that_the_first_table_of_a_page_is_whole_on_an_office_screen(window, qtbot, name: str, table: str) -> None:
    window.resize(1366, 728)
    shown = page(window, name, qtbot)
    assert window.inspector_dock.isVisible()
    qtbot.waitUntil(lambda: getattr(shown, table).horizontalScrollBar().maximum() == 0)
