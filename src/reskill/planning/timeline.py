"""The plan over its quarters: which class runs when, and how much of departments and of partners' seats that takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reskill.planning.costs import hours_by_quarter
from reskill.planning.fiscal import QUARTERS, Quarter
from reskill.planning.funds import plan_years
from reskill.planning.money import exact
from reskill.planning.seats import PROGRAM
from reskill.project.file import Project, Row


@dataclass(frozen=True)
class PlannedClass:
    """All cohorts that start one program in one quarter, or practise at work for one occupation: how many quarters it
    runs, for how many people; `practice` is the occupation's code ('' = a program teaches), `locked` whether a person
    holds any of it."""

    program_id: int | None
    practice: str
    program: str
    start: Quarter
    quarters: int
    people: int
    cohorts: tuple[int, ...]
    locked: bool


@dataclass(frozen=True)
class Load:
    """How much of something is used by quarter, of how much there is (None = no limit is known)."""

    name: str
    used: Mapping[Quarter, float]
    limit: Mapping[Quarter, float | None]


@dataclass(frozen=True)
class PlannedQuarter:
    """A quarter with its days (ISO), the people who start in it and what it costs in cash, US dollars."""

    quarter: str
    first_day: str
    last_day: str
    people: int
    cash: float


def planned_quarters(project: Project) -> list[PlannedQuarter]:
    """The quarters of the plan, with who starts in them and what is paid in them."""
    month = project.thresholds.fiscal_year_start
    people = dict(_by_quarter(project, "SELECT fiscal_year, quarter, sum(participants) AS n FROM cohort GROUP BY 1, 2"))
    cents = dict(
        _by_quarter(
            project, "SELECT fiscal_year, quarter, sum(cents) AS n FROM budget_line WHERE NOT in_kind GROUP BY 1, 2"
        )
    )
    return [
        PlannedQuarter(
            str(q),
            q.start(month).isoformat(),
            q.end(month).isoformat(),
            people.get(q, 0),
            cents.get(q, 0) / 100,
        )
        for q in sorted({*quarters_of(project), *people, *cents})
    ]


def _by_quarter(project: Project, sql: str) -> Iterator[tuple[Quarter, int]]:
    return ((Quarter(r["fiscal_year"], r["quarter"]), r["n"]) for r in project.rows(sql))


def quarters_of(project: Project) -> list[Quarter]:
    """The quarters of the plan."""
    years = plan_years(project)
    return [Quarter(years.start, 1).plus(i) for i in range(len(years) * QUARTERS)]


def classes(project: Project) -> list[PlannedClass]:
    """Every class, by program or occupation practised for, and start."""
    week = exact(project.thresholds.release_hours_week)
    found: dict[tuple[int | None, str, Quarter], list[Row]] = defaultdict(list)
    for r in project.rows(
        f"SELECT c.*, {PROGRAM} AS program FROM cohort c LEFT JOIN program p ON p.id = c.program_id"
        " ORDER BY program, c.fiscal_year, c.quarter, c.id"
    ):
        practice = "" if r["program_id"] else r["destination"]
        found[r["program_id"], practice, Quarter(r["fiscal_year"], r["quarter"])].append(r)
    return [
        PlannedClass(
            program_id,
            practice,
            rows[0]["program"],
            start,
            max(len(hours_by_quarter(r["hours"], week)) for r in rows),
            sum(r["participants"] for r in rows),
            tuple(r["id"] for r in rows),
            any(r["who"] for r in rows),
        )
        for (program_id, practice, start), rows in found.items()
    ]


def load_by_department(project: Project) -> list[Load]:
    """People in training by department and quarter (expected, by the share of each title's people in it), against the
    share of the department that may be away at once; the fullest first."""
    week, share = exact(project.thresholds.release_hours_week), project.thresholds.cover_share
    parts: dict[int, list[tuple[str, float]]] = defaultdict(list)
    staff: dict[str, int] = defaultdict(int)
    for r in project.rows(
        "SELECT title_id, department, count(*) AS n, sum(count(*)) OVER (PARTITION BY title_id) AS of FROM position"
        " WHERE status = 'filled' AND title_id IS NOT NULL GROUP BY title_id, department"
    ):
        name = r["department"] or "not given"
        parts[r["title_id"]].append((name, r["n"] / r["of"]))
        staff[name] += r["n"]
    used: dict[str, dict[Quarter, float]] = defaultdict(lambda: defaultdict(float))
    for r in project.rows("SELECT * FROM cohort"):
        for i in range(len(hours_by_quarter(r["hours"], week))):
            for name, part in parts.get(r["title_id"], ()):
                used[name][Quarter(r["fiscal_year"], r["quarter"]).plus(i)] += r["participants"] * part
    every = quarters_of(project)
    loads = [Load(name, dict(by), dict.fromkeys(every, share * staff[name])) for name, by in used.items()]
    return sorted(loads, key=lambda load: (-max(load.used.values()) / (share * staff[load.name] or 1), load.name))


def load_by_partner(project: Project) -> list[Load]:
    """People who start with each partner by quarter, against the seats that are agreed with it."""
    used: dict[str, dict[Quarter, float]] = defaultdict(lambda: defaultdict(float))
    limit: dict[str, dict[Quarter, float | None]] = defaultdict(dict)
    for r in project.rows(
        "SELECT n.name, d.fiscal_year, d.quarter, CASE WHEN n.agreement = 'signed' THEN sum(d.seats) END AS seats,"
        " sum(coalesce(c.people, 0)) AS people FROM partner_program d JOIN partner n ON n.id = d.partner_id"
        " LEFT JOIN (SELECT program_id, fiscal_year, quarter, sum(participants) AS people FROM cohort GROUP BY 1, 2, 3) c"
        " ON (c.program_id, c.fiscal_year, c.quarter) = (d.program_id, d.fiscal_year, d.quarter)"
        " GROUP BY n.id, d.fiscal_year, d.quarter ORDER BY n.name"
    ):
        quarter = Quarter(r["fiscal_year"], r["quarter"])
        used[r["name"]][quarter] += r["people"]
        limit[r["name"]][quarter] = r["seats"]
    return [Load(name, dict(by), limit[name]) for name, by in used.items()]
