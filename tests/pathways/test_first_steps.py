"""First steps: the few next jobs that a careful adviser would put first."""

from dataclasses import replace

import pytest

from reskill.pathways.candidates import Candidate
from reskill.pathways.city_titles import CityTitle
from reskill.pathways.destination import Destination, none_first
from reskill.pathways.destinations import find_destinations
from reskill.pathways.first_steps import Place, first_steps, place_of_next_grade
from reskill.pathways.gates import NEAR, Gates
from reskill.pathways.hurdles.posts import OUT_OF_REACH
from reskill.pathways.next_grade import next_grade
from reskill.pathways.viability import Facts
from reskill.thresholds import DEFAULTS

THERE = CityTitle(1, "Guide", "43-4051.00", ("Parks",), (), 52_000, 58_000, 55_000, 12, 0, 1.3, "ask", paid=8)
STEP = Facts("43-9061.00", "43-4051.00", "Guides", 0.97, 0, 1.1, 0.3, 0.6, 10_000, people=8, vacancies=0, change=2.0)
GOOD = Candidate(
    rank=3,
    facts=STEP._replace(worth=1.0, pay_from=1.1),
    titles=(THERE,),
    carried=("Answers what residents ask.", "Files what they send."),
    related=False,
    home=True,
    akin=False,
)


def but(candidate: Candidate = GOOD, **facts: object) -> Candidate:
    return replace(candidate, facts=candidate.facts._replace(**facts))


def steps(*candidates: Candidate, next_grade: bool = False) -> list[int]:
    return [place.step for place in first_steps(candidates, next_grade, DEFAULTS)]


def unlike(*worths: float) -> list[Candidate]:
    """Steps of unlike kinds that people were seen to take."""
    codes = ("43-4051.00", "21-1093.00", "33-3051.00", "53-3052.00")
    return [but(worth=worth, code=code, seen=6) for worth, code in zip(worths, codes, strict=False)]


def test_that_at_most_three_of_those_that_pass_come_first_by_their_worth() -> None:
    assert steps(*unlike(0.1, 0.4, 0.3, 0.2)) == [0, 1, 2, 3]


def test_that_the_next_grade_is_the_first_of_them_or_comes_after_them() -> None:
    found = unlike(0.3, 0.2, 0.1)
    assert steps(*found, next_grade=True) == [2, 3, 0]
    stay = {"stays": 1, "step": 0}
    ways = [stay, *({"stays": 0, "step": n} for n in (2, 3, 0))]
    assert place_of_next_grade(ways, True) == (1, 1)
    assert place_of_next_grade([stay, *({"stays": 0, "step": n} for n in (1, 2, 0))], False) == (3, 0)


LATER = {
    "no title within reach": replace(GOOD, titles=()),
    "no position": but(people=0),
    "going away": but(change=-20.0),
    "a demotion": but(zone_gap=-1, pay_ratio=1.0, exposure=0.6),
    "no gain": but(pay_ratio=1.07, exposure=0.6, change=-3.0),
    "little gain for what is less likely": replace(but(pay_ratio=1.08, exposure=0.6, change=-3.0), rank=4),
    "a leap": replace(but(pay_ratio=1.3, seen=20), home=False),
    "a leap into leading": but(pay_ratio=1.3, gates=Gates(leads=NEAR)),
    "leads a trade": but(pay_ratio=1.16, gates=Gates(leads=NEAR, asks="driving")),
    "no more pay for most": replace(but(exposure=0.55, pay_ratio=1.12), gains=False),
    "about the same pay": but(pay_ratio=1.04, exposure=0.55, change=20.0),
    "at risk and shrinking": but(exposure=0.45, change=-6.7, role_code="43-9061.00"),
    "from steady work": but(
        role_code="43-6014.00",
        role_exposure=0.31,
        role_second=0.31,
        exposure=0.55,
        pay_ratio=1.2,
        gates=Gates(leads=NEAR),
    ),
    "study for an exposed trade": replace(
        but(exposure=0.8, pay_ratio=1.2, seen=20, gates=Gates("Bachelor's degree", degrees=1, study=3)), akin=True
    ),
    "study without carried work": replace(but(gates=Gates(study=1)), carried=(), related=True),
    "a low start": but(pay_ratio=1.04, exposure=0.3, pay_from=0.78),
    "another field": replace(GOOD, home=False),
    "less pay, shrinking": but(pay_ratio=0.95, exposure=0.3, change=-3.0),
    "more exposed": but(exposure=0.7, pay_ratio=1.05),
    "much more exposed": but(exposure=0.8),
    "a degree, never seen": but(gates=Gates("Bachelor's degree", degrees=1, study=3)),
    "years of study for little": but(gates=Gates("Master's degree", degrees=1, study=5), seen=5, pay_ratio=1.05),
    "no reason": replace(GOOD, carried=()),
    "far": replace(GOOD, rank=20),
    "far, for little more": replace(but(pay_ratio=1.02), rank=9),
    "less pay, unsure": but(pay_ratio=0.94, exposure=0.4, second_rating=0.9),
    "a licence alone": replace(but(gates=Gates(licence="a licence")), carried=(), related=True),
    "steep": replace(but(pay_ratio=1.4), rank=10),
    "catch-all": but(occupation="Clerks, All Other"),
    "few posts": replace(GOOD, titles=(replace(THERE, people=3, openings=0.3),)),
    "shrinks faster": but(change=-9.9),
    "less pay": but(pay_ratio=0.94, exposure=0.3),
    "study for less than most get": replace(but(pay_ratio=1.1, gain=0.96, gates=Gates(study=2), seen=6), subject=True),
    "as much by the range": but(exposure=0.55, pay_ratio=1.01, gain=1.09),
    "too far a leap": but(pay_ratio=1.35),
    "one post in two years": replace(GOOD, titles=(replace(THERE, openings=0.6),)),
    "less than most get": but(exposure=0.55, pay_ratio=1.2, gain=0.97),
    "one task and few posts": replace(GOOD, carried=GOOD.carried[:1]),
    "more preparation for no surer work": but(zone_gap=1, exposure=0.6, pay_ratio=1.2, seen=7),
    "down a zone, for no surer work": but(zone_gap=-1, exposure=0.58, pay_ratio=1.15, seen=3, code="21-1093.00"),
    "down a zone into another field": replace(
        but(zone_gap=-1, exposure=0.2, pay_ratio=1.15, seen=6, code="47-4011.00"), home=False
    ),
    "a start far below today's": but(pay_from=0.77, pay_ratio=1.2),
    "leads what is far": replace(but(gates=Gates(leads=NEAR), pay_ratio=1.2, seen=2), rank=8),
    "leads another department": replace(
        but(gates=Gates(leads=NEAR)), home=False, titles=(replace(THERE, openings=9.0),)
    ),
    "a licence in another field": replace(
        but(gates=Gates(licence="a licence")),
        home=False,
        carried=GOOD.carried[:1],
        titles=(replace(THERE, openings=20.0),),
    ),
    "a test for no surer work": but(exposure=0.58, pay_ratio=1.15, gates=Gates(asks="a typing test")),
    "study for a shrinking trade in doubt": but(
        second_rating=0.85, exposure=0.31, change=-5.8, pay_ratio=1.2, seen=13, gates=Gates(study=1)
    ),
    "two zones and a degree": replace(
        but(gates=Gates("Bachelor's degree", degrees=1, study=3), seen=20, zone_gap=2, pay_ratio=1.2),
        home=False,
        akin=True,
    ),
}


ALONE = {  # what one hurdle alone puts later
    "work that is going away": but(change=-16.0, role_code="43-9021.00"),
    "little more pay, and it may start far lower than today's lowest": but(pay_ratio=1.02, pay_from=0.83),
    "leads people of other departments": replace(but(seen=6, gates=Gates(leads=NEAR)), home=False),
    "more exposed than today's work": but(exposure=0.75, pay_ratio=1.09),
    "it leads from steady work into work that is changing": but(
        role_code="43-6014.00", role_exposure=0.3, role_second=0.3, exposure=0.45, seen=12
    ),
    "asks a degree, and nobody was seen to move to it": but(gates=Gates(degrees=1)),
    "years of study for little more pay": but(pay_ratio=1.02, seen=12, gates=Gates(study=3)),
    "much better paid, and few were seen to move to it": replace(but(pay_ratio=1.27), rank=9),
    "no task of today's work is known to carry over, and few were seen to move to it": replace(
        but(code="21-1093.00", seen=4), carried=(), titles=(replace(THERE, openings=2.5),)
    ),
    "asks a licence, and no task of today's work carries over": replace(
        but(gates=Gates(licence="a licence")), carried=(), subject=True
    ),
    "a leap in pay, and no task of today's work carries over": replace(but(pay_ratio=1.27), carried=(), subject=True),
}


@pytest.mark.parametrize(("words", "candidate"), ALONE.items(), ids=ALONE)
def test_that_one_hurdle_alone_puts_a_job_later(words: str, candidate: Candidate) -> None:
    assert first_steps([candidate], False, DEFAULTS) == [Place(0, words)]


def test_that_a_second_step_has_more_to_say_for_it_than_a_first() -> None:
    first = but(worth=0.9, seen=6)
    faint = but(code="21-1093.00", seen=3, worth=0.1)
    faint = replace(faint, carried=GOOD.carried[:1], titles=(replace(THERE, openings=2.5),))
    flat = but(code="21-1093.00", seen=12, worth=0.1, exposure=0.6, pay_ratio=1.06)
    assert steps(faint) == steps(flat) == [1]
    assert first_steps([first, faint], False, DEFAULTS)[1].later == (
        "little is known to speak for it beside the steps before it"
    )
    assert first_steps([first, flat], False, DEFAULTS)[1].later == "no gain beside the steps before it"


@pytest.mark.parametrize("candidate", LATER.values(), ids=LATER)
def test_that_a_job_that_an_adviser_would_not_put_first_says_why(candidate: Candidate) -> None:
    assert steps(GOOD) == [1]
    (place,) = first_steps([candidate], False, DEFAULTS)
    assert place.step == 0 and place.later


def test_that_surer_work_for_less_pay_is_not_called_unsure() -> None:
    surer = but(pay_ratio=0.94, exposure=0.3)
    assert first_steps([surer], False, DEFAULTS) == [Place(0, "less pay for most who are here today")]
    flat = but(pay_ratio=1.0, exposure=0.6, change=-3.0)
    assert first_steps([flat], False, DEFAULTS) == [Place(0, "neither surer than today's work nor much better paid")]


def test_that_a_leap_in_pay_is_a_step_at_home_where_there_is_no_next_grade() -> None:
    leap = but(pay_ratio=1.3)
    assert steps(leap) == [1]
    assert steps(leap, next_grade=True) == [0]


def test_that_a_leap_in_pay_comes_after_nearer_steps() -> None:
    assert steps(but(pay_ratio=1.3, worth=2.0), GOOD) == [0, 1]


def test_that_work_of_ones_own_subject_comes_first_unless_it_is_more_exposed() -> None:
    """A paralegal's post comes before the office pool for a legal secretary, and is worth its study."""
    study = but(pay_ratio=1.2, worth=0.1, gates=Gates(study=2), code="23-2011.00", seen=6)
    legal = replace(study, subject=True, carried=(), related=True)
    pool = but(seen=6)
    assert steps(pool, legal) == [2, 1]
    assert steps(pool, but(legal, exposure=0.72)) == [1, 2]


def test_that_surer_work_needs_no_more_pay() -> None:
    assert steps(replace(GOOD, gains=False)) == [1]


def test_that_a_few_posts_count_where_one_is_vacant() -> None:
    assert steps(replace(GOOD, titles=(replace(THERE, people=3, openings=0.3, vacancies=1),))) == [1]


def test_that_an_adjoining_title_of_the_field_is_worth_years_of_study() -> None:
    study = but(gates=Gates("Bachelor's degree", degrees=1, study=3), seen=6, pay_ratio=1.2)
    assert steps(study) == [0]
    assert steps(replace(study, akin=True)) == [1]
    assert steps(but(study, seen=20)) == [1]  # as many go


def test_that_a_way_that_many_go_is_worth_study_and_a_little_more_of_a_leap() -> None:
    """Secretaries become management analysts; an office clerk of 39,000 becomes an aide of 51,000."""
    degree = but(gates=Gates("Bachelor's degree", degrees=1, study=4), zone_gap=2, pay_ratio=1.2)
    assert steps(but(degree, seen=33), but(degree, seen=4)) == [1, 0]
    assert steps(but(pay_ratio=1.33, seen=47)) == [1]
    assert steps(but(pay_ratio=1.33, seen=6)) == [0]
    assert steps(but(pay_ratio=1.37, seen=47)) == [0]


def test_that_a_leap_is_measured_by_what_people_get() -> None:
    """Most of 93 operators are at the top of their range: a third more by its middle is a tenth more than they get."""
    assert steps(but(role_code="43-9021.00", pay_ratio=1.32, gain=1.11)) == [1]


def test_that_leading_ones_own_work_is_a_promotion_for_a_little_more_pay() -> None:
    """Administrative specialists become administrative supervisors, and staff assistants administrative officers."""
    lead = but(code="43-1011.00", role_code="43-6014.00", exposure=0.55, change=-0.3, pay_ratio=1.055, seen=7)
    promoted = but(lead, gates=Gates(leads=NEAR), zone_gap=1)
    assert steps(promoted) == [1]
    assert steps(lead) == [0]
    assert steps(but(promoted, seen=2)) == [0]
    office = but(promoted, code="11-3012.00", pay_ratio=1.2, gates=Gates("Bachelor's degree", study=4, leads=NEAR))
    assert steps(office) == [1]
    assert steps(replace(office, home=False)) == [0]


def test_that_leading_others_is_given_up_only_for_much_more_pay() -> None:
    staff = but(role_code="43-1011.00", code="43-6014.00", exposure=0.52, role_exposure=0.55, seen=10, change=-1.6)
    back = replace(but(staff, pay_ratio=1.12), steps_back=True)
    assert steps(replace(back, steps_back=False)) == [1]
    assert first_steps([back], False, DEFAULTS) == [Place(0, "it gives up leading others, without much to gain")]
    assert steps(but(back, pay_ratio=1.18)) == [1]
    assert steps(but(back, pay_ratio=1.18, pay_from=0.9)) == [0]
    assert steps(but(back, code="13-1082.00")) == [1]  # no office work
    assert steps(but(back, code="13-1082.00", role_code="11-9121.00")) == [0]


def test_that_a_step_down_in_preparation_is_short_and_starts_no_lower_from_a_profession() -> None:
    """Unless the titles name the same field of work. What one person held before is no range to fall within."""
    down = but(role_code="13-1111.00", zone_gap=-1, exposure=0.3, pay_from=0.95)
    assert steps(down) == [1]
    assert steps(replace(down, ranged=False)) == [0]
    assert steps(replace(but(down, role_code="43-9061.00"), ranged=False)) == [1]
    assert steps(but(zone_gap=-2)) == [0]
    assert steps(replace(but(zone_gap=-2), akin=True)) == [1]


def test_that_special_office_work_is_not_left_for_general_without_reason() -> None:
    """Payroll people keep to accounts where they can; permit technicians' jobs grow."""
    general = but(code="43-6014.00", role_code="43-3051.00", exposure=0.52, zone_gap=-1, pay_ratio=1.1, change=-1.6)
    assert steps(general) == [1]
    assert steps(but(general, pay_from=0.83)) == [0]
    permits = but(general, role_code="43-4031.00", zone_gap=0, pay_ratio=1.17, seen=4)
    assert first_steps([permits], False, DEFAULTS) == [
        Place(0, "it leaves work that grows for general work that does not")
    ]
    assert steps(but(permits, seen=20)) == [1]
    assert steps(but(permits, role_code="43-9061.00")) == [1]


def test_that_a_second_step_is_neither_more_exposed_nor_more_general_than_the_first() -> None:
    books = but(role_code="43-3031.00", code="13-2011.00", seen=16)
    office = but(books, code="43-6014.00", worth=0.5, zone_gap=-1, seen=6, pay_ratio=1.15, change=-1.6)
    assert steps(office) == [1]
    assert steps(books, office) == [1, 0]
    exposed = but(code="21-1093.00", worth=0.5, exposure=0.71, role_second=0.9, seen=20, pay_ratio=1.15)
    assert steps(but(seen=6), exposed) == [1, 0]


def test_that_a_low_start_is_none_where_people_there_get_more() -> None:
    """Typists at the top of their range: the next title's range begins lower, and people in it get 8% more."""
    typist = but(role_code="43-9022.00", code="43-6014.00", exposure=0.52, pay_ratio=0.99, gain=1.08, pay_from=0.76)
    assert steps(typist) == [1]
    assert steps(but(typist, gain=0.97)) == [0]


def test_that_city_wide_office_work_is_near_wherever_one_is() -> None:
    """An administrative specialist is in 29 departments: the clerks of the call centre come into it too."""
    elsewhere = replace(but(code="43-6014.00", pay_ratio=1.15), home=False)
    assert steps(elsewhere) == [0]
    assert steps(replace(elsewhere, everywhere=True)) == [1]
    assert steps(replace(elsewhere, everywhere=True, rank=9)) == [0]
    assert steps(replace(but(elsewhere, code="21-1093.00"), everywhere=True)) == [0]


def test_that_work_that_goes_away_is_left_for_as_much_pay() -> None:
    """Payroll clerks lose a sixth of their jobs; bookkeepers' jobs shrink too, far less, and are of the same kind."""
    books = but(role_code="43-3051.00", code="43-3031.00", role_exposure=0.47, exposure=0.31, second_rating=0.85)
    books = but(books, role_second=0.83, change=-5.8, pay_ratio=1.02, gates=Gates(study=1))
    assert steps(books) == [1]
    assert steps(replace(books, rank=5)) == [0]
    assert steps(but(books, role_code="43-9061.00")) == [0]
    office = but(role_code="43-3051.00", code="43-6014.00", exposure=0.52, zone_gap=-1, pay_ratio=1.02, change=-1.6)
    assert steps(office) == [1]
    assert steps(but(office, role_code="43-4051.00")) == [0]


def test_that_the_citys_pay_tells_the_rank_of_kindred_office_work() -> None:
    """The job zone of executive secretaries is above that of others; the city pays its staff assistants more."""
    staff = but(role_code="43-6011.00", code="43-6014.00", exposure=0.58, zone_gap=-1, pay_ratio=1.13, seen=3)
    assert steps(replace(staff, rank=9), but(staff, pay_ratio=1.07)) == [1, 0]


def test_that_the_way_up_in_ones_own_line_needs_no_more_pay_for_the_longest_served() -> None:
    """Library associates become librarians, whose range is a tenth above theirs and whose middle most have reached."""
    up = replace(but(exposure=0.62, pay_ratio=1.1, gain=0.985, seen=35), subject=True)
    assert steps(up) == [1]
    assert steps(but(up, pay_ratio=1.03, gain=0.985)) == [0]
    assert steps(replace(up, subject=False)) == [0]


def test_that_the_lowest_pay_of_two_people_is_no_start() -> None:
    low = but(pay_from=0.77, pay_ratio=1.2)
    assert steps(low) == [0]
    assert steps(replace(but(low, code="43-6014.00"), ranged=False)) == [1]
    assert steps(replace(but(low, code="11-1021.00"), ranged=False)) == [0]


def test_that_shrinking_work_is_not_steady() -> None:
    """Library clerks' work is exposed by less than the limit, and their jobs shrink by 7%."""
    office = but(role_exposure=0.41, exposure=0.52, pay_ratio=1.15, seen=20)
    assert steps(but(office, role_code="43-4121.00"), but(office, role_code="43-6014.00")) == [1, 0]


def test_that_one_task_is_a_reason_where_many_posts_open() -> None:
    thin = replace(GOOD, carried=GOOD.carried[:1], titles=(replace(THERE, people=90, openings=14.5),))
    assert steps(thin) == [1]
    assert steps(thin, GOOD) == [0, 1]  # beside what more speaks for, it is none


def test_that_a_second_step_is_no_twin_of_the_first() -> None:
    desk = but(worth=0.9, code="43-4171.00", seen=6)
    assert steps(GOOD, desk) == [1, 0]
    assert steps(GOOD, but(desk, exposure=0.15)) == [1, 2]
    assert steps(GOOD, but(desk, code="21-1093.00")) == [1, 2]


def test_that_a_second_step_that_nobody_took_wants_open_posts() -> None:
    other = but(worth=0.9, code="21-1093.00")
    assert steps(GOOD, but(other, seen=6, pay_ratio=1.31, gain=1.2)) == [1, 0]
    few = replace(other, titles=(replace(THERE, openings=1.1),))
    assert steps(GOOD, replace(few, akin=False)) == [1, 0]
    assert steps(GOOD, but(few, seen=6)) == [1, 2]


def test_that_a_second_step_leads_only_what_people_were_seen_to_lead() -> None:
    other = replace(but(worth=0.9, code="43-1011.00", gates=Gates(leads=NEAR)), titles=(replace(THERE, openings=9.0),))
    assert steps(GOOD, other) == [1, 0]
    assert steps(GOOD, replace(other, akin=True)) == [1, 2]
    assert steps(GOOD, but(other, seen=4)) == [1, 2]


GOOD_LEAD = but(exposure=0.55, second_rating=0.5, role_exposure=0.31, pay_ratio=1.2, gates=Gates(leads=NEAR))


def test_that_raters_may_disagree_on_where_people_come_from() -> None:
    """A bookkeeper's work is exposed by .31 or by .85: a supervisor's post at .55 is no step out of steady work."""
    lead = but(GOOD_LEAD, role_code="43-6014.00")
    assert steps(but(lead, role_second=0.33)) == [0]
    assert steps(but(lead, role_second=0.85)) == [1]


def test_that_what_is_not_offered_is_no_step_and_says_so_elsewhere(city, catalog) -> None:
    find_destinations(city, catalog)
    others = city.rows("SELECT step, later FROM destination WHERE NOT (stays OR viable OR caution)")
    assert others
    assert all((r["step"], r["later"]) == (0, "") for r in others)


def test_that_the_pay_of_a_step_is_that_of_its_titles_at_full_time_hours(city, catalog) -> None:
    """Secretaries at half time get 24,000; of the bookkeepers, one title pays a third more and one more than twice."""
    with city.change("Name a head and shorten hours") as db:
        db.execute("UPDATE position SET fte = 1")
        db.execute("UPDATE position SET fte = 0.5, annual_salary = 24000 WHERE title_id = 3")
        db["title"].insert({"id": 9, "title": "Ledger Specialist", "positions": 4, "fte": 4, "payroll": 400_000})
        db["mapping"].insert({"title_id": 9, "code": "43-3031.00", "confidence": 0.9, "status": "accepted"})
        place = {"title_id": 9, "title": "Ledger Specialist", "annual_salary": 110_000, "source_file": "r", "fte": 1}
        db["position"].insert_all({"id": f"9-{n}", "source_row": n} | place for n in range(4))
    find_destinations(city, catalog)
    (row,) = city.rows("SELECT * FROM destination WHERE title_id = 3 AND code = '43-3031.00'")
    assert row["pay_ratio"] == pytest.approx(52_000 / 48_000)
    assert row["pay_basis"] == (
        "$52,000, middle of the range of 12 positions here as Account Clerk, over $48,000,"
        " middle of the range of 10 positions here, at full-time hours"
    )
    assert "asks for full-time hours" in row["reason"] and row["caution"]


def test_that_part_time_pay_for_unknown_hours_is_not_compared(city, catalog) -> None:
    with city.change("Say hours of others") as db:
        db.execute("UPDATE position SET fte = CASE title_id WHEN 3 THEN NULL ELSE 1 END")
    find_destinations(city, catalog)
    rows = city.rows("SELECT * FROM destination WHERE title_id = 3 AND NOT stays")
    assert {r["pay_ratio"] for r in rows} == {None}
    assert {r["step"] for r in rows} == {0}
    assert all("its hours are not known" in r["reason"] for r in rows if r["caution"])


def test_that_a_reason_is_work_that_carries_over_and_fits_the_role(city, catalog) -> None:
    find_destinations(city, catalog)
    own = {t.sentence.rstrip(".")[1:] for t in catalog.tasks("43-6014.00")}
    told = city.rows("SELECT reason FROM destination WHERE title_id = 3 AND (viable OR caution) AND NOT stays")
    carried = [r["reason"].partition("Carries over from today's work: ")[2].partition(". ")[0] for r in told]
    found = [task for tasks in carried if tasks for task in tasks.split("; ")]
    assert found and all(any(task[1:] in sentence for sentence in own) for task in found)
    assert not any("directing staff" in r["reason"] for r in told)


def test_that_a_little_more_exposed_work_is_a_step_where_many_were_seen_to_take_it() -> None:
    assert steps(but(exposure=0.7, pay_ratio=1.05, seen=20)) == [1]
    assert steps(but(exposure=0.7, pay_ratio=1.05, seen=3)) == [0]


def test_that_leaving_work_that_goes_away_is_a_gain() -> None:
    """Data entry keyers lose a quarter of their jobs in ten years."""
    flat = but(pay_ratio=1.06, exposure=0.6, change=-3.0)
    assert steps(flat) == [0]
    assert steps(but(flat, role_code="43-9021.00")) == [1]


def test_that_staying_says_why_there_is_no_first_step(city, catalog) -> None:
    """All other work pays a good fifth less."""
    stay = "SELECT reason FROM destination WHERE title_id = 3 AND stays"
    with city.change("Pay city clerks better") as db:
        db.execute("UPDATE position SET annual_salary = 56000 WHERE title_id = 2")
    find_destinations(city, catalog)
    assert "first step" not in city.value(stay)
    with city.change("Pay secretaries much") as db:
        db.execute("UPDATE position SET annual_salary = 65000 WHERE title_id = 3")
        db.execute("UPDATE position SET annual_salary = 50000 WHERE title_id IN (1, 2, 4)")
    find_destinations(city, catalog)
    assert city.value("SELECT count(*) FROM destination WHERE title_id = 3 AND (viable OR caution) AND NOT stays")
    assert "No next job is named as a first step: " in city.value(stay)
    assert "the city has no title within reach in pay, hours, department and line of work." in city.value(stay)


def test_that_why_nothing_comes_first_is_told_of_what_is_near() -> None:
    """What has no title within reach is no reason where something has."""
    far, near = (
        Destination(1, n, f"{n}", name, score, 0.9, 0, 1.0, 0.5, 0.5, 9, 0, False, True, "", people=8, later=later)
        for n, name, score, later in ((1, "Guides", 2.0, OUT_OF_REACH), (2, "Clerks", 1.0, "less pay"))
    )
    above = next_grade(replace(THERE, title_id=9), replace(THERE, title="Guide II", people=1), [], DEFAULTS)
    assert above and not above.first
    assert none_first([far, near], above) == (
        "No next job is named as a first step: Guide II, next grade (no raise, by the range of pay); Clerks (less pay)."
    )
    assert none_first([far], None) == (
        "No next job is named as a first step: of the work that is offered, the city has no title within reach in pay,"
        " hours, department and line of work."
    )
    assert none_first([], None) == ""
