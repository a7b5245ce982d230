"""Roles by band: the chart on which the thresholds are set, and the table with the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSplitter

from reskill.columns import ROLE
from reskill.desktop.delegates.band import BandDelegate
from reskill.desktop.delegates.exposure import ShareDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.filters import ALL, fill, fill_departments
from reskill.desktop.index_comparison import IndexComparison
from reskill.desktop.pages.page import NO_ROLES, Empty, Page
from reskill.desktop.rows_model import RowsModel, count, dollars, percent
from reskill.desktop.widgets.risk_chart import POSITIONS, USE, Mark, RiskChart
from reskill.desktop.widgets.table import Table
from reskill.exposure.bands import AT_RISK, BANDS, NOT_ESTIMATED, threshold_effect
from reskill.exposure.observed_use import standing
from reskill.horizon import SHORT_NAMES
from reskill.pathways.attrition import leaving_a_year
from reskill.project.file import Project
from reskill.queries import roles
from reskill.queries.rows import Row
from reskill.table import Column

if TYPE_CHECKING:
    from reskill.exposure.sensitivity import Shift

COLUMNS = (
    Column("Role", "role", width=22),
    ROLE["band"].at(11),
    ROLE["span"].at(15),
    ROLE["net"].at(12),
    ROLE["exposure"].at(12),
    ROLE["observed"].at(12),
    ROLE["positions"].at(9),
    ROLE["room"].at(12),
    ROLE["payroll"].at(12),
    Column("Occupation", "occupation", width=26),
    ROLE["automate"].at(16),
    ROLE["augment"].at(11),
    ROLE["protected"].at(11),
)


class RolesPage(Page):
    """Which roles change most, and what the thresholds do to the bands."""

    name = "roles"
    hint = "Roles by exposure outside protected tasks. These are estimates of roles, never of the people in them."
    stage = "roles"
    promoted = (Table, RiskChart)

    split: QSplitter
    horizon: QComboBox
    against: QComboBox
    effect: QLabel
    reset_button: QPushButton
    apply_button: QPushButton
    chart: RiskChart
    search: QLineEdit
    band: QComboBox
    department: QComboBox
    shown: QLabel
    sensitivity_button: QPushButton
    equity_button: QPushButton
    roles: Table

    def build(self) -> None:
        """Set chart and table."""
        self._roles = RowsModel(COLUMNS, self)
        self._indices = IndexComparison(self.session, self)
        self._indices.compared.connect(self._inspect)
        share = ShareDelegate(self)
        self.roles.dress(
            self._roles,
            {
                "band": BandDelegate(self),
                "net": share,
                "exposure": ShareDelegate(self, "low", "high"),
                "automate": share,
                "augment": share,
                "protected": share,
            },
            "role",
        )
        self.roles.nothing = "No role is in this band, or fits the search."
        self.split.setSizes([300, 280])
        fill(
            self.band,
            [
                ("All bands", ALL),
                ("At risk and priority", "upper"),
                *((b.capitalize(), b) for b in (*BANDS, NOT_ESTIMATED)),
            ],
        )
        self.search.textChanged.connect(self._on_search_changed)
        self.band.currentIndexChanged.connect(self._show_roles)
        self.department.currentIndexChanged.connect(self._show_roles)
        self.roles.row_chosen.connect(self._on_role_chosen)
        self.roles.doubleClicked.connect(self._on_role_opened)
        self.chart.picked.connect(self._on_mark_picked)
        self.chart.moved.connect(self._show_effect)
        self.reset_button.clicked.connect(self._on_reset)
        self.apply_button.clicked.connect(self._on_apply)
        fill(self.horizon, [(text, name) for name, text in SHORT_NAMES.items()])
        fill(self.against, [("Against headcount", POSITIONS), ("Against use seen", USE)])
        self.against.currentIndexChanged.connect(self._show_roles)
        self.horizon.activated.connect(self._on_horizon_chosen)
        self.sensitivity_button.clicked.connect(self._on_sensitivity)
        self.equity_button.clicked.connect(self._on_equity)

    def empty(self) -> Empty | None:
        """Nothing before roles are scored."""
        return None if roles.exist(self.project) else NO_ROLES

    def refresh(self) -> None:
        """Read the roles."""
        fill_departments(self.department, self.project)
        self.horizon.setCurrentIndex(max(0, self.horizon.findData(self.project.thresholds.horizon)))
        self._figures = roles.nets(self.project)
        self._show_roles()

    def arrive(self, key: Any) -> None:
        """At a title's id, or a band."""
        place = self.band.findData(key)
        self.band.setCurrentIndex(max(0, place))
        if isinstance(key, int):
            self.roles.choose(key)

    def _show_roles(self) -> None:
        where = self.band.currentData(), self.department.currentData()
        self._roles.show(roles.roles(self.project, *where))
        self.shown.setText(count(self._roles.rowCount(), "role"))
        marks = [
            Mark(r["key"], r["role"], r["net"], _other(r), r["observed"], r["positions"], r["payroll"], r["band"])
            for r in roles.estimated(self.project, *where)
        ]
        self.chart.show_marks(marks, self._limits(), str(self.against.currentData()))
        self._show_effect(self._limits())
        self.roles.choose_first()
        self._on_role_chosen()

    def _limits(self) -> dict[str, float]:
        t = self.project.thresholds
        return {"watch": t.watch, "at_risk": t.at_risk, "priority": t.priority}

    def _show_effect(self, limits: Mapping[str, float]) -> None:
        t = self.project.thresholds
        tried = replace(t, watch=limits["watch"], at_risk=limits["at_risk"], priority=limits["priority"])
        counts = threshold_effect(self._figures, tried)
        changed = {k: round(v, 2) for k, v in limits.items()} != {k: round(v, 2) for k, v in self._limits().items()}
        shown = [f"{c.band} {c.roles}" for c in reversed(counts) if c.band in AT_RISK]
        people = sum(c.positions for c in counts if c.band in AT_RISK)
        self.effect.setText(f"{'would be: ' if changed else ''}{', '.join(shown)} ({count(people, 'position')})")
        self.reset_button.setVisible(changed)
        self.apply_button.setVisible(changed)

    def _on_search_changed(self, text: str) -> None:
        self._roles.search(text)
        self.shown.setText(count(self._roles.rowCount(), "role"))

    def _on_role_chosen(self) -> None:
        row = self.roles.current()
        self.chart.point_out(row["key"] if row else None)
        self._inspect()

    def _inspect(self) -> None:
        row = self.roles.current()
        self.inspect(_details(self.project, row, self._indices.sections(row["key"])) if row else None)

    def _on_mark_picked(self, key: int) -> None:
        self.roles.choose(key)

    def _on_role_opened(self) -> None:
        row = self.roles.current()
        if row:
            self.go.emit("tasks", row["key"])

    def _on_reset(self) -> None:
        self.chart.set_thresholds(self._limits())
        self._show_effect(self._limits())

    def _on_apply(self) -> None:
        limits = self.chart.thresholds()

        def deed(project: Project) -> None:
            for name, value in limits.items():
                project.set_setting(name, f"{value:.2f}")

        if self.do("Set the bands of exposure", deed):
            self.ask.emit("update_figures")

    def _on_horizon_chosen(self) -> None:
        name = str(self.horizon.currentData())
        if name != self.project.thresholds.horizon and self.do(
            f"Set the horizon to {name}", lambda project: project.set_setting("horizon", name)
        ):
            self.ask.emit("update_figures")

    def _on_sensitivity(self) -> None:
        from reskill.exposure.sensitivity import sensitivity

        def shown(shifts: list[Shift]) -> None:
            from reskill.desktop.dialogs.sensitivity import SensitivityDialog

            SensitivityDialog(self.session, shifts, self).exec()

        self.session.read("Trying other assumptions", sensitivity, shown)

    def _on_equity(self) -> None:
        from reskill.desktop.dialogs.groups import GroupsDialog

        GroupsDialog(self.session, self).exec()


def _practice(row: Row) -> str:
    """Observed use, and how it stands to what could be done."""
    if row["observed"] is None:
        return ""
    return f"use of AI seen on {percent(row['observed'])} of it: {standing(row['exposure'], row['observed'])}"


def _other(row: Row) -> float | None:
    """The net exposure by GPT-4's ratings where these put the role in another band."""
    return row["gpt4_net"] if row["span"] else None


def _details(project: Project, row: Row, indices: Sequence[Section]) -> Details:
    estimate = [
        ("Band", f"{row['band']}; by rater {row['span']}" if row["span"] else row["band"]),
        ("Net exposure", f"{percent(row['net'])} outside protected tasks"),
        ("Exposure", f"{percent(row['exposure'])}, range {percent(row['low'])} to {percent(row['high'])}"),
        ("By GPT-4", "" if row["second_rating"] is None else f"{percent(row['second_rating'])}, by its ratings alone"),
        ("In practice", _practice(row)),
        ("Exposed", f"{percent(row['exposed'])} of the time is on tasks AI can halve"),
        ("Evidence", f"{percent(row['published'])} published or judged by people"),
    ]
    split = [
        ("Could be automated", percent(row["automate"])),
        ("AI helps", percent(row["augment"])),
        ("Unaffected", percent(row["unaffected"])),
        ("Protected", percent(row["protected"])),
    ]
    estimated = row["exposure"] is not None
    return Details(
        row["role"],
        row["occupation"],
        [
            Section("Estimate", estimate if estimated else [("Band", row["band"])], [row["reason"]]),
            Section("Share of working time", split if estimated else []),
            *indices,
            Section(
                "People",
                [
                    ("Positions", f"{row['positions']:,}"),
                    ("Payroll", f"{dollars(row['payroll'])} a year"),
                    ("Units", ", ".join(f"{unit or '(none)'} ({n})" for unit, n in roles.units(project, row["key"]))),
                ],
            ),
            Section("Room to move", _room(project, row)),
            Section("Ways on", items=roles.first_ways(project, row["key"])),
        ],
    )


def _room(project: Project, row: Row) -> list[tuple[str, str]]:
    """How easily the work carries over, with its parts, and how many would leave anyway."""
    leaving = leaving_a_year(project).get(row["key"])
    facts = [("Would leave a year", "" if leaving is None else f"about {leaving:.1f}, by national rates (BLS)")]
    if row["room"] is None:
        return facts
    marked = ": exposed and hemmed in" if row["hemmed_in"] else ""
    return [
        ("Room", f"more than {percent(row['room'])} of occupations{marked}"),
        ("Work alike here", f"{row['alike_here']:,} positions that do not shrink"),
        ("Jobs alike", f"{row['alike_jobs']:,} in {row['area']}"),
        *facts,
    ]
