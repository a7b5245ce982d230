import pytest

from reskill.matching.departments import fields
from reskill.matching.matcher import Matcher
from reskill.matching.reading import read
from reskill.matching.rules import rules_for
from reskill.paths import shipped_rows
from reskill.reference.catalog import Catalog


@pytest.mark.parametrize(
    ("title", "department", "code"),
    [
        ("SERGEANT", "POLICE", "33-1012.00"),
        ("SERGEANT", "Department of Corrections", "33-1011.00"),
        ("LIEUTENANT", "FIRE", "33-1021.00"),
        ("Jail Sergeant", "Sheriff", "33-1011.00"),
        ("Deputy Sheriff", "", "33-3051.00"),
        ("Bldg Custodian Supv", "", "37-1011.00"),
        ("FOREMAN OF LANDSCAPE MAINTENANCE", "", "37-1012.00"),
        ("Fleet Mechanic Supv", "", "49-1011.00"),
        ("Sewer Maint Foreman", "", "47-1011.00"),
    ],
)
def test_that_rank_by_service_and_what_is_led_decide(title: str, department: str, code: str) -> None:
    assert [r.code for r in rules_for(read(title), fields(department))] == [code]


@pytest.mark.parametrize(
    ("title", "department", "code"),
    [
        ("Water Plant Painter", "Water", "47-2141.00"),
        ("Street Sign Painter", "Streets", "51-9123.00"),
        ("Election Warehouse Worker", "Elections", "53-7062.00"),
        ("Jail Barber", "Sheriff", "39-5011.00"),
        ("Library Cook", "Library", "35-2012.00"),
        ("Evidence Custodian", "Police", "43-"),
        ("Painter Supervisor", "Facilities", "47-1011.00"),
        ("COMMUNICATIONS OPERATOR I - 311", "OEMC", "43-4051.00"),
        ("Communications Operator", "Emergency Communications", "43-5031.00"),
        ("Airport Ops Comm Specialist", "Aviation", "43-5032.00"),
        ("Airport Operations Specialist", "Aviation", "53-2022.00"),
    ],
)
def test_that_the_head_noun_stands_before_modifiers_and_department(
    catalog: Catalog, title: str, department: str, code: str
) -> None:
    best = Matcher(catalog).suggest(title, department).best
    assert best is not None and best.code.startswith(code)


@pytest.mark.parametrize("title", ["SERGEANT", "SERGEANT AT ARMS", "Supervisor", "Police Property Clerk"])
def test_that_rules_say_nothing_where_they_know_nothing(title: str) -> None:
    assert rules_for(read(title), ()) == []


def test_that_every_rule_names_an_occupation_and_says_why(catalog: Catalog) -> None:
    for row in shipped_rows("data/matching/rules.csv"):
        assert row["onet_soc_code"] in catalog.occupations
        assert row["because"]
