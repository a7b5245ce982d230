"""Role figures, bands, groups and sensitivity."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskill.exposure import bands, strange_tasks
from reskill.exposure.groups import KINDS, QUARTERS, by_group
from reskill.exposure.inventory import read_inventories
from reskill.exposure.judgements import judge
from reskill.exposure.roles import assess, interval
from reskill.exposure.sensitivity import sensitivity
from reskill.problem import ReskillError
from reskill.thresholds import DEFAULTS

net = st.one_of(st.none(), st.floats(0, 1))
limits = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(
    lambda t: replace(DEFAULTS, **dict(zip(("watch", "at_risk", "priority"), sorted(t), strict=True)))
)


def test_that_every_title_has_a_role_and_one_without_an_occupation_says_so(town, role, titles) -> None:
    assert town.value("SELECT count(*) FROM role") == len(titles)
    waiting = role("Assistant II")
    assert (waiting["band"], waiting["exposure"], waiting["priority"]) == ("not estimated", None, 0)
    assert "review queue" in waiting["reason"]


def test_that_an_uncodable_title_and_an_occupation_without_tasks_say_why(town, catalog, role) -> None:
    empty = next(code for code in catalog.occupations if not catalog.tasks(code))
    with town.change("Decide") as db:
        db["mapping"].insert({"title_id": 6, "code": "", "confidence": 0, "status": "uncodable"})
        db.execute("UPDATE mapping SET code = ? WHERE title_id = 4", (empty,))
    assert "uncodable" in role("Assistant II")["reason"]
    assert catalog.occupation(empty).title in role("Groundskeeper")["reason"]
    assert role("Groundskeeper")["band"] == "not estimated"


def test_that_a_role_is_the_weighted_sum_of_its_tasks(town, catalog, role, titles, number) -> None:
    for title, (mapping, positions, *_) in titles.items():
        if not mapping:
            continue
        tasks, r = read_inventories(town, catalog).tasks(number[title]), role(title)
        assert r["exposure"] == pytest.approx(sum(t.weight * t.exposure for t in tasks))
        free = sum(t.weight * t.exposure for t in tasks if t.tier < 3)
        assert (r["net"], r["priority"]) == (pytest.approx(free), pytest.approx(free * positions))
        assert r["automate"] + r["augment"] + r["unaffected"] + r["protected"] == pytest.approx(1)
        assert 0 <= r["low"] <= r["exposure"] <= r["high"] <= 1
        assert r["net"] <= r["exposure"] <= r["exposed"]


def test_that_a_role_tells_where_gpt4_rates_its_work_otherwise(town, catalog, titles, number) -> None:
    told = 0
    for r in assess(town, catalog):
        if r.exposure is None or r.second_rating is None:
            continue
        ratings = {(t.code, t.task_id): t.gpt4 for code in catalog.occupations for t in catalog.tasks(code)}
        tasks = [t for t in read_inventories(town, catalog).tasks(r.title_id) if ratings.get((t.code, t.task_id))]
        score = {"E0": 0.0, "E2": 0.5, "E1": 1.0}
        rated = sum(t.weight * score[ratings[t.code, t.task_id]] for t in tasks) / sum(t.weight for t in tasks)
        assert r.second_rating == pytest.approx(rated)
        told += "GPT-4 rated" in r.reason
        assert ("GPT-4 rated" in r.reason) == (abs(rated - r.exposure) > DEFAULTS.rater_disagreement)
    assert 0 < told < len(titles)


def test_that_protected_work_is_not_counted_as_at_risk(role) -> None:
    police = role("Patrol Officer")
    assert police["protected"] > 0.9
    assert police["net"] < police["exposure"]
    assert police["band"] == "low"
    assert "stay with people: enforcement" in police["reason"]


def test_that_desk_work_is_more_exposed_than_grounds_work(role) -> None:
    assert role("Office Clerk")["net"] > role("Groundskeeper")["net"] + 0.3


def test_that_scoring_again_gives_the_same_and_adds_no_undo_step(town, catalog, role) -> None:
    before, steps = town.rows("SELECT * FROM role ORDER BY title_id"), len(town.history())
    role("Office Clerk")
    assert town.rows("SELECT * FROM role ORDER BY title_id") == before
    assert len(town.history()) == steps


def test_that_correlation_widens_the_interval_between_its_two_limits(town, catalog, number) -> None:
    tasks = read_inventories(town, catalog).tasks(number["Account Clerk"])
    widths = [high - low for low, high in (interval(tasks, "beta", r) for r in (0.0, 0.05, 0.5, 1.0))]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_that_a_city_may_go_by_the_ratings_of_people_alone(town, catalog, role) -> None:
    clerk = role("Account Clerk")
    assert (clerk["span"], clerk["offered"]) == ("watch to priority", "priority")
    town.set_setting("both_raters", "0")
    clerk = role("Account Clerk")
    assert (clerk["band"], clerk["span"], clerk["offered"]) == ("watch", "watch to priority", None)


def _shifted(town, catalog, role, number, title: str) -> float:
    score = {"E0": 0.0, "E2": 0.5, "E1": 1.0}
    free = [t for t in read_inventories(town, catalog).tasks(number[title]) if t.tier < 3]
    return role(title)["net"] + sum(t.weight * (score[t.gpt4] - t.exposure) for t in free if t.gpt4)


def test_that_a_role_whose_band_depends_on_the_rater_says_between_which(town, catalog, role, titles, number) -> None:
    clerk, officer = role("Account Clerk"), role("Patrol Officer")
    assert "Its band depends on the rater: watch to priority." in clerk["reason"]
    assert (clerk["band"], clerk["span"], clerk["offered"]) == ("watch", "watch to priority", "priority")
    assert clerk["gpt4_net"] > clerk["net"] and clerk["gpt4"] > clerk["exposure"]
    assert (officer["span"], officer["offered"]) == (None, None)
    for title, (mapping, *_) in titles.items():
        if mapping:
            found = {
                bands.band(n, DEFAULTS) for n in (role(title)["net"], _shifted(town, catalog, role, number, title))
            }
            assert ("depends on the rater" in role(title)["reason"]) == (len(found) == 2)


def test_that_a_persons_judgement_leaves_no_doubt_between_raters(town, catalog, role, number) -> None:
    for t in read_inventories(town, catalog).tasks(number["Account Clerk"]):
        judge(town, catalog, t.code, t.task_id, "exposure", 0.4, "Counted at the desks", number["Account Clerk"])
    judged = role("Account Clerk")
    assert "depends on the rater" not in judged["reason"]
    assert (judged["low"], judged["high"]) == (pytest.approx(0.4), pytest.approx(0.4))


def test_that_roles_intervals_hold_the_figure_of_the_other_rater(project, catalog) -> None:
    codes = [c for c, o in catalog.occupations.items() if o.tasks]
    with project.change("One title for each occupation") as db:
        for n, code in enumerate(codes, start=1):
            db["title"].insert({"id": n, "title": code, "positions": 1, "fte": 1, "payroll": 1})
            db["mapping"].insert({"title_id": n, "code": code, "share": 1, "confidence": 1, "status": "accepted"})
    rated = [r for r in assess(project, catalog) if r.second_rating is not None and r.low is not None]
    office = [r for r in rated if r.code.startswith("43-")]
    for roles in (rated, office):
        held = sum(r.low - 1e-9 <= r.second_rating <= r.high + 1e-9 for r in roles)
        assert held >= 0.85 * len(roles) > 20
    assert sum(r.high - r.low for r in rated) < 0.25 * len(rated)


def test_that_the_horizon_orders_exposure(town, catalog) -> None:
    by_horizon = [
        [r.exposure or 0 for r in assess(town, catalog, replace(DEFAULTS, horizon=h))] for h in ("E1", "beta", "E1+E2")
    ]
    for low, middle, high in zip(*by_horizon, strict=True):
        assert low <= middle <= high


@given(st.floats(0, 1), st.floats(0, 1), limits)
def test_that_a_higher_exposure_is_never_in_a_lower_band(one: float, other: float, given_limits) -> None:
    low, high = sorted((one, other))
    order = bands.BANDS.index
    assert order(bands.band(low, given_limits)) <= order(bands.band(high, given_limits))


@given(st.lists(st.tuples(net, st.integers(1, 500))), limits, st.sampled_from(["watch", "at_risk", "priority"]))
def test_that_raising_a_threshold_never_puts_more_positions_at_or_above_it(roles, given_limits, name: str) -> None:
    def at_or_above(current) -> int:
        counts = {c.band: c.positions for c in bands.threshold_effect(roles, current)}
        first = ("watch", "at_risk", "priority").index(name) + 1
        return sum(counts[b] for b in bands.BANDS[first:])

    raised = replace(given_limits, **{name: getattr(given_limits, name) + 0.05})
    counts = bands.threshold_effect(roles, given_limits)
    assert sum(c.positions for c in counts) == sum(p for _, p in roles)
    assert at_or_above(raised) <= at_or_above(given_limits)


def test_that_groups_count_every_position_once(town) -> None:
    total = town.value("SELECT count(*) FROM position")
    for kind in KINDS:
        groups = by_group(town, kind)
        assert sum(g.positions for g in groups) == total
        assert all(g.at_risk <= g.estimated <= g.positions for g in groups)


def test_that_a_department_adds_up_its_roles(town, role) -> None:
    finance = next(g for g in by_group(town, "department") if g.name == "Finance")
    account, office = role("Account Clerk"), role("Office Clerk")
    assert finance.positions == 32
    assert finance.exposure == pytest.approx((12 * account["exposure"] + 20 * office["exposure"]) / 32)
    assert finance.payroll == 12 * 52_000 + 20 * 42_000
    assert "(not given)" in {g.name for g in by_group(town, "department")}


def test_that_pay_quarters_go_from_the_lowest_paid_and_never_split_equal_pay(town) -> None:
    groups = by_group(town, "pay quartile")
    assert [g.name for g in groups] == [q for q in QUARTERS if q in {g.name for g in groups}]
    means = [g.payroll / g.positions for g in groups]
    assert means == sorted(means)


def test_that_pay_which_is_unknown_is_a_group_of_its_own(town) -> None:
    with town.change("Forget pay") as db:
        db.execute("UPDATE position SET annual_salary = NULL WHERE title_id = 1")
    last = by_group(town, "pay quartile")[-1]
    assert (last.name, last.positions, last.payroll) == ("(not given)", 12, 0)


def test_that_an_unknown_grouping_is_refused(town) -> None:
    with pytest.raises(ReskillError, match="star sign"):
        by_group(town, "star sign")


def test_that_sensitivity_names_each_assumption_and_writes_nothing(town, catalog) -> None:
    before = town.rows("SELECT * FROM role ORDER BY title_id")
    shifts = sensitivity(town, catalog)
    assert len(shifts) == 2 + 6
    assert sum("Horizon" in s.assumption for s in shifts) == 2
    assert all(s.roles <= s.positions for s in shifts)
    assert any(s.roles for s in shifts)
    assert town.rows("SELECT * FROM role ORDER BY title_id") == before


def test_that_a_projects_own_thresholds_decide_the_band(town, role) -> None:
    town.set_setting("watch", "0.01")
    town.set_setting("at_risk", "0.02")
    town.set_setting("priority", "0.03")
    assert role("Office Clerk")["band"] == "priority"


def test_that_a_band_begins_at_its_threshold():
    limits = replace(DEFAULTS, watch=0.2, at_risk=0.4, priority=0.6)
    assert [bands.band(net, limits) for net in (0.19, 0.2, 0.39, 0.4, 0.59, 0.6, None)] == [
        *("low", "watch", "watch", "at risk", "at risk", "priority"),
        "not estimated",
    ]


def test_that_a_clerk_of_police_records_has_protected_work_and_nothing_that_ai_takes_alone(town, role) -> None:
    def named(title: str) -> dict:
        with town.change("Rename") as db:
            db.execute("UPDATE mapping SET code = '43-4071.00' WHERE title_id = 2")
            db.execute("UPDATE title SET title = ? WHERE id = 2", [title])
        return role("Office Clerk")

    plain, police = named("Records Clerk"), named("Police Records Clerk")
    assert plain["protected"] == 0.0 and plain["automate"] > 0.5
    assert police["protected"] > 0.1 and police["automate"] == 0.0
    assert police["exposure"] == pytest.approx(plain["exposure"])
    assert "stay with people: personal data" in police["reason"]


def test_that_a_reason_names_the_heaviest_tasks_and_those_that_the_band_rests_on(town, catalog, role, number) -> None:
    tasks = read_inventories(town, catalog).tasks(number["Account Clerk"])
    weight, _, rests = role("Account Clerk")["reason"].partition("Most weight: ")[2].partition("The band rests most on")
    heaviest = sorted(tasks, key=lambda t: -t.weight)[:3]
    quoted = [q.rstrip("…") for q in re.findall("“(.*?)”", weight)]
    assert len(quoted) == 3 and all(t.sentence.startswith(q) for t, q in zip(heaviest, quoted, strict=True))
    deciding = sorted((t for t in tasks if t.tier < 3), key=lambda t: -t.weight * t.exposure)[:2]
    named = [f"the {('first', 'second', 'third')[heaviest.index(t)]}" for t in deciding if t in heaviest]
    named += [t.sentence[:30] for t in deciding if t not in heaviest]
    assert len(named) == 2 and all(n in rests for n in named)


def test_that_no_task_is_quoted_at_length_in_a_reason(town, catalog) -> None:
    quoted = [q for r in assess(town, catalog) for q in re.findall("“(.*?)”", r.reason)]
    assert quoted and max(map(len, quoted)) <= 48


@pytest.mark.parametrize(
    ("title", "department", "strange"),
    [
        ("Permit Clerk", "Building", {"the courts", "the council"}),
        ("Deputy Clerk", "Municipal Court", {"the council", "licensing"}),
        ("City Clerk", "City Clerk", {"the courts"}),
        ("Clerk", "Finance", set()),  # neither names a service: nothing is known to be strange
    ],
)
def test_that_tasks_of_other_services_are_proposed_to_be_struck_out(
    town, catalog, title: str, department: str, strange: set[str]
) -> None:
    found = strange_tasks.strange(tasks_of(town, catalog), f"{title} @ {department}")
    assert set(found) == strange
    assert all("docket" not in t.sentence for t in found.get("the council", []))


def test_that_strange_tasks_are_struck_out_of_all_such_titles(town, catalog, role) -> None:
    with town.change("Rename") as db:
        db.execute("UPDATE title SET title = 'Permit Clerk', department = 'Building' WHERE id = 1")
        db.execute("UPDATE title SET title = 'License Clerk', department = 'Licensing' WHERE id = 2")
        db.execute("UPDATE title SET title = 'Court Clerk', department = 'Court' WHERE id = 3")
        db.execute("UPDATE mapping SET code = '43-4031.00' WHERE title_id < 4")
    said = role("Account Clerk")["reason"]
    assert "of its tasks are of" in said and "the courts, which the title" in said
    found = strange_tasks.strange_by_title(read_inventories(town, catalog))
    assert set(found) == {1, 2, 3} and all(any("docket" in t.sentence for t in found[n]) for n in (1, 2))
    kept = {n: len(read_inventories(town, catalog).tasks(n)) - len(tasks) for n, tasks in found.items()}
    steps = len(town.history())
    strange_tasks.strike_out(town, catalog, "None of these titles does them.")
    inventories = read_inventories(town, catalog)
    assert {n: len(inventories.tasks(n)) for n in found} == kept and not strange_tasks.strange_by_title(inventories)
    assert len(town.history()) == steps + 1
    assert "strike out" not in role("Account Clerk")["reason"]


def tasks_of(town, catalog):
    """The tasks of court, municipal and license clerks."""
    return read_inventories(town, catalog).of_occupation("43-4031.00")
