"""The window stays within the screen, and its look does not depend on the user's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QScrollArea

import reskill.paths as paths
from reskill.desktop import forms, settings, theme
from reskill.desktop.dialogs.costs import CostsDialog
from reskill.desktop.dialogs.funds import FundsDialog
from reskill.desktop.main_window import MainWindow
from reskill.desktop.room import FRAME
from reskill.desktop.widgets.money_curve import MoneyCurve
from reskill.desktop.widgets.table import Table


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKILL_HOME", str(tmp_path / "home"))


def screen_of(monkeypatch: pytest.MonkeyPatch, room: QRect) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda self: room)


def within(window: MainWindow, room: QRect) -> bool:
    whole = QRect(window.pos(), window.size() + (window.frameGeometry().size() - window.size()))
    return room.contains(whole)


@pytest.mark.parametrize("room", [QRect(0, 0, 1366, 728), QRect(0, 0, 1092, 582), QRect(64, 32, 1302, 736)])
def test_that_the_first_window_leaves_room_for_its_frame(qtbot, monkeypatch, room: QRect) -> None:
    screen_of(monkeypatch, room)
    window = MainWindow()
    qtbot.addWidget(window)
    assert within(window, room)
    assert window.width() + FRAME.width() <= room.width()
    assert window.height() + FRAME.height() <= room.height()


def test_that_a_window_kept_on_a_larger_screen_comes_back_on_a_smaller_one(qtbot, monkeypatch) -> None:
    large, small = QRect(0, 0, 3840, 2100), QRect(0, 0, 1366, 728)
    screen_of(monkeypatch, large)
    window = MainWindow()
    qtbot.addWidget(window)
    window.setGeometry(1500, 900, 1900, 1100)
    settings.keep_layout(window.saveGeometry(), window.saveState())
    screen_of(monkeypatch, small)
    again = MainWindow()
    qtbot.addWidget(again)
    assert within(again, small)


@pytest.mark.parametrize("name", ["José", "O'Brien", "100%", 'a "b"', "x (y)"])
def test_that_the_style_sheet_holds_for_any_user_name(qtbot, tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.setenv("RESKILL_HOME", str(tmp_path / name))
    sheet = theme.style_sheet()
    assert (tmp_path / name).is_dir()
    # a sheet that cannot be parsed is a warning, which fails the test; a file that is not found is an arrow less
    box = _dressed(qtbot, sheet)
    plain = QApplication.instance().styleSheet()
    assert box.grab().toImage() == _dressed(qtbot, plain).grab().toImage()


def _dressed(qtbot, sheet: str) -> QComboBox:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("a")
    box.setStyleSheet(sheet)
    box.resize(QSize(120, 40))
    box.show()
    return box


SMALL = QRect(0, 0, 1092, 582)  # 1366x768 at 125%


@pytest.mark.parametrize(
    "form", [f for f in sorted(paths.shipped("ui").glob("*.ui")) if 'class="QDialog"' in f.read_text("utf-8")]
)
def test_that_every_dialog_is_whole_on_an_office_screen_at_125_percent(qtbot, monkeypatch, form: Path) -> None:
    screen_of(monkeypatch, SMALL)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    forms.load(dialog, form.stem, (Table, MoneyCurve))
    dialog.show()
    assert dialog.width() + FRAME.width() <= SMALL.width() and dialog.height() + FRAME.height() <= SMALL.height()


@pytest.mark.parametrize("kind", [CostsDialog, FundsDialog], ids=lambda k: k.__name__)
def test_that_a_dialog_with_many_fields_scrolls_on_a_small_screen(window, qtbot, monkeypatch, kind) -> None:
    screen_of(monkeypatch, SMALL)
    dialog = kind(window.session, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() + FRAME.height() <= SMALL.height()
    assert dialog.rect().contains(dialog.ok_button.geometry())
    (area,) = (a for a in dialog.findChildren(QScrollArea) if a.widget().findChildren(QLineEdit))
    assert area.verticalScrollBar().maximum() > 0  # what does not fit is reached by scrolling
    assert area.horizontalScrollBar().maximum() == 0


def test_that_costs_are_asked_from_the_first_downwards(window, qtbot) -> None:
    dialog = CostsDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    seen = []
    for _ in range(17):  # the kinds of cost and who says them
        seen.append(dialog.focusWidget().mapTo(dialog, QPoint(0, 0)).y())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert seen == sorted(seen) and len(set(seen)) == 17
