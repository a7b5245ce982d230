"""A small city whose titles are mapped and scored."""

import pytest

from reskill.exposure.roles import score_roles
from reskill.programs.starter import load_starter_programs

TITLES = {  # title -> occupation, positions, pay
    "Account Clerk": ("43-3031.00", 12, 52_000),
    "City Clerk Assistant": ("43-4031.00", 8, 50_000),
    "Secretary": ("43-6014.00", 10, 48_000),
    "Office Clerk": ("43-9061.00", 9, 42_000),
    "Firefighter": ("33-2011.00", 30, 75_000),
}


@pytest.fixture
def city(project, catalog):
    """A project with five titles, the starter programs and scored roles; one vacancy for each title."""
    with project.change("Fill the city") as db:
        for n, (title, (code, positions, pay)) in enumerate(TITLES.items(), start=1):
            db["title"].insert(
                {"id": n, "title": title, "positions": positions, "fte": positions, "payroll": pay * positions}
            )
            db["mapping"].insert({"title_id": n, "code": code, "confidence": 0.95, "status": "accepted"})
            db["position"].insert_all(
                {
                    "id": f"{n}-{i}",
                    "title_id": n,
                    "title": title,
                    "annual_salary": pay,
                    "status": "vacant" if i == 0 else "filled",
                    "source_file": "roster.csv",
                    "source_row": i + 2,
                }
                for i in range(positions)
            )
        load_starter_programs(project)
    score_roles(project, catalog)
    return project
