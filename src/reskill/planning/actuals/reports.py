"""What is reported of cohorts and funds: who started, finished, got a credential and a place, and what was spent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reskill.planning.actuals.periods import Period, name_of, period_of, source_of, told_of
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
    at: str = "",
) -> None:
    """Report what a fund spent in a quarter, or was given in kind, in US dollars; None takes it back. Without a cohort
    it is the fund's whole spending of the quarter, which goes before what is told by cohort; of a period of several
    quarters, by its `source`, it takes the place of what was told of each. `at` is when it was said, now unless given.

    Raises ReskillError for a fund or cohort that there is not, for an amount that cannot be, and for a quarter that is
    a part of a period that was told as one.
    """
    fund_id = fund_named(project, fund)
    if cohort_id is not None:
        cohort_rows(project, [cohort_id])
    if dollars is not None and not 0 <= dollars <= MOST_DOLLARS:
        raise ReskillError(
            f"{fund} cannot have spent ${dollars:,.2f}.", f"Enter dollars from 0 to {MOST_DOLLARS:,.0f}."
        )
    replaced = [
        r["id"]
        for r in _told(project, fund_id, in_kind)
        if (r["cohort_id"], r["category"]) == (cohort_id, category)
        and _is_within(r, told_of(source, quarter), fund, whole=cohort_id is None and not category)
    ]
    with project.change(f"Report what {fund} spent in {quarter}") as db:
        db.conn.executemany("DELETE FROM spending WHERE id = ?", [(n,) for n in replaced])
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
                    at or now(),
                    source,
                ),
            )


def report_spent(
    project: Project,
    fund: str,
    period: str,
    dollars: float,
    *,
    cohort_id: int | None = None,
    category: str = "",
    in_kind: bool = False,
) -> None:
    """Report what a fund spent in a period as a person writes it: FY2028 Q2, or FY2028 Q1 to Q2 of the fund as a whole.

    Raises ReskillError as `report_spending` does.
    """
    first, last = about = period_of(period)
    if first != last and (cohort_id is not None or category):
        raise ReskillError(f"{period} is no quarter.", "What is told of a cohort or a kind is told by quarter.")
    source = "" if first == last else source_of("entered", name_of(about))
    report_spending(
        project, fund, first, dollars, cohort_id=cohort_id, category=category, in_kind=in_kind, source=source
    )


def periods_told(project: Project) -> list[str]:
    """The periods of several quarters of which something was told."""
    rows = project.rows("SELECT fiscal_year, quarter, source FROM spending ORDER BY fiscal_year, quarter")
    told = (told_of(r["source"], _quarter(r)) for r in rows)
    return list(dict.fromkeys(name_of(about) for about in told if about[0] != about[1]))


def report_period(
    project: Project, fund: str, period: str, dollars: float, *, in_kind: bool, file: str, saved: str
) -> str:
    """Report what a board says that a fund spent in a period, by its name, in a file that was `saved` at a time, ISO and
    local; gives in words what it takes the place of, and '' where the same is reported already.

    Raises ReskillError as `report_spending` does, and for an older file that says something else than a later report.
    """
    about = period_of(period)
    before = [
        r for r in _told(project, fund_named(project, fund), in_kind) if r["cohort_id"] is None and not r["category"]
    ]
    before = [r for r in before if _is_within(r, about, fund, whole=True)]
    cents = sum(r["cents"] for r in before)
    if before and cents == to_cents(dollars) and all(told_of(r["source"], _quarter(r)) == about for r in before):
        return ""
    if later := max((r["at"] for r in before if r["at"] > saved), default=""):
        raise ReskillError(
            f"Of {fund}, {period}, ${cents / 100:,.2f} was reported later, on {later[:10]}.",
            "Enter the amount of this older workbook yourself if it is the right one.",
        )
    source = source_of(file, period)
    report_spending(project, fund, about[0], dollars, in_kind=in_kind, source=source, at=saved)
    return f"in place of ${cents / 100:,.2f}" if before else "new"


def _told(project: Project, fund_id: int, in_kind: bool) -> list[dict[str, Any]]:
    return project.rows("SELECT * FROM spending WHERE fund_id = ? AND in_kind = ?", (fund_id, int(in_kind)))


def _quarter(row: Mapping[str, Any]) -> Quarter:
    return Quarter(row["fiscal_year"], row["quarter"])


def _is_within(row: Mapping[str, Any], about: Period, fund: str, whole: bool) -> bool:
    """Whether a report is replaced by one on a period. Raises ReskillError where it is on a part of it and on more."""
    first, last = told_of(row["source"], _quarter(row)) if whole else (_quarter(row), _quarter(row))
    if about[0] <= first and last <= about[1]:
        return True
    if whole and first <= about[1] and about[0] <= last:
        told, this = name_of((first, last)), name_of(about)
        raise ReskillError(
            f"{fund} has ${row['cents'] / 100:,.2f} reported for {told} together, which {this} is a part of or reaches into.",
            f"Report the whole of {told} anew.",
        )
    return False
