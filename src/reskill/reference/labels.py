"""Importing published exposure ratings: of tasks, which estimates rest on, or of occupations, for comparison only."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reskill.problem import Place, Problem, ReskillError
from reskill.progress import Tick, silent
from reskill.reference.additions import Added, add, one_part
from reskill.reference.building import Step
from reskill.reference.index_tables import KNOWN, IndexTable, write_scores
from reskill.reference.release_files import Part
from reskill.reference.sources import Origin, record
from reskill.reference.tables import Field, Table, open_table

_TASKS = {
    "code": Field(("O*NET-SOC Code",)),
    "task_id": Field(("Task ID",)),
    "people": Field(("human_labels",), may_be_empty=True),
    "gpt4": Field(("gpt4_exposure",), may_be_empty=True),
    "automation": Field(("gpt4_automation",), may_be_empty=True),
}
_ALLOWED = {"human_labels": "E0 E1 E2", "gpt4_exposure": "E0 E1 E2", "gpt4_automation": "T0 T1 T2 T3 T4"}
_TASK_ORIGIN = Origin(
    "GPTs are GPTs (Eloundou et al.): exposure labels by people and GPT-4; automation T0-T4 by GPT-4", "", "2023", "MIT"
)


def columns_to_describe(path: Path, tick: Tick = silent) -> list[str]:
    """The columns of a table that Reskill does not know, for a person to describe; empty where it knows the table."""
    part = one_part(path)
    if _has(part, _TASKS, tick) or any(_has(part, i.fields, tick) for i in KNOWN):
        return []
    with open_table(part, {}, tick) as table:
        return [c.strip() for c in table.header if c.strip()]


def import_labels(path: Path, into: str, tick: Tick = silent, described: IndexTable | None = None) -> Added:
    """Put the ratings of a file into a pack: of tasks (they replace the pack's), or one index of occupations.

    Which it is shows in its columns, unless a person has described the table. Raises ReskillError when it is neither.
    """
    part = one_part(path)
    problems: list[Problem] = []
    index = described or next((i for i in KNOWN if _has(part, i.fields, tick)), None)
    if index is None and not _has(part, _TASKS, tick):
        columns = ", ".join(f.names[0] for f in _TASKS.values())
        raise ReskillError(
            f"{part.name} holds no ratings that Reskill knows.",
            f"Its columns must be {columns}, or {', or '.join(f'{i.soc} and {i.column}' for i in KNOWN)}. Another table"
            " of occupations can be described: its name, columns, SOC edition, source, date and licence.",
        )
    fields = index.fields if index else _TASKS

    def steps(sha256: str) -> Sequence[Step]:
        def fill(db: sqlite3.Connection, tick: Tick) -> None:
            with open_table(part, fields, tick) as table:
                if index:
                    write_scores(db, table, index, sha256)
                else:
                    problems.extend(_rate_tasks(db, table, sha256))

        return [Step("published ratings", 2.0, fill)]

    return add(into, index.name.replace(" ", "-") if index else "labels", [part], steps, problems, tick)


def _has(part: Part, fields: dict[str, Field], tick: Tick) -> bool:
    try:
        with open_table(part, fields, tick):
            return True
    except ReskillError as error:
        if any("no column" in p.text for p in error.problems):
            return False
        raise


def _rate_tasks(db: sqlite3.Connection, table: Table, sha256: str) -> Iterator[Problem]:
    """Write the ratings of tasks that the pack has, by code and task ID; count the others."""
    db.execute("UPDATE task SET people = '', gpt4 = '', automation = ''")
    known = set(db.execute("SELECT code, task_id FROM task"))
    counts: Counter[bool] = Counter()
    seen = set()
    for r in table:
        code, task_id, *ratings = r.values
        key = code, str(int(table.number(task_id, r.row, "Task ID", 0, 1e9)))
        for (column, allowed), rating in zip(_ALLOWED.items(), ratings, strict=True):
            if rating and rating not in allowed.split():
                raise table.fault(f"{rating!r} is not one of {allowed}.", r.row, column)
        if key in seen:
            raise table.fault("The row says again what a row above it says.", r.row)
        seen.add(key)
        counts[key in known] += 1
        db.execute(
            "UPDATE task SET people = ?, gpt4 = ?, automation = ? WHERE code = ? AND task_id = ?", (*ratings, *key)
        )
    record(db, "task_rating", replace(_TASK_ORIGIN, sha256=sha256))
    if counts[False]:
        yield Problem(
            f"{counts[False]:,} of {counts.total():,} ratings are of tasks that this pack does not have.",
            Place(table.part.name),
            "Those are left out; a pack of another release may have the tasks.",
            "warning",
        )
