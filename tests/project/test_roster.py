"""Taking a roster into a project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reskill.intake.roster import Roster, read_roster
from reskill.progress import Cancelled
from reskill.project.file import Project, create
from reskill.project.roster import import_roster

Read = Callable[..., Roster]
HEADER = "Emp ID,Name,Job Title,Dept,Union,Grade,Job Code,Annual Salary,FTE,Hire Date,Status,Location"
CLERK = 'E-0017,"Doe, Jane",Clerk II,Finance,AFSCME,G4,0042,50000,0.5,2019-07-01,Filled,City Hall'
COOK = 'E-0018,"Roe, Rick",Cook,Parks,,,,N/A,,,Vacant,'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a roster of these lines."""

    def make(*lines: str, name: str = "roster.csv", keep_names: bool = False) -> Roster:
        path = tmp_path / name
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        return read_roster(path, keep_names=keep_names)

    return make


def positions(project: Project) -> list[dict[str, object]]:
    return project.rows("SELECT * FROM position ORDER BY source_row")


def test_that_positions_hold_what_the_roster_says(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, COOK))
    first, second = positions(project)
    assert {k: v for k, v in first.items() if k != "id"} == {
        "title_id": None,
        "title": "Clerk II",
        "department": "Finance",
        "roster_department": "Finance",
        "bargaining_unit": "AFSCME",
        "grade": "G4",
        "class_code": "0042",
        "annual_salary": 50000.0,
        "pay_basis": "annual",
        "fte": 0.5,
        "hire_date": "2019-07-01",
        "status": "filled",
        "held": 0,
        "location": "City Hall",
        "name": None,
        "source_file": "roster.csv",
        "source_sheet": "",
        "source_row": 2,
    }
    assert (second["annual_salary"], second["fte"], second["status"]) == (None, None, "vacant")
    assert project.setting("roster_file") == "roster.csv"


def test_that_neither_names_nor_employee_numbers_are_in_the_file(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, COOK, 'E-0019,"Doe, Jane",,Parks,,,,,,,,'))
    project.close()
    content = project.path.read_bytes()
    assert b"Jane" not in content and b"Roe, Rick" not in content and b"E-0017" not in content
    assert b"Clerk II" in content


def test_that_names_are_kept_when_a_person_asks_for_it(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, keep_names=True))
    assert positions(project)[0]["name"] == "Doe, Jane"


def test_that_a_pseudonym_is_the_same_next_year_and_another_in_another_project(
    project: Project, read: Read, tmp_path: Path
) -> None:
    import_roster(project, read(CLERK, COOK))
    before = {p["title"]: p["id"] for p in positions(project)}
    import_roster(project, read(COOK, CLERK.replace("Clerk II", "Clerk III"), name="next year.csv"))
    after = {p["title"]: p["id"] for p in positions(project)}
    assert after == {"Cook": before["Cook"], "Clerk III": before["Clerk II"]}
    other = create(tmp_path / "other.reskill")
    import_roster(other, read(CLERK, COOK))
    assert not {p["id"] for p in positions(other)} & set(after.values())
    other.close()


def test_that_every_line_has_its_own_pseudonym(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, CLERK, CLERK, COOK.replace("E-0018", ""), COOK.replace("E-0018", "")))
    assert len({p["id"] for p in positions(project)}) == 5


def test_that_positions_of_a_counted_line_keep_their_pseudonyms_when_the_count_and_the_row_change(
    project: Project, tmp_path: Path
) -> None:
    def ids(*lines: str) -> dict[str, set[str]]:
        path = tmp_path / "counts.csv"
        path.write_text("\n".join(["Title,Department,Positions", *lines, ""]), encoding="utf-8")
        import_roster(project, read_roster(path))
        found: dict[str, set[str]] = {}
        for p in positions(project):
            found.setdefault(p["title"], set()).add(p["id"])
        return found

    before = ids("Clerk,Finance,3", "Cook,Parks,1", "Aide,Parks,1")
    after = ids("Aide,Parks,1", "Cook,Parks,2", "Clerk,Finance,2")
    assert after["Clerk"] < before["Clerk"] and before["Cook"] < after["Cook"] and after["Aide"] == before["Aide"]
    assert len(set.union(*before.values())) == 5


def test_that_rejected_lines_are_kept_with_their_reason(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, '0019,"Poe, Ann",,Parks,,,,1,,,,'))
    kept = project.rows("SELECT * FROM rejected")
    assert [(r["source_file"], r["source_row"], r["reason"]) for r in kept] == [
        ("roster.csv", 3, "It has no job title")
    ]
    assert kept[0]["content"] == "Parks" and kept[0]["remedy"]


def test_that_importing_again_replaces_the_lines_and_keeps_what_was_decided(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, COOK))
    with project.change("Decide") as db:
        db.execute("INSERT INTO title (id, title, positions, fte, payroll) VALUES (1, 'Cook', 1, 1, 0)")
        db.execute("INSERT INTO mapping (title_id, code, confidence, status) VALUES (1, '35-2012.00', 1, 'accepted')")
        db.execute("UPDATE position SET title_id = 1 WHERE title = 'Cook'")
    import_roster(project, read(COOK, COOK.replace("E-0018", "E-0020")))
    assert [p["title"] for p in positions(project)] == ["Cook", "Cook"]
    assert {p["title_id"] for p in positions(project)} == {None}
    assert project.value("SELECT status FROM mapping WHERE title_id = 1") == "accepted"
    assert project.check() == []


def test_that_a_second_roster_can_be_added_to_the_first(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, COOK))
    import_roster(project, read(CLERK, name="fire.csv"), mode="add")
    assert project.value("SELECT count(DISTINCT id) FROM position") == 3
    assert project.value("SELECT count(DISTINCT source_file) FROM position") == 2


def test_that_an_import_is_one_step_that_can_be_undone(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, COOK))
    import_roster(project, read(CLERK, '0019,"Poe",,Parks,,,,1,,,,', name="new.csv"))
    step = project.undo()
    assert step is not None and step.label == "Import roster new.csv"
    assert [p["title"] for p in positions(project)] == ["Clerk II", "Cook"]
    assert project.value("SELECT count(*) FROM rejected") == 0
    assert project.setting("roster_file") == "roster.csv"


def test_that_a_cancelled_import_leaves_the_project_as_it_was(project: Project, read: Read) -> None:
    import_roster(project, read(CLERK, COOK))

    def cancel(part: float, text: str) -> None:
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_roster(project, read(CLERK, name="new.csv"), cancel)
    assert len(positions(project)) == 2 and project.setting("roster_file") == "roster.csv"
