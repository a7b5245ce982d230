"""A town whose titles have occupations, so that its roles can be scored."""

from collections.abc import Callable

import pytest

from reskill.exposure.roles import score_roles

TITLES = {  # title -> mapping (occupation, share), positions, pay, department
    "Account Clerk": ([("43-3031.00", 1.0)], 12, 52_000, "Finance"),
    "Office Clerk": ([("43-9061.00", 1.0)], 20, 42_000, "Finance"),
    "Patrol Officer": ([("33-3051.00", 1.0)], 30, 78_000, "Police"),
    "Groundskeeper": ([("37-3011.00", 1.0)], 9, 38_000, "Parks"),
    "Clerk and Cashier": ([("43-9061.00", 0.7), ("41-2011.00", 0.3)], 4, 40_000, "Parks"),
    "Assistant II": ([], 3, 45_000, ""),
}
NUMBER = {title: n for n, title in enumerate(TITLES, start=1)}  # id in table title


@pytest.fixture(scope="session")
def titles() -> dict[str, tuple]:
    """Titles of the town: mapping (occupation, share), positions, pay, department."""
    return TITLES


@pytest.fixture(scope="session")
def number() -> dict[str, int]:
    """Ids of the town's titles."""
    return NUMBER


@pytest.fixture
def town(project, catalog):
    """A project of six titles, one of them waiting for an occupation, with scored roles."""
    with project.change("Fill the town") as db:
        for title, (mapping, positions, pay, department) in TITLES.items():
            n = NUMBER[title]
            db["title"].insert(
                {"id": n, "title": title, "positions": positions, "fte": positions, "payroll": pay * positions}
            )
            db["mapping"].insert_all(
                {"title_id": n, "code": c, "share": s, "confidence": 0.95, "status": "accepted"} for c, s in mapping
            )
            db["position"].insert_all(
                {
                    "id": f"{n}-{i}",
                    "title_id": n,
                    "title": title,
                    "department": department,
                    "annual_salary": pay,
                    "source_file": "roster.csv",
                    "source_row": i + 2,
                }
                for i in range(positions)
            )
    score_roles(project, catalog)
    return project


@pytest.fixture
def role(town, catalog) -> Callable[..., dict]:
    """The role of a title, scored again."""

    def find(title: str) -> dict:
        score_roles(town, catalog)
        return town.rows("SELECT * FROM role WHERE title_id = ?", (NUMBER[title],))[0]

    return find
