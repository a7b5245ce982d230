"""The rows of the page of programs: what each fits, read in one pass over the pathways."""

from __future__ import annotations

from reskill.queries.programs import programs
from reskill.table import Column

PROGRAMS, FITS = 300, 20_000
NAME = Column("Program", "name")


def test_that_a_states_list_and_a_large_citys_pathways_are_read_in_one_pass(project) -> None:
    with project.derive() as db:
        db["title"].insert({"id": 1, "title": "Clerk", "positions": 1, "fte": 1, "payroll": 1})
        db["program"].insert_all({"id": n, "name": f"Course {n}", "provider": "B"} for n in range(1, PROGRAMS + 1))
        db["program_fit"].insert_all(
            {
                "title_id": 1,
                "code": f"X{n}",
                "program_id": 1 + n % 7,
                "rank": 1,
                "score": 1,
                "reason": "",
                "sufficient": n % 2,
            }
            for n in range(FITS)
        )
    thousands = []
    project.db.conn.set_progress_handler(lambda: thousands.append(1) and None, 1000)
    try:
        source = programs(project, "*", "*", ())
        keys = source.keys([NAME], "course", "", False)
        row = source.rows(keys[:1])[keys[0]]
    finally:
        project.db.conn.set_progress_handler(None, 0)
    assert len(keys) == PROGRAMS and set(keys[:7]) == set(range(1, 8))
    assert row["fits"] == sum(1 + n % 7 == row["key"] and n % 2 for n in range(FITS))
    assert len(thousands) < 1000, (
        f"{len(thousands):,} thousand steps of the database"
    )  # one scan for each: 20 times that
