"""The few words for a caution: every one that the filters give has some, and none tells of pay in figures."""

from __future__ import annotations

import re

import pytest

from reskill.export.union.cautions import OTHER, PAY, cautions
from reskill.pathways.answers import CAUTION
from reskill.pathways.gates import ELSEWHERE, NEAR, Gates
from reskill.pathways.observed import ObservedMoves
from reskill.pathways.viability import Facts, verdicts
from reskill.thresholds import DEFAULTS

GOOD = Facts("43-6014.00", "43-5031.00", "Next", 0.97, 0, 1.1, 0.2, 0.6, 50_000, 12, 1)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (GOOD._replace(exposure=0.5), ["AI changes that work too"]),
        (GOOD._replace(exposure=0.35, role_exposure=0.36), ["no less exposed"]),
        (GOOD._replace(second_rating=0.9), ["two ratings differ"]),
        (GOOD._replace(exposure=None), ["little known of it"]),
        (GOOD._replace(zone_gap=None), ["little known of it"]),
        (GOOD._replace(change=-8.0), ["fewer jobs in the nation"]),
        (GOOD._replace(pay_ratio=0.7), [PAY]),
        (GOOD._replace(pay_ratio=0.96, change=-8.0), [PAY, "fewer jobs in the nation"]),
        (GOOD._replace(pay_ratio=1.02, pay_from=0.9, change=-8.0), [PAY, "fewer jobs in the nation"]),
        (GOOD._replace(pay_ratio=None), ["pay not known"]),
        (GOOD._replace(people=1, vacancies=0), ["few such posts in this city"]),
        (GOOD._replace(people=0, vacancies=0, change=3.0), ["no such job here"]),
        (GOOD._replace(zone_gap=-2), ["asks less preparation than today"]),
        (GOOD._replace(gates=Gates(licence="commercial driver licence")), ["licence or certificate"]),
        (GOOD._replace(gates=Gates(leads=NEAR), code="11-3012.00"), ["leads others"]),
        (GOOD._replace(gates=Gates(leads=ELSEWHERE), seen=5), ["reached from other work"]),
    ],
)
def test_that_a_caution_has_its_few_words(facts: Facts, words: list[str]) -> None:
    verdict = verdicts([facts], DEFAULTS, ObservedMoves({}, 0))[0]
    assert verdict.answer == CAUTION
    reason = f"With caution: {'; '.join(verdict.against)}. The work is alike."
    found = cautions([{"reason": reason, "licence": facts.gates.licence}])
    assert found == words
    assert OTHER not in found and not re.search(r"\d", " ".join(found))


def test_that_a_step_without_caution_has_no_words() -> None:
    assert cautions([{"reason": "The work is alike, with less pay.", "licence": ""}]) == []
