from collections.abc import Callable, Sequence

import pytest

from reskill.project.file import Project

Line = tuple[str, str]


@pytest.fixture
def staff(project: Project) -> Callable[..., Project]:
    """Puts (title, department) lines into the project; `class_codes` in the same order."""

    def put(lines: Sequence[Line], class_codes: Sequence[str] = ()) -> Project:
        codes = [*class_codes, *[""] * len(lines)]
        with project.change("Import"):
            project.db.execute("DELETE FROM position")
            project.db["position"].insert_all(
                {
                    "id": str(n),
                    "title": title,
                    "department": department,
                    "class_code": codes[n],
                    "annual_salary": 50_000,
                    "source_file": "roster.csv",
                    "source_row": n + 2,
                }
                for n, (title, department) in enumerate(lines)
            )
        return project

    return put
