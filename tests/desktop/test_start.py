"""The program as it is started: what it loads, what it refuses, how it ends."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from reskill.desktop import files, palette, theme
from reskill.desktop.pages.contents import PAGES

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from reskill.desktop import app, main_window, palette, theme
from reskill.desktop.pages.contents import PAGES
class Window(main_window.MainWindow):
    def __init__(self):
        super().__init__()
        self.session.opened.connect(lambda: QTimer.singleShot(0, self.tell))
    def tell(self):
%s
        self.close()
main_window.MainWindow = Window
QTimer.singleShot(60_000, lambda: sys.exit(3))
sys.argv[:] = ["reskill", "app", sys.argv[1]]
from reskill.__main__ import main
sys.exit(main())
"""
START = (
    WINDOW
    % """
        slow = {
            "sklearn", "scipy", "numpy", "rapidfuzz", "pyqtgraph", "openpyxl", "importlib.metadata",
            "reskill.cli.parser", "reskill.work.pipeline", "reskill.intake.roster", "reskill.planning.plan",
        } & sys.modules.keys()
        pages = [p.name for p in PAGES if f"reskill.desktop.pages.{p.name}" in sys.modules]
        print("page", self.page().name, "slow", sorted(slow), "pages loaded", pages, flush=True)
"""
)
STARTED = "page overview slow [] pages loaded ['overview']"


def test_that_the_window_comes_up_without_what_its_first_page_does_not_need(city: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, str(city)], env=dict(os.environ), capture_output=True, text=True, timeout=90
    )
    assert done.stdout.strip() == STARTED, done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("content", [b"", b"not a project"])
def test_that_a_file_that_is_no_project_is_refused_and_the_window_stays(
    empty_window, tmp_path: Path, qtbot, no_box, content: bytes
) -> None:
    path = tmp_path / "x.reskill"
    path.write_bytes(content)
    empty_window.open_path(path)
    qtbot.waitUntil(lambda: bool(no_box), timeout=20_000)
    assert "not a Reskill project" in str(no_box[0])
    assert not empty_window.session.is_open and empty_window.isVisible()


def test_that_a_file_that_cannot_be_written_opens_for_reading(empty_window, city: Path, qtbot, no_box) -> None:
    from reskill.project.file import open_project

    empty_window.session.take(open_project(city, read_only=True))
    assert not empty_window.session.do(lambda p: p.set_setting("city", "Elm"))
    assert "viewing only" in str(no_box[0])
    assert "for viewing only" in empty_window.status_bar.currentMessage()
    for name in ("roles", "plan", "sources"):
        empty_window.go(name)


def test_that_closing_the_window_stops_the_work(window, city: Path, qtbot) -> None:
    from reskill.project.file import open_project

    def work(project, catalog, tick) -> None:
        with project.change("Half"):
            project.db.execute("DELETE FROM cohort")
            while True:
                tick(0.1, "on and on")

    window.session.work("Half", work)
    window.close()
    assert not window.session.is_open
    project = open_project(city)
    assert project.check() == [] and project.value("SELECT count(*) FROM cohort") > 0
    project.close()


def test_that_a_project_is_closed_and_another_opened(window, city: Path, qtbot) -> None:
    other = Path(shutil.copy(city, city.with_name("other.reskill")))
    for name in ("titles", "roles"):
        window.go(name)
    window.do("close_project")
    assert window.page() is None and not window.action("make_plan").isEnabled()
    window.open_path(other)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    assert window.session.project.path == other
    assert window.page().name == "overview"
    assert other.stem in window.recent_menu.actions()[0].text()


def test_that_a_copy_is_saved(window, tmp_path: Path, qtbot, monkeypatch) -> None:
    from reskill.desktop import files
    from reskill.project.file import open_project

    monkeypatch.setattr(files, "ask_target", lambda *args: tmp_path / "copy.reskill")
    window.do("save_copy")
    qtbot.waitUntil(lambda: not window.session.jobs.busy, timeout=20_000)
    project = open_project(tmp_path / "copy.reskill")
    assert project.value("SELECT count(*) FROM position") == 86
    project.close()


def test_that_a_dropped_project_is_opened(window, city: Path, qtbot) -> None:
    other = Path(shutil.copy(city, city.with_name("dropped.reskill")))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    point, none = QPointF(400, 300), Qt.KeyboardModifier.NoModifier
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(point.toPoint(), action, data, button, none)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(point, action, data, button, none))
    qtbot.waitUntil(lambda: window.session.is_open and window.session.project.path == other, timeout=20_000)


def test_that_the_window_follows_the_system_into_the_dark(window, qapp, qtbot, monkeypatch) -> None:
    for name in ("roles", "plan"):
        window.go(name)
    monkeypatch.setattr(palette, "dark", lambda: True)
    theme._apply(qapp)
    try:
        QApplication.processEvents()
        assert window.palette().window().color().name() == palette.DARK.window
        chart = window._made["roles"].chart
        assert chart._plot.backgroundBrush().color().name() == palette.DARK.base
        assert palette.DARK.muted in window.inspector.toHtml()
    finally:
        monkeypatch.undo()
        theme._apply(qapp)


READ = (
    """
from reskill.desktop.pages.overview import OverviewPage
read, refresh = [], OverviewPage.refresh
OverviewPage.refresh = lambda page: read.append(page) or refresh(page)
"""
    + WINDOW
    % """
        print("read", len(read), flush=True)
"""
)


def test_that_the_first_page_is_read_once(city: Path) -> None:
    """In a process of its own: the bar of the first job changes the palette of the window when it is first shown."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(city)], capture_output=True, text=True, timeout=90, env=os.environ
    )
    assert (done.returncode, done.stdout.strip()) == (0, "read 1"), done.stderr


def test_that_a_person_who_chose_dark_has_it_where_the_system_knows_neither(window, qapp) -> None:
    assert qapp.styleHints().colorScheme() == Qt.ColorScheme.Unknown  # as of many Linux desktops
    try:
        theme.choose("dark")
        assert window.palette().window().color().name() == palette.DARK.window
        theme.choose("light")
        assert window.palette().window().color().name() == palette.LIGHT.window
    finally:
        theme.choose("system")


CONTRAST = (
    WINDOW
    % """
        changed = QApplication.instance().styleHints().accessibility().contrastPreferenceChanged
        asked = theme.high_contrast
        theme.high_contrast = lambda: True
        changed.emit(Qt.ContrastPreference.HighContrast)
        sheet, colour = QApplication.instance().styleSheet(), self.palette().window().color().name()
        theme.high_contrast = asked
        changed.emit(Qt.ContrastPreference.NoPreference)
        ours = {palette.LIGHT.window, palette.DARK.window}
        print("#" in sheet, "font-size" in sheet, colour in ours, flush=True)
        print(self.palette().window().color().name() == palette.colours().window, flush=True)
"""
)


def test_that_high_contrast_leaves_the_colours_to_the_system_while_the_window_is_open(city: Path) -> None:
    """In a process of its own, since a change of contrast dresses every widget that is alive."""
    done = subprocess.run(
        [sys.executable, "-c", CONTRAST, str(city)], capture_output=True, text=True, timeout=90, env=os.environ
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["False True False", "True"]


def test_that_a_screen_at_150_percent_keeps_the_page_by_showing_the_steps_as_icons(window, qtbot) -> None:
    for kind in PAGES:
        window.go(kind.name)
    window.resize(910, 512)  # 1366x768 at 150%
    qtbot.waitUntil(lambda: not window.city_label.isVisible())
    for kind in PAGES:
        window.go(kind.name)
        QApplication.processEvents()
        assert window.page_area.horizontalScrollBar().maximum() == 0, kind.name
    model = window.steps.model()
    assert "Roster: needs attention" in model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)  # what the icon says
    assert not window.steps.grab().isNull()
    window.resize(1366, 728)
    qtbot.waitUntil(window.city_label.isVisible)
    assert window.inspector_dock.isVisible()


def test_that_a_narrow_window_keeps_the_page_whole(window, qtbot) -> None:
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: not window.inspector_dock.isVisible())
    for kind in PAGES:
        window.go(kind.name)
        QApplication.processEvents()
        assert window.page_area.horizontalScrollBar().maximum() == 0, kind.name
    window.action("show_inspector").trigger()
    window.resize(1000, 700)
    QApplication.processEvents()
    assert window.inspector_dock.isVisible()  # as the person asked
    window.action("show_inspector").trigger()
    window.resize(1400, 800)
    qtbot.waitUntil(window.inspector_dock.isVisible)


@pytest.mark.parametrize("button", ["Open for viewing", "Open anyway", "Cancel"])
def test_that_a_project_that_somebody_has_open_is_asked_about(
    empty_window, city: Path, qtbot, no_box, button: str
) -> None:
    held = {"user": "Ada", "machine": "elsewhere", "process": 1, "since": "2026-01-02 03:04:05"}
    (city.parent / f".{city.name}.lock").write_text(json.dumps(held))
    asked = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        asked.append(box.text())
        next(b for b in box.buttons() if b.text().replace("&", "") == button).click()

    QTimer.singleShot(0, press)
    empty_window.open_path(city)
    qtbot.waitUntil(lambda: bool(asked) and not empty_window.session.jobs.busy, timeout=20_000)
    assert "Ada on elsewhere, since 2026-01-02" in asked[0]
    assert empty_window.session.is_open == (button != "Cancel")
    if button != "Cancel":
        assert empty_window.session.project.writable == (button == "Open anyway")
        assert ("(for viewing)" in empty_window.windowTitle()) == (button == "Open for viewing")
    assert no_box == []


def test_that_a_project_whose_pack_is_gone_says_so_on_every_page_and_can_be_copied(
    empty_window, city: Path, qtbot, no_box, monkeypatch
) -> None:
    from reskill.project.file import open_project

    with closing(open_project(city)) as project:
        project.set_setting("reference", "gone")
    empty_window.open_path(city)
    qtbot.waitUntil(lambda: empty_window.session.is_open, timeout=20_000)
    for page in PAGES:
        empty_window.go(page.name)
        texts = [label.text() for label in empty_window.page().findChildren(QLabel) if label.isVisible()]
        assert any("no reference pack named gone" in t and "The project itself is sound" in t for t in texts)
    target = city.with_name("copy.reskill")
    monkeypatch.setattr(files, "ask_target", lambda *asked: target)
    empty_window.do("save_copy")
    qtbot.waitUntil(lambda: not empty_window.session.jobs.busy, timeout=20_000)
    assert target.exists() and no_box == []


def test_that_the_first_page_offers_the_project_that_was_just_closed(window, city: Path) -> None:
    from reskill.desktop.welcome import Welcome

    window.do("close_project")
    [welcome] = [window.pages.widget(i) for i in range(window.pages.count())]
    assert isinstance(welcome, Welcome)
    assert welcome.recent_title.isVisible()
    assert any(str(city.parent) in b.text() for b in welcome.recent_area.findChildren(QPushButton))


def test_that_the_sample_city_is_opened_though_other_projects_lie_beside_it(
    empty_window, city: Path, tmp_path: Path, qtbot, no_box, monkeypatch
) -> None:
    folder = tmp_path / "home" / "data" / "sample city"
    folder.mkdir(parents=True)
    monkeypatch.setenv("RESKILL_HOME", str(tmp_path / "home"))
    for name in ("Elm.reskill", "Marlow Bend.reskill"):
        shutil.copy(city, folder / name)
    empty_window.do("sample_city")
    qtbot.waitUntil(lambda: empty_window.session.is_open, timeout=60_000)
    assert empty_window.session.project.path.name == "Marlow Bend.reskill"
    assert no_box == []


def test_that_a_computer_whose_settings_are_not_understood_is_told_in_a_box(for_everybody, monkeypatch, no_box) -> None:
    from reskill.desktop import app

    monkeypatch.delenv("RESKILL_HOME")
    for_everybody("[network]\nallowed = 0")
    assert app.run() == 2
    assert "line 2: allowed cannot be 0" in str(no_box[0])
