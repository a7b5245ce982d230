"""Who asks for an occupation by a code of SOC 2010 is led to the codes of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskill.cli.parser import run
from reskill.problem import ReskillError
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.reference.soc_2010 import pointer
from reskill.work.roster import take_in


def test_that_a_refused_code_is_led_to_its_successors(catalog: Catalog) -> None:
    with pytest.raises(ReskillError) as refused:
        catalog.occupation("15-1132.00")
    assert refused.value.remedy == "15-1132.00 is a code of SOC 2010; since SOC 2018 it is 15-1252 or 15-1253."
    with pytest.raises(ReskillError) as other:
        catalog.occupation("99-9999")
    assert other.value.remedy.startswith("Look codes up")


def test_that_a_code_in_use_has_no_pointer() -> None:
    assert pointer("43-6014.00") == ""


def test_that_a_roster_with_old_codes_is_told(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    lines = "".join(f"Clerk,Finance,5{n}000,{code}\n" for n, code in enumerate(["43-6014", "15-1132", "15-1132"]))
    file.write_text("Job Title,Department,Salary,SOC\n" + lines, encoding="utf-8")
    (told,) = [str(p) for p in take_in(project, file) if "SOC 2010" in str(p)]
    assert "row 3, column SOC: 15-1132 is a code of SOC 2010; since SOC 2018 it is 15-1252 or 15-1253." in told


def test_that_titles_with_old_codes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "titles.csv"
    file.write_text("Class Title,Dept,SOC\nPayroll Clerk,Finance,15-1132\n", encoding="utf-8")
    assert run(["titles", str(file), "--top", "1"]) == 0
    said = capsys.readouterr()
    assert "Payroll Clerk,Finance,1,43-3051.00" in said.out
    assert "15-1132 is a code of SOC 2010; since SOC 2018 it is 15-1252 or 15-1253." in said.err
