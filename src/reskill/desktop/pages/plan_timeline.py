"""The plan over its quarters on the page: classes that can be dragged, or the load of departments and partners."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QPushButton

from reskill.desktop import files
from reskill.desktop.chart_file import KINDS, save_chart
from reskill.desktop.session import Session
from reskill.desktop.widgets.timeline import Timeline
from reskill.planning.by_hand.starting import set_start
from reskill.planning.timeline import classes, quarters_of
from reskill.planning.timeline_chart import CHARTS, Chart

VIEWS = {"Classes by program": "classes", "Load by department": "departments", "Seats by partner": "partners"}


class PlanTimeline(QObject):
    """Fills the chart; a bar that is moved moves all cohorts of its class, in one step."""

    def __init__(
        self,
        session: Session,
        chart: Timeline,
        view: QComboBox,
        save: QPushButton,
        why: Callable[[], str],
        soon: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._chart, self._view, self._why, self._soon = session, chart, view, why, soon
        for text, name in VIEWS.items():
            view.addItem(text, name)
        save.clicked.connect(self._on_save)
        view.currentIndexChanged.connect(self.show)
        chart.moved.connect(self._on_moved)

    def show(self) -> None:
        """Read the plan and show it."""
        chart = self._read()
        self._chart.show_bars(chart.names, [str(q) for q in chart.quarters], chart.bars)

    def _read(self) -> Chart:
        return CHARTS[self._view.currentData()](self._session.project)

    def _on_save(self) -> None:
        project = self._session.project
        start = project.path.with_name(f"{project.path.stem} timeline.pdf")
        files.write(
            self._session,
            self._chart.window(),
            "Save the timeline",
            start,
            KINDS,
            lambda target: save_chart(self._read(), project.city, target),
        )

    def _on_moved(self, cohorts: tuple[int, ...], place: int) -> None:
        project, catalog, why = self._session.project, self._session.catalog, self._why()
        of = next((of for of in classes(project) if of.cohorts == cohorts), None)
        start = quarters_of(project)[place]
        self._soon()
        if self._session.do(lambda p: set_start(p, catalog, cohorts, start, why)) and of:
            self._session.said.emit(
                f"{of.program} now starts in {start}, for {of.people:,} people. Undo takes it back."
            )
