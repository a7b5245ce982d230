"""Departments rolled up in the window: by hand, as their names tell, and seen in every list that counts them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from test_dialogs import answered

from reskill.project.departments import unit_map

Left = Qt.MouseButton.LeftButton


def in_dialog(qtbot, page, act: Callable[[object], None]) -> None:
    """Open the dialog by its button, act in it and close it."""
    answered(qtbot, lambda: qtbot.mouseClick(page.departments_button, Left), act)


def filters(page) -> list[str]:
    return [page.department.itemText(i) for i in range(page.department.count())]


def test_that_selected_departments_are_counted_with_a_unit(window, qtbot) -> None:
    window.go("roster")
    page = window.page()
    first, second = filters(page)[1:3]

    def fill(dialog) -> None:
        dialog.department_rows.choose(first)
        dialog.department_rows.choose_all([first, second])
        dialog.unit.setText("City Services")
        qtbot.keyClick(dialog.unit, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.counted_label.text() == "9 departments, counted with 8 units"

    in_dialog(qtbot, page, fill)
    assert unit_map(window.session.project) == {first: "City Services", second: "City Services"}
    assert {first, second} & set(filters(page)) == set()
    assert "City Services" in filters(page)
    window.do("undo")
    assert unit_map(window.session.project) == {}
    assert {first, second} <= set(filters(page))


def test_that_what_names_tell_is_taken_by_one_click(window, qtbot) -> None:
    project = window.session.project
    with project.change("Sub-units") as db:
        for n, row in enumerate(project.rows("SELECT id FROM position ORDER BY id")):
            name = f"{('DPW', 'FIN')[n % 2]}-Unit {n} ({n:03})"
            db.execute(
                "UPDATE position SET department = ?, roster_department = ? WHERE id = ?", [name, name, row["id"]]
            )
    window.go("roster")
    in_dialog(qtbot, window.page(), lambda dialog: qtbot.mouseClick(dialog.propose_button, Left))
    assert filters(window.page())[1:] == ["DPW", "FIN"]
    assert set(unit_map(project).values()) == {"DPW", "FIN"}
