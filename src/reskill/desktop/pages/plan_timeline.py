"""The plan over its quarters on the page: classes that can be dragged, or the load of departments and partners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox

from reskill.desktop.session import Session
from reskill.desktop.widgets.timeline import Bar, Timeline
from reskill.planning.by_hand.cohorts import set_start
from reskill.planning.fiscal import Quarter
from reskill.planning.timeline import Load, PlannedClass, classes, load_by_department, load_by_partner, quarters_of

CLASSES, DEPARTMENTS, PARTNERS = "Classes by program", "Load by department", "Seats by partner"


class PlanTimeline(QObject):
    """Fills the chart; a bar that is moved moves all cohorts of its class, in one step."""

    def __init__(
        self,
        session: Session,
        chart: Timeline,
        view: QComboBox,
        why: Callable[[], str],
        soon: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._chart, self._view, self._why, self._soon = session, chart, view, why, soon
        self._classes: dict[Any, PlannedClass] = {}
        view.addItems([CLASSES, DEPARTMENTS, PARTNERS])
        view.currentIndexChanged.connect(self.show)
        chart.moved.connect(self._on_moved)

    def show(self) -> None:
        """Read the plan and show it."""
        project = self._session.project
        quarters = quarters_of(project)
        if self._view.currentText() == CLASSES:
            self._show_classes(classes(project), quarters)
        else:
            by_department = self._view.currentText() == DEPARTMENTS
            self._show_loads(load_by_department(project) if by_department else load_by_partner(project), quarters)

    def _show_classes(self, found: Sequence[PlannedClass], quarters: Sequence[Quarter]) -> None:
        """One program after another, in as many rows as classes of it run at the same time."""
        self._classes = {}
        names: list[str] = []
        ends: list[int] = []  # of each row, after which it is free
        bars = []
        for of in found:
            first = _index(of.start) - _index(quarters[0])
            rows = range(names.index(of.program), len(names)) if of.program in names else range(0)
            row = next((i for i in rows if ends[i] <= first), len(names))
            if row == len(names):
                names.append(of.program)
                ends.append(0)
            ends[row] = first + of.quarters
            key = (of.program_id, of.start)
            self._classes[key] = of
            bars.append(Bar(key, row, first, of.quarters, f"{of.people:,}", of.locked))
        shown = [name if name not in names[:i] else "" for i, name in enumerate(names)]
        self._chart.show_bars(shown, list(map(str, quarters)), bars)

    def _show_loads(self, loads: Sequence[Load], quarters: Sequence[Quarter]) -> None:
        bars = []
        for row, load in enumerate(loads):
            for i, quarter in enumerate(quarters):
                used, limit = load.used.get(quarter, 0.0), load.limit.get(quarter)
                if used:
                    text = f"{used:,.0f}" if limit is None else f"{used:,.0f} of {limit:,.0f}"
                    bars.append(Bar((load.name, quarter), row, i, 1, text, part=used / limit if limit else 0.0))
        self._chart.show_bars([load.name for load in loads], list(map(str, quarters)), bars)

    def _on_moved(self, key: Any, place: int) -> None:
        of, why = self._classes[key], self._why()
        start = quarters_of(self._session.project)[place]
        self._soon()
        if self._session.do(lambda p: set_start(p, of.cohorts, start, why)):
            self._session.said.emit(
                f"{of.program} now starts in {start}, for {of.people:,} people. Undo takes it back."
            )


def _index(quarter: Quarter) -> int:
    return quarter.fiscal_year * 4 + quarter.quarter
