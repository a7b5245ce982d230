"""Institutions near a city: by distance, by what they award, by what they offer."""

from reskill.pathways.nearby import Nearby, question
from reskill.pathways.similarity import Similarity
from reskill.reference.institutions import awards, institutions, near
from reskill.reference.places import locate

KEARNEY, COLUMBUS = locate("68847"), locate("43215")


def test_that_every_award_is_of_an_institution_that_is_known() -> None:
    assert len(institutions()) > 5_000
    assert awards().keys() <= institutions().keys()


def test_that_kearney_has_one_institution_within_30_miles() -> None:
    assert [i.name for _, i in near(KEARNEY, 30)] == ["University of Nebraska at Kearney"]


def test_that_who_awards_in_the_field_comes_first_the_nearest_first(catalog) -> None:
    asked = Nearby(COLUMBUS, 50, catalog, Similarity(catalog)).for_occupation("43-3031.00")  # bookkeeping clerks
    assert asked[0].institution.name == "Columbus State Community College" and asked[0].miles < 10
    assert {a.award.cip4 for a in asked if a.award} == {"5203"}
    assert [a.miles for a in asked if a.award] == sorted(a.miles for a in asked if a.award)


def test_that_who_offers_courses_to_measure_is_asked_where_nobody_awards(catalog) -> None:
    asked = Nearby(COLUMBUS, 50, catalog, Similarity(catalog)).for_occupation("43-5041.00")  # meter readers
    assert asked and all(a.award is None and a.why.endswith("not listed: ask") for a in asked)


def test_that_nobody_is_asked_where_the_city_is_not_known(catalog) -> None:
    assert Nearby(None, 50, catalog, Similarity(catalog)).for_occupation("23-2011.00") == []


def test_that_the_question_asks_for_what_a_plan_needs(catalog) -> None:
    asked = Nearby(COLUMBUS, 50, catalog, Similarity(catalog)).for_occupation("23-2011.00")[0]
    text = question(asked, "Columbus", "Paralegals", 1)
    assert asked.institution.name in text and "(1 person at most)" in text
    assert all(w in text for w in ("clock hours", "price", "seats", "credential", "schedule"))
