"""Pay of a year out of what a roster line gives: a salary, a rate an hour, or a rate of another period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median

from reskill.intake.amounts import Amount, basis_in
from reskill.intake.vocabulary import is_at_full_time, is_of_both, words
from reskill.thresholds import Thresholds

PERIODS = {"annual": 1, "quarterly": 4, "monthly": 12, "semimonthly": 24, "biweekly": 26, "weekly": 52}
BASES = (*PERIODS, "hourly")
_PERIODS_A_YEAR = re.compile(r"\bperiods? (26|24|12|52)\b|\b(26|24|12|52) (pay )?periods?\b")
_BY_PERIODS = {"26": "biweekly", "24": "semimonthly", "12": "monthly", "52": "weekly"}
_WORDS = {
    "h": "hourly", "hour": "hourly", "s": "annual", "a": "annual", "y": "annual", "salary": "annual", "year": "annual",
    "salaried": "annual", "exempt": "annual", "m": "monthly", "month": "monthly", "b": "biweekly", "bw": "biweekly",
    "w": "weekly", "week": "weekly", "two weeks": "biweekly", "fortnightly": "biweekly", "d": "occasion", "day": "occasion",
    "mo": "monthly", "mth": "monthly", "sm": "semimonthly", "yr": "annual", "an": "annual", "ann": "annual", "hr": "hourly", "hrly": "hourly",
    "wk": "weekly", "biwk": "biweekly", "b/w": "biweekly", "q": "quarterly", "quarter": "quarterly", "per annum": "annual", "annum": "annual", "semi monthly": "semimonthly", "bi weekly": "biweekly",
}  # fmt: skip
_PERIODS = frozenset(
    f"{per}{word}" for per in ("", "per ", "a ", "an ", "/")
    for word in ("hour", "day", "week", "two weeks", "month", "quarter", "year", "annum", "pay period")
) | frozenset((
    "hourly", "hrly", "hr", "daily", "per diem", "weekly", "biweekly", "bi-weekly", "bi weekly", "fortnightly", "semimonthly",
    "semi-monthly", "semi monthly", "monthly", "quarterly", "annual", "annually", "yearly", "every two weeks",
))  # fmt: skip
LOWEST, HIGHEST = 15_000, 400_000  # dollars a year: the bounds of a median full-time pay that is believed
_MOST_OF_A_PERIOD = {
    "quarterly": 120_000,
    "monthly": 40_000,
    "semimonthly": 20_000,
    "biweekly": 20_000,
    "weekly": 10_000,
}
_LEAST_OF_A_YEAR = 5_000  # dollars: what a column of bases calls a rate an hour and is less is no year's pay
_OFTEN = 0.1  # share of a pay column from which amounts of the size of an hourly rate are taken for such ...
_THOUSANDS = 2_000  # dollars: the middle of a column that says thousands, and means them, is less
_BETWEEN = (
    20  # ... unless amounts up to this many times the highest rate are frequent too: then it is what was paid out
)


@dataclass(frozen=True)
class Pay:
    """Dollars a year (None = unknown), the basis that the roster gave, and in words what was done or is wrong.

    `given` is the amount where it was taken for a year's as it stands or is too small for that, else None.
    """

    annual: float | None
    basis: str = ""
    remark: str = ""
    remedy: str = ""
    given: float | None = None


@dataclass(frozen=True)
class PayRules:
    """How amounts of one pay column are read: the basis its header names, and whether small ones are hourly rates.

    `answer` is the basis that a person gave for amounts that would else be taken for a year's, "" = none; it is for
    amounts up to `answered_to` dollars. Amounts count `times` their figure (thousands), and `of_full_time` ones are what a
    full-time holder would get.
    """

    header_basis: str
    small_is_hourly: bool
    thresholds: Thresholds
    answer: str = ""
    answered_to: float = 0.0
    times: int = 1
    of_full_time: bool = False

    def is_hourly_size(self, dollars: float) -> bool:
        """Whether an amount is of the size of pay for an hour."""
        return self.thresholds.hourly_from <= dollars <= self.thresholds.hourly_to


def pay_rules(
    header: str, amounts: list[float], thresholds: Thresholds, answer: str = "", in_thousands: bool = False
) -> PayRules:
    """The rules for a pay column with these amounts; `in_thousands`: the file says that its dollars are thousands.

    Rates among salaries leave a gap between the two; what was paid out in a year (part-year and casual work) does not.
    """
    times = 1000 if in_thousands and amounts and median(amounts) < _THOUSANDS else 1
    amounts = [a * times for a in amounts]
    small = sum(thresholds.hourly_from <= a <= thresholds.hourly_to for a in amounts)
    between = sum(thresholds.hourly_to < a <= _BETWEEN * thresholds.hourly_to for a in amounts)
    hourly = small > 0 and small >= _OFTEN * len(amounts) and between <= small / 4
    most = _MOST_OF_A_PERIOD.get(answer, 10 * thresholds.hourly_to)
    if answer != "quarterly" and amounts and median(amounts) >= LOWEST:  # a year's on the whole: it is about the others
        most = min(most, LOWEST)
    return PayRules(_basis_named(words(header)), hourly, thresholds, answer, most, times, is_at_full_time(header))


def _basis_named(header: str) -> str:
    """The basis that the plain words of a pay column's header name: by its word, or by the pay periods of a year."""
    if is_of_both(header):
        return ""
    found = _PERIODS_A_YEAR.search(header)
    return basis_in(header) or (_BY_PERIODS[found[1] or found[2]] if found else "")


def basis_of(text: str) -> str:
    """The pay basis that a cell of a basis column states, or ""."""
    return _WORDS.get(text.casefold().strip(" ."), "") or basis_in(text)


def is_period(text: str) -> bool:
    """Whether a text is a word for the period that pay is for, and nothing else: Monthly, per hour, Bi-weekly."""
    said = " ".join(text.casefold().replace("_", " ").split()).strip(" .")
    return said in _PERIODS


def annual_pay(amount: Amount, stated: str, fte: float | None, rules: PayRules, of_title: str = "") -> Pay:
    """Pay of a year; `stated` is the basis column's word, `of_title` the job title's, and an unknown FTE counts as 1."""
    dollars = amount.dollars * rules.times
    if dollars < 0:
        return Pay(None, "", "The pay is negative; it is taken as unknown", "Enter the pay of a year.")
    if dollars == 0:
        return Pay(None, "", "The pay is zero; it is taken as unknown", "Enter the pay of a year if there is one.")
    basis = amount.basis or rules.header_basis
    by_day = (stated == "occasion" and dollars < LOWEST) or (of_title == "occasion" and rules.is_hourly_size(dollars))
    if basis == "occasion" or by_day:
        return Pay(None, "", "The pay is for a day or a meeting; a year's is unknown", "Enter the pay of a year.")
    if not basis and stated in _MOST_OF_A_PERIOD and dollars <= _MOST_OF_A_PERIOD[stated]:
        basis = stated
    elif stated == "hourly" and basis in ("", "annual"):
        if dollars <= rules.thresholds.hourly_to:
            basis = "hourly"
        elif dollars < _LEAST_OF_A_YEAR:
            return Pay(
                None,
                "",
                "The pay is called a rate an hour and is too large for one; it is taken as unknown",
                "Correct the pay or its basis.",
            )
    if basis == "hourly" and dollars > 10 * rules.thresholds.hourly_to and not amount.basis:
        basis = ""  # a year's pay among the rates
    if basis in ("", "annual") and rules.is_hourly_size(dollars):
        if rules.small_is_hourly or stated == "hourly":
            basis = "hourly"
        elif rules.answer != "hourly":
            return Pay(
                None,
                "",
                "The pay is too small for a year and may be a rate an hour; it is taken as unknown",
                "Enter the pay of a year, or write the rate as 22.50/hour.",
                given=dollars,
            )
    if basis in ("", "annual") and not amount.basis and rules.answer and not _is_of_a_year(dollars, stated, rules):
        return replace(_of_period(dollars, rules.answer, fte, rules), given=dollars)
    return _of_period(dollars, basis, fte, rules, stated)


def _is_of_a_year(dollars: float, stated: str, rules: PayRules) -> bool:
    """Whether an amount stays a year's though a person gave the column another basis: it is too large for that
    period, or its line says that it is a year's and it may well be."""
    return dollars > rules.answered_to or (stated == "annual" and dollars >= LOWEST)


def _of_period(dollars: float, basis: str, fte: float | None, rules: PayRules, stated: str = "") -> Pay:
    if basis == "hourly":
        return _bounded(dollars * rules.thresholds.hours_per_year * (1 if fte is None else fte), "hourly", rules)
    if basis in PERIODS and basis != "annual":
        return _bounded(dollars * PERIODS[basis], basis, rules)
    if rules.of_full_time and fte is not None:
        dollars *= fte
    return _bounded(dollars, "hourly" if stated == "hourly" else "annual", rules, as_given=True)


def _bounded(annual: float, basis: str, rules: PayRules, as_given: bool = False) -> Pay:
    if annual > rules.thresholds.highest_pay:
        return Pay(
            None,
            basis,
            f"The pay is over ${rules.thresholds.highest_pay:,.0f} a year; it is taken as unknown",
            "Check the decimal point, and whether the line is a total.",
        )
    if as_given:
        annual = round(annual, 2)
        return Pay(annual, basis, given=annual)
    hours = f"{rules.thresholds.hours_per_year:,} hours and the FTE (1 where none is given)"
    how = f"multiplied by {hours}" if basis == "hourly" else f"multiplied by {PERIODS[basis]}"
    said = "a rate an hour" if basis == "hourly" else basis
    return Pay(
        round(annual, 2), basis, f"The pay is {said}; it was {how} to give a year's", "Check it if hours differ."
    )
