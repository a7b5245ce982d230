"""Room to move, and how many leave anyway."""

import pytest

from reskill.pathways.attrition import leaving_a_year
from reskill.pathways.destinations import find_destinations
from reskill.pathways.room import rooms
from reskill.pathways.similarity import Similarity

CLERK, SECRETARY, FIREFIGHTER, LICENCES = "43-9061.00", "43-6014.00", "33-2011.00", "43-4031.00"


@pytest.fixture(scope="module")
def similarity(catalog):
    return Similarity(catalog)


def test_that_work_alike_to_what_is_here_has_more_room(catalog, similarity) -> None:
    """Licence clerks grow by 3%, firefighters by 3%: office clerks are near the one, not the other."""
    by_clerks = rooms(catalog, similarity, {LICENCES: 50}, "N", similarity.codes)
    by_fire = rooms(catalog, similarity, {FIREFIGHTER: 50}, "N", similarity.codes)
    assert by_clerks[CLERK].room > 0.9 > by_fire[CLERK].room
    assert by_clerks[CLERK].alike_here == 50
    assert by_clerks[CLERK].alike_jobs == catalog.wage(LICENCES, "N").emp


def test_that_shrinking_work_and_the_role_itself_give_no_room(catalog, similarity) -> None:
    assert rooms(catalog, similarity, {SECRETARY: 50}, "N", similarity.codes) == {}  # secretaries shrink
    assert rooms(catalog, similarity, {LICENCES: 50}, "N", similarity.codes)[LICENCES].alike_here == 0


def test_that_room_is_the_share_of_occupations_with_less(catalog, similarity) -> None:
    found = sorted(
        r.room for r in rooms(catalog, similarity, {LICENCES: 50, FIREFIGHTER: 80}, "N", similarity.codes).values()
    )
    assert (found[0], found[-1]) == (0.0, 1.0)
    assert len(set(found)) == len(found) == len(similarity.codes)


def test_that_roles_in_an_upper_band_with_least_room_are_marked(city, catalog) -> None:
    find_destinations(city, catalog)
    rows = city.rows("SELECT m.*, coalesce(r.offered, r.band) AS band FROM mobility m JOIN role r USING (title_id)")
    assert rows
    assert {r["area"] for r in rows} == {"Illinois"}
    for r in rows:
        assert r["hemmed_in"] == (r["band"] in ("at risk", "priority") and r["room"] < 1 / 3)


def test_that_leavers_are_filled_positions_by_the_national_rate(city) -> None:
    """Eight filled positions of office clerks; BLS: 5.9% leave work and 5.9% change occupation in a year."""
    assert leaving_a_year(city)[4] == pytest.approx(8 * 0.118)
