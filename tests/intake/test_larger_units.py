"""The larger units that the names of departments tell of."""

from __future__ import annotations

import pytest

from reskill.intake.larger_units import larger_units


@pytest.mark.parametrize(
    ("names", "right"),
    [
        (
            [
                "DPW-Solid Waste (320)",
                "DPW-Water (306)",
                "DPW-Administration (101)",
                "TRANS-Highways (104)",
                "TRANS-Traffic (201)",
            ],
            ["DPW", "DPW", "DPW", "TRANS", "TRANS"],
        ),
        (
            ["Police Department (335)", "Police Department (125)", "City Council (002)"],
            ["Police Department"] * 2 + ["City Council"],
        ),
        (["Sheriff - Jail", "Sheriff - Patrol", "County Clerk"], ["Sheriff", "Sheriff", "County Clerk"]),
        (["COATT/ Civil", "COATT/ Criminal", "CLERK/ Records"], ["COATT", "COATT", "CLERK/ Records"]),
        (["Parks: Forestry", "Parks: Pools", "Fire"], ["Parks", "Parks", "Fire"]),
        (["BPS English High", "BPS Otis Elementary", "Library"], ["BPS", "BPS", "Library"]),
        (
            ["Police", "Police Records", "Police Patrol North", "Police Board"],
            ["Police", "Police", "Police", "Police Board"],
        ),
        (["Water Works Billing", "Water Works Lab", "Water Works Meters"], ["Water Works"] * 3),
        (["01.County Attorney", "12.Juvenile Court"], ["County Attorney", "Juvenile Court"]),
        (["FIRE - Rescue", "Fire - Prevention", "Fire - Training"], ["Fire", "Fire", "Fire"]),
    ],
)
def test_that_names_tell_their_larger_unit(names: list[str], right: list[str]) -> None:
    found = larger_units(names)
    assert [found.get(name, name) for name in names] == right


def test_that_departments_of_their_own_stay_as_they_are() -> None:
    """General words, names with a hyphen and capitals alone make no larger unit."""
    names = ["Human Resources", "Human Relations", "Department of Police", "Department of Finance", "Department of Law"]
    names += [
        "PUBLIC LIBRARY",
        "PUBLIC SAFETY ADMIN",
        "Non-Departmental",
        "M-R Convention Center",
        "Parks & Recreation",
    ]
    names += ["Office of the Mayor", "Office of the Clerk", "Office of the Auditor", "Health and Human Services"]
    assert larger_units(names) == {}


def test_that_no_name_is_lost_and_none_is_blank() -> None:
    assert larger_units(["", "  ", "(335)", "- / -", "A-"]) == {}
