"""An occupation as a place to come from or to go to: what is known of it beside its tasks."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.programs.level import Level
from reskill.reference.catalog import Catalog
from reskill.reference.outlook import EDUCATION, outlook

_DEGREES = {  # as O*NET has the education of most people in an occupation
    "associate": Level.ASSOCIATE,
    "bachelor": Level.BACHELOR,
    "post-bachelor certificate": Level.GRADUATE,
    "master": Level.GRADUATE,
    "post-master certificate": Level.GRADUATE,
    "doctorate": Level.GRADUATE,
    "professional degree": Level.GRADUATE,
    "post-doctoral training": Level.GRADUATE,
}
_AT_ENTRY = {  # as BLS has the education that people usually enter with
    "Associate's degree": Level.ASSOCIATE,
    "Bachelor's degree": Level.BACHELOR,
    "Master's degree": Level.GRADUATE,
    "Doctoral or professional degree": Level.GRADUATE,
}
_AT_WORK = ("None", "Short-term on-the-job training")
_NO_SCHOOL = "No formal educational credential"
GRADUATES = 4  # job zone from which most people have a bachelor's degree, where their education is not published


@dataclass(frozen=True)
class Job:
    """What is known of a destination, or of the role that people leave. Zones are job zones 1-5, None = unknown."""

    code: str
    title: str
    zone: int | None
    education: str

    @property
    def manages(self) -> bool:
        """Whether it leads others: managers, and first-line supervisors (their minor groups end in 1)."""
        return self.code.startswith("11-") or ("33" <= self.code[:2] <= "53" and self.code[3] == "1")

    @property
    def usual_degree(self) -> Level:
        """The degree that most people in it have, judged by its zone where that is not published; BASIC = none."""
        return _DEGREES.get(self.education, Level.BACHELOR if (self.zone or 0) >= GRADUATES else Level.BASIC)

    @property
    def entry_degree(self) -> Level:
        """The degree that people usually enter it with (BLS), else the usual one; BASIC = none."""
        known = outlook(self.code)
        return _AT_ENTRY.get(known.education, Level.BASIC) if known else self.usual_degree

    @property
    def has_degree(self) -> bool:
        """Whether its people usually have a bachelor's degree: by its zone, or by the degree that they enter with."""
        return (self.zone or 0) >= GRADUATES or self.entry_degree >= Level.BACHELOR

    @property
    def asks_school(self) -> bool:
        """Whether its people have finished high school, as far as is known."""
        known = outlook(self.code)
        return bool(known and known.education != _NO_SCHOOL)

    @property
    def experience(self) -> str:
        """The related work that people usually enter it with (BLS), in words; '' for none or unknown."""
        known = outlook(self.code)
        return known.experience.lower() if known and known.experience != "None" else ""

    @property
    def learned_at_work(self) -> bool:
        """Whether people usually enter it from school, without other work before, and learn it at work within a month (BLS)."""
        known = outlook(self.code)
        return bool(known and self.from_school and known.training in _AT_WORK and not self.experience)

    @property
    def takes_years(self) -> bool:
        """Whether people usually learn at work for more than a year after they enter it (BLS)."""
        known = outlook(self.code)
        return bool(known and known.training == "Long-term on-the-job training")

    @property
    def from_school(self) -> bool:
        """Whether people usually enter it from high school, or without (BLS)."""
        known = outlook(self.code)
        return bool(known and known.education in EDUCATION[:2])


def job_of(catalog: Catalog, code: str) -> Job:
    """What the reference knows of an occupation as a job."""
    o = catalog.occupation(code)
    return Job(o.code, o.title, o.job_zone, o.education)
