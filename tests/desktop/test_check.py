"""`reskill app --check`: what tells an administrator, and the packaged program's own test, that the window works."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from reskill.desktop.check import watch


def check(project: Path, picture: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "reskill", "app", str(project), "--check", str(picture)]
    return subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, timeout=90)


def test_that_a_picture_of_the_first_page_is_saved_and_the_window_closed(city: Path, tmp_path: Path) -> None:
    done = check(city, tmp_path / "page.png")
    assert done.returncode == 0, done.stderr
    assert "Overview shown" in done.stdout
    image = QImage(str(tmp_path / "page.png"))
    assert image.width() >= 700  # the screen of the offscreen platform


class LaidOutLater(QWidget):
    """A window that has its page at once, and lays it out when its turn comes."""

    session = SimpleNamespace(jobs=SimpleNamespace(busy=False))

    def __init__(self) -> None:
        super().__init__()
        self.laid_out, self.pictured = False, []

    def page(self) -> SimpleNamespace:
        QTimer.singleShot(0, lambda: setattr(self, "laid_out", True))
        return SimpleNamespace(title="Overview")

    def grab(self) -> QPixmap:
        self.pictured.append(self.laid_out)
        return super().grab()


def test_that_the_picture_is_of_a_page_that_is_laid_out(qtbot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QApplication, "exit", lambda code: None)
    window = LaidOutLater()
    qtbot.addWidget(window)
    window.show()
    watch(window, True, tmp_path / "page.png")
    qtbot.waitUntil(lambda: bool(window.pictured), timeout=5000)
    assert window.pictured == [True]


@pytest.mark.parametrize(
    ("file", "picture", "words"),
    [("no.reskill", "page.png", "no.reskill"), ("city.reskill", "missing/page.png", "could not be saved")],
)
def test_that_what_is_wrong_is_told_with_exit_code_2(
    city: Path, tmp_path: Path, file: str, picture: str, words: str
) -> None:
    done = check(city.with_name(file) if file == "no.reskill" else city, tmp_path / picture)
    assert done.returncode == 2
    assert words in done.stderr
