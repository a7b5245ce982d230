"""Which moves need no program, and why."""

import pytest

from reskill.pathways.no_program import needs_none
from reskill.thresholds import DEFAULTS

BOOKKEEPERS, BILLING, JANITORS, DEVELOPERS = "43-3031.00", "43-3021.00", "37-2011.00", "15-1252.00"


@pytest.mark.parametrize(
    ("role", "to", "why"),
    [
        (BOOKKEEPERS, JANITORS, "learn it at work within a month"),
        ("17-2051.01", "17-2051.00", "the same occupation"),  # transportation engineers are civil engineers
        (DEVELOPERS, BOOKKEEPERS, "asks for less"),
        (BILLING, BOOKKEEPERS, "no skill or knowledge that a course teaches"),
        ("43-4051.00", BOOKKEEPERS, ""),
        ("43-4051.00", "43-6011.00", ""),  # executive secretaries come with years of office work (BLS)
        (BOOKKEEPERS, DEVELOPERS, ""),  # no ratings are no reason
    ],
)
def test_that_a_move_needs_no_program_to_work_that_people_know_or_learn_there(catalog, role, to, why) -> None:
    found = needs_none(catalog, role, to, DEFAULTS)
    assert why in found and bool(found) == bool(why)
