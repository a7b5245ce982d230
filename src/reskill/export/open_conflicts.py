"""How many conflicts of what a person holds are open, for every cover of a plan."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Row
from reskill.planning.conflicts import conflicts
from reskill.project.file import Project

_WHERE = (
    "Places that a planner has fixed although a fund, the seats of a class, the staff left at work or a ban speaks against it. The"
    " planner's program names each."
)


def conflict_rows(project: Project) -> list[Row]:
    """The one row of the cover on open conflicts; none without a plan."""
    if not project.value("SELECT 1 FROM cohort LIMIT 1"):
        return []
    found = len(conflicts(project))
    return [("Plan", "Open conflicts", f"{found:,} open" if found else "none", _WHERE)]
