"""The sheet of published indices: there only where the reference has any, and without counts for the union."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from books import table, written

from reskill.project.file import Project
from reskill.reference.catalog import Catalog

SCORES = {"43-6014": 4.0, "43-9061": 1.0, "43-4121": 0.5, "43-4031": 3.0, "25-4031": 0.1}
SHEET = "Published indices"


@pytest.fixture
def indexed(small_catalog: Catalog, tmp_path: Path) -> Catalog:
    """The small reference with an index of five of its six occupations, in another order than ours: all the same."""
    path = Path(shutil.copy(small_catalog.path, tmp_path / "indexed.sqlite"))
    with closing(sqlite3.connect(path)) as db:
        db.executemany("INSERT INTO occupation_index VALUES ('Made-up', ?, ?)", SCORES.items())
        db.execute("INSERT INTO source VALUES ('index: Made-up', 'A made-up index', '', '2024', 'none', 5, '', '')")
        db.commit()
    return Catalog(path)


def test_that_there_is_no_sheet_without_an_index(planned: Project, small_catalog: Catalog, tmp_path: Path) -> None:
    assert SHEET not in written(planned, small_catalog, "hr", tmp_path).sheetnames


def test_that_there_is_no_sheet_without_occupations(project: Project, indexed: Catalog, tmp_path: Path) -> None:
    assert SHEET not in written(project, indexed, "hr", tmp_path).sheetnames


def test_that_every_occupation_in_use_is_compared(planned: Project, indexed: Catalog, tmp_path: Path) -> None:
    book = written(planned, indexed, "hr", tmp_path)
    rows = {r["O*NET code"]: r for r in table(book, SHEET)}
    assert {code: r["Positions"] for code, r in rows.items()} == {
        "43-6014.00": 36,
        "43-9061.00": 36,
        "43-4121.00": 20,
        "43-4031.00": 1,
    }
    shown = {c: (r["Index"], r["Date"], r["Percentile"], r["Our percentile"], r["Compared"]) for c, r in rows.items()}
    assert shown["43-6014.00"] == ("Made-up", "2024", 90, 50, 5)
    assert shown["43-9061.00"] == ("Made-up", "2024", 50, 50, 5)
    assert (rows["43-6014.00"]["Gap"], rows["43-9061.00"]["Gap"], rows["43-4121.00"]["Gap"]) == (40, 0, -20)
    assert rows["43-6014.00"]["Remark"] == (
        "Made-up (2024) puts Secretaries and Administrative Assistants, Except Legal, Medical, and Executive higher:"
        " 90th percentile of 5 occupations, ours 50th."
    )
    assert not rows["43-4121.00"]["Remark"]
    assert {r["Source"]: r["Date"] for r in table(book, "Sources")}["A made-up index"] == "2024"
    assert written(planned, indexed, "hr", tmp_path, values=False)[SHEET]["K2"].value == "=G2-I2"


def test_that_the_limit_is_the_projects(planned: Project, indexed: Catalog, tmp_path: Path) -> None:
    planned.set_setting("index_disagreement", "0.15")
    rows = {r["O*NET code"]: r for r in table(written(planned, indexed, "hr", tmp_path), SHEET)}
    assert "lower: 30th percentile of 5 occupations, ours 50th" in rows["43-4121.00"]["Remark"]


def test_that_the_union_sees_no_counts_and_the_board_no_occupations(
    planned: Project, indexed: Catalog, tmp_path: Path
) -> None:
    rows = table(written(planned, indexed, "evidence", tmp_path), SHEET)
    assert [r["O*NET code"] for r in rows] == sorted(r["O*NET code"] for r in rows)
    assert len(rows) == 4 and "Positions" not in rows[0]
    assert SHEET not in written(planned, indexed, "board", tmp_path).sheetnames
