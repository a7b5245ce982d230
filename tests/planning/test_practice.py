"""Practice at work: how those who stay are prepared, and what of it is known, assumed and left open."""

import re

import pytest
from small_city import FREE, Staff, fill

from reskill.export.board.programs import used_programs
from reskill.export.xlsx.sheet import As
from reskill.planning.by_hand.building import add_cohort
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import default_funds
from reskill.planning.offers import is_temporary
from reskill.planning.plan import make_plan
from reskill.planning.practice import Said, foundation, practices
from reskill.planning.practice_hours import read_hours
from reskill.planning.prepared import Preparations
from reskill.planning.set_costs import set_cost
from reskill.planning.standing import standing
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.work.plan_facts import plan_facts

CLERKS = "43-9061.00"


def practised(project: Project, *staff: Staff) -> None:
    """Staff whose titles have a practice of two modules, 20 hours, and no program for staying."""
    fill(project, staff)
    with project.derive() as db:
        for title_id, _ in enumerate(staff, 1):
            for n, subject in enumerate(("clearing exceptions of automatic entry", "checking drafts"), 1):
                db.execute(
                    "INSERT INTO practice VALUES (?,?,?,'checks','checks 20 files','files letters','a lead','18 found',10)",
                    (title_id, n, subject),
                )


def stay(**facts) -> Staff:
    return Staff(**{"title": "Clerk", "filled": 20, "automate": 0.1, "moves": (), "stay_program": None} | facts)


def basics(project: Project, **facts) -> None:
    """Make the free program one of AI foundations."""
    values = {"subjects": "ai literacy", "hours": 2.0, "cost": 0.0, "delivery": "online self-paced"} | facts
    with project.change("Teach AI") as db:
        db["program"].update(FREE, values)


def test_that_who_stays_begins_with_foundations_and_practises_at_work(project: Project, catalog: Catalog) -> None:
    practised(project, stay())
    basics(project)
    default_funds(project, 500_000, 1, 2028)
    plan = make_plan(project, catalog)
    training = plan.cohorts[0].place.offer.training
    assert (training.program_id, training.name) == (None, "Practice at work for Office clerks")
    assert training.hours == 24  # of foundations 2, of each module 10, of guarded data 2
    assert training.price == 0 and training.self_paced
    foundations, exercises = used_programs(project, catalog).rows
    assert foundations[0] == "Responsible use of AI"
    assert str(exercises[0]).startswith("Practice at work") and As(22, "int") in exercises  # hours beside the 2


def test_that_foundations_are_free_of_known_hours_and_for_public_servants(project: Project) -> None:
    practised(project, stay())
    assert foundation(project) is None  # no program teaches AI
    basics(project)
    assert foundation(project).id == FREE
    for unfit in ({"cost": None}, {"cost": 10.0}, {"hours_source": ""}, {"delivery": "in person"}):
        basics(project, **{"hours_source": "a page"} | unfit)
        assert foundation(project) is None
    basics(project, hours_source="a page")
    with project.change("Add another") as db:
        db["program"].insert(
            {
                "name": "AI in government",
                "kind": "course",
                "delivery": "online self-paced",
                "hours": 3.0,
                "cost": 0.0,
                "hours_source": "a page",
                "subjects": "ai literacy",
                "audience": "Public-sector staff",
            }
        )
    assert foundation(project).name == "AI in government"  # longer, and made for them


def test_that_the_share_of_assumed_hours_goes_by_hours_and_that_of_people_by_people(
    project: Project, catalog: Catalog
) -> None:
    practised(project, stay(), stay(title="Other clerk", code="43-6014.00"))
    with project.derive() as db:
        db.execute("DELETE FROM practice WHERE title_id = 2")
    default_funds(project, 500_000, 1, 2028)
    make_plan(project, catalog)
    with project.change("Enter a cohort of known hours") as db:
        db.execute("DELETE FROM cohort WHERE title_id = 2")
    people = project.value("SELECT sum(participants) FROM cohort")
    add_cohort(project, catalog, 2, "", FREE, 4, Quarter(2028, 1))  # 8 hours each
    found = standing(project)
    assert found.assumed_hours == pytest.approx(people / (people + 4))
    assert found.assumed_time == pytest.approx(people * 22 / (people * 22 + 4 * 8))


def test_that_each_roles_practice_is_a_program_of_its_own(project: Project, catalog: Catalog) -> None:
    codes = ("43-9061.00", "43-6014.00", "43-3031.00", "43-4051.00", "43-3051.00")
    practised(project, *(stay(title=f"Title {c}", code=c, filled=40) for c in codes))
    with project.derive() as db:
        db.execute("UPDATE role SET occupation = code")
    default_funds(project, 5_000_000, 2, 2028)
    plan = make_plan(project, catalog)
    assert plan.trained == sum(g.participants for g in plan.groups)  # a fifth of them in each
    assert standing(project).leading[1] * 5 == plan.trained


def test_that_who_leads_a_practice_costs_what_the_planner_sets_and_nothing_elsewhere(
    project: Project, catalog: Catalog
) -> None:
    practised(project, stay(), stay(title="Other", code="43-6014.00", stay_program=FREE))
    default_funds(project, 500_000, 1, 2028)
    make_plan(project, catalog)
    notes = " ".join(r["text"] for r in project.rows("SELECT text FROM plan_note"))
    assert "instructor" in notes.partition("Not set, and not in the plan:")[2]
    assert "not set yet, see Costs" in str(Preparations(project).of(1, CLERKS, None))
    set_cost(project, "instructor", 40, "the training coordinator")
    make_plan(project, catalog)
    spent = project.rows(
        "SELECT c.title_id, sum(b.cents) AS cents, sum(c.participants) AS n FROM budget_line b"
        " JOIN cohort c ON c.id = b.cohort_id WHERE b.category = 'instructor' GROUP BY 1"
    )
    assert [(r["title_id"], r["cents"]) for r in spent] == [(1, spent[0]["n"] * 4000)]


def test_that_a_post_of_which_most_goes_is_told_and_counted_apart(project: Project, catalog: Catalog) -> None:
    practised(
        project,
        stay(title="Kept", exposure=0.5, automate=0.1),  # 9 of 40 hours freed, 4 could be taken
        stay(title="Going", exposure=0.5, automate=0.4, code="43-6014.00"),  # 16 could be taken
    )
    found = practices(project)
    assert [(round(found[i].freed, 6), round(found[i].taken, 6), found[i].insecure) for i in (1, 2)] == [
        (9.0, 4.0, False),
        (9.0, 16.0, True),
    ]
    assert found[1].covered == pytest.approx(1 - 9 / 40) and found[2].covered == pytest.approx(1 - 9 / 40)
    default_funds(project, 500_000, 1, 2028)
    plan = make_plan(project, catalog)
    going = sum(c.participants for c in plan.cohorts if c.place.group.title_id == 2)
    notes = " ".join(r["text"] for r in project.rows("SELECT text FROM plan_note"))
    assert f"Of these, {going} are in posts that staying alone does not secure" in notes
    said = Preparations(project)
    kept, lost = said.of(1, CLERKS, None), said.of(2, "43-6014.00", None)
    assert (
        "about 9 of 40 hours a week are freed" in kept.remains
        and "about one in 4 such posts could stay vacant" in kept.remains
    )
    assert "Staying alone does not secure this post" in lost.remains and "No near job is offered" in lost.remains


def test_that_an_insecure_post_names_the_next_step(project: Project, catalog: Catalog) -> None:
    practised(project, stay(automate=0.6, moves=(("13-1071.00", 2, 50),)))
    with project.derive() as db:
        db.execute("UPDATE destination SET people = 3, step = 1")
        db.execute("UPDATE program_fit SET label = 'Personnel certificate'")
    remains = Preparations(project).of(1, CLERKS, None).remains
    step = "Next step to prepare as well: Occupation 13-1071.00, by Personnel certificate (36 hours, $1,099)."
    assert step in remains
    own = practices(project)[1]
    assert own.hours == 22 + project.thresholds.next_step_hours
    assert own.modules[-1].subject == "the next step, Occupation 13-1071.00"
    assert "the program (Personnel certificate)" in own.modules[-1].practice
    project.set_setting("next_step_hours", "4")
    assert practices(project)[1].hours == 26
    with project.derive() as db:
        db.execute("UPDATE destination SET viable = 0 WHERE NOT stays")
    on = practices(project)[1].modules[-1]
    assert on.subject == "the way on from this post" and on.hours == 2  # half of them, with nothing to work towards
    assert "has a date and a person to see" in on.passes and "job is chosen" not in on.passes


def test_that_a_step_into_another_field_is_named_only_with_a_program(project: Project) -> None:
    practised(project, stay(automate=0.6, moves=(("13-1071.00", 2, 50),)))
    with project.derive() as db:
        db.execute("UPDATE destination SET people = 3, step = 1")
        db.execute("UPDATE program_fit SET sufficient = 0")
    assert practices(project)[1].step is None
    with project.derive() as db:
        db.execute("UPDATE destination SET code = '43-1011.00' WHERE NOT stays")
    assert practices(project)[1].step.label is None


def test_that_a_falling_occupation_is_not_secured_by_staying(project: Project) -> None:
    practised(project, stay(title="Keyer", code="43-9021.00"), stay(title="Secretary", code="43-6014.00"))
    found = practices(project)
    assert (found[1].insecure, found[1].falling) == (True, -25.9)
    assert (found[2].insecure, found[2].falling) == (False, None)
    assert found[1].modules[-1].subject == "the way on from this post"
    told = Preparations(project).of(1, "43-9021.00", None).remains
    assert "projected to fall by 26% from 2024 to 2034 (BLS)" in told and "does not secure this post" in told


def test_that_a_title_tells_what_its_people_handle_before_the_department_does(project: Project) -> None:
    practised(project, stay(title="Supervisor of 311 operations"))
    with project.change("Name the department") as db:
        db.execute("UPDATE position SET department = 'OEMC'")
    last = practices(project)[1].modules[-1]
    assert last.practice.partition("breach: ")[2].startswith("callers' names, addresses")
    assert last.lead == "the customer service's privacy officer"


def test_that_accountants_do_not_guard_what_callers_tell(project: Project) -> None:
    practised(project, stay(title="Accountant", code="13-2011.00"))
    last = practices(project)[1].modules[-1]
    assert "bank and card data" in last.practice and "callers" not in last.practice


def test_that_a_cohort_by_hand_practises_its_own_role(project: Project, catalog: Catalog) -> None:
    practised(project, stay())
    default_funds(project, 500_000, 1, 2028)
    make_plan(project, catalog)
    number = add_cohort(project, catalog, 1, "", None, 2, Quarter(2028, 2))
    assert project.value("SELECT hours FROM cohort WHERE id = ?", (number,)) == 22
    away = add_cohort(project, catalog, 1, "13-1071.00", None, 2, Quarter(2028, 2))
    assert project.value("SELECT hours FROM cohort WHERE id = ?", (away,)) == project.thresholds.hours_in_house


def test_that_everybody_practises_what_must_not_reach_a_tool_in_the_own_department(project: Project) -> None:
    practised(project, stay(), stay(title="Aide"), stay(title="Buyer", code="13-1023.00"))
    with project.change("Name departments") as db:
        db.execute("UPDATE position SET department = 'Dept of Public Health' WHERE title_id = 1")
        db.execute("UPDATE position SET department = 'Mosquito Control' WHERE title_id = 2")
        db.execute("UPDATE position SET department = 'Watershed Protection' WHERE title_id = 3")
    last = {i: own.modules[-1] for i, own in practices(project).items()}
    assert all(m.subject == "what must not reach a tool here" and m.hours == 2 for m in last.values())
    assert "health data" in last[1].practice and last[1].lead == "the health privacy officer"
    assert "personal data of residents and staff" in last[2].practice
    assert "sealed bids" in last[3].practice and "addresses and accounts" in last[3].practice
    with project.change("Spread them") as db:
        db.execute("UPDATE position SET department = 'Police' WHERE title_id = 1 AND id <> '1-1'")
    mixed = practices(project)[1].modules[-1].practice
    assert "a set for the own department" in mixed
    assert "criminal justice information" in mixed and "(Dept of Public Health)" in mixed


def test_that_nobody_is_planned_to_stay_in_a_temporary_post(project: Project, catalog: Catalog) -> None:
    practised(project, stay(), stay(title="Summer Intern"))
    default_funds(project, 500_000, 1, 2028)
    plan = make_plan(project, catalog)
    assert {c.place.group.title for c in plan.cohorts} == {"Clerk"}
    notes = " ".join(r["text"] for r in project.rows("SELECT text FROM plan_note"))
    assert "Temporary posts are not planned for: Summer Intern." in notes
    with project.change("Choose") as db:
        db.execute("INSERT INTO pathway_choice VALUES (2, ?, 'A planner', '2026-11-01', '')", (CLERKS,))
    assert {c.place.group.title for c in make_plan(project, catalog).cohorts} == {"Clerk", "Summer Intern"}
    assert is_temporary("MAYOR FELLOW") and not is_temporary("Internal Auditor")


def test_that_nobody_is_planned_to_stay_where_the_unit_must_set_the_content(project: Project, catalog: Catalog) -> None:
    titles = ("Clerk", "Fire clerk", "Fire prevention clerk", "Accounting clerk")
    practised(project, *(stay(title=title, exposure=0.6 - n / 20) for n, title in enumerate(titles)))
    with project.derive() as db:  # whose own tasks show the trade, as worksheets may say
        db.execute("UPDATE practice SET tasks = 'files fire reports' WHERE title_id = 3")
    default_funds(project, 900_000, 1, 2028)
    plan = make_plan(project, catalog)
    found = practices(project)
    assert [found[i].trade for i in range(1, 5)] == ["", "fire service", "", ""]
    assert found[2].hours == 2 < found[1].hours  # no exercise but that of guarded data
    assert {c.place.group.title for c in plan.cohorts} == {"Clerk", "Fire prevention clerk", "Accounting clerk"}
    notes = [r["text"] for r in project.rows("SELECT text FROM plan_note")]
    assert any(note.startswith("Content to be set by the unit first: Fire clerk (") for note in notes)
    assert not any("No pathway ends" in note for note in notes)
    told = Preparations(project).of(2, CLERKS, None)
    assert "the title names work in fire service" in told.remains and "checks 20 files" not in str(told)


def test_that_a_trade_of_the_title_that_its_occupation_does_not_show_is_admitted(project: Project) -> None:
    practised(project, stay(title="Clerk"), stay(title="Accounting clerk"))
    said = Preparations(project)
    assert "The title names accounting: exercises of that come first" in said.of(2, CLERKS, None).remains
    assert "The title names" not in said.of(1, CLERKS, None).remains


def test_that_hours_freed_are_those_of_part_time(project: Project) -> None:
    practised(project, stay(exposure=0.5))
    with project.change("Halve") as db:
        db.execute("UPDATE position SET fte = 0.5")
    own = practices(project)[1]
    assert own.week == 20 and own.freed == pytest.approx(4.5) and own.covered == pytest.approx(1 - 9 / 40)
    assert "about 4 of 20 hours a week are freed" in Preparations(project).of(1, CLERKS, None).remains


def test_that_a_person_can_have_such_people_stay_all_the_same(project: Project, catalog: Catalog) -> None:
    practised(project, stay(title="Fire clerk"))
    read_hours(project, {1: (CLERKS, Said(8, "Ana Ruiz", "2026-11-29", ""))})
    default_funds(project, 900_000, 1, 2028)
    with project.change("Choose") as db:
        db.execute("INSERT INTO pathway_choice VALUES (1, ?, 'A planner', '2026-11-01', '')", (CLERKS,))
    plan = make_plan(project, catalog)
    (move,) = plan_facts(plan, project)["moves"]
    assert move["people"] and not move["sufficient"]


def test_that_a_growing_duty_without_an_exercise_is_named_under_remains(project: Project) -> None:
    practised(project, stay())
    with project.derive() as db:
        db.execute("INSERT INTO practice VALUES (1,3,'advice','signs the advice','','','','',0)")
    assert practices(project)[1].hours == 22
    told = Preparations(project).of(1, CLERKS, None)
    assert "Growing, but not practised in these hours: signs the advice." in told.remains
    assert "signs the advice" not in told.closes and len(told.steps) == 3


def test_that_the_heading_is_the_sum_of_the_steps(project: Project) -> None:
    practised(project, stay(automate=0.9))
    basics(project, hours_source="a page")
    told = Preparations(project).of(1, CLERKS, None)
    steps = [float(re.search(r"([0-9.]+) hours", step)[1]) for step in told.steps]
    assert f"{sum(steps):g} paid hours each" in told.program
    assert "free" in told.steps[0]


def test_that_a_small_plan_says_why_so_many_practise_for_one_role(project: Project, catalog: Catalog) -> None:
    titles = ("Clerk", "Typist", "Filer", "Aide", "Teller")
    practised(project, *(stay(title=title, exposure=0.6 - n / 20) for n, title in enumerate(titles)))
    with project.derive() as db:
        for n, title in enumerate(titles, 1):
            db.execute("UPDATE role SET occupation = ? WHERE title_id = ?", (title, n))
    default_funds(project, 4_000, 1, 2028)
    plan = make_plan(project, catalog)
    (told,) = [n for n in plan.notes if "lower program_share" in n.text]
    assert told.level == "info" and "% of the people are in Practice at work for" in told.text
    default_funds(project, 900_000, 1, 2028)
    plan = make_plan(project, catalog)
    assert {c.place.group.title for c in plan.cohorts} == set(titles)
    assert not [n for n in plan.notes if "lower program_share" in n.text or "look for others" in n.text]
