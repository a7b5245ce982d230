"""The city's map of departments: kept, followed by later rosters, undone, and refused where it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reskill.intake.roster import read_roster
from reskill.problem import ReskillError
from reskill.project.departments import department_list, roll_up, unit_map
from reskill.project.file import Project
from reskill.project.roster import departments, import_roster
from reskill.work.department_file import read_departments, write_departments

DPW = ("DPW-Water (306)", "DPW-Solid Waste (320)")


def take(project: Project, folder: Path, *names: str, mode: str = "replace") -> None:
    path = folder / "roster.csv"
    rows = (f"Clerk,{name},{50_000 + n}\n" for n, name in enumerate(names))
    path.write_text("Job Title,Department,Annual Salary\n" + "".join(rows), encoding="utf-8")
    import_roster(project, read_roster(path), mode="add" if mode == "add" else "replace")


def test_that_positions_are_counted_with_the_unit_and_keep_the_rosters_name(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path, *DPW, "Police")
    assert roll_up(project, dict.fromkeys(DPW, "Public Works")) == 2
    assert departments(project) == ["Police", "Public Works"]
    assert [tuple(d) for d in department_list(project)] == [
        ("DPW-Solid Waste (320)", 1, "Public Works", "DPW"),
        ("DPW-Water (306)", 1, "Public Works", "DPW"),
        ("Police", 1, "Police", "Police"),
    ]
    assert project.stale.stage == "titles"


def test_that_later_rosters_follow_the_map(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path, *DPW)
    roll_up(project, dict.fromkeys(DPW, "Public Works"))
    take(project, tmp_path, DPW[0], "Library")
    assert departments(project) == ["Library", "Public Works"]


def test_that_a_unit_is_taken_back_and_a_step_undone(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path, *DPW)
    roll_up(project, dict.fromkeys(DPW, "Public Works"))
    roll_up(project, {DPW[0]: ""})
    assert departments(project) == [DPW[0], "Public Works"]
    project.undo()
    assert departments(project) == ["Public Works"]
    project.undo()
    assert (departments(project), unit_map(project)) == (sorted(DPW), {})


def test_that_only_departments_of_the_roster_have_units(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path, *DPW)
    with pytest.raises(ReskillError, match="no department Parks"):
        roll_up(project, {"Parks": "Recreation"})
    with pytest.raises(ReskillError, match="more than 200"):
        roll_up(project, {DPW[0]: "x" * 201})
    assert roll_up(project, {DPW[0]: DPW[0]}) == 0


def test_that_the_table_holds_what_names_tell_until_there_is_a_map(project: Project, tmp_path: Path) -> None:
    take(project, tmp_path, *DPW, "=Police")
    table = tmp_path / "map.csv"
    assert write_departments(project, table) == (3, 2)
    assert read_departments(project, table) == 2
    assert departments(project) == ["=Police", "DPW"]
    edited = table.read_text(encoding="utf-8-sig").replace(",DPW", ",Public Works")
    table.write_text(edited, encoding="utf-8")
    assert read_departments(project, table) == 2
    assert write_departments(project, table) == (3, 2)
    assert "Public Works" in table.read_text(encoding="utf-8-sig")
    assert read_departments(project, table) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name,Unit\nPolice,Safety\n", "no column named Department in the roster"),
        ("Department in the roster,Counted with\nParks,Leisure\n", "row 2.*no department Parks"),
        ("Department in the roster,Counted with\nPolice,A\nPolice,B\n", "row 3.*another unit"),
        ("Department in the roster,Counted with\n,A\n", "row 2.*no department in this row"),
    ],
)
def test_that_a_table_that_is_wrong_changes_nothing(project: Project, tmp_path: Path, text: str, said: str) -> None:
    take(project, tmp_path, "Police")
    table = tmp_path / "map.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ReskillError) as refused:
        read_departments(project, table)
    told = "\n".join([str(refused.value), *map(str, refused.value.problems)])
    assert re.search(said, told, re.DOTALL), told
    assert unit_map(project) == {}


def test_that_a_project_without_departments_says_so(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ReskillError, match="no departments"):
        write_departments(project, tmp_path / "map.csv")
