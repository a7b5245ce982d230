"""Every source system's columns are kept: its next file is read as the last one was, and what has changed is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskill.intake.table import read_table
from reskill.project.file import Project
from reskill.work.roster import ColumnChoice, choose_columns, take_in

HR = "Emp Nbr,Working Title,Payroll Title,Unit Name,FY25 Salary"
POLICE = "Badge,Rank,Bureau,Base Pay,Longevity Pay"


def file(folder: Path, name: str, header: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def hr(folder: Path, name: str = "hr.csv", header: str = HR, more: str = "") -> Path:
    return file(folder, name, header, *(f"{n},Clerk to Board {n},Clerk,Finance,{50_000 + n}{more}" for n in range(4)))


def police(folder: Path, name: str = "police.csv", header: str = POLICE) -> Path:
    return file(folder, name, header, *(f"B{n},Sergeant,Patrol,{70_000 + n},900" for n in range(4)))


@pytest.fixture
def city(project: Project, tmp_path: Path) -> Project:
    """A project whose two systems were taken in, the first with another title than the program would choose."""
    take_in(project, hr(tmp_path), columns={"title": "Payroll Title"})
    take_in(project, police(tmp_path), columns={"title": "Rank", "annual_salary": "Base Pay"}, add=True)
    return project


def choice(project: Project, path: Path) -> ColumnChoice:
    return choose_columns(project, read_table(path))


def test_that_each_system_is_read_as_it_was_before(city: Project, tmp_path: Path) -> None:
    first, second = choice(city, hr(tmp_path, "hr 2.csv")), choice(city, police(tmp_path, "police 2.csv"))
    assert (first.as_before, first.columns["title"], first.problems) == (True, "Payroll Title", ())
    assert (second.as_before, second.columns["title"], second.problems) == (True, "Rank", ())


def test_that_another_year_in_a_header_is_no_other_layout(city: Project, tmp_path: Path) -> None:
    found = choice(city, hr(tmp_path, "hr 2.csv", HR.replace("FY25", "FY26")))
    assert (found.as_before, found.columns["annual_salary"], found.problems) == (True, "FY26 Salary", ())


def test_that_columns_that_are_new_or_gone_are_said(city: Project, tmp_path: Path) -> None:
    found = choice(city, hr(tmp_path, "hr 2.csv", f"{HR},Cost Object", ",77"))
    assert (found.as_before, found.columns["title"]) == (True, "Payroll Title")
    assert [p.text for p in found.problems] == ["The layout is not that of hr.csv (new: Cost Object)."]
    found = choice(city, police(tmp_path, "police 2.csv", POLICE.replace("Longevity Pay", "Uniform Pay")))
    assert [p.text for p in found.problems] == [
        "The layout is not that of police.csv (new: Uniform Pay; gone: Longevity Pay)."
    ]


def test_that_a_column_that_was_read_and_is_gone_has_all_recognised_anew(city: Project, tmp_path: Path) -> None:
    found = choice(city, hr(tmp_path, "hr 2.csv", HR.replace("Payroll Title", "Civil Service Title")))
    assert not found.as_before
    assert "not all here: Payroll Title." in found.problems[0].text


def test_that_a_system_never_seen_is_said_to_be_new(city: Project, tmp_path: Path) -> None:
    found = choice(city, file(tmp_path, "new.csv", "Job,Dept,Annual Wage", "Cook,Parks,40000", "Clerk,Parks,41000"))
    assert not found.as_before
    assert "none of a roster taken in before (police.csv, hr.csv)" in found.problems[0].text


def test_that_the_columns_of_an_older_project_are_followed(project: Project, tmp_path: Path) -> None:
    project.set_setting("roster_columns", json.dumps({"title": "Payroll Title", "department": "Unit Name"}))
    found = choice(project, hr(tmp_path))
    assert (found.as_before, found.columns["title"]) == (True, "Payroll Title")
