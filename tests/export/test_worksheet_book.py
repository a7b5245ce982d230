"""The workbook of task worksheets, as it is printed and filled in."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from reskill.worksheets.book import titles_in, write_worksheets
from reskill.worksheets.returned import read_worksheets

HEADER = 8


@pytest.fixture
def sheets(project, catalog, tmp_path: Path) -> Path:
    """Worksheets of a long title in three departments, and of another one."""
    long = "Administrative Assistant to the Deputy Commissioner"
    with project.change("Fill the town") as db:
        for n, (title, department) in enumerate(
            [(long, "Water/Sewer"), (long, "Parks"), (long, ""), ("Clerk & Cashier [part-time]", "")], start=1
        ):
            db["title"].insert(
                {"id": n, "title": title, "department": department, "positions": 2, "fte": 2, "payroll": 1}
            )
            db["mapping"].insert({"title_id": n, "code": "43-9061.00", "confidence": 1, "status": "accepted"})
    path = tmp_path / "sheets.xlsx"
    write_worksheets(project, catalog, titles_in(project), path)
    return path


def test_that_each_title_has_a_sheet_of_its_own_with_a_legal_name(sheets: Path) -> None:
    book = openpyxl.load_workbook(sheets)
    assert len({n.lower() for n in book.sheetnames}) == 5
    assert all(len(n) <= 31 for n in book.sheetnames)
    index = book["Titles"]
    assert [index.cell(r, 1).hyperlink.location for r in range(4, 8)] == [f"'{n}'!A1" for n in book.sheetnames[1:]]


def test_that_a_sheet_is_fit_to_be_printed_and_filled_in(sheets: Path) -> None:
    sheet = openpyxl.load_workbook(sheets).worksheets[1]
    assert sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.paperSize == 1
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert "Administrative Assistant" in sheet.oddFooter.left.text and "&P" in sheet.oddFooter.right.text
    assert (sheet["E2"].value, sheet["E3"].value) == ("Filled in on (date):", "By (unit or group, no names):")
    last = sheet.max_row
    total = sheet.cell(last, 4)
    assert total.value.startswith("=IF(COUNT(D9:D") and "COUNTA(B9:B" in sheet.cell(last, 6).value
    assert any(str(r.sqref) == f"D{last}" for r in sheet.conditional_formatting)
    rules = {r.type: r for r in sheet.data_validations.dataValidation if r.type}
    assert (rules["decimal"].formula1, rules["decimal"].formula2) == ("0", "1") and rules["list"].formula1 == '"yes,no"'
    fills = {sheet.cell(HEADER + 1, c).fill.fgColor.rgb for c in (4, 5, 6)} | {sheet["F2"].fill.fgColor.rgb}
    assert len(fills) == 1 and fills != {sheet.cell(HEADER + 1, 2).fill.fgColor.rgb}
    assert {sheet.cell(last - 1, 2).fill.fgColor.rgb} == fills  # an added duty


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_that_worksheets_survive_libreoffice(sheets: Path, project, catalog, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sheets)
    book.worksheets[2].cell(HEADER + 1, 4).value = 0.5
    book.save(sheets)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(sheets)], check=True, capture_output=True)
    found = read_worksheets(tmp_path / "out" / sheets.name, project, catalog)
    assert (found.summary(), found.unchanged, found.problems) == ("1 share corrected in 1 title.", 3, ())
    assert found.corrections[0].title == "Administrative Assistant to the Deputy Commissioner (Parks)"
