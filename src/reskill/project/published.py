"""What has left the house: the workbooks that went out, and what they told only as part of a sum.

It is kept outside undo, since no step takes back what others have read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reskill.project.file import Project, now

POSITIONS, PARTICIPANTS, QUARTERS = "positions", "participants", "quarters"
ROUNDING = "rounding"  # cents by category
STARTS, STARTS_AT = "starts", "starts told at"  # people by quarter at each telling, and the day as 20261231
NEVER = -1  # people that were always withheld
PAID = "paid"  # cents of pay by cost and class, as the board was told them
COUNTS = {kind: f"{kind} counted" for kind in (POSITIONS, PARTICIPANTS)}  # when each was last told
PIECES = {kind: f"{kind} in pieces" for kind in COUNTS}  # all sums of any time
LINES = {kind: f"{kind} in lines" for kind in COUNTS}


@dataclass(frozen=True)
class Export:
    """A workbook that asks for answers: its number, edition, unit ('' = all), when it went out, and its lines."""

    number: str
    edition: str
    unit: str
    at: str
    lines: frozenset[str]


def told_before(project: Project, kind: str) -> dict[str, int]:
    """What was published of a kind, by name: the number of the sum that it was told in, or of ROUNDING the cents."""
    return {r["name"]: r["value"] for r in project.rows("SELECT name, value FROM published WHERE kind = ?", (kind,))}


def keep_told(project: Project, kind: str, together: Iterable[Collection[str]]) -> None:
    """Keep which names of a kind were told together; those of one sum then or now are of one from now on."""
    sums: dict[int, set[str]] = {}
    for name, value in told_before(project, kind).items():
        sums.setdefault(value, set()).add(name)
    found = list(sums.values())
    for names in map(set, together):
        if len(names) > 1:
            found = [*(f for f in found if not f & names), names.union(*(f for f in found if f & names))]
    _write(project, kind, {name: n for n, names in enumerate(found) for name in names})


def keep_rounding(project: Project, steps: Mapping[str, int]) -> None:
    """Keep to how many cents each category was rounded; never finer than before."""
    before = told_before(project, ROUNDING)
    _write(project, ROUNDING, before | {name: max(step, before.get(name, 0)) for name, step in steps.items()})


def keep_counts(project: Project, kind: str, counts: Mapping[str, int]) -> None:
    """Keep what each count of a kind was when it was last told, alone or in a sum."""
    _write(project, COUNTS[kind], counts)


def sums_told(project: Project, kind: str) -> list[dict[str, int]]:
    """Every sum of PIECES or LINES that was told at any time, as its counts by name then; one told alone is a sum of one."""
    sums: dict[int, dict[str, int]] = {}
    for key, count in told_before(project, kind).items():
        number, _, name = key.partition(" ")
        sums.setdefault(int(number), {})[name] = count
    return [of for _, of in sorted(sums.items())]


def keep_sums(project: Project, kind: str, told: Iterable[Mapping[str, int]]) -> None:
    """Keep the sums of PIECES or LINES that are told now and were not before."""
    known = sums_told(project, kind)
    known += [dict(of) for of in told if of not in known]
    _write(project, kind, {f"{n} {name}": count for n, of in enumerate(known) for name, count in of.items()})


def keep_starts(project: Project, people: Mapping[str, int], days: Mapping[str, int]) -> None:
    """Keep how many start in each quarter as it is told now, after what was told before; and the day that this was so.

    NEVER stands for those that were always withheld.
    """
    before = starts_told(project)
    if people not in before[-1:]:
        now = {f"{len(before)} {quarter}": n for quarter, n in people.items()}
        _write(project, STARTS, told_before(project, STARTS) | now)
    _write(project, STARTS_AT, days)


def starts_told(project: Project) -> list[dict[str, int]]:
    """How many start in each quarter at each telling, the last one last."""
    tellings: dict[int, dict[str, int]] = {}
    for name, people in told_before(project, STARTS).items():
        telling, _, quarter = name.partition(" ")
        tellings.setdefault(int(telling), {})[quarter] = people
    return [told for _, told in sorted(tellings.items())]


def paid_told(project: Project) -> list[dict[tuple[str, str], int]]:
    """Every cost that rests on pay as the board was told it at any time: cents by title and department."""
    costs: dict[tuple[str | int, ...], dict[tuple[str, str], int]] = {}
    for name, cents in told_before(project, PAID).items():
        *cost, title, department = json.loads(name)
        costs.setdefault(tuple(cost), {})[title, department] = cents
    return list(costs.values())


def keep_paid(project: Project, costs: Iterable[tuple[tuple[str | int, ...], Mapping[tuple[str, str], int]]]) -> None:
    """Keep the cents by title and department of each cost told now that no earlier edition told."""
    before, known = told_before(project, PAID), paid_told(project)
    new = [(key, cost) for key, cost in costs if dict(cost) not in known]
    at = len(known)  # tells a cost from one of an earlier edition that goes by the same name
    made = {json.dumps([at, *key, *of]): cents for key, cost in new for of, cents in cost.items()}
    _write(project, PAID, before | made)


def _write(project: Project, kind: str, values: Mapping[str, int]) -> None:
    if values != told_before(project, kind):
        with project.derive() as db:
            db.execute("DELETE FROM published WHERE kind = ?", (kind,))
            db.conn.executemany(
                "INSERT INTO published (kind, name, value) VALUES (?,?,?)", [(kind, *v) for v in values.items()]
            )


def keep_export(project: Project, number: str, edition: str, unit: str, lines: Collection[str]) -> None:
    """Keep that a workbook went out, now."""
    with project.derive() as db:
        db.execute(
            "INSERT OR REPLACE INTO export (number, edition, unit, at, lines) VALUES (?,?,?,?,?)",
            (number, edition, unit, now(), json.dumps(sorted(lines))),
        )


def newest_export(project: Project, like: str) -> Export | None:
    """The newest workbook of the edition and unit of another, whose number is given; None where that is unknown."""
    found = project.rows(
        "SELECT n.* FROM export o JOIN export n ON n.edition = o.edition AND n.unit = o.unit WHERE o.number = ?"
        " ORDER BY n.at DESC, n.rowid DESC LIMIT 1",
        (like,),
    )
    return Export(**found[0] | {"lines": frozenset(json.loads(found[0]["lines"]))}) if found else None


def exported_at(project: Project, number: str) -> str:
    """When a workbook went out, by its number; '' where that is unknown."""
    return str(project.value("SELECT max(at) FROM export WHERE number = ?", (number,)) or "")
