"""Ways on for each role whose work changes: why offered or not, the gaps, and programs that close them."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QSplitter, QTabWidget, QTextBrowser

from reskill.columns import PATHWAY
from reskill.desktop import occupation_details
from reskill.desktop.delegates.exposure import ShareDelegate
from reskill.desktop.delegates.status import StatusDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.pages.page import Empty, Page
from reskill.desktop.rows_model import RowsModel, count, percent
from reskill.desktop.widgets.table import Table
from reskill.pathways.answers import CAUTION, CHOSEN, NO, YES
from reskill.pathways.city_titles import CityTitle
from reskill.pathways.listing import NEXT_GRADE, time_for, titles_there, ways
from reskill.pathways.no_program import needs_none
from reskill.pathways.opening import openings_missed
from reskill.pathways.reach import filter_reach
from reskill.planning.funds import plan_years
from reskill.planning.prepared import Preparations
from reskill.queries import pathways, roles
from reskill.queries.rows import ListRows, Row
from reskill.table import Column

_ASK = "No program is good enough for it yet: Programs, Coverage, names a college near to ask and drafts the question"
ROLES = (
    Column("Role", "role", "wrapped", 17),
    Column("Net exposure", "net", "percent", 7, "Exposure outside protected tasks"),
)
WAYS = (
    Column("Pathway", "way", "wrapped", 21),
    PATHWAY["step"].at(6),
    PATHWAY["offered"].at(14),
    PATHWAY["rank"].at(5),
    PATHWAY["zone_gap"].at(5),
    PATHWAY["pay_ratio"].at(7),
    PATHWAY["exposure"].at(8),
    PATHWAY["people"].at(7),
    PATHWAY["vacancies"].at(6),
    PATHWAY["openings"].at(8),
)
OFFERED = {
    YES: ("done", "good"),
    CAUTION: ("attention", "warn"),
    NO: ("empty", "muted"),
    **{answer + CHOSEN: ("done", "accent") for answer in (YES, CAUTION, NO)},
}
THERE = (
    Column("Title here", "title", width=24),
    Column("Department", "departments", width=18),
    Column("Grade", "grades", width=8),
    Column("Pay from", "lowest", "dollars", 8, "Lowest pay of its positions, a year"),
    Column("to", "highest", "dollars", 8, "Highest pay of its positions, a year"),
    Column("Positions", "people", "int", 8),
    Column("Vacant", "vacancies", "int", 6),
    Column("Openings", "openings", "number", 8, "A year: an estimate by national rates of those who leave (BLS)"),
    Column(
        "The city asks", "gates", width=22, tip="Examination, posting, probation, residency, as the city filled them in"
    ),
)
GAPS = (
    Column("Skill or knowledge", "element", width=26),
    Column("Kind", "kind", width=10),
    Column("Here", "have", "number", 6, "Importance in the role's occupation, 1 to 5"),
    Column("There", "need", "number", 6, "Importance in the occupation there, 1 to 5"),
    Column("Gap", "gap", "number", 6),
)
FITS = (
    Column("Program", "name", "wrapped", 24),
    Column("Prepares", "prepares", width=10, tip="Sufficiently, or not yet: what is against it stands under Why"),
    Column("Provider", "provider", width=14),
    Column("Hours", "hours", "int", 6),
    Column("Cost", "cost", "dollars", 8, "US dollars a participant; a dash means that it is not published"),
    Column("Why", "reason", "wrapped", 30),
)
FILTERS = (
    Column("Filter", "filter", width=18),
    Column("Pass it", "passing", "int", 8, "Occupations that it lets pass, with caution or without"),
    Column("Kept out by it alone", "alone_keeps_out", "int", 20, "Occupations that would be offered without it"),
)


class PathwaysPage(Page):
    """Roles at the left, the pathways of one at the right; one of them can be chosen."""

    name = "pathways"
    hint = "Ways on for roles whose work changes. Staying and re-tasking is always one; nobody is moved by a computer."
    stage = "pathways"
    promoted = (Table,)

    search: QLineEdit
    split: QSplitter
    down: QSplitter
    roles: Table
    role_title: QLabel
    all_box: QCheckBox
    choose_button: QPushButton
    ways: Table
    tabs: QTabWidget
    why: QTextBrowser
    there: Table
    gates_button: QPushButton
    gaps: Table
    fits: Table
    filters: Table

    def build(self) -> None:
        """Set the tables."""
        self._title_id: int | None = None  # whose pathways are shown
        self._roles, self._ways = RowsModel(ROLES, self), RowsModel(WAYS, self)
        self._there, self._gaps, self._fits = RowsModel(THERE, self), RowsModel(GAPS, self), RowsModel(FITS, self)
        share = ShareDelegate(self)
        self.roles.dress(self._roles, {"net": ShareDelegate(self, band="band")}, "role", lines=2)
        self.roles.nothing = "No role fits the search."
        self.ways.dress(
            self._ways,
            {"exposure": share, "offered": StatusDelegate(self, OFFERED)},
            "way",
            lines=2,
        )
        self.ways.nothing = "No pathway."
        self.there.dress(self._there, {}, "title")
        self.there.nothing = "The city has no position of this occupation: the step leads outside."
        self.gaps.dress(self._gaps, {}, "element")
        self.gaps.nothing = "No gaps: the occupation there asks for nothing more, or is not rated."
        self.fits.dress(self._fits, {}, "reason", lines=2)
        self._filters = RowsModel(FILTERS, self)
        self.filters.dress(self._filters, {}, "filter")
        self.filters.nothing = "No occupation was looked at."
        self.fits.nothing = "No program fits this pathway. Add one on the Programs page, or pin one there."
        self.split.setSizes([250, 500])
        self.down.setSizes([300, 240])
        self.search.textChanged.connect(self._roles.search)
        self.all_box.toggled.connect(self._show_ways)
        self.roles.row_chosen.connect(self._show_ways)
        self.ways.row_chosen.connect(self._on_way_chosen)
        self.choose_button.clicked.connect(self._on_choose)
        self.gates_button.clicked.connect(self._on_gates)

    def empty(self) -> Empty | None:
        """Nothing before destinations are found."""
        if pathways.exist(self.project):
            return None
        if roles.exist(self.project):
            return Empty(
                "No role is exposed enough to need a way on, or the pathways have not been worked out yet.",
                "update_figures",
                "Work the figures out",
            )
        return Empty("Pathways follow from the roles at risk.", "update_figures", "Work the figures out")

    def refresh(self) -> None:
        """Read the roles that have pathways."""
        self._roles.show(roles.with_pathways(self.project))
        self.roles.choose_first()
        self._show_ways()

    def arrive(self, key: Any) -> None:
        """At a title's id."""
        self.search.clear()
        self.roles.choose(key)

    def _show_ways(self) -> None:
        role = self.roles.current()
        self.role_title.setText(f"{role['role']} ({count(role['positions'], 'position')})" if role else "")
        title_id = role["key"] if role else None
        reach = filter_reach(self.project, title_id=role["key"]) if role else None
        self._filters.show(ListRows([{**asdict(f), "key": f.filter} for f in reach.filters] if reach else []))
        if title_id != self._title_id:
            self.ways.forget()
            self._title_id = title_id
        self._ways.show(ListRows(ways(self.project, role["key"], self.all_box.isChecked()) if role else []))
        self.ways.choose_first()
        self._on_way_chosen()

    def _on_way_chosen(self) -> None:
        role, way = self.roles.current(), self.ways.current()
        shown = (way["title_id"], way["key"]) if way else (None, None)
        self._gaps.show(pathways.gaps(self.project, *shown))
        self._fits.show(pathways.fits(self.project, *shown))
        self._there.show(ListRows([_there(t) for t in titles_there(self.project, way)] if way else []))
        self.there.choose_first()
        self.gates_button.setEnabled(self.there.current() is not None)
        self.tabs.setTabText(1, f"Titles there ({self._there.rowCount()})")
        self.tabs.setTabText(2, f"Gaps ({self._gaps.rowCount()})")
        self.tabs.setTabText(3, f"Programs ({self._fits.rowCount()})")
        self.why.setHtml(self._why(way) if way else "")
        self.choose_button.setEnabled(way is not None and way["key"] != NEXT_GRADE)
        next_grade = way is not None and way["key"] == NEXT_GRADE
        self.choose_button.setToolTip(
            "The next grade is had by the city's own rules for it: the plan sends nobody there" if next_grade else ""
        )
        self.choose_button.setText("Take &back…" if way and way["chosen"] else "&Choose…")
        if role and way:
            self.inspect(_details(self, role, way))
        else:
            self.inspect(None)

    def _why(self, way: Row) -> str:
        """The reason clause by clause, after the choice of a person where there is one."""
        choice = pathways.choice(self.project, way["title_id"], way["key"])
        sentences = [s.rstrip(".") for s in way["reason"].split(". ")]
        clauses = sentences if way["stays"] else [c.strip() for s in sentences for c in s.split("; ")]
        missed = [str(o) for o in openings_missed(self.project, way["title_id"])] if way["stays"] else []
        if missed:
            clauses = ["No next job is offered without caution. Nearest to it:", *missed, *clauses]
        if self._lacks_program(way):
            clauses.append(self._instead(way["code"]))
        said = (
            f"Chosen by {choice['who']} on {choice['at'][:10]}: {choice['why'] or 'no reason given'}" if choice else ""
        )
        if way["later"]:
            clauses = [f"Not among the first steps: {way['later']}", *clauses]
        items = [html.escape(c[:1].upper() + c[1:]) for c in [said, *clauses] if c]
        return _listed(items) + self._preparation(way)

    def _preparation(self, way: Row) -> str:
        """By which practice at work people are prepared for staying, step by step."""
        prepared = Preparations(self.project).of(way["title_id"], way["code"], None) if way["stays"] else None
        return (
            f"<h4>How people are prepared</h4>{_listed(map(html.escape, str(prepared).splitlines()))}"
            if prepared
            else ""
        )

    def _lacks_program(self, way: Row) -> bool:
        """Whether a next job is offered for which no program prepares sufficiently."""
        next_job = not way["stays"] and way["key"] != NEXT_GRADE and way["offered"] != NO
        return next_job and not pathways.is_prepared_for(self.project, way["title_id"], way["key"])

    def _instead(self, code: str) -> str:
        """What to do about a next job for which no program prepares sufficiently; its gaps are shown already."""
        role = self.roles.current()
        why = needs_none(self.catalog, role["code"], code, self.project.thresholds) if role else ""
        return f"No program is needed: {why}" if why else _ASK

    def _on_gates(self) -> None:
        from reskill.desktop.dialogs.city_gates import CityGatesDialog

        if there := self.there.current():
            CityGatesDialog(self.session, int(there["key"]), str(there["title"]), self).exec()

    def _on_choose(self) -> None:
        from reskill.desktop.dialogs.choose_pathway import ChoosePathwayDialog

        role, way = self.roles.current(), self.ways.current()
        if role and way and way["key"] != NEXT_GRADE:
            ChoosePathwayDialog(self.session, role, way, self).exec()


def _listed(items: Iterable[str]) -> str:
    return "<ul style='margin:0 0 0 -20px'>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _there(title: CityTitle) -> Row:
    texts = {"departments": ", ".join(title.departments), "grades": ", ".join(title.grades)}
    return asdict(title) | texts | {"key": title.title_id}


def _details(page: PathwaysPage, role: Row, way: Row) -> Details:
    facts = [
        ("Seen", f"{way['seen']:,} moves in city payrolls" if way["seen"] else ""),
        ("Job zones", "" if way["zone_gap"] is None else f"{way['zone_gap']:+d}" if way["zone_gap"] else "the same"),
        ("Pay", percent(way["pay_ratio"]) + " of today's" if way["pay_ratio"] is not None else "not known"),
        ("Pay compared", way["pay_basis"]),
        ("Exposure there", percent(way["exposure"])),
        ("Positions here", f"{way['people']:,}, {way['vacancies']:,} vacant"),
        ("Openings a year", "" if way["openings"] is None else f"about {way['openings']:.0f}, an estimate"),
        ("Jobs in the nation", "" if way["change"] is None else f"{way['change']:+.1f}% from 2024 to 2034 (BLS)"),
        ("Usual education", way["education"]),
        ("Time for it", time_for(role["code"], way, len(plan_years(page.project)))),
        ("Licence", way["licence"]),
    ]
    return Details(
        way["way"],
        f"From {role['role']} · {way['offered']}",
        [Section("Pathway", facts), *occupation_details.sections(page.catalog, way["code"])],
    )
