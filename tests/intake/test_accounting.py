"""Nothing that is read is lost: rows = title rows + positions + rejected + blank, whatever the file holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskill.intake.doubts import Answers
from reskill.intake.roster import read_roster
from reskill.intake.table import read_table
from reskill.problem import ReskillError

CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "Clerk", "Police Officer", "Total", "N/A", "50000", "22.50", "Finance", "Vacant", "=1+1"]
    ),
    st.text(max_size=12),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=30)
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)


def write(path: Path, rows: list[list[str]], delimiter: str) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
    return path


@RELAXED
@given(rows=TABLES, delimiter=st.sampled_from(",;\t|"))
def test_that_every_row_of_a_csv_is_accounted_for(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    rows = [["Job Title", "Department", "Salary", "FTE", "Hire Date", "Status"], *rows]
    path = write(tmp_path / "roster.csv", rows, delimiter)
    try:
        roster = read_roster(path, header_row=1)
    except ReskillError:
        return  # nothing usable, and said so
    assert roster.last_row == len(rows)
    assert 1 + len(roster.positions) + len(roster.rejected) + roster.blank == len(rows)
    numbers = [p.row for p in roster.positions] + [r.row for r in roster.rejected]
    assert len(set(numbers)) == len(numbers) and set(numbers) <= set(range(2, len(rows) + 1))
    assert all(p.title for p in roster.positions) and all(r.reason and r.remedy for r in roster.rejected)


@RELAXED
@given(content=st.one_of(st.binary(max_size=400), st.text(alphabet='ab1,;"\r\n\t ', max_size=200).map(str.encode)))
def test_that_any_bytes_are_a_table_or_refused_with_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    try:
        table = read_table(path)
    except ReskillError as refused:
        assert refused.text and refused.remedy
        return
    assert table.header_row + len(table.rows) + table.skipped == table.last_row


@pytest.mark.parametrize("name", ["chicago_il", "austin_tx", "boston_ma", "montgomery_county_md", "elburn_il"])
def test_that_every_line_of_a_real_roster_is_accounted_for(shared: Path, name: str) -> None:
    path = shared / "rosters" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    roster = read_roster(path)
    assert len(roster.positions) == len(expected) and not roster.rejected
    assert [p.title for p in roster.positions] == [" ".join(r["title"].split()) for r in expected]
    assert roster.columns == {f: f for f in ("title", "department", "annual_salary", "fte")}


PAY_RECEIVED = {
    "glendale_heights_il",
    "hampshire_il",
    "river_grove_il",
}  # half of whose staff got too little for a year's pay


def test_that_all_real_rosters_are_read(shared: Path) -> None:
    for path in sorted((shared / "rosters").glob("*.csv")):
        accepted = frozenset({"pay-basis"} if path.stem in PAY_RECEIVED else ())
        roster = read_roster(path, answers=Answers(accepted=accepted))
        told = {d.name for d in roster.doubts}
        assert told == accepted | ({"tiny-pay"} if path.stem == "atlanta_ga" else set()), path.name
        assert roster.columns["title"] == "title", path.name
        assert roster.header_row + len(roster.positions) + len(roster.rejected) + roster.blank == roster.last_row
        assert len(roster.rejected) <= 0.01 * len(roster.positions), path.name
