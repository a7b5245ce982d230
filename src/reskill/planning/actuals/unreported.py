"""Cohorts that nobody reported on: settled as planned only where a person says so, and then told."""

from __future__ import annotations

from collections.abc import Mapping

from reskill.planning.fiscal import Quarter
from reskill.planning.ruled_out import ruled_out
from reskill.project.file import Project


def unreported(project: Project, before: Quarter) -> dict[str, int]:
    """Cohorts that start before a quarter and of which it is not reported how many started, by name of class."""
    rows = project.rows(
        "SELECT coalesce(p.name, 'at work') AS class, count(*) AS n FROM cohort c"
        " LEFT JOIN program p ON p.id = c.program_id LEFT JOIN cohort_actual a ON a.cohort_id = c.id"
        " WHERE a.started IS NULL AND (c.fiscal_year, c.quarter) < (?, ?) GROUP BY 1 ORDER BY 2 DESC, 1",
        (before.fiscal_year, before.quarter),
    )
    return {r["class"]: r["n"] for r in rows}


def told(classes: Mapping[str, int], before: Quarter) -> str:
    """Such cohorts in words."""
    names = ", ".join(f"{name} ({number:,})" for name, number in classes.items())
    return (
        f"Cohorts before {before} of which nobody reported who started: {sum(classes.values()):,}. By class: {names}."
    )


def settled_as_planned(project: Project) -> str:
    """What is settled although nobody reported on it, in words; '' where everything settled is reported."""
    past = [b.last for b in ruled_out(project) if b.settles and b.last]
    if not past:
        return ""
    before = max(past).plus(1)
    classes = unreported(project, before)
    return f"{told(classes, before)} They count as planned." if classes else ""
