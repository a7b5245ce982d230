"""The sheet of partners: who they are, what is agreed with them, what they deliver; and the coverage map beside it."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Link, Sheet, tabulate
from reskill.pathways.coverage import coverage
from reskill.programs.partners import partners
from reskill.programs.place import in_miles
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Partner", "name", "wrapped", 36, tip="An institution or body, never a person."),
    Column("Kind", "kind", "wrapped", 22, tip="What it is."),
    Column("What it does", "role", "wrapped", 40, tip="For this plan or in general."),
    Column("Agreement", "agreement", tip="none, in talks, signed, or ended."),
    Column("From", "agreed_from", tip="First day of the agreement; blank = not limited or not known."),
    Column("Until", "agreed_until", tip="Last day of the agreement; blank = not limited or not known."),
    Column("Programs it delivers", "delivers", "wrapped", 40, tip="By what is entered for it, term by term."),
    Column("Seats agreed", "seats", "int", tip="Over all terms entered; blank = none agreed."),
    Column("Departments", "departments", "wrapped", 28, tip="That it serves; blank = not said."),
    Column("Funds it brings", "funds", "wrapped", 28, tip="Blank = none known."),
    Column("Web page", "url", "wrapped", 32, tip="Its page."),
)
COVERAGE = (
    Column(
        "Way",
        "occupation",
        "wrapped",
        36,
        tip="An occupation that pathways lead to, or staying in a role that changes.",
    ),
    Column(
        "State",
        "state",
        tip="covered, agreement to make, program known, learned at work, hours to confirm, to ask, or nobody known.",
    ),
    Column(
        "People",
        "people",
        "int",
        tip="For whom it is a way; one person may have several ways, so that this does not add up.",
    ),
    Column("Departments", "departments", "wrapped", 36, tip="Where these people work."),
    Column("Program", "program", "wrapped", 36, tip="The first that prepares sufficiently."),
    Column("Provider", "provider", "wrapped", 28, tip="Who gives it."),
    Column("Partner", "partner", "wrapped", 28, tip="Who delivers it to the city."),
    Column("Seats agreed", "agreed", "wrapped", 18, tip="By signed agreements, by fiscal year."),
    Column("Seats asked", "asked", "wrapped", 18, tip="By the plan, by fiscal year."),
    Column("Whom to ask", "ask", "wrapped", 44, tip="Institutions near the city, with what they are known for."),
    Column("What to do next", "advice", "wrapped", 60, tip="A draft of the question to send, or where else to look."),
)


def every_partner(project: Project, _catalog: Catalog) -> Sheet:
    """All partners of the project, those with an agreement or a program first."""
    return _sheet(sorted(partners(project), key=lambda p: not _takes_part(p)))


def plan_partners(project: Project, _catalog: Catalog) -> Sheet | None:
    """The partners that take part: with an agreement made, ended or talked about, or with programs to deliver."""
    found = [p for p in partners(project) if _takes_part(p)]
    return _sheet(found) if found else None


def coverage_rows(project: Project, catalog: Catalog) -> list[dict[str, object]]:
    """The ways that nobody covers first, by the fields of COVERAGE."""
    return [
        {
            "occupation": g.occupation,
            "state": g.state,
            "people": g.people,
            "departments": "; ".join(g.departments),
            "program": g.program,
            "provider": g.provider,
            "partner": g.partner,
            "agreed": _by_year(g.seats),
            "asked": _by_year(g.asked),
            "ask": "; ".join(f"{a.institution.name}, {in_miles(a.miles)}: {a.why}" for a in g.ask),
            "advice": g.advice(project.city),
        }
        for g in coverage(project, catalog)
    ]


def coverage_map(project: Project, catalog: Catalog) -> Sheet:
    """The ways that nobody covers first: who prepares for each, under which agreement, and whom to ask."""
    return Sheet(
        title="Coverage",
        note="Who prepares for each way of the plan's roles; known offers are proposals to be asked, not programs.",
        columns=COVERAGE,
        rows=tabulate(COVERAGE, coverage_rows(project, catalog)),
        frozen_columns=1,
        empty="No pathway yet.",
    )


def _takes_part(partner: dict[str, object]) -> bool:
    return partner["agreement"] != "none" or bool(partner["programs"])


def _sheet(rows: list[dict[str, object]]) -> Sheet:
    for row in rows:
        row["url"] = Link(str(row["url"]), str(row["url"]))
    return Sheet(
        title="Partners",
        note="Partners with what is agreed. Blank is unknown or not agreed.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        frozen_columns=1,
        empty="No partner yet.",
    )


def _by_year(seats: dict[int, int]) -> str:
    return "; ".join(f"FY{year}: {n}" for year, n in sorted(seats.items()))
