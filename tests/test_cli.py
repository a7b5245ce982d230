"""The command line as scripts use it: files in, files out, exit codes."""

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from reskill.cli.parser import run
from reskill.matching.decisions import decide
from reskill.project.file import create, open_project
from reskill.project.programs import links_of
from reskill.reference.catalog import open_pack

ROSTER = """Position Title,Dept,Annual Salary,FTE
Account Clerk II,Finance,"$48,500.00",1
Account Clerk II,Finance,"$47,100.00",1
Payroll Technician,Finance,52000,1
Police Officer,Police,71000,1
Police Officer,Police,74000,1
=1+1,Police,74000,1
,Police,74000,1
Librarian I,Library,56000,0.5
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "elm_city_il.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_that_a_roster_becomes_a_plan_in_which_every_line_is_accounted_for(
    roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, kept = tmp_path / "plan.xlsx", tmp_path / "plan.reskill"
    code = run(["plan", str(roster), "--out", str(book), "--project", str(kept), "--budget", "60000", "--json"])
    assert code == 1  # two lines have no title that could be one
    facts = json.loads(capsys.readouterr().out)["summary"]
    assert facts["lines in the roster"] == 8 == facts["mapped"] + facts["uncodable for now"] + facts["rejected"]
    assert facts["rejected"] == 2
    assert facts["city"] == "Elm City"
    assert "Budget" in openpyxl.load_workbook(book, read_only=True).sheetnames
    project = open_project(kept)
    spent = project.value("SELECT sum(cents) FROM budget_line") or 0
    assert 0 < spent <= 60_000_00
    assert project.check() == []
    project.close()


def test_that_json_tells_what_the_plan_comes_to(
    roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "plan.reskill"
    command = ["plan", str(roster), "--out", str(tmp_path / "plan.xlsx"), "--project", str(kept), "--budget", "20000"]
    assert run([*command, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    with closing(open_project(kept)) as project:
        value = project.value
        assert (
            told["people"] == value("SELECT sum(participants) FROM cohort") == sum(m["people"] for m in told["moves"])
        )
        paid = value("SELECT sum(cents) FROM budget_line WHERE category IN ('release wages', 'fringe')")
        assert told["paid_time"] == paid / 100 > 0
        assert told["cash"] == (value("SELECT sum(cents) FROM budget_line") - paid) / 100
        assert told["cash"] + told["held_back"] + told["not_planned"] == pytest.approx(20_000)
        urgent = "title_id IN (SELECT title_id FROM role WHERE coalesce(offered, band) IN ('at risk', 'priority'))"
        assert told["urgent"] == value(f"SELECT count(*) FROM position WHERE status = 'filled' AND {urgent}")
        assert told["urgent_people"] == (value(f"SELECT sum(participants) FROM cohort WHERE {urgent}") or 0)
        assert told["urgent_people"] <= told["urgent_expected"] <= told["urgent"]
        assert told["notes"] == project.rows("SELECT level, text FROM plan_note ORDER BY id")
        for move in told["moves"]:
            planned = (
                "SELECT hours FROM cohort c JOIN title t ON t.id = c.title_id WHERE t.title = ? AND destination = ?"
            )
            assert move["hours"] == value(planned, (move["from"], move["code"]))
    assert 0 < told["benefit"] <= told["people"] and 0 <= told["gap"] <= 0.01
    assert 0 <= told["assumed_hours_share"] <= 1
    said = {"from", "to", "code", "people", "program", "hours", "hours_assumed", "pay_ratio"}
    assert said | {"sufficient", "insecure", "preparation"} == set(told["moves"][0])
    assert {"what", "text", "count"} == set.intersection(*(set(n) for n in told["next"]))
    titles = next(n for n in told["next"] if n["what"] == "titles")
    assert titles["count"] == told["summary"]["titles"] and titles["text"].startswith(f"{titles['count']} title")
    assert [n["what"] for n in told["next"]][:2] == ["lines", "titles"]
    frontier = told["frontier"]
    assert [rung["people"] for rung in frontier if rung["dollars"] == 20_000] == [told["people"]]
    assert len(frontier) >= 12
    for key in ("dollars", "people", "urgent_people", "benefit"):
        assert [rung[key] for rung in frontier] == sorted(rung[key] for rung in frontier)
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert all({"what", "least", "most"} == set(gain) and gain["least"] <= gain["most"] for gain in told["gains"])
    assert [
        key
        for key in (*told, *told["moves"][0], *told["next"][-1], *(n["what"] for n in told["next"]))
        if f"`{key}`" not in readme
    ] == []


def test_that_notes_and_broken_rules_are_told(roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grant = "[rules.rules-current]\non = true\n[rules.lines-sum]\nto = '2026-12-31'\n[[fund]]\nname = 'City'\n[fund.amounts]\n"
    settings = tmp_path / "s.toml"
    settings.write_text(f"[plan]\nfiscal_year = 2027\n{grant}2027 = 20000.0\n", encoding="utf-8")
    command = ["plan", str(roster), "--out", str(tmp_path / "plan.xlsx"), "--settings", str(settings)]
    assert run([*command, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    levels = {f["rule"]: f["level"] for f in told["findings"]}
    assert levels["rules-current"] == "warning"
    assert run(command) == 1
    said = capsys.readouterr().out.splitlines()
    assert all(any(line.endswith(n["text"]) for line in said) for n in told["notes"])
    for finding in told["findings"]:
        assert f"rule {finding['rule']}: {finding['level']}: {finding['text']}" in said


def test_that_a_doubt_stops_the_plan_until_it_is_settled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, book, kept = tmp_path / "elm.csv", tmp_path / "plan.xlsx", tmp_path / "plan.reskill"
    source.write_text("Title,Dept,Salary\n" + "Account Clerk,Finance,4000\n" * 9, encoding="utf-8")
    command = ["plan", str(source), "--out", str(book), "--project", str(kept)]
    assert run(command) == 2
    said = capsys.readouterr().err
    assert "column Salary" in said and "--pay-basis monthly" in said
    assert not book.exists() and not kept.exists()
    assert run([*command, "--pay-basis", "monthly"]) == 1
    first = capsys.readouterr().err.splitlines()
    assert "Taken as monthly pay" in next(line for line in first if line.startswith(("warning", "error")))
    sheet = openpyxl.load_workbook(book, read_only=True)["Cover"]
    assert any("Taken as monthly pay" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    with closing(open_project(kept)) as project:
        assert project.value("SELECT min(annual_salary) FROM position") == 48_000


def test_that_a_plan_of_nobody_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "elm.csv"
    source.write_text("Title,Dept,Salary,Status\n" + "Account Clerk,Finance,48000,vacant\n" * 9, encoding="utf-8")
    assert run(["plan", str(source), "--out", str(tmp_path / "plan.xlsx")]) == 1
    assert "No position is filled" in capsys.readouterr().out


def test_that_next_years_roster_is_planned_with_the_decisions_of_this_year(
    roster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, book = tmp_path / "plan.reskill", tmp_path / "again.xlsx"
    run(["plan", str(roster), "--out", str(tmp_path / "plan.xlsx"), "--project", str(kept)])
    with closing(open_project(kept)) as project, closing(open_pack()) as catalog:
        librarian = project.value("SELECT id FROM title WHERE title = 'Librarian I'")
        decide(project, [librarian], "25-4031.00", "They run the circulation desk.", catalog)
    newer = tmp_path / "next_year.csv"
    newer.write_text(ROSTER.replace("Police Officer,Police,71000,1\n", "") + "Librarian I,Library,58000,1\n")
    capsys.readouterr()
    assert run(["project", "update", str(kept), "--roster", str(newer), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["summary"]["lines in the roster"] == 8
    with closing(open_project(kept)) as project:
        again = project.rows("SELECT m.code, m.status, t.positions FROM mapping m JOIN title t ON t.id = m.title_id")
        assert {"code": "25-4031.00", "status": "changed", "positions": 2} in again
        assert project.value("SELECT code FROM role WHERE title_id = ?", (librarian,)) == "25-4031.00"
        assert project.stale.stage == ""
    assert run(["project", "export", str(kept), "--out", str(book), "--edition", "union"]) == 0
    assert "Cover" in openpyxl.load_workbook(book, read_only=True).sheetnames


def test_that_all_editions_are_written_side_by_side(roster: Path, tmp_path: Path) -> None:
    run(["plan", str(roster), "--out", str(tmp_path / "p.xlsx"), "--edition", "all", "--state", "IL"])
    beside = ["p board edition.xlsx", "p union edition evidence.xlsx", "p union edition.xlsx", "p.xlsx"]
    assert sorted(p.name for p in tmp_path.glob("*.xlsx")) == beside


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plan", "no_such_file.csv", "--out", "x.xlsx"], "no_such_file.csv"),
        (["plan", "ROSTER", "--out", "x.xlsx", "--state", "ZZ"], "ZZ"),
        (["plan", "ROSTER", "--out", "x.xlsx", "--scenario", "dream"], "public-interest"),
        (["plan", "ROSTER", "--out", "x.xlsx", "--years", "0"], "--years"),
        (["plan", "ROSTER", "--out", "x.xlsx", "--map", "title=Nothing"], "Nothing"),
        (["plan", "ROSTER", "--out", "x.xlsx", "--reference", "none"], "embedded"),
        (["project", "info", "none.reskill"], "none.reskill"),
        (["reference", "show", "99-9999"], "99-9999"),
        (["related"], "--all"),
    ],
)
def test_that_what_cannot_run_says_why_and_changes_nothing(
    arguments: list[str],
    words: str,
    roster: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([str(roster) if a == "ROSTER" else a for a in arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert [p.name for p in tmp_path.iterdir()] == [roster.name]


def test_that_titles_come_back_ranked(tmp_path: Path) -> None:
    given = tmp_path / "t.csv"
    given.write_text("title,department\nFIREFIGHTER,Fire\nTITLE 12,\n", encoding="utf-8")
    assert run(["titles", str(given), "--out", str(tmp_path / "o.csv"), "--top", "3"]) == 0
    out = rows(tmp_path / "o.csv")
    assert out[0]["title"] == "FIREFIGHTER" and out[0]["rank"] == "1" and out[0]["soc_code"] == "33-2011"
    unknown = [r for r in out if r["title"] == "TITLE 12"]
    assert unknown and all(float(r["confidence"] or 0) < 0.5 and r["reason"] for r in unknown)


@pytest.mark.parametrize("header", ["Job Title,Dept", "Dept,CLASS_TITLE", "JOBTITLE,DEPTNAME,SAL"])
def test_that_titles_under_a_rosters_own_headers_are_ranked(tmp_path: Path, header: str) -> None:
    given = tmp_path / "t.csv"
    line = "Fire,FIREFIGHTER" if header.startswith("Dept") else "FIREFIGHTER,Fire,1"
    given.write_text(f"{header}\n{line}\n", encoding="utf-8")
    assert run(["titles", str(given), "--out", str(tmp_path / "o.csv"), "--top", "1"]) == 0
    (out,) = rows(tmp_path / "o.csv")
    assert (out["title"], out["department"], out["soc_code"]) == ("FIREFIGHTER", "Fire", "33-2011")


def test_that_every_task_gets_an_estimate_in_order(tmp_path: Path) -> None:
    given = tmp_path / "t.csv"
    given.write_text(
        "task,onet_soc_code\nWrites press releases and newsletters,\nDigs trenches,\n,\n", encoding="utf-8"
    )
    assert run(["tasks", str(given), "--out", str(tmp_path / "o.csv")]) == 0
    out = rows(tmp_path / "o.csv")
    assert [r["task"] for r in out] == ["Writes press releases and newsletters", "Digs trenches", ""]
    for r in out:
        assert abs(float(r["p_e0"]) + float(r["p_e1"]) + float(r["p_e2"]) - 1) < 1e-3
        assert 0 <= float(r["low"]) <= float(r["exposure"]) <= float(r["high"]) <= 1
        assert r["reason"]
    assert float(out[0]["exposure"]) > float(out[1]["exposure"])


def test_that_related_never_lists_the_occupation_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["related", "43-3031", "--top", "20"]) == 0
    out = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    codes = [r["onet_soc_code"] for r in out]
    assert len(codes) == len(set(codes)) == 20
    assert "43-3031.00" not in codes


def test_that_related_orders_by_next_jobs_unless_likeness_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    second = []
    for order in ([], ["--order", "next"], ["--order", "likeness"]):
        assert run(["related", "43-9061", "--top", "2", *order]) == 0
        second.append(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))[1]["onet_soc_code"])
    assert second == ["43-1011.00", "43-1011.00", "43-4071.00"]  # office supervisors; file clerks


def test_that_the_reference_speaks_of_coverage_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "coverage"]) == 0
    assert capsys.readouterr().out.startswith("local-government employment with tasks: 97.")


def test_that_the_whole_job_runs_without_qt_and_without_a_network(roster: Path, tmp_path: Path) -> None:
    blocker = tmp_path / "sitecustomize.py"
    blocker.write_text(
        "import sys, socket\n"
        "for name in ('PySide6', 'pyqtgraph', 'shiboken6'):\n    sys.modules[name] = None\n"
        "def refuse(*a, **k):\n    raise OSError('no network')\n"
        "socket.socket.connect = refuse\nsocket.getaddrinfo = refuse\n",
        encoding="utf-8",
    )
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    out = tmp_path / "plan.xlsx"
    done = subprocess.run(
        [sys.executable, "-m", "reskill", "plan", str(roster), "--out", str(out)],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert out.exists()


def test_that_a_real_city_is_accounted_for(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "elburn.xlsx"
    run(["plan", str(shared / "rosters" / "elburn_il.csv"), "--out", str(book), "--state", "IL", "--json"])
    facts = json.loads(capsys.readouterr().out)["summary"]
    assert facts["lines in the roster"] == 30
    assert facts["mapped"] + facts["uncodable for now"] + facts["rejected"] == 30


def test_that_a_list_of_programs_is_taken_in_listed_and_told(tmp_path, capsys) -> None:
    create(tmp_path / "elm.reskill", state="NJ").close()
    project = ["--project", str(tmp_path / "elm.reskill")]
    (tmp_path / "list.csv").write_text("program,clock hrs,cost,cip\nBookkeeping,120,0,52.0302\n", encoding="utf-8")
    assert run(["programs", "import", str(tmp_path / "list.csv"), *project, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["new"], told["doubts"]) == (1, 1, {"no provider": 1, "zero cost": 1})
    assert told["missing"] == ["the place"]
    assert run(["programs", "import", str(tmp_path / "list.csv"), *project, "--state", "NJ"]) == 0
    assert "1 rows: 0 new, 1 changed, 0 closed." in capsys.readouterr().out
    assert run(["programs", "list", *project, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(r["name"], r["hours"], r["cost"], r["place"]) for r in listed] == [("Bookkeeping", 120, None, "NJ")]
    assert run(["partners", "list", *project]) == 0
    assert capsys.readouterr().out.startswith("id,name,kind")
    assert run(["programs", "import", str(tmp_path / "list.csv"), *project, "--map", "hours=Weeks"]) == 2
    assert "no column named Weeks" in capsys.readouterr().err


def test_that_programs_are_compared_pinned_and_merged_as_in_the_window(tmp_path, capsys) -> None:
    create(tmp_path / "elm.reskill", state="NJ").close()
    project = ["--project", str(tmp_path / "elm.reskill")]
    rows = "Bookkeeping,120,900,52.0302,College\nBookkeeping I,,950,52.0302,College\n"
    (tmp_path / "list.csv").write_text(f"program,clock hrs,cost,cip,provider\n{rows}", encoding="utf-8")
    assert run(["programs", "import", str(tmp_path / "list.csv"), *project, "--state", "NJ"]) == 0
    capsys.readouterr()
    assert run(["programs", "compare", "1", "2", *project, "--json"]) == 0
    facts = {f["fact"]: (f["1"], f["2"]) for f in json.loads(capsys.readouterr().out)}
    assert facts["Price"] == ("$900", "$950") and facts["Hours"] == ("120", "")
    assert run(["programs", "compare", "1", "9", *project]) == 2
    assert "There is no program 9." in capsys.readouterr().err
    for flags, kept in (([], 1), (["--away"], 0), (["--leave"], None)):
        assert run(["programs", "pin", "1", "43-3031", *flags, *project]) == 0
        with closing(open_project(tmp_path / "elm.reskill")) as opened:
            assert links_of(opened, 1).get("43-3031.00") == kept
    assert "left to the match for Bookkeeping" in capsys.readouterr().out
    assert run(["programs", "pin", "1", "99-9999", *project]) == 2
    assert run(["programs", "merge", "2", "1", *project]) == 0
    assert run(["programs", "list", *project, "--json"]) == 0
    (left,) = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (left["id"], left["hours"], left["cost"]) == (2, 120, 950)
    assert run(["programs", "merge", "2", "1", *project]) == 2


def test_that_columns_may_be_named_after_one_map_or_several(tmp_path, capsys) -> None:
    create(tmp_path / "elm.reskill", state="OH").close()
    source, project = tmp_path / "list.csv", ["--project", str(tmp_path / "elm.reskill")]
    source.write_text("Kurs;Anbieter;Stunden;Preis\nBookkeeping;Elm College;120;1.450,00\n", encoding="utf-8")
    each = [part for name in ("name=Kurs", "hours=Stunden", "total=Preis") for part in ("--map", name)]
    run(["programs", "import", str(source), *project, *each])
    capsys.readouterr()
    run(["programs", "list", *project, "--json"])
    assert [(r["name"], r["hours"], r["cost"]) for r in json.loads(capsys.readouterr().out)] == [
        ("Bookkeeping", 120, 1450)
    ]
