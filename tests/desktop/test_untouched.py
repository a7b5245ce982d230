"""Opening a form and saving it untouched changes nothing, whatever the project holds."""

from __future__ import annotations

import random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from reskill.desktop.dialogs.blend import BlendDialog
from reskill.desktop.dialogs.comment import CommentDialog
from reskill.desktop.dialogs.costs import CostsDialog
from reskill.desktop.dialogs.edit_partner import EditPartnerDialog
from reskill.desktop.dialogs.edit_program import EditProgramDialog
from reskill.desktop.dialogs.edit_rule import EditRuleDialog
from reskill.desktop.dialogs.edit_scenario import EditScenarioDialog
from reskill.desktop.dialogs.funds import FundsDialog
from reskill.desktop.dialogs.preferences import PreferencesDialog
from reskill.desktop.dialogs.time_share import TimeShareDialog
from reskill.matching.decisions import set_blend
from reskill.planning.checks.rulebook import rules
from reskill.planning.scenarios import scenarios
from reskill.project.file import Project
from reskill.queries.titles import candidates

AMOUNTS = (0.0, 12345.67, 1234567.0, 0.005, 99999.995, 1e-5, 123456789.125)
TEXTS = ("", " leading and trailing ", "“quoted”, with 50 % & <b>", "Ünïcode")


def held(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the project but those of the audit trail's own keeping."""
    tables = [r["name"] for r in project.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {
        name: sorted((tuple(r) for r in project.db.conn.execute(f"SELECT * FROM {name}")), key=repr)
        for name in tables
        if not name.startswith("sqlite_")
    }


@pytest.fixture
def odd(window) -> Project:
    """The small city with numbers and texts that a form has no digits or choices for."""
    chance = random.Random(9)

    def fill(project: Project) -> None:
        with project.change("Fill in odd values") as db:
            for place, row in enumerate(project.rows("SELECT id FROM program LIMIT 14")):
                values = (
                    AMOUNTS[place % 7],
                    AMOUNTS[(place + 3) % 7],
                    TEXTS[place % 4],
                    chance.choice(TEXTS),
                    row["id"],
                )
                db.execute("UPDATE program SET cost = ?, hours = ?, note = ?, audience = ? WHERE id = ?", values)
            db.execute("UPDATE partner SET kind = 'guild', note = ' spaced '")
            db.execute("UPDATE scenario SET adoption = 0.4567, participation = 2.0 / 3, reinvested = 0.125")
            db.execute("UPDATE fund SET kind = 'union', pays = 'books;  tuition', share = 1.0 / 3, person = 1234.5678")
            db.execute("UPDATE fund SET units = 'B ;A', ends = '2030-06-30', rules = ' a ; b ', source = ' there '")
            db.execute("INSERT INTO fund_year SELECT max(id), 2019, 1234.567 FROM fund")
            db.execute("UPDATE fund_year SET amount = amount + 0.123456")
            db.execute(
                "INSERT OR REPLACE INTO setting (key, value) VALUES ('years', '12')"
            )  # as an older version let in
            db.execute("INSERT INTO comment (subject, text, response, who, at) VALUES ('a', 'b', ' c ', 'd', 'e')")
            for name, value in (
                ("participation", "0.6"),  # set by hand to the default, which is not the same as not set
                ("fringe_rate", "0.3333333"),
                ("hours_per_year", "1950"),
                ("highest_pay", "1234567.89"),
                ("state", "ZZ"),
            ):
                project.set_setting(name, value)
            for rule in rules(project):
                if rule.value is not None and rule.unit != "share":
                    project.set_setting(f"rule.{rule.id}.value", "1234567.8912")

    assert window.session.do(fill)
    project: Project = window.session.project
    return project


def dialogs_of(kind: type[QDialog], window, project: Project) -> list[QDialog]:
    session = window.session
    table = {EditProgramDialog: "program", EditPartnerDialog: "partner", CommentDialog: "comment"}.get(kind)
    if table:
        rows = [dict(r) for r in project.rows(f"SELECT *, id AS key FROM {table} LIMIT 15")]
        return [kind(session, {"stance": "", **row}, window) for row in rows]
    if kind is EditRuleDialog:
        return [kind(session, rule, window) for rule in rules(project)]
    if kind is EditScenarioDialog:
        return [kind(session, scenario, window) for scenario in scenarios(project)]
    return [kind(session, window)]


FORMS = (
    EditProgramDialog,
    EditPartnerDialog,
    CostsDialog,
    EditRuleDialog,
    EditScenarioDialog,
    FundsDialog,
    PreferencesDialog,
    CommentDialog,
)


@pytest.mark.parametrize("kind", FORMS, ids=lambda k: k.__name__)
def test_that_a_form_saved_untouched_changes_nothing(window, odd: Project, qtbot, kind: type[QDialog]) -> None:
    opened = dialogs_of(kind, window, odd)
    assert opened
    before = held(odd)
    for dialog in opened:
        dialog.show()
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
        assert not dialog.isVisible()
    assert held(odd) == before


def test_that_a_program_changed_in_one_field_keeps_the_others(window, odd: Project, qtbot) -> None:
    rows = [dict(r) for r in odd.rows("SELECT *, id AS key FROM program LIMIT 14")]
    assert {12345.67, 1234567.0, 123456789.125} <= {r["cost"] for r in rows}
    for row in rows:
        dialog = EditProgramDialog(window.session, row, window)
        dialog.show()
        assert float(dialog.cost.text()) == row["cost"]
        dialog.provider.setFocus()
        dialog.provider.selectAll()
        qtbot.keyClicks(dialog.provider, "Elsewhere")
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
        kept = dict(odd.rows("SELECT *, id AS key FROM program WHERE id = ?", (row["id"],))[0])
        assert kept == {**row, "provider": "Elsewhere", "edited": "provider"}


def test_that_a_rules_large_value_is_kept_to_the_cent(window, qtbot) -> None:
    rule = next(r for r in rules(window.session.project) if r.value is not None and r.unit != "share")
    dialog = EditRuleDialog(window.session, rule, window)
    dialog.value.setValue(1234567.25)
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert next(r.value for r in rules(window.session.project) if r.id == rule.id) == 1234567.25


def test_that_a_fund_changed_in_one_year_keeps_its_other_cents(window, odd: Project, qtbot) -> None:
    before = {
        (r["fund_id"], r["fiscal_year"]): r["amount"]
        for r in odd.rows("SELECT fund_id, fiscal_year, amount FROM fund_year")
    }
    dialog = FundsDialog(window.session, window)
    year, box = next(iter(dialog._boxes.items()))
    box.setValue(5)
    fund = odd.value("SELECT min(id) FROM fund")
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    after = {
        (r["fund_id"], r["fiscal_year"]): r["amount"]
        for r in odd.rows("SELECT fund_id, fiscal_year, amount FROM fund_year")
    }
    assert after == {**before, (fund, year): 5.0}


def test_that_a_share_of_time_saved_untouched_stays_to_the_last_digit(window, qtbot) -> None:
    from reskill.exposure.inventory import read_inventories
    from reskill.exposure.task_edits import set_time_share

    session = window.session
    window.go("tasks")
    role = window.page().roles.current()
    task = read_inventories(session.project, session.catalog).tasks(role["key"])[0]
    why = "the union says so"
    session.do(lambda p: set_time_share(p, session.catalog, role["key"], task.code, task.task_id, 0.12345, why))
    task = read_inventories(session.project, session.catalog).tasks(role["key"])[0]
    assert task.weight == pytest.approx(0.12345)
    before = held(session.project)
    dialog = TimeShareDialog(session, role, [task], window)
    dialog.show()
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert held(session.project) == before


def test_that_assumptions_are_shown_to_the_last_digit(window, qtbot) -> None:
    window.session.project.set_setting("highest_pay", "1234567.89")
    window.go("sources")
    shown = {window.page()._assumptions.row(i)["name"]: window.page()._assumptions.row(i) for i in range(40)}
    assert "1,234,567.89" in shown["highest_pay"]["here"]
    assert "2,000,000" in shown["highest_pay"]["default"]


def test_that_a_blend_of_thirds_saved_untouched_stays_thirds(window, qtbot) -> None:
    session = window.session
    title = session.project.value("SELECT title_id FROM candidate WHERE rank = 3 LIMIT 1")
    found = candidates(session.project, title)[:3]
    session.do(lambda p: set_blend(p, title, [(c["code"], 1 / 3) for c in found], "three jobs", session.catalog))
    dialog = BlendDialog(session, {"key": title, "title": "x"}, found, window)
    dialog.show()
    assert dialog.ok_button.isEnabled()
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    shares = session.project.rows("SELECT share FROM mapping WHERE title_id = ?", (title,))
    assert [r["share"] for r in shares] == [1 / 3] * 3
