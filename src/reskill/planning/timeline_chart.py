"""The plan over its quarters as rows with bars: classes by program, or the load of departments or partners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reskill.planning.fiscal import Quarter
from reskill.planning.timeline import Load, classes, load_by_department, load_by_partner, quarters_of
from reskill.project.file import Project

OFFICE = "For the personnel office: it counts few people, as no edition for others does."
FULL = 1.0001  # a load of just what there is, as it is computed


@dataclass(frozen=True)
class Bar:
    """One bar: its row, the place of its first quarter and how many it spans, what is written in it, and whether it is
    marked; `part` is a load from 0 (empty) to 1 (full) and above, None for a class."""

    key: Any
    row: int
    first: int
    length: int
    text: str
    marked: bool = False
    part: float | None = None

    @property
    def over(self) -> bool:
        """Whether it is a load above what there is room for."""
        return self.part is not None and self.part > FULL


@dataclass(frozen=True)
class Chart:
    """Rows by name ('' = one more of the name above), quarters, and the bars in them; `hint` says how to read them."""

    title: str
    hint: str
    names: tuple[str, ...]
    quarters: tuple[Quarter, ...]
    bars: tuple[Bar, ...]


def class_chart(project: Project) -> Chart:
    """One program after another, in as many rows as classes of it run at the same time."""
    quarters = quarters_of(project)
    names: list[str] = []
    ends: list[int] = []  # of each row, after which it is free
    bars = []
    for of in classes(project):
        first = of.start.since(quarters[0])
        rows = range(names.index(of.program), len(names)) if of.program in names else range(0)
        row = next((i for i in rows if ends[i] <= first), len(names))
        if row == len(names):
            names.append(of.program)
            ends.append(0)
        ends[row] = first + of.quarters
        bars.append(Bar(of.cohorts, row, first, of.quarters, f"{of.people:,}", of.locked))
    shown = [name if name not in names[:i] else "" for i, name in enumerate(names)]
    hint = "Each bar is a class, with its people; a framed one is locked."
    if any(of.people < project.thresholds.small_cell for of in classes(project)):
        hint += f" {OFFICE}"
    return Chart("Classes by program", hint, tuple(shown), tuple(quarters), tuple(bars))


def department_chart(project: Project) -> Chart:
    """The people of each department in training, of how many may be away at once."""
    hint = "People in training, of the department's share that cover allows. The plan keeps cover by title: a framed one is over it."
    return _loads(project, "Load by department", hint, load_by_department(project))


def partner_chart(project: Project) -> Chart:
    """The people who start with each partner, of how many seats are agreed."""
    hint = "People who start, of the seats that are agreed; a framed one is over that."
    return _loads(project, "Seats by partner", hint, load_by_partner(project))


def _loads(project: Project, title: str, hint: str, loads: Sequence[Load]) -> Chart:
    quarters = quarters_of(project)
    bars = []
    for row, load in enumerate(loads):
        for i, quarter in enumerate(quarters):
            used, limit = load.used.get(quarter, 0.0), load.limit.get(quarter)
            if used:
                text = _people(used) if limit is None else f"{_people(used)} of {_people(limit)}"
                bars.append(Bar((load.name, quarter), row, i, 1, text, part=used / limit if limit else 0.0))
    return Chart(title, hint, tuple(load.name for load in loads), tuple(quarters), tuple(bars))


def _people(expected: float) -> str:
    """Expected people: whole ones, and tenths of fewer than one, since a part of a person is not nobody."""
    return f"{expected:,.0f}" if expected >= 1 else f"{max(0.1, expected):.1f}" if expected else "0"


CHARTS: dict[str, Callable[[Project], Chart]] = {
    "classes": class_chart,
    "departments": department_chart,
    "partners": partner_chart,
}
