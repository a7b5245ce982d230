"""The window stays within the screen, and its look does not depend on the user's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QComboBox

from reskill.desktop import settings, theme
from reskill.desktop.main_window import FRAME, MainWindow


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
