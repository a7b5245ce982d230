"""What the page of programs shows of the coverage map and of the institutions near the city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reskill.desktop.details import Details, Section
from reskill.pathways import coverage
from reskill.pathways.coverage import Gap
from reskill.pathways.nearby import NO_PLACE
from reskill.programs.place import in_miles
from reskill.queries.rows import Row
from reskill.reference.institutions import AWARDS_SOURCE, SOURCE, Institution, awards
from reskill.table import Column

COVERAGE = (
    Column("Where people may go", "occupation", "wrapped", 17, "An occupation that pathways lead to, or staying"),
    Column("State", "state", width=16, tip="Who prepares for it, and whether that is agreed"),
    Column("People", "people", "int", 6, "People for whom it is a way; one person may have several"),
    Column("Who prepares, or whom to ask", "who", "wrapped", 22, "The first sufficient program, or the nearest to ask"),
    Column("Partner", "partner", "wrapped", 8, "Who delivers it, by an agreement or in talks"),
    Column("Seats", "seats", "wrapped", 9, "Agreed by signed agreements / asked by the plan, by fiscal year"),
    Column("Departments", "departments", "wrapped", 11),
)
STATES = {
    coverage.COVERED: ("done", "good"),
    coverage.AGREE: ("attention", "accent"),
    coverage.LISTED: ("attention", "accent"),
    coverage.HOURS: ("attention", "accent"),
    coverage.ASK: ("empty", "muted"),
    coverage.AT_WORK: ("done", "muted"),
    coverage.NOBODY: ("attention", "bad"),
}
NEAR = (
    Column("Institution", "name", "wrapped", 30),
    Column("Miles", "miles", "int", 6, "From the middle of the city to the campus"),
    Column("City", "place", width=18),
    Column("Control", "control", width=10),
    Column(
        "Offers", "offers", "wrapped", 26, "Known to be offered and not listed: courses, hours and prices are asked"
    ),
    Column("Awards", "fields", "int", 7, "Fields of its certificates and associate degrees"),
)


def coverage_rows(gaps: Sequence[Gap]) -> list[Row]:
    """The rows of the map."""
    return [
        {
            "key": n,
            "occupation": g.occupation,
            "state": g.state,
            "people": g.people,
            "departments": ", ".join(g.departments[:3])
            + (f" and {len(g.departments) - 3} more" if len(g.departments) > 3 else ""),
            "who": " · ".join(filter(None, (g.program, g.provider))) or _asks(g),
            "partner": g.partner,
            "seats": "; ".join(f"FY{y} {g.seats.get(y, 0)}/{g.asked.get(y, 0)}" for y in sorted({*g.seats, *g.asked})),
        }
        for n, g in enumerate(gaps)
    ]


def _asks(gap: Gap) -> str:
    return f"ask {gap.ask[0].institution.name}, {in_miles(gap.ask[0].miles)}" if gap.ask else ""


def told(gaps: Sequence[Gap], place: str) -> str:
    """The map in one sentence; `place` is where somebody to ask was looked for, '' when it is not known where that is."""
    if not gaps:
        return "No pathway yet: map titles and work the figures out first."
    number = Counter(g.state for g in gaps)
    agreed, none = number[coverage.COVERED], number[coverage.AT_WORK]
    able = agreed + number[coverage.AGREE] + number[coverage.LISTED]
    asked = number[coverage.ASK] + number[coverage.HOURS]
    text = (
        f"Of {len(gaps)} ways, {none} need no program, {able} have one that prepares sufficiently ({agreed} under a signed"
        f" agreement) and {asked} somebody to ask{f' {place}' if place else ''}."
    )
    if not place:
        text = f"{text} {NO_PLACE}"
    short = sum(bool(g.short) for g in gaps)
    return f"{text} For {short} the plan asks for more seats than are agreed." if short else text


def gap_details(gap: Gap, city: str) -> Details:
    """One row of the map: what is known, and what to do next."""
    return Details(
        gap.occupation,
        gap.state,
        [
            Section(
                "Training",
                [
                    ("Program", gap.program),
                    ("Provider", gap.provider),
                    ("Partner", gap.partner),
                    ("Departments", ", ".join(gap.departments)),
                ],
            ),
            Section(
                "Seats short", items=[f"FY{y}: {gap.asked[y]} asked, {gap.seats.get(y, 0)} agreed" for y in gap.short]
            ),
            Section("Whom to ask", items=[f"{a.institution.name}, {in_miles(a.miles)}: {a.why}" for a in gap.ask]),
            Section("Question to send, or what to do", lines=[gap.advice(city)]),
            Section("Where this was seen", lines=[f"{SOURCE}; {AWARDS_SOURCE}"] if gap.ask else []),
        ],
    )


def near_rows(found: Sequence[tuple[float, Institution]]) -> list[Row]:
    """The rows of the institutions near the city that offer or award something below the bachelor's degree."""
    return [
        {
            "key": i.unitid,
            "name": i.name,
            "miles": round(miles),
            "place": f"{i.city}, {i.state}",
            "control": i.control,
            "offers": ", ".join(
                filter(None, ("noncredit workforce education" * i.noncredit, "contract training" * i.contract))
            ),
            "fields": len({a.cip4 for a in awards().get(i.unitid, ())}),
        }
        for miles, i in found
        if i.noncredit or i.contract or i.unitid in awards()
    ]


def institution_details(institution: Institution) -> Details:
    """One institution: what it offers and awards, with what became of those who completed."""
    i = institution
    found = sorted(awards().get(i.unitid, ()), key=lambda a: (a.level, -(a.completers or 0), a.field))
    return Details(
        i.name,
        f"{i.city}, {i.state} {i.zip}",
        [
            Section("Known", [("Control", i.control), ("Kind", i.kind)]),
            Section(
                "Awards, with completers and median earnings four years after",
                items=[
                    f"{a}: {'completers not published' if a.completers is None else f'{a.completers:,} completed'}"
                    f"{'' if a.earnings is None else f', ${a.earnings:,} a year'}"
                    for a in found
                ],
            ),
            Section(
                "Where this was seen",
                lines=[f"{SOURCE}; {AWARDS_SOURCE}"],
                links=[("Its web page", f"https://{i.web}")],
            ),
        ],
    )
