"""What people of each occupation could do next, staying first.

Pay is compared as the plan compares it. A percentage is given only where it rests on nobody's own pay: where enough
people share the one title concerned, and the pay of the option is published or the mean of as many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet, tabulate
from reskill.pathways.pay import ENOUGH, FULL_TIME
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column

COLUMNS = (
    Column("Occupation", "occupation", "wrapped", 30, tip="Occupation of the people concerned."),
    Column("Option", "destination", "wrapped", 34, tip="Staying with other tasks, or another occupation."),
    Column("Kind", "kind", tip="stay and re-task: no job is lost; or move to another job in the city."),
    Column(
        "Offered",
        "offered",
        tip="yes, or with caution: it keeps people in work that changes too, asks a degree or licence, pays less, or the"
        " like; nobody is planned on it unless a named person chose it.",
    ),
    Column(
        "Pay effect",
        "effect",
        "wrapped",
        20,
        tip="Pay there against pay here as the plan counts it: the city's own payroll where it has enough positions,"
        " else published medians. In words, about the same being within 5%; a percentage only where ten or more"
        " share the title.",
    ),
    Column("Job zones up", "zone_gap", "int", tip="How many O*NET job zones more preparation it asks for."),
    Column("Exposure there", "exposure", "percent", tip="Exposure of the option's work."),
    Column("Vacancies here", "vacancies", tip="Whether the city has vacant positions of it."),
    Column("To learn", "learn", "wrapped", 40, tip="Skills and knowledge that count more there."),
    Column("Programs", "programs", "wrapped", 44, tip="Programs that cover most of the gap."),
)
ALIKE = 0.05  # difference of pay up to which it is called about the same
HIGHER, SAME, LOWER, UNKNOWN = "higher", "about the same", "lower", "not known"
SHOWN = 8  # nearest occupations beside staying
_OPTIONS = """
SELECT r.code AS code_here, r.occupation, d.code, d.occupation AS destination, d.stays, d.zone_gap, d.exposure,
    d.vacancies, d.title_id, d.pay_ratio, d.caution,
    (SELECT group_concat(g.element, ', ') FROM (SELECT element FROM gap WHERE title_id = d.title_id AND code = d.code
        ORDER BY need - have DESC, element LIMIT 5) g) AS learn,
    (SELECT group_concat(f.name, '; ') FROM (SELECT p.name FROM program_fit f JOIN program p ON p.id = f.program_id
        WHERE f.title_id = d.title_id AND f.code = d.code ORDER BY f.rank LIMIT 3) f) AS programs
FROM destination d JOIN role r ON r.title_id = d.title_id WHERE d.viable OR d.caution OR d.stays
ORDER BY r.occupation, d.stays DESC, d.people > 0 DESC, d.rank, d.occupation
"""


def options(project: Project, catalog: Catalog) -> Sheet:
    """Options of every occupation whose roles are in band watch or above; one is without caution where it is for any title."""
    rows = list(_rows(project, catalog))
    sheet = Sheet(
        title="Options",
        note=f"For each occupation concerned: staying with other tasks, then the {SHOWN} nearest jobs; pay on the plan's own basis.",
        columns=COLUMNS,
        rows=tabulate(COLUMNS, rows),
        empty="No role is in band watch or above.",
        frozen_columns=2,
    )
    return for_review(sheet, [f"option: {r['occupation']} > {r['destination']}" for r in rows])


def _rows(project: Project, catalog: Catalog) -> Iterator[dict[str, Any]]:
    enough = project.thresholds.small_cell
    paid_titles = _paid(project, "p.title_id")
    paid_occupations = _paid(project, "m.code")
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    shown: Counter[str] = Counter()
    for r in project.rows(_OPTIONS):
        key = r["code_here"], r["code"]
        if key not in found and shown[r["code_here"]] <= SHOWN:
            shown[r["code_here"]] += 1
            found[key] = []
        if key in found:
            found[key].append(r)
    for (_, code), titles in found.items():
        r = titles[0]
        exact = (
            len(titles) == 1
            and paid_titles[r["title_id"]] >= enough
            and not ENOUGH <= paid_occupations[code] < enough  # there the plan takes the mean of those few
        )
        yield r | {
            "destination": "Stay and re-task" if r["stays"] else r["destination"],
            "kind": "stay and re-task" if r["stays"] else "move",
            "offered": "with caution" if all(t["caution"] for t in titles) else "yes",
            "effect": pay_effect([t["pay_ratio"] for t in titles], exact),
            "exposure": None if r["stays"] else r["exposure"],
            "vacancies": "yes" if r["vacancies"] else "no",
        }


def pay_effect(ratios: list[float | None], exact: bool) -> str:
    """Pay there against pay here, over the titles concerned; a percentage only when it may be exact."""
    words = [_word(ratio) for ratio in ratios]
    if exact and ratios[0] is not None and words[0] != SAME:
        return f"{abs(ratios[0] - 1):.0%} {words[0]}"
    order = [w for w in (HIGHER, SAME, LOWER, UNKNOWN) if w in words]
    return order[0] if len(order) == 1 else f"by title: {', '.join(order)}"


def _word(ratio: float | None) -> str:
    if ratio is None:
        return UNKNOWN
    return HIGHER if ratio > 1 + ALIKE else LOWER if ratio < 1 - ALIKE else SAME


def _paid(project: Project, key: str) -> Counter[Any]:
    """Full-time positions with pay, as the plan averages them, by title or by occupation."""
    rows = project.rows(
        f"SELECT {key} AS name, count(DISTINCT p.id) AS n FROM position p"
        " LEFT JOIN mapping m ON m.title_id = p.title_id AND m.share > 0.5 AND m.code <> ''"
        " WHERE p.annual_salary > 0 AND coalesce(p.fte, 1) >= ? GROUP BY 1",
        (FULL_TIME,),
    )
    return Counter({r["name"]: r["n"] for r in rows})
