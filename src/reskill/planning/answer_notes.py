"""What people's answers to offers did to a plan, in one note, also where they changed nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reskill.planning.answers import ENOUGH, answered
from reskill.planning.groups import Group
from reskill.planning.notes import Note
from reskill.project.file import Project, Row

NAMED = 8  # titles that are named


def notes_on_answers(project: Project, groups: Sequence[Group]) -> list[Note]:
    """Of the titles with answers, the most asked first: offers, yes, no, and how many of its people are now expected;
    nothing where nobody was asked."""
    rows = project.rows(_ASKED)
    if not rows:
        return []
    expected = {g.title_id: g for g in groups}
    told = [f"{r['title']}: {_told(r, expected.get(r['title_id']))}" for r in rows[:NAMED]]
    if len(rows) > NAMED:
        told.append(f"and {len(rows) - NAMED} more titles")
    people = sum(a.people for a in answered(project).values())
    basis = (
        f"their share of yes, for {people:,} have answered"
        if people >= ENOUGH
        else f"the scenario's participation, for {people:,} have answered and {ENOUGH} are enough"
    )
    return [
        Note("info", f"Answers to offers: {'; '.join(told)}. Of those who have not answered, {basis}, is expected.")
    ]


def _told(r: Row, group: Group | None) -> str:
    said = f"{r['offered']:,} asked, {r['accepted']:,} yes, {r['declined']:,} no"
    if group is None:
        return f"{said} (nobody of it is planned for)"
    rest = group.filled - r["accepted"] - r["declined"]
    return (
        f"{said}; {group.participants:,} of {group.filled:,} now expected to take part, {r['accepted']:,} who said yes and"
        f" {group.participants - r['accepted']:,} of the {max(0, rest):,} without an answer"
    )


_ASKED = """
SELECT a.title_id, t.title, sum(a.offered) AS offered, sum(a.accepted) AS accepted, sum(a.declined) AS declined
FROM offer_answer a JOIN title t ON t.id = a.title_id GROUP BY 1 ORDER BY offered DESC, t.title, 1
"""
