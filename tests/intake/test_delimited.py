"""CSV and TSV: encodings, delimiters, line ends, lost quotes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rosters import HEADER, ROWS, TITLES, csv_text

from reskill.intake.table import read_table
from reskill.progress import Cancelled

Make = Callable[..., Path]
ACCENTED = (("Señor Clerk", "Café", "50,000"), ("Officer", "Police", "61,500"), ("Librarian", "Library", "58,250"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_that_encoding_and_delimiter_are_found_by_content(text_file: Make, encoding: str, delimiter: str) -> None:
    quoted = [(a, b, f'"{c}"') for a, b, c in ACCENTED]
    path = text_file(csv_text([HEADER, *quoted], delimiter).encode(encoding))
    table = read_table(path)
    assert table.delimiter == delimiter
    assert table.headers == HEADER
    assert [values for _, values in table.rows] == list(ACCENTED)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_that_an_encoding_other_than_utf8_is_told(text_file: Make, encoding: str) -> None:
    table = read_table(text_file(csv_text([HEADER, *ACCENTED], ";").encode(encoding)))
    told = [p for p in table.problems if "was read as" in p.text]
    assert len(told) == 1 and told[0].place.file == "roster.csv" and "UTF-8" in told[0].remedy


def test_that_lines_of_two_encodings_are_each_read_in_their_own(text_file: Make) -> None:
    lines = [csv_text([HEADER]), csv_text([ACCENTED[0]], ",").replace("50,000", "1")]
    table = read_table(text_file(lines[0].encode() + lines[1].encode("utf-8") + lines[1].encode("cp1252")))
    assert [values[0] for _, values in table.rows] == ["Señor Clerk", "Señor Clerk"]
    assert "mixes encodings" in table.problems[0].text


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_that_every_kind_of_line_end_divides_rows(text_file: Make, end: str) -> None:
    table = read_table(text_file(csv_text([HEADER, *ROWS], end=end)))
    assert [values[0] for _, values in table.rows] == TITLES
    assert [row for row, _ in table.rows] == [2, 3, 4]


def test_that_a_sep_line_names_the_delimiter_and_is_no_row(text_file: Make) -> None:
    table = read_table(text_file("sep=;\r\n" + csv_text([HEADER, ["Clerk, Senior", "Parks, Rec", "1,5"]], ";")))
    assert table.header_row == 1
    assert table.rows == [(2, ("Clerk, Senior", "Parks, Rec", "1,5"))]


def test_that_a_line_break_inside_quotes_stays_in_its_cell(text_file: Make) -> None:
    table = read_table(text_file('title,department\r\n"Clerk\r\nTypist",Finance\r\nCook,Parks\r\n'))
    assert [(row, values[1]) for row, values in table.rows] == [(2, "Finance"), (3, "Parks")]


@pytest.mark.parametrize(
    "second", ["Cook,Parks,40000", 'Cook,"Parks, Recreation",40000', '"Cook, Head",Parks,40000', 'Cook,Parks,"40000"']
)
def test_that_an_open_quote_costs_no_other_row(text_file: Make, second: str) -> None:
    path = text_file(f'title,department,salary\n"Clerk,Finance,45000\n{second}\nAide,Parks,30000\n')
    table = read_table(path)
    assert len(table.rows) == 3
    assert table.rows[2] == (4, ("Aide", "Parks", "30000"))
    problem = next(p for p in table.problems if "quotation mark" in p.text)
    assert problem.place.row == 2 and problem.remedy


def test_that_a_field_longer_than_the_usual_limit_is_read(text_file: Make) -> None:
    table = read_table(text_file(csv_text([HEADER, ["x" * 200_000, "Finance", 1], *ROWS])))
    assert len(table.rows) == 4
    assert len(str(table.rows[0][1][0])) == 100_000


def test_that_columns_beyond_the_limit_are_cut_and_told(text_file: Make) -> None:
    table = read_table(text_file(csv_text([["Title", *(f"c{i}" for i in range(4999))], ["Clerk"] * 5000])))
    assert len(table.headers) == 500
    assert {p.place.row for p in table.problems if "5,000 columns" in p.text} == {1, 2}


def test_that_a_list_of_titles_alone_is_one_column(text_file: Make) -> None:
    table = read_table(text_file("Job Title\nClerk, Senior\nOfficer, Police, First Class\nCook\n"))
    assert [values for _, values in table.rows] == [("Clerk, Senior",), ("Officer, Police, First Class",), ("Cook",)]


def test_that_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(csv_text([HEADER, *ROWS]).encode())

    monkeypatch.setattr(sys, "stdin", Input)
    table = read_table(Path("-"))
    assert (table.file, len(table.rows)) == ("standard input", 3)


def test_that_reading_can_be_cancelled(text_file: Make) -> None:
    def cancel(part: float, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_table(text_file(csv_text([HEADER, *ROWS])), tick=cancel)


def test_that_nul_bytes_and_unseen_characters_do_not_reach_a_title(text_file: Make) -> None:
    from reskill.intake.roster import read_roster

    roster = read_roster(text_file(csv_text([HEADER, ["Cl\x00erk\u200b \u202eII", "Fin\u00a0ance", 50000], *ROWS])))
    assert (roster.positions[0].title, roster.positions[0].department) == ("Clerk II", "Fin ance")
