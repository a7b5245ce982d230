import sqlite3

import pytest
from PySide6.QtCore import Qt

from reskill.desktop.rows_model import RowsModel, text_of
from reskill.desktop.widgets.table import Table
from reskill.queries.rows import ListRows, QueryRows
from reskill.table import Column

COLUMNS = (
    Column("Name", "name"),
    Column("Share", "share", "percent"),
    Column("Pay", "pay", "dollars"),
    Column("Jobs", "jobs", "int"),
)


@pytest.fixture
def db():
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, share REAL, pay REAL, jobs INTEGER)")
    made.executemany(
        "INSERT INTO t VALUES (?,?,?,?,?)",
        [
            (i, f"Clerk {i:04} {'50%' if i % 2 else 'a_b'}", i / 1000, 1000.0 * i if i % 3 else None, i)
            for i in range(1000)
        ],
    )
    yield made
    made.close()


def rows_of(db, **more):
    return QueryRows(db, "SELECT id AS key, * FROM t", **more)


def column(model: RowsModel, place: int) -> list[object]:
    return [model.index(r, place).data() for r in range(model.rowCount())]


def test_that_the_model_over_a_query_keeps_qts_rules(db, qtmodeltester) -> None:
    model = RowsModel(COLUMNS)
    qtmodeltester.check(model)
    model.show(rows_of(db))
    model.search("0001")
    model.sort(0, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)


def test_that_the_model_over_a_list_keeps_qts_rules(qtmodeltester) -> None:
    model = RowsModel(COLUMNS)
    model.show(ListRows([{"key": i, "name": f"n{i}", "share": None, "pay": 1.5, "jobs": i} for i in range(30)]))
    model.sort(3, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)


def test_that_every_page_of_rows_is_read(db) -> None:
    model = RowsModel(COLUMNS)
    model.show(rows_of(db))
    assert model.rowCount() == 1000
    assert column(model, 3) == [f"{i:,}" for i in range(1000)]


def test_that_unknown_numbers_come_last_in_both_orders(db) -> None:
    model = RowsModel(COLUMNS)
    model.show(rows_of(db))
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(2, order)
        assert model.index(0, 2).data() != "–"
        assert model.index(model.rowCount() - 1, 2).data() == "–"


def test_that_a_search_takes_every_word_and_no_wildcards(db) -> None:
    model = RowsModel(COLUMNS)
    model.show(rows_of(db))
    model.search("50% 0001")
    assert column(model, 0) == ["Clerk 0001 50%"]
    model.search("a_b clerk")
    assert model.rowCount() == 500
    model.search("")
    assert model.rowCount() == 1000


@pytest.mark.parametrize("source", ["query", "list"])
def test_that_both_sources_find_and_order_alike(db, source: str) -> None:
    names = [c[1] for c in db.execute("PRAGMA table_info(t)")]
    listed = [{"key": r[0], **dict(zip(names, r, strict=True))} for r in db.execute("SELECT * FROM t")]
    model = RowsModel(COLUMNS)
    model.show(rows_of(db) if source == "query" else ListRows(listed))
    model.search("clerk 000")
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert [model.key(i) for i in range(model.rowCount())] == [8, 7, 5, 4, 2, 1, 0, 3, 6, 9]


def test_that_a_cell_speaks_its_column(db) -> None:
    model = RowsModel(COLUMNS)
    model.show(rows_of(db))
    assert model.index(5, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Share: 0%"
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Pay: –"


def test_that_money_is_never_without_its_thousands_mark() -> None:
    assert text_of(1234567.0, Column("Pay", "pay", "dollars")) == "$1,234,567"
    assert text_of(-1234.5, Column("Pay", "pay", "money")) == "−$1,234.50"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0%"),
        (0.002, "<1%"),
        (0.427, "43%"),
        (0.9984, "99.8%"),
        (0.99999, "99.9%"),
        (1 - 1e-12, "100%"),
        (1, "100%"),
    ],
)
def test_that_a_share_is_all_or_nothing_only_when_it_is(share: float, said: str) -> None:
    assert text_of(share, Column("Share", "share", "percent")) == said


@pytest.mark.parametrize(
    ("rate", "said"), [(0.3825, "$0.3825"), (0.38, "$0.38"), (1.5, "$1.50"), (52000.125, "$52,000.125")]
)
def test_that_a_unit_cost_keeps_the_digits_that_its_line_is_made_with(rate: float, said: str) -> None:
    assert text_of(rate, Column("Unit cost", "unit_cost", "rate")) == said
    assert text_of(rate, Column("Quantity", "quantity", "fine")) == said.removeprefix("$")
    assert text_of(None, Column("Unit cost", "unit_cost", "rate")) == "–"


def test_that_a_table_keeps_its_row_through_a_new_reading(db, qtbot) -> None:
    table, model = Table(), RowsModel(COLUMNS)
    qtbot.addWidget(table)
    table.dress(model)
    model.show(rows_of(db))
    assert table.choose(700)
    db.execute("DELETE FROM t WHERE id < 600")
    model.show(rows_of(db))
    current = table.current()
    assert current is not None and current["key"] == 700
    db.execute("DELETE FROM t WHERE id = 700")
    model.show(rows_of(db))
    current = table.current()
    assert current is not None and current["key"] == 701  # the next one takes its place


def test_that_rows_are_copied_with_their_headers(db, qtbot, qapp) -> None:
    table, model = Table(), RowsModel(COLUMNS)
    qtbot.addWidget(table)
    table.dress(model)
    model.show(rows_of(db))
    table.choose(4)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "Name\tShare\tPay\tJobs\nClerk 0004 a_b\t<1%\t$4,000\t4"


def test_that_tab_leaves_a_table(db, qtbot) -> None:
    table = Table()
    qtbot.addWidget(table)
    assert not table.tabKeyNavigation()


def test_that_a_value_that_changed_is_shown_without_losing_the_rows(db, qtbot) -> None:
    table, model = Table(), RowsModel(COLUMNS)
    qtbot.addWidget(table)
    table.dress(model)
    model.show(rows_of(db))
    table.choose(500)
    resets, chosen = [], []
    model.modelReset.connect(lambda: resets.append(1))
    table.row_chosen.connect(lambda: chosen.append(table.current()["pay"]))
    db.execute("UPDATE t SET pay = 1.5 WHERE id = 500")
    model.show(rows_of(db))
    assert resets == [] and chosen == [1.5] and table.current()["key"] == 500
    db.execute("DELETE FROM t WHERE id = 3")
    model.show(rows_of(db))
    assert resets == [1] and model.rowCount() == 999 and table.current()["key"] == 500
    db.execute("UPDATE t SET jobs = 5000 WHERE id = 7")
    model.sort(3, Qt.SortOrder.DescendingOrder)
    db.execute("UPDATE t SET jobs = 6000 WHERE id = 8")
    model.show(rows_of(db))
    assert model.key(0) == 8  # another order is other rows


@pytest.mark.parametrize(
    ("value", "said"),
    [(186.0, "186"), (108274.51, "108,274.51"), (-0.024, "-0.02"), (-0.0, "0"), (None, "–"), (5, "5")],
)
def test_that_people_and_dollars_of_one_column_are_told_exactly(value, said) -> None:
    assert text_of(value, Column("Before", "before", "exact")) == said
