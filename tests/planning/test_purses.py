"""What funds can bear together: by purses, by flow, and as charged to the cent."""

from collections import Counter
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from reskill.planning.costs import Line
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import Fund
from reskill.planning.ledger import Bill, charge
from reskill.planning.payers import Payers, Shares
from reskill.planning.purses import can_be_borne, must_bear

YEAR = 2028
FUNDS = [Fund(i, f"Fund {i}", "city", frozenset(["tuition"])) for i in range(1, 5)]
SHARES = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from([Decimal("0.2"), Decimal("0.5"), Decimal("0.6"), Decimal(1)])),
    min_size=1,
    max_size=4,
    unique_by=lambda pair: pair[0],
).map(tuple)
COSTS = st.lists(st.tuples(SHARES, st.integers(1, 400)), min_size=1, max_size=4, unique_by=lambda pair: pair[0])
AMOUNTS = st.lists(st.integers(0, 500), min_size=4, max_size=4)


def payers(dollars: list[int]) -> Payers:
    budgets = {(i, YEAR): 100 * amount for i, amount in enumerate(dollars, 1)}
    return Payers(FUNDS, budgets, 7, {}, 0, {}, sum(budgets.values()), {})


def flows(costs: list[tuple[Shares, int]], dollars: list[int]) -> bool:
    """Whether the costs can be shared out: by a linear program over who pays how much of which."""
    ways = [(i, fund, float(share) * cost) for i, (shares, cost) in enumerate(costs) for fund, share in shares]
    pays = np.array([[float(i == of) for of, *_ in ways] for i in range(len(costs))])
    has = np.array([[float(fund == of) for _, of, _ in ways] for fund in range(1, 5)])
    most = [(0, limit) for *_, limit in ways]
    return bool(linprog([0] * len(ways), has, dollars, pays, [cost for _, cost in costs], most).status == 0)


@settings(max_examples=150, deadline=None)
@given(COSTS, AMOUNTS)
def test_that_costs_can_be_shared_out_exactly_when_every_purse_has_enough(costs, dollars) -> None:
    assume(all(can_be_borne(shares) for shares, _ in costs))
    office = payers(dollars)
    asked: Counter[frozenset[tuple[int, int]]] = Counter()
    found = must_bear(office, [(YEAR, shares) for shares, _ in costs])
    for shares, cost in costs:
        for purse, share in found[YEAR, shares].items():
            asked[purse] += share * cost * 100
    assert all(cents <= office.has(purse) + 1e-6 for purse, cents in asked.items()) == flows(costs, dollars)


@settings(max_examples=80, deadline=None)
@given(COSTS, AMOUNTS, st.integers(1, 7))
def test_that_what_fits_is_charged_without_overspending_a_fund_or_a_share(costs, dollars, people) -> None:
    assume(all(can_be_borne(shares) for shares, _ in costs) and flows(costs, dollars))
    office = payers(dollars)
    office.shares = lambda terms, start, quarter: costs[terms][0]  # type: ignore[method-assign]
    bills = [
        Bill(
            Quarter(YEAR, 1),
            {"tuition": i},
            [Line(0, "tuition", Decimal(1), "participant", Decimal(cost) / people, "", "")] * people,
        )
        for i, (_, cost) in enumerate(costs)
    ]
    spent: Counter[int] = Counter()
    for (shares, _), bill, charges in zip(costs, bills, charge(office, bills), strict=True):
        assert sum(c.line.cents for c in charges) == sum(line.cents for line in bill.lines)
        for fund, share in shares:
            mine = sum(c.line.cents for c in charges if c.fund_id == fund)
            assert mine <= share * sum(line.cents for line in bill.lines) + 4 * people  # odd cents
            spent[fund] += mine
        assert {c.fund_id for c in charges} <= {fund for fund, _ in shares}
    assert all(cents <= office.has([(fund, YEAR)]) + 4 * people * len(costs) for fund, cents in spent.items())


def test_that_two_grants_of_half_a_cost_pay_all_of_it_together() -> None:
    half = ((1, Decimal("0.5")), (2, Decimal("0.5")), (3, Decimal(1)))
    office = payers([100, 100, 0, 0])
    rows = must_bear(office, [(YEAR, half)])[YEAR, half]
    assert rows[frozenset([(1, YEAR), (3, YEAR)])] == 0.5  # the second may bear the other half
    assert frozenset([(3, YEAR)]) not in rows  # the city need not bear any
    assert rows[frozenset([(1, YEAR), (2, YEAR), (3, YEAR)])] == 1


@pytest.mark.parametrize(("shares", "able"), [(("0.5", "0.5"), True), (("0.5", "0.4"), False), (("1",), True)])
def test_that_a_cost_is_borne_where_the_shares_come_to_all_of_it(shares: tuple[str, ...], able: bool) -> None:
    assert can_be_borne(tuple((i, Decimal(share)) for i, share in enumerate(shares, 1))) == able
