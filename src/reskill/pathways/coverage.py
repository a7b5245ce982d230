"""The coverage map: for each kind of work that people may move to, who prepares for it, under which agreement, with how
many seats, and whom to ask where nobody does.

A gap is an occupation that pathways lead to, or staying in a role that changes. People are counted once for each gap:
they are those for whom it is a way, not those who will take it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from reskill.pathways.nearby import NO_PLACE, WIDEN, Ask, Nearby, question
from reskill.pathways.no_program import needs_none
from reskill.pathways.preparation import UNKNOWN_HOURS
from reskill.pathways.similarity import Similarity
from reskill.programs.partners import in_force
from reskill.programs.place import home
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog

COVERED, AGREE, LISTED = "covered", "agreement to make", "program known"
HOURS, ASK, NOBODY, AT_WORK = "hours to confirm", "to ask", "nobody known", "learned at work"
STAY = "Stay and re-task"
_LEARNED = "No program is needed: {}. Agree that with the department that has the job, rather than pay for a program."
_TO_STAY = (
    "No AI course of the project has known hours that reach what the change of these roles asks: confirm the hours of one,"
    " or enter those of guided practice at work."
)


@dataclass(frozen=True)
class Gap:
    """One row of the map. Seats are those agreed with partners, and those that the plan asks for, by fiscal year."""

    code: str  # '' = staying
    occupation: str
    people: int
    departments: tuple[str, ...]
    state: str
    program: str
    provider: str
    partner: str
    seats: dict[int, int]
    asked: dict[int, int]
    ask: tuple[Ask, ...]
    none_needed: str = ""  # why it needs no program, from whatever role, in words
    located: bool = True  # whether it is known where the city is, so that somebody near it could be looked for

    @property
    def short(self) -> tuple[int, ...]:
        """The fiscal years in which the plan asks for more seats than are agreed."""
        return tuple(y for y, n in sorted(self.asked.items()) if n > self.seats.get(y, 0))

    def advice(self, city: str) -> str:
        """What to do next about it, in words; a drafted question where somebody can be asked."""
        if self.state == HOURS:
            return f"Ask {self.provider or 'its provider'} for the clock hours of {self.program}, then enter them."
        if self.state == AT_WORK:
            return _LEARNED.format(self.none_needed)
        if self.state == NOBODY and not self.code:
            return _TO_STAY
        if self.ask:
            return question(self.ask[0], city, self.occupation, self.people)
        if self.state != NOBODY:
            return ""
        return WIDEN if self.located else NO_PLACE


def coverage(project: Project, catalog: Catalog) -> list[Gap]:
    """The map of a project: gaps that nobody covers first, the most people first among equals."""
    city = home(project)
    nearby = Nearby(city, project.thresholds.reach_miles, catalog, Similarity(catalog))
    fits: defaultdict[str, list[Row]] = defaultdict(list)
    for r in project.rows(_FITS):
        fits[r["gap"]].append(r)
    partners = _partners(project)
    asked: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for r in project.rows(_ASKED):
        asked[r["gap"]][r["fiscal_year"]] = r["seats"]
    reasons: defaultdict[str, set[str]] = defaultdict(set)
    for r in project.rows(_ROLES):
        reasons[r["gap"]].add(needs_none(catalog, r["role"], r["gap"], project.thresholds))
    departments: defaultdict[str, list[str]] = defaultdict(list)
    for r in project.rows(_DEPARTMENTS):
        departments[r["gap"]].append(r["department"])
    found = []
    for r in project.rows(_GAPS):
        gap = r["gap"]
        programs = [p for p in fits[gap] if p["sufficient"]]
        unsure = next((p for p in fits[gap] if p["against"].casefold().startswith(UNKNOWN_HOURS)), None)
        with_partner = [(p, partner) for p in programs for partner in partners.get(p["id"], ())]
        agreed = [(p, partner) for p, partner in with_partner if in_force(partner, dt.date.today())]
        program, partner = next(iter(agreed or with_partner), (programs[0] if programs else None, None))
        none_needed = "; or ".join(sorted(reasons[gap])) if all(reasons[gap]) and not program else ""
        at_work = bool(none_needed)
        ask = () if program or at_work or not gap else tuple(nearby.for_occupation(gap))
        if program:
            state = COVERED if agreed else AGREE if partner else LISTED
        else:
            state = AT_WORK if at_work else HOURS if unsure else ASK if ask else NOBODY
        program = program or (None if at_work else unsure)
        seats: defaultdict[int, int] = defaultdict(int)
        for _, term in agreed:
            seats[term["fiscal_year"]] += term["seats"] or 0
        found.append(
            Gap(
                code=gap,
                occupation=r["occupation"],
                people=r["people"],
                departments=tuple(departments[gap]),
                state=state,
                program=program["name"] if program else "",
                provider=program["provider"] if program else "",
                partner=partner["name"] if partner else "",
                seats=dict(seats),
                asked=asked[gap],
                ask=ask,
                none_needed=none_needed,
                located=city is not None,
            )
        )
    order = (NOBODY, ASK, HOURS, AT_WORK, LISTED, AGREE, COVERED)
    return sorted(found, key=lambda g: (order.index(g.state), -g.people, g.code))


def _partners(project: Project) -> dict[int, list[Row]]:
    """The partners of each program, one row for each term."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for r in project.rows(
        "SELECT p.*, d.program_id, d.fiscal_year, d.quarter, d.seats FROM partner_program d"
        " JOIN partner p ON p.id = d.partner_id ORDER BY p.name, d.fiscal_year, d.quarter"
    ):
        found[r["program_id"]].append(r)
    return found


_GAP = "CASE WHEN d.stays THEN '' ELSE d.code END"
_GAPS = f"""
SELECT {_GAP} AS gap, CASE WHEN d.stays THEN '{STAY}' ELSE d.occupation END AS occupation,
    (SELECT count(*) FROM position x WHERE x.status = 'filled' AND x.title_id IN
        (SELECT e.title_id FROM destination e WHERE (e.viable OR e.stays)
            AND CASE WHEN e.stays THEN '' ELSE e.code END = {_GAP})) AS people
FROM destination d WHERE d.viable OR d.stays GROUP BY gap
"""
_ROLES = """
SELECT DISTINCT d.code AS gap, r.code AS role FROM destination d JOIN role r USING (title_id)
WHERE d.viable AND NOT d.stays
"""
_FITS = f"""
SELECT {_GAP} AS gap, p.id, p.name, p.provider, f.sufficient, f.against,
    sum(1.0 / f.rank) AS points FROM program_fit f
JOIN destination d ON d.title_id = f.title_id AND d.code = f.code AND (d.viable OR d.stays)
JOIN program p ON p.id = f.program_id GROUP BY gap, f.sufficient, p.id
ORDER BY gap, points DESC, p.id
"""
_ASKED = """
SELECT CASE WHEN c.destination = r.code THEN '' ELSE c.destination END AS gap, c.fiscal_year, sum(c.participants) AS seats
FROM cohort c LEFT JOIN role r ON r.title_id = c.title_id GROUP BY gap, c.fiscal_year
"""
_DEPARTMENTS = f"""
SELECT DISTINCT {_GAP} AS gap, x.department FROM destination d
JOIN position x ON x.title_id = d.title_id AND x.department <> '' WHERE d.viable OR d.stays ORDER BY gap, x.department
"""
