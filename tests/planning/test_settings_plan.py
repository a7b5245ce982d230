"""What people set in a plan goes out with the settings and comes back: byte for byte, and nothing else is touched."""

import shutil
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from small_city import Staff, fill

from reskill.planning.answers import record_answers
from reskill.planning.by_hand.building import add_cohort
from reskill.planning.by_hand.cohorts import lock, set_people, set_price, split
from reskill.planning.by_hand.lines import add_line
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds
from reskill.planning.plan import make_plan
from reskill.planning.ruled_out import rule_out
from reskill.problem import ReskillError
from reskill.project.file import Project, open_project
from reskill.reference.catalog import Catalog
from reskill.work.settings import read_settings, write_settings

PEOPLE = "SELECT sum(participants) FROM cohort"
ADDED = "SELECT sum(added) FROM cohort"
CASH = "SELECT sum(cents) FROM budget_line WHERE NOT in_kind"


@pytest.fixture
def lived(project: Project, catalog: Catalog, tmp_path: Path) -> Path:
    """A file of settings of a plan that a person worked on, made from `project`; beside it the project before that."""
    fill(project, [Staff("Clerk II", 40), Staff("Typist", 21, stay_program=None)])
    default_funds(project, 400_000, 3, 2028)
    make_plan(project, catalog)
    twin = project.rows("SELECT id, participants FROM cohort WHERE title_id = 1 AND participants > 3 ORDER BY id DESC")[
        0
    ]
    split(project, twin["id"], twin["participants"] // 2)
    rule_out(project, title_id=2, program_id=2, first=Quarter(2029, 1), last=Quarter(2029, 2))
    shutil.copy(project.path, tmp_path / "before.reskill")
    ids = [r["id"] for r in project.rows("SELECT id FROM cohort WHERE program_id = 2 AND participants > 1 ORDER BY id")]
    set_people(project, ids[:1], 1, "only one applied")
    set_price(project, ids[1:2], 900.25)
    lock(project, ids[2:3])
    add_line(project, ids[2], "travel", 3, 12.5, note="bus")
    add_line(project, None, "instructor", 2, 400, quarter=Quarter(2028, 3))
    set_people(project, [twin["id"]], 1)  # of two alike: the other is there already
    rule_out(project, title_id=1, destination="11-9199.00")
    add_cohort(project, catalog, 2, "", 2, 1, Quarter(2029, 3), "the director asked")
    rule_out(project, last=Quarter(2028, 1), starts_only=True)
    record_answers(project, 1, Quarter(2028, 1), 10, 6, 3)
    write_settings(project, tmp_path / "first.toml")
    return tmp_path / "first.toml"


def test_that_a_plan_worked_on_comes_back_byte_for_byte(
    project: Project, lived: Path, catalog: Catalog, tmp_path: Path
) -> None:
    with closing(open_project(tmp_path / "before.reskill")) as other:
        assert (other.value(PEOPLE), other.value(CASH)) != (project.value(PEOPLE), project.value(CASH))
        read_settings(other, lived, catalog)
        write_settings(other, tmp_path / "again.toml")
        assert (tmp_path / "again.toml").read_bytes() == lived.read_bytes()
        for sql in (PEOPLE, CASH, "SELECT count(*) FROM cohort", "SELECT count(*) FROM cohort WHERE who <> ''", ADDED):
            assert other.value(sql) == project.value(sql)
        for made in (project, other):
            make_plan(made, catalog)
        starts = (
            "SELECT title_id, destination, program_id, start, participants, hours FROM cohort ORDER BY 1, 2, 3, 4, 5"
        )
        assert other.rows(starts) == project.rows(starts) and other.value(CASH) == project.value(CASH)


def test_that_reading_what_was_just_written_changes_nothing(project: Project, lived: Path, catalog: Catalog) -> None:
    held, step = project.rows("SELECT * FROM cohort ORDER BY id"), project.history(1)
    read_settings(project, lived, catalog)
    assert project.rows("SELECT * FROM cohort ORDER BY id") == held and project.history(1) == step


def test_that_what_the_file_no_longer_has_is_released(project: Project, lived: Path, catalog: Catalog) -> None:
    sections = ("held", "whole_plan", "ruled_out", "answer")
    lived.write_text("".join(f"{name} = []\n" for name in sections), encoding="utf-8")
    people = project.value(PEOPLE)
    read_settings(project, lived, catalog)
    assert project.value("SELECT count(*) FROM cohort WHERE who <> ''") == 0 and project.value(PEOPLE) == people
    for table in ("ruled_out", "offer_answer"):
        assert project.value(f"SELECT count(*) FROM {table}") == 0
    assert project.value("SELECT count(*) FROM budget_line WHERE cohort_id IS NULL") == 0


@pytest.mark.parametrize(
    ("was", "put", "said"),
    [
        ("quantity = 3.0", "quantity = -3.0", "quantity cannot be -3"),
        ('fund = "City training budget"', 'fund = "Nobody"', "no fund named Nobody"),
        ('start = "FY2028 Q1"', 'start = "soon"', "no quarter"),
        ("accepted = 6", "accepted = 60", "cannot come of 10 offers"),
        ('title = "Typist"', 'title = "Typits"', "no title Typits"),
    ],
)
def test_that_what_cannot_be_is_refused_with_its_line(
    project: Project, lived: Path, catalog: Catalog, was: str, put: str, said: str
) -> None:
    text = lived.read_text(encoding="utf-8")
    place = next(
        i
        for i in range(len(text))
        if text.startswith(was, i) and (was[:4] not in ("fund", "star", "titl") or i > text.index("[[held]]"))
    )
    lived.write_text(text[:place] + put + text[place + len(was) :], encoding="utf-8")
    before = project.rows("SELECT * FROM budget_line ORDER BY id")
    tomllib.loads(lived.read_text(encoding="utf-8"))
    with pytest.raises(ReskillError, match=said) as refused:
        read_settings(project, lived, catalog)
    assert "first.toml, line" in refused.value.text
    assert project.rows("SELECT * FROM budget_line ORDER BY id") == before
