"""Random rosters of the kinds that cities keep are read back as what they were made of, from CSV and XLSX alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rosters import csv_text

from reskill.intake.roster import Roster, read_roster

Make = Callable[..., Path]
TITLES = [
    "Accountant II",
    "Custodian",
    "Police Officer",
    "Payroll Clerk",
    "Bus Driver",
    "Librarian",
    "Permit Technician",
]
DEPARTMENTS = ["Finance", "Public Works", "Police", "Library", "Parks"]
NOTES = [
    "Page 1 of 2",
    "Prepared by Human Resources",
    "Source: payroll system",
    "* Excludes elected officials.",
    "Records: 12",
]
TIMES = {"Annual": 1, "Monthly": 12, "Bi-Weekly": 26, "Hourly": 2080}


@dataclass(frozen=True)
class Line:
    """A line as it was made: so many filled and vacant positions, each with this rate by this basis."""

    title: str
    department: str
    rate: float
    basis: str
    filled: int
    vacant: int


@dataclass(frozen=True)
class Layout:
    """How the lines are written down."""

    counts: str  # none, one column, or three
    headings: bool  # a department's name over its lines instead of a column
    totals: bool
    notes: bool
    title_block: bool
    years: int
    basis: str  # in the header, or "" = a column


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Layout, list[Line]]:
    layout = Layout(
        draw(st.sampled_from(["", "Positions", "Authorized,Filled,Vacant"])),
        *(draw(st.booleans()) for _ in range(4)),
        draw(st.sampled_from([1, 1, 3])),
        draw(st.sampled_from(["", *TIMES])),
    )
    lines = []
    for department in draw(st.lists(st.sampled_from(DEPARTMENTS), min_size=2, max_size=5, unique=True)):
        for title in draw(st.lists(st.sampled_from(TITLES), min_size=2, max_size=5, unique=True)):
            basis = layout.basis or draw(st.sampled_from(sorted(TIMES)))
            rate = draw(st.integers(36_000, 90_000)) / TIMES[basis]
            filled = draw(st.integers(1, 9)) if layout.counts else 1
            vacant = draw(st.integers(0, 3)) if "," in layout.counts else 0
            lines.append(Line(title, department, round(rate, 2), basis, filled, vacant))
    if layout.counts:  # one line at least that nobody takes for a flag
        first = lines[0]
        lines[0] = Line(first.title, first.department, first.rate, first.basis, 4, first.vacant)
    return layout, lines


def written(layout: Layout, lines: list[Line]) -> list[list[object]]:
    pay = "Pay Rate" if not layout.basis else f"{layout.basis} Salary"
    header = ["Job Title", *([] if layout.headings else ["Department"]), pay, *([] if layout.basis else ["Pay Basis"])]
    header += [c for c in layout.counts.split(",") if c] + (["Fiscal Year"] if layout.years > 1 else [])
    rows: list[list[object]] = [["City of Elm"], ["Positions and pay"], header] if layout.title_block else [header]
    for department in dict.fromkeys(line.department for line in lines):
        if layout.headings:
            rows.append([department])
        for line in (each for each in lines if each.department == department):
            for year in range(layout.years):
                rate = line.rate if year == layout.years - 1 else round(line.rate * 0.97, 2)
                row = [
                    line.title,
                    *([] if layout.headings else [department]),
                    rate,
                    *([] if layout.basis else [line.basis]),
                ]
                row += [line.filled + line.vacant, line.filled, line.vacant][
                    : 0 if not layout.counts else 3 if "," in layout.counts else 1
                ]
                rows.append(row + ([2023 + year] if layout.years > 1 else []))
        if layout.totals:
            rows.append([f"Total {department}", *([] if layout.headings else [""]), 123_456])
    if layout.totals:
        rows.append(["Grand Total", *([] if layout.headings else [""]), 654_321])
    if layout.notes:
        rows += [[note] for note in NOTES]
    return [[*row, *[""] * (len(header) - len(row))] for row in rows]


def truth(lines: list[Line]) -> Counter[tuple[str, str, str, int]]:
    told: Counter[tuple[str, str, str, int]] = Counter()
    for line in lines:
        annual = round(line.rate * TIMES[line.basis])
        told[line.title, line.department, "filled", annual] += line.filled
        told[line.title, line.department, "vacant", annual] += line.vacant
    return +told


def held(roster: Roster) -> Counter[tuple[str, str, str, int]]:
    return Counter((p.title, p.department, p.status, round(p.annual_salary or 0)) for p in roster.positions)


FOUR = [
    Line(title, department, 36_000, "Annual", 1, 0)
    for department in ("Finance", "Public Works")
    for title in ("Accountant II", "Custodian")
]
RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(suppress_health_check=RELAXED, max_examples=120, deadline=None)
@given(rosters())
@example((Layout("", True, False, True, False, 1, "Annual"), FOUR))  # more headings and notes than lines
def test_that_a_roster_of_any_kind_is_read_back(text_file: Make, made: tuple[Layout, list[Line]]) -> None:
    assert held(read_roster(text_file(csv_text(written(*made))))) == truth(made[1])


@settings(suppress_health_check=RELAXED, max_examples=10, deadline=None)
@given(rosters())
def test_that_a_workbook_of_any_kind_is_read_back(workbook: Make, made: tuple[Layout, list[Line]]) -> None:
    rows = [[None if cell == "" else cell for cell in row] for row in written(*made)]
    assert held(read_roster(workbook(rows))) == truth(made[1])
