import math
import random
from itertools import pairwise

import pytest
from auditor import Told, pay_ranges
from hypothesis import given
from hypothesis import strategies as st
from plan_rows import insert, role

from reskill.export.union.options import (
    ALIKE,
    CLOSEST,
    PAY_WITHHELD,
    SAME_PAY,
    STAY,
    implied,
    more_options,
    options,
    pay_effect,
    tellable,
)
from reskill.pathways.pay import LocalPay
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


@pytest.mark.parametrize(
    ("ratios", "exact", "said"),
    [
        ([0.86], True, "14% lower"),
        ([0.86], False, "lower"),
        ([1.2], True, "20% higher"),
        ([1.04], True, "about the same"),
        ([1.2, 0.9], False, "differs by class"),
        ([None], True, "not known"),
    ],
)
def test_that_pay_effects_are_words_unless_enough_share_the_title(
    ratios: list[float | None], exact: bool, said: str
) -> None:
    assert pay_effect(ratios, exact) == said


def test_that_the_union_is_told_the_pay_of_an_options_positions_not_of_its_nearest_titles(
    planned: Project, small_catalog: Catalog
) -> None:
    """What single titles pay, which the plan compares, would tell of the few people in them."""

    def effects() -> dict[tuple[str, str], str]:
        sheet = options(planned, small_catalog)
        names = [c.title for c in sheet.columns]
        at = [names.index(name) for name in ("Classes", "Option", "Pay there")]
        return {(str(row[at[0]]), str(row[at[1]])): str(row[at[2]]) for row in sheet.rows}

    told = effects()
    assert {said for (_, option), said in told.items() if option == STAY} == {SAME_PAY}
    planned.db.execute("UPDATE destination SET pay_ratio = 0.86 WHERE NOT stays")
    assert effects() == told
    planned.db.execute(
        "UPDATE position SET annual_salary = 0.9 * annual_salary"
        " WHERE title_id IN (SELECT title_id FROM role WHERE band IN ('at risk', 'priority'))"
    )
    assert effects() != told


def test_that_no_percentage_rests_on_the_pay_of_fewer_than_ten(planned: Project, small_catalog: Catalog) -> None:
    def percentages() -> list[str]:
        sheet = options(planned, small_catalog)
        at = [c.title for c in sheet.columns].index("Pay there")
        return [str(row[at]) for row in sheet.rows if "%" in str(row[at])]

    assert percentages()
    planned.db.execute(
        "UPDATE position SET annual_salary = NULL WHERE id NOT IN (SELECT id FROM (SELECT id,"
        " row_number() OVER (PARTITION BY title_id ORDER BY id) AS n FROM position WHERE annual_salary > 0) WHERE n < 10)"
    )
    assert percentages() == []


@given(st.lists(st.floats(20_000, 150_000), max_size=8), st.floats(0, 50_000), st.floats(60_000, 200_000))
def test_that_words_of_several_options_leave_pay_open(pays: list[float], least: float, most: float) -> None:
    told = tellable(pays, least, most)
    ends = {end for p in told for end in (p / (1 + ALIKE), p / (1 - ALIKE)) if least < end < most}
    assert all(high >= CLOSEST * low * (1 - 1e-9) for low, high in pairwise(sorted({least, *ends, most})))
    assert set(told) <= set(pays)
    assert tellable([50_000], 0, 1e6) == [50_000]


@pytest.mark.parametrize(
    ("there", "least", "most", "said"),
    [
        (60_000, 40_000, 50_000, "higher"),
        (60_000, 58_000, 62_000, "about the same"),
        (60_000, 50_000, 60_000, "same or higher"),
        (60_000, 60_000, 90_000, "same or lower"),
        (60_000, 70_000, 90_000, "lower"),
        (60_000, 50_000, 90_000, PAY_WITHHELD),
        (60_000, 0, math.inf, PAY_WITHHELD),
    ],
)
def test_that_no_more_is_said_of_pay_than_is_known(there: float, least: float, most: float, said: str) -> None:
    assert implied(there, least, most) == said


@pytest.mark.parametrize("seed", range(6))
def test_that_the_pay_of_fewer_than_ten_is_not_recovered(project: Project, catalog: Catalog, seed: int) -> None:
    chance = random.Random(seed)
    codes = [c for c, o in sorted(catalog.occupations.items()) if o.pay][:14]
    sizes = [1, 2, 4, 9, 10, 12, 15, 30]
    people, homes, pays = {}, {}, {}
    for title in range(1, 31):
        people[title], homes[title] = chance.choice(sizes), chance.choice(codes)
        pays[title] = chance.uniform(35_000, 90_000)
        insert(project, "title", (title, f"TITLE {title}", "", people[title], 1.0, 1.0))
        insert(project, "mapping", (title, homes[title], homes[title], 1, 0.9, "", "suggested", "", "", ""))
        band = role(title, homes[title], homes[title], 3, 0.5, (0.3, 0.3, 0.3, 0.1), "at risk", 1.0, "why")
        insert(project, "role", band)
        for n in range(people[title]):
            insert(
                project, "position", (f"p{title}-{n}", title, "T", "D", "U", "G", pays[title], 1.0, "filled", "r", 1)
            )
    pay, offered = LocalPay(project, catalog), (project.thresholds.pay_floor, project.thresholds.pay_ceiling)
    for title in people:
        for rank, code in enumerate(chance.sample(codes, 10)):
            there = pay.compare_payroll(title, code)
            if there and code != homes[title]:
                ratio = there.ratio
                move = (
                    title,
                    rank,
                    code,
                    code,
                    0.9,
                    0.99,
                    0,
                    ratio,
                    0.2,
                    100,
                    0,
                    0,
                    int(offered[0] <= ratio <= offered[1]),
                    "",
                )
                insert(project, "destination", move)
    sheet = more_options(project, catalog)
    names = [c.title for c in sheet.columns]
    at = [names.index(name) for name in ("Occupation", "Option", "Pay there")]
    effects = {(str(r[at[0]]), str(r[at[1]])): str(r[at[2]]) for r in sheet.rows}
    alone = {t for t in people if list(homes.values()).count(homes[t]) == 1}
    told = [
        Told(r["title_id"], r["code"], effects[homes[r["title_id"]], r["code"]])
        for r in project.rows("SELECT title_id, code FROM destination WHERE viable")
        if r["title_id"] in alone and (homes[r["title_id"]], r["code"]) in effects
    ]
    inside = {c: [t for t in people if homes[t] == c] for c in codes}
    known = {t: pays[t] for t, n in people.items() if n >= 10}
    ranges = pay_ranges(told, people, known, inside, offered)
    assert told and not [
        (t, n, ranges[t]) for t, n in people.items() if n < 10 and ranges[t][1] < CLOSEST * ranges[t][0] * (1 - 1e-6)
    ]
