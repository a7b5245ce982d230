"""The four levers of a city, and what the plan in a project asks of each."""

from __future__ import annotations

from dataclasses import dataclass

from reskill import paths
from reskill.exposure.bands import NOT_ESTIMATED
from reskill.project.file import Project


@dataclass(frozen=True)
class Action:
    """What to do with one lever; `count` says how many roles, units or programs call for it, `examples` names some."""

    lever: str
    text: str
    action: str
    count: int
    examples: tuple[str, ...]
    source: str


_WHO = {
    "expertise": "SELECT t.title AS name FROM role r JOIN title t ON t.id = r.title_id"
    f" WHERE r.band = '{NOT_ESTIMATED}' OR coalesce(r.published, 0) < 0.5 ORDER BY t.positions DESC, t.id",
    "authority": "SELECT t.title AS name FROM title t JOIN role r ON r.title_id = t.id WHERE r.protected >= 0.25"
    " AND t.id IN (SELECT title_id FROM cohort) ORDER BY t.positions DESC, t.id",
    "convening": "SELECT p.bargaining_unit AS name FROM position p WHERE p.bargaining_unit <> ''"
    " AND p.title_id IN (SELECT title_id FROM cohort) GROUP BY p.bargaining_unit ORDER BY count(*) DESC, name",
    "procurement": "SELECT p.name FROM program p JOIN cohort c ON c.program_id = p.id WHERE p.cost IS NULL"
    " GROUP BY p.id ORDER BY sum(c.participants) DESC, p.id",
}


def actions(project: Project) -> list[Action]:
    """What the plan asks of each lever; a lever that nothing calls for is left out."""
    out = []
    for r in paths.shipped_rows("data/planning/levers.csv"):
        names = [str(n["name"]) for n in project.rows(_WHO[r["id"]])]
        if names:
            action = r["action"].format(count=f"{len(names):,}")
            out.append(Action(r["lever"], r["text"], action, len(names), tuple(names[:3]), r["source"]))
    return out
