"""Which derived figures rest on which decisions: the one place that says what a change puts out of date.

The mark is the setting "stale", kept outside undo, since undoing makes figures stale just as doing did. A change
writes it in its own transaction, and so does the work that brings figures up to date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskill.problem import ReskillError
from reskill.threshold_words import GROUPS

STAGES = ("titles", "roles", "pathways", "plan")  # in the order of the work; each rests on the ones before
TABLES = {  # every table of decisions -> the first stage that rests on it, '' for none; settings go by their names
    "position": "titles",
    "department_unit": "titles",  # with the positions, which bear their units
    "reference_used": "titles",
    "mapping": "roles",
    "task_edit": "roles",
    "judgement": "roles",
    "pathway_choice": "pathways",  # a chosen one that is not offered among them
    "program": "pathways",
    "link": "pathways",
    "fund": "plan",
    "fund_year": "plan",
    "scenario": "plan",
    "plan_note": "plan",  # an undone plan gives the one before it back, which was made before later decisions
    "cohort": "",  # a plan changed by hand is still the plan
    "ruled_out": "plan",
    "practice_hours": "plan",
    "offer_answer": "plan",  # how many of a title are expected to take part
    **dict.fromkeys(("kept_plan", "kept_cohort", "kept_money", "kept_term"), ""),  # as they were
    **dict.fromkeys(("cohort_actual", "spending"), ""),  # told beside the plan
    "rejected": "",
    "title": "",  # made of positions and mappings
    "kept_decision": "",  # waits for its title
    "partner": "plan",  # seats by its agreement
    "partner_program": "plan",
    "comment": "",
    "budget_line": "",  # with its cohort
    "program_doubt": "",
    "title_gate": "",
    "own_move": "pathways",
}
MADE = {  # every derived table -> the stage that makes it; the basis is written with titles and roles
    "candidate": "titles",
    "role": "roles",
    "destination": "pathways",
    "gap": "pathways",
    "program_fit": "pathways",
    "mobility": "pathways",
    "practice": "pathways",
    "basis": "",
}
BY_TITLE = {  # where a row with a title_id concerns the role and pathways of that title -> what else, of all titles
    "mapping": "pathways",  # the people, vacancies and pay of its occupation
    "task_edit": "plan",
    "judgement": "plan",
    "pathway_choice": "plan",
}
WITH_ROLES = STAGES[:2]  # for all titles, these leave no role as it is
COLUMNS = {"mapping": ("code", "share")}  # those that figures rest on, where a table has others as well
_GROUPS = {
    "Roster": "",
    "Titles": "titles",
    "Exposure": "roles",
    "Bands": "roles",
    "Comparison": "",
    "Pathways": "pathways",
    "Plan": "plan",
    "Privacy": "",
}
_SETTINGS = {  # by name, or by what stands before the first full stop of it
    **{name: _GROUPS[group] for name, group in GROUPS.items()},
    **dict.fromkeys(("city", "city_answer", "created", "key", "plan", "planner", "readiness", "stale"), ""),
    **dict.fromkeys(("roster_file", "roster_layouts", "roster_columns", "roster_doubts"), ""),  # with the positions
    **dict.fromkeys(("scenario", "fiscal_year", "years", "cost", "rule"), "plan"),
    "reference": "titles",
    **dict.fromkeys(("state", "zip"), "pathways"),
}


@dataclass(frozen=True)
class Stale:
    """What is out of date: from which stage on for all titles ('' = nothing), and the titles whose roles are besides."""

    for_all: str = ""
    titles: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.for_all in WITH_ROLES:
            object.__setattr__(self, "titles", frozenset())  # they are among all

    @classmethod
    def read(cls, mark: str) -> Stale:
        """The mark as it is kept: the stage, or "-", and the titles after it."""
        stage, *titles = mark.split() or [""]
        return cls(stage.strip("-"), frozenset(map(int, titles)))

    def __str__(self) -> str:
        return " ".join([self.for_all or "-" * bool(self.titles), *map(str, sorted(self.titles))])

    def __or__(self, other: Stale) -> Stale:
        return Stale(_first(self.for_all, other.for_all), self.titles | other.titles)

    @property
    def stage(self) -> str:
        """The first stage that has something to be done again; '' when none has."""
        return _first(self.for_all, "roles" if self.titles else "")

    def reaches(self, stage: str) -> bool:
        """Whether figures of a stage, or of one that it rests on, are out of date."""
        return bool(self.stage) and STAGES.index(self.stage) <= STAGES.index(stage)

    def after(self, made: Iterable[str], renewed: Iterable[int] = ()) -> Stale:
        """What is out of date once stages were made for all titles, and roles and pathways anew for some.

        What was made of figures that are out of date is so itself.
        """
        left = Stale(self.for_all, self.titles - frozenset(renewed))
        for stage in made:
            if left.stage == stage:
                others = "" if left.for_all == stage else left.for_all
                left = Stale(_first(others, *STAGES[STAGES.index(stage) + 1 :][:1]))
        return left


def rests_on(changed: Iterable[tuple[str, str]]) -> Stale:
    """What a change puts out of date: tables with the setting's name, the title's number, or ''."""
    out = Stale()
    for table, key in changed:
        if table == "setting":
            # one that only an earlier version knew, met in undoing, may have been for anything
            out |= Stale(_SETTINGS.get(key.partition(".")[0], STAGES[0]))
        elif table in BY_TITLE and key:
            out |= Stale(BY_TITLE[table], frozenset([int(key)]))
        else:
            out |= Stale(TABLES[table])
    return out


def _first(*stages: str) -> str:
    return min(filter(None, stages), key=STAGES.index, default="")


def demand_known(setting: str) -> None:
    """Raises ReskillError for a setting without a place here."""
    if setting.partition(".")[0] not in _SETTINGS:
        raise ReskillError(f"There is no setting named {setting}.", "Check how it is written.")
