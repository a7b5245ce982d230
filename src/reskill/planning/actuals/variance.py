"""The signed plan, the plan in force and what happened, by fund and year, and people by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from reskill.planning.actuals.periods import told_of
from reskill.planning.actuals.reports import COUNTS
from reskill.planning.fiscal import Quarter
from reskill.planning.kept.plans import baseline, snapshot
from reskill.planning.kept.snapshot import Snapshot, in_force
from reskill.project.file import Project
from reskill.table import Column

COLUMNS = (
    Column("What", "what", width=10, tip="Cash by fund and fiscal year, then people by the year in which they start."),
    Column("Which", "which", width=26, tip="The fund, or what is counted."),
    Column("Year", "year", width=8, tip="Fiscal year, named by the year in which it ends."),
    Column("Signed", "signed", "exact", 12, tip="In the plan that was signed last; none where none is signed."),
    Column(
        "Forecast",
        "forecast",
        "exact",
        12,
        tip="In the plan in force: what happened as far as it is settled, and the rest.",
    ),
    Column("Actual", "actual", "exact", 12, tip="As reported; none where nothing is."),
    Column(
        "Actual less signed",
        "over",
        "exact",
        14,
        tip="Of the quarters compared only, so that it is no difference of the columns before it.",
    ),
    Column(
        "Quarters compared",
        "quarters",
        width=14,
        tip="Those that are wholly reported: by the fund as a whole, or of every cohort that starts in them.",
    ),
)


@dataclass(frozen=True)
class Variance:
    """A figure of a year as signed, forecast and reported: US dollars of cash, or people; None = not known."""

    what: str
    which: str
    year: str
    signed: float | None
    forecast: float | None
    actual: float | None
    over: float | None = None  # actual less signed, of the `quarters` that are wholly reported, as "Q1, Q2"
    quarters: str = ""


def variances(project: Project) -> list[Variance]:
    """Every fund and year with cash in one of the three, then people by year."""
    signed = baseline(project)
    before = snapshot(project, signed.name) if signed else None
    now = in_force(project)
    was, planned, spent = _cash(before), _cash(now), _spent(project)
    whole, started = _whole_quarters(project), _started_quarters(project)
    out = []
    for fund, year in sorted(was.keys() | planned.keys() | spent.keys()):
        key = fund, year
        signed_cents = was.get(key, Counter()) if before else None
        out.append(
            Variance(
                "cash, $",
                fund,
                f"FY{year}",
                None if signed_cents is None else signed_cents.total() / 100,
                planned.get(key, Counter()).total() / 100,
                spent[key] / 100 if key in spent else None,
                *_compared(whole.get(key, {}), signed_cents, 100),
            )
        )
    people_was, people_now, reported = _people(before), _people(now), _reported(project)
    for year in sorted(people_was.keys() | people_now.keys()):
        signed_starts = people_was.get(year, Counter()) if before else None
        for name in COUNTS:
            mine = name == "started"
            out.append(
                Variance(
                    "people",
                    name,
                    f"FY{year}",
                    float(signed_starts.total()) if signed_starts is not None and mine else None,
                    float(people_now.get(year, Counter()).total()) if mine else None,
                    reported.get((year, name)),
                    *_compared(started.get(year, {}) if mine else {}, signed_starts, 1),
                )
            )
    return out


def _cash(plan: Snapshot | None) -> dict[tuple[str, int], Counter[int]]:
    """Cents by quarter, of each fund and year."""
    out: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for m in plan.money if plan else ():
        if not m.in_kind:
            out[m.fund, m.fiscal_year][m.quarter] += m.cents
    return dict(out)


def _spent(project: Project) -> dict[tuple[str, int], int]:
    """Cents by fund and year: what a fund reports of a quarter as a whole goes before what is told by cohort."""
    by_quarter: dict[tuple[str, int, int], dict[bool, int]] = defaultdict(dict)
    for r in project.rows(
        "SELECT f.name, s.fiscal_year, s.quarter, s.cohort_id IS NULL AS whole, sum(s.cents) AS cents FROM spending s"
        " JOIN fund f ON f.id = s.fund_id WHERE NOT s.in_kind GROUP BY 1, 2, 3, 4"
    ):
        by_quarter[r["name"], r["fiscal_year"], r["quarter"]][bool(r["whole"])] = r["cents"]
    out: defaultdict[tuple[str, int], int] = defaultdict(int)
    for (fund, year, _), told in by_quarter.items():
        out[fund, year] += told[True] if True in told else told[False]
    return dict(out)


def _compared(told: Mapping[int, int], signed: Mapping[int, int] | None, unit: int) -> tuple[float | None, str]:
    """What was told of quarters less what was signed for the same quarters, and which they are."""
    if signed is None or not told:
        return None, ""
    over = sum(number - signed.get(quarter, 0) for quarter, number in told.items())
    return over / unit, ", ".join(f"Q{quarter}" for quarter in sorted(told))


def _whole_quarters(project: Project) -> dict[tuple[str, int], dict[int, int]]:
    """Cents by quarter that funds told as a whole; what is told by cohort may be a part of what was spent.

    A board edition's period of several quarters is told in its first, and is no report of that quarter.
    """
    out: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for r in project.rows(
        "SELECT f.name, s.fiscal_year, s.quarter, s.cents, s.source FROM spending s JOIN fund f ON f.id = s.fund_id"
        " WHERE NOT s.in_kind AND s.cohort_id IS NULL AND s.category = ''"
    ):
        quarter = Quarter(r["fiscal_year"], r["quarter"])
        if told_of(r["source"], quarter) != (quarter, quarter):
            continue
        out[r["name"], r["fiscal_year"]][r["quarter"]] = r["cents"]
    return dict(out)


def _started_quarters(project: Project) -> dict[int, dict[int, int]]:
    """People who started, by year and quarter, of quarters whose every cohort is reported on."""
    out: dict[int, dict[int, int]] = defaultdict(dict)
    for r in project.rows(
        "SELECT c.fiscal_year, c.quarter, sum(a.started) AS started FROM cohort c"
        " LEFT JOIN cohort_actual a ON a.cohort_id = c.id GROUP BY 1, 2 HAVING count(*) = count(a.started)"
    ):
        out[r["fiscal_year"]][r["quarter"]] = r["started"]
    return dict(out)


def _people(plan: Snapshot | None) -> dict[int, Counter[int]]:
    """People by the quarter in which they start, of each year."""
    out: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for p in plan.placed if plan else ():
        out[p.fiscal_year][p.quarter] += p.participants
    return dict(out)


def _reported(project: Project) -> dict[tuple[int, str], float]:
    sums = ", ".join(f"sum(a.{name}) AS {name}" for name in COUNTS)
    return {
        (r["fiscal_year"], name): float(r[name])
        for r in project.rows(
            f"SELECT c.fiscal_year, {sums} FROM cohort_actual a JOIN cohort c ON c.id = a.cohort_id GROUP BY 1"
        )
        for name in COUNTS
        if r[name] is not None
    }
