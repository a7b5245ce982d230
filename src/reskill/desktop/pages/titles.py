"""The review of titles: a queue, the five best occupations with reasons, and one key for each decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QProgressBar, QPushButton, QSplitter

from reskill.desktop import occupation_details
from reskill.desktop.delegates.exposure import ShareDelegate
from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.filters import fill_departments
from reskill.desktop.occupation_search import OccupationSearch
from reskill.desktop.pages import title_queue
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.rows_model import RowsModel, count, dollars, percent
from reskill.desktop.widgets.table import Table
from reskill.project.file import Project
from reskill.queries import titles
from reskill.queries.rows import ListRows, Row
from reskill.reference.catalog import Catalog
from reskill.work.counts import has_positions

Key = Qt.Key
CHOICES = 5
NO_SUGGESTION = "No suggestion: search all occupations (S), or mark the title as having none (N)."


class TitlesPage(Page):
    """Titles in the order in which a person's look is worth most."""

    name = "titles"
    hint = "Sign off the occupation of every title. Titles with many positions and much doubt come first."
    promoted = (Table,)

    signed_bar: QProgressBar
    signed_text: QLabel
    bulk_button: QPushButton
    filter: QComboBox
    department: QComboBox
    search: QLineEdit
    shown: QLabel
    split: QSplitter
    queue: Table
    choice_title: QLabel
    choice_note: QLabel
    look_up: QLineEdit
    candidates: Table
    accept_button: QPushButton
    blend_button: QPushButton
    uncodable_button: QPushButton
    like_button: QPushButton
    undo_button: QPushButton

    def build(self) -> None:
        """Set queue, candidates and keys."""
        self._queue = RowsModel(title_queue.COLUMNS, self)
        self._candidates = RowsModel(title_queue.CANDIDATES, self)
        share = ShareDelegate(self)
        self.queue.dress(
            self._queue, {"confidence": share, "state": StatusDelegate(self, title_queue.STATES)}, "occupation"
        )
        self.queue.nothing = "Nothing waits here. Choose another filter above to see more titles."
        self.candidates.dress(self._candidates, {"confidence": share}, "reason", lines=2)
        self.candidates.setSortingEnabled(False)
        self.split.setSizes([300, 290])
        for text, value in title_queue.FILTERS:
            self.filter.addItem(text, value)
        self._searches: tuple[Catalog, OccupationSearch] | None = None
        self._keys: dict[int, Callable[[], object]] = {
            Key.Key_Return: self._on_accept,
            Key.Key_Enter: self._on_accept,
            Key.Key_N: self._on_uncodable,
            Key.Key_B: self._on_blend,
            Key.Key_G: self._on_like_ones,
            Key.Key_U: lambda: self.ask.emit("undo"),
            Key.Key_S: self.look_up.setFocus,
            Key.Key_Slash: self.look_up.setFocus,
        }
        for watched in (self.queue, self.candidates, self.look_up):
            watched.installEventFilter(self)
        self._connect()

    def _connect(self) -> None:
        self.filter.currentIndexChanged.connect(self._show_queue)
        self.department.currentIndexChanged.connect(self._show_queue)
        self.search.textChanged.connect(self._on_search_changed)
        self.queue.row_chosen.connect(self._on_title_chosen)
        self.candidates.row_chosen.connect(self._inspect_candidate)
        self.look_up.textChanged.connect(self._show_candidates)
        self.candidates.doubleClicked.connect(lambda index: self._choose(index.row()))
        self.accept_button.clicked.connect(self._on_accept)
        self.uncodable_button.clicked.connect(self._on_uncodable)
        self.blend_button.clicked.connect(self._on_blend)
        self.like_button.clicked.connect(self._on_like_ones)
        self.undo_button.clicked.connect(lambda: self.ask.emit("undo"))
        self.bulk_button.clicked.connect(self._on_bulk)

    # -- showing ---------------------------------------------------------------------------------------------------

    def empty(self) -> Empty | None:
        """Nothing before the titles are mapped."""
        if titles.exist(self.project):
            return None
        if has_positions(self.project):
            return Empty("The roster's titles have no suggestions yet.", "update_figures", "Suggest occupations")
        return Empty("There are no titles before there is a roster.", "import_roster", "Import a roster…")

    def refresh(self) -> None:
        """Read the queue and how much is signed off."""
        signed, total = titles.signed_positions(self.project)
        self.signed_bar.setValue(round(1000 * signed / total) if total else 0)
        self.signed_text.setText(
            f"{signed:,} of {count(total, 'position')} signed off ({percent(signed / (total or 1))})"
        )
        self.signed_bar.setAccessibleDescription(self.signed_text.text())
        fill_departments(self.department, self.project)
        self.queue.hide_columns(() if titles.differ_by_department(self.project) else ("department",))
        before = set(self._queue.shown)
        self._show_queue()
        back = [key for key in self._queue.shown if key not in before]
        if before and back:
            self.queue.choose(back[0])  # what an undo brought back is what the person wants to see

    def arrive(self, key: Any) -> None:
        """At a filter's name, or at a title's id."""
        place = self.filter.findData(key) if isinstance(key, str) else self.filter.findData("all")
        self.filter.setCurrentIndex(max(0, place))
        if isinstance(key, int):
            self.queue.choose(key)

    def _show_queue(self) -> None:
        with QSignalBlocker(self.queue):
            self._queue.show(titles.queue(self.project, self.filter.currentData(), self.department.currentData()))
            self.queue.choose_first()
        self.shown.setText(count(self._queue.rowCount(), "title"))
        self._on_title_chosen()

    def _on_search_changed(self, text: str) -> None:
        self._queue.search(text)
        self.shown.setText(count(self._queue.rowCount(), "title"))
        self.queue.choose_first()

    def _on_title_chosen(self) -> None:
        if self.look_up.text():
            self.look_up.clear()  # shows the candidates by its signal
        else:
            self._show_candidates()

    def _show_candidates(self) -> None:
        row = self.queue.current()
        several = len(self.queue.chosen())
        self.choice_title.setText("" if row is None else f"{several} titles" if several > 1 else row["title"])
        self.choice_note.setText("" if row is None else _note(self.queue.chosen() or [row]))
        typed = self.look_up.text()
        found = [] if row is None else self._found(typed) if typed.strip() else self._suggested(row)
        self.candidates.nothing = NO_SUGGESTION if row else ""
        with QSignalBlocker(self.candidates):
            self._candidates.show(ListRows(found))
            self.candidates.choose(0)
        self.accept_button.setEnabled(bool(found) or several > 1)
        for button in (self.blend_button, self.uncodable_button, self.like_button):
            button.setEnabled(row is not None)
        self._inspect_candidate()

    def _suggested(self, row: Row) -> list[Row]:
        return [
            {**c, "key": i, "key_label": str(i + 1)} for i, c in enumerate(titles.candidates(self.project, row["key"]))
        ]

    def _found(self, typed: str) -> list[Row]:
        if self._searches is None or self._searches[0] is not self.catalog:
            self._searches = (self.catalog, OccupationSearch(self.catalog))
        return [
            {
                "key": i,
                "key_label": str(i + 1) if i < CHOICES else "",
                "code": f.code,
                "occupation": f.occupation,
                "confidence": None,
                "reason": f"also called {f.known_as}" if f.known_as else f"occupation {f.code}",
            }
            for i, f in enumerate(self._searches[1].find(typed))
        ]

    def _inspect_candidate(self) -> None:
        title, candidate = self.queue.current(), self.candidates.current()
        if title is None:
            self.inspect(None)
            return
        fte = titles.fte(self.project, title["key"])
        facts = [
            ("Positions", f"{title['positions']:,}{'' if fte is None else f' ({fte:,.1f} FTE)'}"),
            ("Payroll", f"{dollars(title['payroll'])} a year"),
            ("Departments", _departments(self.project, title["key"])),
        ]
        decided = [
            ("State", title["state"]),
            ("By", f"{title['who'] or ''} {title['at'] or ''}".strip()),
            ("Why", title["why"] or ""),
        ]
        code = candidate["code"] if candidate else title["code"]
        self.inspect(
            Details(
                title["title"],
                title["department"],
                [
                    Section("In the roster", facts),
                    Section("Decision", decided),
                    *occupation_details.sections(self.catalog, code),
                ],
            )
        )

    # -- deciding --------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One key for each decision, in the queue and in the candidates; Enter and Esc in the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self.look_up:
                return self._search_key(key)
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and watched is self.candidates and key in (Key.Key_Return, Key.Key_Enter):
                self._choose(self.candidates.currentIndex().row())
                return True
            if plain and key in self._keys:
                self._keys[key]()
                return True
            if plain and Key.Key_1 <= key <= Key.Key_5:
                self._choose(key - Key.Key_1)
                return True
        return super().eventFilter(watched, event)

    def _search_key(self, key: int) -> bool:
        if key in (Key.Key_Return, Key.Key_Enter):
            self._on_accept()
        elif key == Key.Key_Escape:
            self.look_up.clear()
            self.queue.setFocus()
        elif key == Key.Key_Down:
            self.candidates.setFocus()
        else:
            return False
        return True

    def _on_accept(self) -> None:
        if len(self.queue.chosen()) > 1 and not self.look_up.text():
            self._accept_each()
        else:
            self._choose(max(0, self.candidates.currentIndex().row()))

    def _choose(self, place: int) -> None:
        if place < self._candidates.rowCount():
            self._decide([r["key"] for r in self.queue.chosen()], self._candidates.row(place)["code"])
        elif self.queue.current():
            text = f"There is no suggestion {place + 1}." if self._candidates.rowCount() else NO_SUGGESTION
            self.session.said.emit(text)

    def _on_uncodable(self) -> None:
        self._decide([r["key"] for r in self.queue.chosen()], None)

    def _on_like_ones(self) -> None:
        """Select every title of the list with the same first suggestion, to be decided together."""
        row = self.queue.current()
        found = titles.candidates(self.project, row["key"]) if row else []
        if found:
            self.queue.choose_all(titles.with_first(self.project, found[0]["code"]))
        elif row:
            self.session.said.emit(f"{row['title']} has no suggestion that other titles could share.")

    def _accept_each(self) -> None:
        """Each selected title gets its own first suggestion, in one step."""
        from reskill.matching.decisions import decide

        firsts: dict[str, list[int]] = {}
        for row in self.queue.chosen():
            found = titles.candidates(self.project, row["key"])
            if found:
                firsts.setdefault(found[0]["code"], []).append(row["key"])

        def deed(project: Project) -> None:
            for code, ids in firsts.items():
                decide(project, ids, code, catalog=self.catalog)

        self.do(f"Accept the suggestions of {count(sum(map(len, firsts.values())), 'title')}", deed)

    def _decide(self, ids: list[int], code: str | None) -> None:
        from reskill.matching.decisions import decide

        if ids and self.session.do(lambda project: decide(project, ids, code, catalog=self.catalog)):
            self.queue.setFocus()

    def _on_blend(self) -> None:
        from reskill.desktop.dialogs.blend import BlendDialog

        row = self.queue.current()
        if row:
            BlendDialog(self.session, row, titles.candidates(self.project, row["key"]), self).exec()

    def _on_bulk(self) -> None:
        from reskill.desktop.dialogs.bulk_accept import BulkAcceptDialog

        BulkAcceptDialog(self.session, self).exec()


def _note(rows: Sequence[Row]) -> str:
    if len(rows) > 1:
        return f"{count(sum(r['positions'] for r in rows), 'position')} together · suggestions for {rows[0]['title']}"
    row = rows[0]
    where = f"{row['department']} · " if row["department"] else ""
    return f"{where}{count(row['positions'], 'position')} · {row['state']}"


def _departments(project: Project, title_id: int) -> str:
    return ", ".join(f"{d or '(none)'} ({n})" for d, n in titles.departments(project, title_id))
