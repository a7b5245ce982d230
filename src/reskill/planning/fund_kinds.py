"""The kinds of fund that a plan may use, and what each may pay unless its own terms say less.

Planning aids (20 CFR 680 and 683, funds' own pages), not legal advice: the award decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from reskill.planning.cost_kinds import (
    BACKFILL,
    EDUCATION,
    KINDS,
    OVERHEAD,
    PAID_TIME,
    PARTICIPANTS,
    RELEASE,
    REVIEW,
    TRAINING,
)

CITY, EMPLOYER, PAYROLL = "city", "employer share", "payroll"
IWT, OJT, TRANSITIONAL, ACCOUNT = "iwt", "ojt", "transitional jobs", "individual account"
ADULT, DISLOCATED, PELL = "wioa adult", "wioa dislocated worker", "workforce pell"


@dataclass(frozen=True)
class FundKind:
    """A kind of fund: its name in the list, what it may pay at most, and what has to be known of it."""

    id: str
    name: str
    pays: tuple[str, ...]
    ask: str = ""


_CASH = tuple(k for k in KINDS if k not in PAID_TIME)
_GRANT = (*TRAINING, *PAID_TIME, BACKFILL, REVIEW, *PARTICIPANTS, *OVERHEAD)

FUND_KINDS = (
    FundKind(CITY, "City general or training fund", _CASH),
    FundKind("tuition aid", "City tuition aid", EDUCATION, "The yearly limit a person of the city's written plan."),
    FundKind(EMPLOYER, "Employer share of a grant", KINDS),
    FundKind(PAYROLL, "Payroll: paid time, no cash", PAID_TIME),
    FundKind("state", "State grant", _GRANT, "The award's kinds of cost, dates and share."),
    FundKind("federal", "Other federal grant", _GRANT, "The award's kinds of cost, dates and share."),
    FundKind(ADULT, "WIOA Adult, local allocation", (), "It trains city staff only as incumbent worker training."),
    FundKind(DISLOCATED, "WIOA Dislocated Worker, local allocation", (), "As for Adult: enter IWT as its own fund."),
    FundKind(
        IWT, "WIOA incumbent worker training", TRAINING, "The board's share of its allocations, and its contract."
    ),
    FundKind(OJT, "WIOA on-the-job training", (RELEASE,), "The board's rate, and the contract for each trainee."),
    FundKind(TRANSITIONAL, "WIOA transitional jobs", (), "It is for people out of work, not for staff."),
    FundKind(ACCOUNT, "Individual training account", EDUCATION, "The board's cap a person; the state's eligible list."),
    FundKind(PELL, "Workforce Pell (aid to a student)", (), "It is the student's aid, never the city's money."),
    FundKind("union", "Union or education fund", EDUCATION, "Whose members it is for, its yearly limit, exam fees."),
    FundKind("philanthropy", "Philanthropy", _GRANT, "The award's kinds of cost and dates."),
)
BY_ID = {kind.id: kind for kind in FUND_KINDS}


def employer_size(staff: int) -> str:
    """The band of an employer's size that the share in incumbent worker training goes by (20 CFR 680.820)."""
    return "small" if staff <= 50 else "medium" if staff <= 100 else "large"
