import pytest
from auditor import narrow
from hypothesis import given, settings
from hypothesis import strategies as st

from reskill.export.suppress import WITHHELD, Crosstab, Published, publish, roll_up_columns, roll_up_rows

THRESHOLD = 10
REST = "Others together"


@st.composite
def tables(draw: st.DrawFn) -> Crosstab:
    """Crosstabs with many small counts."""
    rows = [f"r{n}" for n in range(draw(st.integers(1, 7)))]
    columns = [f"c{n}" for n in range(draw(st.integers(1, 5)))]
    count = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 60))
    return Crosstab(tuple(rows), tuple(columns), {(r, c): draw(count) for r in rows for c in columns})


def seen(made: Published) -> dict[tuple[str, str], int | None]:
    """What a reader sees of the inside."""
    table = made.table
    places = [(r, c) for r in table.rows for c in table.columns]
    return {p: None if made.shown(*p) == WITHHELD else table.at(*p) for p in places}


@settings(max_examples=150, deadline=None)
@given(tables())
def test_that_no_withheld_count_can_be_worked_out(table: Crosstab) -> None:
    made = publish(roll_up_columns(table, THRESHOLD), THRESHOLD, REST)
    if made is None:
        assert table.total < THRESHOLD
        return
    shown = made.table
    rows = {r: shown.row_total(r) for r in shown.rows}
    columns = {c: shown.column_total(c) for c in shown.columns}
    assert not [n for n in (*rows.values(), *columns.values()) if 0 < n < THRESHOLD]
    truth = {(r, c): shown.at(r, c) for r in shown.rows for c in shown.columns}
    assert narrow(truth, seen(made), rows, columns, THRESHOLD) == []


@given(tables())
def test_that_rolling_up_keeps_every_person(table: Crosstab) -> None:
    for made in (roll_up_rows(table, THRESHOLD, REST), roll_up_columns(table, THRESHOLD)):
        assert made.total == table.total
        assert sum(map(made.row_total, made.rows)) == table.total
        assert sum(map(made.column_total, made.columns)) == table.total


def test_that_small_rows_are_taken_together() -> None:
    table = Crosstab(("a", "b", "c"), ("x",), {("a", "x"): 30, ("b", "x"): 4, ("c", "x"): 7})
    assert roll_up_rows(table, THRESHOLD, REST).rows == ("a", REST)


def test_that_a_lone_small_row_takes_the_smallest_with_it() -> None:
    table = Crosstab(("a", "b", "c"), ("x",), {("a", "x"): 30, ("b", "x"): 14, ("c", "x"): 7})
    made = roll_up_rows(table, THRESHOLD, REST)
    assert made.rows == ("a", REST) and made.row_total(REST) == 21


def test_that_neighbouring_years_join_until_enough_take_part() -> None:
    table = Crosstab(("a",), ("2028", "2029", "2030"), {("a", "2028"): 25, ("a", "2029"): 6, ("a", "2030"): 3})
    made = roll_up_columns(table, THRESHOLD)
    assert made.columns == ("2028 to 2030",) or all(made.column_total(c) >= THRESHOLD for c in made.columns)


def test_that_a_table_without_small_counts_is_shown_whole() -> None:
    table = Crosstab(("a", "b"), ("x", "y"), {("a", "x"): 30, ("a", "y"): 0, ("b", "x"): 12, ("b", "y"): 10})
    made = publish(table, THRESHOLD, REST)
    assert made is not None and not made.hidden


@pytest.mark.parametrize("people", [0, 1, 9])
def test_that_too_few_people_show_nothing(people: int) -> None:
    assert publish(Crosstab(("a",), ("x",), {("a", "x"): people}), THRESHOLD, REST) is None


def test_that_the_auditor_finds_a_count_that_subtraction_recovers() -> None:
    truth = {("a", "x"): 4, ("a", "y"): 30, ("b", "x"): 20, ("b", "y"): 15}
    shown = dict(truth) | {("a", "x"): None}
    assert narrow(truth, shown, {"a": 34, "b": 35}, {"x": 24, "y": 45}, THRESHOLD)


def test_that_a_column_of_few_people_shows_nothing() -> None:
    table = Crosstab(("a", "b"), ("x", "y"), {("a", "x"): 30, ("a", "y"): 2, ("b", "x"): 20, ("b", "y"): 3})
    assert publish(table, THRESHOLD, REST) is None
