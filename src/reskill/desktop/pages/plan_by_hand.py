"""Working on the plan by hand: what is typed over its tables, and the menu of what else can be done to their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from reskill.desktop.delegates.choice import ChoiceDelegate
from reskill.desktop.pages import plan_lived
from reskill.desktop.session import Session
from reskill.desktop.widgets.table import Table
from reskill.planning.actuals.reports import COUNTS, report_people
from reskill.planning.by_hand import cohorts, lines, typed
from reskill.planning.by_hand.room import could_pay
from reskill.planning.ruled_out import allow_again, ruled_out
from reskill.project.file import Project
from reskill.queries import plan
from reskill.queries.rows import Row

COHORTS, SEATS, LINES, HAPPENED = 0, 1, 2, 6  # the tables that are worked on, by their tabs
FIELDS = {
    COHORTS: typed.COHORT_FIELDS,
    SEATS: ("start", "fiscal", "price"),
    LINES: typed.LINE_FIELDS,
    HAPPENED: COUNTS,
}


class PlanByHand(QObject):
    """The deeds on the tables of the plan, by their tabs. `why` gives the reason that stands above them, `place` the tab in
    front, `soon` is called before a deed whose figures must be seen at once."""

    def __init__(
        self,
        session: Session,
        tables: Mapping[int, Table],
        why: Callable[[], str],
        place: Callable[[], int],
        soon: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tables = tables
        self._why = why
        self._place = place
        self._soon = soon
        self.menu = QMenu()
        self.menu.aboutToShow.connect(self._fill)
        for place_of, table in tables.items():
            table.let_type(FIELDS[place_of])
            table.rows.typed.connect(self._typer(place_of), Qt.ConnectionType.QueuedConnection)
            table.drop_asked.connect(self._on_drop)
            table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            table.customContextMenuRequested.connect(self._opener(table))
            for i, column in enumerate(table.rows.columns):
                if column.field in FIELDS[place_of] and (choices := self._choices().get(column.field)):
                    table.setItemDelegateForColumn(i, ChoiceDelegate(table, choices))

    def _choices(self) -> dict[str, Callable[[Row], Sequence[str]]]:
        def quarters(_row: Row) -> Sequence[str]:
            return typed.quarters_to_choose(self._session.project)

        def programs(row: Row) -> Sequence[str]:
            return typed.programs_to_choose(self._session.project, row["title_id"], row["destination"])

        def funds(_row: Row) -> Sequence[str]:
            return [str(f["name"]) for f in plan.fund_names(self._session.project)]

        def paid(_row: Row) -> Sequence[str]:
            return (typed.CASH, typed.IN_KIND)

        return {"start": quarters, "fiscal": quarters, "program": programs, "fund": funds, "paid": paid}

    # -- what is typed ---------------------------------------------------------------------------------------------

    def _typer(self, place: int) -> Callable[[Any, str, str], None]:
        def run(key: Any, field: str, text: str) -> None:
            chosen = self._tables[place].chosen()
            rows = chosen if key in [r["key"] for r in chosen] else [r for r in [self._row(place, key)] if r]
            why, catalog = self._why(), self._session.catalog
            if place == LINES:
                self._do(lambda p: typed.type_over_lines(p, [r["key"] for r in rows], field, text, why), rows, "line")
            elif place == HAPPENED:
                self._do(lambda p: _report(p, [r["key"] for r in rows], field, text), rows, "report")
            else:
                ids = self._ids(place, rows)
                hints = (lambda: could_pay(self._session.project, ids)) if field == "price" else None
                self._do(lambda p: typed.type_over_cohorts(p, catalog, ids, field, text, why), ids, "cohort", hints)

        return run

    def _row(self, place: int, key: Any) -> Row | None:
        number = self._tables[place].rows.place(key)
        return None if number is None else self._tables[place].rows.row(number)

    def _ids(self, place: int, rows: Sequence[Row]) -> list[int]:
        """The cohorts that rows of a table stand for: of a class, all of it."""
        if place in (COHORTS, HAPPENED):
            return [int(r["key"]) for r in rows]
        if place == LINES:
            return sorted({int(r["cohort_id"]) for r in rows if r["cohort_id"]})
        project = self._session.project
        return [i for r in rows for i in plan.cohorts_in(project, r)]

    def _do(
        self,
        deed: Callable[[Project], object],
        what: Sequence[object],
        noun: str,
        hints: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        self._soon()
        if self._session.do(deed):
            count = f"1 {noun}" if len(what) == 1 else f"{len(what):,} {noun}s"
            self._session.said.emit(" ".join([f"Changed: {count}. Undo takes it back.", *(hints() if hints else ())]))

    # -- the menu --------------------------------------------------------------------------------------------------

    def _opener(self, table: Table) -> Callable[[QPoint], None]:
        def run(at: QPoint) -> None:
            self.menu.popup(table.viewport().mapToGlobal(at))

        return run

    def _fill(self) -> None:
        """What can be done to the rows that are selected now."""
        menu, place = self.menu, self._place()
        menu.clear()
        on_rows = place in FIELDS and bool(self._tables[place].chosen())
        one = on_rows and len(self._tables[place].chosen()) == 1
        for text, deed, able in (
            ("&Lock", self._on_lock, on_rows),
            ("&Unlock", self._on_unlock, on_rows),
            ("&Split…", self._on_split, one and place != SEATS),
            ("&Drop", self._on_drop, on_rows),
            ("", None, True),
            ("&Add a cohort…", self._on_add, True),
            ("Add a &line…", self._on_add_line, True),
            ("&Keep out…", self._on_keep_out, True),
        ):
            if deed is None:
                menu.addSeparator()
                continue
            action = menu.addAction(text, deed)
            action.setEnabled(able)
            if deed == self._on_drop:
                action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        menu.addSeparator()
        ids = self._ids(*self._chosen()) if on_rows else []
        plan_lived.fill(menu, self._session, self._window(), self._why(), ids[0] if one and ids else None)
        bans = ruled_out(self._session.project)
        if bans:
            again = menu.addMenu("Allow a&gain")
            for ban in bans:
                again.addAction(str(ban), self._allower(ban.id))

    def _allower(self, number: int) -> Callable[[], None]:
        def run() -> None:
            self._session.do(lambda p: allow_again(p, [number]))

        return run

    def _chosen(self) -> tuple[int, list[Row]]:
        place = self._place()
        return place, self._tables[place].chosen() if place in FIELDS else []

    def _on_lock(self) -> None:
        ids, why = self._ids(*self._chosen()), self._why()
        self._do(lambda p: cohorts.lock(p, ids, why), ids, "cohort")

    def _on_unlock(self) -> None:
        ids = self._ids(*self._chosen())
        self._do(lambda p: cohorts.release(p, ids), ids, "cohort")

    def _on_drop(self) -> None:
        place, rows = self._chosen()
        why = self._why()
        if place == LINES and rows:
            self._do(lambda p: lines.drop_lines(p, [r["key"] for r in rows], why), rows, "line")
        elif rows:
            ids = self._ids(place, rows)
            self._do(lambda p: cohorts.drop(p, ids, why), ids, "cohort")

    def _on_split(self) -> None:
        place, (row, *_) = self._chosen()
        why, window = self._why(), self._tables[place].window()
        if place == LINES:
            names = [str(f["name"]) for f in plan.fund_names(self._session.project)]
            fund, sure = QInputDialog.getItem(window, "Split the line", "Half of it is paid by:", names, 0, False)
            if sure:
                self._do(lambda p: lines.split_line(p, row["key"], 0.5, fund, why), [row], "line")
            return
        most = row["participants"] - 1
        if most < 1:
            self._session.said.emit("A cohort of one person cannot be split.")
            return
        people, sure = QInputDialog.getInt(
            window, "Split the cohort", "People in the new cohort:", (most + 1) // 2, 1, most
        )
        if sure:
            self._do(lambda p: cohorts.split(p, row["key"], people, why), [row], "cohort")

    def _on_add(self) -> None:
        from reskill.desktop.dialogs.add_cohort import AddCohortDialog

        AddCohortDialog(self._session, self._why(), self._window()).exec()

    def _on_add_line(self) -> None:
        from reskill.desktop.dialogs.add_line import AddLineDialog

        place, rows = self._chosen()
        ids = self._ids(place, rows[:1])
        AddLineDialog(self._session, ids[0] if ids else None, self._why(), self._window()).exec()

    def _window(self) -> QWidget:
        return self._tables[COHORTS].window()

    def _on_keep_out(self) -> None:
        from reskill.desktop.dialogs.keep_out import KeepOutDialog

        KeepOutDialog(self._session, self._why(), self._window()).exec()


def _report(project: Project, ids: Sequence[int], field: str, text: str) -> None:
    """Report a count of cohorts, as one change; an empty cell takes it back."""
    number = typed.whole(text) if text.strip(" –") else None
    with project.change(f"Report who {field} in {len(ids)} cohorts"):
        for i in ids:
            report_people(project, i, {field: number})
