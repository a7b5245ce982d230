"""Programs that may be one, and making one of them."""

import pytest

from reskill.problem import ReskillError
from reskill.programs.twins import merge, twins
from reskill.project.programs import link


@pytest.fixture
def four(project):
    with project.change("Enter programs") as db:
        for n, (name, provider, more) in enumerate(
            (
                ("Welding", "County College", {"zip": "07030", "cost": 100.0}),
                ("WELDING", "County College - Main Campus", {"zip": "07030", "hours": 120.0, "hours_source": "a page"}),
                ("Welding", "County College", {"zip": "07999"}),
                ("Welding", "", {"zip": "07030"}),
            ),
            start=1,
        ):
            db["program"].insert({"id": n, "name": name, "provider": provider, **more})
    return project


def test_that_one_program_under_two_spellings_is_found_and_another_place_or_nobodys_is_not(four) -> None:
    assert twins(four) == [(1, 2)]


def test_that_merging_keeps_pins_and_fills_what_was_unknown_and_can_be_undone(four) -> None:
    link(four, 2, "51-4121.00", True)
    before = four.rows("SELECT * FROM program")
    merge(four, 1, [1, 2])
    kept = four.rows("SELECT * FROM program WHERE id = 1")[0]
    assert (kept["cost"], kept["hours"], kept["hours_source"]) == (100, 120, "a page")
    assert four.value("SELECT program_id FROM link") == 1
    assert four.value("SELECT count(*) FROM program") == 3 and twins(four) == []
    four.undo()
    assert four.rows("SELECT * FROM program") == before and four.value("SELECT program_id FROM link") == 2
    with pytest.raises(ReskillError, match="cannot be merged"):
        merge(four, 1, [1])
