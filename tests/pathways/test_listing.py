"""The pathways of one title as a list."""

from dataclasses import replace

import pytest

from reskill.export.hr.pathways import pathways
from reskill.pathways.city_titles import CityTitle, gain_over
from reskill.pathways.destinations import find_destinations
from reskill.pathways.listing import NEXT_GRADE, time_for, titles_there, ways
from reskill.pathways.near_titles import better_paid, examples, named, near_first, skipped, within_reach
from reskill.pathways.next_grade import next_grade
from reskill.project.programs import choose_pathway
from reskill.thresholds import DEFAULTS


@pytest.fixture
def found(city, catalog):
    with city.change("Add a grade") as db:
        db["title"].insert({"id": 9, "title": "Secretary Senior", "positions": 2, "fte": 2, "payroll": 110_000})
        place = {"title_id": 9, "title": "Secretary Senior", "annual_salary": 55_000}
        db["mapping"].insert({"title_id": 9, "code": "43-6014.00", "confidence": 0.9, "status": "accepted"})
        db["position"].insert_all({"id": f"9-{n}", "source_file": "r.csv", "source_row": n} | place for n in (1, 2))
    find_destinations(city, catalog)
    return city


def test_that_staying_comes_first_then_the_next_grade_then_what_is_offered(found) -> None:
    rows = ways(found, 3)
    assert [r["way"] for r in rows[:2]] == ["Stay and re-task", "Next grade: Secretary Senior"]
    assert rows[1]["pay_ratio"] == pytest.approx(55_000 / 48_000)
    assert {r["offered"] for r in rows} <= {"offered", "with caution"}
    every = ways(found, 3, every=True)
    assert every[: len(rows)] == rows
    assert {r["offered"] for r in every[len(rows) :]} == {"not offered"}


def test_that_the_sheet_has_the_outlook_of_a_next_grade_as_a_fraction_as_of_all_others(found, catalog) -> None:
    sheet = pathways(found, catalog)
    names = [c.field for c in sheet.columns]
    told = {
        r["pathway"]: r["outlook"]
        for r in (dict(zip(names, row, strict=True)) for row in sheet.rows)
        if r["title"] == "Secretary"
    }
    assert told["next grade"] == told["stay and re-task"] == pytest.approx(-0.016)


def test_that_a_choice_is_shown_though_it_is_not_offered(found, catalog) -> None:
    code = next(r["code"] for r in ways(found, 3, every=True) if r["offered"] == "not offered")
    choose_pathway(found, [3], code)
    assert next(r for r in ways(found, 3) if r["code"] == code)["offered"] == "not offered, chosen"


def test_that_a_way_leads_to_the_citys_titles(found) -> None:
    rows = {r["key"]: r for r in ways(found, 3, every=True)}
    assert [t.title for t in titles_there(found, rows[NEXT_GRADE])] == ["Secretary Senior"]
    assert [t.title for t in titles_there(found, rows["43-6014.00"])] == ["Secretary", "Secretary Senior"]
    clerks = titles_there(found, rows["43-9061.00"])[0]
    assert (clerks.title, clerks.people, clerks.vacancies, clerks.lowest) == ("Office Clerk", 9, 1, 42_000)
    assert clerks.openings == pytest.approx(8 * 0.118)


def test_that_openings_are_those_of_the_titles_that_are_named(found, catalog) -> None:
    """Of the clerks, eight of nine posts are filled; far better paid ones are not named, and count for nothing."""
    with found.change("Add clerks who are out of reach") as db:
        db["title"].insert({"id": 10, "title": "Records Aide", "positions": 20, "fte": 20, "payroll": 2_000_000})
        db["mapping"].insert({"title_id": 10, "code": "43-9061.00", "confidence": 0.9, "status": "accepted"})
        place = {"title_id": 10, "title": "Records Aide", "annual_salary": 100_000, "source_file": "r"}
        db["position"].insert_all({"id": f"10-{n}", "source_row": n} | place for n in range(20))
        db.execute("UPDATE position SET annual_salary = 50000 WHERE title = 'Office Clerk'")
    find_destinations(found, catalog)
    (row,) = [r for r in ways(found, 3, every=True) if r["key"] == "43-9061.00"]
    assert row["openings"] == pytest.approx(8 * 0.118)


def test_that_a_next_grade_pays_most_people_more() -> None:
    """The range of the lead's pay ends where most of those who are here stand today."""
    own = replace(title(0, 50_000), start=40_000.0, mean=59_000.0)
    lead = replace(title(1, 52_000), start=46_000.0)
    grade = next_grade(own, lead, [], DEFAULTS)
    assert grade is not None and not grade.first and grade.later == "no more pay for most who are here today"
    grade = next_grade(replace(own, mean=51_000.0), lead, [], DEFAULTS)
    assert grade is not None and grade.first


def title(number: int, mean: float | None) -> CityTitle:
    return CityTitle(number, f"Title {number}", "43-6014.00", (), (), mean, mean, mean, 10 - number, 0, None, "")


def test_that_titles_near_in_pay_are_named_first() -> None:
    own = title(0, 50_000)
    titles = [title(1, 107_000), title(2, 60_000), title(3, 20_000), title(4, None), title(5, 80_000)]
    assert [t.title_id for t in near_first(titles, own, DEFAULTS)] == [2, 5, 4, 1, 3]
    assert near_first(titles, None, DEFAULTS) == titles


def test_that_a_single_filled_post_comes_last_of_what_is_here(found) -> None:
    with found.derive("pathways") as db:
        first = found.value("SELECT code FROM destination WHERE title_id = 3 AND caution AND people > 1 ORDER BY rank")
        db.execute("UPDATE destination SET people = 1, vacancies = 0 WHERE title_id = 3 AND code = ?", [first])
    here = [r["key"] for r in ways(found, 3) if r["people"] and r["offered"] != "not offered"]
    assert here[-1] == first


def test_that_work_that_goes_away_comes_after_other_cautions(found) -> None:
    with found.derive("pathways") as db:
        first = found.value("SELECT code FROM destination WHERE title_id = 3 AND caution AND people > 1 ORDER BY rank")
        db.execute("UPDATE destination SET change = -36.1 WHERE title_id = 3 AND code = ?", [first])
    here = [r for r in ways(found, 3) if r["people"] and r["offered"] == "with caution"]
    assert [r["key"] for r in here if r["people"] > 1][-1] == first


def test_that_a_cut_in_pay_comes_after_other_cautions(found) -> None:
    cautions = [r for r in ways(found, 3) if r["offered"] == "with caution" and r["people"]]
    cuts = [(r["pay_ratio"] or 1) < 0.85 for r in cautions]
    assert cuts == sorted(cuts)


def test_that_study_is_set_against_the_years_of_the_plan() -> None:
    analyst, secretary = {"code": "13-1111.00"}, {"code": "43-6014.00"}
    assert time_for("43-9061.00", analyst, 3) == "about 4 years of full-time study, beyond the plan's 3"
    assert time_for("43-9061.00", analyst, 4) == "about 4 years of full-time study, within the plan's 4"
    assert time_for("43-9061.00", secretary, 3) == ""


def test_that_examples_are_near_in_grade_department_and_line_of_work() -> None:
    own = replace(title(0, 50_000), code="43-9061.00", departments=("Law", "Parks"))
    low = replace(title(1, 53_000), title="Secretary I", departments=("Law",))
    high = replace(title(2, 60_000), title="Secretary II", departments=("Law", "Parks"))
    elsewhere = replace(title(3, 51_000), title="Port Aide", departments=("Port",))
    chief = replace(title(4, 55_000), title="Chief Secretary", departments=("Law",))
    animals = replace(title(5, 55_000), title="Kennel Lead", departments=("Law",), code="43-1011.00")
    animals = replace(animals, hints=(("39-2021.00", 0.4),))
    single = replace(title(6, 55_000), title="Port Aide", departments=("Law",), people=1)
    every = [single, animals, chief, elsewhere, high, low]
    assert examples(every, own, DEFAULTS) == [low]
    assert near_first(every, own, DEFAULTS) == [low, elsewhere, high, single, animals, chief]
    assert examples([animals, single], own, DEFAULTS) == [single]
    assert examples([animals], own, DEFAULTS) == []
    assert examples([elsewhere], own, DEFAULTS) == [elsewhere]
    for name in ("Secretary to the Mayor", "Secretary - Excluded", "Secretary Manager"):
        assert examples([replace(low, title=name)], own, DEFAULTS) == []
    assert examples([replace(elsewhere, departments=("City Council",))], own, DEFAULTS) == []


def test_that_a_supervisor_of_another_department_is_of_another_line_of_work() -> None:
    own = replace(title(0, 50_000), code="43-9061.00", departments=("Law",))
    there = replace(title(1, 60_000), code="43-1011.00", departments=("Library",))
    assert examples([there], own, DEFAULTS) == []
    assert examples([replace(there, departments=("Law",))], own, DEFAULTS) != []
    of_own = replace(there, title="Desk Lead", hints=(("43-9061.00", 0.02),))
    assert examples([replace(of_own, people=10)], own, DEFAULTS) != []
    assert examples([replace(of_own, people=9)], own, DEFAULTS) == []
    near = replace(there, departments=("Law",), hints=(("43-3031.00", 0.2),))
    assert examples([near], own, DEFAULTS) == []  # of those who keep accounts there
    assert examples([near], replace(own, code="43-3031.00"), DEFAULTS) == [near]
    assert examples([near], replace(own, code="13-2011.00"), DEFAULTS) == [near]


def test_that_titles_within_reach_are_those_an_adviser_would_name() -> None:
    own = replace(title(0, 50_000), code="43-9061.00", title="Payroll Clerk", departments=("Law", "Parks"))
    near = replace(title(1, 55_000), title="Staff Asst", departments=("Law",))
    assert within_reach([near], own) == [near]
    for kept_out in (
        replace(near, middle=44_000.0),  # too little
        replace(near, middle=76_000.0),  # too much
        replace(near, departments=("Port",)),  # few posts elsewhere
        replace(near, part_time=True),
        replace(near, title="Seasonal Secretary"),
        replace(near, title="Asst to the Director of Law"),
        replace(near, title="Confidential Secretary"),
        replace(near, title="EMS Medic II"),
        replace(near, title="Supervisor of Auditing"),
        replace(near, title="Senior Permit Specialist", departments=("Port",), people=59),
        replace(near, title="Payroll Clerk II"),  # the next grade of one's own
        replace(near, people=1),
    ):
        assert within_reach([kept_out], own) == [], kept_out
    many = replace(near, departments=("Port",), people=10)
    assert within_reach([many], own) == [many]
    better = replace(title(2, 64_000), departments=("Law",))
    assert within_reach([better], own) == [better]
    assert within_reach([better, near], own) == [near]  # the usual way
    payroll = replace(better, title="Payroll Auditor")
    assert within_reach([near, payroll], own) == [payroll, near]  # the same field
    less = replace(title(3, 46_000), departments=("Law",))
    assert within_reach([less], own) == [less]
    assert within_reach([less, near], own) == [near]


def test_that_work_with_its_own_way_in_is_entered_at_its_lowest_grade() -> None:
    own = replace(title(0, 50_000), code="43-9061.00", departments=("Law",))
    low, high = (
        replace(title(n, mean), code="43-5031.00", title=f"Call Taker {grade}", people=40)
        for n, mean, grade in ((1, 40_000, "I"), (2, 55_000, "II"))
    )
    assert within_reach([low, high], own) == []
    clerks = [replace(t, code="43-6014.00", departments=("Law",)) for t in (low, high)]
    assert within_reach(clerks, own) == [clerks[1]]  # in their departments people change at their grade
    assert within_reach([replace(t, departments=("Port",)) for t in clerks], own) == []


def test_that_part_time_posts_are_within_reach_of_part_time_posts() -> None:
    own = replace(title(0, 50_000), part_time=True, title="Page - Hourly")
    there = replace(title(1, 55_000), part_time=True, title="Aide - Hourly")
    assert within_reach([there], own) == [there]


def test_that_a_flat_rate_leads_to_no_flat_rate_of_another_title() -> None:
    own = replace(title(0, 50_000), departments=("Law",), paid=5, start=50_000.0)
    there = replace(title(1, 60_000), departments=("Law",), paid=5, start=60_000.0)
    assert better_paid([there], own) is None
    assert better_paid([replace(there, start=52_000.0)], own) is not None
    assert better_paid([replace(there, middle=66_000.0, start=52_000.0)], own) is None  # a leap


def test_that_words_of_the_occupation_name_no_other_trade() -> None:
    """An accounting technician's post is a step up for a voucher coordinator among bookkeepers; a load dispatcher's is
    none for a dispatcher of concrete."""
    own = replace(
        title(0, 50_000), title="Voucher Coordinator", occupation="Bookkeeping, Accounting, and Auditing Clerks"
    )
    there = replace(title(1, 57_000), title="Accounting Technician")
    assert better_paid([there, own], own) == there
    assert better_paid([replace(there, title="Freight Technician"), own], own) is None


def test_that_pay_in_words_is_the_range_that_is_compared() -> None:
    """Some posts are part-time: their pay by the year is no end of the range."""
    some = replace(title(1, 50_000), lowest=20_000, highest=60_000, start=40_000.0)
    assert "$40,000 to $60,000 full-time" in str(some)
    hourly = replace(title(1, 40_000), lowest=20_000, highest=20_000, start=40_000.0, part_time=True)
    assert "$20,000 for the hours held, $40,000 at full-time hours" in str(hourly)


def test_that_a_title_is_chosen_by_what_people_get_today() -> None:
    """Most here earn 58,000 of a range around 50,000: the title around 55,000 pays them less, the one around 64,000 more."""
    own = replace(title(0, 50_000), code="43-9061.00", departments=("Law",), mean=58_000.0)
    lower, higher = (replace(title(n, pay), departments=("Law",)) for n, pay in ((1, 55_000), (2, 64_000)))
    assert within_reach([lower, higher], own) == [higher]
    assert within_reach([lower, higher], replace(own, mean=49_000.0)) == [lower]
    assert gain_over(higher, own) == 64_000 / 58_000


def test_that_a_next_grade_says_that_it_leads_and_who_fills_it() -> None:
    own = title(0, 50_000)
    lead = next_grade(own, replace(title(1, 60_000), title="Court Clerk Lead"), [], DEFAULTS)
    assert lead and "It leads others, by its title." in lead.reason and "examination" in lead.reason
    aide = next_grade(own, replace(title(1, 60_000), title="Aide to the Alderman"), [], DEFAULTS)
    assert aide and "leads others" not in aide.reason and "examination" not in aide.reason


def test_that_nobody_comes_straight_to_leading_others_for_a_leap_in_pay() -> None:
    own = title(0, 50_000)
    lead = replace(title(1, 70_000), title="Supervising Clerk")
    found = next_grade(own, lead, [], DEFAULTS)
    assert found and found.later == "a leap in pay into leading others"
    near = next_grade(own, replace(lead, middle=62_000.0), [], DEFAULTS)
    assert near and near.first


def test_that_a_faint_raise_comes_first_only_where_posts_open() -> None:
    own = title(0, 50_000)
    above = replace(title(1, 51_500), openings=0.4)
    found = next_grade(own, above, [], DEFAULTS)
    assert found and not found.first and "seldom opens" in found.later
    open_now = next_grade(own, replace(above, vacancies=1), [], DEFAULTS)
    assert open_now and open_now.first
    leap = replace(above, middle=67_500.0, openings=0.3)
    found = next_grade(own, leap, [], DEFAULTS)
    assert found and found.later == "a leap in pay, to a post that seldom opens"
    waited_for = next_grade(own, replace(leap, openings=0.4), [], DEFAULTS)
    assert waited_for and waited_for.first
    found = next_grade(own, replace(leap, middle=76_000.0, openings=3.4), [], DEFAULTS)
    assert found and found.later == "a leap in pay"


def test_that_people_tell_of_a_raise_where_ranges_do_not() -> None:
    """One person of the lower grade gets much, so that its range ends as high as that of the next."""
    own = replace(title(0, 40_000), departments=("Animals",), mean=38_000.0)
    above = replace(title(1, 40_000), departments=("Animals",), mean=40_200.0)
    found = next_grade(own, above, [], DEFAULTS)
    assert found and found.first
    assert "people there get 106% of what people here get, both on average" in found.pay_basis
    found = next_grade(replace(own, start=30_000.0), replace(above, start=31_000.0), [], DEFAULTS)
    assert found and "its range of pay ends lower than today's" in found.reason
    for kept_out in (replace(above, mean=39_000.0), replace(above, departments=("Port",))):
        found = next_grade(own, kept_out, [], DEFAULTS)
        assert found and found.later == "no raise, by the range of pay"


def test_that_the_same_work_full_time_tells_the_pay_by_the_year_apart() -> None:
    """Half-time people at 20,000 a year are paid as 40,000 is; the full-time post pays a quarter more by the hour."""
    own = replace(
        title(0, 40_000), title="Clerk - Hourly", lowest=20_000, highest=20_000, start=40_000.0, part_time=True
    )
    above = replace(title(1, 50_000), title="Clerk", start=50_000.0)
    found = next_grade(own, None, [above], DEFAULTS)
    assert found and found.full_time and found.pay_ratio == 1.25
    assert "by the year $50,000, against $20,000 for the hours held, $40,000 at full-time hours" in found.pay_basis


def test_that_the_better_paid_title_of_the_occupation_skips_no_grade_and_opens() -> None:
    """Grade III pays little less than grade II, since one person of grade II gets much."""
    own = title(0, 50_000)
    second = replace(title(1, 61_000), title="Specialist II", openings=2.0)
    third = replace(title(2, 60_000), title="Specialist III", openings=2.0)
    assert better_paid([third, second], own) == second
    found = next_grade(own, None, [replace(second, openings=0.3)], DEFAULTS)
    assert found and found.later == "a post that seldom opens"
    found = next_grade(own, None, [second], DEFAULTS)
    assert found and found.first


def test_that_those_who_lead_a_profession_are_in_reach_of_its_people() -> None:
    """Supervisors of accounting count as supervisors of offices, whom managers of services may become."""
    lead = replace(title(1, 60_000), title="Supervisor of Accounting", code="43-1011.00", departments=("Law",))
    lead = replace(lead, hints=(("13-2011.00", 0.6), ("11-3031.00", 0.02)))
    services = replace(title(0, 52_000), title="Services Officer", code="11-3012.00", departments=("Law",))
    assert within_reach([lead], services) == []
    assert within_reach([replace(lead, hints=(("13-2011.00", 0.3),))], services)
    assert within_reach([lead], replace(services, title="Auditor", code="13-2011.00"))
    assert within_reach([lead], replace(services, title="Accounting Services Officer"))


def test_that_better_paid_work_of_the_occupation_pays_more_than_people_get() -> None:
    """Seniors begin low and get 60,000 on average, which is what grade III pays."""
    own = replace(title(0, 52_000), title="Senior Specialist", start=36_000.0, mean=60_000.0, paid=8)
    third = replace(title(1, 60_000), title="Specialist III", start=51_000.0, openings=2.0, paid=8)
    found = next_grade(own, None, [third], DEFAULTS)
    assert found and found.later == "no more pay for most who are here today"
    found = next_grade(own, None, [replace(third, middle=61_500.0, mean=61_500.0)], DEFAULTS)
    assert found and found.first


def test_that_supervisors_of_other_work_are_not_said_to_do_the_same() -> None:
    """Supervisors of every office are one occupation."""
    own, above = (
        replace(title(n, pay), title=name, code="43-1011.00", openings=2.0)
        for n, pay, name in ((0, 50_000, "Office Supervisor"), (1, 60_000, "Administrative Supervisor"))
    )
    found = next_grade(own, None, [above], DEFAULTS)
    assert found and found.kind == "Other supervision, better paid"
    assert "Better paid supervision of other work here: Administrative Supervisor." in found.reason
    own, above = (replace(t, code="11-3021.00") for t in (own, above))
    found = next_grade(own, None, [above], DEFAULTS)
    assert found and found.kind == "Same occupation, better paid"


def test_that_an_office_of_those_elected_is_asked_itself() -> None:
    there = replace(title(1, 60_000), departments=("City Council",))
    found = next_grade(title(0, 50_000), there, [], DEFAULTS)
    assert found and "chosen by the office" in found.reason


def test_that_a_leap_is_not_named_before_a_nearer_rung() -> None:
    """The nearer title pays 3% more and its range ends well above one's own; the far one pays 24% more."""
    own = replace(title(0, 50_000), code="43-9061.00", departments=("Law",), start=40_000.0, mean=49_000.0)
    near = replace(title(1, 51_500), departments=("Law",), start=35_000.0)
    far = replace(title(2, 62_000), departments=("Law",), start=45_000.0)
    assert near in within_reach([far, near], own)
    assert skipped([far, near], far, own) == near
    second, third = replace(far, title="Specialist II"), replace(near, title="Specialist III")
    assert skipped([second, third], second, own) is None  # a higher grade is not passed over, whatever it pays
    assert skipped([second, third], replace(second, title="Specialist IV"), own) == third
    assert within_reach([replace(far, middle=58_000.0), near], own) == [replace(far, middle=58_000.0)]


def test_that_no_title_is_named_beside_one_that_pays_much_less() -> None:
    own = replace(title(0, 50_000), code="43-9061.00", departments=("Law",))
    first, beside, far = (
        replace(title(n, pay), departments=("Law",)) for n, pay in ((1, 53_000), (2, 57_000), (3, 61_000))
    )
    assert named([first, beside, far], own) == [first, beside]


def test_that_a_title_of_the_same_occupation_ends_higher_and_is_of_the_same_appointment() -> None:
    own = replace(title(0, 50_000), start=40_000.0)
    narrow = replace(title(1, 56_000), start=52_000.0)
    assert better_paid([narrow], own) is None  # from 52,000 to 60,000, as far as one's own
    assert better_paid([replace(narrow, start=50_000.0)], own) == replace(narrow, start=50_000.0)
    assert better_paid([title(2, 56_000)], replace(own, title="Clerk - Excluded")) is None


def test_that_the_plain_next_rung_may_pay_a_third_more_where_many_posts_open() -> None:
    own = title(0, 50_000)
    there = replace(title(1, 66_000), openings=25.0)
    assert better_paid([there], own) == there
    assert better_paid([replace(there, openings=5.0)], own) is None


def test_that_a_withheld_grade_of_the_series_gives_way_to_better_paid_work() -> None:
    own = title(0, 50_000)
    leads = replace(title(1, 70_000), title="Supervising Clerk")
    better = replace(title(2, 56_000), openings=3.0)
    found = next_grade(own, leads, [better], DEFAULTS)
    assert found and found.title == better and found.first
    found = next_grade(own, leads, [], DEFAULTS)
    assert found and found.title == leads and not found.first


def test_that_a_named_grade_does_not_sink_for_pay_that_is_known_of_few() -> None:
    own = replace(title(0, 50_000), paid=2, people=9)
    above = replace(title(1, 49_500), paid=3, people=9)
    found = next_grade(own, above, [], DEFAULTS)
    assert found and found.first and "few posts whose hours are known" in found.reason
    found = next_grade(replace(own, paid=9), replace(above, paid=9), [], DEFAULTS)
    assert found and found.later == "no raise, by the range of pay"


def test_that_a_post_that_opens_comes_before_one_that_seldom_does() -> None:
    own = replace(title(0, 50_000), title="Planner", departments=("Planning",))
    few = replace(title(1, 57_000), title="City Planner", departments=("Planning",), people=3, openings=0.2)
    many = replace(few, title_id=2, title="Coordinating Planner", middle=58_000.0, people=25, openings=1.8)
    assert better_paid([few, many], own) == many
    assert better_paid([few], own) == few


def test_that_one_waits_longer_for_a_post_in_ones_own_departments() -> None:
    own = replace(title(0, 50_000), title="Planning Analyst", departments=("Planning",))
    there = replace(
        title(1, 60_000), title="Senior Planning Examiner", departments=("Planning",), people=12, openings=0.6
    )
    at_home = next_grade(own, None, [there], DEFAULTS)
    assert at_home and at_home.first
    elsewhere = next_grade(own, None, [replace(there, departments=("Port",))], DEFAULTS)
    assert elsewhere and elsewhere.later == "a post that seldom opens"
    far = replace(there, middle=64_000.0, openings=2.0)
    assert better_paid([far], own) == far
    assert better_paid([replace(far, departments=("Port",))], own) is None


def test_that_many_posts_in_a_third_of_ones_departments_are_at_hand() -> None:
    own = replace(title(0, 50_000), title="Supply Clerk", departments=("Law", "Parks", "Port"))
    there = replace(title(1, 56_000), title="Unit Asst", departments=("Law",), people=20)
    assert better_paid([there], own) == there
    assert better_paid([replace(there, people=9)], own) is None


def test_that_one_field_has_several_names_at_a_desk_and_not_in_a_craft() -> None:
    """Whoever enforces labour standards investigates too; a foreman of painters leads no machinists."""
    own = replace(title(0, 60_000), code="13-1041.00", title="Labor Investigator", departments=("Business",))
    there = replace(own, title_id=1, title="Compliance Investigator", middle=66_000.0)
    lead = replace(there, title_id=2, title="Standards Investigator Supervisor")
    every = [own, there, lead, replace(own, title_id=3, title="Investigator")]
    assert better_paid(every, own) == there
    assert better_paid([own, lead, every[3]], own) is None
    crafts = [replace(t, code="47-1011.00", title=t.title.replace("Investigator", "Foreman")) for t in every]
    assert better_paid(crafts, crafts[0]) is None


def test_that_those_who_serve_a_head_serve_another_in_the_same_office() -> None:
    own = replace(title(0, 40_000), title="Aldermanic Aide", departments=("City Council",))
    there = replace(title(1, 48_000), title="Staff Asst to the Alderman", departments=("City Council",))
    assert better_paid([there], own) == there
    assert better_paid([replace(there, departments=("Law",))], own) is None
    assert better_paid([there], replace(own, title="Clerk")) is None
    typist = replace(own, title="Personal Computer Operator", departments=("Law",))
    assert better_paid([replace(there, departments=("Law",))], typist) is None  # a machine serves nobody


def test_that_means_are_compared_where_most_have_long_been_there() -> None:
    """Operators get 65,000 of a range that ends at 69,500; assistants get 67,000 of one that ends at 76,000."""
    own = replace(title(0, 54_762), code="43-9021.00", departments=("Police",), start=40_056.0, mean=65_019.0, paid=93)
    near = replace(title(1, 60_090), departments=("Police",), start=43_932.0, mean=66_860.0, paid=130)
    assert gain_over(near, own) == pytest.approx(66_860 / 65_019)
    assert gain_over(replace(near, paid=3), own) == pytest.approx(60_090 / 65_019)
    assert gain_over(replace(near, start=51_000.0), own) == pytest.approx(60_090 / 65_019)  # which ends as low
    assert gain_over(replace(near, mean=75_000.0), own) == pytest.approx(60_090 / 54_762.0, abs=0.001)  # its middle
    cut_off = replace(own, middle=65_000.0, start=60_532.0)  # where its end tells
    assert gain_over(replace(near, mean=75_000.0), cut_off) == pytest.approx(76_248 / 69_468, abs=0.001)
    assert within_reach([near], own) == [near]


def test_that_the_usual_grade_of_a_series_leads_nobody() -> None:
    """Nearly all administrative aides are principal ones."""
    own = replace(title(0, 40_000), code="43-9061.00", title="Office Clerk", departments=("Health",))
    usual = replace(title(1, 50_000), title="Principal Administrative Aide", departments=("Health",), people=124)
    plain = replace(title(2, 30_000), title="Administrative Aide", departments=("Port",), people=7)
    assert within_reach([usual, plain], own) == [usual]
    assert within_reach([usual, replace(plain, people=60)], own) == []
    assert within_reach([replace(usual, title="Administrative Aide Lead")], own) == []


def test_that_the_lowest_grade_of_work_with_its_own_way_in_is_named_though_most_get_about_as_much() -> None:
    """Associates get 71,000 on average; the lowest grade of librarians pays 70,000, the next 80,000."""
    own = replace(title(0, 63_600), code="25-4031.00", departments=("Library",), start=51_600.0, mean=71_000.0)
    low, high = (
        replace(title(n, pay), code="25-4022.00", title=f"Librarian {grade}", departments=("Library",), people=100)
        for n, pay, grade in ((1, 70_100, "I"), (2, 80_000, "II"))
    )
    assert within_reach([low, high], own) == [low]


def test_that_a_title_of_another_trade_is_named_only_where_no_other_is() -> None:
    """Research analysts coordinate projects, not power lines."""
    own = replace(title(0, 50_000), title="Research Analyst", code="13-1111.00", departments=("Energy",))
    lines = replace(title(1, 56_000), title="Distribution Constr Coord II", code="13-1082.00", departments=("Energy",))
    projects = replace(lines, title_id=2, title="Coord, Project", middle=57_000.0)
    assert within_reach([lines, projects], own) == [projects]
    assert within_reach([lines], own) == [lines]


def test_that_seniors_of_a_grade_come_no_higher_in_it() -> None:
    """Three proofreaders have 44,000 to 52,000, and assistants 44,000 to 76,000: one grade."""
    own = replace(title(0, 48_000), code="43-9081.00", departments=("Clerk",), start=43_932.0, paid=3)
    same = replace(title(1, 60_090), departments=("Clerk",), start=43_932.0, paid=130, people=130)
    assert within_reach([same], own) == []
    assert within_reach([replace(same, start=46_000.0)], own) != []
    assert within_reach([same], replace(own, paid=20)) != []
    assert within_reach([replace(same, exposure=0.52)], replace(own, exposure=0.79)) != []  # much surer work


def test_that_a_next_grade_in_another_department_says_so() -> None:
    own = replace(title(0, 50_000), departments=("Parks",))
    there = replace(title(1, 60_000), departments=("Energy",))
    found = next_grade(own, there, [], DEFAULTS)
    assert found and "It is in another department." in found.reason
    found = next_grade(own, replace(there, departments=("Parks",)), [], DEFAULTS)
    assert found and "another department" not in found.reason


def test_that_a_manager_is_no_supervisor_for_a_little_more() -> None:
    own = replace(title(0, 50_000), title="Manager of Data Entry", code="43-1011.00", departments=("Fire",))
    there = replace(own, title_id=1, title="Supervising Clerk", middle=55_000.0)
    assert better_paid([there], own) is None
    assert better_paid([there], replace(own, title="Data Entry Supervisor")) == there
    assert better_paid([replace(there, title="Manager of Data Records")], own) is not None


def test_that_one_senior_does_not_close_a_step() -> None:
    """One of 200 assistants gets more than any senior one; on average the senior ones get a fifth more."""
    own = replace(title(0, 38_000), departments=("Library",), start=29_000.0, mean=36_000.0, paid=200)
    there = replace(title(1, 41_500), departments=("Library",), start=36_500.0, mean=43_000.0, paid=120)
    assert better_paid([there], own) == there
    assert better_paid([replace(there, mean=36_500.0)], own) is None
    assert better_paid([replace(there, paid=3)], own) is None


def test_that_many_who_manage_the_same_work_are_a_grade_of_it() -> None:
    own = replace(title(0, 57_000), title="Librarian III", code="25-4022.00", departments=("Library",))
    there = replace(own, title_id=1, title="Mngng, Librarian", middle=68_000.0, people=28)
    assert better_paid([there], own) == there
    assert better_paid([replace(there, people=3)], own) is None
    assert better_paid([replace(there, title="Library Director")], own) is None
