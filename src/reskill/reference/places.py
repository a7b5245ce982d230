"""Where places in the United States are: by ZIP code, by county, and by the cities that have an institution.

Points are centres, good for the distance to a campus and not for directions.
"""

from __future__ import annotations

import csv
import io
import lzma
import math
import re
from dataclasses import dataclass
from functools import cache

import reskill.paths as paths

_EARTH = 3958.8  # miles, mean radius
_SAME_PLACE = 25.0  # miles within which a ZIP code bears a city's name out


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
    return csv.DictReader(io.StringIO(_unpacked(name)))


def _unpacked(name: str) -> str:
    return lzma.decompress((paths.shipped("data/institutions") / name).read_bytes()).decode("utf-8")


@cache
def _zips() -> str:
    """The lines `zip,lat,lon` in hundredths of degrees. They are searched as text: of 34,000 few are ever asked for."""
    return _unpacked("zips.csv.xz")


@cache
def _zip_point(zip_code: str) -> Point | None:
    """The centre of a ZIP code; None where it has none."""
    at = _zips().find(f"\n{zip_code},") if len(zip_code) == 5 and zip_code.isdecimal() else -1
    if at < 0:
        return None
    lat, lon = _zips()[at + 7 : _zips().find("\n", at + 1)].split(",")
    return Point(int(lat) / 100, int(lon) / 100)


@cache
def around(zip_code: str) -> Point | None:
    """The middle of the ZIP codes with the same first three digits, for one of post boxes or of one building."""
    lines = (
        re.findall(rf"^{zip_code[:3]}\d\d,(-?\d+),(-?\d+)$", _zips(), re.MULTILINE) if zip_code[:5].isdecimal() else ()
    )
    if not lines:
        return None
    return Point(sum(int(a) for a, _ in lines) / len(lines) / 100, sum(int(o) for _, o in lines) / len(lines) / 100)


@cache
def _named(state: str) -> dict[str, Point]:
    """Cities and counties of a state with an institution, by plain name: the middle of their institutions."""
    header, *lines = _unpacked("institutions.csv.xz").splitlines()
    found: dict[str, list[tuple[int, int]]] = {}
    for r in csv.DictReader([header, *(line for line in lines if f",{state}," in line)]):
        for name in (r["city"], r["county"]) if r["state"] == state else ():
            found.setdefault(_plain(name), []).append((int(r["lat"]), int(r["lon"])))
    return {
        k: Point(sum(a for a, _ in v) / len(v) / 100, sum(o for _, o in v) / len(v) / 100) for k, v in found.items()
    }


def locate(zip_code: str = "", name: str = "", state: str = "") -> Point | None:
    """The point of a ZIP code, else of a city or county of a state; None when neither is known."""
    point = _zip_point(zip_code[:5])
    return point or (_named(state.upper()).get(_plain(name)) if name and state else None)


def spelled(name: str, state: str, zip_code: str) -> str:
    """The name of a city of a state, put right where a list has it one letter wrong: that of the one city or county which
    differs by a letter and lies where the ZIP code is; else as it is written."""
    point = _zip_point(zip_code[:5]) or around(zip_code)
    if not name or not point or _plain(name) in _named(state.upper()):
        return name
    near = [
        n for n, at in _named(state.upper()).items() if at.miles(point) <= _SAME_PLACE and _one_letter(_plain(name), n)
    ]
    return near[0].title() if len(near) == 1 else name


def _one_letter(a: str, b: str) -> bool:
    """Whether two names of four letters or more differ by one letter: left out, put in or another."""
    short, long = sorted((a, b), key=len)
    if len(short) < 4 or len(long) - len(short) > 1 or a == b:
        return False
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _plain(name: str) -> str:
    plain = name.casefold().removeprefix("city of ").removeprefix("town of ").removeprefix("village of ")
    return plain.replace(".", "").replace("saint ", "st ").strip()
