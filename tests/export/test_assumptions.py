from dataclasses import fields

from reskill.export.assumptions import COSTS, SCENARIO, assumptions, cost_assumptions
from reskill.export.compass import compass
from reskill.export.xlsx.sheet import value_of
from reskill.planning.set_costs import set_cost
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.threshold_words import words_of
from reskill.thresholds import Thresholds


def test_that_every_threshold_is_explained_in_the_words_of_the_window(planned: Project, small_catalog: Catalog) -> None:
    told = [str(row[1]) for row in assumptions(planned, small_catalog).rows]
    assert {words_of(f.name) for f in fields(Thresholds)} <= set(told)
    assert len(set(told)) == len(told)


def test_that_the_board_is_told_what_shapes_costs(planned: Project, small_catalog: Catalog) -> None:
    told = {str(row[1]) for row in cost_assumptions(planned, small_catalog).rows if row[0] != SCENARIO}
    assert told == {words_of(name) for name in COSTS}


def test_that_the_board_is_told_the_costs_that_are_set_and_nobodys_name(
    planned: Project, small_catalog: Catalog
) -> None:
    for kind, rate in (("books", 40.005), ("indirect", 0.1), ("wage growth", 0.027)):
        set_cost(planned, kind, rate, "R. Lee")
    rows = [row for row in cost_assumptions(planned, small_catalog).rows if row[0] == "Costs"]
    assert [(row[1], value_of(row[2])) for row in rows] == [
        ("Books: US dollars a participant", 40.005),
        ("Indirect: a share of the cash cost", 0.1),
        ("Wage growth: a share by which prices or pay rise a year", 0.027),
    ]
    assert "R. Lee" not in str(rows)


def test_that_a_changed_threshold_shows_beside_its_default(planned: Project, small_catalog: Catalog) -> None:
    planned.set_setting("watch", "0.25")
    rows = {str(row[1]): row for row in assumptions(planned, small_catalog).rows}
    assert rows[words_of("watch")] == ("Bands", words_of("watch"), 0.25, 0.3, "yes")
    assert rows[words_of("priority")][4] == "no"
    scenario = {str(row[1]).partition(":")[0]: value_of(row[2]) for row in rows.values() if row[0] == SCENARIO}
    assert "Public interest" in scenario.values() and scenario["Participation"] == 0.6


def test_that_the_cover_gives_hours_freed_with_their_range_and_assumption(
    planned: Project, small_catalog: Catalog
) -> None:
    planned.set_setting("time_saved", "0.75")
    planned.set_setting("review_time", "0")
    answer, basis = compass(planned, "", "")[0][2:4]
    assert answer == "about 21,000 working hours a year could be freed (14,000 to 28,000)"
    assert "assumed: 75% time saved on an exposed task (50% to 100% by its definition), 0% of that for review" in str(
        basis
    )
    planned.set_setting("review_time", "0.2")
    answer, basis = compass(planned, "", "")[0][2:4]
    assert answer == "about 17,000 working hours a year could be freed (8,400 to 28,000)"
    assert "20% of that for review (0% to 40%)" in str(basis)
