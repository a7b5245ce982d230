"""The window: steps at the left, one page, the inspector at the right, the work in progress below."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QLabel,
    QListView,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QStatusBar,
    QTextBrowser,
    QWidget,
)

from reskill.desktop import actions, errors, files, forms, inspector, settings, undo
from reskill.desktop.details import READ, Details
from reskill.desktop.job_bar import JobBar
from reskill.desktop.pages.contents import BY_NAME, PAGES, Entry
from reskill.desktop.pages.loading import page_class
from reskill.desktop.pages.page import Page
from reskill.desktop.room import FRAME
from reskill.desktop.session import Session
from reskill.desktop.sidebar import StepDelegate, Steps
from reskill.desktop.warm import Warmer
from reskill.planning.scenarios import scenario_title
from reskill.problem import ReskillError
from reskill.project.schema import SUFFIX


class MainWindow(QMainWindow):
    """The one window of the program."""

    sidebar: QFrame
    page_area: QScrollArea
    inspector_area: QWidget
    city_label: QLabel
    scenario_label: QLabel
    steps: QListView
    pages: QStackedWidget
    inspector_dock: QDockWidget
    inspector: QTextBrowser
    status_bar: QStatusBar
    recent_menu: QMenu
    view_menu: QMenu

    def __init__(self) -> None:
        super().__init__()
        self._drawn_in = QApplication.palette()
        self._made: dict[str, Page] = {}
        self._narrow = False  # whether page and inspector are too wide for the window together
        self._inspector_waits = False  # hidden for that reason, to come back when there is room
        self._slim = False  # whether the steps are icons alone, since page and steps are too wide together
        forms.load(self, "main_window")
        self.session = Session(self)
        self._desk = actions.Desk(self, self.session, self.page, self.go, self.say)
        self._warmer = Warmer(self)
        self._steps = Steps([(p.name, p.short or p.title) for p in PAGES], self)
        self.steps.setModel(self._steps)
        self.steps.setItemDelegate(StepDelegate(self.steps))
        self.job_bar = JobBar(self.session.jobs)
        self.status_bar.addPermanentWidget(self.job_bar)
        self._dress()
        self._name_actions()
        self._connect()
        geometry, state = settings.layout()
        if not self.restoreGeometry(geometry):
            self.resize(1280, 800)
        if not self.restoreState(state):
            self.resizeDocks([self.inspector_dock], [self.inspector_area.minimumWidth()], Qt.Orientation.Horizontal)
        self.action("show_inspector").setChecked(not self.inspector_dock.isHidden())
        self._on_project_closed()
        self._stay_on_screen()

    def do(self, name: str) -> None:
        """Do the action of a name, as a page asks."""
        action = self.action(name)
        if action.isEnabled():
            action.trigger()

    def action(self, name: str) -> QAction:
        """An action of the form."""
        found: QAction = getattr(self, name)
        return found

    def say(self, text: str) -> None:
        """Say something in the status bar."""
        self.status_bar.showMessage(text, 12_000)

    def _stay_on_screen(self) -> None:
        """Be whole within the room that the screen leaves, also where it is smaller or scaled otherwise than before."""
        room = self.screen().availableGeometry()
        frame = self.frameGeometry().size() - self.size() if self.isVisible() else FRAME
        size = self.size().boundedTo(room.size() - frame).expandedTo(self.minimumSize())
        place = self.pos()
        left = max(room.left(), min(place.x(), room.right() + 1 - size.width() - frame.width()))
        top = max(room.top(), min(place.y(), room.bottom() + 1 - size.height() - frame.height()))
        self.resize(size)
        self.move(left, top)

    # -- pages -----------------------------------------------------------------------------------------------------

    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, name: str, key: Any = None) -> None:
        """Show the page of a name, at a key when one is given."""
        entry = BY_NAME[name]
        page = self._made.get(name) or self._make(entry)
        self.pages.setCurrentWidget(page)
        if key is not None:
            page.read()
            page.arrive(key)
        self.steps.selectionModel().setCurrentIndex(
            self._steps.index(PAGES.index(entry)), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _make(self, entry: Entry) -> Page:
        page = self._made[entry.name] = page_class(entry.name)(self.session)
        page.inspected.connect(self._on_page_inspected)
        page.go.connect(self.go)
        page.ask.connect(self.do)
        self.pages.addWidget(page)
        self._fit_inspector()
        return page

    def _make_ready(self) -> Iterator[Callable[[], object]]:
        """Steps that load the reference and make the pages that have not been looked at."""
        yield lambda: self.session.catalog.occupations
        yield lambda: self.session.catalog.all_tasks()
        yield lambda: self.session.catalog.titles
        yield lambda: importlib.import_module("pyqtgraph")
        for entry in PAGES:
            if entry.name not in self._made:
                yield self._maker(entry)
                yield self._made[entry.name].read
        yield self.session.make_ready

    def _maker(self, entry: Entry) -> Callable[[], object]:
        return lambda: self._made.get(entry.name) or self._make(entry)

    def _on_step_chosen(self, current: QModelIndex) -> None:
        if current.isValid() and self.session.is_open:
            name = PAGES[current.row()].name
            shown = self.page()
            if shown is None or shown.name != name:
                self.go(name)

    def _on_step_entered(self) -> None:
        page = self.page()
        if page:
            page.take_focus()

    def _on_page_inspected(self, details: Details | None) -> None:
        inspector.show(self.inspector, details)
        self.action("read_details").setEnabled(details is not None)

    def _on_link_followed(self, link: QUrl) -> None:
        if link.toString() == READ:
            self.do("read_details")
        else:
            QDesktopServices.openUrl(link)

    # -- the project -----------------------------------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a project, or import a roster into the open project."""
        actions.open_path(self._desk, path)

    def _on_project_opened(self) -> None:
        self.setWindowFilePath(str(self.session.project.path))
        self.steps.setEnabled(True)
        self.go("overview")
        self._on_project_changed()
        self._name_recent()
        if not self.session.reference_fault:
            self._warmer.start(self._make_ready())
        saved = f"Every change is saved at once in {self.session.project.path.name}."
        reading = "Open for viewing only: use Save a copy to make changes."
        self.say(saved if self.session.project.writable else reading)

    def _on_project_closed(self) -> None:
        self._warmer.stop()
        self._made.clear()
        self._welcome()
        self.steps.setEnabled(False)
        self.steps.clearSelection()
        self._on_project_changed()
        self._name_recent()
        self._on_page_inspected(None)

    def _welcome(self) -> None:
        """Show the first page anew, since the recent files are other ones, in place of all that was shown."""
        from reskill.desktop.welcome import Welcome

        while shown := self.pages.widget(0):
            self.pages.removeWidget(shown)
            shown.deleteLater()
        welcome = Welcome()
        welcome.ask.connect(self.do)
        welcome.open_file.connect(self.open_path)
        self.pages.addWidget(welcome)

    def _on_project_changed(self) -> None:
        session = self.session
        for name in actions.NEED_PROJECT:
            self.action(name).setEnabled(session.is_open)
        undo.name_steps(session, self.action("undo"), self.action("redo"))
        self._steps.look(session.project if session.is_open else None)
        city = session.project.city if session.is_open else "No project"
        self.city_label.setText(city)
        viewing = " (for viewing)" if session.is_open and not session.project.writable else ""
        self.setWindowTitle(f"{city}{viewing} – Reskill" if session.is_open else "Reskill")
        self.scenario_label.setText(_scenario(session) if session.is_open else "Open one, or make a new one")

    # -- set up ----------------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        self._show_steps(slim=False)
        self.inspector_area.setMinimumWidth(self._digits(32))
        self.inspector_dock.setTitleBarWidget(QWidget())  # no title bar: the details have their own heading

    def _digits(self, number: int) -> int:
        return number * self.fontMetrics().horizontalAdvance("0")

    def _show_steps(self, slim: bool) -> None:
        """Show the steps with their words, or their icons alone, whose tips have the words."""
        self._slim = slim
        self.sidebar.setFixedWidth(self._digits(11 if slim else 25))
        for label in (self.city_label, self.scenario_label):
            label.setVisible(not slim)

    def _name_actions(self) -> None:
        below = self.view_menu.actions()[0]
        for p, key in zip(PAGES, "1234567890-", strict=True):  # the upper row of keys, from left to right
            action = QAction(p.title.replace("&", "&&"), self)
            action.setObjectName(f"go_{p.name}")
            action.setShortcut(f"Alt+{key}")
            action.triggered.connect(self._goer(p.name))
            self.view_menu.insertAction(below, action)

    def _goer(self, name: str) -> Callable[[], None]:
        def run() -> None:
            if self.session.is_open:
                self.go(name)
                self._on_step_entered()

        return run

    def _name_recent(self) -> None:
        self.recent_menu.clear()
        for path in settings.recent():
            action = self.recent_menu.addAction(f"{path.stem}  ({path.parent})".replace("&", "&&"))
            action.triggered.connect(self._opener(path))
        self.recent_menu.addSeparator()
        self.recent_menu.addAction("&Clear this list").triggered.connect(self._on_recent_cleared)
        self.recent_menu.setEnabled(bool(settings.recent()))

    def _opener(self, path: Path) -> Callable[[], None]:
        return lambda: files.open_file(self.session, path)

    def _on_recent_cleared(self) -> None:
        settings.forget_recent()
        self._name_recent()
        if not self.session.is_open:
            self._welcome()

    def _connect(self) -> None:
        for name, deed in actions.of(self._desk).items():
            self.action(name).triggered.connect(self._guarded(deed))
        self.action("show_inspector").toggled.connect(self.inspector_dock.setVisible)
        self.inspector.anchorClicked.connect(self._on_link_followed)
        self.steps.clicked.connect(self._on_step_entered)
        self.steps.activated.connect(self._on_step_entered)
        self.steps.selectionModel().currentChanged.connect(self._on_step_chosen)
        self.session.opened.connect(self._on_project_opened)
        self.session.closed.connect(self._on_project_closed)
        self.session.changed.connect(self._on_project_changed)
        self.session.said.connect(self.say)

    def _guarded(self, deed: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            try:
                deed()
            except ReskillError as error:
                errors.show(error, self)

        return run

    def _fit_inspector(self) -> None:
        """Hide the inspector where a page would lose its right edge to it, then the words of the steps; bring both back
        when there is room."""
        page = self.pages.minimumSizeHint().width()
        slim = self.width() < self._digits(25) + page
        if self._slim != slim:
            self._show_steps(slim)
        needed = self._digits(25) + page + self.inspector_area.minimumWidth()
        narrow, action = self.width() < needed, self.action("show_inspector")
        if self._narrow == narrow:
            return  # what a person chose at this width stays
        self._narrow = narrow
        if narrow:
            self._inspector_waits = action.isChecked()
            action.setChecked(False)
            self.say("The inspector made room for the page; F9 shows it.")
        elif self._inspector_waits:
            action.setChecked(True)

    # -- Qt's side -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page whole."""
        super().resizeEvent(event)
        self._fit_inspector()

    def changeEvent(self, event: QEvent) -> None:
        """Show what another program wrote while the window was behind others; repaint in new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.look_again()
        if event.type() == QEvent.Type.PaletteChange and self._drawn_in != QApplication.palette():
            self._draw_again()  # and not whenever a style sheet is put on, as when the job bar is shown

    def _draw_again(self) -> None:
        """Draw in the colours in force what was drawn in others."""
        self._drawn_in = QApplication.palette()
        forms.draw_icons(self)
        for page in self._made.values():
            page.draw_again()
        page_shown = self.page()
        inspector.show(self.inspector, page_shown.details if page_shown else None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that is a project or may be a roster."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            self.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work in progress, then close; nothing half-done is kept."""
        self.session.jobs.stop()
        if self._narrow and self._inspector_waits:
            self.inspector_dock.show()  # so that a wider window has it again the next time
        settings.keep_layout(self.saveGeometry(), self.saveState())
        self.session.close()
        super().closeEvent(event)


def _scenario(session: Session) -> str:
    title = scenario_title(session.project)
    return f"Scenario: {title}" if title else "No scenario yet"


def _dropped(event: QDropEvent | QDragEnterEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        path = Path(urls[0].toLocalFile())
        if path.suffix.lower() in (SUFFIX, *files.ROSTER_SUFFIXES):
            return path
    return None
