"""What a fund with a limit a person could still pay of a cohort, where another one shares the cost: after a lower price,
for instance, since costs keep the fund that they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from reskill.planning.budget import by_fund_year
from reskill.planning.by_hand.cohorts import cohort_rows, lines_of
from reskill.planning.by_hand.plan_line import PlanLine
from reskill.planning.funds import Fund, funds
from reskill.planning.money import in_words, to_cents
from reskill.project.file import Project

WORTH = 100  # cents a person, below which it is a matter of rounding


def could_pay(project: Project, ids: Sequence[int]) -> list[str]:
    """By fund and kind of cost, what it could pay of these cohorts that the city's own money pays now, with the lines, in
    words."""
    every = funds(project)
    limited = [f for f in every if f.person is not None and not f.own]
    if not limited:
        return []
    names = {f.id: f.name for f in every if f.own}
    left = {(y.fund_id, y.fiscal_year): y.left for y in by_fund_year(project)}
    more: dict[tuple[str, str, str], int] = defaultdict(int)
    numbers: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in cohort_rows(project, ids):
        lines = [x for x in lines_of(project, row["id"]) if not x.in_kind]
        for fund in limited:
            for (category, year), others in _shared(lines, fund, names).items():
                mine = [x for x in lines if x.fund_id == fund.id and x.quarter.fiscal_year == year]
                same = sum(x.cents for x in mine if x.category == category)
                whole = same + sum(x.cents for x in others)
                cents = min(
                    to_cents(fund.person or 0) * row["participants"] - sum(x.cents for x in mine),
                    int(whole * fund.share) - same,
                    left.get((fund.id, year), 0),
                )
                if cents >= WORTH * row["participants"]:
                    left[fund.id, year] -= cents
                    key = fund.name, category, names[others[0].fund_id]
                    more[key] += cents
                    numbers[key] += [x.id for x in others]
    return [
        f"{fund} could pay {in_words(cents)} more of {category}, which {other} pays now: change the fund of"
        f" line{'s' if len(numbers[key]) > 1 else ''} {' '.join(map(str, numbers[key]))}."
        for key, cents in more.items()
        for fund, category, other in [key]
    ]


def _shared(lines: Sequence[PlanLine], fund: Fund, own: Container[int]) -> dict[tuple[str, int], list[PlanLine]]:
    """Lines of the city's `own` funds by kind of cost and fiscal year, where the fund pays a part of the same."""
    found: dict[tuple[str, int], list[PlanLine]] = defaultdict(list)
    its = {(x.category, x.quarter.fiscal_year) for x in lines if x.fund_id == fund.id}
    for x in lines:
        key = x.category, x.quarter.fiscal_year
        if key in its and x.fund_id in own and x.cents:
            found[key].append(x)
    return found
