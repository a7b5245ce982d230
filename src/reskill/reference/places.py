"""Where places in the United States are: by ZIP code, by county, and by the cities that have an institution.

Points are centres, good for the distance to a campus and not for directions.
"""

from __future__ import annotations

import csv
import io
import lzma
import math
from dataclasses import dataclass
from functools import cache

import reskill.paths as paths

_EARTH = 3958.8  # miles, mean radius


@dataclass(frozen=True)
class Point:
    """A place in degrees."""

    lat: float
    lon: float

    def miles(self, other: Point) -> float:
        """The distance to another point along the earth's surface, in miles."""
        a, b = math.radians(self.lat), math.radians(other.lat)
        across = math.sin((b - a) / 2) ** 2
        along = math.sin(math.radians(other.lon - self.lon) / 2) ** 2
        return 2 * _EARTH * math.asin(math.sqrt(across + math.cos(a) * math.cos(b) * along))


def packed_rows(name: str) -> csv.DictReader[str]:
    """The rows of a file of data/institutions."""
    data = (paths.shipped("data/institutions") / name).read_bytes()
    return csv.DictReader(io.StringIO(lzma.decompress(data).decode("utf-8")))


@cache
def zip_points() -> dict[str, Point]:
    """The centre of each ZIP code that has one."""
    return {r["zip"]: Point(int(r["lat"]) / 100, int(r["lon"]) / 100) for r in packed_rows("zips.csv.xz")}


@cache
def _named() -> dict[tuple[str, str], Point]:
    """Cities and counties with an institution, by state and plain name: the middle of their institutions."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for r in packed_rows("institutions.csv.xz"):
        for name in (r["city"], r["county"]):
            found.setdefault((r["state"], _plain(name)), []).append((int(r["lat"]), int(r["lon"])))
    return {
        k: Point(sum(a for a, _ in v) / len(v) / 100, sum(o for _, o in v) / len(v) / 100) for k, v in found.items()
    }


def locate(zip_code: str = "", name: str = "", state: str = "") -> Point | None:
    """The point of a ZIP code, else of a city or county of a state; None when neither is known."""
    point = zip_points().get(zip_code[:5])
    return point or (_named().get((state.upper(), _plain(name))) if name and state else None)


def _plain(name: str) -> str:
    plain = name.casefold().removeprefix("city of ").removeprefix("town of ").removeprefix("village of ")
    return plain.replace(".", "").replace("saint ", "st ").strip()
