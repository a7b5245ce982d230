"""What stands before an occupation, by occupation."""

import pytest

from reskill.pathways.gates import ELSEWHERE, NEAR, OFFICE, gates
from reskill.reference.outlook import outlook

CLERK, SECRETARY, ANALYST, LAWYER = "43-9061.00", "43-6014.00", "13-1111.00", "23-1011.00"


@pytest.mark.parametrize(
    ("code", "destination", "leads"),
    [
        (CLERK, SECRETARY, ""),
        (CLERK, "43-1011.00", NEAR),
        (CLERK, "33-1012.00", ELSEWHERE),
        ("43-1011.00", "47-1011.00", ELSEWHERE),
        ("11-1021.00", "33-1012.00", ELSEWHERE),
        ("11-9072.00", "11-9111.00", ELSEWHERE),
        ("47-1011.00", "49-1011.00", NEAR),
        (CLERK, "11-3012.00", NEAR),
        (CLERK, "11-9041.00", ELSEWHERE),
        ("17-2051.00", "11-9041.00", NEAR),
        ("11-3012.00", "11-1011.00", OFFICE),
        ("11-1021.00", "11-3031.00", NEAR),
    ],
)
def test_that_work_which_leads_is_reached_from_its_own_line(code, destination, leads) -> None:
    assert gates(code, destination).leads == leads


def test_that_degrees_which_the_role_does_not_ask_are_told() -> None:
    assert gates(CLERK, SECRETARY).degrees == 0
    assert (gates(CLERK, ANALYST).degrees, gates(CLERK, ANALYST).education) == (1, "Bachelor's degree")
    assert gates(CLERK, LAWYER).degrees == 2
    assert gates(ANALYST, LAWYER).degrees == 1
    assert gates(LAWYER, ANALYST).degrees == 0
    assert (gates(CLERK, ANALYST).study, gates(ANALYST, LAWYER).study, gates(LAWYER, CLERK).study) == (4, 4, 0)


def test_that_a_licence_stands_before_those_who_have_none() -> None:
    assert gates(CLERK, LAWYER).licence == "admission to the bar"
    assert gates(CLERK, "29-1141.00").licence == "state licence of the health profession"
    assert gates("29-1141.00", "29-1171.00").licence == ""
    assert gates(CLERK, SECRETARY).licence == ""
    assert gates("15-1252.00", "17-2051.00").profession  # software developers, civil engineers
    assert not gates("17-3022.00", "17-2051.00").profession
    assert not gates(CLERK, "33-3051.00").profession  # sworn, without a degree


def test_that_the_outlook_is_the_published_one() -> None:
    """BLS: office clerks shrink by 6.7%; 5.9% leave work and 5.9% change occupation in a year."""
    clerks = outlook(CLERK)
    assert clerks and (clerks.change, clerks.leaving) == (-6.7, pytest.approx(0.118))
    assert outlook("13-2023.00") == outlook("13-2022.00")  # published together


def test_that_every_embedded_occupation_with_tasks_has_an_outlook(catalog) -> None:
    assert [c for c, o in catalog.occupations.items() if o.tasks and outlook(c) is None] == []


def test_that_jobs_say_what_they_ask_of_people_from_outside_the_trade() -> None:
    """A dispatcher who would lead truck drivers is told of driving and its licence; a driver needs no telling."""
    assert "commercial driver's licence (CDL)" in gates("43-5032.00", "53-1043.00").asks
    assert gates("53-3032.00", "53-1043.00").asks == ""
    assert "examination" in gates("43-9061.00", "33-3051.00").asks
    assert gates("43-9061.00", "43-6014.00").asks == ""


def test_that_a_licence_is_by_the_rule_of_the_state_where_it_is_known() -> None:
    clerk, dispatcher = "43-9061.00", "43-5031.00"
    assert gates(clerk, dispatcher, "TX").licence == "Texas licence as a telecommunicator within a year of being hired"
    assert gates(clerk, dispatcher, "NJ").licence == gates(clerk, dispatcher).licence != ""
    assert gates(dispatcher, dispatcher, "TX").licence == ""
