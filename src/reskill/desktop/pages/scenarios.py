"""The five scenarios: choose one, see their assumptions side by side, and what each would mean for the city."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QPushButton, QTabWidget

from reskill.desktop.delegates.exposure import ShareDelegate
from reskill.desktop.details import Details, Section
from reskill.desktop.pages.page import Page
from reskill.desktop.rows_model import RowsModel, percent
from reskill.desktop.widgets.scenario_cards import ScenarioCards
from reskill.desktop.widgets.table import Table
from reskill.planning.compare import COLUMNS as OUTCOMES
from reskill.planning.compare import Outcome, compare_scenarios
from reskill.planning.scenarios import Scenario, scenarios, set_scenario
from reskill.queries.rows import ListRows
from reskill.table import Column

ASSUMPTIONS = (
    Column("Scenario", "title", width=18),
    Column("Adoption", "adoption", "percent", 12, "Share of exposed time that AI takes by the end of the plan"),
    Column("Protects", "protects_text", width=10, tip="Whether tasks of tier 3 and 4 stay human"),
    Column("Participation", "participation", "percent", 12, "Share of a role's people expected to take part"),
    Column("Reinvested", "reinvested", "percent", 12, "Share of the time freed that returns to staff as training"),
    Column("Review cost", "review_cost", "percent", 12, "Review and oversight, as a share of a cohort's other costs"),
)


class ScenariosPage(Page):
    """Cards above, tables below."""

    name = "scenarios"
    hint = "Five ways a city can let AI in, after the white paper. Planning assumptions to argue with, never forecasts."
    promoted = (Table, ScenarioCards)

    cards: ScenarioCards
    edit_button: QPushButton
    compare_button: QPushButton
    tabs: QTabWidget
    assumptions: Table
    outcomes: Table

    def build(self) -> None:
        """Set cards and tables."""
        self._assumptions, self._outcomes = RowsModel(ASSUMPTIONS, self), RowsModel(OUTCOMES, self)
        share = ShareDelegate(self)
        self.assumptions.dress(
            self._assumptions, dict.fromkeys(("adoption", "participation", "reinvested", "review_cost"), share), "title"
        )
        self.outcomes.dress(self._outcomes, dict.fromkeys(("protected", "participation"), share), "title")
        self.outcomes.nothing = (
            "Not worked out yet. The button above plans the city under each scenario in turn; nothing is changed by it."
        )
        self.cards.chosen.connect(self._on_scenario_chosen)
        self.assumptions.row_chosen.connect(self._inspect)
        self.edit_button.clicked.connect(self._on_edit)
        self.compare_button.clicked.connect(self._on_compare)

    def refresh(self) -> None:
        """Read the scenarios; outcomes worked out before may not hold any more."""
        self._found = scenarios(self.project)
        self.cards.show_scenarios(self._found, self.project.setting("scenario"))
        self._assumptions.show(
            ListRows(
                [
                    {**asdict(s), "key": i, "protects_text": "yes" if s.protects else "no"}
                    for i, s in enumerate(self._found)
                ]
            )
        )
        self.assumptions.choose_first()
        self._show_outcomes([])
        self._inspect()

    def _inspect(self) -> None:
        row = self.assumptions.current()
        self.inspect(_details(self._found[row["key"]]) if row else None)

    def _on_scenario_chosen(self, name: str) -> None:
        self.session.do(lambda project: set_scenario(project, name))

    def _on_edit(self) -> None:
        from reskill.desktop.dialogs.edit_scenario import EditScenarioDialog

        row = self.assumptions.current()
        if row:
            EditScenarioDialog(self.session, self._found[row["key"]], self).exec()

    def _on_compare(self) -> None:
        self.tabs.setCurrentIndex(1)
        self.session.read("Planning under each scenario", compare_scenarios, self._show_outcomes)

    def _show_outcomes(self, outcomes: list[Outcome]) -> None:
        self._outcomes.show(ListRows([{**asdict(o), "key": i} for i, o in enumerate(outcomes)]))


def _details(scenario: Scenario) -> Details:
    return Details(
        scenario.title,
        "",
        [
            Section("What it stands for", lines=[scenario.story]),
            Section(
                "What its numbers do",
                [
                    ("Adoption", f"{percent(scenario.adoption)} of exposed time is taken by AI at the end of the plan"),
                    ("Protects", "tasks of tier 3 and 4 stay human" if scenario.protects else "no task is kept human"),
                    ("Participation", f"{percent(scenario.participation)} of a role's people are expected in a cohort"),
                    ("Reinvested", f"{percent(scenario.reinvested)} of the time freed returns to staff as training"),
                    ("Review cost", f"{percent(scenario.review_cost)} on top of each cohort's other costs"),
                ],
            ),
            Section(
                "Where this comes from",
                lines=[
                    "MIT white paper “AI will Transform Cities. Can Cities Transform AI?”; the numbers are"
                    " this program's planning assumptions, and yours to change."
                ],
            ),
        ],
    )
