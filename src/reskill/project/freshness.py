"""Which derived figures rest on which decisions: the one place that says what a change puts out of date.

The mark is the setting "stale": the first stage that has to be done again, '' when none has. It is written in the
transaction of the change itself, and is kept outside undo, since undoing makes figures stale just as doing did.
"""

from __future__ import annotations

from collections.abc import Iterable

from reskill.threshold_words import GROUPS

STAGES = ("titles", "roles", "pathways", "plan")  # in the order of the work; each rests on the ones before
TABLES = {  # every table of decisions -> the first stage that rests on it, '' for none; settings go by their names
    "position": "titles",
    "reference_used": "titles",
    "mapping": "roles",
    "task_edit": "roles",
    "judgement": "roles",
    "program": "pathways",
    "program_doubt": "",
    "link": "pathways",
    "pathway_choice": "plan",
    "fund": "plan",
    "fund_year": "plan",
    "scenario": "plan",
    "cohort": "plan",  # an undone plan gives the one before it back, which was made before later decisions
    "rejected": "",
    "title": "",  # made of positions and mappings
    "kept_decision": "",  # waits for its title
    "partner": "",
    "comment": "",
    "budget_line": "",  # with its cohort
    "plan_note": "",
}
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
_SETTINGS = {
    **{name: _GROUPS[group] for name, group in GROUPS.items()},
    **dict.fromkeys(("city", "planner", "roster_file", "roster_columns", "stale", "readiness", "rule"), ""),
    **dict.fromkeys(("scenario", "fiscal_year", "years"), "plan"),
    "reference": "titles",
    "state": "pathways",
}
_OTHER_SETTING = "roles"


def rests_on(changed: Iterable[tuple[str, str]]) -> str:
    """The first stage that rests on one of the tables (with the setting's name, '' elsewhere); '' for none."""
    return first(
        _SETTINGS.get(key.partition(".")[0], _OTHER_SETTING) if table == "setting" else TABLES[table]
        for table, key in changed
    )


def first(stages: Iterable[str]) -> str:
    """The earliest of some stages; '' when there is none."""
    return min(filter(None, stages), key=STAGES.index, default="")
