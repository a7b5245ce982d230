import pytest
from matching_rows import mapped, titles

from reskill.matching.decisions import accept_above, decide, set_blend, sure_titles
from reskill.matching.mapping import map_titles
from reskill.problem import ReskillError


@pytest.fixture
def mapped_staff(staff, catalog):
    project = staff(
        [("Librarian", "Library"), ("Police Officer", "Police"), ("Spec Asst", "Mayor's Office"), ("Aide", "")]
    )
    map_titles(project, catalog)
    return project


def status(project, title: str) -> str:
    found = project.value(
        "SELECT m.status FROM mapping m JOIN title t ON t.id = m.title_id WHERE t.title = ?", (title,)
    )
    return found or ""


def test_that_agreeing_is_accepted_and_disagreeing_is_changed(mapped_staff, catalog) -> None:
    project = mapped_staff
    decide(project, [titles(project)["Librarian", ""]], "25-4022.00", catalog=catalog)
    decide(project, [titles(project)["Police Officer", ""]], "33-9032", "guards the hall", catalog=catalog)
    assert status(project, "Librarian") == "accepted"
    assert status(project, "Police Officer") == "changed"
    row = project.rows("SELECT * FROM mapping WHERE status = 'changed'")[0]
    assert (row["who"], row["why"], row["occupation"]) == (project.who, "guards the hall", "Security Guards")


def test_that_uncodable_is_a_decision(mapped_staff, catalog) -> None:
    decide(mapped_staff, [titles(mapped_staff)["Aide", ""]], None, "three different jobs", catalog=catalog)
    assert status(mapped_staff, "Aide") == "uncodable"
    assert mapped(mapped_staff)["Aide", ""] == {"": 1.0}


def test_that_a_decision_is_one_step_and_can_be_undone(mapped_staff, catalog) -> None:
    before = mapped(mapped_staff)
    decide(mapped_staff, titles(mapped_staff).values(), "43-9061", catalog=catalog)
    assert mapped_staff.history()[0].label.startswith("Map 4 titles")
    mapped_staff.undo()
    assert mapped(mapped_staff) == before


def test_that_an_unknown_code_or_title_is_refused(mapped_staff, catalog) -> None:
    with pytest.raises(ReskillError, match="not an occupation"):
        decide(mapped_staff, [titles(mapped_staff)["Aide", ""]], "99-9999", catalog=catalog)
    with pytest.raises(ReskillError, match="not in the project"):
        decide(mapped_staff, [12345], "43-9061", catalog=catalog)


def test_that_a_blend_sums_to_one(mapped_staff, catalog) -> None:
    title = titles(mapped_staff)["Aide", ""]
    set_blend(mapped_staff, title, [("43-9061", 0.7), ("37-2011", 0.3)], catalog=catalog)
    assert mapped(mapped_staff)["Aide", ""] == {"43-9061.00": 0.7, "37-2011.00": 0.3}
    assert mapped_staff.check() == []


@pytest.mark.parametrize(
    "shares",
    [
        [],
        [("43-9061", 0.5)],
        [("43-9061", 0.5), ("43-9061.00", 0.5)],
        [("43-9061", 1.5), ("37-2011", -0.5)],
        [("43-9061", float("nan"))],
    ],
)
def test_that_other_shares_are_refused(mapped_staff, catalog, shares) -> None:
    with pytest.raises(ReskillError):
        set_blend(mapped_staff, titles(mapped_staff)["Aide", ""], shares, catalog=catalog)


def test_that_bulk_accept_states_the_error_to_expect(mapped_staff, catalog) -> None:
    project = mapped_staff
    sure = sure_titles(project, 0.9)
    confidence = [
        r["confidence"]
        for r in project.rows("SELECT confidence FROM mapping WHERE confidence >= 0.9")
        if r["confidence"]
    ]
    assert len(sure.title_ids) == len(confidence) >= 2
    assert sure.expected_error == pytest.approx(1 - sum(confidence) / len(confidence))
    assert accept_above(project, 0.9) == sure
    assert status(project, "Librarian") == "accepted" and status(project, "Aide") == ""
    assert sure_titles(project, 0.9).title_ids == ()
    project.undo()
    assert sure_titles(project, 0.9) == sure
