"""Rows of a project's tables, put in by hand."""

from __future__ import annotations

from reskill.project.file import Project

ROWS = {
    "title": "id, title, department, positions, fte, payroll",
    "position": "id, title_id, title, department, bargaining_unit, grade, annual_salary, fte, status,"
    " source_file, source_row",
    "rejected": "source_file, source_row, reason, remedy",
    "mapping": "title_id, code, occupation, share, confidence, reason, status, who, at, why",
    "candidate": "title_id, rank, code, occupation, confidence, reason",
    "role": "title_id, code, occupation, tasks, exposure, low, high, net, exposed, automate, augment, unaffected,"
    " protected, published, band, priority, reason",
    "program": "id, name, provider, kind, hours, cost, url, source, source_date",
    "fund": "id, name, kind, pays, rules, source",
    "fund_year": "fund_id, fiscal_year, amount",
    "scenario": "name, title, story, adoption, protects, participation, reinvested, review_cost",
    "destination": "title_id, rank, code, occupation, score, percentile, zone_gap, pay_ratio, exposure, local_jobs,"
    " vacancies, stays, viable, reason",
    "gap": "title_id, code, element_id, element, kind, have, need",
    "program_fit": "title_id, code, program_id, rank, score, reason, sufficient, label",
    "cohort": "id, title_id, destination, destination_title, program_id, fiscal_year, quarter, start, participants,"
    " hours, note",
    "budget_line": "cohort_id, fiscal_year, quarter, category, fund_id, quantity, unit, unit_cost, cents, in_kind,"
    " note, source",
    "plan_note": "level, text",
}


def insert(project: Project, table: str, *rows: tuple[object, ...]) -> None:
    """Put rows into a table; the columns are those of ROWS."""
    places = ",".join("?" * len(rows[0]))
    with project.derive() as db:
        db.conn.executemany(f"INSERT INTO {table} ({ROWS[table]}) VALUES ({places})", rows)


def role(
    title: int, code: str, name: str, tasks: int, e: float, split: tuple[float, ...], band: str, order: float, why: str
):
    """A row of `role`, its interval 0.08 to both sides."""
    return (title, code, name, tasks, e, e - 0.08, e + 0.08, e - 0.02, e + 0.2, *split, 0.9, band, order, why)
