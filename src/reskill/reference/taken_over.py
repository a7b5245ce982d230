"""What an imported release takes over from the embedded pack, attached as schema `base`: all that it does not have."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from reskill.progress import Tick
from reskill.reference.building import Step
from reskill.reference.sources import index_name, record_carried

Fill = Callable[[sqlite3.Connection], None]


def merged_codes(db: sqlite3.Connection) -> dict[str, str]:
    """SOC code -> OEWS code, where they are not the same code."""
    return dict(db.execute("SELECT DISTINCT soc, oews FROM base.occupation WHERE oews <> replace(soc, '-', '')"))


def _own_tasks(db: sqlite3.Connection) -> None:
    """Our own inventories, for occupations that the release leaves without tasks."""
    db.execute(
        "INSERT INTO task SELECT * FROM base.task WHERE task_type = 'Own' AND code IN (SELECT code FROM occupation)"
        " AND code NOT IN (SELECT code FROM task)"
    )
    record_carried(db, "task_own")


def _municipal_titles(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO title SELECT * FROM base.title WHERE code = '' OR code IN (SELECT code FROM main.occupation)"
    )
    record_carried(db, "title")


def _published_ratings(db: sqlite3.Connection) -> None:
    """Published exposure and automation ratings, where code and task ID are the same."""
    db.execute(
        "UPDATE task SET (people, gpt4, automation) = (b.people, b.gpt4, b.automation) FROM base.task AS b"
        " WHERE (b.code, b.task_id) = (task.code, task.task_id)"
    )
    record_carried(db, "task_rating")


def _occupation_column(column: str, source: str) -> Fill:
    def fill(db: sqlite3.Connection) -> None:
        db.execute(
            f"UPDATE occupation SET {column} = b.{column} FROM base.occupation AS b WHERE b.code = occupation.code"
        )
        record_carried(db, source)

    return fill


def _activities(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO task_activity SELECT a.* FROM base.task_activity a"
        " JOIN main.task t ON (t.code, t.task_id) = (a.code, a.task_id)"
    )
    record_carried(db, "task_activity")


def _ratings(kind: str) -> Fill:
    def fill(db: sqlite3.Connection) -> None:
        db.execute(f"INSERT INTO element SELECT * FROM base.element WHERE kind = '{kind}'")
        db.execute(
            "INSERT INTO skill SELECT s.* FROM base.skill s JOIN base.element e USING (element_id)"
            f" WHERE e.kind = '{kind}' AND s.code IN (SELECT code FROM main.occupation)"
        )
        record_carried(db, "skill" if kind == "skill" else "knowledge")

    return fill


def _related(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO related SELECT * FROM base.related WHERE code IN (SELECT code FROM main.occupation)"
        " AND related IN (SELECT code FROM main.occupation)"
    )
    record_carried(db, "related")


def _nothing(db: sqlite3.Connection) -> None:
    """The embedded pack has none either."""


def _tables(*tables: str) -> Fill:
    def fill(db: sqlite3.Connection) -> None:
        for table in tables:
            db.execute(f"INSERT INTO main.{table} SELECT * FROM base.{table}")

    return fill


def _figures(db: sqlite3.Connection) -> None:
    """Employment and pay, the crosswalk from training programs, and indices for comparison."""
    _tables("area", "wage", "cip_soc", "occupation_index")(db)
    indices = [index_name(r[0]) for r in db.execute("SELECT DISTINCT name FROM occupation_index ORDER BY name")]
    for name in ("area", "wage_nation", "wage_local", "wage_state", "wage_metro", "cip_soc", *indices):
        record_carried(db, name)


def _step(name: str, fill: Fill, weight: float = 0.1) -> Step:
    def run(db: sqlite3.Connection, _tick: Tick) -> None:
        fill(db)

    return Step(name, weight, run)


INSTEAD = {  # for a table that the release lacks
    "task ratings": _step("task ratings", _nothing),
    "work activities": _step("work activities", _activities),
    "job titles": _step("job titles", _nothing),
    "reported titles": _step("reported titles", _nothing),
    "job zones": _step("job zones", _occupation_column("job_zone", "job_zone")),
    "education": _step("education", _occupation_column("education", "education")),
    "skills": _step("skills", _ratings("skill")),
    "knowledge": _step("knowledge", _ratings("knowledge")),
    "related occupations": _step("related occupations", _related),
}
REST = (  # which no release has
    _step("own inventories", _own_tasks),
    _step("published ratings", _published_ratings),
    _step("municipal titles", _municipal_titles, 0.3),
    _step("employment and pay", _figures, 2.0),
)
