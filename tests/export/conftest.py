"""A small planned project, put together by hand, so that every sheet has something to show."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from plan_rows import insert, role

from reskill.project.file import Project, create
from reskill.reference import schema
from reskill.reference.catalog import Catalog


@pytest.fixture
def planned(tmp_path: Path):
    """A city of 60 positions in four titles, two funds, two years, two cohorts, and two rejected lines."""
    project = create(tmp_path / "oak.reskill", city="Oak Hill (fictional)", state="IL")
    fill(project)
    yield project
    project.close()


def fill(project: Project) -> None:
    """Put the small city into an empty project."""
    clerks, aides, chief, odd = 1, 2, 3, 4
    insert(
        project,
        "title",
        (clerks, "ADMIN ASST II", "", 36, 35.5, 1_801_234.56),
        (aides, "LIBRARY AIDE", "", 20, 12.0, 612_000.0),
        (chief, "CITY CLERK", "", 1, 1.0, 98_500.0),
        (odd, "=SPECIAL PROJ", "Parks", 3, 3.0, 150_000.0),
    )
    people = [(clerks, "ADMIN ASST II", "Clerk" if n < 30 else "Parks", "Local 21", "A4", 50_034.29) for n in range(36)]
    people += [(aides, "LIBRARY AIDE", "Library", "Local 9", "L1", 30_600.0) for _ in range(20)]
    people += [(chief, "CITY CLERK", "Clerk", "", "M2", 98_500.0)]
    people += [(odd, "=SPECIAL PROJ", "Parks", "Local 21", "", 50_000.0) for _ in range(3)]
    insert(
        project,
        "position",
        *(
            (f"p{n:04}", title, name, department, unit, grade, pay, None, "filled", "roster.csv", n + 2)
            for n, (title, name, department, unit, grade, pay) in enumerate(people)
        ),
    )
    insert(
        project,
        "rejected",
        ("roster.csv", 62, "The title is empty.", "Give the line a title."),
        ("roster.csv", 63, "A line of totals.", "Leave it out."),
    )
    secretaries = "43-6014.00", "Secretaries and Administrative Assistants, Except Legal, Medical, and Executive"
    library = "43-4121.00", "Library Assistants, Clerical"
    insert(
        project,
        "mapping",
        (
            clerks,
            *secretaries,
            0.7,
            0.93,
            "admin asst = administrative assistant",
            "accepted",
            "R. Lee",
            "2026-11-02",
            "",
        ),
        (
            clerks,
            "43-9061.00",
            "Office Clerks, General",
            0.3,
            0.93,
            "part of the work",
            "accepted",
            "R. Lee",
            "2026-11-02",
            "",
        ),
        (aides, *library, 1, 0.81, "library aide", "suggested", "", "", ""),
        (chief, "43-4031.00", "Court, Municipal, and License Clerks", 1, 0.9, "city clerk", "suggested", "", "", ""),
    )
    insert(
        project,
        "candidate",
        (aides, 1, *library, 0.81, "library aide"),
        (aides, 2, "25-4031.00", "Library Technicians", 0.14, "library"),
    )
    court = "43-4031.00", "Court, Municipal, and License Clerks"
    insert(
        project,
        "role",
        role(clerks, *secretaries, 20, 0.58, (0.3, 0.4, 0.2, 0.1), "priority", 20.2, "12 of 20 tasks exposed."),
        role(aides, *library, 18, 0.35, (0.1, 0.4, 0.4, 0.1), "watch", 6.6, "6 of 18 tasks exposed."),
        role(chief, *court, 25, 0.3, (0.1, 0.3, 0.2, 0.4), "low", 0.3, "5 of 25 tasks exposed."),
        (odd, "", "", 0, *[None] * 10, "not estimated", 0, "No occupation yet: the title waits in the review queue."),
    )
    insert(
        project,
        "program",
        (
            1,
            "Data skills for public staff",
            "State College",
            "certificate",
            120.0,
            1_500.0,
            "https://example.org/data",
            "catalogue",
            "2026-05",
        ),
        (2, "Union AI basics", "Local 21 fund", "course", 12.0, None, "", "", ""),
    )
    insert(
        project,
        "fund",
        (1, "City training budget", "city", "tuition; backfill; review", "", "adopted budget"),
        (2, "State grant", "iwt", "tuition; fees; books; exam fee", "Half of the training", "award letter"),
    )
    insert(project, "fund_year", (1, 2028, 90_000.0), (1, 2029, 20_000.5), (2, 2028, 30_000.0))
    insert(
        project,
        "scenario",
        ("public-interest", "Public interest", "Gains, rights and sharing in balance.", 0.5, 1, 0.6, 0.4, 0.05),
    )
    insert(
        project,
        "destination",
        (clerks, 1, *secretaries, 0.1, 1.0, 0, 1.0, 0.58, 118_380, 0, 1, 1, "Stays with tasks that AI does not take."),
        (
            clerks,
            2,
            "43-5031.00",
            "Public Safety Telecommunicators",
            0.08,
            0.97,
            0,
            1.12,
            0.31,
            90_000,
            2,
            0,
            1,
            "Shares records and phone work.",
        ),
        (
            aides,
            1,
            "25-4031.00",
            "Library Technicians",
            0.09,
            0.99,
            1,
            1.2,
            0.3,
            30_000,
            0,
            0,
            1,
            "Same place of work.",
        ),
    )
    insert(project, "gap", (clerks, "43-5031.00", "2.C.8.a", "Public Safety and Security", "knowledge", 2.1, 4.2))
    insert(
        project, "program_fit", (clerks, "43-5031.00", 1, 1, 0.7, "covers computers", 1, "Data skills for public staff")
    )
    insert(
        project,
        "cohort",
        (1, clerks, "43-5031.00", "Public Safety Telecommunicators", 1, 2028, 1, "2027-07-01", 15, 120.0, ""),
        (2, clerks, secretaries[0], "Stay and re-task", 2, 2028, 3, "2028-01-01", 6, 12.0, ""),
        (3, aides, "25-4031.00", "Library Technicians", 1, 2029, 1, "2028-07-01", 5, 120.0, ""),
    )
    insert(
        project,
        "budget_line",
        (1, 2028, 1, "tuition", 2, 15.0, "participant", 1_500.0, 2_250_000, 0, "", "Program 1"),
        (1, 2028, 1, "release wages", 1, 1_800.0, "hour", 24.05, 4_329_000, 0, "", "mean pay of the title"),
        (2, 2028, 3, "release wages", 1, 72.0, "hour", 24.05, 173_160, 1, "valued", "mean pay of the title"),
        (3, 2029, 1, "tuition", 1, 5.0, "participant", 1_500.0, 750_000, 0, "", "Program 1"),
        (None, 2029, 1, "evaluation", 1, 1.0, "contract", 2_000.0, 210_000, 0, "entered by hand", ""),
    )
    project.set_setting("fiscal_year", "2028")
    project.set_setting("years", "2")
    insert(project, "plan_note", ("note", "9 people of priority roles have no seat."))


@pytest.fixture(scope="session")
def small_catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A reference of a few occupations with published ratings, which does not change with the shipped data."""
    path = tmp_path_factory.mktemp("pack") / "small.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            f"PRAGMA application_id={schema.APPLICATION_ID}; PRAGMA user_version={schema.VERSION}; {schema.DDL}"
        )
        db.executemany("INSERT INTO meta VALUES (?,?)", [("name", "small"), ("title", "Small pack")])
        source = ("occupation", "O*NET Database: codes", "29.3", "2025-05", "CC BY 4.0", 6, "", "")
        db.execute("INSERT INTO source VALUES (?,?,?,?,?,?,?,?)", source)
        for code, title, zone in OCCUPATIONS:
            db.execute(
                "INSERT INTO occupation VALUES (?,?,?,?,?,'','',3)",
                (code, title, code[:7], code[:7].replace("-", ""), zone),
            )
            db.executemany(
                "INSERT INTO task VALUES (?,?,?,?,NULL,NULL,?,?,?)",
                [(code, f"{zone}{n}", f"{deed} for {title.lower()}.", *rest) for n, (deed, *rest) in enumerate(TASKS)],
            )
        db.execute("INSERT INTO area VALUES ('N', 'N', '000000', 'Nation', ''), ('NL', 'N', '999300', 'Local', '')")
        db.executemany(
            "INSERT INTO wage VALUES (?,?,1000,NULL,NULL,NULL,?,NULL,NULL,NULL)",
            [("N", code[:7].replace("-", ""), 30_000 + 5_000 * zone) for code, _, zone in OCCUPATIONS],
        )
        db.commit()
    return Catalog(path)


OCCUPATIONS = (
    ("43-6014.00", "Secretaries and Administrative Assistants, Except Legal, Medical, and Executive", 2),
    ("43-9061.00", "Office Clerks, General", 3),
    ("43-4121.00", "Library Assistants, Clerical", 2),
    ("43-4031.00", "Court, Municipal, and License Clerks", 4),
    ("25-4031.00", "Library Technicians", 3),
    ("43-5031.00", "Public Safety Telecommunicators", 5),
)
TASKS = (
    ("Types letters", "Core", "E1", "E1", "T4"),
    ("Greets visitors", "Core", "E0", "E0", "T0"),
    ("Keeps records", "Supplemental", "E2", "E1", "T2"),
)
