"""Where places are, and how far from one another."""

import pytest

from reskill.problem import ReskillError
from reskill.programs.place import home, in_miles, set_home
from reskill.reference.places import Point, around, locate, spelled


def test_that_a_zip_code_a_city_and_a_county_are_found() -> None:
    for found in (locate("76102"), locate(name="Fort Worth", state="TX"), locate(name="Tarrant County", state="tx")):
        assert found and found.miles(Point(32.75, -97.33)) < 12


def test_that_an_unknown_place_stays_unknown() -> None:
    assert locate() is None
    assert locate("00000") is None
    assert locate("3375,") is None and locate("76102,32") == locate("76102") != locate("76103")
    assert locate(name="Fort Worth", state="") is None
    assert locate(name="Nowhere", state="TX") is None


def test_that_the_city_is_where_its_zip_code_says_and_a_post_office_box_is_refused(project) -> None:
    set_home(project, "62201")
    assert home(project) == locate("62201")
    with pytest.raises(ReskillError, match="not a ZIP code with a place"):
        set_home(project, "00001")
    set_home(project, "")
    assert home(project) is None  # Testville, Illinois, has no institution


@pytest.mark.parametrize(
    ("one", "other", "miles"),
    [
        (Point(40.71, -74.01), Point(34.05, -118.24), 2446),  # New York and Los Angeles, by the great circle
        (Point(40.0, -100.0), Point(40.0, -100.0), 0),
        (Point(0.0, 0.0), Point(1.0, 0.0), 69),
    ],
)
def test_that_distances_follow_the_great_circle(one: Point, other: Point, miles: float) -> None:
    assert one.miles(other) == pytest.approx(miles, abs=5)


def test_that_a_zip_code_of_post_boxes_lies_among_those_of_the_same_post_centre() -> None:
    assert locate("79409") is None and around("79409").miles(locate("79401")) < 60  # a university of Lubbock
    assert around("") is around("00000") is around("abc") is None


def test_that_a_name_one_letter_wrong_is_put_right_where_its_zip_code_bears_that_out() -> None:
    assert spelled("Lubbck", "TX", "79409") == "Lubbock" and spelled("Fort Wort", "TX", "76102") == "Fort Worth"
    assert spelled("Lubbck", "TX", "76102") == "Lubbck"  # a ZIP code of Fort Worth
    for right in (("Mott", "TX", "76640"), ("Hutto", "TX", "78634"), ("Lubbck", "TX", ""), ("Canyon", "TX", "79015")):
        assert spelled(*right) == right[0]


def test_that_one_mile_is_not_told_as_several() -> None:
    assert [in_miles(m) for m in (0.3, 1.2, 37.6)] == ["0 miles", "1 mile", "38 miles"]
