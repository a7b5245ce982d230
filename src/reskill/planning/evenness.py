"""The goal of most equal coverage: of every bargaining unit and grade, as large a share of its people placed as can be.

maximise  the share of the least covered unit or grade + `REST` x the declared objective / that of everybody's best place

A strict order would leave whole plans to what breaks a tie. A plan names titles and no persons, so that a place of a title
counts for each of its units and grades by the share of the title's people that they are. Only those count of whom enough
people could have a place (`small_cell`), since one person of three is a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reskill.planning.choices import Choice, ClassSize, Limit
from reskill.planning.optimiser import Program
from reskill.project.file import Project

STEPS = 1000  # of the share that all are to reach: a tenth of a percent
REST = 0.05  # the most of that share that the declared objective may outweigh
COUNTED = 3
"""Goods that a plan for more money keeps: people, urgent people, benefit; what units and grades get comes after."""

Belonging = Mapping[str, Mapping[int, float]]
"""By unit or grade, the share of each title's people who are in it."""


@dataclass(frozen=True)
class Part:
    """A bargaining unit or a grade: how many of its people could have a place, and how many `held` one before the plan was
    made, both expected numbers."""

    name: str
    people: float
    held: float


@dataclass(frozen=True)
class Even:
    """The share of the people of the least covered unit or grade (`part`) who have a place, and the most that any plan
    could give all of them that keeps what the plan for less money gives."""

    least: float
    most: float
    part: str


class Evening:
    """Choices whose goods end with the places that each part gets of one person."""

    def __init__(self, choices: Sequence[Choice], parts: Sequence[Part], size: ClassSize) -> None:
        self._parts, self._count = parts, len(choices)
        a_part = STEPS * REST / everybody(choices)
        lifted = [replace(c, worth=c.worth * a_part, goods=_with_level(c.goods, 0.0)) for c in choices]
        asked = (*[0.0] * COUNTED, *(-part.people / STEPS for part in parts))  # what a step more asks of each
        self._program = Program([*lifted, Choice(1.0, STEPS, {}, _with_level(asked, 1.0))], size)

    def spread(
        self,
        amounts: Mapping[Limit, float],
        start: Sequence[int],
        least: Sequence[float],
        reached: float,
        gap: float,
        nodes: int,
    ) -> tuple[list[int], float]:
        """The people of a plan of most equal coverage, as far as `nodes` go, and the share that no plan could give all parts;
        it keeps the `least` of the goods and the share that `start` has `reached`."""
        level = int(reached * STEPS + 1e-6)
        floor = _with_level([*(least or [0.0] * COUNTED), *(-part.held for part in self._parts)], level)
        first = [*(start if len(start) else [0] * self._count), level]
        people = self._program.best_with(amounts, floor, first, gap, nodes)
        bound = self._program.most_of(COUNTED, amounts, dict(enumerate(floor)))
        return people[:-1], min(1.0, bound / STEPS)

    def floor(self, share: float) -> list[float]:
        """The places that each part must get so that this share of all of them have one."""
        return [share * part.people - part.held for part in self._parts]

    def covered(self, goods: Sequence[float]) -> tuple[float, str]:
        """The share of the least covered part that has a place, and its name."""
        found = zip(goods[COUNTED:], self._parts, strict=True)
        return min(((good + part.held) / part.people, part.name) for good, part in found)


def everybody(choices: Sequence[Choice]) -> float:
    """What it is worth to have everybody in the best place, whether or not there is room in it."""
    best: dict[Limit, float] = {}
    for c in choices:
        for name in (name for name in c.uses if name[0] == "people"):
            best[name] = max(best.get(name, 0.0), c.worth * c.most)
    return sum(best.values()) or 1.0


def _with_level(goods: Sequence[float], level: float) -> tuple[float, ...]:
    """Goods with the steps of the share that all reach, between those that every plan has and those of the parts."""
    return (*goods[:COUNTED], level, *goods[COUNTED:])


def belonging(project: Project) -> Belonging:
    """By bargaining unit and grade, the share of each title's people who are in it; who is in none belongs to none."""
    out: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for column, kind in (("bargaining_unit", "bargaining unit"), ("grade", "grade")):
        for r in project.rows(
            f"SELECT title_id, trim({column}) AS part, count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY title_id) AS share"
            f" FROM position WHERE status = 'filled' AND title_id IS NOT NULL GROUP BY title_id, trim({column})"
        ):
            if r["part"]:
                out[f"{kind} {r['part']}"][r["title_id"]] = r["share"]
    return out


def parts_of(of: Belonging, could: Mapping[int, int], held: Mapping[int, int], fewest: int) -> list[Part]:
    """The units and grades of whom at least the `fewest` people could have a place; people by title."""

    def expected(shares: Mapping[int, float], people: Mapping[int, int]) -> float:
        return sum(shares.get(title, 0.0) * n for title, n in people.items())

    found = [Part(name, expected(of[name], could), expected(of[name], held)) for name in sorted(of)]
    return [part for part in found if part.people >= fewest]
