"""Going on from a quarter: what was before it is settled as it happened, and a new plan is for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reskill.planning.actuals.unreported import told, unreported
from reskill.planning.budget import by_fund_year
from reskill.planning.by_hand.arithmetic import shares_again, with_people
from reskill.planning.by_hand.cohorts import lines_of, mark
from reskill.planning.by_hand.plan_line import ADDED, PlanLine, save_lines
from reskill.planning.cost_kinds import AS_REPORTED, FRINGE, OVERHEAD, REVIEW
from reskill.planning.fiscal import Quarter
from reskill.planning.money import in_words
from reskill.planning.ruled_out import rule_out, ruled_out
from reskill.planning.seats import SEATS
from reskill.problem import ReskillError
from reskill.project.file import Project, Row, now

SHARES = (FRINGE, REVIEW, *OVERHEAD)  # kinds of cost that are worked out from others


def settle(project: Project, quarter: Quarter, why: str = "", *, as_planned: bool = False) -> int:
    """Settle every cohort that starts before a quarter; gives how many there are.

    It stays as it is from now on, with the people who started and the money that was spent where that is reported, and
    as planned where not; and no new plan has anybody start before the quarter. The money that was not spent, and the
    people who did not start, are free for the rest.

    Raises ReskillError where it is not reported of a cohort how many started, unless those are to count `as_planned`.
    """
    if not as_planned and (classes := unreported(project, quarter)):
        raise ReskillError(
            told(classes, quarter),
            "Report who started (0 where nobody did), or say that they count as planned (--as-planned).",
        )
    before = project.rows(
        "SELECT c.*, a.started FROM cohort c LEFT JOIN cohort_actual a ON a.cohort_id = c.id"
        " WHERE (c.fiscal_year, c.quarter) < (?, ?) ORDER BY c.id",
        (quarter.fiscal_year, quarter.quarter),
    )
    with project.change(f"Settle what was before {quarter}"):
        for row in before:
            _settle(project, row, quarter, why)
        last = quarter.plus(-1)
        if not any(b.settles and b.last == last for b in ruled_out(project)):
            rule_out(project, last=last, starts_only=True, why=why or "it is past")
    return len(before)


def _settle(project: Project, row: Row, quarter: Quarter, why: str) -> None:
    stored = lines_of(project, row["id"])
    lines, values = list(stored), {}
    if row["started"] is not None and row["participants"] and row["started"] != row["participants"]:
        lines = with_people(lines, row["participants"], row["started"])
        values = {
            "participants": row["started"],
            "held_back": row["held_back"] * row["started"] // row["participants"],
        }
    spent = project.rows("SELECT * FROM spending WHERE cohort_id = ? ORDER BY id", (row["id"],))
    for r in sorted(spent, key=lambda r: r["category"] in SHARES):  # what is told of a share goes before what follows
        when = Quarter(r["fiscal_year"], r["quarter"])
        if when < quarter:
            found = _as_spent(lines, r, when)
            lines = shares_again(lines, found) if r["category"] not in ("", *SHARES) else found
    save_lines(project, stored, lines, project.who, now())
    mark(project, row["id"], why or row["why"] or f"settled before {quarter}", **values)


def _as_spent(lines: list[PlanLine], spent: Row, when: Quarter) -> list[PlanLine]:
    """The lines with what was spent in place of what was planned for it; a kind '' stands for all on the fund, and is
    filed as it was told, under no kind."""

    def meant(line: PlanLine) -> bool:
        same = (line.fund_id, line.quarter, line.in_kind) == (spent["fund_id"], when, bool(spent["in_kind"]))
        return same and spent["category"] in ("", line.category)

    first = next(filter(meant, lines), None)
    dollars = Decimal(spent["cents"]) / 100
    line = PlanLine(
        first.id if first else 0,
        spent["cohort_id"],
        when,
        spent["category"] or AS_REPORTED,
        spent["fund_id"],
        Decimal(1),
        AS_REPORTED,
        dollars,
        bool(spent["in_kind"]),
        f"as reported by {spent['who']}",
        spent["source"] or f"reported {spent['at']}",
        frozenset([ADDED, "quantity", "unit_cost"]),
    )
    if first is None:
        return [*lines, line]
    return [line if x is first else x for x in lines if x is first or not meant(x)]


@dataclass(frozen=True)
class ToDo:
    """One thing to do for a quarter: seats to book, a practice at work to hold, or money to draw; US dollars, None = not
    known."""

    kind: str
    what: str
    people: int
    dollars: float | None


def to_do(project: Project, quarter: Quarter) -> list[ToDo]:
    """What a quarter asks: seats by program, practices at work by occupation, then money by fund, with what the fund's year
    has left."""
    when = (quarter.fiscal_year, quarter.quarter)
    out = [
        ToDo(
            "book seats" if r["program_id"] else "hold a practice",
            " · ".join(filter(None, (r["program"], r["provider"], r["partner"]))),
            r["seats"],
            r["tuition"],
        )
        for r in project.rows(
            f"SELECT * FROM ({SEATS}) WHERE (fiscal_year, quarter) = (?, ?) ORDER BY program_id IS NULL, program", when
        )
    ]
    left = {y.fund_id: y.left for y in by_fund_year(project) if y.fiscal_year == quarter.fiscal_year}
    for r in project.rows(
        "SELECT f.id, f.name, sum(b.cents) AS cents, count(DISTINCT b.cohort_id) AS n FROM budget_line b"
        " JOIN fund f ON f.id = b.fund_id WHERE NOT b.in_kind AND (b.fiscal_year, b.quarter) = (?, ?)"
        " GROUP BY f.id ORDER BY f.id",
        when,
    ):
        text = f"{r['name']} (its year has {in_words(left.get(r['id'], 0))} not planned)"
        out.append(ToDo("draw money", text, 0, r["cents"] / 100))
    return out
