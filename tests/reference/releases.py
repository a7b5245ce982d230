"""Made-up O*NET releases of a few rows, in both editions and on both sides of the renaming of release 30.3."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

CLERK, CREDIT, SERVICE, OTHER = "43-3031.00", "13-2022.00", "43-4051.00", "43-9199.00"
Tables = dict[str, list[list[object]]]

_RATING = ["O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress"]


def tables(new: bool = False) -> Tables:
    """Rows by file name, header first: of release 29.9, or with `new` of 30.9."""
    basic = [
        [CLERK, "2.A.1.a", "Reading Comprehension", "IM", "4.12", "N", "n/a"],
        [CLERK, "2.A.1.a", "Reading Comprehension", "LV", "3.50", "N", "N"],
        [CLERK, "2.A.1.b", "Active Listening", "IM", "1.20", "Y", "n/a"],
    ]
    more = [
        [CLERK, "2.B.1.a", "Social Perceptiveness", "IM", "3.00", "N", "n/a"],
        [CLERK, "2.B.1.b", "Coordination", "IM", "2.00", "N", "Y"],
        [SERVICE, "2.B.1.a", "Social Perceptiveness", "IM", "n/a", "n/a", "n/a"],
    ]
    school = [
        [CLERK, "2.D.1", "Required Level of Education", "RL", 2, "60.00", "N"],
        [CLERK, "2.D.1", "Required Level of Education", "RL", 5, "40.00", "N"],
        [SERVICE, "2.D.1", "Required Level of Education", "RL", 2, "90.00", "Y"],
        [SERVICE, "2.D.1", "Required Level of Education", "RL", 6, "10.00", "n/a"],
    ]
    work = [[CLERK, "3.A.1", "Related Work Experience", "RW", 1, "50.00", "N"]]
    rated = [*_RATING, "Not Relevant"]
    education = [*_RATING[:4], "Category", *_RATING[4:]]
    made: Tables = {
        "Occupation Data": [
            ["O*NET-SOC Code", "Title", "Description"],
            [CLERK, "Bookkeeping Clerks", "Keep made-up books."],
            [CREDIT, "Appraisers", "Say what made-up houses are worth."],
            [SERVICE, "Service Representatives", "Answer made-up questions."],
            [OTHER, "Office Workers, All Other", "All others."],
        ],
        "Task Statements": [
            ["O*NET-SOC Code", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source"],
            [CLERK, 2486, "Check the made-up “figures” of the day.", "Core", 87, "07/2014", "Incumbent"],
            [CLERK, 900001, 'Put "made-up" slips in order.', "Supplemental", 87, "07/2014", "Incumbent"],
            [CREDIT, 900002, "Walk through made-up houses.", "n/a", "n/a", "07/2014", "Analyst"],
            [SERVICE, 900003, "Answer made-up calls.", "Core", 87, "07/2014", "Incumbent"],
        ],
        "Task Ratings": [
            ["O*NET-SOC Code", "Task ID", "Scale ID", "Category", "Data Value", "Recommend Suppress"],
            [CLERK, 2486, "IM", "n/a", "4.20", "N"],
            [CLERK, 2486, "RT", "n/a", "81.50", "N"],
            [CLERK, 2486, "FT", 1, "12.00", "N"],
            [CLERK, 900001, "IM", "n/a", "2.10", "Y"],
            [CLERK, 900001, "RT", "n/a", "n/a", "n/a"],
        ],
        "Tasks to DWAs": [
            ["O*NET-SOC Code", "Task ID", "DWA ID", "Date", "Domain Source"],
            [CLERK, 2486, "4.A.2.a.2.I01.D09", "07/2014", "Analyst"],
            [SERVICE, 900003, "4.A.4.a.8.I01.D01", "07/2014", "Analyst"],
        ],
        "Job Titles" if new else "Alternate Titles": [
            ["O*NET-SOC Code", "Job Title" if new else "Alternate Title", "Short Title", "Source(s)"],
            [CLERK, "Books Keeper (BK)", "n/a", "04"],
            [CLERK, "Books Keeper (BK)", "BK", "02,04"],
            [SERVICE, "Call Answerer", "n/a", "08"],
        ],
        "Sample of Reported Titles": [
            ["O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move"],
            [CLERK, "Books Keeper (BK)", "Y"],
        ],
        "Job Zones": [
            ["O*NET-SOC Code", "Job Zone", "Date", "Domain Source"],
            [CLERK, 3, "07/2014", "Analyst"],
            [SERVICE, 2, "07/2014", "Analyst"],
        ],
        "Knowledge": [rated, [CLERK, "2.C.1.a", "Administration", "IM", "2.56", "N", "n/a"]],
        "Related Occupations": [
            ["O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
            [CLERK, SERVICE, "Primary-Short", 1],
            [CLERK, CREDIT, "Primary-Long", 6],
            [SERVICE, CLERK, "Supplemental", 11],
        ],
    }
    if new:
        made |= {"Essential Skills": [rated, *basic], "Transferable Skills": [rated, *more]}
        made |= {"Education": [education, *school], "Training and Experience": [education, *work]}
        made["Software Skills"] = [["O*NET-SOC Code", "Workplace Example", "Element Name"], [CLERK, "Sheets", "Sheets"]]
    else:
        made |= {"Skills": [rated, *basic, *more]}
        made["Education, Training, and Experience"] = [education, *school, *work]
        made["Technology Skills"] = [["O*NET-SOC Code", "Example", "Commodity Code"], [CLERK, "Sheets", 43231513]]
        made["Work Values"] = [["O*NET-SOC Code", "Element ID"], [CLERK, "1.B.2.a"]]
    return made


def write(folder: Path, content: Tables, excel: bool = False, number: str = "29.9") -> Path:
    """A release folder db_29_9_text (or _excel) of the tables, with its Read Me."""
    target = folder / f"db_{number.replace('.', '_')}_{'excel' if excel else 'text'}"
    target.mkdir(parents=True)
    (target / "Read Me.txt").write_text(f"O*NET {number} Database\nMay 2026 Release\n---\n", encoding="utf-8")
    for name, rows in content.items():
        (_workbook if excel else _text)(target / name, rows)
    return target


def zipped(folder: Path) -> Path:
    """The folder as a zip beside it."""
    return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))


def _text(path: Path, rows: Iterable[Sequence[object]]) -> None:
    lines = "\r\n".join("\t".join(str(c) for c in row) for row in rows)
    path.with_name(f"{path.name}.txt").write_bytes(f"{lines}\r\n".encode())


def _workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """As the Excel edition is: a column Title behind the code, empty cells for n/a, numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for n, row in enumerate(rows):
        cells = [None if c == "n/a" else float(c) if _is_decimal(c) else c for c in row]
        if path.name != "Occupation Data":
            cells.insert(1, "Title" if n == 0 else "Some title")
        sheet.append(cells)
    book.save(path.with_name(f"{path.name}.xlsx"))


def _is_decimal(cell: object) -> bool:
    return isinstance(cell, str) and cell.replace(".", "", 1).isdigit() and "." in cell
