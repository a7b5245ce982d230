"""A project's settings as a file: what is written is read back, and what cannot be is refused with its line."""

from __future__ import annotations

import json
import textwrap
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskill.cli.parser import run
from reskill.pathways.city_gates import set_city_gates
from reskill.planning.checks.rulebook import Answer, set_answer, set_rule
from reskill.planning.city_answers import answer_questions, city_answers
from reskill.planning.funds import save_fund
from reskill.planning.practice import Said
from reskill.planning.practice_hours import read_hours, said_hours
from reskill.planning.readiness import answer, checklist
from reskill.planning.scenarios import edit_scenario, scenarios, set_scenario
from reskill.planning.set_costs import set_cost
from reskill.problem import ReskillError
from reskill.programs.partners import Delivery, deliver
from reskill.programs.starter import load_starter_programs
from reskill.project.file import Project, create, open_project
from reskill.project.programs import choose_pathway, link, save
from reskill.reference.catalog import Catalog
from reskill.work.settings import read_settings, settings_text, write_settings

CLERK, RULE = "43-3031.00", "iwt-cap"


def fill(project: Project) -> None:
    """Programs and two titles, and nothing that a person set."""
    load_starter_programs(project)
    with project.change("Titles") as db:
        for title, department in (("Clerk", ""), ("Aide", "Parks")):
            db["title"].insert({"title": title, "department": department, "positions": 1, "fte": 1, "payroll": 0})


def decide(project: Project) -> None:
    """Something in every section, with texts that need care."""
    project.set_setting("watch", "0.33")
    project.set_setting("cohort_size", "12")
    project.set_setting("horizon", "E1")
    save_fund(
        project,
        'Grant "A"\n= 1',
        {2027: 1000.1, 2028: 0.0},
        kind="state",
        pays=["tuition"],
        share=0.5,
        person=1500,
        units=["Local 9"],
        ends="2028-06-30",
        rules="half; x",
        note="n",
    )
    set_cost(project, "books", 0, "R. Lee")
    clerk = project.value("SELECT id FROM title WHERE title = 'Clerk'")
    read_hours(project, {clerk: (CLERK, Said(22.5, "R. Lee", "2026-11-29", "as in the “pilot”"))})
    set_answer(project, "ojt-length", Answer(True, "R. Lee", "2027-05-01"))
    set_rule(project, "education-aid", to="2028-12-31")
    save_fund(project, "City", {2027: 1e6})
    edit_scenario(project, "market-led", adoption=0.61)
    project.db.execute("INSERT INTO scenario VALUES ('ours', 'Ours', 'A city of its own', 0.3, 1, 0.5, 0.4, 0.1)")
    set_scenario(project, "ours")
    project.set_setting("years", "2")
    set_rule(project, RULE, on=False)
    save(project, "partner", {"name": "Elm College", "kind": "college", "note": "calls back"})
    program = project.value("SELECT id FROM program ORDER BY name LIMIT 1")
    link(project, program, CLERK, False)
    partner = project.value("SELECT id FROM partner WHERE name = 'Elm College'")
    deliver(project, Delivery(partner, program, 2027, 2, 15, 900.5))
    deliver(project, Delivery(partner, program, 2028, 1))
    choose_pathway(project, [project.value("SELECT id FROM title WHERE title = 'Aide'")], CLERK, "she asked for it")
    asked = {"examination": "Open list", "residency": "None"}
    set_city_gates(project, [project.value("SELECT id FROM title WHERE title = 'Clerk'")], asked)
    answer(project, checklist(project)[0].id, "partly")
    answer_questions(project, {"contract_article": "Article 12; “notice”\nof 60 days"})


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Project]:
    """Another project with the same programs and titles."""
    with closing(create(tmp_path / "other.reskill", city="Elsewhere")) as made:
        fill(made)
        yield made


def test_that_what_is_written_is_read_and_written_again_byte_for_byte(
    project: Project, other: Project, catalog: Catalog, tmp_path: Path
) -> None:
    fill(project)
    decide(project)
    first, again = tmp_path / "first.toml", tmp_path / "again.toml"
    write_settings(project, first)
    read_settings(other, first, catalog)
    write_settings(other, again)
    assert again.read_bytes() == first.read_bytes()
    assert (other.thresholds.watch, other.thresholds.cohort_size, other.thresholds.horizon) == (0.33, 12, "E1")
    assert other.rows("SELECT name, kind, pays, share, person, units, ends, rules FROM fund ORDER BY id")[0] == {
        "name": 'Grant "A"\n= 1',
        "kind": "state",
        "pays": "tuition",
        "share": 0.5,
        "person": 1500,
        "units": "Local 9",
        "ends": "2028-06-30",
        "rules": "half; x",
    }
    assert said_hours(other) == [
        {
            "title": "Clerk",
            "department": "",
            "code": CLERK,
            "hours": 22.5,
            "who": "R. Lee",
            "at": "2026-11-29",
            "why": "as in the “pilot”",
        }
    ]
    assert other.value("SELECT pinned FROM link WHERE code = ?", (CLERK,)) == 0
    assert other.rows("SELECT fiscal_year, quarter, seats, price FROM partner_program ORDER BY 1") == [
        {"fiscal_year": 2027, "quarter": 2, "seats": 15, "price": 900.5},
        {"fiscal_year": 2028, "quarter": 1, "seats": None, "price": None},
    ]
    (gate,) = other.rows("SELECT examination, posting, residency FROM title_gate")
    assert gate == {"examination": "Open list", "posting": "", "residency": "None"}
    assert [a.answer for a in city_answers(other) if a.answer] == ["Article 12; “notice”\nof 60 days"]
    chosen = other.rows("SELECT t.title, c.code FROM pathway_choice c JOIN title t ON t.id = c.title_id")
    assert chosen == [{"title": "Aide", "code": CLERK}]


def test_that_reading_is_one_step_that_undo_takes_back(
    project: Project, other: Project, catalog: Catalog, tmp_path: Path
) -> None:
    fill(project)
    decide(project)
    write_settings(project, tmp_path / "s.toml")
    before, steps = settings_text(other), len(other.history())
    read_settings(other, tmp_path / "s.toml", catalog)
    assert len(other.history()) == steps + 1 and other.history()[0].label == "Read the settings s.toml"
    assert other.stale.stage
    other.undo()
    assert settings_text(other) == before


def test_that_who_when_and_why_stay_where_nothing_changes(project: Project, catalog: Catalog, tmp_path: Path) -> None:
    fill(project)
    decide(project)
    write_settings(project, tmp_path / "s.toml")
    steps, dump = project.history(), list(project.db.conn.iterdump())
    read_settings(project, tmp_path / "s.toml", catalog)
    assert project.history() == steps and list(project.db.conn.iterdump()) == dump


def test_that_a_section_replaces_the_projects_and_others_stay(
    project: Project, catalog: Catalog, tmp_path: Path
) -> None:
    fill(project)
    decide(project)
    (tmp_path / "s.toml").write_text("[thresholds]\nwatch = 0.31\n[[fund]]\nname = 'New'\n", encoding="utf-8")
    read_settings(project, tmp_path / "s.toml", catalog)
    assert (project.thresholds.watch, project.thresholds.cohort_size) == (0.31, 15)
    assert [r["name"] for r in project.rows("SELECT name FROM fund")] == ["New"]
    assert "ours" in [s.name for s in scenarios(project)]
    assert project.value("SELECT count(*) FROM pathway_choice") == 1


def test_that_the_example_of_the_readme_is_read(other: Project, catalog: Catalog, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    example = readme.partition("may be as short as this:\n")[2].partition("\n#")[0]
    (tmp_path / "s.toml").write_text(textwrap.dedent(example), encoding="utf-8")
    read_settings(other, tmp_path / "s.toml", catalog)
    assert (other.thresholds.watch, other.setting("years")) == (0.35, "2")
    assert other.rows("SELECT fiscal_year, amount FROM fund_year") == [
        {"fiscal_year": 2027, "amount": 120_000.0},
        {"fiscal_year": 2028, "amount": 80_000.0},
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n[thresholds]\nwatch = 0.3\nwacth = 0.3\n", 4, "There is no setting wacth here"),
        ("[thresholds]\nwatch = 1.3\n", 2, "watch cannot be 1.3. Give a number from 0 to 1"),
        ("[thresholds]\nwatch = '0.3'\n", 2, "watch cannot be '0.3'. Give a number"),
        ("[thresholds]\ncohort_size = 7.5\n", 2, "cohort_size cannot be 7.5. Give a whole number"),
        ("[thresholds]\ncohort_size = true\n", 2, "cohort_size cannot be true. Give a whole number"),
        ("[thresholds]\nhorizon = 'E9'\n", 2, "horizon cannot be 'E9'. Choose one of"),
        ("[thresholds]\n\nwatch = 0.5\n", 1, "Watch (0.5) is not below at risk"),
        ("[other]\n", 1, "There is no setting other here. Known are: thresholds, scenario"),
        ("thresholds = 3\n", 1, "thresholds is no table"),
        ("[plan]\nyears = 40\n", 2, "years cannot be 40"),
        ("[plan]\nscenario = 'best'\n", 2, "There is no scenario named best"),
        (
            "[[fund]]\nname='A'\n[fund.amounts]\n2027=1\n[[fund]]\nname='B'\n[fund.amounts]\n2027=-1\n",
            5,
            "B cannot have",
        ),
        ("[[fund]]\nname='A'\n[fund.amounts]\nnext=1\n", 4, "next is no fiscal year"),
        ("[[fund]]\nname='A'\n[[fund]]\nname='A'\n", 3, "A stands here twice"),
        ("[[fund]]\nkind='city'\n", 1, "name is missing"),
        ("[[fund]]\nname='A'\n\nkind='gold'\n", 4, "gold is no kind of fund"),
        ("fund = [\n    { name = 'A' },\n    { name = 'B', kind = 3 },\n]\n", 3, "kind cannot be 3. Give a text"),
        ("[rules.none]\non = true\n", 1, "There is no setting none here"),
        ("[rules.RULE]\non = 1\n", 2, "on cannot be 1. Give true or false"),
        (
            "[[scenario]]\nname='x'\ntitle='X'\nadoption=2\nprotects=true\nparticipation=1\nreinvested=0\nreview_cost=0\n",
            4,
            "adoption of X cannot be 2",
        ),
        ("[[partner]]\nname='P'\nkind='club'\n", 1, "club is no kind of partner"),
        ("[[partner]]\nname='P'\n", 1, "kind is missing"),
        ("[[seats]]\npartner='Nobody'\nprogram='P'\n", 2, "The project has no partner Nobody"),
        ("[[pin]]\nprogram='P'\ncode='43-3031.00'\npinned=true\n", 2, "The project has no program P"),
        ("[[pathway]]\ntitle='Mayor'\ncode='43-3031.00'\n", 2, "The roster has no title Mayor"),
        ("[[pathway]]\ntitle='Clerk'\ncode='99-9999.00'\n", 3, "The reference has no occupation 99-9999.00"),
        ("[[gate]]\ntitle='Mayor'\n", 2, "The roster has no title Mayor"),
        ("[[gate]]\ntitle='Clerk'\n\nexam='yes'\n", 4, "There is no setting exam here"),
        ("[[practice]]\ntitle='Clerk'\ncode='x'\nhours=8.0\nwho='R. Lee'\nat = 'soon'\n", 1, "soon is no day"),
        (
            "[[practice]]\ntitle='Clerk'\ncode='x'\nhours=0.0\nwho='R'\nat='2026-11-29'\n",
            1,
            "0 hours of practice cannot",
        ),
        ("[[practice]]\ntitle='Clerk'\ncode='x'\nhours=8.0\nwho=''\nat='2026-11-29'\n", 1, "Nobody confirms"),
        ("[readiness]\nnone = 'yes'\n", 2, "There is no setting none here"),
    ],
)
def test_that_what_cannot_be_is_refused_with_its_line_and_nothing_is_changed(
    other: Project, catalog: Catalog, tmp_path: Path, text: str, line: int, said: str
) -> None:
    before, steps = settings_text(other), other.history()
    (tmp_path / "s.toml").write_text(text.replace("RULE", RULE), encoding="utf-8")
    with pytest.raises(ReskillError) as refused:
        read_settings(other, tmp_path / "s.toml", catalog)
    assert str(refused.value).startswith(f"s.toml, line {line}: {said}")
    assert settings_text(other) == before and other.history() == steps


NAMES = [
    "name",
    "title",
    "code",
    "value",
    "on",
    "watch",
    "years",
    "amounts",
    "2027",
    "kind",
    "city",
    "program",
    RULE,
    "x",
]
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["city", "yes", "market-led", "Clerk", "college", CLERK]),
    st.dates(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(st.sampled_from(NAMES), inside, max_size=4)),
    max_leaves=8,
)


def places(value: object) -> Iterator[tuple[dict[str, object] | list[object], str | int]]:
    """Every place of a file where a value stands."""
    for key, inside in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield value, key
        yield from places(inside)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(data=st.data())
def test_that_any_change_of_a_file_is_taken_whole_or_refused_with_a_line(
    other: Project, catalog: Catalog, tmp_path: Path, data: st.DataObject
) -> None:
    file = tomllib.loads(settings_text(other))
    first = other.rows("SELECT name AS program, provider, list_key AS key FROM program LIMIT 1")[0]
    file["scenario"], file["partner"] = file["scenario"][:2], file["partner"][:2]
    file["fund"] = [{"name": "A", "kind": "city", "amounts": {"2027": 1.0}}]
    file["pathway"] = [{"title": "Clerk", "department": "", "code": CLERK}]
    file["gate"] = [{"title": "Aide", "department": "Parks", "posting": "Bid"}]
    file["rules"] = {RULE: {"on": True}}
    program = {"partner": file["partner"][0]["name"], **first}
    file["seats"] = [program | {"fiscal_year": 2027, "quarter": 1, "seats": 3, "price": 1.5}]
    for _ in range(data.draw(st.integers(1, 2))):
        inside, key = data.draw(st.sampled_from(list(places(file))))
        if data.draw(st.booleans()) or isinstance(inside, list):
            inside[key] = data.draw(VALUES)
        else:
            inside[data.draw(st.sampled_from(NAMES))] = inside.pop(key)
    (tmp_path / "any.toml").write_text(tomli_w.dumps(file), encoding="utf-8")
    before = settings_text(other)
    try:
        read_settings(other, tmp_path / "any.toml", catalog)
    except ReskillError as refused:
        assert str(refused).startswith("any.toml, line ")
        assert settings_text(other) == before
        return
    written = settings_text(other)
    (tmp_path / "any.toml").write_text(written, encoding="utf-8")
    read_settings(other, tmp_path / "any.toml", catalog)
    assert settings_text(other) == written
    if written != before:
        other.undo()
    assert settings_text(other) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"[thresholds\n", "at line 1"), (b"a = 1\na = 2\n", "at line 2"), (b"\xff\xfe", "no file of settings")],
)
def test_that_what_is_no_toml_is_refused(
    other: Project, catalog: Catalog, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "s.toml").write_bytes(content)
    with pytest.raises(ReskillError, match=said):
        read_settings(other, tmp_path / "s.toml", catalog)
    with pytest.raises(ReskillError, match="cannot be read"):
        read_settings(other, tmp_path / "none.toml", catalog)


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster, first, again = tmp_path / "elm.csv", tmp_path / "first.toml", tmp_path / "again.toml"
    roster.write_text(
        "Title,Department,Salary,Hours per Week\n" + "Payroll Clerk,Finance,52000,35\n" * 12, encoding="utf-8"
    )
    text = "[thresholds]\nweekly_hours = 35.0\n[plan]\nyears = 2\nfiscal_year = 2031\n[[fund]]\nname = 'Grant'\n"
    text += f"[fund.amounts]\n2031 = 90000.0\n[[pathway]]\ntitle = 'Payroll Clerk'\ncode = '{CLERK}'\n"
    first.write_text(text, encoding="utf-8")
    plan = ["plan", str(roster), "--out", str(tmp_path / "plan.xlsx"), "--settings", str(first), "--json"]
    project = str(tmp_path / "elm.reskill")
    assert run([*plan, "--project", project]) in (0, 1)
    capsys.readouterr()
    with closing(open_project(Path(project))) as made:
        assert (
            made.value("SELECT min(fte) FROM position") == 1.0
        )  # of 35 hours, which the settings say before the roster
        assert made.rows("SELECT name FROM fund WHERE kind <> 'payroll'") == [{"name": "Grant"}]
        assert made.value("SELECT code FROM pathway_choice") == CLERK
        assert {r["fiscal_year"] for r in made.rows("SELECT fiscal_year FROM cohort")} <= {2031, 2032}
    assert run(["settings", "write", str(first), "--project", project]) == 0
    assert run(["settings", "read", str(first), "--project", project]) == 0
    assert "first.toml changes nothing." in capsys.readouterr().out
    assert run(["settings", "write", str(again), "--project", project]) == 0
    assert again.read_bytes() == first.read_bytes()
    again.write_text("[thresholds]\nwatch = 2\n", encoding="utf-8")
    assert run(["settings", "read", str(again), "--project", project]) == 2
    assert "again.toml, line 2: watch cannot be 2" in capsys.readouterr().err
    again.write_text("[thresholds]\nwatch = 0.2\n", encoding="utf-8")
    assert run(["settings", "read", str(again), "--project", project, "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"changed": True, "stale": "roles"}
    assert run(["settings", "write", project, "--project", project]) == 2
