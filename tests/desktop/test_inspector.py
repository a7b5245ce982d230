"""How the inspector lays out what it shows: short values beside their names, long ones over the whole width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtWidgets import QTextBrowser

from reskill.desktop import inspector
from reskill.desktop.details import READ, Details, Section
from reskill.desktop.dialogs.help import ReadingDialog

LONG = "emergency dispatch; 911 calls; telecommunicators; radio; public safety; dispatchers; public safety and security"


@pytest.fixture
def shown(qtbot) -> QTextBrowser:
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    browser.resize(256, 600)
    browser.show()
    facts = [
        ("File", "mount_prospect_il.csv"),
        ("Kind", "certificate"),
        ("Hours", "80"),
        ("Hours known from", "the page"),
        ("Subjects", LONG),
    ]
    inspector.show(
        browser, Details("Telecommunicator", "", [Section("Program", facts), Section("Place", [("City", "X")])])
    )
    return browser


def place(browser: QTextBrowser, text: str) -> QRectF:
    """Where the paragraph with a text lies, in the document."""
    document = browser.document()
    block = document.begin()
    while block.text() != text:
        block = block.next()
        assert block.isValid(), text
    return document.documentLayout().blockBoundingRect(block)


def test_that_a_short_value_stands_beside_its_name(shown) -> None:
    name, value = place(shown, "Kind"), place(shown, "certificate")
    assert name.top() == value.top()
    assert value.left() > name.right() - 1


def test_that_a_long_value_has_the_whole_width_below_its_name(shown) -> None:
    name, value = place(shown, "Subjects"), place(shown, LONG)
    assert value.top() >= name.bottom()
    assert value.left() == pytest.approx(name.left(), abs=2)
    assert value.width() > 0.85 * shown.viewport().width()


def test_that_a_name_of_a_file_is_not_broken(shown) -> None:
    assert place(shown, "mount_prospect_il.csv").top() >= place(shown, "File").bottom()


def test_that_the_values_of_all_sections_begin_at_one_place(shown) -> None:
    lefts = {round(place(shown, text).left()) for text in ("certificate", "80", "the page", "X")}
    assert len(lefts) == 1
    assert lefts.pop() < 0.5 * shown.viewport().width()


def reading(window) -> list[ReadingDialog]:
    return [d for d in window.findChildren(ReadingDialog) if d.isVisible()]


def stayers(window, qtbot) -> None:
    """Have a cohort chosen whose people are prepared by exercises at work."""
    window.go("plan")
    page = window.page()
    rows = [page.cohorts.rows.row(n) for n in range(page.cohorts.rows.rowCount())]
    key = next(r["key"] for r in rows if r["program"].startswith("Practice at work"))
    assert page.cohorts.choose(key)
    qtbot.waitUntil(lambda: "Preparation" in window.inspector.toPlainText())


def test_that_a_long_preparation_is_told_by_its_steps_and_read_whole_in_a_window(window, qtbot) -> None:
    stayers(window, qtbot)
    gist = window.inspector.toPlainText()
    assert "1. AI foundations" in gist and "hours)" in gist and "Remains:" in gist
    assert "Learnt when" not in gist and "Read it whole" in gist
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = reading(window)
    assert "Learnt when" in dialog.page_text.toPlainText() and "Read it whole" not in dialog.page_text.toPlainText()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert reading(window) == []
    window.inspector.anchorClicked.emit(QUrl(READ))
    assert len(reading(window)) == 1


def test_that_without_details_there_is_nothing_to_read(empty_window) -> None:
    assert not empty_window.action("read_details").isEnabled()


def test_that_the_keys_are_told_in_a_table_with_those_of_every_menu(empty_window, qtbot) -> None:
    empty_window.activateWindow()
    qtbot.keyClick(empty_window, Qt.Key.Key_F1)
    (dialog,) = reading(empty_window)
    said = dialog.page_text.toPlainText()
    for key, words in (("Alt+7", "Programs & partners"), ("F5", "Update figures"), ("Ctrl+Shift+M", "Make the plan")):
        assert f"{key}\n{words}" in said
    assert "blend several occupations" in said and "&&" not in said
