"""Whom to ask near the city for training that no list has: institutions by what they award and by what they offer.

They are proposals, never programs: hours, price and seats are asked, and a draft of that question is given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reskill.pathways.similarity import Similarity
from reskill.reference.catalog import Catalog
from reskill.reference.institutions import Award, Institution, awards, field_names, near
from reskill.reference.places import Point

WIDEN = (
    "No institution in reach is known to offer this: widen the reach, look for it online, or import your state's list"
    " of eligible training providers, which the state's workforce agency publishes and"
    " https://www.trainingproviderresults.gov gives for every state."
)
NO_PLACE = "It is not known where the city lies, so nobody near it was looked for: give its ZIP code (Preferences, or plan --zip)."
_TEACHERS = "25-1"  # at colleges: every field leads to its own
_FEW = 6  # occupations that a field leads to where it speaks for each of them, whatever its name
_WORDS_REACH = 0.05  # share of all occupations, the likest to a field's name, that its name speaks for


@dataclass(frozen=True)
class Ask:
    """An institution that could be asked, how far away it is in miles, and why."""

    institution: Institution
    miles: float
    award: Award | None  # in a field that leads to the occupation; None = it offers courses to measure only

    @property
    def why(self) -> str:
        """What it is known for, in words."""
        if self.award:
            done = "" if self.award.completers is None else f" ({self.award.completers:,} completed)"
            return f"awards a {self.award}{done}".replace("a associate", "an associate")
        offers = [
            *(["noncredit workforce education"] if self.institution.noncredit else []),
            *(["contract training"] if self.institution.contract else []),
        ]
        return f"offers {' and '.join(offers)}, not listed: ask"


class Nearby:
    """The institutions within reach of a city, looked up once."""

    def __init__(self, city: Point | None, reach: float, catalog: Catalog, similarity: Similarity) -> None:
        self._near = near(city, reach) if city else []
        self._fields = _fields(catalog, similarity)

    @property
    def institutions(self) -> Sequence[tuple[float, Institution]]:
        """Miles and institution, the nearest first."""
        return self._near

    def for_occupation(self, code: str, top: int = 3) -> list[Ask]:
        """Whom to ask for training for an occupation: first those that award in a field that leads to it, the nearest
        first, then those that offer courses to measure, public
        two-year colleges with noncredit workforce education first."""
        fields = self._fields.get(code[:7], set())
        found = [
            Ask(i, miles, max(fitting, key=lambda a: (a.completers or 0, -a.level)))
            for miles, i in self._near
            if (fitting := [a for a in awards().get(i.unitid, ()) if a.cip4 in fields])
        ]
        if len(found) < top:
            known = {a.institution.unitid for a in found}
            others = [(m, i) for m, i in self._near if i.unitid not in known and (i.noncredit or i.contract)]
            others.sort(key=lambda o: (o[1].control != "public", o[1].bachelors, not o[1].noncredit, o[0]))
            found += [Ask(i, miles, None) for miles, i in others]
        return found[:top]


def _fields(catalog: Catalog, similarity: Similarity) -> dict[str, set[str]]:
    """The fields (four-digit CIP) that speak for each occupation: those that lead to it, by their names or alone."""
    leads: defaultdict[str, set[str]] = defaultdict(set)
    for cip, soc in catalog.cip_soc:
        if not soc.startswith(_TEACHERS):
            leads[cip[:5].replace(".", "")].add(soc)
    named = {field: name for field, name in field_names().items() if field in leads}
    rows = similarity.nearest(list(named.values()), round(len(similarity.codes) * _WORDS_REACH))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for field, near_by in zip(named, rows, strict=True):
        fits = {similarity.codes[i][:7] for i in near_by if i >= 0}
        for soc in leads[field] & fits if len(leads[field]) > _FEW else leads[field]:
            found[soc].add(field)
    return dict(found)


def _government(name: str) -> str:
    """How a letter names a local government: a county, village or town by its own kind, else as a city."""
    kinds = r"\b(city|county|village|town|township|borough|parish|district)\b"
    return name if re.search(kinds, name, re.IGNORECASE) else f"The City of {name}"


def question(ask: Ask, city: str, occupation: str, people: int) -> str:
    """A draft of what to ask an institution about training for an occupation."""
    known = f"We read in public figures that {ask.institution.name} {ask.why.removesuffix(', not listed: ask')}."
    return (
        f"{_government(city)} plans training for employees who may move to work as {occupation}"
        f" ({people:,} {'person' if people == 1 else 'people'} at most). {known} Which course would you propose, and what"
        " are its clock hours, weeks and schedule, its price a participant and what that includes, what people need"
        " before it, the credential at its end, and the seats you could keep for us each term?"
    )
