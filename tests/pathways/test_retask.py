"""Advice on staying, from the role's own tasks."""

import csv
from dataclasses import replace
from itertools import combinations

import pytest

import reskill.paths as paths
from reskill.exposure.inventory import Inventories
from reskill.exposure.overrides import Overrides
from reskill.pathways.core_practice import listed
from reskill.pathways.destinations import find_destinations
from reskill.pathways.duties import TOOLS, brought_by, duty_named
from reskill.pathways.gates import leads_others
from reskill.pathways.practice import modules, parts, practice_hours
from reskill.pathways.report import pathways_rows
from reskill.pathways.retask import Retasking
from reskill.pathways.title_rank import begins, leads
from reskill.reference.catalog import Catalog
from reskill.thresholds import DEFAULTS

CLERKS = "43-9061.00"

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
        assert all({*d.tasks} <= {t.sentence for t in tasks} for d in advice.duties)
        assert all(any(d.fits(t.sentence) for t in tasks) for d in advice.duties)
        assert len(set(advice.training)) == len(advice.duties)


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
    training = {code: advice.training for code, (_, advice) in roles.items()}
    assert training["15-1251.00"][0] == "reviewing code, queries and set-ups written by AI"
    assert "workpapers and schedules that AI has prepared" in training["13-2011.00"]
    assert "clearing exceptions of automatic entry" in training["43-9061.00"]
    assert training["43-6014.00"][0] == "checking drafts that go out in the city's name"
    assert training["23-2011.00"][0] == "searching statutes and cases with AI"


def test_that_a_duty_is_practised_on_tasks_whose_words_bear_it_out(roles) -> None:
    tasks = {code: {d.training: d.tasks for d in advice.duties} for code, (_, advice) in roles.items()}
    bookkeepers = tasks["43-3031.00"]["clearing exceptions of automatic posting and calculation"]
    assert bookkeepers and all(any(w in t for w in ("ccount", "econcil", "ledger", "record")) for t in bookkeepers)
    for code, (_, advice) in roles.items():
        assert all(d.shared(task) >= 1 + 2 * bool(listed("", code).core) for d in advice.duties for task in d.tasks)


def test_that_duties_without_a_list_go_by_the_hours_that_they_cover_and_the_citys_rules_come_last(catalog) -> None:
    inventories, without = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})), 0
    for code in catalog.occupations:
        if listed("", code).core or leads_others(code):
            continue
        tasks = inventories.of_occupation(code)
        advice = Retasking(catalog, 40.0).advice(tasks, code)
        changed = [t for t in tasks if t.exposure >= 0.5 and t.tier < 3]
        decisions = {t.proposal.subjects[0] for t in tasks if t.proposal.subjects}
        ranked = [d for d in advice.duties if d.kind not in decisions]
        general = [d.kind == "keeping knowledge current" for d in ranked]
        assert not any(general[:-1])
        hours = [
            sum(t.weight * t.exposure for t in changed if d.fits(t.sentence))
            for d in ranked
            if d.kind != "keeping knowledge current"
        ]
        assert hours == sorted(hours, reverse=True)
        without += len(hours) > 1
    assert without > 40


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
        return {d.kind for d in Retasking(catalog, 40.0).advice([*few, *rest], "21-1021.00").duties}  # no list

    assert "eligibility" in duties(0.11) and "eligibility" not in duties(0.09)


def test_that_practice_has_a_module_for_each_duty_and_hours_by_the_size_of_the_change(roles) -> None:
    for code, (_, advice) in roles.items():
        found = modules(advice, code, DEFAULTS)
        taken = {m.subject for m in found}
        assert [(m.subject, m.hours) for m in found] == [
            (d.training, d.hours) for d in advice.duties if d.training in taken
        ]
        asked = practice_hours(advice, code, DEFAULTS)
        assert len(found) <= 2 or sum(m.hours for m in found) <= asked + 5  # half of the last one at most
        left = [d for d in advice.duties if d.training not in taken]
        assert [m.duty for m in parts(advice, code, DEFAULTS) if not m.practice] == [d.duty for d in left]
        assert not left or sum(m.hours for m in found) + min(d.hours for d in left) / 2 > asked - max(
            d.hours for d in left
        )
        assert all(m.practice and m.lead and m.passes and m.hours >= 2 for m in found)
        assert "{" not in "".join(m.lead for m in found)


def test_that_hours_go_by_the_change_the_profession_and_the_rank(catalog) -> None:
    nothing = Retasking(catalog, 40.0).advice([], CLERKS)

    def hours(changed: float, code: str = CLERKS, **facts) -> float:
        return practice_hours(replace(nothing, hours=changed, **facts), code, replace(DEFAULTS, practice_rate=0.5))

    assert [hours(h) for h in (0, 40, 120)] == [12, 20, 40]
    assert hours(0, "13-2011.00") == 24
    assert hours(0, leads=True) == 22 and hours(120, leads=True) == 40
    assert hours(120, begins=True) == 12
    assert hours(0, full_time=0.5) == 6 and hours(0, begins=True, full_time=0.5) == 6


def test_that_the_hours_of_tasks_are_those_of_part_time(catalog) -> None:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation(CLERKS)
    whole, half = (Retasking(catalog, 40.0).advice(tasks, CLERKS, "", share) for share in (1.0, 0.5))
    assert half.hours == pytest.approx(whole.hours / 2)
    assert half.shrinking[0].hours == pytest.approx(whole.shrinking[0].hours / 2)


def test_that_who_leads_by_title_practises_supervision_and_fairness(catalog) -> None:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation("25-4022.00")
    retasking = Retasking(catalog, 40.0)
    for title in ("Mngng, Librarian", "Mgr, Library", "DISTRICT CHIEF"):
        duties = retasking.advice(tasks, "25-4022.00", title).duties
        assert [duties[0].kind, duties[2].kind] == ["directing staff", "rights at work"]
        assert "{" not in duties[0].lead
        assert not duties[0].tasks and not duties[2].tasks  # the tasks are of those who are led
    headed = retasking.advice(tasks, "25-4022.00", "Mgr, Library")
    assert headed.training[3:5] == (
        "a unit's budget, rosters and figures that AI prepares",
        "testing plans and proposals drafted with AI",
    )
    assert headed.duties[1].lead == "a senior reference librarian"  # of the trade, not of the rank
    for title in ("LIBRARIAN I", "Secretary to the Director"):
        assert "directing staff" not in {d.kind for d in retasking.advice(tasks, "25-4022.00", title).duties}
    assert not leads("IT Project Manager", "15-1299.09") and leads("Supv, Project Management", "13-1082.00")
    assert begins("LIBRARY PAGE") and not begins("Internal Auditor II")


def test_that_first_line_leaders_are_not_taught_to_head_a_unit(catalog) -> None:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation("43-4121.00")
    training = Retasking(catalog, 40.0).advice(tasks, "43-4121.00", "HEAD LIBRARY CLERK").training
    assert "supervising work that is done with AI" in training
    assert "a unit's budget, rosters and figures that AI prepares" not in training


def test_that_a_page_practises_little_and_of_its_own_work(catalog) -> None:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation("43-4121.00")
    advice = Retasking(catalog, 40.0).advice(tasks, "43-4121.00", "LIBRARY PAGE")
    found = modules(advice, "43-4121.00", DEFAULTS)
    assert found[0].subject == "shelves and carts that the system has sorted"
    assert sum(m.hours for m in found) <= 12


def test_that_a_trade_of_the_title_is_practised_first(catalog) -> None:
    retasking = Retasking(catalog, 40.0)
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation("43-1011.00")
    named = {
        "SUPVSR OF VOUCHER AUDITING": "vouchers and invoices that a tool has matched",
        "SHIFT SUPVSR OF SECURITY COMMUNICATIONS CENTER": "emergency calls that a tool ranks and transcribes",
        "SUPVR OF POLLING-ELECTIONS": "voter and polling lists that a tool has matched",
    }
    for title, exercise in named.items():
        found = [m.subject for m in modules(retasking.advice(tasks, "43-1011.00", title), "43-1011.00", DEFAULTS)]
        assert found[0] == "supervising work that is done with AI" and exercise in found[1:5], title


def test_that_a_trade_leaves_out_what_its_people_do_not_have(catalog) -> None:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation("43-4031.00")
    retasking = Retasking(catalog, 40.0)
    orders = "checking orders, licenses and summonses that AI has prepared"
    assert orders in retasking.advice(tasks, "43-4031.00", "Municipal Court Clerk").training
    council = retasking.advice(tasks, "43-4031.00", "CLERK CITY COUNCIL").training
    assert orders not in council and council[0] == "certifying minutes and notices that AI has drafted"


def test_that_an_exercise_of_the_occupation_goes_where_no_task_has_its_object(catalog) -> None:
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation("43-6011.00")
    calendar = "correcting calendars and programs that a tool proposes"
    retasking = Retasking(catalog, 40.0)
    assert retasking.advice(tasks, "43-6011.00").training[0] == calendar
    words = ("schedul", "calendar", "appoint", "meeting", "event", "date", "arrang")
    without = [t for t in tasks if not any(w in t.sentence.lower() for w in words)]
    assert without and calendar not in retasking.advice(without, "43-6011.00").training


def test_that_every_exercise_of_a_list_is_practised_by_one_of_its_occupations(catalog) -> None:
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    with (paths.shipped("data/pathways") / "core_practice.csv").open(encoding="utf-8") as file:
        lists = {r["posts"]: r["exercises"].split(";") for r in csv.DictReader(file)}
    tasks = {code: [t.sentence for t in inventories.of_occupation(code)] for code in catalog.occupations}
    for posts, names in lists.items():
        codes = [code for code in tasks if code.startswith(posts) and tasks[code]]
        for name in names:
            assert any(duty_named(name).fits(t) for code in codes for t in tasks[code]), (posts, name)


def test_that_every_name_of_a_list_is_an_exercise() -> None:
    with (paths.shipped("data/pathways") / "core_practice.csv").open(encoding="utf-8") as file:
        codes = [r["posts"] for r in csv.DictReader(file)]
    for code in codes:
        assert all(duty_named(name).practice for name in (*listed("", code).core, *listed("Supt", code).rank))
    with (paths.shipped("data/pathways") / "title_trades.csv").open(encoding="utf-8") as file:
        for r in csv.DictReader(file):
            assert all(duty_named(name).practice for name in r["exercises"].split(";") if name)


def test_that_a_role_that_nothing_touches_gets_no_advice(catalog) -> None:
    assert Retasking(catalog, 40.0).advice([], "43-9061.00").told() == ""


def test_that_the_advice_stands_with_staying(city, catalog) -> None:
    find_destinations(city, catalog)
    told = {r["code"]: r["reason"] for r in city.rows("SELECT code, reason FROM destination WHERE stays")}
    assert "Changes (tasks of about " in told["43-9061.00"]
    assert "Stays with people: " in told["43-4031.00"]
    assert any("For the job description: " in text for text in told.values())
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


def test_that_every_duty_says_which_kinds_of_tool_bring_it() -> None:
    with (paths.shipped("data/pathways") / "changed_duties.csv").open(encoding="utf-8", newline="") as file:
        duties = [r["name"] or r["kind"] for r in csv.DictReader(file)]
    with (paths.shipped("data/pathways") / "duty_tools.csv").open(encoding="utf-8", newline="") as file:
        tools = {r["duty"]: r["tools"].split() for r in csv.DictReader(file)}
    assert list(tools) == duties
    assert {kind for kinds in tools.values() for kind in kinds} == {*TOOLS}
    assert brought_by(duty_named("takeover")) == {"answering"} and brought_by(duty_named("vetting")) == frozenset()


@pytest.mark.parametrize(
    ("title", "code", "foreign"),
    [
        ("Medical Billing Clerk", "43-3021.00", "care reports"),
        ("Medical Records Clerk", "43-4071.00", "care reports"),
        ("Clinic Receptionist", "43-4171.00", "care reports"),
        ("Cashier", "41-2011.00", "what somebody owes"),
    ],
)
def test_that_no_clerk_answers_for_another_trade(title: str, code: str, foreign: str, catalog: Catalog) -> None:
    """Protocols of care are the medical director's, and what somebody owes is no cashier's to sign."""
    tasks = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {})).of_occupation(code)
    duties = Retasking(catalog, 40.0).advice(tasks, code, title).duties
    assert duties and not any(foreign in d.duty for d in duties)
