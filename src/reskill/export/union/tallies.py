"""What the union edition's cover says about people."""

from __future__ import annotations

from reskill.export.blocks import WITHHELD, RolledUp
from reskill.export.board.periods import all_told, last_start, starts
from reskill.export.equity import equity_rows
from reskill.export.open_conflicts import conflict_rows
from reskill.export.union.answers import TITLE as ANSWERS
from reskill.export.union.classes import band_unprotected, is_higher, other_band
from reskill.export.union.costs import cost_rows
from reskill.export.union.people import participants, positions
from reskill.export.xlsx.sheet import As, Row
from reskill.planning.equity import placed_groups
from reskill.planning.scenarios import participation, scenario_in_force
from reskill.project.file import Project

WHY_FEWER = "Why they have fewer, and what the city does about it."
EARLIER = " Sums in which too few have changed since the last edition are told as they were then."


def tallies(project: Project) -> list[Row]:
    """Positions, classes and participants, each at least the threshold for small counts or withheld."""
    threshold = project.thresholds.small_cell
    counted, going = positions(project), participants(project)
    people = going.total if going else project.value("SELECT sum(participants) FROM cohort") or 0
    quarters = starts(project) if tells_starts(project, going) else {}
    classes = project.value("SELECT count(*) FROM title")
    roles = project.rows("SELECT band, exposure, coalesce(span, band) AS span FROM role")
    others = [(other_band(r["band"], r["span"]), r["band"]) for r in roles]
    higher, lower = (sum(is_higher(*pair[::step]) for pair in others) for step in (1, -1))
    bare = sum(bool(band_unprotected(r["band"], r["exposure"], project.thresholds)) for r in roles)
    last = last_start(project)
    share = participation(project, scenario_in_force(project))
    low = any(g.low for g in placed_groups(project))
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
            f"Class titles, every one of them on the sheet Classes. {higher} of them would be in a higher band by GPT-4's ratings,"
            f" {lower} in a lower one, {bare} in a higher one if no task were protected.",
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
            f"People expected to start a pathway: about {share:.0%} of those affected. If more want to: City answers, Choice.{_earlier(going)}",
        ),
        (
            "People",
            "When they start",
            "; ".join(f"{stretch.name}: {n:,}" for stretch, n in quarters.items()) or WITHHELD,
            "Participants by quarter of the fiscal year in which they start; quarters of few people are joined."
            f"{f' Everybody has started by {last.end(project.thresholds.fiscal_year_start)}.' if last else ''}",
        ),
        *conflict_rows(project),
        *equity_rows(project),
        *(("People", "Groups with fewer places", f"see {ANSWERS}", WHY_FEWER) for _ in range(low)),
        *cost_rows(project),
    ]


def tells_starts(project: Project, going: RolledUp | None) -> bool:
    """Whether it tells who starts when: new counts would tell what earlier sums do not."""
    return all_told(project) and (not going or going.current)


def _earlier(told: RolledUp | None) -> str:
    return EARLIER if told and not told.current else ""
