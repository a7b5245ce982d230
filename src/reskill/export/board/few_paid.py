"""Where the board's exact costs tell what few people earn: by themselves, or beside the edition that went out before.

Whoever knows hours, prices and rates has the pay of a class from a cost that rests on it alone, or nearly; and from the
difference of two editions where little else has changed. A fund's costs must be told, so that the edition is written,
and says so.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from reskill.export.board.dominance import tells_pay
from reskill.export.board.periods import OF_PAY, by_quarter
from reskill.export.board.told_starts import Quarter
from reskill.project.file import Project
from reskill.project.published import PAID, keep_paid, told_before

WARNING = (
    "Costs in this edition, or what has changed since the last one, rest so nearly on the pay of few people that whoever"
    " knows their hours can tell it. It is for the board's own use, not to be passed on."
)
_Cost = tuple[str, int, int, str, int]  # fund, fiscal year, quarter, category, in kind
_COSTS = """
SELECT f.name AS fund, b.fiscal_year, b.quarter, b.category, b.in_kind, t.title, t.department, sum(b.cents) AS cents
FROM budget_line b JOIN fund f ON f.id = b.fund_id JOIN cohort c ON c.id = b.cohort_id JOIN title t ON t.id = c.title_id
WHERE b.category IN ({}) GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def few_paid(project: Project) -> list[str]:
    """The funds and periods in which costs tell what few people earn, in words; empty where none do."""
    now, small = _costs(project), _few_hold(project)
    before = {tuple(json.loads(name)): cents for name, cents in told_before(project, PAID).items()}
    keys = sorted({*now, *before}) if before else ()
    since = Counter({key: now.get(key, 0) - before.get(key, 0) for key in keys})
    period_of = by_quarter(project)
    found: dict[str, None] = {}
    for costs, when in ((now, ""), (since, ", since the last edition")):
        for (fund, period), of in _by_period(costs, period_of):
            if tells_pay(of, small):
                found[f"{fund}, {period}{when}"] = None
    return list(found) or _together([now, before], period_of, small)


def _together(
    told: Sequence[Mapping[tuple[str | int, ...], int]],
    period_of: Mapping[Quarter, object],
    small: Collection[tuple[str, str]],
) -> list[str]:
    """The funds and periods of costs from which, beside others of this edition and the last, pay of the few falls out."""
    from reskill.export.board.pay_told import told_together  # numpy is slow to load

    costs = [cost for kept in told for cost in _by_period(kept, period_of)]
    found = {*told_together([of for _, of in costs], small)}
    places = (f"{fund}, {period}, beside other costs" for (fund, period), of in costs if found & of.keys())
    return list(dict.fromkeys(places))


def keep_told_pay(project: Project) -> None:
    """Keep on whose pay the costs told rest, for the editions to come."""
    keep_paid(project, {json.dumps(key): cents for key, cents in _costs(project).items()})


def _costs(project: Project) -> Counter[tuple[str | int, ...]]:
    """Cents by fund, year, quarter, category, whether in kind, and title with its department."""
    rows = project.rows(_COSTS.format(",".join("?" * len(OF_PAY))), OF_PAY)
    return Counter({tuple(v for k, v in r.items() if k != "cents"): r["cents"] for r in rows})


def _few_hold(project: Project) -> set[tuple[str, str]]:
    """Titles that fewer people than the threshold hold."""
    least = project.thresholds.small_cell
    rows = project.rows("SELECT title, department FROM title WHERE positions < ?", (least,))
    return {(r["title"], r["department"]) for r in rows}


def _by_period(
    costs: Mapping[tuple[str | int, ...], int], period_of: Mapping[Quarter, object]
) -> Iterator[tuple[tuple[str, str], Counter[tuple[str, str]]]]:
    """Each cost that is told, by fund and period, with the cents of every title in it."""
    made: dict[tuple[str, str, str, int], Counter[tuple[str, str]]] = defaultdict(Counter)
    for (fund, year, quarter, category, in_kind, title, department), cents in costs.items():
        period = period_of.get((int(year), int(quarter)))
        name = getattr(period, "name", f"FY{year} Q{quarter}")
        made[str(fund), name, str(category), int(in_kind)][str(title), str(department)] += cents
    yield from (((fund, period), of) for (fund, period, _, _), of in made.items())
