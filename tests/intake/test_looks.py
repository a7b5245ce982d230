"""What a roster looks like beside a city: its figures in one sentence, and what is odd about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reskill.intake.roster import Roster, read_roster

Make = Callable[..., Path]
HEADER = "Title,Dept,Salary,FTE,Status"


def read(text_file: Make, lines: Sequence[str]) -> Roster:
    return read_roster(text_file("\n".join([HEADER, *lines, ""])))


def test_that_a_roster_is_told_in_figures_to_compare(text_file: Make) -> None:
    lines = ["Clerk,Finance,50000,1,Filled"] * 3 + ["Cook,Parks,40000,0.5,Filled", "Aide,Parks,30000,1,Vacant"]
    (told,) = [p.text for p in read(text_file, lines).problems if p.text.startswith("The roster:")]
    assert told == (
        "The roster: 4 filled and 1 vacant positions, 4.5 FTE, 2 departments; half of the full-time staff get $50,000 a year "
        "or more."
    )


@pytest.mark.parametrize(
    ("fte", "said"),
    [
        (("", "", ""), "no FTE given"),
        (("1", "0.5", ""), "1.5 FTE where it is given, not for 1"),
        ((1, 1, 1), "3.0 FTE"),
    ],
)
def test_that_full_time_work_is_told_only_as_far_as_it_is_given(text_file: Make, fte: tuple, said: str) -> None:
    roster = read(text_file, [f"Clerk,Finance,50000,{f},Filled" for f in fte])
    (told,) = [p.text for p in roster.problems if p.text.startswith("The roster:")]
    assert f"0 vacant positions, {said}, 1 department" in told


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("Clerk,Finance,50000,1,Vacant", "50% of the positions are vacant"),
        (",Finance,50000,1,Filled", "12 lines were rejected, 12 of them with the reason: It has no job title"),
        ("Clerk,A{n},50000,1,Filled", "The departments are codes"),
        ("Clerk,{n} 0{n},50000,1,Filled", "The departments are codes"),
    ],
)
def test_that_what_no_city_looks_like_is_told_with_its_remedy(text_file: Make, line: str, odd: str) -> None:
    plain = ["Clerk,Finance,50000,1,Filled"] * 12
    roster = read(text_file, [*plain, *(line.format(n=100 + n) for n in range(12))])
    (told,) = [p for p in roster.problems if odd in p.text]
    assert "--map" in told.remedy and told.level == "warning"
    assert not any(odd in p.text for p in read(text_file, plain).problems)


def test_that_departments_by_the_hundred_are_told(text_file: Make) -> None:
    lines = [f"Clerk,Crew {chr(65 + n // 26)}{chr(65 + n % 26)},50000,1,Filled" for n in range(120)]
    assert any("There are 120 departments" in p.text for p in read(text_file, lines).problems)
