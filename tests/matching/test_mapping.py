from matching_rows import mapped, titles

from reskill.matching.decisions import decide
from reskill.matching.mapping import map_titles


def test_that_a_title_is_one_row_unless_the_department_changes_the_occupation(staff, catalog) -> None:
    project = staff(
        [("Police Officer", "Police")] * 3
        + [("POLICE  OFFICER", "Airport"), ("Captain", "Police"), ("Captain", "Police"), ("Captain", "Fire")]
    )
    map_titles(project, catalog)
    assert set(titles(project)) == {("Police Officer", ""), ("Captain", ""), ("Captain", "Fire")}
    assert mapped(project)["Captain", ""] == {"33-1012.00": 1.0}
    assert mapped(project)["Captain", "Fire"] == {"33-1021.00": 1.0}


def test_that_every_position_belongs_to_its_title_and_the_sums_tie(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Clerk", ""), ("Librarian", "Library")])
    map_titles(project, catalog)
    rows = project.rows(
        "SELECT t.positions, t.fte, t.payroll, count(p.id) AS n, sum(p.annual_salary) AS pay FROM title t"
        " JOIN position p ON p.title_id = t.id GROUP BY t.id"
    )
    assert all((r["positions"], r["fte"], r["payroll"]) == (r["n"], r["n"], r["pay"]) for r in rows)
    assert sum(r["n"] for r in rows) == 3


def test_that_a_doubtful_title_waits_for_a_person(staff, catalog) -> None:
    project = staff([("Aide", ""), ("Zzxqwv", ""), ("", "Police")])
    map_titles(project, catalog)
    assert len(titles(project)) == 3
    assert mapped(project) == {}


def test_that_mapping_again_changes_nothing(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Captain", "Police"), ("Captain", "Fire"), ("Aide", "")])
    map_titles(project, catalog)
    steps, before = len(project.history()), (titles(project), mapped(project))
    map_titles(project, catalog)
    assert (titles(project), mapped(project)) == before
    assert len(project.history()) == steps


def test_that_decisions_survive_a_new_roster_and_titles_without_positions_go(staff, catalog) -> None:
    project = staff([("Clerk", "Finance"), ("Captain", "Fire"), ("Captain", "Police"), ("Captain", "Police")])
    map_titles(project, catalog)
    decide(project, [titles(project)["Clerk", ""]], "43-3031", "posts payments", catalog=catalog)
    decide(project, [titles(project)["Captain", "Fire"]], "11-9161", catalog=catalog)
    staff([("Clerk", "Finance"), ("Captain", "Fire"), ("Captain", "Fire"), ("Captain", "Police"), ("Librarian", "")])
    map_titles(project, catalog)
    assert mapped(project)["Clerk", ""] == {"43-3031.00": 1.0}
    assert mapped(project)["Captain", "Fire"] == {"11-9161.00": 1.0}
    staff([("Librarian", "")])
    map_titles(project, catalog)
    assert set(titles(project)) == {("Librarian", "")}


def test_that_a_title_of_two_occupations_is_mapped_in_shares(staff, catalog) -> None:
    project = staff([("Librarian-Custodian", "")])
    map_titles(project, catalog)
    assert mapped(project) == {("Librarian-Custodian", ""): {"25-4022.00": 0.5, "37-2011.00": 0.5}}
    assert project.check() == []


def test_that_mapping_can_be_undone(staff, catalog) -> None:
    project = staff([("Clerk", "Finance")])
    map_titles(project, catalog)
    project.undo()
    assert titles(project) == {}
    assert project.value("SELECT count(*) FROM position WHERE title_id IS NULL") == 1
