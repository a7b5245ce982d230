"""What every page has: a heading, a line that says what it is for, a notice, and a place for when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reskill.desktop import forms
from reskill.desktop.details import Details
from reskill.desktop.pages.contents import BY_NAME
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.project import provenance
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.work.counts import has_plan


@dataclass(frozen=True)
class Empty:
    """Why a page has nothing to show, and the window's action that changes that."""

    text: str
    action: str = ""
    action_text: str = ""


NO_ROLES = Empty(
    "No role has been estimated yet. That takes a roster and its titles' occupations.",
    "update_figures",
    "Work the figures out",
)


class Page(QWidget):
    """A page of the window. Subclasses load their form, and read the project in `refresh`."""

    name: ClassVar[str]
    hint: ClassVar[str]
    stage: ClassVar[str] = ""  # the stage whose figures the page shows, for the notice that they are out of date

    inspected = Signal(object)  # Details of the selected thing, or None
    go = Signal(str, object)  # to the page of a name, at a key
    ask = Signal(str)  # for the window's action of a name

    promoted: ClassVar[forms.Promoted] = ()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.details: Details | None = None
        self._dirty = True
        self._content = QWidget()
        forms.load_into(self, self._content, self.name, self.promoted)
        self._frame()
        session.changed.connect(self._on_project_changed)
        session.opened.connect(self._on_project_changed)
        self.build()

    # -- for subclasses --------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Set models and connect signals, once."""

    def refresh(self) -> None:
        """Read the project again and show it."""

    def empty(self) -> Empty | None:
        """Why there is nothing to show; None when there is."""
        return None

    def arrive(self, key: Any) -> None:
        """Come from another page, at a key it gave."""

    def search_field(self) -> QWidget | None:
        """The page's search field."""
        return getattr(self, "search", None)

    def take_focus(self) -> None:
        """Put the keyboard where the work of the page is done: its first table."""
        tables = [t for t in self._content.findChildren(Table) if t.isVisible()]
        if tables:
            tables[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def inspect(self, details: Details | None) -> None:
        """Show details in the inspector."""
        self.details = details
        if self.isVisible():
            self.inspected.emit(details)

    @property
    def title(self) -> str:
        """What the page is called."""
        return BY_NAME[self.name].title

    @property
    def project(self) -> Project:
        """The open project."""
        return self.session.project

    @property
    def catalog(self) -> Catalog:
        """The project's reference."""
        return self.session.catalog

    def do(self, label: str, deed: Callable[[Project], object]) -> bool:
        """One undoable change, at once."""

        def whole(project: Project) -> None:
            with project.change(label):
                deed(project)

        return self.session.do(whole)

    # -- frame -----------------------------------------------------------------------------------------------------

    def _frame(self) -> None:
        title = QLabel(self.title)
        title.setProperty("role", "page")
        hint = QLabel(self.hint)
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        self.notice = QWidget()
        self.notice.setProperty("kind", "notice")
        self._notice_text = QLabel()
        self._notice_text.setWordWrap(True)
        self._notice_button = QPushButton()
        self._notice_action = ""
        self._notice_button.clicked.connect(lambda: self.ask.emit(self._notice_action))
        row = QHBoxLayout(self.notice)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._notice_text, 1)
        row.addWidget(self._notice_button)
        self._nothing = QWidget()
        self._nothing_text = QLabel()
        self._nothing_text.setWordWrap(True)
        self._nothing_button = QPushButton()
        self._nothing_button.setProperty("kind", "primary")
        self._nothing_action = ""
        self._nothing_button.clicked.connect(lambda: self.ask.emit(self._nothing_action))
        middle = QVBoxLayout(self._nothing)
        middle.addStretch(2)
        middle.addWidget(self._nothing_text)
        line = QHBoxLayout()
        line.addWidget(self._nothing_button)
        line.addStretch()
        middle.addLayout(line)
        middle.addStretch(3)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._nothing)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 12)
        box.setSpacing(4)
        box.addWidget(title)
        box.addWidget(hint)
        box.addSpacing(8)
        box.addWidget(self.notice)
        box.addWidget(self._stack, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed since the page was last seen."""
        super().showEvent(event)
        self.read()
        self.inspected.emit(self.details)

    def hasHeightForWidth(self) -> bool:
        """No: else the area around the pages would scroll to a page's favourite height, instead of giving it the room
        there is."""
        return False

    def read(self) -> None:
        """Refresh, if anything has changed."""
        if not self._dirty or not self.session.is_open:
            return
        nothing = _no_reference(self.session) or self.empty()
        self._stack.setCurrentWidget(self._nothing if nothing else self._content)
        if nothing:
            self._nothing_text.setText(nothing.text)
            self._nothing_action = nothing.action
            self._nothing_button.setText(nothing.action_text)
            self._nothing_button.setVisible(bool(nothing.action))
            self.inspect(None)
        else:
            self.refresh()
        self._show_notice(bool(nothing))
        self._dirty = False  # not before it all went well: a page that could not be read is read again, and says so

    def draw_again(self) -> None:
        """Show everything again, since the colours have changed."""
        self._on_project_changed()

    def _show_notice(self, nothing: bool) -> None:
        stale = self.project.stale
        plan = stale.stage == "plan"
        made = not plan or has_plan(self.project)
        self.notice.setVisible(bool(self.stage) and not nothing and made and stale.reaches(self.stage))
        self._notice_action = "make_plan" if plan else "update_figures"
        self._notice_button.setText("Make the plan again" if plan else "Update now")
        self._notice_text.setText(
            "The plan was made before later decisions." if plan else provenance.why_stale(self.project)
        )

    def _on_project_changed(self) -> None:
        self._dirty = True
        if self.isVisible():
            self.read()


def _no_reference(session: Session) -> Empty | None:
    """What is shown where the reference is gone or damaged; the project itself is sound then."""
    fault = session.reference_fault
    if fault is None:
        return None
    return Empty(
        f"{fault.text} This project rests on it, so nothing can be shown until it is there again or another pack is"
        " used. The project itself is sound, with every decision in it.",
        "reference_packs",
        "Reference packs…",
    )
