"""Which tasks of each occupation concerned shrink, which stay with people and what is added, in words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reskill.export.union.people import by_name, unit_column, units_of_titles, with_few_units
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, on_screen
from reskill.exposure.bands import AT_RISK
from reskill.exposure.inventory import read_inventories
from reskill.pathways.duties import Duty, brought_by
from reskill.pathways.retask import BY_PEOPLE, Retask, Retasking
from reskill.planning.city_answers import proposed_tools
from reskill.planning.city_tools import Tools, tools_of
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

TITLE = "What changes"
TOLD, ROOM = 3, 160  # tasks of each kind at most, and characters of them where one is told already
NONE_SHRINKS = "None of which AI could save half the time."
NONE_STAYS = "No whole task: AI could help a little or more with each, and no rule protects one."
NONE_GROWS = "None proposed."
DECISION = " [proposed to be protected]"  # in brackets, which another language says too
NATIONAL = "Tasks of the occupation nationwide, not of each post: strike out what your class does not do."
MARKED = "No tool: none proposed does it. No such tool: practised in case one comes; the class gets none."
NOT_SAID = "Could grow: where such a tool comes; the city has not said by class which do. Duties are practised."
BY_TOOL, NO_SUCH_TOOL = " [tool proposed]", " [no such tool]"
NO_TOOL, NOT_TAKEN = "[no tool proposed] ", " [no tool]"
COLUMNS = (
    Column(
        "Classes",
        "title",
        "wrapped",
        23,
        tip="Classes at risk, priority or in training that have these tasks. Hemmed in: few jobs here are like theirs.",
    ),
    Column(
        "Could shrink",
        "shrinks",
        "wrapped",
        51,
        tip=f"Up to {TOLD}. First what a tool that the city proposes for the class takes; then the weightiest tasks of which AI could save half the time"
        " or more. All are in the file of evidence.",
    ),
    Column(
        "Would stay with people",
        "stays",
        "wrapped",
        50,
        tip="Tasks of which AI does little; and protected ones, which rules of oversight propose to leave to people.",
    ),
    Column(
        "Could grow",
        "grows",
        "wrapped",
        61,
        tip="Duties that a changed job adds, as practised at work: a proposal to talk about. No such tool: the city proposes none"
        " for the class that brings the duty; see City answers, Tools by class.",
    ),
)
_LEFT = 75  # characters of a page's width for the unit and what could grow
_TRAINED = "EXISTS (SELECT 1 FROM cohort c WHERE c.title_id = t.id AND c.participants > 0)"
OCCUPATION = Column("Occupation", "occupation", width=28, tip="Occupation of these classes: see Classes.")


def changes(project: Project, catalog: Catalog) -> Sheet:
    """A row for each occupation of classes at risk or priority, or with training planned, in the order of unit and class;
    two where its classes differ in their tasks."""
    inventories, advisor = read_inventories(project, catalog), Retasking(catalog, project.thresholds.weekly_hours)
    tools = proposed_tools(project)
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    units, inside = units_of_titles(project), defaultdict[tuple[str, tuple[str, ...]], set[str]](set)
    for r in project.rows(
        "SELECT t.id, t.title || iif(coalesce(m.hemmed_in, 0), ' [hemmed in]', '') AS title, t.title AS plain, r.occupation, r.code,"
        f" {_TRAINED} AS trained FROM role r"
        " JOIN title t ON t.id = r.title_id LEFT JOIN mobility m ON m.title_id = t.id WHERE r.band IN (?, ?) OR trained"
        " ORDER BY r.occupation, t.title, t.department",
        AT_RISK,
    ):
        advice = advisor.advice(inventories.tasks(r["id"]), r["code"], r["plain"])
        own = tools_of(tools, r["plain"], bool(r["trained"])) if tools is not None else None
        key = r["occupation"], _told(advice, own)
        inside[key] |= units[r["id"]]
        if r["title"] not in found[key]:
            found[key].append(r["title"])
    order = sorted(found, key=lambda key: (by_name(inside[key]), found[key]))
    occupations, several = [occupation for occupation, _ in order], Counter(occupation for occupation, _ in order)
    rows = [("; ".join(found[key]), by_name(inside[key]), *key[1]) for key in order]
    of_unit = unit_column(project)
    sheet = Sheet(
        title=TITLE,
        note=f"{NATIONAL} {NOT_SAID if tools is None else MARKED} Hemmed in: few like jobs here.",
        columns=(COLUMNS[0], of_unit, *COLUMNS[1:-1], replace(COLUMNS[-1], width=_LEFT - of_unit.width)),
        rows=rows,
        empty="No class is at risk, priority or in training.",
    )
    names = (f"{o} | {row[0]}" if several[o] > 1 else o for o, row in zip(occupations, rows, strict=True))
    sheet = for_review(sheet, [f"changes: {name}" for name in names], on_paper=False)
    return with_few_units(on_screen(sheet, (OCCUPATION,), [(occupation,) for occupation in occupations]))


def _told(advice: Retask, tools: Tools | None) -> tuple[str, ...]:
    """What shrinks, first what a tool proposed for the class takes; what stays; and what grows, first what such a tool
    brings, marked where none does."""
    taken = [f"{what}{BY_TOOL}" for what in tools.takes] if tools else []
    shrinking = [f"{c.task.rstrip('. ')}{NOT_TAKEN if taken else ''}" for c in advice.shrinking]
    near = next((d for d in advice.duties if tools and brought_by(d) & tools.kinds), None)
    duties = sorted(advice.duties, key=lambda d: d is not near)  # so that it is told in any case
    growing = [f"{d.duty}{NO_SUCH_TOOL if tools and _waits(d, tools) else ''}" for d in duties]
    staying = [f"{c.task.rstrip('. ')}{DECISION if c.why == BY_PEOPLE else ''}" for c in advice.staying]
    return (
        (NO_TOOL if tools and not tools.kinds else "") + (listed([*taken, *shrinking]) or NONE_SHRINKS),
        listed(staying) or NONE_STAYS,
        listed(growing) or NONE_GROWS,
    )


def _waits(duty: Duty, tools: Tools) -> bool:
    """Whether a duty comes only with a kind of tool that is not proposed."""
    kinds = brought_by(duty)
    return bool(kinds) and kinds.isdisjoint(tools.kinds)


def listed(tasks: Sequence[str]) -> str:
    """The first tasks, whole and numbered: as many as there is room for, since nobody can judge a part of one."""
    told: list[str] = []
    for n, task in enumerate(tasks[:TOLD], 1):
        text = task.rstrip(". ")
        if told and sum(map(_length, told)) + _length(text) > ROOM:
            break
        told.append(f"{n}) {text[:1].upper()}{text[1:]}")
    return "; ".join(told)


def _length(text: str) -> int:
    """Characters without marks, which are no reason to tell less."""
    return len(re.sub(r" \[[^\[\]]*\]", "", text))
