"""Whom a fund is for is chosen from the roster's bargaining units."""

from __future__ import annotations

from PySide6.QtCore import Qt

from reskill.desktop.dialogs.funds import FundsDialog


def test_that_a_fund_is_for_the_units_that_are_ticked(window, qtbot) -> None:
    project = window.session.project
    with project.change("Units") as db:
        db.execute("UPDATE position SET bargaining_unit = CASE rowid % 2 WHEN 0 THEN 'Local 9' ELSE 'Local 21' END")
    dialog = FundsDialog(window.session, window)
    names = [dialog.units.item(i).text() for i in range(dialog.units.count())]
    assert names == ["Local 21", "Local 9"]
    dialog.units.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert project.value("SELECT units FROM fund ORDER BY id LIMIT 1") == "Local 9"
