"""The next grade of a title as a pathway: the same line of work, with what threatens it and what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.pathways.answers import CAUTION, YES
from reskill.pathways.city_titles import CityTitle, pay_over
from reskill.pathways.viability import DECLINE, SINGLE, changing_too, outlook_told
from reskill.reference.outlook import outlook
from reskill.thresholds import Thresholds


@dataclass(frozen=True)
class NextGrade:
    """The next grade of a title: its pay over the title's (None: not known), and what speaks against it ('' for
    nothing)."""

    title: CityTitle
    pay_ratio: float | None
    cautions: str

    @property
    def answer(self) -> str:
        """Offered, or with caution: the work stays the same, so that what threatens it goes along."""
        return CAUTION if self.cautions else YES

    @property
    def reason(self) -> str:
        """Why it is a pathway, what speaks against it, and what is not known of it."""
        told = f"With caution: {self.cautions}. " if self.cautions else ""
        return (
            f"{told}The next grade of the same series: {self.title.title}. Ask what the city's rules want for it:"
            " examination, time in grade, a vacancy."
        )


def next_grade(above: CityTitle, own: CityTitle | None, limits: Thresholds) -> NextGrade:
    """A title as the next grade of another."""
    known = outlook(above.code)
    cautions = []
    if above.exposure is not None and above.exposure >= limits.at_risk:
        here = f" against {own.exposure:.2f}" if own and own.exposure is not None else ""
        cautions.append(changing_too(f"exposure {above.exposure:.2f}{here}", limits))
    if known and known.change <= DECLINE:
        cautions.append(outlook_told(known.change))
    if above.people == 1 and not above.vacancies:
        cautions.append(SINGLE)
    return NextGrade(above, pay_over(above, own), "; ".join(cautions))
