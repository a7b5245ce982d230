"""Charging cost lines to funds so that no fund is overspent in a fiscal year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from reskill.planning.costs import Line
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import Fund


@dataclass(frozen=True)
class Charge:
    """A cost line charged to a fund in a quarter."""

    quarter: Quarter
    line: Line
    fund_id: int


class Ledger:
    """What is left of each fund by fiscal year, in cents."""

    def __init__(self, funds: Sequence[Fund], available: Mapping[tuple[int, int], int]) -> None:
        self._funds = [f for f in funds if f.admits_city]
        self.left = {key: cents for key, cents in available.items() if key[0] in {f.id for f in self._funds}}

    def charge(self, start: Quarter, lines: Iterable[Line]) -> list[Charge] | None:
        """Charge every line of a cohort that starts in a quarter; None, and nothing charged, when one does not fit.

        Money that cannot pay wages goes first to what is not wages; within that, money with strings before the
        city's own. A line that no fund can bear alone is shared between funds.
        """
        before = dict(self.left)
        charges: list[Charge] = []
        for line in lines:
            quarter = start.plus(line.after)
            shares = self._share(quarter, line)
            if not shares:
                self.left = before
                return None
            charges += shares
        return charges

    def _share(self, quarter: Quarter, line: Line) -> list[Charge]:
        year = quarter.fiscal_year
        able = [f for f in self._funds if (f.id, year) in self.left and (f.pays_wages or not line.wages)]
        able.sort(key=lambda f: f.pays_wages)
        for fund in able:
            if line.cents <= self.left[fund.id, year]:
                return [self._take(quarter, line, fund)]
        out, rest = [], line.quantity
        for fund in able:
            affordable = Decimal(self.left[fund.id, year]) / 100 / line.unit_cost
            part = min(rest, affordable.quantize(line.step, ROUND_FLOOR) if line.step < 1 else affordable // 1)
            if part > 0:
                note = f"{line.note}; {part.normalize():f} of {line.quantity.normalize():f} on this fund"
                out.append(self._take(quarter, replace(line, quantity=part, note=note), fund))
                rest -= part
        if rest > 0:
            for charge in out:
                self.left[charge.fund_id, year] += charge.line.cents
            return []
        return out

    def _take(self, quarter: Quarter, line: Line, fund: Fund) -> Charge:
        self.left[fund.id, quarter.fiscal_year] -= line.cents
        return Charge(quarter, line, fund.id)
