"""How costs follow each other and the inputs of a workbook: as the core has it (`planning/costs.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reskill.export.hr.inputs import FRINGE_RATE, OVERHEAD_RATES, PRICES_RISE, REVIEW_COST, WAGES_RISE
from reskill.planning.cost_kinds import (
    FRINGE,
    INDIRECT,
    OUTSIDE_MTDC,
    OVERHEAD,
    PAID_TIME,
    PER_PERSON,
    RELEASE,
    REVIEW,
    TUITION,
)
from reskill.planning.costs import Rates

RISES = {RELEASE: WAGES_RISE, TUITION: PRICES_RISE} | dict.fromkeys(PER_PERSON, PRICES_RISE)
"""The input by which a unit of a kind of cost costs more each year."""


def share_rates(rates: Rates) -> Mapping[str, tuple[str, Decimal]]:
    """The kinds of cost that are shares of others: the input that says which share, and the plan's own share."""
    found = {FRINGE: (FRINGE_RATE, rates.fringe), REVIEW: (REVIEW_COST, rates.review)}
    return found | {kind: (OVERHEAD_RATES[kind], rates.added[kind].rate) for kind in OVERHEAD if kind in rates.added}


def in_base(share: str, kind: str) -> bool:
    """Whether a kind of cost that is a share of others is one of these."""
    if share == FRINGE:
        return kind == RELEASE
    if share == REVIEW:
        return kind not in (REVIEW, *OVERHEAD)
    return kind not in (*PAID_TIME, *OVERHEAD, *(OUTSIDE_MTDC if share == INDIRECT else ()))
