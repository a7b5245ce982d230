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
    "reference_used": "titles",
    "mapping": "roles",
    "task_edit": "roles",
    "judgement": "roles",
    "pathway_choice": "roles",  # the pathways of its title, a chosen one that is not offered among them
    "program": "pathways",
    "link": "pathways",
    "fund": "plan",
    "fund_year": "plan",
    "scenario": "plan",
    "cohort": "plan",  # an undone plan gives the one before it back, which was made before later decisions
    "rejected": "",
    "title": "",  # made of positions and mappings
    "kept_decision": "",  # waits for its title
    "partner": "",
    "partner_program": "",
    "comment": "",
    "budget_line": "",  # with its cohort
    "plan_note": "",
    "program_doubt": "",
}
MADE = {  # every derived table -> the stage that makes it; the basis is written with titles and roles
    "candidate": "titles",
    "role": "roles",
    "destination": "pathways",
    "gap": "pathways",
    "program_fit": "pathways",
    "mobility": "pathways",
    "basis": "",
}
BY_TITLE = ("mapping", "task_edit", "judgement", "pathway_choice")  # a row with a title_id concerns that title alone
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
    **dict.fromkeys(("city", "created", "key", "planner", "readiness", "rule", "stale"), ""),
    **dict.fromkeys(("roster_file", "roster_columns", "roster_doubts"), ""),  # with the positions
    **dict.fromkeys(("scenario", "fiscal_year", "years"), "plan"),
    "reference": "titles",
    **dict.fromkeys(("state", "zip"), "pathways"),
}


@dataclass(frozen=True)
class Stale:
    """What is out of date: the first stage that has to be done again, '' when none has.

    Where only some titles' roles and pathways are, `titles` has their numbers; the stage is "roles" then.
    """

    stage: str = ""
    titles: frozenset[int] = frozenset()

    @classmethod
    def read(cls, mark: str) -> Stale:
        """The mark as it is kept: the stage, and the titles after it."""
        stage, *titles = mark.split() or [""]
        return cls(stage, frozenset(map(int, titles)))

    def __str__(self) -> str:
        return " ".join([self.stage, *map(str, sorted(self.titles))])

    def __or__(self, other: Stale) -> Stale:
        both = [s for s in (self, other) if s.stage]
        wide = [s.titles for s in both if s.stage != "plan"]
        stage = min((s.stage for s in both), key=STAGES.index, default="")
        return Stale(stage, frozenset[int]().union(*wide) if all(wide) else frozenset())

    def reaches(self, stage: str) -> bool:
        """Whether figures of a stage, or of one that it rests on, are out of date."""
        return bool(self.stage) and STAGES.index(self.stage) <= STAGES.index(stage)

    def after(self, made: Iterable[str]) -> Stale:
        """What is out of date once stages were made; one that rests on figures out of date still is."""
        left = self
        for stage in made:
            if left.stage == stage:
                left = Stale("".join(STAGES[STAGES.index(stage) + 1 :][:1]))
        return left


def rests_on(changed: Iterable[tuple[str, str]]) -> Stale:
    """What a change puts out of date: tables with the setting's name, the title's number, or ''."""
    out = Stale()
    for table, key in changed:
        if table == "setting":
            # one that only an earlier version knew, met in undoing, may have been for anything
            out |= Stale(_SETTINGS.get(key.partition(".")[0], STAGES[0]))
        elif table in BY_TITLE and key:
            out |= Stale(TABLES[table], frozenset([int(key)]))
        else:
            out |= Stale(TABLES[table])
    return out


def demand_known(setting: str) -> None:
    """Raises ReskillError for a setting without a place here."""
    if setting.partition(".")[0] not in _SETTINGS:
        raise ReskillError(f"There is no setting named {setting}.", "Check how it is written.")
