"""Who is offered a step, by group."""

import pytest

from reskill.pathways.offered_groups import offered_groups


@pytest.fixture
def found(project):
    """Twelve clerks at $30,000 without a step, twelve analysts at $60,000 with one, two of these part-time."""
    with project.change("Fill the city") as db:
        for n, (title, pay, viable) in enumerate([("Clerk", 30_000, 0), ("Analyst", 60_000, 1)], start=1):
            db["title"].insert({"id": n, "title": title, "positions": 12, "fte": 12, "payroll": pay * 12})
            db["position"].insert_all(
                {
                    "id": f"{n}-{i}",
                    "title_id": n,
                    "title": title,
                    "annual_salary": pay,
                    "department": title,
                    "bargaining_unit": "AFSCME" if i < 9 else "",
                    "fte": 0.5 if viable and i < 2 else 1.0,
                    "source_file": "roster.csv",
                    "source_row": i,
                }
                for i in range(12)
            )
    with project.derive("pathways") as db:
        db.conn.executemany(
            "INSERT INTO destination (title_id, rank, code, occupation, score, percentile, stays, viable, caution, reason)"
            " VALUES (?, 1, 'x', 'X', 1, 1, 0, ?, ?, '')",
            [(1, 0, 1), (2, 1, 0)],
        )
    return {(g.kind, g.name): g for g in offered_groups(project)}


def test_that_groups_are_compared_with_the_one_that_is_offered_most(found) -> None:
    low, high = found["department", "Clerk"], found["department", "Analyst"]
    assert (low.people, low.offered, low.cautious, low.ratio, low.low) == (12, 0, 12, 0.0, True)
    assert (high.people, high.offered, high.cautious, high.ratio, high.low) == (12, 12, 0, 1.0, False)


def test_that_pay_units_and_part_time_work_are_told(found) -> None:
    assert found["pay quartile", "lowest-paid quarter"].low
    unit = found["bargaining_unit", "AFSCME"]
    assert (unit.people, unit.offered, unit.share, unit.ratio) == (18, 9, 0.5, 1.0)
    assert found["part-time", "full-time"].share == pytest.approx(10 / 22)


def test_that_small_groups_are_listed_and_not_compared(found) -> None:
    small = found["part-time", "part-time"]
    assert (small.people, small.offered, small.ratio, small.low) == (2, 2, None, False)
