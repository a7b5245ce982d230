"""Hours of practice at work are confirmed, set and taken back in their dialog, a family of titles at a time."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from reskill.planning.practice_hours import own_hours
from reskill.planning.standing import standing

Left = Qt.MouseButton.LeftButton


def open_hours(window, qtbot, use) -> None:
    """Open the dialog from the page of the plan, use it, and close it."""
    window.go("plan")
    qtbot.waitUntil(lambda: window.page() is not None and window.page().name == "plan")

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(20, act)
            return
        try:
            use(dialog)
        finally:
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, act)
    next(a for a in window.page().money_button.menu().actions() if "Hours" in a.text()).trigger()


def click(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Left)


def test_that_a_family_is_confirmed_in_one_step_and_undone_in_one(window, qtbot) -> None:
    project = window.session.project
    assert standing(project).assumed_hours == 1

    def use(dialog) -> None:
        dialog.family.setCurrentIndex(dialog.family.findData("Office and administrative support"))
        n = dialog.titles.rows.rowCount()
        assert n > 1 and dialog.confirm_button.text() == f"&Confirm for the {n} titles shown"
        assert dialog.share_label.text().startswith("100% of the plan's participants")
        dialog.who.setText("Ana Ruiz, training coordinator")
        dialog.why.setText("as in the pilot")
        click(qtbot, dialog.confirm_button)
        assert not dialog.share_label.text().startswith("100%")
        assert {dialog.titles.rows.row(i)["why"] for i in range(n)} == {"as in the pilot"}

    open_hours(window, qtbot, use)
    said = [h for h in own_hours(project) if h.said]
    assert {h.family for h in said} == {"Office and administrative support"}
    assert standing(project).assumed_hours < 1
    window.do("undo")
    assert not [h for h in own_hours(project) if h.said] and standing(project).assumed_hours == 1


def test_that_chosen_titles_get_hours_of_their_own_and_can_be_taken_back(window, qtbot, no_box) -> None:
    project = window.session.project

    def use(dialog) -> None:
        dialog.titles.choose(dialog.titles.rows.row(1)["key"])
        assert dialog.confirm_button.text() == "&Confirm for the 1 title chosen"
        dialog.who.setText("")
        click(qtbot, dialog.confirm_button)
        assert "Nobody confirms" in str(no_box.pop())
        dialog.who.setText("Ana Ruiz")
        dialog.hours.setText("some")
        click(qtbot, dialog.confirm_button)
        assert "some is no number" in str(no_box.pop())
        dialog.hours.setText("17.5")
        click(qtbot, dialog.confirm_button)
        assert [(h.said.hours, h.said.who) for h in own_hours(project) if h.said] == [(17.5, "Ana Ruiz")]
        click(qtbot, dialog.take_back_button)

    open_hours(window, qtbot, use)
    assert not [h for h in own_hours(project) if h.said]
