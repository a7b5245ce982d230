"""Kinds of work that occupations have in common, told as reasons."""

from reskill.pathways.kinds_of_work import kind_of, shared, shares
from reskill.pathways.similarity import Similarity


def test_that_an_activity_is_of_a_kind() -> None:
    assert kind_of("4.A.3.b.6.I01.D03") == "records"
    assert kind_of("9.Z") == ""


def test_that_the_kinds_that_both_do_most_come_first() -> None:
    one, other = {"records": 0.6, "driving": 0.2, "teaching": 0.1}, {"records": 0.3, "driving": 0.25, "inspecting": 0.9}
    assert shared(one, other, 3) == ["records", "driving"]
    assert shared(one, other, 1) == ["records"]


def test_that_shares_are_of_tasks(catalog) -> None:
    found = shares(catalog.tasks("43-4121.00"))
    assert 0 < max(found.values()) <= 1
    assert "administration" in found


def test_that_a_neighbour_is_told_by_kinds_of_work_and_no_single_words(catalog) -> None:
    reasons = [n.reason for n in Similarity(catalog).rank("43-4121.00", 50)]
    assert any("Work of the same kinds: " in r for r in reasons)
    assert not any("asks about" in r for r in reasons)
