"""The coverage map: who prepares for each way, under which agreement, with how many seats, and whom to ask."""

import datetime as dt

import pytest

from reskill.pathways.coverage import AGREE, ASK, AT_WORK, COVERED, HOURS, LISTED, NOBODY, STAY, coverage
from reskill.pathways.nearby import Ask, question
from reskill.problem import ReskillError
from reskill.programs.partners import Delivery, deliver, deliveries, partners, propose, withdraw
from reskill.project.programs import save
from reskill.reference.institutions import institutions
from reskill.reference.places import locate

BOOKKEEPERS = "43-3031.00"
COLUMBUS_STATE = 202222


@pytest.fixture
def way(project):
    """Ten clerks of two departments and a vacancy, who may become bookkeepers by a program; the plan asks for 6 seats."""
    project.set_setting("zip", "43215")
    with project.derive() as db:
        db.execute("INSERT INTO title (id, title, positions, fte, payroll) VALUES (1, 'Clerk', 11, 11, 0)")
        for n in range(11):
            db["position"].insert(
                {
                    "id": str(n),
                    "title_id": 1,
                    "title": "Clerk",
                    "department": "Courts" if n % 2 else "Finance",
                    "status": "vacant" if n == 10 else "filled",
                    "source_file": "r.csv",
                    "source_row": n,
                }
            )
        role = {"code": "43-9061.00", "occupation": "Office Clerks, General", "band": "at risk"}
        db["role"].insert({"title_id": 1, **role, "tasks": 1, "priority": 1, "reason": ""})
        db["destination"].insert(
            {"title_id": 1, "rank": 1, "code": BOOKKEEPERS, "occupation": "Bookkeepers", "score": 1, "percentile": 1}
            | {"viable": 1, "reason": ""}
        )
        db["program"].insert({"id": 7, "name": "Bookkeeping", "provider": "College"})
        db["program_fit"].insert(
            {"title_id": 1, "code": BOOKKEEPERS, "program_id": 7, "rank": 1, "score": 1, "reason": "", "sufficient": 1}
        )
        db["cohort"].insert(
            {"title_id": 1, "destination": BOOKKEEPERS, "program_id": 7, "fiscal_year": 2028, "quarter": 1}
            | {"start": "2027-07-01", "participants": 6, "hours": 100}
        )
    return project


def only(project, catalog):
    return next(g for g in coverage(project, catalog) if g.code == BOOKKEEPERS)


def test_that_a_known_program_without_a_partner_counts_people_departments_and_seats_short(way, catalog) -> None:
    found = only(way, catalog)
    assert (found.state, found.program, found.people, found.departments) == (
        LISTED,
        "Bookkeeping",
        10,
        ("Courts", "Finance"),
    )
    assert (found.asked, found.short) == ({2028: 6}, (2028,))


def test_that_a_partner_covers_a_way_only_by_an_agreement_in_force(way, catalog) -> None:
    one = save(way, "partner", {"name": "County College", "kind": "college", "agreement": "in talks"})
    deliver(way, Delivery(one, 7, 2028, 1, 4))
    assert only(way, catalog).state == AGREE and only(way, catalog).seats == {}
    save(way, "partner", {"agreement": "signed"}, one)
    assert (only(way, catalog).state, only(way, catalog).seats, only(way, catalog).short) == (
        COVERED,
        {2028: 4},
        (2028,),
    )
    deliver(way, Delivery(one, 7, 2028, 2, 2, 900.0))
    assert (only(way, catalog).seats, only(way, catalog).short) == ({2028: 6}, ())
    yesterday = (dt.date.today() - dt.timedelta(days=1)).isoformat()
    save(way, "partner", {"agreed_until": yesterday}, one)
    assert only(way, catalog).state == AGREE


def test_that_where_no_program_is_sufficient_a_near_institution_is_named_with_a_question(way, catalog) -> None:
    with way.derive() as db:
        db.execute("UPDATE program_fit SET sufficient = 0, against = 'Only words tie it to this occupation.'")
    found = only(way, catalog)
    assert found.state == ASK and found.ask[0].institution.unitid == COLUMBUS_STATE
    assert "Columbus State Community College" in found.advice("Testville") and "10 people" in found.advice("Testville")


def test_that_unknown_hours_are_asked_of_the_provider(way, catalog) -> None:
    with way.derive() as db:
        db.execute("UPDATE program_fit SET sufficient = 0, against = 'Hours not known: ask the provider.'")
    found = only(way, catalog)
    assert (found.state, found.advice("Testville")) == (
        HOURS,
        "Ask College for the clock hours of Bookkeeping, then enter them.",
    )


def test_that_where_nobody_is_in_reach_it_says_to_widen_or_to_import_the_states_list(way, catalog) -> None:
    with way.derive() as db:
        db.execute("DELETE FROM program_fit")
    way.set_setting("zip", "59317")  # Broadus, on the plains of Montana
    way.set_setting("state", "")
    way.set_setting("reach_miles", "1")
    found = only(way, catalog)
    assert found.state == NOBODY and "widen the reach" in found.advice("Testville")


def test_that_where_the_city_lies_nowhere_known_it_asks_for_the_place_and_says_nothing_of_its_reach(
    way, catalog
) -> None:
    with way.derive() as db:
        db.execute("DELETE FROM program_fit")
    way.set_setting("zip", "")
    way.set_setting("state", "")
    found = only(way, catalog)
    assert found.state == NOBODY
    assert "ZIP code" in found.advice("Testville") and "in reach" not in found.advice("Testville")


def test_that_staying_is_a_way_too(way, catalog) -> None:
    with way.derive() as db:
        db.execute("UPDATE destination SET stays = 1")
    assert [g.occupation for g in coverage(way, catalog)] == [STAY]


def test_that_the_program_shown_is_the_one_that_most_roles_have_first(way, catalog) -> None:
    with way.derive() as db:
        db["program"].insert({"id": 3, "name": "Seldom first", "provider": "College"})
        for title, program, rank in ((2, 7, 1), (3, 7, 1), (4, 3, 1), (4, 7, 2)):
            db["title"].insert(
                {"id": title, "title": f"T{title}", "positions": 1, "fte": 1, "payroll": 1}, replace=True
            )
            db["destination"].insert(
                {"title_id": title, "rank": 1, "code": BOOKKEEPERS, "occupation": "Bookkeepers", "score": 1}
                | {"percentile": 1, "viable": 1, "reason": ""},
                replace=True,
            )
            db["program_fit"].insert(
                {"title_id": title, "code": BOOKKEEPERS, "program_id": program, "rank": rank, "score": 1, "reason": ""}
                | {"sufficient": 1},
            )
    assert only(way, catalog).program == "Bookkeeping"


# -- partners ------------------------------------------------------------------------------------------------------


def test_that_an_institution_is_proposed_once_with_its_source_and_no_agreement(project) -> None:
    propose(project, institutions()[COLUMBUS_STATE])
    propose(project, institutions()[COLUMBUS_STATE])
    (found,) = partners(project)
    assert (found["name"], found["kind"], found["agreement"]) == ("Columbus State Community College", "college", "none")
    assert "not listed: ask" in found["role"] and str(COLUMBUS_STATE) in found["source"]
    assert locate(found["note"][-5:])


def test_that_what_is_delivered_is_entered_changed_taken_back_and_undone(way) -> None:
    one = save(way, "partner", {"name": "County College", "kind": "college"})
    deliver(way, Delivery(one, 7, 2028, 1))
    deliver(way, Delivery(one, 7, 2028, 1, 12, 850.0))
    assert [(d["term"], d["seats"], d["price"]) for d in deliveries(way, one)] == [("FY2028 Q1", 12, 850)]
    assert partners(way)[0]["delivers"] == "Bookkeeping" and partners(way)[0]["seats"] == 12
    withdraw(way, Delivery(one, 7, 2028, 1))
    assert deliveries(way, one) == []
    way.undo()
    assert deliveries(way, one)[0]["seats"] == 12


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreed_until": "soon"},
        {"agreed_from": "2028-01-01", "agreed_until": "2027-01-01"},
        {"agreement": "promised"},
        {"kind": "academia"},
    ],
)
def test_that_a_wrong_date_state_or_kind_is_refused(project, wrong) -> None:
    with pytest.raises(ReskillError):
        save(project, "partner", {"name": "County College", "kind": "college", **wrong})


def test_that_terms_and_seats_that_cannot_be_are_refused(way) -> None:
    one = save(way, "partner", {"name": "County College", "kind": "college"})
    for wrong in (Delivery(one, 7, 2028, 5), Delivery(one, 7, 28, 1), Delivery(one, 7, 2028, 1, -1)):
        with pytest.raises(ReskillError):
            deliver(way, wrong)


def test_that_nobody_is_asked_for_a_program_for_work_that_is_learned_at_work(way, catalog) -> None:
    """BLS: janitors need no schooling and learn within a month; maintenance workers take up to a year."""
    with way.derive() as db:
        db.execute("UPDATE program_fit SET sufficient = 0, against = 'too short'")
        for code, state in (("37-2011.00", AT_WORK), ("49-9071.00", ASK)):
            for table in ("destination", "program_fit"):
                db.execute(f"UPDATE {table} SET code = ?", (code,))
            (found,) = (g for g in coverage(way, catalog) if g.code == code)
            assert (found.state, bool(found.ask)) == (state, state == ASK)
            assert ("learn it at work" in found.advice("Elm")) == (state == AT_WORK)


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Elmwood", "The City of Elmwood plans"),
        ("Montgomery County", "Montgomery County plans"),
        ("Village of Mount Prospect", "Village of Mount Prospect plans"),
        ("Kansas City", "Kansas City plans"),
        ("Townsend", "The City of Townsend plans"),
    ],
)
def test_that_a_letter_names_a_county_or_village_by_its_own_kind(name: str, letter: str) -> None:
    college = next(i for i in institutions().values() if i.noncredit)
    assert question(Ask(college, 5, None), name, "Bookkeepers", 3).startswith(letter)
