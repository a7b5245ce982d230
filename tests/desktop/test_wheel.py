"""The wheel changes no box that the pointer only passes over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reskill.desktop.dialogs.funds import FundsDialog
from reskill.desktop.dialogs.preferences import PreferencesDialog
from reskill.desktop.wheel import BOXES


def roll(box: QWidget, notches: int = -1) -> None:
    """Turn the wheel over a widget, by way of its window, as the system does."""
    window = box.window()
    at = box.mapTo(window, box.rect().center())
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, 120 * notches))
    QApplication.processEvents()


def held(box: QWidget) -> object:
    return box.currentIndex() if isinstance(box, QComboBox) else box.value()


@pytest.fixture
def area(qtbot) -> QScrollArea:
    """Boxes of each kind in an area that scrolls."""
    made, inner = QScrollArea(), QWidget()
    qtbot.addWidget(made)
    lines = QVBoxLayout(inner)
    lines.addWidget(QLineEdit())  # has the focus at first
    for kind in (QComboBox, QComboBox, QSpinBox, QDoubleSpinBox, QSlider):
        box = kind()
        if isinstance(box, QComboBox):
            box.addItems(["a", "b", "c"])
            box.setCurrentIndex(1)
        else:
            box.setValue(7)
        lines.addWidget(box)
    inner.findChildren(QComboBox)[1].setEditable(True)
    inner.setMinimumHeight(1200)
    made.setWidget(inner)
    made.resize(300, 400)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    inner.findChildren(QLineEdit)[0].setFocus()
    return made


@pytest.mark.parametrize("place", range(5))
def test_that_the_wheel_over_a_box_scrolls_what_holds_it(area: QScrollArea, place: int) -> None:
    box = [b for b in area.widget().children() if isinstance(b, BOXES)][place]
    area.ensureWidgetVisible(box)
    before, stood = held(box), area.verticalScrollBar().value()
    roll(box)
    assert held(box) == before
    assert area.verticalScrollBar().value() > stood
    assert not box.hasFocus()


@pytest.mark.parametrize("place", range(5))
def test_that_the_wheel_turns_the_box_that_has_the_focus(area: QScrollArea, place: int) -> None:
    box = [b for b in area.widget().children() if isinstance(b, BOXES)][place]
    area.ensureWidgetVisible(box)
    box.setFocus()
    before = held(box)
    roll(box)
    assert held(box) != before


def test_that_a_wheel_over_a_box_does_not_give_it_the_focus(area: QScrollArea) -> None:
    boxes = [b for b in area.widget().children() if isinstance(b, BOXES)]
    assert all(b.focusPolicy() & Qt.FocusPolicy.WheelFocus != Qt.FocusPolicy.WheelFocus for b in boxes)


@pytest.mark.parametrize("kind", [PreferencesDialog, FundsDialog], ids=lambda k: k.__name__)
def test_that_a_dialog_is_passed_over_unchanged(window, qtbot, kind) -> None:
    dialog = kind(window.session, window)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.cancel_button.setFocus()
    boxes = [b for b in dialog.findChildren(QWidget) if isinstance(b, (QComboBox, QSpinBox, QDoubleSpinBox))]
    before = [held(b) for b in boxes]
    for box in boxes:
        roll(box)
        roll(box, 1)
        roll(box, 1)
    assert [held(b) for b in boxes] == before
    dialog.reject()
