from pathlib import Path

import openpyxl
import pytest
from matching_rows import mapped, titles

from reskill.matching.crosswalk import Over, confirm, export_crosswalk, import_crosswalk
from reskill.matching.crosswalk_file import merged, read_crosswalk, write_crosswalk
from reskill.matching.decisions import decide, set_blend
from reskill.matching.mapping import map_titles
from reskill.project.file import create

LINES = [("Librarian", ""), ("Qxy Strider", ""), ("=1+1 Clerk", ""), ("Aide", ""), ("Police Officer", "")]


@pytest.fixture
def crosswalk(staff, catalog, tmp_path: Path) -> Path:
    project = staff(LINES)
    map_titles(project, catalog)
    ids = titles(project)
    decide(project, [ids["Librarian", ""]], "25-4022", catalog=catalog)
    decide(project, [ids["Qxy Strider", ""]], "37-2019", "sweeps gutters", catalog=catalog)
    decide(project, [ids["Aide", ""]], None, catalog=catalog)
    set_blend(project, ids["=1+1 Clerk", ""], [("43-9061", 0.6), ("43-3031", 0.4)], catalog=catalog)
    decide(project, [ids["Police Officer", ""]], "33-9032", "guards the hall", catalog=catalog)
    assert export_crosswalk(project, tmp_path / "crosswalk.csv") == 5
    return tmp_path / "crosswalk.csv"


@pytest.fixture
def other(catalog, tmp_path: Path):
    project = create(tmp_path / "other.reskill")
    with project.change("Import"):
        project.db["position"].insert_all(
            {"id": str(n), "title": t.upper(), "department": d, "source_file": "f", "source_row": n}
            for n, (t, d) in enumerate([*LINES, ("Cook", "")])
        )
    map_titles(project, catalog)
    yield project
    project.close()


def test_that_decisions_come_back_as_they_were(crosswalk: Path, catalog) -> None:
    read = read_crosswalk(crosswalk, catalog)
    assert read.problems == ()
    assert {e.title: dict(e.shares) for e in read.entries} == {
        "Librarian": {"25-4022.00": 1.0},
        "Qxy Strider": {"37-2019.00": 1.0},
        "=1+1 Clerk": {"43-9061.00": 0.6, "43-3031.00": 0.4},
        "Aide": {},
        "Police Officer": {"33-9032.00": 1.0},
    }


def test_that_no_cell_of_the_file_is_a_formula(crosswalk: Path) -> None:
    assert "'=1+1 Clerk" in crosswalk.read_text(encoding="utf-8-sig")


def test_that_another_city_starts_from_it_and_differences_wait(crosswalk: Path, catalog, other) -> None:
    done = import_crosswalk(other, catalog, read_crosswalk(crosswalk, catalog))
    assert mapped(other)["QXY STRIDER", ""] == {"37-2019.00": 1.0}
    assert mapped(other)["POLICE OFFICER", ""] == {"33-3051.00": 1.0}
    assert "POLICE OFFICER" in {d.title for d in done.differences}
    assert done.unknown == 1
    row = other.rows("SELECT m.* FROM mapping m JOIN title t ON t.id = m.title_id WHERE t.title = 'QXY STRIDER'")[0]
    assert row["status"] == "changed" and "sweeps gutters" in row["why"]
    confirm(other, catalog, [d for d in done.differences if d.title == "POLICE OFFICER"])
    assert mapped(other)["POLICE OFFICER", ""] == {"33-9032.00": 1.0}
    assert other.check() == []


def test_that_a_persons_decision_is_not_overwritten(crosswalk: Path, catalog, other) -> None:
    decide(other, [titles(other)["QXY STRIDER", ""]], "43-9061", catalog=catalog)
    done = import_crosswalk(other, catalog, read_crosswalk(crosswalk, catalog))
    assert mapped(other)["QXY STRIDER", ""] == {"43-9061.00": 1.0}
    difference = next(d for d in done.differences if d.title == "QXY STRIDER")
    assert (difference.here, difference.entry.shares) == ((("43-9061.00", 1.0),), (("37-2019.00", 1.0),))


@pytest.mark.parametrize(
    ("over", "officer", "strider"),
    [
        ("nothing", "33-3051.00", "43-9061.00"),
        ("suggestions", "33-9032.00", "43-9061.00"),
        ("decisions", "33-9032.00", "37-2019.00"),
    ],
)
def test_that_the_file_is_taken_over_what_it_may_replace(
    crosswalk: Path, catalog, other, over: Over, officer: str, strider: str
) -> None:
    decide(other, [titles(other)["QXY STRIDER", ""]], "43-9061", catalog=catalog)
    steps = len(other.history())
    done = import_crosswalk(other, catalog, read_crosswalk(crosswalk, catalog), over)
    assert mapped(other)["POLICE OFFICER", ""] == {officer: 1.0}
    assert mapped(other)["QXY STRIDER", ""] == {strider: 1.0}
    waiting = {d.title for d in done.differences}
    assert ("POLICE OFFICER" in waiting, "QXY STRIDER" in waiting) == (over == "nothing", over != "decisions")
    assert len(other.history()) == steps + 1


def test_that_a_suggestion_in_the_file_decides_nothing_until_its_status_is_changed(
    catalog, other, tmp_path: Path
) -> None:
    path = tmp_path / "all.csv"
    assert export_crosswalk(other, path, suggestions=True) >= 3
    whole = read_crosswalk(path, catalog)
    assert whole.entries == () and whole.suggested >= 3
    path.write_text(path.read_text("utf-8-sig").replace("suggested", "accepted"), "utf-8")
    read = read_crosswalk(path, catalog)
    assert read.suggested == 0 and len(read.entries) == whole.suggested
    done = import_crosswalk(other, catalog, read)
    assert len(done.settled) == whole.suggested and done.differences == ()
    assert other.value("SELECT count(*) FROM mapping WHERE status = 'suggested'") == 0


def test_that_titles_that_differ_in_letters_only_are_one(catalog, tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("title,onet_soc_code\nClerk,43-9061\nCLERK,43-3031\n", "utf-8")
    read = read_crosswalk(path, catalog)
    assert read.entries == () and "do not sum to 1" in read.problems[0].text


def test_that_files_are_merged_and_contradictions_told(crosswalk: Path, catalog, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("title,onet_soc_code,who\nLIBRARIAN,25-4022,A\nAide,43-9061,B\nCook,35-2012,C\n", "utf-8")
    found = [read_crosswalk(p, catalog) for p in (crosswalk, path)]
    whole = merged(found)
    assert {e.title for e in whole.entries} == {"Librarian", "Qxy Strider", "=1+1 Clerk", "Police Officer", "Cook"}
    assert [(a.title, a.shares, b.shares) for a, b in whole.conflicts] == [("Aide", (), (("43-9061.00", 1.0),))]
    first = merged(found, first_wins=True)
    assert {e.title: e.shares for e in first.entries}["Aide"] == ()
    target = tmp_path / "whole.csv"
    write_crosswalk((row for e in first.entries for row in e.rows()), target)
    assert {e.key: e.shares for e in read_crosswalk(target, catalog).entries} == {
        e.key: e.shares for e in first.entries
    }


def test_that_importing_is_one_step(crosswalk: Path, catalog, other) -> None:
    before = mapped(other)
    import_crosswalk(other, catalog, read_crosswalk(crosswalk, catalog))
    other.undo()
    assert mapped(other) == before


def test_that_a_workbook_is_read_too(catalog, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Title", "onet_soc_code"])
    book.active.append(["Clerk", "43-9061"])
    book.save(tmp_path / "crosswalk.xlsx")
    read = read_crosswalk(tmp_path / "crosswalk.xlsx", catalog)
    assert [(e.title, e.shares) for e in read.entries] == [("Clerk", (("43-9061.00", 1.0),))]


def test_that_what_is_wrong_is_told_with_its_row(catalog, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("title,onet_soc_code,share\nA,99-9999,1\nB,43-9061,0.5\nC,43-9061,x\nD,43-9061,1\n", "utf-8")
    read = read_crosswalk(path, catalog)
    assert [e.title for e in read.entries] == ["D"]
    assert [p.place.row for p in read.problems] == [2, 3, 4]


def test_that_a_file_without_codes_is_refused_in_words(catalog, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("title,department\nClerk,Finance\n", "utf-8")
    assert "onet_soc_code" in read_crosswalk(path, catalog).problems[0].text
