"""The filters of destinations: offered, with caution, or not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskill.pathways.gates import ELSEWHERE, NEAR, OFFICE, Gates
from reskill.pathways.observed import ObservedMoves, Seen
from reskill.pathways.viability import CAUTION, NO, YES, Facts, reach, verdicts
from reskill.thresholds import DEFAULTS

GOOD = Facts("43-9061.00", "43-4051.00", "Guides", 0.95, 0, 1.0, 0.3, 0.6, 10_000, people=5, vacancies=0, change=2.0)
NOTHING = ObservedMoves({}, 0)


def answers(*ranked: Facts, limits=DEFAULTS, observed=NOTHING) -> list[str]:
    return [v.answer for v in verdicts(ranked, limits, observed)]


def test_that_a_destination_that_passes_everything_is_offered() -> None:
    assert answers(GOOD) == [YES]


@pytest.mark.parametrize(
    ("change", "answer", "filter_name"),
    [
        ({"percentile": 0.74}, NO, "likeness"),
        ({"gates": Gates(leads=OFFICE)}, NO, "seniority"),
        ({"gates": Gates(leads=ELSEWHERE)}, NO, "seniority"),
        ({"gates": Gates(leads=ELSEWHERE), "seen": 3}, CAUTION, "seniority"),
        ({"gates": Gates(leads=NEAR), "code": "11-3012.00"}, CAUTION, "seniority"),
        ({"zone_gap": 2}, NO, "preparation"),
        ({"zone_gap": 2, "seen": 3}, CAUTION, "preparation"),
        ({"zone_gap": 2, "gates": Gates("High school diploma or equivalent")}, CAUTION, "preparation"),
        ({"zone_gap": 3, "gates": Gates("High school diploma or equivalent")}, NO, "preparation"),
        ({"zone_gap": -2}, CAUTION, "preparation"),
        ({"zone_gap": -3}, NO, "preparation"),
        ({"zone_gap": None}, CAUTION, "preparation"),
        ({"gates": Gates("Bachelor's degree", degrees=1)}, CAUTION, "education"),
        ({"gates": Gates("Master's degree", degrees=2)}, NO, "education"),
        ({"gates": Gates(licence="admission to the bar")}, CAUTION, "licence"),
        ({"gates": Gates(licence="admission to the bar", profession=True)}, NO, "licence"),
        ({"gates": Gates(licence="admission to the bar", profession=True), "seen": 3}, CAUTION, "licence"),
        ({"pay_ratio": 0.84}, CAUTION, "pay"),
        ({"pay_ratio": 0.69}, NO, "pay"),
        ({"pay_ratio": 1.61}, NO, "pay"),
        ({"pay_ratio": None}, CAUTION, "pay"),
        ({"exposure": DEFAULTS.at_risk, "role_exposure": 0.9}, CAUTION, "exposure"),
        ({"exposure": 0.40, "role_exposure": 0.42}, CAUTION, "exposure"),
        ({"exposure": 0.41, "role_exposure": 0.25}, NO, "exposure"),
        ({"exposure": 0.41, "role_exposure": 0.25, "seen": 3}, CAUTION, "exposure"),
        ({"second_rating": 0.85}, CAUTION, "exposure"),
        ({"exposure": None}, CAUTION, "exposure"),
        ({"change": -1.0}, CAUTION, "outlook"),
        ({"gates": Gates("Bachelor's degree", degrees=1), "pay_ratio": 0.94}, NO, "education"),
        ({"gates": Gates("Master's degree", degrees=2), "seen": 3}, CAUTION, "education"),
        ({"gates": Gates("Master's degree", degrees=2), "code": "43-9021.00"}, CAUTION, "education"),
        ({"gates": Gates(leads=NEAR), "code": "11-3031.00", "seen": 3}, CAUTION, "seniority"),
        ({"full_time": True}, CAUTION, "hours"),
        ({"gates": Gates(asks="a test")}, CAUTION, "asks"),
        ({"people": 1}, CAUTION, "presence"),
        ({"people": 0}, CAUTION, "presence"),
        ({"people": 0, "local_jobs": 499}, NO, "presence"),
    ],
)
def test_that_each_filter_alone_gives_its_answer_and_says_why(change, answer, filter_name) -> None:
    verdict = verdicts([GOOD._replace(**change)], DEFAULTS, NOTHING)[0]
    told = [c for c in verdict.checks if c.answer != YES]
    assert (verdict.answer, [c.filter for c in told]) == (answer, [filter_name])
    assert told[0].text


def test_that_work_that_is_changing_too_is_told_in_words() -> None:
    risk = "at risk from 42%"
    keeps = "about as exposed as today's work: this step keeps the person in work that is changing too"
    told = {
        (0.58, 0.60): f"{keeps} (exposure 58% against 60%, {risk})",
        (0.50, 0.60): f"less exposed than today's work, and still at risk (exposure 50% against 60%, {risk})",
        (0.50, 0.38): f"this step leads into work that is changing more (exposure 50% against 38%, {risk})",
        (0.45, 0.41): f"about as exposed as today's work, and at risk itself (exposure 45% against 41%, {risk})",
        (0.38, 0.40): "about as exposed as today's work (exposure 38% against 40%)",
        (0.38, 0.25): "more exposed than today's work (exposure 38% against 25%)",
    }
    for (there, here), text in told.items():
        verdict = verdicts([GOOD._replace(exposure=there, role_exposure=here)], DEFAULTS, NOTHING)[0]
        assert verdict.texts(CAUTION) == [text]


def test_that_a_doubt_of_raters_about_todays_work_is_told() -> None:
    step = GOOD._replace(exposure=0.55, second_rating=0.5, role_exposure=0.31, role_second=0.85)
    (told,) = verdicts([step], DEFAULTS, NOTHING)[0].texts(CAUTION)
    assert told.startswith(
        "this step leads into work that is changing more, but raters disagree on today's work, up to 85%"
    )


def test_that_study_takes_the_place_of_the_same_preparation() -> None:
    same = verdicts([GOOD], DEFAULTS, NOTHING)[0]
    study = verdicts([GOOD._replace(gates=Gates("Associate's degree", study=2))], DEFAULTS, NOTHING)[0]
    assert "same preparation" in same.texts(YES)
    assert "same preparation" not in study.texts(YES)


def test_that_pay_is_told_by_what_people_get_where_that_is_more_than_the_middle() -> None:
    told = verdicts([GOOD._replace(pay_ratio=1.32, gain=1.11)], DEFAULTS, NOTHING)[0].texts(YES)
    assert "132% of the pay by the middle of the range, 111% of what people here get on average" in told


def test_that_the_outlook_is_told_beside_that_of_todays_work() -> None:
    step = GOOD._replace(role_code="43-9022.00", change=-1.6)
    (told,) = verdicts([step], DEFAULTS, NOTHING)[0].texts(CAUTION)
    assert told == "jobs in the nation shrink by 1.6% from 2024 to 2034, today's shrink by 36.1%"


def test_that_less_pay_is_not_offered_for_work_that_is_no_surer_unless_people_were_seen_to_take_it() -> None:
    step = GOOD._replace(pay_ratio=0.8, exposure=0.6)
    assert answers(step) == [NO]
    assert answers(step._replace(seen=5)) == [CAUTION]


def test_that_a_loss_in_pay_buys_work_that_is_much_surer_though_at_risk() -> None:
    step = GOOD._replace(pay_ratio=0.8, exposure=0.45)
    assert answers(step._replace(role_exposure=0.61)) == [CAUTION]
    assert answers(step._replace(role_exposure=0.59)) == [NO]


def test_that_nobody_loses_pay_for_work_that_asks_a_licence() -> None:
    sworn = GOOD._replace(gates=Gates(licence="sworn status"), seen=3)
    assert answers(sworn._replace(pay_ratio=0.85)) == [CAUTION]
    assert answers(sworn._replace(pay_ratio=0.84)) == [NO]


def test_that_work_changes_much_more_where_both_raters_say_so() -> None:
    step = GOOD._replace(exposure=0.55, role_exposure=0.31, second_rating=0.6)
    assert answers(step._replace(role_second=0.44)) == [NO]
    assert answers(step._replace(role_second=0.85)) == [CAUTION]
    assert answers(step._replace(role_second=None)) == [NO]


def test_that_a_small_loss_and_leading_others_are_told_where_a_step_is_offered_with_caution() -> None:
    step = GOOD._replace(pay_ratio=0.93, gates=Gates(experience="Less than 5 years", leads=NEAR))
    sure, doubtful = verdicts([step, step._replace(change=-5.0)], DEFAULTS, NOTHING)
    assert (sure.answer, sure.against) == (YES, [])
    assert "less pay: 93% of today's" in sure.in_favour
    assert doubtful.against[:2] == [
        "leads others, usually after less than 5 years in the work",
        "less pay: 93% of today's",
    ]
    assert "less pay: 93% of today's" not in doubtful.in_favour


def test_that_work_that_asks_a_licence_is_close_or_was_seen() -> None:
    sworn = GOOD._replace(gates=Gates(licence="sworn status"), percentile=0.89)
    assert answers(sworn) == [NO]
    assert answers(sworn._replace(seen=3)) == [CAUTION]
    assert answers(sworn._replace(percentile=0.9)) == [CAUTION]


def test_that_a_step_down_is_not_offered_for_work_that_is_no_surer() -> None:
    down = GOOD._replace(pay_ratio=0.97, zone_gap=-1, exposure=0.58, seen=9)
    assert answers(down) == [NO]
    assert answers(down._replace(zone_gap=0)) == [CAUTION]
    assert answers(down._replace(pay_ratio=0.98)) == [CAUTION]
    assert answers(down._replace(exposure=0.3)) == [YES]


def test_that_jobs_that_hardly_change_are_no_decline() -> None:
    assert answers(GOOD._replace(change=-0.9)) == [YES]


def test_that_management_that_asks_a_degree_has_a_bridge() -> None:
    asks = Gates("Bachelor's degree", "5 years or more", degrees=1, leads=NEAR)
    manager = GOOD._replace(code="13-9999.00", occupation="Managers", gates=asks, pay_ratio=1.4)
    manager = manager._replace(code="11-3031.00", role_code="43-3031.00")
    between = GOOD._replace(code="11-9999.00", occupation="Between", worth=1.0)
    assert answers(manager) == [NO]
    assert answers(between, manager) == [YES, CAUTION]


def test_that_places_go_by_worth() -> None:
    limits = replace(DEFAULTS, steps_sure=1, steps_cautious=0)
    assert answers(GOOD._replace(worth=0.1), GOOD._replace(worth=0.2), limits=limits) == [NO, YES]


def test_that_nobody_leads_a_licensed_line_of_work_from_outside_it() -> None:
    step = GOOD._replace(seen=9, gates=Gates(leads=ELSEWHERE, licence="sworn status"))
    assert answers(step) == [NO]


def test_that_a_step_too_far_stands_with_caution_where_another_lies_between() -> None:
    far = GOOD._replace(code="43-6011.00", occupation="Far", pay_ratio=1.8, zone_gap=2)
    between = GOOD._replace(code="43-6014.00", occupation="Between", pay_ratio=1.3, zone_gap=1)
    assert answers(far) == [NO]
    assert answers(between, far) == [YES, CAUTION]
    assert answers(far, between) == [NO, YES]  # what comes later is less likely, and no bridge
    assert "by way of Between" in " ".join(verdicts([between, far], DEFAULTS, NOTHING)[1].texts(CAUTION))
    too_low = between._replace(pay_ratio=1.1)  # 1.8 over 1.1 is too far still
    assert answers(too_low, far) == [YES, NO]
    elsewhere = between._replace(code="33-9032.00")
    assert answers(elsewhere, far) == [YES, NO]
    seen = ObservedMoves({"33-9032.00": {"43-6011.00": Seen(3, 1)}}, 1)
    assert answers(elsewhere, far, observed=seen) == [YES, CAUTION]


def test_that_a_pay_cut_or_a_drop_has_no_bridge() -> None:
    between = GOOD._replace(code="43-6014.00", pay_ratio=0.9)
    assert answers(between, GOOD._replace(pay_ratio=0.65)) == [YES, NO]
    assert answers(between, GOOD._replace(zone_gap=-3)) == [YES, NO]


def test_that_only_the_first_few_of_each_answer_are_offered() -> None:
    limits = replace(DEFAULTS, steps_sure=2, steps_cautious=1)
    cautious = GOOD._replace(change=-1.0)
    assert answers(GOOD, cautious, GOOD, cautious, GOOD, limits=limits) == [YES, CAUTION, YES, NO, NO]


def test_that_work_that_is_changing_too_leaves_room_for_other_steps() -> None:
    limits = replace(DEFAULTS, steps_cautious=3, steps_changing=1)
    changing, shrinking = GOOD._replace(exposure=0.5), GOOD._replace(change=-1.0)
    assert answers(changing, changing, shrinking, shrinking, limits=limits) == [CAUTION, NO, CAUTION, CAUTION]


def test_that_what_the_city_lacks_comes_after_its_own_jobs() -> None:
    limits = replace(DEFAULTS, steps_sure=2, steps_cautious=5)
    absent = GOOD._replace(people=0)
    assert answers(absent, absent, GOOD, limits=limits) == [CAUTION, NO, YES]


def test_that_reach_counts_who_passes_and_who_is_kept_out_by_one_filter_alone() -> None:
    low = GOOD._replace(pay_ratio=0.5)
    found = {r.filter: r for r in reach(verdicts([GOOD, low, low._replace(zone_gap=-3)], DEFAULTS, NOTHING))}
    assert (found["pay"].passing, found["pay"].alone_keeps_out) == (1, 1)
    assert (found["preparation"].passing, found["preparation"].alone_keeps_out) == (2, 0)


maybe = st.none() | st.floats(0, 2)
facts = st.builds(
    Facts,
    role_code=st.just("43-9061.00"),
    code=st.just("43-4051.00"),
    occupation=st.just("Guides"),
    percentile=st.floats(0, 1),
    zone_gap=st.none() | st.integers(-4, 4),
    pay_ratio=maybe,
    exposure=st.none() | st.floats(0, 1),
    role_exposure=st.none() | st.floats(0, 1),
    local_jobs=st.none() | st.integers(0, 600_000),
    people=st.integers(0, 5),
    vacancies=st.just(0),
    second_rating=st.none() | st.floats(0, 1),
    change=st.none() | st.floats(-30, 30),
    seen=st.integers(0, 5),
)
LOOSER = {
    "zone_gap": st.integers(0, 3),
    "zone_drop": st.integers(0, 3),
    "alike_from": st.floats(-1, 0),
    "pay_floor": st.floats(-1, 0),
    "pay_least": st.floats(-1, 0),
    "pay_ceiling": st.floats(0, 3),
    "destination_jobs": st.integers(-500, 0),
    "second_rating_limit": st.floats(0, 1),
    "safer_by": st.floats(-0.5, 0),
    "more_exposed_by": st.floats(0, 1),
}


@given(facts=facts, name=st.sampled_from(sorted(LOOSER)), data=st.data())
def test_that_loosening_a_limit_never_makes_an_answer_worse(facts: Facts, name: str, data: st.DataObject) -> None:
    step = data.draw(LOOSER[name])
    looser = replace(DEFAULTS, **{name: getattr(DEFAULTS, name) + step})
    order = (YES, CAUTION, NO).index
    assert order(answers(facts, limits=looser)[0]) <= order(answers(facts)[0])


def test_that_a_lower_start_is_told_beside_other_cautions() -> None:
    facts = GOOD._replace(pay_ratio=1.2, pay_from=0.94, exposure=0.5)
    assert (
        "120% of the pay, but it may start lower than today's lowest: 94%"
        in verdicts([facts], DEFAULTS, NOTHING)[0].against
    )
    assert len(verdicts([facts._replace(pay_from=1.0)], DEFAULTS, NOTHING)[0].against) == 1


def test_that_pay_for_unknown_hours_says_why_it_is_not_compared() -> None:
    verdict = verdicts([GOOD._replace(pay_ratio=None, pay_unknown="its hours are not known")], DEFAULTS, NOTHING)[0]
    assert verdict.texts(CAUTION) == ["its hours are not known"]
