"""What changed from one plan to another: what they were made with, what programs cost, and who starts what, when, at what
cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reskill.planning.cost_kinds import TUITION
from reskill.planning.fiscal import Quarter
from reskill.planning.kept.snapshot import IN_FORCE, Placed, Snapshot
from reskill.planning.kept.terms import PRICE, Term
from reskill.planning.money import in_words as in_dollars
from reskill.project.file import Project
from reskill.table import Column

COLUMNS = (
    Column("What", "what", width=12, tip="Places of a title, or what the plans were made with: funds, bans, prices."),
    Column(
        "Which", "which", "wrapped", 24, tip="Title, destination and program, or the name of the fund, ban or program."
    ),
    Column(
        "Whose",
        "whose",
        "wrapped",
        14,
        tip="Departments and bargaining units of the title's people, as they are today.",
    ),
    Column(
        "Before",
        "before",
        "wrapped",
        22,
        tip="In the plan that is compared with; of places, people by quarter and cash.",
    ),
    Column("After", "after", "wrapped", 22, tip="In the other plan."),
    Column("Held by", "held", "wrapped", 22, tip="Who holds it in the plan in force, as changed by hand, and why."),
)
PLACES = "places"
_Held = dict[tuple[object, ...], dict[str, None]]
NAMED = 3  # departments or units of a title that are named


@dataclass(frozen=True)
class Changed:
    """One thing that differs, in words; of places, whose they are; and who holds it in the plan in force, and why."""

    what: str
    which: str
    whose: str
    before: str
    after: str
    held: str = ""


@dataclass(frozen=True)
class Moved:
    """People of a title and pathway whose number, start or cost is another one: people by quarter and cents in cash,
    before and after (None = not kept with that plan)."""

    title_id: int
    title: str
    destination: str
    program: str
    before: Mapping[Quarter, int]
    after: Mapping[Quarter, int]
    cash_before: int | None
    cash_after: int | None

    @property
    def repriced(self) -> bool:
        """Whether it is known to cost more or less than before."""
        return None not in (self.cash_before, self.cash_after) and self.cash_before != self.cash_after


def changes(project: Project, before: Snapshot, after: Snapshot) -> list[Changed]:
    """What the plans were made with where it differs, then titles and pathways with the most people first."""
    moved = what_moved(before, after)
    whose = _whose(project, {m.title_id for m in moved})
    held = _held(project) if IN_FORCE in (before.name, after.name) else {}
    return [
        *_terms(before.terms, after.terms, held),
        *(
            Changed(
                PLACES,
                f"{m.title} → {m.destination}, {m.program}",
                whose.get(m.title_id, "no longer in the roster"),
                _told(m.before, m.cash_before),
                _told(m.after, m.cash_after),
                "; ".join(held.get((m.title_id, m.destination, m.program), ())),
            )
            for m in moved
        ),
    ]


def what_moved(before: Snapshot, after: Snapshot) -> list[Moved]:
    """Titles and pathways whose people, starts or costs differ, the most people first."""
    was, now = _starts(before.placed), _starts(after.placed)
    cost, costs = _costs(before.placed), _costs(after.placed)
    every = [
        Moved(*key, was.get(key, {}), now.get(key, {}), cost.get(key, 0), costs.get(key, 0))
        for key in sorted(was.keys() | now.keys(), key=lambda key: key[1:])
    ]
    found = [m for m in every if m.before != m.after or m.repriced]
    return sorted(found, key=lambda m: -max(sum(m.before.values()), sum(m.after.values())))


def _terms(before: tuple[Term, ...] | None, after: tuple[Term, ...] | None, held: _Held) -> Iterable[Changed]:
    if before is None or after is None:
        return
    was, now = ({(t.kind, t.name): t.told for t in terms} for terms in (before, after))
    for kind, name in dict.fromkeys([*was, *now]):
        key = kind, name
        if was.get(key) != now.get(key):
            none = "not in the plan" if kind == PRICE else "no"
            by = held.get((PRICE, name), {}) if kind == PRICE else ()
            yield Changed(kind, name, "", was.get(key, none), now.get(key, none), "; ".join(by))


def _held(project: Project) -> _Held:
    """Who changed or locked what, and why, by title and pathway and, of tuition, by program; each said once."""
    out: _Held = {}
    for r in project.rows(_BY_HAND):
        told = f"{r['who']}: {r['why']}" if r["why"] else r["who"]
        out.setdefault((r["title_id"], r["destination_title"], r["program"]), {})[told] = None
        if r["category"] == TUITION:
            out.setdefault((PRICE, r["program"]), {})[told] = None
    return out


_BY_HAND = """
SELECT c.title_id, c.destination_title, coalesce(p.name, 'at work') AS program, x.who, x.why, x.category FROM (
    SELECT id AS cohort, who, why, '' AS category FROM cohort
    UNION ALL SELECT cohort_id, who, why, category FROM budget_line
) x JOIN cohort c ON c.id = x.cohort LEFT JOIN program p ON p.id = c.program_id WHERE x.who <> '' ORDER BY c.id, x.category
"""
_Key = tuple[int, str, str, str]


def _key(p: Placed) -> _Key:
    return p.title_id, p.title, p.destination_title, p.program


def _starts(placed: Iterable[Placed]) -> dict[_Key, dict[Quarter, int]]:
    out: dict[_Key, dict[Quarter, int]] = {}
    for p in placed:
        there = out.setdefault(_key(p), {})
        start = Quarter(p.fiscal_year, p.quarter)
        there[start] = there.get(start, 0) + p.participants
    return out


def _costs(placed: Iterable[Placed]) -> dict[_Key, int | None]:
    out: dict[_Key, int | None] = {}
    for p in placed:
        there = out.get(_key(p), 0)
        out[_key(p)] = None if there is None or p.cash is None else there + p.cash
    return out


def _told(starts: Mapping[Quarter, int], cents: int | None) -> str:
    people = ", ".join(f"{n} in {q}" for q, n in sorted(starts.items()) if n)
    cash = "cash not known" if cents is None else in_dollars(cents)
    return f"{cash}; {people or 'nobody'}" if people or cents else "nobody"


def _whose(project: Project, titles: Iterable[int]) -> dict[int, str]:
    """By title, the departments and units of its people, most people first."""
    found: dict[int, list[str]] = defaultdict(list)
    for column in ("department", "bargaining_unit"):
        names: dict[int, list[str]] = defaultdict(list)
        for r in project.rows(
            f"SELECT title_id, {column} AS name FROM position WHERE status = 'filled' AND {column} <> ''"
            f" AND title_id IN ({', '.join(map(str, sorted(titles)))}) GROUP BY 1, 2 ORDER BY 1, count(*) DESC, 2"
        ):
            names[r["title_id"]].append(r["name"])
        for title, there in names.items():
            more = f" and {len(there) - NAMED} more" if len(there) > NAMED else ""
            found[title].append(", ".join(there[:NAMED]) + more)
    return {title: "; ".join(parts) for title, parts in found.items()}
