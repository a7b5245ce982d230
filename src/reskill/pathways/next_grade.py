"""The next grade of a title as a pathway: the same work better paid, with what threatens it and what is not known.

Where a title's series has no next grade, another title of the same occupation in the same departments takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reskill.pathways.answers import CAUTION, YES
from reskill.pathways.city_titles import CityTitle, gain_over, gain_told, gains, pay_over, start_over
from reskill.pathways.gates import leads_others
from reskill.pathways.near_titles import (
    LESS_TOLD,
    TOO_LOW,
    akin,
    all_offices,
    better_paid,
    full_time,
    home,
    opening,
    seldom,
)
from reskill.pathways.pay import compare_titles
from reskill.pathways.title_words import appointed, leads
from reskill.pathways.told_figures import DECLINE, DYING, changing, outlook_told
from reskill.pathways.viability import FULL_TIME, SINGLE
from reskill.reference.outlook import Outlook, outlook
from reskill.thresholds import Thresholds

_RAISE = 1.02  # of today's range of pay, from which a next grade is a raise
_LEAP = 1.3  # the same, above which nobody comes straight to leading others, or waits for a post that seldom opens
_FAINT, _POSTS = 1.05, 1.0  # the same, below which it is a faint one, worth naming first only where so many open a year
_STEEP = 1.5  # the same, above which not even the next grade of a series comes first
_OFFICE_SUPERVISORS = "43-1011"  # one occupation, whatever the office does
_ASK = "Ask what the city's rules want for it: examination, time in grade, a vacancy."
_ASK_OFFICE = "Its holders are chosen by the office that they serve: ask there."


@dataclass(frozen=True)
class NextGrade:
    """The next grade of a title: its pay over the title's (None: not known), what speaks against it ('' for nothing),
    whether it is one of the same series, whether it is the same work at full-time hours, and whether it can pay most
    people of the title more, its lowest pay over the title's, what the pay is of in words, whether it leads others while
    the title does not, whether an office chooses its own staff for it, whether pay is known of few of the posts, what people
    there get on average over what people here do, where only that tells of a raise (else None), whether posts there
    seldom open, whether it is in none of the title's departments, and whether both name the same field of work."""

    title: CityTitle
    pay_ratio: float | None
    cautions: str
    of_series: bool
    full_time: bool = False
    gains: bool = True
    start: float | None = None
    pay_basis: str = ""
    leads: bool = False
    serves: bool = False
    few_known: bool = False
    mean: float | None = None
    seldom: bool = False
    elsewhere: bool = False
    akin: bool = True

    @property
    def known(self) -> Outlook | None:
        """What is published of its occupation's jobs and entry; None for nothing."""
        return outlook(self.title.code)

    @property
    def answer(self) -> str:
        """Offered, or with caution: the work stays the same, so that what threatens it goes along."""
        return CAUTION if self.cautions else YES

    @property
    def reason(self) -> str:
        """Why it is a pathway, what speaks against it, and what is not known of it."""
        told = f"With caution: {self.cautions}. " if self.cautions else ""
        better = (
            "Better paid supervision of other work here"
            if self.broad
            else "Better paid work of the same occupation here"
        )
        kind = "The next grade of the same series" if self.of_series else better
        kind = "The same work at full-time hours" if self.full_time else kind
        notes = " It leads others, by its title." * self.leads + " It is in another department." * self.elsewhere
        return f"{told}{kind}: {self.title.title}.{notes} {_ASK_OFFICE if self.serves else _ASK}"

    @property
    def later(self) -> str:
        """What puts it after the first steps, in words; '' where it is the first."""
        if self.known is not None and self.known.change <= DYING:
            return "work that is going away"
        ratio = self.pay_ratio
        if ratio is not None and ratio < _RAISE and not (self.few_known or self.mean):
            return "no raise, by the range of pay"
        if self.leads and ratio is not None and ratio > _LEAP:
            return "a leap in pay into leading others"
        if opening(self.title) < _POSTS and ratio is not None and ratio < _FAINT and not self.mean:
            return "a faint raise, and a post that seldom opens"
        if self.seldom and ratio is not None and ratio > _LEAP:
            return "a leap in pay, to a post that seldom opens"
        if ratio is not None and ratio > _STEEP and not self.full_time:
            return "a leap in pay"
        if self.seldom and not self.of_series and not self.full_time:
            return "a post that seldom opens"
        if not self.of_series and not self.full_time and self.start is not None and self.start < TOO_LOW:
            return "it may start far lower than today's lowest"
        if not self.gains:
            return "no more pay for most who are here today"
        return SINGLE if self.title.alone else ""

    @property
    def figures(self) -> dict[str, Any]:
        """It as a pathway, by the names that table `destination` has for the same of others."""
        return {
            "code": self.title.code,
            "offered": self.answer,
            "later": self.later,
            "exposure": self.title.exposure,
            "pay_ratio": self.pay_ratio,
            "pay_basis": self.pay_basis,
            "openings": self.title.openings,
            "reason": self.reason,
        }

    @property
    def first(self) -> bool:
        """Whether it is the first step."""
        return not self.later

    @property
    def kind(self) -> str:
        """What kind of step it is, in words."""
        if self.full_time:
            return "Same work, full-time"
        if self.of_series:
            return "Next grade"
        if self.leads:
            return "Leading the same work"
        return "Other supervision, better paid" if self.broad else "Same occupation, better paid"

    @property
    def broad(self) -> bool:
        """Whether it leads other work than people here do: supervisors of all offices are one occupation."""
        return self.title.code.startswith(_OFFICE_SUPERVISORS) and not self.akin


def next_grade(
    own: CityTitle,
    in_series: CityTitle | None,
    same_work: Iterable[CityTitle],
    limits: Thresholds,
) -> NextGrade | None:
    """The next grade of a title: the same by the year where it is by the hour, that in its series, or else the least
    better paid of the titles of the same occupation that are near; the first of them that can come first. None where there
    is none."""
    titles = list(same_work)
    by_the_year = full_time(titles, own)
    if by_the_year:
        return _above(own, by_the_year, limits, full_time=True)
    steps = [_above(own, in_series, limits, of_series=True)] if in_series else []
    if not any(step.first for step in steps) and (better := better_paid(titles, own)):
        steps.append(_above(own, better, limits))
    return next((step for step in steps if step.first), steps[0] if steps else None)


def _above(
    own: CityTitle, above: CityTitle, limits: Thresholds, of_series: bool = False, full_time: bool = False
) -> NextGrade:
    known, over = outlook(above.code), pay_over(above, own)
    mean = _mean_over(above, own) if of_series and over is not None and over < _RAISE else None
    cautions = []
    if above.exposure is not None and above.exposure >= limits.at_risk:
        cautions.append(changing(above.exposure, own.exposure, limits))
    if known and known.change <= DYING:
        cautions.append(f"{outlook_told(known.change)}: a raise, and no safety")
    elif known and known.change <= DECLINE:
        cautions.append(outlook_told(known.change))
    start = start_over(above, own)
    if start is not None and start < LESS_TOLD:
        cautions.append(f"it may start lower than today's lowest: {start:.0%}")
    if own.part_time and not above.part_time:
        cautions.append(FULL_TIME)
    if mean is not None and above.end and own.end and above.end < own.end:
        cautions.append("its range of pay ends lower than today's, so far as it is known here")
    if above.alone:
        cautions.append(SINGLE)
    few = of_series and any(0 < 2 * t.paid < t.people for t in (own, above))
    if few:
        cautions.append("pay is compared by the few posts whose hours are known")
    return NextGrade(
        above,
        over,
        "; ".join(cautions),
        of_series,
        full_time,
        full_time or few or (gains(above, own) and (of_series or _raises(above, own))),
        start,
        _basis(own, above, full_time, mean),
        (leads_others(above.code) or leads(above.title)) and not (leads_others(own.code) or leads(own.title)),
        appointed(above.title) or all_offices(above.departments),
        few,
        mean,
        seldom(above, own, of_series),
        not home(above, own),
        akin(above, own),
    )


def _raises(above: CityTitle, own: CityTitle) -> bool:
    """Whether a title pays more than people of another get, so that it is better paid; so too where that is not known."""
    gain = gain_over(above, own)
    return gain is None or gain >= _RAISE


def _mean_over(above: CityTitle, own: CityTitle) -> float | None:
    """What people of a title get over what those of another do, where it is a raise and the title is in their departments."""
    over = above.mean / own.mean if above.mean and own.mean and home(above, own) else 0.0
    return over if over >= _FAINT else None


def _basis(own: CityTitle, above: CityTitle, full_time: bool, mean: float | None) -> str:
    """What the pay is of, in words; of the same work at full-time hours, by the year too; and the `mean` where that tells
    of the raise."""
    pay, over = compare_titles(own, [above]), pay_over(above, own)
    if pay is None or over is None:
        return ""
    if full_time:
        return f"{pay}; by the year {above.pay}, against {own.pay}"
    if mean is not None:
        return f"{pay}; {gain_told(over, mean)}"
    return "; ".join(filter(None, [str(pay), gain_told(over, gain_over(above, own))]))
