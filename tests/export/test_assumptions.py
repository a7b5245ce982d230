from dataclasses import fields

from reskill.export.assumptions import MEANING, assumptions
from reskill.export.compass import compass
from reskill.export.xlsx.sheet import value_of
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds


def test_that_every_threshold_is_explained() -> None:
    assert {f.name for f in fields(Thresholds)} == MEANING.keys(), "say in MEANING what the threshold does"


def test_that_a_changed_threshold_shows_beside_its_default(planned: Project, small_catalog: Catalog) -> None:
    planned.set_setting("watch", "0.25")
    rows = {str(row[0]): row for row in assumptions(planned, small_catalog).rows}
    assert rows["Watch"][1:4] == (0.25, 0.3, "yes")
    assert rows["Priority"][3] == "no"
    assert value_of(rows["Scenario"][1]) == "Public interest"
    assert value_of(rows["Scenario: Participation"][1]) == 0.6


def test_that_the_cover_gives_hours_freed_with_their_range_and_assumption(
    planned: Project, small_catalog: Catalog
) -> None:
    planned.set_setting("time_saved", "0.75")
    planned.set_setting("review_time", "0")
    answer, basis = compass(planned)[0][2:4]
    assert answer == "about 21,000 working hours a year could be freed (14,000 to 28,000)"
    assert "assumed: 75% time saved on an exposed task (50% to 100% by its definition), 0% of that for review" in str(
        basis
    )
    planned.set_setting("review_time", "0.2")
    answer, basis = compass(planned)[0][2:4]
    assert answer == "about 17,000 working hours a year could be freed (8,400 to 28,000)"
    assert "20% of that for review (0% to 40%)" in str(basis)
