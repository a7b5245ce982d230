"""Roles as the union edition shows them: each group has at least as many positions as the threshold for small counts.

Titles with enough positions stand alone; smaller ones are taken together by occupation, then by major group of the
SOC and band, then by band, then as a rest. So nothing has to be withheld among roles, and no figure is one person's.
Figures of titles taken together are plain means over titles: one weighted by positions would give away, with the
exposure of each occupation on the sheet Tasks, how many positions each small title has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reskill.export.hr.roles import ROLES
from reskill.exposure.bands import NOT_ESTIMATED, band, span
from reskill.project.file import Project
from reskill.thresholds import Thresholds

FIGURES = (
    "exposure",
    "low",
    "high",
    "net",
    "automate",
    "augment",
    "unaffected",
    "protected",
    "published",
    "second_rating",
    "gpt4_net",
)
REST = "All other roles"
MAJOR_GROUPS = {  # SOC 2018
    "11": "Management",
    "13": "Business and financial operations",
    "15": "Computer and mathematical",
    "17": "Architecture and engineering",
    "19": "Life, physical and social science",
    "21": "Community and social service",
    "23": "Legal",
    "25": "Educational instruction and library",
    "27": "Arts, design, entertainment, sports and media",
    "29": "Healthcare practitioners and technical",
    "31": "Healthcare support",
    "33": "Protective service",
    "35": "Food preparation and serving",
    "37": "Building and grounds cleaning and maintenance",
    "39": "Personal care and service",
    "41": "Sales",
    "43": "Office and administrative support",
    "45": "Farming, fishing and forestry",
    "47": "Construction and extraction",
    "49": "Installation, maintenance and repair",
    "51": "Production",
    "53": "Transportation and material moving",
}


@dataclass(frozen=True)
class RoleGroup:
    """Titles shown as one role. Figures are means over titles, in [0, 1]; None where none is estimated."""

    name: str
    occupation: str
    titles: tuple[int, ...]  # ids; 0 stands for positions without a title
    positions: int
    fte: float
    band: str
    span: str
    reason: str
    alone: bool  # one title of its own
    figures: dict[str, float | None]


Member = dict[str, Any]


def role_groups(project: Project) -> list[RoleGroup]:
    """The groups in order of net exposure times positions; one group may be small when the whole city is."""
    limits = project.thresholds
    members = project.rows(ROLES)
    without = project.rows("SELECT count(*) AS n, sum(coalesce(fte, 1)) AS fte FROM position WHERE title_id IS NULL")[0]
    if without["n"]:
        members.append(dict.fromkeys(members[0] if members else ROLE_FIELDS) | _nobody(without["n"], without["fte"]))
    left = members
    groups: list[RoleGroup] = []
    steps: tuple[tuple[Callable[[Member], str], Callable[[list[Member]], tuple[str, str]]], ...] = (
        (_same_title, lambda m: (m[0]["title"], m[0]["occupations"])),
        (lambda m: m["code"] or "", lambda m: (f"Smaller titles: {m[0]['occupations']}", m[0]["occupations"])),
        (_major_and_band, lambda m: (f"Smaller titles: {_major_and_band(m[0])}", "several")),
        (lambda m: m["band"], lambda m: (f"Smaller titles, {m[0]['band']}", "several")),
    )
    for key, label in steps:
        kept, left = _split(left, key, limits.small_cell)
        groups += [_group(m, *label(m), limits, alone=key is _same_title) for m in kept]
    if left:
        groups = _with_rest(groups, left, members, limits)
    return sorted(groups, key=lambda g: (-(g.figures["net"] or 0) * g.positions, g.name))


ROLE_FIELDS = ("id", "title", "positions", "fte", "code", "occupations", "band", *FIGURES, "reason")


def _nobody(positions: int, fte: float) -> Member:
    return {
        "id": 0,
        "title": "",
        "positions": positions,
        "fte": fte,
        "code": "",
        "occupations": "",
        "band": NOT_ESTIMATED,
        "reason": "",
    }


def _same_title(member: Member) -> str:
    return f"{member['title'].casefold()}|{member['code'] or ''}" if member["title"] else ""


def _major_and_band(member: Member) -> str:
    major = MAJOR_GROUPS.get((member["code"] or "")[:2], "")
    return f"{major}, {member['band']}" if major else ""


def _split(
    members: list[Member], key: Callable[[Member], str], threshold: int
) -> tuple[list[list[Member]], list[Member]]:
    """Members by key where they are enough, and those who are left; an empty key is always left."""
    by_key: dict[str, list[Member]] = defaultdict(list)
    for m in members:
        by_key[key(m)].append(m)
    kept = [g for k, g in by_key.items() if k and _people(g) >= threshold]
    return kept, [m for k, g in by_key.items() if not k or _people(g) < threshold for m in g]


def _with_rest(
    groups: list[RoleGroup], left: list[Member], members: list[Member], limits: Thresholds
) -> list[RoleGroup]:
    """The groups and the rest; while the rest is too small, the smallest group joins it, taken-together ones first."""
    by_id = {m["id"]: m for m in members}
    groups = sorted(groups, key=lambda g: (g.alone, g.positions, g.name))
    while groups and _people(left) < limits.small_cell:
        left = left + [by_id[t] for t in groups.pop(0).titles]
    return [*groups, _group(left, REST, "several", limits, alone=False)]


def _group(members: list[Member], name: str, occupation: str, limits: Thresholds, alone: bool) -> RoleGroup:
    figures = {f: _mean(members, f) for f in FIGURES}
    reason = (
        members[0]["reason"]
        if alone
        else f"{len(members)} titles taken together, since each has few positions; figures are means over titles."
    )
    return RoleGroup(
        name=name,
        occupation=occupation,
        titles=tuple(m["id"] for m in members),
        positions=_people(members),
        fte=sum(m["fte"] for m in members),
        band=band(figures["net"], limits),
        span=_span(figures["net"], figures["gpt4_net"], limits),
        reason=reason,
        alone=alone,
        figures=figures,
    )


def _span(net: float | None, gpt4_net: float | None, limits: Thresholds) -> str:
    """The bands by either rater; the one band where GPT-4 has rated nothing."""
    return band(net, limits) if net is None or gpt4_net is None else str(span(net, gpt4_net, limits))


def _mean(members: list[Member], figure: str) -> float | None:
    known = [m[figure] for m in members if m[figure] is not None]
    return sum(known) / len(known) if known else None


def _people(members: Iterable[Member]) -> int:
    return sum(m["positions"] for m in members)
