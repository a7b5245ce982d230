"""What the union edition's cover says about people."""

from __future__ import annotations

from reskill.export.blocks import WITHHELD, RolledUp
from reskill.export.board.periods import starts
from reskill.export.equity import equity_rows
from reskill.export.open_conflicts import conflict_rows
from reskill.export.union.classes import band_unprotected
from reskill.export.union.costs import cost_rows
from reskill.export.union.people import participants, positions
from reskill.export.xlsx.sheet import As, Row
from reskill.project.file import Project

EARLIER = " Sums in which too few have changed since the last edition are told as they were then."


def tallies(project: Project) -> list[Row]:
    """Positions, classes and participants, each at least the threshold for small counts or withheld."""
    threshold = project.thresholds.small_cell
    counted, going = positions(project), participants(project)
    people = going.total if going else project.value("SELECT sum(participants) FROM cohort") or 0
    quarters = starts(project) if not going or going.current else {}  # new ones would tell what earlier sums do not
    classes = project.value("SELECT count(*) FROM title")
    other = project.value("SELECT count(*) FROM role WHERE span LIKE '% to %'")
    bare = sum(
        bool(band_unprotected(r["band"], r["exposure"], project.thresholds))
        for r in project.rows("SELECT band, exposure FROM role")
    )
    return [
        (
            "Small counts",
            "Threshold",
            As(threshold, "int"),
            f"Counts of 1 to {threshold - 1} people are withheld, and whatever they could be worked out from; so are "
            "words on pay that would tell what few people earn. The names of classes are not.",
        ),
        (
            "People",
            "Classes",
            As(classes, "int"),
            f"Class titles, every one of them on the sheet Classes. {other} of them would be in another band by GPT-4's ratings,"
            f" {bare} in a higher one if no task were protected.",
        ),
        (
            "People",
            "Positions",
            As(counted.total, "int") if counted else WITHHELD,
            f"Filled and vacant.{_earlier(counted)}",
        ),
        (
            "People",
            "Participants",
            As(people, "int") if people == 0 or people >= threshold else WITHHELD,
            f"People expected to start a pathway.{_earlier(going)}",
        ),
        (
            "People",
            "When they start",
            "; ".join(f"{stretch.name}: {n:,}" for stretch, n in quarters.items()) or WITHHELD,
            "Participants by quarter of the fiscal year in which they start; quarters of few people are joined. The last named is"
            " the last start of the plan.",
        ),
        *conflict_rows(project),
        *equity_rows(project),
        *cost_rows(project),
    ]


def _earlier(told: RolledUp | None) -> str:
    return EARLIER if told and not told.current else ""
