"""The plan at a glance, and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QTextBrowser

from reskill.desktop.filters import fill
from reskill.desktop.pages import overview_words
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.rows_model import count, dollars, percent
from reskill.desktop.widgets.band_chart import BandChart
from reskill.desktop.widgets.tiles import Figure, Tiles
from reskill.desktop.widgets.todo_list import Todo, TodoList
from reskill.exposure.bands import AT_RISK
from reskill.exposure.groups import positions_by_band
from reskill.project.file import Project
from reskill.work.counts import counts, has_positions
from reskill.work.next_steps import next_steps

MEASURES = {
    "positions": ("Positions", "Positions in each band; the bars add up to the roster."),
    "share": ("Share of department", "Each band's share of the department's positions, whose number stands behind."),
}


class OverviewPage(Page):
    """Four figures, the bands by department, and the next steps."""

    name = "overview"
    hint = "Where the plan stands, from roster to budget. Exposure describes work, never a person."
    stage = "plan"
    promoted = (
        Tiles,
        BandChart,
        TodoList,
    )

    tiles: Tiles
    measure: QComboBox
    chart_note: QLabel
    chart: BandChart
    todo: TodoList
    compass: QTextBrowser

    def build(self) -> None:
        """Connect the chart's measure and the list of next steps."""
        fill(self.measure, [(title, name) for name, (title, _) in MEASURES.items()])
        self.measure.currentIndexChanged.connect(self._on_measure_chosen)
        self._on_measure_chosen()
        self.todo.chosen.connect(self._on_todo_chosen)

    def empty(self) -> Empty | None:
        """Nothing before a roster."""
        if has_positions(self.project):
            return None
        return Empty(
            f"{self.project.city} has no roster yet. Import the list of positions that HR keeps: CSV or Excel, with at"
            " least a job title on each line. Names are not needed, and are not kept.",
            "import_roster",
            "Import a roster…",
        )

    def refresh(self) -> None:
        """Read the figures."""
        self.tiles.show_figures(figures(self.project))
        by_department = positions_by_band(self.project)
        ordered = sorted(
            ((d or "(no department)", bands) for d, bands in by_department.items()),
            key=lambda d: -sum(d[1].get(band, 0) for band in AT_RISK),
        )
        self.chart.show_lines(ordered)
        self.todo.show_todos(todos(self.project))
        self.compass.setHtml(overview_words.compass(self.project))
        self.inspect(overview_words.provenance(self.project, self.catalog))

    def _on_measure_chosen(self) -> None:
        name = self.measure.currentData()
        self.chart_note.setText(MEASURES[name][1])
        self.chart.show_shares(name == "share")

    def _on_todo_chosen(self, where: str) -> None:
        if where.startswith("do:"):
            self.ask.emit(where.removeprefix("do:"))
        else:
            self.go.emit(where, None)


def figures(project: Project) -> list[Figure]:
    """Positions, how many are mapped, how many are in roles at risk, and the plan's cost against its funds."""
    c = counts(project)
    return [
        (
            "Positions",
            f"{c.positions:,}",
            f"{count(c.vacant, 'vacancy', 'vacancies')}{f' ({c.held:,} on hold)' if c.held else ''}; {count(c.titles, 'title')}",
        ),
        (
            "Mapped to an occupation",
            percent(c.mapped / c.positions),
            f"{count(c.positions - c.mapped, 'position')} not coded for now",
        ),
        (
            "In roles at risk",
            f"{c.positions_at_risk:,}",
            f"positions in {count(c.roles_at_risk, 'role')} of the bands at risk and priority",
        ),
        ("Plan", dollars(c.cents / 100), f"for {count(c.places, 'place')} in training; funds {dollars(c.funds)}"),
    ]


BUTTONS = {  # of each thing to do: the words, and where they lead
    "lines": ("See the lines", "roster"),
    "departments": ("See the roster", "roster"),
    "titles": ("Review titles", "titles"),
    "kept decisions": ("See them", "sources"),
    "settings": ("Change it", "do:preferences"),
    "place": ("Give it", "do:preferences"),
    "estimates": ("See why", "tasks"),
    "pathways": ("See pathways", "pathways"),
    "tiers": ("Review tiers", "tasks"),
    "plan": ("Make the plan", "do:make_plan"),
    "notes": ("See the plan", "plan"),
    "hours": ("See the plan", "plan"),
    "comments": ("Answer", "review"),
    "workbooks": ("Export", "review"),
}


def todos(project: Project) -> list[Todo]:
    """What to do next, each with its button."""
    return [Todo(step.text, *BUTTONS[step.what], step.done) for step in next_steps(project)]
