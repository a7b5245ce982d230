"""Importing lists of training programs as they really come."""

import pytest

from reskill.intake.table import read_table
from reskill.pathways.training_lists import import_programs
from reskill.problem import ReskillError

HEADER = (
    "official_name,provider_name,cipcode,tuition,fees,total_cost_reported,clock_hours,calendar_length,cert_approval_exp"
)


@pytest.fixture
def importing(project, tmp_path):
    def run(*lines: str, header: str = HEADER):
        path = tmp_path / "list.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        problems = import_programs(project, read_table(path))
        return project.rows("SELECT * FROM program ORDER BY id"), problems

    return run


def test_that_a_sound_row_comes_in_without_doubt(importing) -> None:
    programs, problems = importing("Bookkeeping,County College,52.0302,900,100,1000,120,4-11 weeks,2999-01-01")
    assert not problems
    assert (programs[0]["cost"], programs[0]["hours"], programs[0]["cip"]) == (1000, 120, "52.0302")
    assert (programs[0]["origin"], programs[0]["source"]) == ("imported", "list.csv, row 2")


@pytest.mark.parametrize(
    ("line", "field", "value", "words"),
    [
        ("A,B,52.0302,4198,0,41984198,120,4-11 weeks,", "cost", None, "not the sum"),
        ("A,B,52.0302,0,0,0,120,4-11 weeks,", "cost", None, "zero"),
        ("A,B,52.0302,9999,,9999,120,4-11 weeks,", "cost", None, "not known"),
        ("A,B,52.0302,500,0,500,-99999,4-11 weeks,", "hours", None, "not known"),
        ("A,B,52.0302,500,0,500,0,4-11 weeks,", "hours", None, "zero hours"),
        ("A,B,52.0302,500,0,500,900,3-7 days,", "hours", 900, "do not fit"),
        ("A,B,1.0605,500,0,500,75,3-5 months,", "cip", "01.0605", "read as"),
        ("A,B,10605,500,0,500,75,3-5 months,", "cip", "01.0605", "read as"),
        ("A,B,unknown,500,0,500,75,3-5 months,", "cip", "", "not a CIP"),
        ("A,,52.0302,500,0,500,75,3-5 months,", "provider", "", "provider is not given"),
        (",B,52.0302,500,0,500,75,3-5 months,", "name", "(no name, row 2)", "no name"),
        ("A,B,52.0302,500,0,500,75,3-5 months,2019-06-30", "cost", 500, "approval ended"),
    ],
)
def test_that_a_doubtful_row_is_kept_and_the_doubt_said(importing, line, field, value, words) -> None:
    programs, problems = importing(line)
    assert len(programs) == 1
    assert programs[0][field] == value
    assert any(words in p.text and p.place.row == 2 and p.level == "warning" for p in problems)
    assert words in programs[0]["note"]


def test_that_a_doubted_total_is_still_shown_as_written(importing) -> None:
    programs, _ = importing("A,B,52.0302,4198,0,41984198,120,4-11 weeks,")
    assert "41,984,198" in programs[0]["cost_text"]


def test_that_importing_the_same_list_again_updates_instead_of_doubling(importing) -> None:
    importing("A,B,52.0302,400,100,500,75,3-5 months,")
    programs, _ = importing("A,B,52.0302,500,100,600,75,3-5 months,")
    assert [p["cost"] for p in programs] == [600]


def test_that_a_list_without_names_is_refused_with_a_remedy(importing) -> None:
    with pytest.raises(ReskillError, match="no column with the names"):
        importing("1,2", header="tuition,fees")


def test_that_every_row_of_a_real_list_is_kept(project, shared) -> None:
    table = read_table(shared / "etpl_nj_2021.csv")
    problems = import_programs(project, table)
    assert project.value("SELECT count(*) FROM program") == len(table.rows) == 1001
    assert sum("zero" in p.text and "cost" in p.text for p in problems) >= 50
    assert sum("not the sum" in p.text for p in problems) >= 12
    assert project.value("SELECT max(cost) FROM program") < 100_000
