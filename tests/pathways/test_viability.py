"""The filters of destinations."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskill.pathways.viability import Facts, checks, reach, viable
from reskill.thresholds import DEFAULTS

GOOD = Facts(0.95, 0, 1.0, 0.3, 0.6, 10_000, 0)


def test_that_a_destination_that_passes_everything_is_viable() -> None:
    assert viable(GOOD, DEFAULTS)


@pytest.mark.parametrize(
    ("change", "filter_name"),
    [
        ({"percentile": 0.5}, "similarity"),
        ({"leads_elsewhere": True}, "line of work"),
        ({"zone_gap": 2}, "preparation"),
        ({"zone_gap": -3}, "preparation"),
        ({"pay_ratio": 0.84}, "pay"),
        ({"exposure": 0.59}, "exposure"),
        ({"local_jobs": 499}, "jobs"),
        ({"zone_gap": None}, "preparation"),
        ({"pay_ratio": None}, "pay"),
        ({"exposure": None}, "exposure"),
        ({"local_jobs": None}, "jobs"),
    ],
)
def test_that_each_filter_keeps_out_what_fails_it_alone_and_says_so(change, filter_name) -> None:
    failed = [c for c in checks(replace(GOOD, **change), DEFAULTS) if not c.passed]
    assert [c.filter for c in failed] == [filter_name]
    assert failed[0].text


def test_that_a_vacancy_here_stands_for_jobs_in_the_nation() -> None:
    assert viable(replace(GOOD, local_jobs=None, vacancies=1), DEFAULTS)


def test_that_reach_counts_who_passes_and_who_is_kept_out_by_one_filter_alone() -> None:
    found = {
        r.filter: r
        for r in reach([GOOD, replace(GOOD, pay_ratio=0.5), replace(GOOD, pay_ratio=0.5, zone_gap=3)], DEFAULTS)
    }
    assert (found["pay"].passing, found["pay"].alone_keeps_out) == (1, 1)
    assert (found["preparation"].passing, found["preparation"].alone_keeps_out) == (2, 0)


maybe = st.none() | st.floats(0, 2)
facts = st.builds(
    Facts,
    percentile=st.floats(0, 1),
    zone_gap=st.none() | st.integers(-4, 4),
    pay_ratio=maybe,
    exposure=st.none() | st.floats(0, 1),
    role_exposure=st.none() | st.floats(0, 1),
    local_jobs=st.none() | st.integers(0, 600_000),
    vacancies=st.integers(0, 5),
    leads_elsewhere=st.booleans(),
)
LOOSER = {
    "zone_gap": st.integers(0, 3),
    "zone_drop": st.integers(0, 3),
    "alike_from": st.floats(-1, 0),
    "pay_floor": st.floats(-1, 0),
    "destination_jobs": st.integers(-500, 0),
    "safer_by": st.floats(-0.5, 0),
}


@given(facts=facts, name=st.sampled_from(sorted(LOOSER)), data=st.data())
def test_that_loosening_a_limit_never_removes_a_destination(facts: Facts, name: str, data: st.DataObject) -> None:
    step = data.draw(LOOSER[name])
    looser = replace(DEFAULTS, **{name: getattr(DEFAULTS, name) + step})
    if viable(facts, DEFAULTS):
        assert viable(facts, looser)


def test_that_raters_who_disagree_keep_a_destination_out() -> None:
    assert viable(replace(GOOD, second_rating=0.5), DEFAULTS)
    doubtful = replace(GOOD, second_rating=0.85)
    assert not viable(doubtful, DEFAULTS)
    assert "raters disagree" in " ".join(c.text for c in checks(doubtful, DEFAULTS) if not c.passed)


def test_that_nobody_is_sent_into_another_role_at_risk() -> None:
    assert not viable(replace(GOOD, exposure=DEFAULTS.at_risk, role_exposure=0.9), DEFAULTS)
