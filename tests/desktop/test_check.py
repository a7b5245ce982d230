"""`reskill app --check`: what tells an administrator, and the packaged program's own test, that the window works."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from reskill.desktop.palette import LIGHT


def check(project: Path, picture: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "reskill", "app", str(project), "--check", str(picture)]
    return subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, timeout=90)


def test_that_a_picture_of_the_first_page_is_saved_and_the_window_closed(city: Path, tmp_path: Path) -> None:
    done = check(city, tmp_path / "page.png")
    assert done.returncode == 0, done.stderr
    assert "Overview shown" in done.stdout
    image = QImage(str(tmp_path / "page.png"))
    assert image.width() >= 700  # the screen of the offscreen platform
    button = QColor(LIGHT.accent).rgb()  # of the next thing to do, whose card is low until the page is laid out
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    assert sum(image.pixel(x, y) == button for x, y in places) > 0.002 * image.width() * image.height()


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
