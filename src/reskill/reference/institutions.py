"""Colleges and other institutions of the United States: where they are, what they award, and what else they offer.

Known offers (noncredit workforce education, contract training) are not listed programs: which courses there are, for how
long and at what price is asked of the institution.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import reskill.paths as paths
from reskill.reference.places import Point, packed_rows

SOURCE = "NCES IPEDS 2024"
AWARDS_SOURCE = "College Scorecard"
LEVELS = {1: "certificate", 2: "associate degree"}


@dataclass(frozen=True)
class Award:
    """Awards of one kind in one field (four-digit CIP). Earnings are the median four years after and debt the median,
    in US dollars; None = not published, as where few completed."""

    cip4: str
    field: str
    level: int
    completers: int | None
    earnings: int | None
    debt: int | None

    def __str__(self) -> str:
        return f"{LEVELS[self.level]} in {self.field}"


@dataclass(frozen=True)
class Institution:
    """An institution by its IPEDS number; `control` is public, nonprofit or for-profit."""

    unitid: int
    name: str
    city: str
    state: str
    zip: str
    point: Point
    control: str
    bachelors: bool
    noncredit: bool
    contract: bool
    web: str

    @property
    def kind(self) -> str:
        """The kind of partner that it would be."""
        return "university" if "university" in self.name.casefold() else "college"


@cache
def institutions() -> dict[int, Institution]:
    """Every institution by its number."""
    return {
        int(r["unitid"]): Institution(
            int(r["unitid"]),
            r["name"],
            r["city"],
            r["state"],
            r["zip"],
            Point(int(r["lat"]) / 100, int(r["lon"]) / 100),
            r["control"],
            "3" in r["awards"],
            "n" in r["offers"],
            "c" in r["offers"],
            r["web"],
        )
        for r in packed_rows("institutions.csv.xz")
    }


@cache
def field_names() -> dict[str, str]:
    """The names of fields by their four-digit CIP codes."""
    return {r["cip4"]: r["name"] for r in paths.shipped_rows("data/institutions/fields.csv")}


@cache
def awards() -> dict[int, tuple[Award, ...]]:
    """What each institution awards below the bachelor's degree, by its number."""
    names = field_names()
    found: defaultdict[int, list[Award]] = defaultdict(list)
    for r in packed_rows("awards.csv.xz"):
        figures = (int(r[name]) if r[name] else None for name in ("completers", "earnings", "debt"))
        found[int(r["unitid"])].append(Award(r["cip4"], names[r["cip4"]], int(r["level"]), *figures))
    return {unitid: tuple(of) for unitid, of in found.items()}


def near(point: Point, miles: float) -> list[tuple[float, Institution]]:
    """The institutions within some miles of a point, the nearest first."""
    found = ((point.miles(i.point), i) for i in institutions().values())
    return sorted(((d, i) for d, i in found if d <= miles), key=lambda f: (f[0], f[1].unitid))
