"""What a destination asks that a role does not: what matters there, once, in plain words."""

from reskill.pathways.gaps import gaps
from reskill.thresholds import DEFAULTS

OFFICE_CLERKS, BILLING, PARALEGALS = "43-9061.00", "43-3021.00", "23-2011.00"


def test_that_a_gap_is_of_what_the_destination_finds_important(catalog) -> None:
    """Billing clerks differ from office clerks in medicine and biology too, which both hardly need."""
    found = gaps(catalog, OFFICE_CLERKS, BILLING, DEFAULTS)
    assert [g.element for g in found] == [
        "accounting and economics",
        "mathematics",
        "customer service",
        "computers and software",
    ]
    assert all(g.need >= 3.0 and g.need - g.have >= DEFAULTS.gap_from for g in found)


def test_that_a_skill_and_a_knowledge_of_one_name_are_one_gap(catalog) -> None:
    assert catalog.elements["2.A.1.e"][0] == catalog.elements["2.C.4.a"][0] == "Mathematics"
    found = [g for g in gaps(catalog, OFFICE_CLERKS, BILLING, DEFAULTS) if g.element == "mathematics"]
    assert len(found) == 1
    both = {e: catalog.skills[BILLING][e] - catalog.skills[OFFICE_CLERKS][e] for e in ("2.A.1.e", "2.C.4.a")}
    assert min(both.values()) >= DEFAULTS.gap_from


def test_that_the_weightiest_gap_comes_first(catalog) -> None:
    assert gaps(catalog, OFFICE_CLERKS, PARALEGALS, DEFAULTS)[0].element == "law and government"
