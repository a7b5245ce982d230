"""Advice on staying, from the role's own tasks."""

from dataclasses import replace
from itertools import combinations

import pytest

from reskill.exposure.inventory import Inventories
from reskill.exposure.overrides import Overrides
from reskill.pathways.destinations import find_destinations
from reskill.pathways.gates import leads_others
from reskill.pathways.practice import modules, practice_hours, unpractised
from reskill.pathways.report import pathways_rows
from reskill.pathways.retask import Retasking
from reskill.thresholds import DEFAULTS

# unlike roles that many cities have, exposed to AI each
UNLIKE = (
    *("43-9061.00", "43-6014.00", "43-3031.00", "43-4031.00", "43-4051.00", "43-9021.00", "43-3051.00", "43-4161.00"),
    *("43-5031.00", "43-4121.00", "43-4061.00", "13-2011.00", "13-1111.00", "15-1251.00", "27-3031.00", "23-2011.00"),
    *("13-1071.00", "29-2072.00", "19-3051.00", "13-2081.00"),
)


@pytest.fixture(scope="module")
def roles(catalog):
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    retasking = Retasking(catalog, 40.0)
    return {code: (tasks := inventories.of_occupation(code), retasking.advice(tasks, code)) for code in UNLIKE}


def test_that_tasks_that_shrink_are_exposed_and_no_protected_decision(roles) -> None:
    for tasks, advice in roles.values():
        by_sentence = {t.sentence: t for t in tasks}
        for change in advice.shrinking:
            task = by_sentence[change.task]
            assert task.exposure >= 0.5 and task.tier < 3
            assert change.hours == pytest.approx(task.weight * 40)
        for change in advice.staying:
            task = by_sentence[change.task]
            assert task.tier >= 3 or (task.exposure < 0.25 and task.gpt4 not in ("E1", "E2"))
            assert change.why
        assert advice.hours == pytest.approx(sum(t.weight * 40 for t in tasks if t.exposure >= 0.5 and t.tier < 3))


def test_that_each_duty_comes_from_a_task_of_the_role(roles) -> None:
    for tasks, advice in roles.values():
        assert advice.duties
        assert all(d.tasks and {*d.tasks} <= {t.sentence for t in tasks} for d in advice.duties)
        assert len({d.kind for d in advice.duties}) == len(advice.duties)


def test_that_unlike_roles_get_unlike_duties_and_training(roles) -> None:
    shared = []
    for (_, a), (_, b) in combinations(roles.values(), 2):
        kinds = [{d.kind for d in advice.duties} for advice in (a, b)]
        trainings = [set(advice.training) for advice in (a, b)]
        shared += [len(x & y) / min(len(x), len(y)) for x, y in (kinds, trainings)]
    assert sum(shared) / len(shared) < 0.3
    assert sum(s >= 0.5 for s in shared) / len(shared) < 0.3


def test_that_duties_belong_to_the_post(catalog) -> None:
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    retasking = Retasking(catalog, 40.0)
    leading = {"directing staff", "rights at work", "goals and strategy", "team building", "coaching"}
    seen = set()
    for code in catalog.occupations:
        if not (tasks := inventories.of_occupation(code)):
            continue
        kinds = {d.kind for d in retasking.advice(tasks, code).duties}
        if not leads_others(code) and code[:6] not in ("13-107", "43-416", "13-115") and code[:2] != "25":
            assert not leading & kinds, code
        if code[:2] in ("15", "13") and code[:6] != "13-104":
            assert "eligibility" not in kinds, code
        if code[:2] == "43" and code[:7] not in ("43-1011", "43-3061"):
            assert "controlling resources" not in kinds, code
        seen |= kinds
    assert {"directing staff", "rights at work", "eligibility", "controlling resources"} <= seen


def test_that_a_duty_is_told_as_posts_of_its_field_have_it(roles) -> None:
    training = {code: {d.kind: d.training for d in advice.duties} for code, (_, advice) in roles.items()}
    assert training["15-1251.00"]["creative work"] == "reviewing code, queries and set-ups written by AI"
    assert training["13-2011.00"]["records"] == "workpapers and schedules that AI has prepared"
    assert training["43-9061.00"]["processing information"] == "clearing exceptions of automatic entry"


def test_that_a_duty_is_practised_on_tasks_whose_words_bear_it_out(roles) -> None:
    tasks = {code: {d.training: d.tasks for d in advice.duties} for code, (_, advice) in roles.items()}
    bookkeepers = tasks["43-3031.00"]["clearing exceptions of automatic posting and calculation"]
    assert bookkeepers and all(any(w in t for w in ("ccount", "econcil", "ledger", "record")) for t in bookkeepers)
    for _, advice in roles.values():
        assert all(d.fits(task) for d in advice.duties for task in d.tasks)
    filed_elsewhere = tasks["43-6014.00"]["checking drafts that go out in the city's name"]  # as administration
    assert all("replies" in t for t in filed_elsewhere)


def test_that_duties_go_by_the_hours_that_they_cover_and_the_citys_rules_come_last(roles) -> None:
    for tasks, advice in roles.values():
        changed = [t for t in tasks if t.exposure >= 0.5 and t.tier < 3]
        decisions = {t.proposal.subjects[0] for t in tasks if t.proposal.subjects}
        ranked = [d for d in advice.duties if d.kind not in decisions | {"directing staff"}]
        general = [d.kind == "keeping knowledge current" for d in ranked]
        assert not any(general[:-1])
        hours = [
            sum(t.weight * t.exposure for t in changed if d.fits(t.sentence))
            for d in ranked
            if d.kind != "keeping knowledge current"
        ]
        assert hours == sorted(hours, reverse=True)
        assert [m.subject for m in modules(advice, DEFAULTS)][:2] == list(advice.training[:2])


def test_that_outputs_are_audited_by_group_only_where_people_are_judged(catalog) -> None:
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    retasking, found = Retasking(catalog, 40.0), {}
    for code in catalog.occupations:
        for duty in retasking.advice(inventories.of_occupation(code), code).duties:
            if duty.kind == "judging quality":
                found[code] = duty.practice
    by_group = {code[:2] for code, practice in found.items() if "by group" in practice}
    assert by_group and by_group <= {"11", "13", "21", "25", "43"}
    assert not any("by group" in p for code, p in found.items() if code.startswith(("11-30", "13-1111", "15-", "17-")))


def test_that_decisions_on_a_subject_are_a_duty_only_where_they_take_a_tenth_of_the_time(catalog) -> None:
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    tasks = inventories.of_occupation("43-4061.00")  # eligibility interviewers
    decided = [t for t in tasks if t.tier >= 3 and t.proposal.subjects[:1] == ("eligibility",) and t.exposure >= 0.25]
    others = [t for t in tasks if t not in decided]
    assert decided and others

    def duties(share: float) -> set[str]:
        few = [replace(t, weight=share / len(decided)) for t in decided]
        rest = [replace(t, weight=(1 - share) / len(others)) for t in others]
        return {d.kind for d in Retasking(catalog, 40.0).advice([*few, *rest], "43-4061.00").duties}

    assert "eligibility" in duties(0.11) and "eligibility" not in duties(0.09)


def test_that_practice_has_a_module_for_each_duty_and_hours_by_the_size_of_the_change(roles) -> None:
    for _, advice in roles.values():
        found = modules(advice, DEFAULTS)
        assert [m.subject for m in found] == [
            d.training for d in advice.duties if d.training in {m.subject for m in found}
        ]
        assert [m.hours for m in found] == [d.hours for d in advice.duties if d.training in {m.subject for m in found}]
        asked = min(max(advice.hours, 12), 40)
        assert len(found) <= 2 or sum(m.hours for m in found) <= asked + 5  # half of the last one at most
        left = [d.hours for d in advice.duties if d.training not in {m.subject for m in found}]
        told = {m.duty for m in unpractised(advice, DEFAULTS)}
        assert all((d.duty in told) == (d.training not in {m.subject for m in found}) for d in advice.duties)
        assert not left or sum(m.hours for m in found) + min(left) / 2 > asked - max(left)
        assert all(m.practice and m.lead and m.passes and m.tasks and m.hours >= 2 for m in found)
        assert "{" not in "".join(m.lead for m in found)
    assert [practice_hours(h, DEFAULTS) for h in (0, 20, 60)] == [12, 20, 40]
    assert practice_hours(20, replace(DEFAULTS, practice_rate=0.5)) == 12
    assert practice_hours(30, replace(DEFAULTS, practice_rate=0.5)) == 15


def test_that_a_role_that_nothing_touches_gets_no_advice(catalog) -> None:
    assert Retasking(catalog, 40.0).advice([], "43-9061.00").told() == ""


def test_that_the_advice_stands_with_staying(city, catalog) -> None:
    find_destinations(city, catalog)
    told = {r["code"]: r["reason"] for r in city.rows("SELECT code, reason FROM destination WHERE stays")}
    assert "Changes (tasks of about " in told["43-9061.00"]
    assert "Stays with people: " in told["43-4031.00"]
    assert all("For the job description: " in text for text in told.values())
    assert len(set(told.values())) == len(told)


def test_that_what_is_practised_stands_with_the_title(city, catalog) -> None:
    find_destinations(city, catalog)
    hours = city.rows(
        "SELECT title_id, sum(hours) AS hours, max(n) AS n, count(*) AS rows FROM practice GROUP BY title_id"
    )
    assert {r["title_id"] for r in hours} == {
        r["title_id"] for r in city.rows("SELECT title_id FROM destination WHERE stays")
    }
    assert all(4 <= r["hours"] <= 45 and r["n"] == r["rows"] for r in hours)
    before = city.rows("SELECT * FROM practice ORDER BY title_id, n")
    find_destinations(city, catalog)
    assert city.rows("SELECT * FROM practice ORDER BY title_id, n") == before


def test_that_the_practice_is_listed_first_for_staying_and_for_nothing_else(city, catalog) -> None:
    find_destinations(city, catalog)
    for r in pathways_rows(city):
        own = (r["programs"] or "").startswith(f"Practice at work for {r['occupation']}")
        assert own == (r["kind"] == "stay")


def test_that_who_leads_others_practises_supervising_first(catalog) -> None:
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    for code in ("43-1011.00", "47-1011.00", "11-1021.00"):
        duties = Retasking(catalog, 40.0).advice(inventories.of_occupation(code), code).duties
        assert duties[0].kind == "directing staff"


def test_that_alarms_are_practised_only_where_something_is_monitored(catalog) -> None:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation("41-2011.00")
    assert any("watches" in t.sentence.lower() for t in tasks)  # cashiers, over the tills
    assert "watching processes" not in {d.kind for d in Retasking(catalog, 40.0).advice(tasks, "41-2011.00").duties}
