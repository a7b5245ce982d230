"""What is reported of cohorts and funds: who started, finished, got a credential and a place, and what was spent."""

from __future__ import annotations

from collections.abc import Mapping

from reskill.planning.by_hand.cohorts import cohort_rows, holders, mark
from reskill.planning.by_hand.lines import fund_named
from reskill.planning.fiscal import Quarter
from reskill.planning.money import to_cents
from reskill.problem import ReskillError
from reskill.project.file import Project, now

COUNTS = ("started", "finished", "credential", "placed")
_AT_MOST = {"finished": "started", "credential": "finished", "placed": "started"}
MOST_DOLLARS = 9_999_999_999.0


def report_people(project: Project, cohort_id: int, counts: Mapping[str, int | None], source: str = "") -> None:
    """Report counts of a cohort's people, by COUNTS; None takes one back. The cohort is locked: it took place.

    Raises ReskillError for a cohort that there is not, and for counts that cannot be.
    """
    (row,) = cohort_rows(project, [cohort_id])
    found = project.rows(
        "SELECT started, finished, credential, placed FROM cohort_actual WHERE cohort_id = ?", (cohort_id,)
    )
    after = (found[0] if found else dict.fromkeys(COUNTS)) | dict(counts)
    filled = project.value("SELECT count(*) FROM position WHERE title_id = ? AND status = 'filled'", (row["title_id"],))
    for name, number in after.items():
        most, of = filled, holders(filled, row["title"])
        if (other := _AT_MOST.get(name)) and after[other] is not None:
            most, of = after[other], f"{after[other]} {other}"
        if number is not None and not 0 <= number <= most:
            raise ReskillError(f"{number} cannot be {name} in cohort {cohort_id}: {of}.", "Correct one of the two.")
    before = found[0]["started"] if found else None
    if (after["started"] or 0) > max(row["participants"], before or 0):
        raise ReskillError(
            f"{after['started']} cannot have started in cohort {cohort_id}: {row['participants']} are planned.",
            "Correct the number; or if so many did start, first have that many people in the cohort.",
        )
    with project.change(f"Report on cohort {cohort_id}") as db:
        db.execute(
            "INSERT OR REPLACE INTO cohort_actual (cohort_id, started, finished, credential, placed, who, at, source)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (cohort_id, *(after[name] for name in COUNTS), project.who, now(), source),
        )
        if not row["who"]:
            mark(project, cohort_id, "it took place")


def report_spending(
    project: Project,
    fund: str,
    quarter: Quarter,
    dollars: float | None,
    *,
    cohort_id: int | None = None,
    category: str = "",
    in_kind: bool = False,
    source: str = "",
) -> None:
    """Report what a fund spent in a quarter, or was given in kind, in US dollars; None takes it back. Without a cohort
    it is the fund's whole spending of the quarter, which goes before what is told by cohort.

    Raises ReskillError for a fund or cohort that there is not, and for an amount that cannot be.
    """
    fund_id = fund_named(project, fund)
    if cohort_id is not None:
        cohort_rows(project, [cohort_id])
    if dollars is not None and not 0 <= dollars <= MOST_DOLLARS:
        raise ReskillError(
            f"{fund} cannot have spent ${dollars:,.2f}.", f"Enter dollars from 0 to {MOST_DOLLARS:,.0f}."
        )
    with project.change(f"Report what {fund} spent in {quarter}") as db:
        db.execute(
            "DELETE FROM spending WHERE cohort_id IS ? AND (fund_id, category, fiscal_year, quarter, in_kind) = (?,?,?,?,?)",
            (cohort_id, fund_id, category, quarter.fiscal_year, quarter.quarter, int(in_kind)),
        )
        if dollars is not None:
            db.execute(
                "INSERT INTO spending (cohort_id, fund_id, category, fiscal_year, quarter, in_kind, cents, who, at, source)"
                " VALUES (?,?,?,?,?,?,?,?,?,?)",
                (
                    cohort_id,
                    fund_id,
                    category,
                    quarter.fiscal_year,
                    quarter.quarter,
                    int(in_kind),
                    to_cents(dollars),
                    project.who,
                    now(),
                    source,
                ),
            )
