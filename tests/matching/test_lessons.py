from matching_rows import mapped, titles

from reskill.matching.decisions import decide
from reskill.matching.mapping import map_titles


def reason(project, title: str) -> str:
    found = project.value(
        "SELECT m.reason FROM mapping m JOIN title t ON t.id = m.title_id WHERE t.title = ?", (title,)
    )
    return found or ""


def test_that_a_decision_teaches_the_same_title_written_otherwise(staff, catalog) -> None:
    project = staff([("Qxy Strider II", ""), ("QXY STRIDER, SR", ""), ("Librarian", "")])
    map_titles(project, catalog)
    decide(project, [titles(project)["Qxy Strider II", ""]], "37-2019", catalog=catalog)
    assert mapped(project)["QXY STRIDER, SR", ""] == {"37-2019.00": 1.0}
    assert "decided" in reason(project, "QXY STRIDER, SR") and "Qxy Strider II" in reason(project, "QXY STRIDER, SR")
    assert mapped(project)["Librarian", ""] == {"25-4022.00": 1.0}


def test_that_it_teaches_titles_of_the_same_class_code(staff, catalog) -> None:
    project = staff([("Zbq Rover", ""), ("Zbq Ghwr", ""), ("Wvk Walker", "")], ["1201", "1201", "1300"])
    map_titles(project, catalog)
    decide(project, [titles(project)["Zbq Rover", ""]], "37-2019", catalog=catalog)
    assert "class code 1201" in reason(project, "Zbq Ghwr")
    assert reason(project, "Wvk Walker") == ""


def test_that_a_decision_for_one_department_teaches_no_other(staff, catalog) -> None:
    project = staff([("Captain", "Police"), ("Captain", "Police"), ("Captain II", "Fire"), ("Captain", "Fire")])
    map_titles(project, catalog)
    decide(project, [titles(project)["Captain", "Fire"]], "11-9161", catalog=catalog)
    assert mapped(project)["Captain", ""] == {"33-1012.00": 1.0}


def test_that_what_a_person_decided_is_never_taught_over(staff, catalog) -> None:
    project = staff([("Qxy Strider I", ""), ("Qxy Strider II", "")])
    map_titles(project, catalog)
    ids = titles(project)
    decide(project, [ids["Qxy Strider I", ""]], "37-2019", catalog=catalog)
    decide(project, [ids["Qxy Strider II", ""]], "37-3011", catalog=catalog)
    decide(project, [ids["Qxy Strider I", ""]], "43-9061", catalog=catalog)
    map_titles(project, catalog)
    assert mapped(project)["Qxy Strider II", ""] == {"37-3011.00": 1.0}


def test_that_lessons_hold_when_titles_are_mapped_again(staff, catalog) -> None:
    project = staff([("Qxy Strider", "")])
    map_titles(project, catalog)
    decide(project, titles(project).values(), "37-2019", catalog=catalog)
    staff([("Qxy Strider", ""), ("Qxy Strider II", "")])
    map_titles(project, catalog)
    assert mapped(project)["Qxy Strider II", ""] == {"37-2019.00": 1.0}
    assert project.value("SELECT min(rank) FROM candidate") == 0


def test_that_undo_takes_the_lesson_back(staff, catalog) -> None:
    project = staff([("Qxy Strider I", ""), ("Qxy Strider II", "")])
    map_titles(project, catalog)
    before = mapped(project)
    decide(project, [titles(project)["Qxy Strider I", ""]], "37-2019", catalog=catalog)
    project.undo()
    assert mapped(project) == before


def test_that_a_decision_on_an_occupation_that_the_reference_lacks_is_mentioned_and_not_suggested(
    staff, catalog
) -> None:
    project = staff([("Librarian I", "")])
    map_titles(project, catalog)
    decide(project, titles(project).values(), "37-2019", catalog=catalog)
    with project.change("Move to a reference without it"):
        project.db.execute("UPDATE mapping SET code = '37-2019.99'")
    staff([("Librarian I", ""), ("Librarian II", "")])
    map_titles(project, catalog)
    assert mapped(project)["Librarian I", ""] == {"37-2019.99": 1.0}
    assert mapped(project)["Librarian II", ""] == {"25-4022.00": 1.0}
    assert "decided" in reason(project, "Librarian II")
    assert "the reference in use does not have 37-2019.99" in reason(project, "Librarian II")
    assert project.value("SELECT min(rank) FROM candidate") == 1
