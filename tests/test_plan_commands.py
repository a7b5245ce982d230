"""A plan worked on by hand from the command line: what is set is kept by a new plan, and what is wrong is said."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reskill.cli import by_hand, living_plan, plan_lists, training_hours
from reskill.cli.parser import run

ROSTER = "Title,Dept,Annual Salary\n" + "Account Clerk,Finance,48500\n" * 30 + "Payroll Technician,Finance,52000\n" * 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elm")
    (folder / "elm.csv").write_text(ROSTER, encoding="utf-8")
    path = folder / "elm.reskill"
    assert run(["plan", str(folder / "elm.csv"), "--out", str(folder / "p.xlsx"), "--project", str(path)]) == 0
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "elm.reskill"
    copy.write_bytes(made.read_bytes())
    return copy


def told(capsys: pytest.CaptureFixture[str], path: Path, deed: str, *more: str, code: int = 0) -> Any:
    capsys.readouterr()
    assert run(["plan", deed, "--project", str(path), "--json", *more]) == code
    return json.loads(capsys.readouterr().out)


def test_that_five_deeds_survive_a_new_plan(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cohorts = told(capsys, path, "show")
    first, second, third = (str(c["id"]) for c in cohorts[:3])
    people = next(c["participants"] for c in cohorts if str(c["id"]) == first)
    told(
        capsys,
        path,
        "edit",
        first,
        "--people",
        str(people - 1),
        "--start",
        "FY2030 Q1",
        "--why",
        "harvest",
        "--by",
        "Ann",
    )
    told(capsys, path, "lock", second)
    told(capsys, path, "drop", third)
    line = next(r for r in told(capsys, path, "lines", "--cohort", second) if r["category"] == "backfill")
    told(capsys, path, "line", str(line["id"]), "--quantity", "2", "--why", "two hours will do")
    told(capsys, path, "add-line", "--cohort", second, "--category", "travel", "--quantity", "3", "--unit-cost", "12.5")
    assert run(["project", "update", str(path)]) in (0, 1)
    after = {str(c["id"]): c for c in told(capsys, path, "show")}
    assert after[first]["participants"] == people - 1 and after[first]["start"] == "2029-07-01"
    assert (after[first]["who"], after[first]["why"]) == ("Ann", "harvest")
    gone = next(c for c in cohorts if str(c["id"]) == third)
    same = ("title", "destination_title", "program", "start")
    assert not any(all(c[k] == gone[k] for k in same) for c in after.values())
    kept = {r["category"]: r["amount"] for r in told(capsys, path, "lines", "--cohort", second)}
    assert kept["travel"] == 37.5 and kept["backfill"] == pytest.approx(2 * line["unit_cost"], abs=0.005)


def test_that_a_conflict_is_said_where_it_arises(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = str(told(capsys, path, "show")[0]["id"])
    assert told(capsys, path, "conflicts") == []
    found = told(
        capsys,
        path,
        "add-line",
        "--cohort",
        first,
        "--category",
        "travel",
        "--quantity",
        "1",
        "--unit-cost",
        "900000",
        code=1,
    )
    assert any("more is planned on it" in text for text in found["conflicts"])
    assert told(capsys, path, "conflicts", code=1)[0]["kind"] == "fund"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["edit", "1"], "Nothing is to be changed"),
        (["edit", "1", "--start", "soon"], "no quarter"),
        (["edit", "999", "--people", "2"], "no cohort 999"),
        (["edit", "1", "--program", "yoga"], "no number of a program"),
        (["add", "--title", "Pilot", "--people", "2", "--start", "FY2028 Q1"], "No title is named Pilot"),
        (["line", "1", "--fund", "Nobody"], "no fund named Nobody"),
        (["rule-out", "--department", "Harbour"], "Nobody is in the department"),
    ],
)
def test_that_what_cannot_be_done_is_refused(
    path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    deed, *more = arguments
    assert said in told(capsys, path, deed, *more, code=2)["error"]


def test_that_a_kept_plan_is_compared_and_signed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, path, "keep", "baseline", "--why", "for the council")
    first = told(capsys, path, "show")[0]
    told(capsys, path, "drop", str(first["id"]))
    found = told(capsys, path, "compare", "baseline")
    people = next(f for f in found["figures"] if f["which"] == "people")
    assert people["change"] == -first["participants"] and found["changed"][-1]["which"].startswith(first["title"])
    told(capsys, path, "sign", "baseline", "--by", "Mayor Lee")
    assert next(p["signed_by"] for p in told(capsys, path, "kept") if p["who"]) == "Mayor Lee"
    assert "signed by Mayor Lee" in told(capsys, path, "forget", "baseline", code=2)["error"]


def test_that_a_year_is_lived_through(path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told(capsys, path, "keep", "baseline")
    told(capsys, path, "sign", "baseline", "--by", "Mayor Lee")
    first = told(capsys, path, "show")[0]
    told(capsys, path, "report", str(first["id"]), "--started", "2", "--finished", "1", "--by", "Ann")
    told(capsys, path, "spent", "FY2028 Q1", "--fund", "City training budget", "--dollars", "123.45")
    rows = told(capsys, path, "variance")
    cash = next(r for r in rows if r["which"] == "City training budget" and r["year"] == "FY2028")
    assert cash["actual"] == 123.45 and cash["quarters"] == "Q1"
    assert cash["signed"] and 123.45 - cash["signed"] < cash["over"]  # of the first quarter, not of the year
    assert told(capsys, path, "to-do", "FY2028 Q2")
    sheet = tmp_path / "reports.csv"
    told(capsys, path, "write-reports", str(sheet))
    assert told(capsys, path, "read-reports", str(sheet))["reports"] == 1  # what was reported is on it
    assert "who started" in told(capsys, path, "settle", "FY2028 Q2", code=2)["error"]
    done = told(capsys, path, "settle", "FY2028 Q2", "--as-planned", code=1)
    assert done["settled"] == sum(done["as_planned"].values()) + 1  # one cohort was reported on
    assert run(["project", "update", str(path)]) in (0, 1)
    after = next(c for c in told(capsys, path, "show") if c["id"] == first["id"])
    assert after["participants"] == 2


def test_that_it_is_asked_whose_price_a_quote_is(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of = max(told(capsys, path, "classes"), key=lambda c: c["seats"])
    ids = of["numbers"].split()
    assert of["seats"] > 1 and len(ids) == of["cohorts"]
    before = path.read_bytes()
    assert run(["plan", "edit", "--project", str(path), *ids, "--price", "900"]) == 2
    asked = capsys.readouterr().err
    assert f"each of the {of['seats']} participants" in asked and "--per class" in asked
    assert path.read_bytes() == before
    told(capsys, path, "edit", *ids, "--price", "900", "--per", "class")
    after = next(c for c in told(capsys, path, "classes") if c["numbers"] == of["numbers"])
    assert after["tuition"] == 900
    told(capsys, path, "edit", *ids, "--price", "90", "--per", "participant")
    after = next(c for c in told(capsys, path, "classes") if c["numbers"] == of["numbers"])
    assert (after["tuition"], after["price"]) == (90 * of["seats"], 90)


def test_that_what_other_commands_ask_for_is_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cohorts, classes = told(capsys, path, "show"), told(capsys, path, "classes")
    quarters = told(capsys, path, "quarters")
    assert (
        sum(c["seats"] for c in classes)
        == sum(q["people"] for q in quarters)
        == sum(c["participants"] for c in cohorts)
    )
    assert sum(c["cash"] for c in classes) == pytest.approx(sum(c["cash"] for c in cohorts))
    assert sum(q["cash"] for q in quarters) == pytest.approx(sum(c["cash"] for c in cohorts))
    assert sorted(n for c in classes for n in c["numbers"].split()) == sorted(str(c["id"]) for c in cohorts)
    days = {q["quarter"]: (q["first_day"], q["last_day"]) for q in quarters}
    assert all(c["start"] == days[c["fiscal"]][0] for c in cohorts) and len(days) == 12
    (finance,) = told(capsys, path, "departments")
    assert (finance["department"], finance["people"]) == ("Finance", 42)
    assert finance["places"] == pytest.approx(sum(c["participants"] for c in cohorts))


def test_that_an_occupation_that_there_is_not_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, path, "rule-out", "--to", "13-1082")
    (ban,) = told(capsys, path, "rule-out")
    assert "13-1082.00" in ban["what"]
    for deed in (("rule-out",), ("add", "--title", "Account Clerk", "--people", "1", "--start", "FY2029 Q1")):
        assert "no occupation 99-9999" in told(capsys, path, *deed, "--to", "99-9999", code=2)["error"]


def test_that_people_who_join_a_class_at_another_price_are_pointed_out(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of = told(capsys, path, "show")[0]
    told(capsys, path, "edit", str(of["id"]), "--program", "1", "--start", "FY2030 Q4")
    told(capsys, path, "edit", str(of["id"]), "--price", "123", "--per", "participant")
    who = ("--title", of["title"], "--people", "1", "--start", "FY2030 Q4", "--program", "1")
    more = told(capsys, path, "add", *who, code=1)  # more of the title are away at once than cover allows
    assert "enter the price again" in more["hints"][0] and str(of["id"]) in more["hints"][0]


def test_that_the_nearest_titles_are_named_where_one_is_not(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, path, "answers", "FY2028 Q1", "--title", "Acount Clerc", "--offered", "1", code=2)
    assert "Account Clerk" in str(said)


def test_that_what_was_changed_is_named_with_its_new_start(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = str(told(capsys, path, "show")[0]["id"])
    assert "from 2029-07-01" in told(capsys, path, "edit", first, "--start", "FY2030 Q1")["done"]


def test_that_a_comparison_is_one_table_also_as_a_file(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = str(told(capsys, path, "show")[0]["id"])
    told(capsys, path, "keep", "before")
    told(capsys, path, "edit", first, "--start", "FY2030 Q1")
    target = tmp_path / "both.csv"
    assert run(["plan", "compare", "--project", str(path), "before", "--out", str(target)]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    whole = next(r for r in rows if r["which"] == "people")
    assert whole["before"] == whole["after"] and whole["change"] == "0.0"
    (moved,) = [r for r in rows if r["what"] == "places"]
    assert "in FY2030 Q1" in moved["after"] and moved["whose"] == "Finance"


def test_that_the_timeline_is_written_as_a_picture_and_to_print(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = told(capsys, path, "timeline")
    assert sum(int(r["people"]) for r in rows) == sum(c["participants"] for c in told(capsys, path, "show"))
    told(capsys, path, "timeline", "--out", str(tmp_path / "t.svg"))
    assert (tmp_path / "t.svg").read_text(encoding="utf-8").count("<svg") == 1
    told(capsys, path, "timeline", "--of", "departments", "--out", str(tmp_path / "t.html"))
    assert "Finance" in (tmp_path / "t.html").read_text(encoding="utf-8")
    assert run(["plan", "timeline", "--project", str(path), "--out", str(tmp_path / "t.doc")]) == 2


def test_that_the_help_names_every_command_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "help"]) == 0
    text = capsys.readouterr().out
    named = set(re.findall(r"`(?:reskill )?plan ([a-z-]+)", text)) | set(re.findall(r"reskill plan ([a-z-]+)", text))
    known = by_hand.DEEDS.keys() | plan_lists.DEEDS.keys() | living_plan.DEEDS.keys() | training_hours.DEEDS.keys()
    assert named <= known
    assert {
        "show",
        "lines",
        "edit",
        "line",
        "rule-out",
        "conflicts",
        "keep",
        "compare",
        "sign",
        "settle",
        "to-do",
    } <= named


def test_that_a_locked_cohort_outlasts_its_title_and_is_named(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    clerk = next(c for c in told(capsys, path, "show") if c["title"] == "Account Clerk")
    told(capsys, path, "lock", str(clerk["id"]))
    newer = tmp_path / "elm.csv"
    newer.write_text("Title,Dept,Annual Salary\n" + "Payroll Technician,Finance,52000\n" * 12, encoding="utf-8")
    assert run(["project", "update", str(path), "--roster", str(newer)]) in (0, 1)
    after = next(c for c in told(capsys, path, "show") if c["id"] == clerk["id"])
    assert after["participants"] == clerk["participants"] and after["cash"] == clerk["cash"]
    texts = [c["text"] for c in told(capsys, path, "conflicts", code=1)]
    assert f"{clerk['participants']} people of Account Clerk are planned; 0 hold the title." in texts
    assert run(["project", "check", str(path)]) == 0


def test_that_workbooks_have_what_was_set_and_tie_to_the_project(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = str(told(capsys, path, "show")[0]["id"])
    told(capsys, path, "edit", first, "--price", "123.45", "--per", "participant", "--why", "quoted")
    told(
        capsys,
        path,
        "add-line",
        "--category",
        "program staff",
        "--quantity",
        "1",
        "--unit-cost",
        "1000.01",
        "--quarter",
        "FY2028 Q1",
    )
    lines = told(capsys, path, "lines")
    assert run(["project", "export", str(path), "--out", str(tmp_path / "x.xlsx"), "--edition", "all"]) == 0
    hr = openpyxl.load_workbook(tmp_path / "x.xlsx", data_only=True)["Budget"]
    board = openpyxl.load_workbook(tmp_path / "x board edition.xlsx", data_only=True)["Lines"]
    for sheet in (hr, board):
        head = next(r for r in sheet.iter_rows(values_only=True) if "Amount" in r)
        place, paid = head.index("Amount"), head.index("Cash or in kind")
        for kind, in_kind in (("cash", 0), ("in kind", 1)):
            amounts = [r[place] for r in sheet.iter_rows(values_only=True) if r[paid] == kind]
            assert sum(amounts) == pytest.approx(sum(x["amount"] for x in lines if x["in_kind"] == in_kind), abs=0.005)


def test_that_hours_of_practice_are_listed_confirmed_and_taken_back_by_family(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (clerks,) = told(capsys, path, "hours")
    assert clerks["name"] == "Office and administrative support" and clerks["titles"] == 2
    assert clerks["assumed_places"] == clerks["places"] == sum(c["participants"] for c in told(capsys, path, "show"))
    titles = told(capsys, path, "hours", "--titles", "--family", "office and administrative support")
    assert {t["source"] for t in titles} == {"planning assumption, to be confirmed by name"}
    assert all(t["hours"] == t["course"] + t["usual"] and t["who"] == "" for t in titles)
    done = told(capsys, path, "confirm-hours", "--family", clerks["name"], "--by", "Ana Ruiz", "--why", "pilot")
    assert done == {"done": "confirmed", "titles": 2, "assumed_hours_share": 0}
    told(capsys, path, "confirm-hours", "--title", "Account Clerk", "--hours", "12", "--by", "Bo", "--on", "2026-11-02")
    said = {t["title"]: t for t in told(capsys, path, "hours", "--titles")}
    assert (said["Account Clerk"]["who"], said["Account Clerk"]["at"]) == ("Bo", "2026-11-02")
    assert said["Account Clerk"]["hours"] == said["Account Clerk"]["course"] + 12
    assert (said["Payroll Technician"]["who"], said["Payroll Technician"]["why"]) == ("Ana Ruiz", "pilot")
    capsys.readouterr()
    assert run(["plan", "confirm-hours", "--project", str(path), "--all", "--take-back"]) == 0
    assert "100% of participants are on assumed hours" in capsys.readouterr().out
    assert {t["who"] for t in told(capsys, path, "hours", "--titles")} == {""}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--all"], "Nobody confirms these hours"),
        (["--by", "Ana"], "Of which titles is not said"),
        (["--all", "--title", "Account Clerk", "--by", "Ana"], "Of which titles is not said"),
        (["--family", "Clerks", "--by", "Ana"], "There are: Office and administrative support"),
        (["--all", "--take-back"], "No title has hours of practice"),
    ],
)
def test_that_hours_are_confirmed_of_named_titles_by_a_named_person(
    path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert run(["plan", "confirm-hours", "--project", str(path), *more]) == 2
    assert said in capsys.readouterr().err
