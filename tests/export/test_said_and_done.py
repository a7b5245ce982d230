"""What goes back to reviewers: everything they said, and what was done about it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from books import cover, table, written

from reskill.export.editions import edition_sheets, write_workbook
from reskill.export.review import read_review
from reskill.planning.city_answers import answer_questions
from reskill.project.comments import add_comment, answer_comment
from reskill.project.file import Project, open_project
from reskill.reference.catalog import Catalog


def say(project: Project, *said: tuple[str, str, str, str, str, str]) -> None:
    with project.change("Comments") as db:
        for n, (edition, subject, text, stance, response, who) in enumerate(said):
            db.execute(
                "INSERT INTO comment (edition, sheet, subject, text, stance, response, who, at) VALUES (?,?,?,?,?,?,?,?)",
                (edition, "Classes", subject, text, stance, response, who, f"2027-02-0{n + 1} 10:00:00"),
            )


def test_that_all_that_the_union_said_goes_back_with_what_was_done(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    say(
        planned,
        ("union", "class: A", "Too low", "disagree", "", "Rosa"),
        ("union", "class: A", "=Still too low", "disagree", "Raised to 0.4", "ROSA"),
        ("evidence", "class: B", "", "agree", "", "Rosa"),
        ("union", "class: C", "Who pays?", "", "", "Ben"),
        ("board", "fund: X", "Late", "", "", "Board"),
        ("worksheet", "Clerk", "A remark", "", "", "Unit 4"),
    )
    viewed = open_project(planned.path, read_only=True)  # what goes back tells nothing new of the plan
    book = written(viewed, small_catalog, "answers", tmp_path)
    viewed.close()
    rows = table(book, "Said and done")
    assert [(r["Line"], r["By"], r["You said"], r["We did"], r["State"]) for r in rows] == [
        ("class: A", "Rosa", "Too low", None, "replaced by a later one"),
        ("class: A", "ROSA", "=Still too low", "Raised to 0.4", "answered"),
        ("class: B", "Rosa", None, None, "agreed"),
        ("class: C", "Ben", "Who pays?", None, "not answered yet"),
    ]
    told = cover(book)
    assert [told[w] for w in ("Not answered yet", "Answered", "Agreed", "Replaced by a later one")] == [1, 1, 1, 1]
    assert [
        r["You said"] for r in table(written(planned, small_catalog, "board-answers", tmp_path), "Said and done")
    ] == ["Late"]


def test_that_an_answer_given_later_is_in_the_next_workbook(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    say(planned, ("union", "class: A", "Too low", "disagree", "", "Rosa"))
    answer_comment(planned, 1, "We asked the stewards.")
    (row,) = table(written(planned, small_catalog, "answers", tmp_path), "Said and done")
    assert (row["We did"], row["State"]) == ("We asked the stewards.", "answered")


def test_that_the_citys_answers_stand_in_the_union_edition_and_are_no_answers_of_its_reader(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    answer_questions(planned, {"tools": "A transcriber.", "notice": "60 days before."})
    write_workbook(planned, small_catalog, tmp_path / "u.xlsx", "union")
    book = openpyxl.load_workbook(tmp_path / "u.xlsx", data_only=True)
    given = {r["Subject"]: r["The city's answer: a proposal until signed"] for r in table(book, "City answers")}
    assert given["Tools"] == "A transcriber." and given["When"] == "Not answered by the city"
    left = cover(book)["Not answered at all"].split("; ")
    assert "When" in left and not {"Tools", "Notice"} & set(left)
    assert read_review(tmp_path / "u.xlsx", planned).taken == []
    book = openpyxl.load_workbook(tmp_path / "u.xlsx")
    book["City answers"]["C2"] = "Something else"
    book.save(tmp_path / "u.xlsx")
    review = read_review(tmp_path / "u.xlsx", planned)
    assert review.taken == [] and [(t.cell, t.text) for t in review.left] == [("C2", "Something else")]


def test_that_nothing_said_makes_a_workbook_that_says_so(planned: Project, small_catalog: Catalog) -> None:
    _, sheet = edition_sheets(planned, small_catalog, "answers")
    assert list(sheet.rows) == [] and sheet.empty == "Nobody has said anything yet."


def test_that_what_the_planner_enters_for_a_reviewer_goes_back_and_replaces_nothing(
    planned: Project, small_catalog: Catalog, tmp_path: Path
) -> None:
    for edition, text in (("union", "in the margin"), ("union", "and on the phone"), ("", "ours"), ("board", "theirs")):
        add_comment(planned, "Classes, C30", text, "Rosa", "We look into it.", edition)
    rows = table(written(planned, small_catalog, "answers", tmp_path), "Said and done")
    assert [(r["Line"], r["By"], r["You said"], r["State"]) for r in rows] == [
        ("Classes, C30", "Rosa", "in the margin", "answered"),
        ("Classes, C30", "Rosa", "and on the phone", "answered"),
    ]
