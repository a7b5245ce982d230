"""The sections of a settings file that hold what people set in a plan: cohorts that are held with their lines, lines for
the whole plan, what is ruled out, and what people answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reskill.planning.answers import record_answers
from reskill.planning.by_hand.cohorts import lock, release
from reskill.planning.by_hand.lines import fund_named
from reskill.planning.by_hand.plan_line import ADDED
from reskill.planning.fiscal import Quarter
from reskill.planning.money import line_cents, to_cents
from reskill.planning.ruled_out import allow_again, quarter_of, rule_out
from reskill.project.file import Project, Row, now
from reskill.reference.catalog import Catalog
from reskill.toml_file import Part
from reskill.work.settings_records import PROGRAM, program_named, programs_by_name
from reskill.work.settings_titles import demand_occupation, titled

_LINE = ("category", "fund", "quarter", "quantity", "unit", "unit_cost", "in_kind", "note", "source", "typed")
_COHORT = (
    "code",
    *PROGRAM,
    "start",
    "people",
    "hours",
    "hours_assumed",
    "benefit",
    "held_back",
    "note",
    "added",
    "line",
)
_BAN = ("title", "title_department", "department", "code", *PROGRAM, "first", "last", "starts_only")
_ANSWER = ("quarter", "offered", "accepted", "declined")
_SAME = ("title", "department", "code", *PROGRAM, "start")  # by which a cohort is known again
_MOST_PEOPLE, _MOST = 1_000_000, 1_000_000_000.0
_Record = dict[str, Any]
_Numbered = list[tuple[int, _Record]]


def write_held(project: Project) -> list[_Record]:
    """The cohorts that a person holds, each with its lines."""
    return [record for _, record in _cohorts(project, "c.who <> ''")]


def read_held(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    """Hold the cohorts of the file, each as it says, and leave all others to the next plan."""
    held, free = _cohorts(project, "c.who <> ''"), _cohorts(project, "c.who = ''")
    why, programs = f"from the settings {file.file}", programs_by_name(project)
    other = []
    for title_id, part in titled(project, file, name, _COHORT):
        record = _cohort(part)
        if _taken(held, record) is not None:
            continue  # who held it, when and why stay with it
        number = _taken(free, record)
        if number is not None:
            lock(project, [number], why)
        else:
            other.append((title_id, record, part))
    for title_id, record, part in other:
        demand_occupation(part, catalog)
        program = program_named(part, programs) if record["program"] else None
        for cohorts in (held, free):
            old = _taken(cohorts, record, _SAME)
            if old is not None:
                project.db.execute("DELETE FROM budget_line WHERE cohort_id = ?", (old,))
                project.db.execute("DELETE FROM cohort WHERE id = ?", (old,))
                break
        with part.told():
            _put(project, title_id, program, catalog.occupation(record["code"]).title, record, why)
    release(project, [number for number, _ in held])


def write_whole_plan(project: Project) -> list[_Record]:
    """The lines that a person added for the whole plan."""
    return [_line_record(r) for r in project.rows(f"{_LINES} WHERE b.cohort_id IS NULL ORDER BY b.id")]


def read_whole_plan(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Have the lines of the file, and no others, for the whole plan."""
    found = [(_line(part), part) for part in file.parts(name)]
    if [line for line, _ in found] == write_whole_plan(project):
        return
    project.db.execute("DELETE FROM budget_line WHERE cohort_id IS NULL")
    for line, part in found:
        with part.told():
            _put_line(project, None, line, f"from the settings {file.file}")


def write_ruled_out(project: Project) -> list[_Record]:
    """What is ruled out; conditions that hold for all are left out."""
    return [record for _, record in _bans(project)]


def read_ruled_out(project: Project, file: Part, name: str, catalog: Catalog) -> None:
    """Rule out what the file says, and allow all else again."""
    there, programs = _bans(project), programs_by_name(project)
    titles = {(r["title"], r["department"]): r["id"] for r in project.rows("SELECT id, title, department FROM title")}
    new = []
    for part in file.parts(name):
        part.demand_only(_BAN)
        record: _Record = {k: part.text(k) for k in _BAN if k in part.values and k != "starts_only"}
        record |= {"starts_only": part.flag("starts_only", False)}
        if _taken(there, record) is None:
            new.append((record, part))
    allow_again(project, [number for number, _ in there])
    for record, part in new:
        title = record.get("title"), record.get("title_department", "")
        if title[0] and title not in titles:
            part.refuse(f"The roster has no title {title[0]}.", "Take it out, or write the title as it is.", "title")
        if "code" in record:
            demand_occupation(part, catalog)
        with part.told():
            rule_out(
                project,
                title_id=titles[title] if title[0] else None,
                department=record.get("department", ""),
                destination=record.get("code", ""),
                program_id=program_named(part, programs) if "program" in record else None,
                first=quarter_of(record["first"]) if "first" in record else None,
                last=quarter_of(record["last"]) if "last" in record else None,
                starts_only=record["starts_only"],
                why=f"from the settings {file.file}",
            )


def write_answers(project: Project) -> list[_Record]:
    """What people of titles said to offers, as counts by quarter."""
    rows = project.rows(
        "SELECT t.title, t.department, a.fiscal_year, a.quarter AS q, a.offered, a.accepted, a.declined FROM offer_answer a"
        " JOIN title t ON t.id = a.title_id ORDER BY 1, 2, 3, 4"
    )
    return [
        {
            "title": r["title"],
            "department": r["department"],
            "quarter": str(Quarter(r["fiscal_year"], r["q"])),
            **{k: r[k] for k in _ANSWER[1:]},
        }
        for r in rows
    ]


def read_answers(project: Project, file: Part, name: str, _catalog: Catalog) -> None:
    """Enter the answers of the file, and take all others back."""
    before = {(r["title"], r["department"], r["quarter"]): r for r in write_answers(project)}
    numbers = {(r["title"], r["department"]): r["id"] for r in project.rows("SELECT id, title, department FROM title")}
    found = []
    for title_id, part in titled(project, file, name, _ANSWER):
        with part.told("quarter"):
            quarter = quarter_of(part.text("quarter"))
        key = part.text("title"), part.text("department", ""), str(quarter)
        counts = {k: part.whole(k) for k in _ANSWER[1:]}
        kept = before.pop(key, None)
        if kept is None or any(kept[k] != n for k, n in counts.items()):
            found.append((title_id, quarter, counts, part))
            if kept is not None:
                before[key] = kept
    for title, department, quarter_text in before:
        record_answers(project, numbers[title, department], quarter_of(quarter_text), 0, 0, 0)
    for title_id, quarter, counts, part in found:
        with part.told():
            record_answers(project, title_id, quarter, **counts)


# -- cohorts as records ------------------------------------------------------------------------------------------------


def _cohorts(project: Project, where: str) -> _Numbered:
    """Cohorts with their lines as the file has them, with their numbers; in an order that does not rest on these."""
    lines: dict[int, list[_Record]] = {}
    for r in project.rows(f"{_LINES} JOIN cohort c ON c.id = b.cohort_id WHERE {where} ORDER BY b.id"):
        lines.setdefault(r["cohort_id"], []).append(_line_record(r))
    found = [
        (
            r["id"],
            {
                **{k: r[k] for k in ("title", "department", "code", *PROGRAM)},
                "start": str(Quarter(r["fiscal_year"], r["quarter"])),
                "people": r["participants"],
                "hours": float(r["hours"]),
                "hours_assumed": float(r["hours_assumed"]),
                "benefit": float(r["benefit"]),
                "held_back": r["held_back"] / 100,
                "note": r["note"],
                **({"added": True} if r["added"] else {}),
                "line": lines.get(r["id"], []),
            },
        )
        for r in project.rows(f"{_COHORTS} WHERE {where} ORDER BY c.id")
    ]
    return sorted(found, key=_as_text)


def _cohort(part: Part) -> _Record:
    """A cohort of the file; numbers that cannot be are refused."""
    with part.told("start"):
        start = quarter_of(part.text("start"))
    people = part.whole("people")
    if not 0 <= people <= _MOST_PEOPLE:
        part.refuse(f"{people} people cannot start.", "Give a number of people.", "people")
    return {
        "title": part.text("title"),
        "department": part.text("department", ""),
        "code": part.text("code"),
        **{k: part.text(k, "") for k in PROGRAM},
        "start": str(start),
        "people": people,
        "hours": _bounded(part, "hours"),
        "hours_assumed": _bounded(part, "hours_assumed") if "hours_assumed" in part.values else 0.0,
        "benefit": _bounded(part, "benefit") if "benefit" in part.values else 0.0,
        "held_back": _bounded(part, "held_back") if "held_back" in part.values else 0.0,
        "note": part.text("note", ""),
        **({"added": True} if part.flag("added", False) else {}),
        "line": [_line(line) for line in part.parts("line")],
    }


def _put(project: Project, title_id: int, program: int | None, occupation: str, record: _Record, why: str) -> None:
    start = quarter_of(record["start"])
    number = project.db.execute(
        "INSERT INTO cohort (title_id, destination, destination_title, program_id, fiscal_year, quarter, start,"
        " participants, hours, hours_assumed, benefit, held_back, note, added, who, at, why)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            title_id,
            record["code"],
            occupation,
            program,
            start.fiscal_year,
            start.quarter,
            start.start(project.thresholds.fiscal_year_start).isoformat(),
            record["people"],
            record["hours"],
            record["hours_assumed"],
            record["benefit"],
            to_cents(record["held_back"]),
            record["note"],
            int("added" in record),
            project.who,
            now(),
            why,
        ),
    ).lastrowid
    for line in record["line"]:
        _put_line(project, number, line, why)


def _line_record(r: Row) -> _Record:
    return {
        **{k: r[k] for k in ("category", "fund")},
        "quarter": str(Quarter(r["fiscal_year"], r["quarter"])),
        "quantity": float(r["quantity"]),
        "unit": r["unit"],
        "unit_cost": float(r["unit_cost"]),
        "in_kind": bool(r["in_kind"]),
        **{k: r[k] for k in ("note", "source", "typed")},
    }


def _line(part: Part) -> _Record:
    part.demand_only(_LINE)
    with part.told("quarter"):
        quarter = quarter_of(part.text("quarter"))
    return {
        **{k: part.text(k) for k in ("category", "fund")},
        "quarter": str(quarter),
        "quantity": _bounded(part, "quantity"),
        "unit": part.text("unit", "item"),
        "unit_cost": _bounded(part, "unit_cost"),
        "in_kind": part.flag("in_kind", False),
        **{k: part.text(k, "") for k in ("note", "source")},
        "typed": part.text("typed", ADDED),
    }


def _put_line(project: Project, cohort_id: int | None, line: _Record, why: str) -> None:
    quarter = quarter_of(line["quarter"])
    values = {
        **{k: line[k] for k in ("category", "quantity", "unit", "unit_cost", "note", "source", "typed")},
        "cohort_id": cohort_id,
        "fiscal_year": quarter.fiscal_year,
        "quarter": quarter.quarter,
        "fund_id": fund_named(project, line["fund"]),
        "cents": line_cents(line["quantity"], line["unit_cost"]),
        "in_kind": int(line["in_kind"]),
        **({"who": project.who, "at": now(), "why": why} if line["typed"] else {}),
    }
    project.db["budget_line"].insert(values)


def _bans(project: Project) -> _Numbered:
    rows = project.rows(
        "SELECT x.*, t.title, t.department AS title_department, p.name AS program, p.provider, p.list_key AS key"
        " FROM ruled_out x LEFT JOIN title t ON t.id = x.title_id LEFT JOIN program p ON p.id = x.program_id ORDER BY x.id"
    )
    quarters = ("first", "last")
    found = [
        (
            r["id"],
            {
                **{k: r[k] for k in ("title", "title_department", "department") if r[k]},
                **({"code": r["destination"]} if r["destination"] else {}),
                **{k: r[k] for k in PROGRAM if r[k]},
                **{k: str(quarter_of(r[k])) for k in quarters if r[k]},
                "starts_only": bool(r["starts_only"]),
            },
        )
        for r in rows
    ]
    return sorted(found, key=_as_text)


def _as_text(numbered: tuple[int, _Record]) -> str:
    return repr(numbered[1])


def _taken(records: _Numbered, record: _Record, fields: Sequence[str] = ()) -> int | None:
    """The number of the first that is like a record (in some fields), which is taken out; None where none is."""

    def like(there: _Record) -> bool:
        return all(there[k] == record[k] for k in fields) if fields else there == record

    place = next((i for i, (_, there) in enumerate(records) if like(there)), None)
    return None if place is None else records.pop(place)[0]


def _bounded(part: Part, key: str) -> float:
    number = part.number(key)
    if not 0 <= number <= _MOST:
        part.refuse(f"{key} cannot be {number:g}.", f"Give a number from 0 to {_MOST:,.0f}.", key)
    return number


_COHORTS = """
SELECT c.*, t.title, t.department, c.destination AS code, coalesce(p.name, '') AS program,
    coalesce(p.provider, '') AS provider, coalesce(p.list_key, '') AS key
FROM cohort c JOIN title t ON t.id = c.title_id LEFT JOIN program p ON p.id = c.program_id
"""
_LINES = "SELECT b.*, f.name AS fund FROM budget_line b JOIN fund f ON f.id = b.fund_id"
