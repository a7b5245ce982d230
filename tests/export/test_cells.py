import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskill.export.xlsx import cells
from reskill.export.xlsx.layout import MAX_NAME, letter, safe_sheet_name, safe_table_name

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)


@given(ANY_TEXT)
def test_that_any_text_becomes_xml_that_parses(text: str) -> None:
    xml = cells.text_cell("A1", 0, cells.safe_text(text))
    ET.fromstring(xml.encode("utf-8"))


@given(st.text(max_size=200).filter(lambda t: t.isprintable() and "_x" not in t))
def test_that_printable_text_stays_as_it_is(text: str) -> None:
    found = ET.fromstring(cells.text_cell("A1", 0, cells.safe_text(text))).findtext(".//t")
    assert (found or "") == text


def test_that_text_that_looks_like_an_escape_is_not_read_as_one() -> None:
    assert "_x005F_x0041_" in cells.text_cell("A1", 0, "_x0041_")


@pytest.mark.parametrize("letters", ["a", "🙂"])
def test_that_text_too_long_for_a_cell_is_cut_and_says_so(letters: str) -> None:
    text = cells.safe_text(letters * 40_000)
    assert len(text.encode("utf-16-le")) // 2 <= cells.MAX_TEXT
    assert text.endswith("(cut: a cell holds no more)")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_that_what_is_no_number_is_an_empty_cell(number: float) -> None:
    assert "<v>" not in cells.number_cell("A1", 0, number)


@pytest.mark.parametrize(
    ("value", "serial"), [("2027-07-01", 46569), ("2027-07-01 12:30:00", 46569), ("1899-12-31", None), ("soon", None)]
)
def test_that_only_dates_that_excel_can_show_are_dates(value: str, serial: int | None) -> None:
    assert cells.as_date(value) == serial


@given(st.lists(ANY_TEXT, max_size=12))
def test_that_sheet_names_are_legal_and_unlike(titles: list[str]) -> None:
    made: list[str] = []
    for title in titles:
        made.append(safe_sheet_name(title, made))
    assert len({name.lower() for name in made}) == len(titles)
    for name in made:
        assert 0 < len(name) <= MAX_NAME
        assert not set(name) & set("[]:*?/\\") and not name.startswith("'") and not name.endswith("'")
        assert name.lower() != "history"


@pytest.mark.parametrize("name", ["A1", "TAX2024", "R1C1", "2024", "", "Bürger", "a b-c"])
def test_that_table_names_are_legal(name: str) -> None:
    made = safe_table_name(name)
    assert made.isascii() and made.isidentifier() and made.endswith("_table")
    assert safe_table_name(name, [made]) != made


def test_that_columns_are_lettered_as_excel_does() -> None:
    assert [letter(n) for n in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
