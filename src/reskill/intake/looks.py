"""Does a roster look like a city? What it holds in one sentence, and what no city's roster looks like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from reskill.intake.records import RejectedLine, RosterLine
from reskill.problem import Place, Problem

_FEWEST = 10  # positions from which shares say something
_MOST_VACANT = 0.35  # share of positions
_MOST_REJECTED = 0.2  # share of lines, by their titles
_MOST_CODES = 0.5  # share of departments that hold a digit and next to no word
MANY_DEPARTMENTS = 100
_FAULTS = ("It has no job title", "Its job title")  # and no total, note, heading, earlier year or item of pay
_FEW_WORDS = 3  # letters
_FULL = 0.9  # FTE
_FEW_PAID = 3  # people, from whom the middle of a basis says something
_TWO = 1.5  # FTE of the middle position, from which it may be hours of two weeks


def look(file: str, positions: Sequence[RosterLine], rejected: Sequence[RejectedLine]) -> Iterator[Problem]:
    """What a planner should compare with what the city is known to be, and then what looks odd, as warnings."""
    place = Place(file)
    yield Problem(_summary(positions), place, "Compare it with what you know of the city.", "warning")
    if len(positions) < _FEWEST:
        return
    vacant = sum(p.status == "vacant" for p in positions) / len(positions)
    if vacant > _MOST_VACANT:
        yield _odd(
            place, f"{vacant:.0%} of the positions are vacant", "Check the column of status or of names", "status"
        )
    lines = [r for r in rejected if r.reason.startswith(_FAULTS)]
    if len(lines) > _MOST_REJECTED * (len(lines) + len({p.row for p in positions})):
        said, most = Counter(r.reason for r in lines).most_common(1)[0]
        text = f"{len(lines):,} lines were rejected, {most:,} of them with the reason: {said}"
        yield _odd(place, text, "Check the header row and the column of titles", "title")
    departments = Counter(p.department for p in positions if p.department)
    codes = sum(any(map(str.isdigit, d)) and sum(map(str.isalpha, d)) < _FEW_WORDS for d in departments)
    if departments and codes > _MOST_CODES * len(departments):
        yield _odd(place, "The departments are codes, not names", "Choose the column with their names", "department")
    elif len(departments) > MANY_DEPARTMENTS:
        text = f"There are {len(departments):,} departments"
        remedy = "Roll them up into larger units (reskill departments write FILE.csv --project P), or choose a column with such"
        yield _odd(place, text, remedy, "department")
    ftes = [p.fte for p in positions if p.fte is not None]
    if ftes and median(ftes) >= _TWO:
        yield _odd(
            place, f"Half of the positions have an FTE of {median(ftes):.2f} or more", "Check hours and FTE", "fte"
        )


def _summary(positions: Sequence[RosterLine]) -> str:
    filled = [p for p in positions if p.status == "filled"]
    given = [p.fte for p in positions if p.fte is not None]
    fte = f"{sum(given):,.1f} FTE" if given else "no FTE given"
    if given and len(given) < len(positions):
        fte += f" where it is given, not for {len(positions) - len(given):,}"
    pay = [p.annual_salary for p in filled if p.annual_salary is not None and (p.fte is None or p.fte >= _FULL)]
    usual = f"half of the full-time staff get ${median(pay):,.0f} a year or more" if pay else "no pay is known"
    if len(by_basis := _by_basis(filled)) > 1:
        usual += f" ({', '.join(by_basis)})"
    held = sum(p.held for p in positions)
    on_hold = f" ({held:,} of them on hold: frozen, unfunded or abolished)" if held else ""
    departments = len({p.department for p in positions if p.department})
    return (
        f"The roster: {len(filled):,} filled and {len(positions) - len(filled):,} vacant positions{on_hold}, {fte}, "
        f"{departments:,} departments; {usual}."
    )


def _by_basis(filled: Sequence[RosterLine]) -> list[str]:
    """The middle of what full-time staff get a year, by the basis of their pay."""
    found: dict[str, list[float]] = {}
    for p in filled:
        if p.annual_salary is not None and p.pay_basis and (p.fte is None or p.fte >= _FULL):
            found.setdefault(p.pay_basis, []).append(p.annual_salary)
    return [f"{basis} ${median(pay):,.0f}" for basis, pay in sorted(found.items()) if len(pay) >= _FEW_PAID]


def _odd(place: Place, text: str, remedy: str, field: str) -> Problem:
    return Problem(f"{text}.", place, f"{remedy} (--map {field}=COLUMN on the command line).", "warning")
