"""The plan at a glance, and what to do next."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtWidgets import QComboBox, QLabel, QTextBrowser

from reskill.desktop.filters import fill
from reskill.desktop.pages import overview_words
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.rows_model import count, dollars, percent
from reskill.desktop.steps import AT_RISK, SIGNED_OFF, UNANSWERED
from reskill.desktop.widgets.band_chart import BandChart
from reskill.desktop.widgets.tiles import Figure, Tiles
from reskill.desktop.widgets.todo_list import Todo, TodoList
from reskill.matching.kept_decisions import kept_notice
from reskill.project.file import Project

MEASURES = {
    "positions": ("Positions", "Positions in each band; the bars add up to the roster."),
    "share": ("Share of department", "Each band's share of the department's positions, whose number stands behind."),
}


class OverviewPage(Page):
    """Four figures, the bands by department, and the next steps."""

    name = "overview"
    title = "Overview"
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
        if self.project.value("SELECT 1 FROM position LIMIT 1"):
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
        by_department: dict[str, dict[str, int]] = defaultdict(dict)
        for r in self.project.rows(
            "SELECT p.department, coalesce(r.band, 'not estimated') AS band, count(*) AS positions FROM position p"
            " LEFT JOIN role r ON r.title_id = p.title_id GROUP BY 1, 2"
        ):
            by_department[r["department"] or "(no department)"][r["band"]] = r["positions"]
        ordered = sorted(by_department.items(), key=lambda d: -d[1].get("priority", 0) - d[1].get("at risk", 0))
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
    value = project.value
    positions = value("SELECT count(*) FROM position")
    vacant = value("SELECT count(*) FROM position WHERE status = 'vacant'")
    mapped = value("SELECT count(*) FROM position WHERE title_id IN (SELECT title_id FROM mapping WHERE code <> '')")
    roles = value(f"SELECT count(*) FROM role WHERE {AT_RISK}")
    people = value(
        f"SELECT coalesce(sum(positions), 0) FROM title WHERE id IN (SELECT title_id FROM role WHERE {AT_RISK})"
    )
    cost = value("SELECT coalesce(sum(cents), 0) FROM budget_line") / 100
    funds = value("SELECT coalesce(sum(amount), 0) FROM fund_year")
    trained = value("SELECT coalesce(sum(participants), 0) FROM cohort")
    return [
        (
            "Positions",
            f"{positions:,}",
            f"{count(vacant, 'vacancy', 'vacancies')}; {count(value('SELECT count(*) FROM title'), 'title')}",
        ),
        (
            "Mapped to an occupation",
            percent(mapped / positions),
            f"{count(positions - mapped, 'position')} not coded for now",
        ),
        ("In roles at risk", f"{people:,}", f"positions in {count(roles, 'role')} of the bands at risk and priority"),
        ("Plan", dollars(cost), f"for {count(trained, 'place')} in training; funds {dollars(funds)}"),
    ]


def todos(project: Project) -> list[Todo]:
    """What to do next, in the order of the work."""
    value = project.value
    rejected = value("SELECT count(*) FROM rejected")
    waiting = project.rows(
        f"SELECT count(*) AS titles, coalesce(sum(positions), 0) AS positions FROM title WHERE id NOT IN ({SIGNED_OFF})"
    )[0]
    left = kept_notice(project)
    bare = value("SELECT count(*) FROM role WHERE tasks = 0 AND code <> ''")
    stuck = value(
        f"SELECT count(*) FROM role WHERE {AT_RISK}"
        " AND title_id NOT IN (SELECT title_id FROM destination WHERE (viable OR caution) AND NOT stays)"
    )
    unreviewed = value(
        f"SELECT count(*) FROM role r WHERE {AT_RISK} AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.field = 'tier'"
        " AND j.state = 'in force' AND coalesce(j.title_id, r.title_id) = r.title_id"
        " AND (j.title_id = r.title_id OR j.code = r.code))"
    )
    cohorts = value("SELECT count(*) FROM cohort")
    notes = value("SELECT count(*) FROM plan_note WHERE level <> 'info'")
    unanswered = value(f"SELECT count(*) FROM comment WHERE {UNANSWERED}")
    found = [
        Todo(f"{count(rejected, 'line')} of the roster could not be used.", "See the lines", "roster")
        if rejected
        else None,
        Todo(
            f"{count(waiting['titles'], 'title')} ({count(waiting['positions'], 'position')}) to sign off.",
            "Review titles",
            "titles",
        )
        if waiting["titles"]
        else Todo("Every title is signed off.", "Titles", "titles", True),
        Todo(left.text, "See them", "sources", True) if left else None,
        *(Todo(text, "Change it", "do:preferences") for text in project.doubtful_settings),
        Todo(f"{count(bare, 'role')} cannot be estimated yet.", "See why", "tasks") if bare else None,
        Todo(f"{count(stuck, 'role')} at risk can only be re-tasked.", "See pathways", "pathways") if stuck else None,
        Todo(f"{count(unreviewed, 'role')} at risk with unreviewed tiers.", "Review tiers", "tasks")
        if unreviewed
        else None,
        Todo("The plan has nobody in it.", "See why", "plan")
        if notes and not cohorts
        else Todo("There is no plan yet.", "Make the plan", "do:make_plan")
        if not cohorts
        else Todo("The plan was made before later decisions.", "Make it again", "do:make_plan")
        if project.stale.reaches("plan")
        else Todo(f"The plan has {count(notes, 'note')} to read.", "See the plan", "plan")
        if notes
        else Todo(f"The plan has {count(cohorts, 'cohort')}.", "See the plan", "plan", True),
        Todo(f"{count(unanswered, 'comment')} without an answer.", "Answer", "review") if unanswered else None,
        Todo("Workbooks for HR, union and board.", "Export", "review", True) if cohorts else None,
    ]
    return [t for t in found if t]
