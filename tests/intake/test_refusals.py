"""What is no table is refused with a sentence that says what it is and how to save it again."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rosters import HEADER, ROWS, csv_text, in_sheet

from reskill.intake.roster import read_roster
from reskill.intake.table import read_table
from reskill.problem import ReskillError

Make = Callable[..., Path]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CODE_WORDS = ("Error", "Exception", "Traceback", "invalid", "None", "openpyxl", "zipfile", ".py")


def refusal(path: Path) -> ReskillError:
    with pytest.raises(ReskillError) as caught:
        read_roster(path)
    said = str(caught.value)
    assert path.name in said and caught.value.remedy
    assert not any(word in said for word in CODE_WORDS), said
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\r\n \r\n\t\r\n", "is empty"),
        ("commas.csv", b",,,\r\n,,,\r\n", "no filled cell"),
        ("roster.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG picture"),
        ("roster.csv", b"\xff\xd8\xff\xe0" + bytes(range(256)), "JPEG picture"),
        ("roster.pdf", b"%PDF-1.7\n", "PDF document"),
        ("roster.xls", b"<html><table><tr><td>Job Title</td></tr></table></html>", "web page"),
        ("roster.xls", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "web page"),
        ("2003.xml", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML spreadsheet"),
        ("data.xml", b'<?xml version="1.0"?><rows/>', "XML document"),
        ("locked.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("old.xls", OLE + "Workbook".encode("utf-16-le"), "old kind (.xls)"),
        ("older.xls", OLE + "Book".encode("utf-16-le"), "old kind (.xls)"),
        ("letter.doc", OLE + "WordDocument".encode("utf-16-le"), "Word document"),
        ("mail.msg", OLE, "old Office program"),
        ("roster.csv.gz", b"\x1f\x8b\x08\x00rest", "gzip archive"),
        ("city.reskill", b"SQLite format 3\x00rest", "database"),
        ("noise.csv", bytes(range(1, 32)) * 20, "does not hold text"),
        ("note.txt", b"Dear all,\nplease find the roster attached.\n", "No column"),
        ("one.csv", b"x", "No column"),
    ],
)
def test_that_a_file_of_another_kind_is_named_for_what_it_is(
    text_file: Make, name: str, content: bytes, said: str
) -> None:
    assert said in str(refusal(text_file(content, name)))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument spreadsheet"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "not a workbook"),
        ({"[Content_Types].xml": "", "xl/workbook.bin": ""}, "binary Excel workbook"),
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "Word document"),
        ({"[Content_Types].xml": "", "ppt/presentation.xml": ""}, "presentation"),
        ({"Index/Document.iwa": ""}, "Apple document"),
        ({"roster.csv": "title"}, "zip archive"),
        ({}, "damaged or incomplete"),
    ],
)
def test_that_a_package_of_another_kind_is_named_for_what_it_is(
    tmp_path: Path, parts: dict[str, str], said: str
) -> None:
    path = tmp_path / "roster.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    if not parts:
        path.write_bytes(b"PK\x03\x04 cut off")
    assert said in str(refusal(path))


def test_that_the_strict_variant_is_named(altered: Make) -> None:
    def strict(name: str, content: bytes) -> bytes:
        old, new = b"http://schemas.openxmlformats.org/spreadsheetml/2006", b"http://purl.oclc.org/ooxml/spreadsheetml"
        return content.replace(old, new) if name == "xl/workbook.xml" else content

    assert "Strict" in str(refusal(altered(strict)))


def test_that_a_name_without_a_file_behind_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "folder.csv").mkdir()
    assert "is not there" in str(refusal(tmp_path / "missing.csv"))
    assert "is not there" in str(refusal(tmp_path / "broken.csv"))
    assert "is a folder" in str(refusal(tmp_path / "folder.csv"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_that_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not an ordinary file" in str(refusal(tmp_path / "pipe.csv"))


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_that_a_truncated_workbook_is_called_damaged(workbook: Make, kept: float) -> None:
    path = workbook([HEADER, *ROWS])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert "damaged or incomplete" in str(refusal(path))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_that_a_workbook_without_an_essential_part_is_called_damaged(altered: Make, part: str) -> None:
    assert "damaged or incomplete" in str(refusal(altered(lambda name, content: None if name == part else content)))


@pytest.mark.parametrize("part", ["docProps/core.xml", "xl/theme/theme1.xml", "xl/styles.xml"])
def test_that_a_workbook_without_an_idle_part_is_read(altered: Make, part: str) -> None:
    assert len(read_roster(altered(lambda name, content: None if name == part else content)).positions) == 3


def test_that_a_workbook_may_not_declare_entities(altered: Make) -> None:
    path = altered(in_sheet(b"<worksheet", b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet'))
    assert "declarations" in str(refusal(path))


def test_that_a_zip_bomb_is_refused_by_what_it_states(altered: Make) -> None:
    path = altered(in_sheet(b"</sheetData>", b" " * (60 * 2**20) + b"</sheetData>"))
    assert "would unpack" in str(refusal(path))


def test_that_a_part_that_lies_about_its_size_is_refused(altered: Make) -> None:
    path = altered(in_sheet(b"</sheetData>", b" " * (60 * 2**20) + b"</sheetData>"))
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    content = path.read_bytes()
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (1024).to_bytes(4, "little")))
    assert "damaged" in str(refusal(path))


def test_that_a_sheet_without_cells_is_refused_with_the_others_named(workbook: Make) -> None:
    path = workbook([HEADER, *ROWS], lambda book, _: book.create_sheet("Blank"))
    with pytest.raises(ReskillError, match=r"Sheet Blank of roster\.xlsx has no filled cell.*Roster"):
        read_table(path, sheet="Blank")


def test_that_a_sheet_that_is_not_there_is_refused_with_the_sheets_named(workbook: Make) -> None:
    with pytest.raises(ReskillError, match="no sheet named Staff.*Its sheets: Roster"):
        read_table(workbook([HEADER, *ROWS]), sheet="Staff")


def test_that_a_file_with_a_header_only_says_so(text_file: Make) -> None:
    error = refusal(text_file(csv_text([HEADER])))
    assert any("no row beneath the header" in p.text for p in error.problems)


def test_that_of_very_many_columns_the_first_are_named(text_file: Make) -> None:
    said = str(refusal(text_file(csv_text([[f"Field {n}" for n in range(1, 301)], ["x"] * 300]))))
    assert "Field 40 and 260 more." in said and "Field 41" not in said
