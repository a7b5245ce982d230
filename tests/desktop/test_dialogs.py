"""Each dialog: fill it in, press its button, and look at the project."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QSpinBox
from shiboken6 import isValid

from reskill import paths
from reskill.desktop import steps
from reskill.desktop.dialogs.about import AboutDialog
from reskill.desktop.main_window import MainWindow
from reskill.desktop.pages.overview import todos
from reskill.desktop.rows_model import dollars
from reskill.matching.decisions import decide
from reskill.oversight_files import own_folder
from reskill.planning.checks.rulebook import Answer, own_rules, rules
from reskill.planning.frontier import kept_frontier
from reskill.planning.set_costs import set_costs
from reskill.problem import ReskillError
from reskill.programs.place import home

Left = Qt.MouseButton.LeftButton


def answered(
    qtbot, open_dialog: Callable[[], object], fill: Callable[[QDialog], object], button: str = "ok_button"
) -> None:
    """Open a modal dialog, fill it in, and press a button of it; Esc when it stays open."""
    seen = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(20, press)
            return
        seen.append(dialog)
        try:
            fill(dialog)
            qtbot.mouseClick(getattr(dialog, button), Left)
        finally:
            if dialog.isVisible():
                qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, press)
    open_dialog()
    assert seen and not (isValid(seen[0]) and seen[0].isVisible())


def from_menu(button, text: str) -> None:
    """Choose the entry of a button's menu that begins with a text."""
    next(a for a in button.menu().actions() if a.text().replace("&", "").startswith(text)).trigger()


def value(window: MainWindow, sql: str, *values):
    return window.session.project.value(sql, values)


def at(window: MainWindow, name: str):
    window.go(name)
    return window.page()


def settled(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=30_000)


def test_that_sure_suggestions_are_accepted_with_their_error_stated(window, qtbot) -> None:
    page, said = at(window, "titles"), []

    def fill(dialog) -> None:
        dialog.confidence.setValue(60)
        said.append(dialog.effect_label.text())

    expected = value(
        window, "SELECT count(*) FROM mapping WHERE status = 'suggested' AND share = 1 AND confidence >= 0.6"
    )
    answered(qtbot, lambda: qtbot.mouseClick(page.bulk_button, Left), fill)
    assert "may be wrong" in said[0]
    assert value(window, "SELECT count(*) FROM mapping WHERE status = 'accepted'") >= expected > 0


def test_that_a_blend_needs_shares_that_sum_to_the_whole(window, qtbot) -> None:
    page = at(window, "titles")
    page.arrive(value(window, "SELECT title_id FROM candidate WHERE rank = 2 LIMIT 1"))
    key = page.queue.current()["key"]

    def fill(dialog) -> None:
        boxes = dialog.shares_area.findChildren(QSpinBox)
        for box in boxes:
            box.setValue(0)
        boxes[0].setValue(60)
        assert not dialog.ok_button.isEnabled()
        boxes[1].setValue(40)
        dialog.why.setPlainText("Half her time is at the counter.")

    answered(qtbot, lambda: qtbot.keyClick(page.queue, Qt.Key.Key_B), fill)
    assert value(window, "SELECT count(*) FROM mapping WHERE title_id = ?", key) == 2
    assert value(window, "SELECT sum(share) FROM mapping WHERE title_id = ?", key) == pytest.approx(1)
    assert "60% " in page.queue.current()["occupation"]


def test_that_an_override_needs_a_reason_and_then_holds(window, qtbot, no_box) -> None:
    page = at(window, "tasks")
    task = page.task()

    def without_reason(dialog) -> None:
        dialog.exposure.setValue(12)

    answered(qtbot, lambda: qtbot.mouseClick(page.judge_button, Left), without_reason)
    assert [type(e) for e in no_box] == [ReskillError]
    no_box.clear()

    def with_reason(dialog) -> None:
        dialog.exposure.setValue(12)
        dialog.why.setPlainText("It is done on the phone, with an angry resident.")

    answered(qtbot, lambda: qtbot.mouseClick(page.judge_button, Left), with_reason)
    again = next(t for t in page._shown if t.task_id == task.task_id)
    assert again.exposure == pytest.approx(0.12) and again.evidence == "a person"
    assert "angry resident" in window.inspector.toPlainText()


def test_that_a_figure_can_be_contested_and_answered(window, qtbot) -> None:
    page = at(window, "tasks")

    def fill(dialog) -> None:
        dialog.contest_box.setChecked(True)
        dialog.exposure.setValue(20)
        dialog.why.setPlainText("We have tried it; it does not work.")

    answered(qtbot, lambda: qtbot.mouseClick(page.judge_button, Left), fill)
    assert value(window, "SELECT state FROM judgement") == "contested"

    def history(dialog) -> None:
        assert dialog.judgements.rows.index(0, 4).data() == "20%"
        answered(
            qtbot,
            lambda: qtbot.mouseClick(dialog.follow_button, Left),
            lambda reason: reason.why.setPlainText("Agreed in the joint committee."),
        )

    answered(qtbot, lambda: qtbot.mouseClick(page.history_button, Left), history)
    assert value(window, "SELECT state FROM judgement") == "in force"
    assert "joint committee" in value(window, "SELECT answer FROM judgement")


def test_that_a_share_of_time_is_set(window, qtbot) -> None:
    page = at(window, "tasks")
    task = page.task()
    answered(qtbot, lambda: qtbot.mouseClick(page.share_button, Left), lambda d: d.share.setValue(45))
    assert next(t for t in page._shown if t.task_id == task.task_id).weight == pytest.approx(0.45)


def test_that_a_typed_duty_is_matched_and_added(window, qtbot) -> None:
    page = at(window, "tasks")
    sentence = page.task().sentence

    def fill(dialog) -> None:
        dialog.sentence.setText(sentence)
        qtbot.waitUntil(lambda: dialog.matches.count() > 1, timeout=10_000)
        assert dialog.matches.item(1).text() == sentence
        dialog.matches.setCurrentRow(1)
        assert "Exposure" in dialog.estimate_label.text()

    answered(qtbot, lambda: qtbot.mouseClick(page.add_button, Left), fill)
    assert value(window, "SELECT matched_task_id FROM task_edit WHERE deed = 'added'") == page.task().task_id


def test_that_a_task_is_dropped_and_put_back(window, qtbot) -> None:
    page = at(window, "tasks")
    task, tasks = page.task(), len(page._shown)
    answered(qtbot, lambda: qtbot.mouseClick(page.drop_button, Left), lambda d: d.why.setPlainText("Done elsewhere."))
    assert task.task_id not in {t.task_id for t in page._shown}
    answered(
        qtbot,
        lambda: qtbot.mouseClick(page.history_button, Left),
        lambda d: qtbot.mouseClick(d.restore_button, Left),
    )
    assert len(page._shown) == tasks


def test_that_tasks_of_other_services_are_struck_out_of_all_titles_in_one_step(window, qtbot) -> None:
    def permits(project) -> None:
        title = project.value("SELECT id FROM title WHERE title = 'Data Entry Operator'")
        with project.change("Rename") as db:
            db.execute("UPDATE title SET title = 'Permit Clerk', department = 'Building' WHERE id = ?", (title,))
        decide(project, [title], "43-4031.00", catalog=window.session.catalog)

    window.session.do(permits)
    window.do("update_figures")
    settled(window, qtbot)
    page = at(window, "tasks")
    assert page.roles.choose(value(window, "SELECT id FROM title WHERE title = 'Permit Clerk'"))

    def all_of_them(dialog) -> None:
        dialog.scope.setCurrentIndex(dialog.scope.count() - 1)
        assert dialog.scope.currentText().startswith("Every task of other services")
        dialog.why.setPlainText("The court's.")

    answered(qtbot, lambda: qtbot.mouseClick(page.drop_button, Left), all_of_them)
    assert not [t for t in page._shown if "docket" in t.sentence or "minutes" in t.sentence] and page._shown
    assert value(window, "SELECT label FROM step ORDER BY id DESC LIMIT 1") == "Strike out tasks of other services"


def test_that_tiers_are_signed_off_for_chosen_roles_with_the_union(window, qtbot) -> None:
    def said() -> list[str]:
        return [t.text for t in todos(window.session.project)]

    assert any("unreviewed tiers" in text for text in said())
    page = at(window, "tasks")
    page.roles.selectAll()

    def agree(dialog) -> None:
        assert "unreviewed" in dialog.counts_label.text()
        dialog.union_box.setChecked(True)

    answered(qtbot, lambda: qtbot.mouseClick(page.sign_button, Left), agree)
    signed = "SELECT count(DISTINCT title_id) FROM judgement WHERE field = 'tier' AND why LIKE '%union%'"
    assert value(window, signed) == value(window, "SELECT count(*) FROM role WHERE tasks > 0")
    assert page.task().tier_status == "signed off"
    assert not any("unreviewed tiers" in text for text in said())
    assert value(window, "SELECT label FROM step ORDER BY id DESC LIMIT 1") == "Sign off tiers with the union"


def test_that_the_tiers_of_an_occupation_are_signed_off_for_all_its_titles(window, qtbot) -> None:
    page = at(window, "tasks")
    role = page.roles.current()
    answered(qtbot, lambda: qtbot.mouseClick(page.sign_button, Left), lambda d: d.scope.setCurrentIndex(1))
    signed = "SELECT count(*) FROM judgement WHERE field = 'tier' AND title_id IS NULL AND code = ?"
    assert value(window, signed, role["code"]) == len(page._shown)


def test_that_a_change_of_tasks_holds_for_every_title_of_the_occupation(window, qtbot) -> None:
    code = value(window, "SELECT code FROM mapping JOIN title t ON t.id = title_id WHERE title = 'Payroll Technician'")
    other = value(window, "SELECT id FROM title WHERE title = 'Data Entry Operator'")
    window.session.do(lambda p: decide(p, [other], code, catalog=window.session.catalog))
    window.do("update_figures")
    settled(window, qtbot)
    page = at(window, "tasks")
    assert page.roles.choose(other)
    task = page.task()

    def everywhere(dialog) -> None:
        assert dialog.scope.count() == 2
        dialog.scope.setCurrentIndex(1)
        dialog.why.setPlainText("The new system does it.")

    answered(qtbot, lambda: qtbot.mouseClick(page.drop_button, Left), everywhere)
    deeds = "SELECT count(DISTINCT title_id) FROM task_edit WHERE deed = ? AND task_id = ?"
    assert value(window, deeds, "dropped", task.task_id) == 2

    shared = page.task()

    def share(dialog) -> None:
        dialog.scope.setCurrentIndex(1)
        dialog.share.setValue(30)

    answered(qtbot, lambda: qtbot.mouseClick(page.share_button, Left), share)
    assert value(window, deeds, "share", shared.task_id) == 2

    def duty(dialog) -> None:
        dialog.scope.setCurrentIndex(1)
        dialog.sentence.setText("Answers residents about the new payment portal.")
        qtbot.waitUntil(dialog.ok_button.isEnabled, timeout=10_000)

    answered(qtbot, lambda: qtbot.mouseClick(page.add_button, Left), duty)
    assert value(window, "SELECT count(DISTINCT title_id) FROM task_edit WHERE deed = 'added'") == 2
    assert value(window, "SELECT label FROM step ORDER BY id DESC LIMIT 1") == "Add a duty"


def test_that_a_pathway_is_chosen_and_taken_back(window, qtbot) -> None:
    page = at(window, "pathways")
    page.ways.selectRow(1)
    role, way = page.roles.current(), page.ways.current()
    answered(qtbot, lambda: qtbot.mouseClick(page.choose_button, Left), lambda d: d.why.setPlainText("Asked for it."))
    assert page.ways.current()["key"] == way["key"]
    assert value(window, "SELECT code FROM pathway_choice WHERE title_id = ?", role["key"]) == way["key"]
    assert "Asked for it." in page.why.toPlainText()
    answered(qtbot, lambda: qtbot.mouseClick(page.choose_button, Left), lambda d: None)
    assert value(window, "SELECT count(*) FROM pathway_choice") == 0


def test_that_the_city_says_what_it_asks_for_a_title(window, qtbot) -> None:
    page = at(window, "pathways")
    page.tabs.setCurrentIndex(1)
    there = page.there.current()
    answered(qtbot, lambda: qtbot.mouseClick(page.gates_button, Left), lambda d: d.probation.setText("6 months"))
    assert value(window, "SELECT probation FROM title_gate WHERE title_id = ?", there["key"]) == "6 months"
    assert "probation: 6 months" in page.there.current()["gates"]


def test_that_a_program_is_entered_changed_and_unknown_stays_unknown(window, qtbot, no_box) -> None:
    page = at(window, "programs")

    def fill(dialog) -> None:
        dialog.name_line.setText("Records and AI")
        dialog.hours.setText("24")

    page.search.setText("apprenticeship")
    answered(qtbot, lambda: qtbot.mouseClick(page.add_program, Left), fill)
    row = window.session.project.rows("SELECT * FROM program WHERE name = 'Records and AI'")[0]
    assert row["hours"] == 24 and row["cost"] is None and row["origin"] == "local"
    assert page.programs.current()["key"] == row["id"]
    answered(qtbot, lambda: qtbot.mouseClick(page.edit_program, Left), lambda d: d.cost.setText("cheap"))
    assert "cheap" in str(no_box.pop())
    answered(qtbot, lambda: qtbot.mouseClick(page.edit_program, Left), lambda d: d.cost.setText("$1,250"))
    assert value(window, "SELECT cost FROM program WHERE id = ?", row["id"]) == 1250


def test_that_a_partner_is_entered(window, qtbot) -> None:
    page = at(window, "programs")
    page.tabs.setCurrentIndex(1)

    def fill(dialog) -> None:
        dialog.name_line.setText("Small City College")
        dialog.kind.setCurrentText("college")

    answered(qtbot, lambda: qtbot.mouseClick(page.add_partner, Left), fill)
    assert value(window, "SELECT kind FROM partner WHERE name = 'Small City College'") == "college"


def test_that_a_program_is_pinned_to_an_occupation(window, qtbot) -> None:
    page = at(window, "programs")

    def fill(dialog) -> None:
        qtbot.keyClicks(dialog.look_up, "payroll")
        qtbot.mouseClick(dialog.pin_button, Left)

    answered(qtbot, lambda: qtbot.mouseClick(page.pin_button, Left), fill)
    assert value(window, "SELECT code FROM link WHERE pinned").startswith("43-3051")


def test_that_funds_are_added_and_the_years_set(window, qtbot) -> None:
    page = at(window, "plan")

    def fill(dialog) -> None:
        dialog.years.setValue(2)
        qtbot.mouseClick(dialog.add_button, Left)
        dialog.name_line.clear()
        qtbot.keyClicks(dialog.name_line, "State grant")
        dialog.kind.setCurrentIndex(dialog.kind.findData("state"))
        dialog.kind.activated.emit(dialog.kind.currentIndex())
        for i in range(dialog.pays.count()):
            if dialog.pays.item(i).text() in ("release wages", "fringe"):
                dialog.pays.item(i).setCheckState(Qt.CheckState.Unchecked)
        dialog.person.setValue(1500)
        list(dialog._boxes.values())[1].setValue(40_000)

    answered(qtbot, lambda: from_menu(page.money_button, "Funds"), fill)
    fund = window.session.project.rows("SELECT * FROM fund WHERE name = 'State grant'")[0]
    assert (fund["kind"], fund["person"]) == ("state", 1500)
    assert "tuition" in fund["pays"] and "wages" not in fund["pays"]
    assert value(window, "SELECT sum(amount) FROM fund_year WHERE fund_id = ?", fund["id"]) == 40_000
    assert value(window, "SELECT value FROM setting WHERE key = 'years'") == "2"
    assert value(window, "SELECT count(DISTINCT fiscal_year) FROM fund_year") == 2


def test_that_a_charged_fund_is_not_removed(window, qtbot, no_box) -> None:
    page = at(window, "plan")
    answered(qtbot, lambda: from_menu(page.money_button, "Funds"), lambda d: qtbot.mouseClick(d.remove_button, Left))
    assert "charges" in str(no_box.pop())
    assert value(window, "SELECT count(*) FROM fund") == 2  # the payroll beside it


def test_that_costs_are_set_by_a_named_person_and_taken_back(window, qtbot, no_box) -> None:
    page = at(window, "plan")

    def books(text: str, who: str):
        def fill(dialog) -> None:
            dialog._lines["books"].setText(text)
            dialog.who.setText(who)

        return fill

    answered(qtbot, lambda: from_menu(page.money_button, "Costs"), books("0", ""))
    assert "Nobody says" in str(no_box.pop())
    answered(qtbot, lambda: from_menu(page.money_button, "Costs"), books("0", "R. Lee"))
    assert set_costs(window.session.project)["books"].who == "R. Lee"
    answered(qtbot, lambda: from_menu(page.money_button, "Costs"), books("", ""))
    assert "books" not in set_costs(window.session.project)


def test_that_a_rule_of_ones_own_is_added_and_removed(window, qtbot, no_box) -> None:
    page = at(window, "plan")
    page.tabs.setCurrentWidget(page.rules.parentWidget())

    def fill(dialog) -> None:
        dialog.name_line.setText("books-cap")
        dialog.words.setText("At most $100 a year for books.")
        dialog.checked_on.setCurrentIndex(2)
        dialog.value.setText("$100")
        dialog.costs.setText("books; exam fee")
        dialog.source.setText("Grant agreement")
        dialog.read_on.setText("2026-11-29")

    answered(qtbot, lambda: qtbot.mouseClick(page.add_rule_button, Left), lambda d: d.name_line.setText("x"))
    assert "cannot be named" in str(no_box.pop())
    answered(qtbot, lambda: qtbot.mouseClick(page.add_rule_button, Left), fill)
    (rule,) = own_rules(window.session.project)
    assert (rule.id, rule.value, rule.unit, rule.costs) == ("books-cap", 100.0, "US dollars", "books;exam fee")
    page.rules.selectRow(0)
    assert not page.remove_rule_button.isEnabled()
    page.rules.selectRow(page.rules.rows.rowCount() - 1)
    qtbot.mouseClick(page.remove_rule_button, Left)
    assert own_rules(window.session.project) == []


def test_that_what_money_buys_is_a_chart_and_a_table_of_at_least_twelve_budgets(window, qtbot) -> None:
    page = at(window, "plan")
    told = kept_frontier(window.session.project)
    seen = []

    def look(dialog) -> None:
        rows = [dialog.points.rows.row(n) for n in range(dialog.points.rows.rowCount())]
        seen.append(([(r["dollars"], r["people"], r["urgent"]) for r in rows], dialog.curve.accessibleDescription()))
        assert not dialog.curve.grab().isNull()

    answered(qtbot, lambda: from_menu(page.money_button, "What money"), look)
    ((rows, description),) = seen
    assert rows == [(p.dollars, p.people, p.urgent) for p in told] and len(rows) >= 12
    assert description.startswith(f"{dollars(told[0].dollars)}: {told[0].people:,} people, {told[0].urgent:,} of them")


def test_that_a_named_person_confirms_a_rule_and_its_last_day_is_set(window, qtbot) -> None:
    page = at(window, "plan")
    page.tabs.setCurrentWidget(page.rules.parentWidget())
    page.rules.selectRow(0)

    def fill(dialog) -> None:
        dialog.answer.setCurrentText("yes")
        dialog.who.setText("R. Lee")
        dialog.said_on.setText("2027-05-01")
        dialog.ends.setText("2028-12-31")

    answered(qtbot, lambda: qtbot.keyClick(page.rules, Qt.Key.Key_Return), fill)
    rule = rules(window.session.project)[0]
    assert rule.answer == Answer(True, "R. Lee", "2027-05-01") and rule.effective_to == "2028-12-31"


def test_that_a_funding_rule_is_switched_off(window, qtbot) -> None:
    page = at(window, "plan")
    page.tabs.setCurrentWidget(page.rules.parentWidget())
    page.rules.selectRow(0)
    answered(qtbot, lambda: qtbot.keyClick(page.rules, Qt.Key.Key_Return), lambda d: d.on_box.setChecked(False))
    assert page.rules.rows.row(0)["status"] == "switched off"


def test_that_a_scenarios_numbers_are_edited(window, qtbot) -> None:
    page = at(window, "scenarios")
    answered(qtbot, lambda: qtbot.mouseClick(page.edit_button, Left), lambda d: d.adoption.setValue(33))
    assert value(window, "SELECT adoption FROM scenario WHERE name = 'public-interest'") == pytest.approx(0.33)


def test_that_a_comment_is_kept_and_answered(window, qtbot) -> None:
    page = at(window, "review")

    def fill(dialog) -> None:
        dialog.subject.setText("Court Clerk I")
        dialog.text_edit.setPlainText("Hearings stay with people.")

    answered(qtbot, lambda: qtbot.mouseClick(page.add_button, Left), fill)
    answered(qtbot, lambda: qtbot.mouseClick(page.answer_button, Left), lambda d: d.response.setPlainText("They do."))
    assert value(window, "SELECT response FROM comment") == "They do."
    assert page.comments.rows.row(0)["state"] == "answered"


def test_that_what_a_reviewer_chose_is_not_taken_for_an_answer(window, qtbot) -> None:
    def deed(project) -> None:
        with project.change("Take in review comments") as db:
            for subject, text, stance in (("a", "", "disagree"), ("b", "", "agree"), ("c", "Not so.", "agree")):
                db.execute(
                    "INSERT INTO comment (edition, subject, text, stance, who, at) VALUES ('union',?,?,?,'A. Diaz','')",
                    (subject, text, stance),
                )

    window.session.do(deed)
    page = at(window, "review")
    rows = [page.comments.rows.row(i) for i in range(3)]
    assert {r["subject"]: r["state"] for r in rows} == {"a": "open", "b": "agreed", "c": "open"}
    assert steps.standings(window.session.project)["review"].note == "2 to answer"


def test_that_a_threshold_is_changed_and_put_back_to_its_default(window, qtbot) -> None:
    answered(qtbot, lambda: window.do("preferences"), lambda d: d._editors["small_cell"].setValue(5))
    assert window.session.project.thresholds.small_cell == 5
    answered(qtbot, lambda: window.do("preferences"), lambda d: qtbot.mouseClick(d.defaults_button, Left))
    assert value(window, "SELECT count(*) FROM setting WHERE key = 'small_cell'") == 0


def test_that_every_threshold_has_words() -> None:
    from dataclasses import fields

    from reskill.threshold_words import GROUPS
    from reskill.thresholds import DEFAULTS

    assert {f.name for f in fields(DEFAULTS)} == set(GROUPS)


@pytest.mark.parametrize("name", ["about", "restore_backup", "preferences"])
def test_that_escape_closes_a_dialog_and_changes_nothing(window, qtbot, name: str) -> None:
    steps = value(window, "SELECT count(*) FROM step")

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    QTimer.singleShot(100, close)
    window.do(name)
    assert value(window, "SELECT count(*) FROM step") == steps


def test_that_groups_count_every_position(window, qtbot) -> None:
    page, seen = at(window, "roles"), []

    def fill(dialog) -> None:
        for i in range(dialog.kind.count()):
            dialog.kind.setCurrentIndex(i)
            rows = [dialog.groups.rows.row(r) for r in range(dialog.groups.rows.rowCount())]
            seen.append(sum(r["positions"] for r in rows))

    answered(qtbot, lambda: qtbot.mouseClick(page.equity_button, Left), fill)
    assert set(seen) == {86}


def test_that_a_roster_is_previewed_corrected_and_imported(window, qtbot, roster: Path, monkeypatch) -> None:
    from reskill.desktop import errors, files

    remarks = []
    monkeypatch.setattr(errors, "show_problems", lambda title, problems, parent=None: remarks.extend(problems))
    monkeypatch.setattr(files, "ask_roster", lambda parent: roster)

    def fill(dialog) -> None:
        qtbot.waitUntil(lambda: dialog.ok_button.isEnabled(), timeout=20_000)
        assert dialog._boxes["title"].currentData() == "Job Title"
        assert dialog.preview.rows.rowCount() > 5
        dialog._boxes["grade"].setCurrentIndex(0)
        dialog.plan_box.setChecked(False)

    answered(qtbot, lambda: window.do("import_roster"), fill)
    settled(window, qtbot)
    assert value(window, "SELECT count(*) FROM position") == 86
    assert value(window, "SELECT count(*) FROM position WHERE grade <> ''") == 0
    assert value(window, "SELECT count(*) FROM rejected") == 1
    assert remarks

    def look(dialog) -> None:
        qtbot.waitUntil(lambda: dialog.ok_button.isEnabled(), timeout=20_000)
        assert dialog._boxes["title"].currentData() == "Job Title"
        assert dialog._boxes["grade"].currentData() == ""
        assert "earlier import" in dialog.state_label.text()

    answered(qtbot, lambda: window.do("import_roster"), look, "cancel_button")
    assert window.session.project.stale.stage == "plan"


def test_that_a_doubt_about_pay_is_asked_and_settled_by_one_click(window, qtbot, tmp_path, monkeypatch) -> None:
    from reskill.desktop import errors, files

    path = tmp_path / "months.csv"
    path.write_text("Title,Dept,Salary\n" + "Clerk,Finance,4000\n" * 5, encoding="utf-8")
    monkeypatch.setattr(errors, "show_problems", lambda title, problems, parent=None: None)
    monkeypatch.setattr(files, "ask_roster", lambda parent: path)
    asked = []

    def click(box) -> int:
        asked.append(box.text())
        button = next(b for b in box.buttons() if b.text() == "Take it as monthly pay")
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", click)

    def fill(dialog) -> None:
        qtbot.waitUntil(lambda: dialog.ok_button.isEnabled(), timeout=20_000)
        dialog.plan_box.setChecked(False)

    answered(qtbot, lambda: window.do("import_roster"), fill)
    settled(window, qtbot)
    qtbot.waitUntil(lambda: value(window, "SELECT count(*) FROM position") == 5, timeout=20_000)
    settled(window, qtbot)
    assert len(asked) == 1 and "column Salary" in asked[0]
    assert value(window, "SELECT max(annual_salary) FROM position") == 48_000


def test_that_the_import_can_be_left_while_the_file_is_read(window, qtbot, roster: Path, monkeypatch) -> None:
    from reskill.desktop import files

    monkeypatch.setattr(files, "ask_roster", lambda parent: roster)
    steps_before = value(window, "SELECT count(*) FROM step")
    with qtbot.captureExceptions() as caught:
        QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
        window.do("import_roster")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settled(window, qtbot)
    assert caught == []
    assert value(window, "SELECT count(*) FROM step") == steps_before


def test_that_what_is_no_roster_is_refused_in_words(window, qtbot, tmp_path: Path, no_box) -> None:
    picture = tmp_path / "logo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    positions = value(window, "SELECT count(*) FROM position")
    window.open_path(picture)
    qtbot.waitUntil(lambda: bool(no_box), timeout=20_000)
    assert isinstance(no_box.pop(), ReskillError)
    assert value(window, "SELECT count(*) FROM position") == positions


def test_that_a_project_is_made_and_opened(empty_window, qtbot, tmp_path: Path, no_box) -> None:
    def fill(dialog) -> None:
        dialog.city.setText("Oakville")
        dialog.city.textEdited.emit("Oakville")
        dialog.file.setText(str(tmp_path / "oakville"))
        dialog.file.textEdited.emit("")
        dialog.budget.setValue(100_000)
        dialog.zip_code.setText("07102")
        dialog.planner.setText("R. Lee")

    answered(qtbot, lambda: empty_window.do("new_project"), fill)
    qtbot.waitUntil(lambda: empty_window.session.is_open, timeout=20_000)
    settled(empty_window, qtbot)
    project = empty_window.session.project
    assert (project.path.name, project.city) == ("oakville.reskill", "Oakville")
    assert project.value("SELECT sum(amount) FROM fund_year") == 100_000
    assert project.setting("zip") == "07102" and home(project) is not None
    assert {r["who"] for r in project.rows("SELECT who FROM step")} == {"R. Lee"}
    assert no_box == []


def test_that_a_zip_code_without_a_place_is_refused_before_a_file_is_made(
    empty_window, qtbot, tmp_path: Path, no_box
) -> None:
    def fill(dialog) -> None:
        dialog.city.setText("Oakville")
        dialog.city.textEdited.emit("Oakville")
        dialog.file.setText(str(tmp_path / "oakville"))
        dialog.file.textEdited.emit("")
        dialog.zip_code.setText("00000")

    answered(qtbot, lambda: empty_window.do("new_project"), fill)
    assert "00000 is not a ZIP code" in str(no_box.pop())
    assert list(tmp_path.glob("*.reskill")) == [] and not empty_window.session.is_open


def test_that_a_backup_is_restored_as_a_new_file(window, qtbot, tmp_path: Path, monkeypatch) -> None:
    from reskill.desktop import files

    monkeypatch.setattr(files, "ask_target", lambda *args: tmp_path / "restored.reskill")
    answered(qtbot, lambda: window.do("restore_backup"), lambda d: None)
    qtbot.waitUntil(lambda: window.session.is_open and window.session.project.path.stem == "restored", timeout=20_000)
    settled(window, qtbot)
    assert window.session.project.value("SELECT count(*) FROM position") == 86


def test_that_a_backup_is_not_restored_over_the_open_project(
    window, qtbot, city: Path, no_box: list[BaseException], monkeypatch
) -> None:
    from reskill.desktop import files

    window.session.do(lambda project: project.set_setting("city", "Elm"))
    monkeypatch.setattr(files, "ask_target", lambda *args: city)
    answered(qtbot, lambda: window.do("restore_backup"), lambda d: None)
    assert "is the project that is open" in str(no_box.pop())
    assert window.session.project.lost is None and window.session.project.city == "Elm"


def test_that_a_roster_without_a_project_makes_one_first(
    empty_window, qtbot, roster: Path, tmp_path: Path, monkeypatch, no_box
) -> None:
    from reskill.desktop import errors
    from reskill.desktop.dialogs.import_roster import ImportRosterDialog

    monkeypatch.setattr(errors, "show_problems", lambda *args: None)
    asked = []
    monkeypatch.setattr(ImportRosterDialog, "exec", lambda dialog: asked.append(dialog._path))

    def fill(dialog) -> None:
        assert dialog.city.text() == "Small City" and dialog.ok_button.isEnabled()  # as the command line reads the name
        dialog.city.setText("Elm")
        dialog.city.textEdited.emit("Elm")
        dialog.file.setText(str(tmp_path / "elm"))
        dialog.file.textEdited.emit("")

    answered(qtbot, lambda: empty_window.open_path(roster), fill)
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    assert asked == [roster]
    settled(empty_window, qtbot)
    assert empty_window.session.project.city == "Elm"


def test_that_the_oversight_rules_are_read_tried_and_copied(window, qtbot) -> None:
    def read(dialog) -> None:
        every = dialog.rules.rows.rowCount()
        qtbot.keyClicks(dialog.search, "arrest")
        assert 0 < dialog.rules.rows.rowCount() < every
        dialog.sentence.setText("Reviews applications for housing.")
        assert dialog.verdict.text().startswith("Tier 3")
        qtbot.mouseClick(dialog.copy_button, Left)
        assert own_folder().is_dir() and "next start" in dialog.what_label.text()
        qtbot.mouseClick(dialog.shipped_button, Left)
        assert not own_folder().exists()

    answered(qtbot, window.action("oversight_rules").trigger, read)


def test_that_a_partners_agreement_and_seats_are_entered_and_taken_back(window, qtbot, no_box) -> None:
    page = at(window, "programs")
    page.tabs.setCurrentIndex(1)

    def agree(dialog) -> None:
        dialog.agreement.setCurrentText("signed")
        dialog.agreed_until.setText("2030-06-30")

    answered(qtbot, lambda: qtbot.mouseClick(page.edit_partner, Left), agree)
    partner = page.partners.current()["key"]
    assert value(window, "SELECT agreement || agreed_until FROM partner WHERE id = ?", partner) == "signed2030-06-30"

    def enter(dialog) -> None:
        dialog.year.setValue(2028)
        dialog.quarter.setValue(2)
        dialog.seats.setText("12")
        qtbot.mouseClick(dialog.enter_button, Left)
        dialog.seats.setText("many")
        qtbot.mouseClick(dialog.enter_button, Left)

    answered(qtbot, lambda: qtbot.mouseClick(page.seats_button, Left), enter)
    assert "no number for seats" in str(no_box.pop())
    assert value(window, "SELECT seats FROM partner_program WHERE partner_id = ? AND quarter = 2", partner) == 12
    answered(
        qtbot,
        lambda: qtbot.mouseClick(page.seats_button, Left),
        lambda dialog: qtbot.mouseClick(dialog.withdraw_button, Left),
    )
    assert value(window, "SELECT count(*) FROM partner_program") == 0


def test_that_a_list_of_programs_in_a_layout_of_its_own_is_imported_with_a_corrected_column(
    window, qtbot, tmp_path: Path, monkeypatch
) -> None:
    from reskill.desktop import errors, work

    told = []
    monkeypatch.setattr(errors, "show_problems", lambda heading, problems, *args: told.append((heading, problems)))
    path = tmp_path / "list.csv"
    path.write_text("Our list,,,\nCourse,Who,Time,Cost\nBookkeeping,College,120,900\n", encoding="utf-8")

    def correct(dialog) -> None:
        qtbot.waitUntil(lambda: dialog.ok_button.isEnabled(), timeout=20_000)
        assert dialog.header_row.value() == 2 and "1 column will not be read" in dialog.state_label.text()
        assert dialog.state_label.toolTip().startswith("Not read: ")
        dialog._boxes["hours"].setCurrentText("Time")
        assert dialog._boxes["provider"].currentText() == "Who"  # by what it holds
        dialog.state.setCurrentIndex(dialog.state.findData("NJ"))
        assert "0 columns will not be read" in dialog.state_label.text()
        assert dialog.state_label.toolTip() == ""

    answered(qtbot, lambda: work.import_programs(window.session, path, window), correct)
    settled(window, qtbot)
    row = window.session.project.rows("SELECT provider, hours, cost, place FROM program WHERE name = 'Bookkeeping'")
    assert row == [{"provider": "College", "hours": 120, "cost": 900, "place": "NJ"}]
    assert told and "1 rows: 1 new, 0 changed, 0 closed" in told[0][0]


def test_that_chosen_programs_are_shown_side_by_side(window, qtbot) -> None:
    page = at(window, "programs")
    page.programs.choose_first()
    assert not page.compare_button.isEnabled()
    rows = [page.programs.rows.row(n) for n in range(3)]
    page.programs.choose_all([r["key"] for r in rows])
    assert page.compare_button.isEnabled()

    def read(dialog) -> None:
        text = dialog.comparison.toPlainText()
        assert all(r["name"] in text for r in rows) and "Money that may admit it" in text

    answered(qtbot, lambda: qtbot.mouseClick(page.compare_button, Left), read)


def test_that_about_names_the_releases_of_libraries_and_a_trial(qtbot, monkeypatch, tmp_path: Path) -> None:
    import numpy

    dialog = AboutDialog()
    assert f"NumPy {numpy.__version__} (BSD)" in dialog.text.toPlainText()
    assert "\n" not in dialog.version_label.text()
    dialog.close()
    (tmp_path / "TRIAL").write_text("For trials only.\n")
    monkeypatch.setattr("reskill.paths._ROOTS", (paths._ROOTS[1], tmp_path))
    dialog = AboutDialog()
    assert dialog.version_label.text().endswith("\nFor trials only.")
    dialog.close()


def test_that_the_city_answers_the_union_in_the_window(window, qtbot) -> None:
    page = at(window, "review")

    def fill(dialog) -> None:
        dialog._fields["tools"].setPlainText("A transcriber")

    answered(qtbot, lambda: qtbot.mouseClick(page.city_answers_button, Left), fill)
    assert value(window, "SELECT value FROM setting WHERE key = 'city_answer.tools'") == "A transcriber"
    assert value(window, "SELECT count(*) FROM setting WHERE key LIKE 'city_answer.%'") == 1
