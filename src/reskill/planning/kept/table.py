"""Two plans side by side as one table, to be sent on: figures, then what changed."""

from __future__ import annotations

import csv
from pathlib import Path

from reskill.active_text import guarded
from reskill.atomic import replacing
from reskill.planning.kept.changes import changes
from reskill.planning.kept.comparison import compare
from reskill.planning.kept.snapshot import Snapshot
from reskill.project.file import Project, Row

FIELDS = ("what", "which", "whose", "before", "after", "change", "held")
NOT_KNOWN = "not known"


def side_by_side(project: Project, before: Snapshot, after: Snapshot) -> list[Row]:
    """A row a figure or change, with FIELDS; what is not known of a plan is said."""
    figures = [
        {
            **vars(d),
            "whose": "",
            "held": "",
            "change": d.change,
            **{k: NOT_KNOWN for k in ("before", "after") if vars(d)[k] is None},
        }
        for d in compare(project, before, after)
    ]
    return [*figures, *({**vars(c), "change": ""} for c in changes(project, before, after))]


def write_side_by_side(project: Project, before: Snapshot, after: Snapshot, target: Path) -> None:
    """Write the table as CSV. Raises ReskillError where it cannot be written."""
    with replacing(target) as part, part.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(FIELDS)
        out.writerows([guarded(row[f]) for f in FIELDS] for row in side_by_side(project, before, after))
