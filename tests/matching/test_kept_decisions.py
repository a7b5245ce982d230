"""What people decided about a title outlasts the title's absence from the roster."""

import sqlite3
from pathlib import Path

import pytest
from matching_rows import mapped, titles

from reskill.exposure.roles import score_roles
from reskill.matching.crosswalk import export_crosswalk
from reskill.matching.decisions import decide, set_blend
from reskill.matching.kept_decisions import kept_decisions, kept_notice
from reskill.matching.mapping import map_titles
from reskill.project import backup, migrations, schema
from reskill.project.database import Database
from reskill.project.file import Project, create, open_project
from reskill.work import planner

DECIDED = ("mapping", "task_edit", "judgement", "pathway_choice", "title_gate", "practice_hours")
STAMP = {"who": "Ada", "at": "2026-01-02 03:04:05", "why": "as they say"}


def decide_all(project: Project, title_id: int) -> None:
    """One decision of every kind about a title."""
    with project.change("Decide"):
        edit = {"code": "", "task_id": "local-1", "deed": "added", "sentence": "Sorts the mail", "time_share": 0.2}
        project.db["task_edit"].insert({"title_id": title_id, **edit, **STAMP})
        judged = {"code": "43-3031.00", "task_id": "7", "field": "tier", "old": "1", "new": "3"}
        project.db["judgement"].insert(
            {"title_id": title_id, "state": "contested", "answer": "Yes.", **judged, **STAMP}
        )
        project.db["judgement"].insert({"title_id": None, "state": "in force", **judged, **STAMP})
        project.db["pathway_choice"].insert({"title_id": title_id, "code": "43-4051.00", **STAMP})
        project.db["title_gate"].insert(
            {"title_id": title_id, "probation": "6 months", "who": "Ada", "at": STAMP["at"]}
        )
        project.db["practice_hours"].insert({"title_id": title_id, "code": "43-3031.00", "hours": 22.5, **STAMP})


def decisions(project: Project, title: str) -> dict[str, list[tuple[object, ...]]]:
    """Every decision about a title, without the numbers of rows."""
    found = {}
    for table in DECIDED:
        rows = project.rows(f"SELECT d.* FROM {table} d JOIN title t ON t.id = d.title_id WHERE t.title = ?", (title,))
        found[table] = [tuple(v for k, v in r.items() if k not in ("id", "title_id")) for r in rows]
    return found


def test_that_decisions_of_every_kind_come_back_with_their_title(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Librarian", "")])
    map_titles(project, catalog)
    clerk = titles(project)["Clerk", ""]
    set_blend(project, clerk, [("43-3031", 0.7), ("43-9061", 0.3)], "two desks", catalog)
    decide_all(project, clerk)
    before = decisions(project, "Clerk")
    staff([("Librarian", "")])
    map_titles(project, catalog)
    assert set(titles(project)) == {("Librarian", "")}
    staff([("CLERK", "Finance"), ("Librarian", "")])
    map_titles(project, catalog)
    assert decisions(project, "CLERK") == before
    assert len(before["mapping"]) == 2 and all(before.values())
    assert kept_decisions(project) == [] and kept_notice(project) is None
    assert project.value("SELECT count(*) FROM judgement WHERE title_id IS NULL") == 1
    assert project.check() == []


def test_that_no_figure_counts_a_title_that_left(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Librarian", "")])
    map_titles(project, catalog)
    decide(project, titles(project).values(), "43-3031", catalog=catalog)
    staff([("Librarian", ""), ("Zzxqwv", "")])
    map_titles(project, catalog)
    score_roles(project, catalog)
    facts = planner.summary(project)
    assert facts["titles"] == 2
    assert facts["mapped"] + facts["uncodable for now"] + facts["rejected"] == facts["lines in the roster"] == 2
    assert project.value("SELECT count(*) FROM role") == project.value("SELECT count(*) FROM title") == 2
    assert "1 title with decisions is no longer in the roster" in facts["note"]


def test_what_is_told_of_the_decisions_that_are_kept(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Aide", ""), ("Librarian", "")])
    map_titles(project, catalog)
    project.who = "Ada"
    decide(project, [titles(project)["Clerk", ""]], "43-3031", "posts payments", catalog=catalog)
    decide(project, [titles(project)["Aide", ""]], None, catalog=catalog)
    staff([("Librarian", "")])
    map_titles(project, catalog)
    told = [(k.title, k.what, k.who, k.why) for k in kept_decisions(project)]
    clerk = "mapped to 43-3031.00 Bookkeeping, Accounting, and Auditing Clerks"
    assert told == [("Aide", "uncodable", "Ada", ""), ("Clerk", clerk, "Ada", "posts payments")]
    notice = kept_notice(project)
    assert notice and notice.level == "warning" and "2 titles" in notice.text


def test_that_a_title_without_decisions_leaves_nothing(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Librarian", "")])
    map_titles(project, catalog)
    staff([("Librarian", "")])
    map_titles(project, catalog)
    assert kept_decisions(project) == []


def test_that_undo_brings_the_title_and_its_decisions_back(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Librarian", "")])
    map_titles(project, catalog)
    decide(project, [titles(project)["Clerk", ""]], "43-3031", catalog=catalog)
    decide_all(project, titles(project)["Clerk", ""])
    before = decisions(project, "Clerk")
    staff([("Librarian", "")])
    map_titles(project, catalog)
    project.undo()
    assert decisions(project, "Clerk") == before
    assert kept_decisions(project) == []
    project.redo()
    assert len(kept_decisions(project)) == 6
    assert "22.5 hours of practice at work" in {k.what for k in kept_decisions(project)}


def test_that_a_department_with_a_decision_of_its_own_gets_it_back(staff, catalog) -> None:
    lines = [("Captain", "Police"), ("Captain", "Police"), ("Captain", "Fire")]
    project = staff(lines)
    map_titles(project, catalog)
    decide(project, [titles(project)["Captain", "Fire"]], "11-9161", catalog=catalog)
    staff(lines[:2])
    map_titles(project, catalog)
    assert set(titles(project)) == {("Captain", "")}
    staff(lines)
    map_titles(project, catalog)
    assert mapped(project)["Captain", "Fire"] == {"11-9161.00": 1.0}


def test_that_a_decision_stays_with_the_departments_it_was_made_for_and_goes_to_no_other(staff, catalog) -> None:
    project = staff([("Captain", "Fire")])
    map_titles(project, catalog)
    assert set(titles(project)) == {("Captain", "")}
    decide(project, [titles(project)["Captain", ""]], "11-9161", catalog=catalog)
    staff([("Captain", "Fire")] + [("Captain", "Police")] * 3)
    map_titles(project, catalog)
    assert mapped(project) == {("Captain", ""): {"11-9161.00": 1.0}, ("Captain", "Police"): {"33-1012.00": 1.0}}


def test_that_the_engine_does_not_part_departments_that_were_decided_together(staff, catalog) -> None:
    project = staff([("Captain", "Police")] * 2 + [("Captain", "Fire")])
    map_titles(project, catalog)
    with project.change("As an engine that did not tell the departments apart had it"):
        project.db.execute("UPDATE position SET title_id = NULL WHERE department = 'Fire'")
        project.db.execute("DELETE FROM title WHERE department = 'Fire'")
        project.db.execute("""UPDATE title SET departments = '["Fire", "Police"]'""")
    decide(project, [titles(project)["Captain", ""]], "11-9161", catalog=catalog)
    map_titles(project, catalog)
    assert set(titles(project)) == {("Captain", "")}
    assert project.value("SELECT count(*) FROM position WHERE title_id IS NULL") == 0


@pytest.mark.parametrize("fire", ["33-1021", "11-9161"])
def test_that_departments_become_one_title_when_their_decisions_agree(staff, catalog, fire: str) -> None:
    project = staff([("Captain", "Police")] * 2 + [("Captain", "Fire")])
    map_titles(project, catalog)
    with project.change("Tell the departments apart"):
        project.db.execute("UPDATE title SET department = 'Police' WHERE department = ''")
    for department, code in (("Police", "11-9161"), ("Fire", fire)):
        decide(project, [titles(project)["Captain", department]], code, catalog=catalog)
    staff([("Captain", "")] * 3)
    map_titles(project, catalog)
    assert set(titles(project)) == {("Captain", "")}
    agreed = fire == "11-9161"
    assert (mapped(project).get(("Captain", "")) == {"11-9161.00": 1.0}) == agreed
    assert len(kept_decisions(project)) == (1 if agreed else 2)
    assert project.value("SELECT positions FROM title") == 3


def test_that_a_crosswalk_holds_what_was_decided_about_titles_that_left(staff, catalog, tmp_path: Path) -> None:
    project = staff([("Clerk", "Finance"), ("Librarian", "")])
    map_titles(project, catalog)
    decide(project, [titles(project)["Clerk", ""]], "43-3031", catalog=catalog)
    staff([("Librarian", "")])
    map_titles(project, catalog)
    assert export_crosswalk(project, tmp_path / "c.csv") == 1
    assert "Clerk,,43-3031.00" in (tmp_path / "c.csv").read_text(encoding="utf-8-sig")


def test_that_a_decision_about_a_title_that_left_teaches(staff, catalog) -> None:
    project = staff([("Qxy Strider I", ""), ("Librarian", "")])
    map_titles(project, catalog)
    decide(project, [titles(project)["Qxy Strider I", ""]], "37-2019", catalog=catalog)
    staff([("Librarian", "")])
    map_titles(project, catalog)
    staff([("Librarian", ""), ("Qxy Strider II", "")])
    map_titles(project, catalog)
    assert mapped(project)["Qxy Strider II", ""] == {"37-2019.00": 1.0}


@pytest.fixture
def first_version(tmp_path: Path, staff, catalog) -> Path:
    """A project file as the first version of the tables had it, with one title of two departments."""
    project = staff([("Clerk", "Finance"), ("Clerk", "Police")])
    map_titles(project, catalog)
    path = tmp_path / "first.reskill"
    with sqlite3.connect(path) as db:
        first = Database(db)
        migrations.migrations.apply(first, stop_before=migrations.decisions_outlast_titles.__name__)
        for table in set(first.table_names()) & set(project.db.table_names()) - {"_sqlite_migrations"}:
            columns = {c.name for c in first[table].columns}
            first[table].delete_where()
            first[table].insert_all({k: v for k, v in r.items() if k in columns} for r in project.db[table].rows)
        db.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        db.execute(
            "INSERT INTO comment (edition, subject, text, response, who, at) VALUES"
            " ('union', 'role: Clerk', 'Not so.', 'disagree', 'A. Diaz', '2026-01-01'),"
            " ('union', 'role: Cook', 'Why?', 'We will ask.', 'A. Diaz', '2026-01-01')"
        )
        db.execute("PRAGMA user_version=1")
    db.close()
    return path


def test_that_a_file_of_the_first_version_is_backed_up_and_migrated(first_version: Path) -> None:
    project = open_project(first_version)
    assert project.value("SELECT departments FROM title") == '["Finance","Police"]'
    assert project.rows("SELECT stance, response FROM comment ORDER BY id") == [
        {"stance": "disagree", "response": ""},
        {"stance": "", "response": "We will ask."},
    ]
    assert project.check() == [] and len(backup.backups(first_version)) == 1
    project.close()
    again = open_project(first_version)
    again.close()
    assert len(backup.backups(first_version)) == 1


def test_that_a_file_of_the_first_version_can_be_read_as_it_is(first_version: Path) -> None:
    content = first_version.read_bytes()
    project = open_project(first_version, read_only=True)
    assert kept_decisions(project) == [] and planner.summary(project)["titles"] == 1
    project.close()
    assert first_version.read_bytes() == content


def test_that_a_new_file_has_the_tables_of_a_migrated_one(first_version: Path, tmp_path: Path) -> None:
    shape = "SELECT name, sql FROM sqlite_schema WHERE name IN ('kept_decision', 'basis') ORDER BY name"
    projects = (open_project(first_version), create(tmp_path / "new.reskill"))
    assert projects[0].rows(shape) == projects[1].rows(shape)
    for project in projects:
        project.close()
