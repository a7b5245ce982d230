"""Every pathway of a project as rows: offered, offered with caution and not offered, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reskill.pathways.answers import ANSWER, IN_FILES
from reskill.pathways.first_steps import place_of_next_grade
from reskill.pathways.next_grade import NextGrade
from reskill.pathways.opening import openings_missed, told
from reskill.pathways.order import ORDER
from reskill.pathways.own_titles import OwnTitles
from reskill.pathways.practice import PROGRAMS
from reskill.problem import ReskillError
from reskill.project.file import Project, Row

COLUMNS = (
    *("title", "from_code", "people", "role_exposure", "code", "occupation", "exposure", "city_titles", "offered"),
    *("step", "later"),
    *("kind", "rank", "pay_ratio", "zone_gap", "education", "licence", "outlook", "openings", "programs", "reason"),
)
_ROWS = f"""
SELECT t.id AS title_id, t.title || CASE t.department WHEN '' THEN '' ELSE ' · ' || t.department END AS title,
    r.code AS from_code, t.positions AS people, r.exposure AS role_exposure, d.code, d.occupation, d.exposure,
    {ANSWER} AS offered, d.step, d.later, d.stays,
    CASE WHEN d.stays THEN 'stay' ELSE 'move' END AS kind,
    d.rank, d.pay_ratio, d.zone_gap, d.education, d.licence, d.change AS outlook, d.openings,
    {PROGRAMS} AS programs, d.reason
FROM destination d JOIN title t ON t.id = d.title_id JOIN role r ON r.title_id = t.id
WHERE :title = '' OR t.title = :title COLLATE NOCASE
ORDER BY r.priority DESC, t.title, t.department, {ORDER}
"""
_PLACES = (("role_exposure", 3), ("exposure", 3), ("pay_ratio", 3), ("openings", 1))


def pathways_rows(project: Project, title: str = "") -> Iterator[dict[str, Any]]:
    """The rows of COLUMNS for all titles, or those of one name: staying first, the next grade of the title's own
    series (kind ladder) and the first steps by their number, then what else is offered, with what puts it later; what
    the city has no position of comes last. Ratios, exposures and openings are rounded.

    Raises ReskillError when the project has no pathway, or none for the title.
    """
    rows = project.rows(_ROWS, {"title": title.strip()})
    if not rows:
        raise ReskillError(*_why_none(project, title))
    names = {r["code"]: r["occupation"] for r in rows}
    own = OwnTitles(project, sorted({r["code"] for r in rows}), {r["title_id"] for r in rows})
    for title_id, group in groupby(rows, lambda r: r["title_id"]):
        ways = list(group)
        stay, above = ways[0], own.above(title_id)
        stay["reason"] = f"{stay['reason']} {told(openings_missed(project, title_id))}".rstrip()
        found = [_finished(way, own.told(way["code"], title_id)) for way in ways]
        if above:
            before, step = place_of_next_grade(ways, above.first)
            ladder = _ladder(stay, above, names.get(above.title.code, ""), step)
            found.insert(before, _finished(ladder, own.told_above(above, title_id)))
        yield from found


def _finished(row: Row, titles: str) -> dict[str, Any]:
    out = {**row, "city_titles": titles, "offered": IN_FILES[row["offered"]], "step": row["step"] or None}
    for name, places in _PLACES:
        out[name] = out[name] if out[name] is None else round(out[name], places)
    return {name: out[name] for name in COLUMNS}


def _ladder(stay: Row, above: NextGrade, occupation: str, step: int) -> Row:
    """The next grade as a row, with the occupation that it is in and its number as a first step."""
    known = above.known
    return {
        **stay,
        **above.figures,
        "occupation": occupation,
        "outlook": known.change if known else None,
        "education": known.education if known else "",
        "kind": "ladder",
        "step": step,
        "programs": None,
    }


def _why_none(project: Project, title: str) -> tuple[str, str]:
    """Why there is no pathway, and what to do."""
    role = project.rows(
        "SELECT t.title, r.exposure, r.net, r.band FROM role r JOIN title t ON t.id = r.title_id"
        " WHERE t.title = ? COLLATE NOCASE AND r.exposure IS NOT NULL ORDER BY r.exposure DESC LIMIT 1",
        (title.strip(),),
    )
    if role and role[0]["exposure"] >= project.thresholds.watch:
        return (
            f"{role[0]['title']} stays: {role[0]['exposure']:.0%} of its work is exposed, but all except {role[0]['net']:.0%} are"
            " decisions that people keep, so that its band is low and it needs no way on.",
            "If people are not to keep them, change the tiers of its tasks on the page Tasks.",
        )
    if role:
        return (
            f"{role[0]['title']} needs no way on: its band is {role[0]['band']}.",
            "Pathways are for roles in band watch or above.",
        )
    about = f" for the title {title}" if title else ""
    return (
        f"{project.path.name} has no pathways{about}.",
        "Roles in band watch or above have them; to work the figures out: reskill project update FILE",
    )
