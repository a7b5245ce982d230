"""What a table selects by itself does not depend on the keys that are held meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reskill.desktop.pages.contents import PAGES
from reskill.desktop.rows_model import RowsModel
from reskill.desktop.widgets.table import Table
from reskill.queries.rows import ListRows
from reskill.table import Column

Key, Mod = Qt.Key, Qt.KeyboardModifier
HELD = [(Key.Key_Control, Mod.ControlModifier), (Key.Key_Shift, Mod.ShiftModifier)]


@contextmanager
def held(widget: QWidget, key: Key, modifier: Mod) -> Iterator[None]:
    """Hold a key down on the widget's window, so that the application knows of it."""
    handle = widget.window().windowHandle()
    QTest.keyPress(handle, key, modifier)
    assert QApplication.keyboardModifiers() == modifier
    try:
        yield
    finally:
        QTest.keyRelease(handle, key, Mod.NoModifier)
        assert QApplication.keyboardModifiers() == Mod.NoModifier


@pytest.fixture
def table(qtbot) -> Iterator[Table]:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = Table(holder)
    QVBoxLayout(holder).addWidget(made)
    made.dress(RowsModel((Column("Number", "number"),), made))
    made.rows.show(ListRows([{"key": i, "number": str(i)} for i in range(20)]))
    holder.show()
    qtbot.waitExposed(holder)
    yield made


def keys(table: Table) -> list[int]:
    return [row["key"] for row in table.chosen()]


@pytest.mark.parametrize(("key", "modifier"), HELD)
def test_that_a_table_chooses_one_row_whatever_is_held(table: Table, key: Key, modifier: Mod) -> None:
    table.choose(2)
    with held(table, key, modifier):
        table.choose(5)
        assert keys(table) == [5]
        table.rows.show(ListRows([{"key": i, "number": str(i)} for i in range(4, 20)]))
        assert keys(table) == [5]
        table.rows.show(ListRows([{"key": i, "number": str(i)} for i in range(6, 20)]))
        assert keys(table) == [7]  # the next row took the place of the one that is gone
        table.forget()
        table.choose_first()
        assert keys(table) == [6]


def test_that_a_selection_grows_from_the_row_that_was_chosen(table: Table) -> None:
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.rows.index(0, 0)).center())
    table.choose(4)
    QTest.keyClick(table, Key.Key_Down, Mod.ShiftModifier)
    assert keys(table) == [4, 5]


def test_that_a_key_after_an_undo_decides_one_title(window, qtbot) -> None:
    window.go("titles")
    page = window.page()
    qtbot.waitExposed(window)
    page.arrive("all")
    project = window.session.project
    page.queue.setFocus()
    page.queue.choose(project.value("SELECT title_id FROM candidate WHERE rank = 2 ORDER BY 1 LIMIT 1"))
    first = page.queue.current()["key"]
    page.filter.setCurrentIndex(0)  # the queue of what waits: a decided title leaves it
    page.queue.choose(first)
    handle = window.windowHandle()
    QTest.keyClick(page.queue, Key.Key_Return)
    assert page.queue.current()["key"] != first
    with held(window, Key.Key_Control, Mod.ControlModifier):
        QTest.keyClick(handle, Key.Key_Z, Mod.ControlModifier)
        qtbot.waitUntil(lambda: page.queue.current()["key"] == first)
    assert [row["key"] for row in page.queue.chosen()] == [first]
    decided = project.value("SELECT count(*) FROM mapping WHERE status IN ('accepted', 'changed')")
    QTest.keyClick(page.queue, Key.Key_2)
    assert project.value("SELECT count(*) FROM mapping WHERE status IN ('accepted', 'changed')") == decided + 1


@pytest.mark.parametrize("kind", PAGES, ids=lambda p: p.name)
def test_that_no_table_of_a_page_keeps_two_rows_through_a_re_read(window, kind, qtbot) -> None:
    window.go(kind.name)
    page = window.page()
    qtbot.waitUntil(page.isVisible)
    tables = [t for t in page.findChildren(Table) if t.rows.rowCount() > 1]
    for table in tables:
        table.choose(table.rows.key(0))
    with held(window, Key.Key_Control, Mod.ControlModifier):
        for table in tables:
            table.choose(table.rows.key(1))
        page.refresh()
    assert all(len(table.chosen()) <= 1 for table in tables)
