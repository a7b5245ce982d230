"""Which program a pathway is offered with."""

from collections import Counter

import pytest
from small_city import FREE, LONG, PRICED, Staff, fill

from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds
from reskill.planning.groups import find_groups
from reskill.planning.offers import find_offers
from reskill.planning.openings import Openings
from reskill.planning.plan import draft_plan, make_plan
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.standing import standing
from reskill.programs.partners import Delivery, deliver
from reskill.project.file import Project
from reskill.project.programs import save
from reskill.reference.catalog import Catalog


def test_that_a_sufficient_program_is_taken_before_a_cheaper_one_of_unknown_hours(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk", 10, moves=(("13-1071.00", FREE, 50),))])
    with project.derive() as db:
        db.execute("UPDATE program SET hours = NULL WHERE id = ?", (FREE,))
        db.execute("UPDATE program_fit SET sufficient = 0 WHERE code = '13-1071.00'")
        for program, sufficient in ((PRICED, 0), (LONG, 1)):
            db.execute(
                "INSERT INTO program_fit (title_id, code, program_id, rank, score, reason, sufficient)"
                " VALUES (1, '13-1071.00', ?, 2, 0.5, '', ?)",
                (program, sufficient),
            )
    offers = find_offers(
        project, find_groups(project, catalog, scenario_in_force(project)), {"13-1071.00": Openings(50, 0.0)}
    )
    assert [o.training.program_id for o in offers[1] if not o.stays] == [LONG]


def test_that_a_quarter_holds_the_seats_that_a_partner_agreed_to(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 40, stays_listed=False)])
    default_funds(project, 1_000_000, 1, 2028)
    one = save(project, "partner", {"name": "County College", "kind": "college", "agreement": "signed"})
    for quarter, seats in ((1, 2), (2, 0), (3, 1), (4, None)):
        deliver(project, Delivery(one, PRICED, 2028, quarter, seats))
    make_plan(project, catalog)
    by_quarter = "SELECT quarter, sum(participants) AS n FROM cohort WHERE program_id = ? GROUP BY quarter"
    seats = {r["quarter"]: r["n"] for r in project.rows(by_quarter, (PRICED,))}
    assert seats[1] == 2 and 2 not in seats and seats[3] == 1 and seats[4] > 2
    save(project, "partner", {"agreement": "ended"}, one)
    make_plan(project, catalog)
    assert project.value("SELECT max(n) FROM (SELECT sum(participants) AS n FROM cohort GROUP BY quarter)") > 2


def offered(project: Project, catalog: Catalog) -> list[tuple[bool, int | None]]:
    """Whether each offer of the first title stays, and its program."""
    offers = find_offers(
        project, find_groups(project, catalog, scenario_in_force(project)), {"13-1071.00": Openings(50, 0.0)}
    )
    return [(o.stays, o.training.program_id) for o in offers[1]]


def test_that_a_move_without_a_sufficient_program_is_planned_only_where_a_person_chose_it(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk", 10, moves=(("13-1071.00", PRICED, 50),))])
    assert offered(project, catalog) == [(True, FREE), (False, PRICED)]
    with project.derive() as db:
        db.execute("UPDATE program_fit SET sufficient = 0")
    assert offered(project, catalog) == [(True, None)]  # learnt at work
    default_funds(project, 100_000, 1, 2028)
    make_plan(project, catalog)
    notes = " ".join(r["text"] for r in project.rows("SELECT text FROM plan_note"))
    assert "1 role has next jobs but no program that prepares for them sufficiently" in notes
    with project.change("Choose") as db:
        db.execute("INSERT INTO pathway_choice VALUES (1, '13-1071.00', 'A planner', '2026-11-01', '')")
    assert offered(project, catalog) == [(False, PRICED)]


def test_that_hours_that_no_page_and_nobody_gives_are_told_as_assumed(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 10, moves=())])
    default_funds(project, 100_000, 1, 2028)
    make_plan(project, catalog)
    assert standing(project).assumed_hours == 0
    with project.change("Forget where the hours are from") as db:
        db.execute("UPDATE program SET hours_source = ''")
    make_plan(project, catalog)
    assert standing(project).assumed_hours == 1


def test_that_programs_in_order_cost_and_take_what_all_of_them_do(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 10)])
    with project.derive() as db:
        db.execute("UPDATE program_fit SET before = ?, label = 'Both', program_id = ?", (str(FREE), PRICED))
    free, priced = (project.rows("SELECT name, hours, cost FROM program WHERE id = ?", (i,))[0] for i in (FREE, PRICED))
    (offer,) = find_offers(project, find_groups(project, catalog, scenario_in_force(project)), {})[1]
    training = offer.training
    assert (training.program_id, training.name, training.before) == (PRICED, "Both", free["name"])
    assert training.hours == free["hours"] + priced["hours"]
    assert training.price == priced["cost"] and free["cost"] == 0
    with project.change("Forget a price") as db:
        db.execute("UPDATE program SET cost = NULL WHERE id = ?", (FREE,))
    (offer,) = find_offers(project, find_groups(project, catalog, scenario_in_force(project)), {})[1]
    assert offer.training.price is None and offer.training.reserve > priced["cost"]


def test_that_benefit_is_exposure_times_gap_closed_times_chance(project: Project, catalog: Catalog) -> None:
    fill(project, [Staff("Clerk", 40, exposure=0.5, automate=0.4, moves=(("13-1071.00", PRICED, 2),))])
    with project.change("Say what they cover") as db:
        db.execute("UPDATE program_fit SET covered = 0.8 WHERE code = '13-1071.00'")
        db.execute("UPDATE program_fit SET covered = NULL WHERE code <> '13-1071.00'")
    default_funds(project, 1_000_000, 3, 2028)
    plan = draft_plan(project, catalog, scenario_in_force(project))
    first = {p.offer.stays: p.benefit for p in plan.schedule.places if p.start == Quarter(2028, 1)}
    assert first[False] == pytest.approx(0.5 * 0.8 * 1.0)  # two vacancies, and nobody there who could leave
    assert first[True] == pytest.approx(0.5 * 0.5 * 0.6)  # what is unknown counts as the least that suffices


def test_that_a_program_that_covers_much_less_than_another_is_not_considered(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk", 40, moves=())])
    with project.derive() as db:
        db.execute("UPDATE program_fit SET covered = 0.8")
        for program, covered in ((PRICED, 0.39), (LONG, 0.4)):
            db.execute(
                "INSERT INTO program_fit (title_id, code, program_id, rank, score, reason, sufficient, covered)"
                " VALUES (1, '43-9061.00', ?, 2, 0.5, '', 1, ?)",
                (program, covered),
            )
    offers = find_offers(project, find_groups(project, catalog, scenario_in_force(project)), {})
    assert [o.training.program_id for o in offers[1]] == [FREE, LONG]


def test_that_the_later_program_of_a_sequence_has_its_class_in_its_own_quarter(
    project: Project, catalog: Catalog
) -> None:
    fill(project, [Staff("Clerk", 40, moves=(("13-1071.00", PRICED, 30),), stay_program=None, stays_listed=False)])
    with project.derive() as db:
        db.execute("UPDATE program_fit SET before = ?, label = 'Network, then Personnel'", (str(LONG),))
        db.execute("UPDATE program SET cost = 1000 WHERE id = ?", (LONG,))  # so that both are within a year's free aid
    project.set_setting("places_per_quarter", "5")
    default_funds(project, 5_000_000, 3, 2028)
    plan = draft_plan(project, catalog, scenario_in_force(project))
    moves = [c.place for c in plan.cohorts if not c.place.offer.stays]
    # 480 hours at 6 a week take six quarters and a bit
    assert moves and all(p.classes == ((LONG, p.start), (PRICED, p.start.plus(6))) for p in moves)
    seats: Counter[Quarter] = Counter()
    for c in plan.cohorts:
        seats.update(dict.fromkeys([q for program, q in c.place.classes if program == PRICED], c.participants))
    assert max(seats.values()) <= 5
