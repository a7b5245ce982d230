"""Where what a person holds in the plan runs against a fund, a seat, a title's cover, those who leave, or what is ruled out.

Nothing is changed for it: a conflict is named with the money or people that it concerns, and stays until somebody
settles it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reskill.planning.budget import by_fund_year
from reskill.planning.cost_kinds import AS_REPORTED, kind_of
from reskill.planning.costs import hours_by_quarter
from reskill.planning.fiscal import Quarter
from reskill.planning.funds import Fund, funds, plan_years
from reskill.planning.groups import expected_people
from reskill.planning.leavers import remaining
from reskill.planning.money import exact, in_words, round_half_up
from reskill.planning.openings import find_openings
from reskill.planning.ruled_out import ruled_out
from reskill.planning.scenarios import scenario_in_force
from reskill.planning.seats import agreed_seats
from reskill.planning.set_costs import set_costs
from reskill.planning.standing import most_in_one_program
from reskill.project.file import Project, Row


@dataclass(frozen=True)
class Conflict:
    """One conflict: what it is about, in words, the locked cohorts in it, and its cents or people (0 = not counted)."""

    kind: str
    text: str
    cohorts: tuple[int, ...]
    cents: int = 0
    people: int = 0


def conflicts(project: Project) -> list[Conflict]:
    """Every conflict of locked cohorts and of lines for the whole plan; funds first."""
    rows = project.rows(_LOCKED)
    if not rows and not project.value("SELECT 1 FROM budget_line WHERE cohort_id IS NULL"):
        return []
    return [
        *_money(project),
        *_terms(project),
        *_people(project, rows),
        *_leavers(project, rows),
        *_seats(project, rows),
        *_programs(project),
        *_bans(project, rows),
    ]


def _money(project: Project) -> Iterator[Conflict]:
    """Funds that are overspent, where a locked cohort takes part in it."""
    held = defaultdict(set)
    for r in project.rows(_LINES):
        if not r["in_kind"]:
            held[r["fund_id"], r["fiscal_year"]].add(r["cohort_id"] or 0)
    for y in by_fund_year(project):
        if y.left < 0 and (y.fund_id, y.fiscal_year) in held and y.kind != "payroll":
            text = (
                f"{y.fund} has {in_words(y.available)} in FY{y.fiscal_year}; {in_words(-y.left)} more is planned on it."
            )
            yield Conflict("fund", text, _sorted(held[y.fund_id, y.fiscal_year]), -y.left)


def _terms(project: Project) -> Iterator[Conflict]:
    """Lines on a fund that may not pay them, or not then."""
    month = project.thresholds.fiscal_year_start
    known = {f.id: f for f in funds(project)}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for r in project.rows(_LINES):
        fund, quarter = known.get(r["fund_id"]), Quarter(r["fiscal_year"], r["quarter"])
        if fund and not r["in_kind"] and (why := _against(fund, r["category"], quarter, month)):
            found[fund.name, why].append(r)
    for (fund_name, why), rows in found.items():
        cents, people = sum(r["cents"] for r in rows), {r["cohort_id"] or 0: r["participants"] or 0 for r in rows}
        text = f"{fund_name} {why}; {in_words(cents)} is planned on it."
        yield Conflict("terms", text, _sorted(people), cents, sum(people.values()))


def _against(fund: Fund, category: str, quarter: Quarter, month: int) -> str:
    first = quarter.start(month)
    last = quarter.end(month)
    if fund.starts > first.isoformat():
        return f"starts on {fund.starts}, after {quarter} begins"
    if fund.ends and fund.ends < last.isoformat():
        return f"ends on {fund.ends}, before {quarter} does"
    if category != AS_REPORTED and kind_of(category) not in fund.pays:
        return f"may not pay {category}"
    return ""


def _people(project: Project, rows: Iterable[Row]) -> Iterator[Conflict]:
    """Titles with more people in the plan than hold them, and quarters in which too many are away at once."""
    share, week = exact(project.thresholds.cover_share), exact(project.thresholds.release_hours_week)
    titles = {r["title_id"]: r for r in rows}
    away: dict[tuple[int, Quarter], int] = defaultdict(int)
    total: dict[int, int] = defaultdict(int)
    cohorts: dict[int, set[int]] = defaultdict(set)
    for r in project.rows("SELECT * FROM cohort"):
        if r["title_id"] not in titles:
            continue
        total[r["title_id"]] += r["participants"]
        if r["who"]:
            cohorts[r["title_id"]].add(r["id"])
        start = Quarter(r["fiscal_year"], r["quarter"])
        for i in range(len(hours_by_quarter(r["hours"], week))):
            away[r["title_id"], start.plus(i)] += r["participants"]
    for title_id, row in titles.items():
        if total[title_id] > row["filled"]:
            more = total[title_id] - row["filled"]
            text = f"{total[title_id]} people of {row['title']} are planned; {row['filled']} hold the title."
            yield Conflict("people", text, _sorted(cohorts[title_id]), people=more)
        cover = max(1, int(share * row["filled"]))
        for (of, quarter), people in sorted(away.items(), key=lambda item: item[0][1]):
            if of == title_id and people > cover:
                text = (
                    f"{people} people of {row['title']} are in training in {quarter};"
                    f" cover allows {cover} of {row['filled']}."
                )
                yield Conflict("cover", text, _sorted(cohorts[title_id]), people=people - cover)


def _leavers(project: Project, rows: Sequence[Row]) -> Iterator[Conflict]:
    """Titles whose people start so late that some will have left, in the fiscal year in which most will; with the cash of
    their places."""
    first, held = (
        plan_years(project).start,
        {r["title_id"]: r for r in rows if r["fiscal_year"] > plan_years(project).start},
    )
    left = remaining(project, {i: r["filled"] for i, r in held.items()}, set_costs(project))
    if not left:
        return
    expected = expected_people(project, scenario_in_force(project))
    for title_id, share in left.items():
        planned = project.rows(_COHORTS, (title_id,))
        people = max(expected.get(title_id, 0), sum(c["participants"] for c in planned))
        found = []
        for year in sorted({c["fiscal_year"] for c in planned if c["fiscal_year"] > first}):
            late = [c for c in planned if c["fiscal_year"] >= year]
            start, there = sum(c["participants"] for c in late), round_half_up(people * share ** (year - first))
            cash = sum(c["cash"] for c in late) * (start - there) // start
            mine = _sorted(c["id"] for c in late if c["who"])
            if mine:
                found.append((start - there, year, start, there, cash, mine))
        over, year, start, there, cash, mine = max(found, default=(0, 0, 0, 0, 0, ()))
        if over > 0:
            text = (
                f"{start} people of {held[title_id]['title']} start in FY{year} or later; of {people} who are expected to take"
                f" part now, about {there} will still be there then. The places of {over} would be paid for nobody:"
                f" {in_words(cash)} in cash."
            )
            yield Conflict("leavers", text, mine, cash, over)


def _seats(project: Project, rows: Iterable[Row]) -> Iterator[Conflict]:
    """Classes with more people than seats, and destinations with more people than openings."""
    agreed, usual = agreed_seats(project), project.thresholds.places_per_quarter
    for r in project.rows(_CLASSES):
        start = Quarter(r["fiscal_year"], r["quarter"])
        seats = agreed.get((r["program_id"], start), usual)
        if r["people"] > seats:
            text = f"{r['people']} people start {r['program']} in {start}; there are {seats} seats."
            yield Conflict("seats", text, tuple(map(int, r["locked"].split(","))), people=r["people"] - seats)
    moves = sorted({r["destination"] for r in rows if r["destination"] != r["code"]})
    openings = find_openings(project, plan_years(project)) if moves else {}
    for code in moves:
        there = project.rows(
            "SELECT c.id, c.who, c.participants, c.destination_title FROM cohort c LEFT JOIN role r ON r.title_id = c.title_id"
            " WHERE c.destination = ? AND c.destination <> coalesce(r.code, '')",
            (code,),
        )
        people = sum(r["participants"] for r in there)
        if people > openings.get(code, 0):
            text = f"{people} people move to {there[0]['destination_title']}; {openings.get(code, 0)} openings are expected."
            mine = _sorted({r["id"] for r in there if r["who"]})
            yield Conflict("openings", text, mine, people=people - openings.get(code, 0))


def _programs(project: Project) -> Iterator[Conflict]:
    """Programs with more people than one may take, where a person holds some of them."""
    most, found = most_in_one_program(project), project.rows(_PROGRAMS)
    if most is None or len(found) * project.thresholds.program_share < 1:
        return
    for r in found:
        if r["locked"] and r["people"] > most:
            text = f"{r['people']} people are in {r['program']}; one program may take {most} (program_share)."
            yield Conflict("program", text, tuple(map(int, r["locked"].split(","))), people=r["people"] - most)


def _bans(project: Project, rows: Iterable[Row]) -> Iterator[Conflict]:
    """Locked cohorts that do what is ruled out; that nobody else starts in what is settled is no conflict."""
    week = exact(project.thresholds.release_hours_week)
    for ban in (b for b in ruled_out(project) if not b.settles):
        for r in rows:
            start, quarters = Quarter(r["fiscal_year"], r["quarter"]), len(hours_by_quarter(r["hours"], week))
            if ban.forbids(r["title_id"], r["destination"], r["program_id"], start, quarters):
                text = f"{r['title']} in {start} is locked, and ruled out ({ban})."
                yield Conflict("ruled out", text, (r["id"],), r["cash"], r["participants"])


def _sorted(ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(i for i in ids if i))


_LOCKED = """
SELECT c.*, t.title, r.code, (SELECT count(*) FROM position x WHERE x.title_id = t.id AND x.status = 'filled') AS filled,
    (SELECT coalesce(sum(cents), 0) FROM budget_line b WHERE b.cohort_id = c.id AND NOT b.in_kind) AS cash
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN role r ON r.title_id = t.id WHERE c.who <> '' ORDER BY c.id
"""
_COHORTS = """
SELECT c.id, c.fiscal_year, c.participants, c.who,
    (SELECT coalesce(sum(cents), 0) FROM budget_line b WHERE b.cohort_id = c.id AND NOT b.in_kind) AS cash
FROM cohort c WHERE c.title_id = ?
"""
_LINES = """
SELECT b.*, c.participants FROM budget_line b LEFT JOIN cohort c ON c.id = b.cohort_id WHERE b.cohort_id IS NULL OR c.who <> ''
"""
_PROGRAMS = """
SELECT p.name AS program, sum(c.participants) AS people, group_concat(CASE WHEN c.who <> '' THEN c.id END) AS locked
FROM cohort c JOIN program p ON p.id = c.program_id GROUP BY c.program_id ORDER BY c.program_id
"""
_CLASSES = """
SELECT c.program_id, c.fiscal_year, c.quarter, p.name AS program, sum(c.participants) AS people,
    group_concat(CASE WHEN c.who <> '' THEN c.id END) AS locked
FROM cohort c JOIN program p ON p.id = c.program_id WHERE lower(p.delivery) NOT LIKE '%self-paced%'
GROUP BY 1, 2, 3 HAVING locked IS NOT NULL ORDER BY 2, 3, 1
"""
