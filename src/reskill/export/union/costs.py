"""What the plan spends on what, rounded where a sum over a price would give a withheld count away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reskill.export.blocks import RolledUp
from reskill.export.cost_basis import basis
from reskill.export.union.people import participants, unit
from reskill.export.xlsx.sheet import As, Cell, Row
from reskill.planning.cost_kinds import BACKFILL
from reskill.planning.costs import Rates
from reskill.planning.scenarios import scenario_in_force
from reskill.project.file import Project
from reskill.project.file import Row as ProjectRow
from reskill.project.published import ROUNDING, keep_rounding, told_before
from reskill.table import Kind

ALL = "All of these"
CASH = "Of these, cash"
CASH_MEANS = "The lines above that are paid in cash. The others are paid time, which the payroll pays whether or not anybody trains."
ALL_MEANS = (
    "The sum of the lines above. Release wages and the fringe on them are paid time."
    " What AI tools cost, and the hours to learn each, are in it only where a line says so."
)
FUNDS = "The funds that pay for any of these; no other fund pays in this plan. What trustees have agreed is the city's to say: see City answers."
ROUNDED = "Each line is rounded, so that no small count can be worked out."
OF_UNIT = "unit "  # before the name of a unit in place of a category, where it is kept how costs are rounded
_FUNDS = "SELECT DISTINCT f.name FROM fund f JOIN budget_line b ON b.fund_id = f.id WHERE b.cents > 0 ORDER BY 1"
_BY_CATEGORY = (
    "SELECT category, sum(cents) AS cents, min(in_kind) AS all_in_kind, max(in_kind) AS some_in_kind FROM budget_line"
    " GROUP BY 1 ORDER BY 2 DESC, 1"
)
_BY_UNIT = """
SELECT p.unit, sum(k.cents * 1.0 * p.n / w.n) AS cents, max(k.cents * 1.0 / k.participants) AS dearest
FROM (SELECT c.id, c.title_id, c.participants, sum(b.cents) AS cents FROM cohort c
    JOIN budget_line b ON b.cohort_id = c.id WHERE c.participants > 0 GROUP BY c.id) k
JOIN (SELECT title_id, {unit} AS unit, count(*) AS n FROM position GROUP BY 1, 2) p ON p.title_id = k.title_id
JOIN (SELECT title_id, count(*) AS n FROM position GROUP BY 1) w ON w.title_id = k.title_id
GROUP BY 1
"""


@dataclass(frozen=True)
class Amount:
    """Between which US dollars an amount is; exact where both ends are one."""

    least: float
    most: float

    @property
    def exact(self) -> bool:
        """Whether it is told as one number."""
        return self.least == self.most

    @property
    def told(self) -> float | str:
        """As a cell has it."""
        if self.exact:
            return self.least
        return f"${self.least:,.0f} to ${self.most:,.0f}" if self.least else f"under ${self.most:,.0f}"


def cost_rows(project: Project) -> list[Row]:
    """Rows of the cover: costs by category, exact where every count of participants is shown, else rounded."""
    told = participants(project)
    if not told:
        return []
    steps = _steps(project, told)
    means = f"{ALL_MEANS} {ROUNDED}" if steps else ALL_MEANS
    found = project.rows(_BY_CATEGORY)
    kind: Kind = "dollars" if steps else "money"
    rates = Rates.of(project.thresholds, scenario_in_force(project), {})
    uncovered = (
        f" About {rates.backfill:.0%} of all such hours, each at {rates.cover_pay:.2f} times the pay; in the others, work waits or"
        " colleagues do it."
    )
    amounts = _by_category(found, steps)
    lines: list[tuple[str, Amount, str]] = [
        (category.capitalize(), amount, basis(category) + (uncovered if category == BACKFILL else ""))
        for category, amount in amounts.items()
    ]
    lines += [_sum(ALL, means, list(amounts.values()))] if lines else []
    funds = [r["name"] for r in project.rows(_FUNDS)]
    if lines and all(r["all_in_kind"] == r["some_in_kind"] for r in found):  # else a sum of the lines is not the cash
        lines.append(_sum(CASH, CASH_MEANS, [amounts[r["category"]] for r in found if not r["some_in_kind"]]))
    rows: list[Row] = [("Costs, all years", name, As(amount.told, kind), text) for name, amount, text in lines]
    return [*rows, ("Costs, all years", "Paid from", "; ".join(funds), FUNDS)] if funds else rows


def covered_share(project: Project) -> float:
    """The share of the hours of training (0-1) in which the plan pays somebody to stand in."""
    return float(Rates.of(project.thresholds, scenario_in_force(project), {}).backfill)


def _steps(project: Project, told: RolledUp) -> Mapping[str, int]:
    """Cents to which the costs of each category are rounded; empty where they are told as they are."""
    return rounding(project) if told.blocks else told_before(project, ROUNDING)


def _by_category(found: Sequence[ProjectRow], steps: Mapping[str, int]) -> dict[str, Amount]:
    return {r["category"]: _rounded(r["cents"], steps.get(r["category"], 1)) for r in found}


def _sum(name: str, means: str, amounts: Sequence[Amount]) -> tuple[str, Amount, str]:
    """A line of the sum of amounts as they are told, so that it tells no more than they do."""
    whole = _added(amounts)
    return name, whole, means if whole.exact else f"{means} The upper end counts what is told only as under an amount."


def _added(amounts: Iterable[Amount]) -> Amount:
    told = list(amounts)
    return Amount(sum(a.least for a in told), sum(a.most for a in told))


def _rounded(cents: int, step: int) -> Amount:
    if 0 < cents < step / 2:
        return Amount(0, step / 200)
    amount = round(cents / step) * step / 100
    return Amount(amount, amount)


def rounding(project: Project) -> dict[str, int]:
    """Cents by category: a 1, 2 or 5 times a power of ten, at least the price of the dearest place.

    A sum over three pathways or more whose counts are withheld keeps each of them open with a doubt of one place; a
    sum over fewer needs a doubt of the threshold times that price. Never finer than it was before.
    """
    found = project.rows(
        "SELECT category, max(place) AS dearest, count(DISTINCT pathway) AS pathways FROM (SELECT b.category,"
        " sum(b.cents) * 1.0 / c.participants AS place, c.destination || '/' || coalesce(c.program_id, '') AS pathway"
        " FROM cohort c JOIN budget_line b ON b.cohort_id = c.id WHERE c.participants > 0 AND b.cents > 0 GROUP BY c.id, b.category)"
        " GROUP BY category"
    )
    least = {r["category"]: r["dearest"] * (1 if r["pathways"] >= 3 else project.thresholds.small_cell) for r in found}
    before, other = told_before(project, ROUNDING), project.rows("SELECT DISTINCT category FROM budget_line")
    return {r["category"]: max(_round_number(least.get(r["category"], 0)), before.get(r["category"], 0)) for r in other}


def costs_by_unit(project: Project) -> dict[str, Amount]:
    """Between which US dollars the costs of each unit are, all years; a class in several has its share of positions.

    The range is as wide as places for as many people as the threshold, since the people of a unit are told in other
    sums, and ends where the least of all others leaves no more of what all can cost by the cover's rounded lines, which
    anybody can work out; empty where no number of participants is told.
    """
    going = participants(project)
    if not going:
        return {}
    steps = unit_rounding(project)
    found = project.rows(_BY_UNIT.format(unit=unit(project)))
    told = {r["unit"]: _range(r["cents"], steps[OF_UNIT + r["unit"]]) for r in found}
    least = sum(a.least for a in told.values())
    rounded = _steps(project, going)
    lines = _by_category(project.rows(_BY_CATEGORY), rounded)
    whole = sum(a.most + (rounded.get(category, 0) / 200 if a.exact else 0) for category, a in lines.items())
    return {name: Amount(a.least, min(a.most, whole - (least - a.least))) for name, a in told.items()}


def cost_of_all(project: Project) -> Cell:
    """What the cover says that all costs are, a range as text, which wraps; None where it does not."""
    found = next((value for _, name, value, _ in cost_rows(project) if name == ALL), None)
    return found.content if isinstance(found, As) and isinstance(found.content, str) else found


def cost_of(costs: Mapping[str, Amount], units: Iterable[str]) -> str:
    """Between which US dollars the costs of these units together are; '' where they have none."""
    found = [costs[name] for name in units if name in costs]
    return str(_added(found).told) if found else ""


def _range(cents: int, step: int) -> Amount:
    if cents < step / 2:
        return Amount(0, step / 200)
    middle = round(cents / step) * step
    return Amount((middle - step // 2) / 100, (middle + step // 2) / 100)


def unit_rounding(project: Project) -> dict[str, int]:
    """Cents to which the costs of each unit are rounded, by its dearest place; never finer than before."""
    before, least = told_before(project, ROUNDING), project.thresholds.small_cell
    return {
        (name := OF_UNIT + r["unit"]): max(_round_number(r["dearest"] * least), before.get(name, 0))
        for r in project.rows(_BY_UNIT.format(unit=unit(project)))
    }


def keep_told_rounding(project: Project) -> None:
    """Keep how the costs are rounded, for the editions to come."""
    told = participants(project)
    if told and told.blocks:
        keep_rounding(project, rounding(project))
    if told:
        keep_rounding(project, unit_rounding(project))


def _round_number(least: float) -> int:
    step = 100_000
    factors = (2, 2.5, 2)
    n = 0
    while step < least:
        step = int(step * factors[n % 3])
        n += 1
    return step
