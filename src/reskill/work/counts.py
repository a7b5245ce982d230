"""How much of everything a project holds: each count defined once, for the steps, the overview and the command line."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.exposure import bands
from reskill.exposure.overrides import CONTESTED, IN_FORCE
from reskill.matching.status import DECIDED
from reskill.project.comments import UNANSWERED
from reskill.project.connection import listed
from reskill.project.file import Project

AT_RISK = f"band IN ({listed(bands.AT_RISK)})"
SIGNED_OFF = f"SELECT title_id FROM mapping WHERE status IN ({listed(DECIDED)})"
_COUNTS = {
    "positions": "SELECT count(*) FROM position",
    "vacant": "SELECT count(*) FROM position WHERE status = 'vacant'",
    "held": "SELECT count(*) FROM position WHERE held",
    "departments": "SELECT count(DISTINCT department) FROM position WHERE department <> ''",
    "mapped": "SELECT count(*) FROM position WHERE title_id IN (SELECT title_id FROM mapping WHERE code <> '')",
    "rejected": "SELECT count(*) FROM rejected",
    "titles": "SELECT count(*) FROM title",
    "titles_waiting": f"SELECT count(*) FROM title WHERE id NOT IN ({SIGNED_OFF})",
    "positions_waiting": f"SELECT coalesce(sum(positions), 0) FROM title WHERE id NOT IN ({SIGNED_OFF})",
    "roles": "SELECT count(*) FROM role",
    "roles_not_estimated": "SELECT count(*) FROM role WHERE exposure IS NULL AND code <> ''",
    "roles_without_tasks": "SELECT count(*) FROM role WHERE tasks = 0 AND code <> ''",
    "roles_at_risk": f"SELECT count(*) FROM role WHERE {AT_RISK}",
    "positions_at_risk": f"SELECT coalesce(sum(positions), 0) FROM title WHERE id IN (SELECT title_id FROM role WHERE {AT_RISK})",
    "roles_stuck": f"SELECT count(*) FROM role WHERE {AT_RISK} AND title_id NOT IN"
    " (SELECT title_id FROM destination WHERE (viable OR caution) AND NOT stays)",
    "roles_unreviewed": f"SELECT count(*) FROM role r WHERE {AT_RISK} AND NOT EXISTS (SELECT 1 FROM judgement j WHERE"
    f" j.field = 'tier' AND j.state = '{IN_FORCE}' AND coalesce(j.title_id, r.title_id) = r.title_id"
    " AND (j.title_id = r.title_id OR j.code = r.code))",
    "judged": f"SELECT count(*) FROM judgement WHERE state = '{IN_FORCE}' AND field <> 'tier'",
    "tiers_signed": f"SELECT count(*) FROM judgement WHERE state = '{IN_FORCE}' AND field = 'tier'",
    "contested": f"SELECT count(*) FROM judgement WHERE state = '{CONTESTED}'",
    "pathways": "SELECT count(*) FROM destination",
    "programs": "SELECT count(*) FROM program",
    "cohorts": "SELECT count(*) FROM cohort",
    "places": "SELECT coalesce(sum(participants), 0) FROM cohort",
    "on_assumed_hours": "SELECT coalesce(sum(participants), 0) FROM cohort WHERE hours_assumed > 0 AND program_id IS NULL",
    "cents": "SELECT coalesce(sum(cents), 0) FROM budget_line WHERE NOT in_kind",
    "paid_time": "SELECT coalesce(sum(cents), 0) FROM budget_line WHERE in_kind",
    "funds": "SELECT coalesce(sum(amount), 0) FROM fund_year",
    "notes": "SELECT count(*) FROM plan_note WHERE level <> 'info'",
    "comments": "SELECT count(*) FROM comment",
    "unanswered": f"SELECT count(*) FROM comment WHERE {UNANSWERED}",
    "steps": "SELECT count(*) FROM step",
}


@dataclass(frozen=True)
class Counts:
    """What is in a project; money in US dollars but for `cents`, what the plan costs in cash, and
    `paid_time`, cents' worth of what is given in kind.

    People are `on_assumed_hours` whose practice at work has hours that nobody has confirmed. Roles and positions at risk are of the bands at risk and priority; roles are stuck that can only be re-tasked, and
    unreviewed where nobody signed a tier off; a comment is unanswered that waits for the city.
    """

    positions: int
    vacant: int
    held: int
    departments: int
    mapped: int
    rejected: int
    titles: int
    titles_waiting: int
    positions_waiting: int
    roles: int
    roles_not_estimated: int
    roles_without_tasks: int
    roles_at_risk: int
    positions_at_risk: int
    roles_stuck: int
    roles_unreviewed: int
    judged: int
    tiers_signed: int
    contested: int
    pathways: int
    programs: int
    cohorts: int
    places: int
    on_assumed_hours: int
    cents: int
    paid_time: int
    funds: float
    notes: int
    comments: int
    unanswered: int
    steps: int


def counts(project: Project) -> Counts:
    """The counts of a project as it is now."""
    row = project.rows("SELECT " + ", ".join(f"({sql}) AS {name}" for name, sql in _COUNTS.items()))[0]
    return Counts(**row)


def has_plan(project: Project) -> bool:
    """Whether the project has a plan with people in it."""
    return bool(project.value("SELECT 1 FROM cohort LIMIT 1"))


def has_positions(project: Project) -> bool:
    """Whether the project has a roster."""
    return bool(project.value("SELECT 1 FROM position LIMIT 1"))
