"""What is made ready while the window is idle: not before its first page is shown, and not after it was told to stop."""

from PySide6.QtCore import QObject

from reskill.desktop.warm import Warmer


def test_that_the_first_page_comes_before_all_that_is_made_ready(qtbot) -> None:
    parent, taken = QObject(), []
    Warmer(parent).start(iter([lambda: taken.append(1), lambda: taken.append(2)]))
    qtbot.wait(200)
    assert taken == []
    qtbot.waitUntil(lambda: taken == [1, 2])


def test_that_nothing_is_made_ready_of_a_project_that_was_closed_at_once(qtbot) -> None:
    parent, taken = QObject(), []
    warmer = Warmer(parent)
    warmer.start(iter([lambda: taken.append(1)]))
    warmer.stop()
    qtbot.wait(700)
    assert taken == []
