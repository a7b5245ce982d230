"""The headers of 62 agencies' pay files, filled with made-up lines: which of title, pay, basis, department, ... are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskill.intake.columns import find_columns
from reskill.intake.table import Table

LINES = 40
TITLES = [
    "Accountant II",
    "Police Officer",
    "Office Assistant",
    "Librarian",
    "Custodian",
    "Bus Driver",
    "Civil Engineer",
]
DEPARTMENTS = [
    "Finance",
    "Police Department",
    "Public Works",
    "Library",
    "Parks and Recreation",
    "Information Technology",
]
RACES = ["White", "Black or African American", "Asian", "Hispanic", "Two or more"]
KINDS = {
    "title": ("job_title",),
    "department": ("department", "department_name", "department_raw", "department_code"),
    "pay": ("compensation", "annual", "pay_rate", "compensation_hourly"),
    "basis": ("pay_type",),
    "hire_date": ("hire_date",),
    "fte": (
        *("employee_type", "FTPT", "pay_status", "employment_type", "compensation_type", "full_or_part_time", "status"),
        "employee_status",
    ),
}
FIELDS = {"pay": ("annual_salary", "hourly_rate"), "basis": ("pay_basis",), "fte": ("fte", "weekly_hours")}


def cell(key: str, header: str, line: int) -> str:
    said = header.lower()
    if key == "job_title":
        return TITLES[line % len(TITLES)]
    if key in KINDS["department"]:
        return DEPARTMENTS[line % len(DEPARTMENTS)]
    if key in ("rate", "compensation_hourly") and "hourly" in said:
        return "" if line % 4 else f"{18 + line % 9}.50"
    if key in KINDS["pay"]:
        return f"{38_000 + 731 * line}.00"
    if key == "hire_date":
        return f"{1 + line % 12:02}/{1 + line % 28:02}/{1990 + line % 30}"
    if key == "pay_type" or "freq" in said:
        return "Hourly" if line % 4 == 0 else "Salary"
    if key == "hours":
        return "1040" if line % 5 == 0 else "2080"
    if key in KINDS["fte"]:
        if "fte" in said:
            return "0.5" if line % 5 == 0 else "1.0"
        if "percent" in said:
            return "50" if line % 5 == 0 else "100"
        return "Part-time" if line % 5 == 0 else "Full-time"
    if "name" in key:
        return f"Doe{line}" if "last" in key or "first" in key else f"Doe{line}, Ann"
    if key == "unique":
        return f"{10_000 + line}"
    if "gender" in key:
        return "FM"[line % 2]
    return RACES[line % len(RACES)]


def is_right(sort: str, found: dict[str, int], headers: list[str], wanted: set[str]) -> bool:
    return any(f in found and headers[found[f]] in wanted for f in FIELDS.get(sort, (sort,)))


@pytest.fixture(scope="module")
def shares(shared: Path) -> dict[str, tuple[int, int, list[str]]]:
    """For each sort of column: in how many sets it was found, how many sets have one, and the headers that were missed."""
    told: dict[str, tuple[int, int, list[str]]] = {}
    for columns in json.loads((shared / "headers_62.json").read_text(encoding="utf-8"))["sets"].values():
        headers = [h.strip() for h in columns.values()]
        rows = [(n + 2, tuple(cell(k, h, n) for k, h in columns.items())) for n in range(LINES)]
        found = find_columns(Table("pay.csv", "", (), 1, tuple(headers), rows)).fields
        for sort, keys in KINDS.items():
            wanted = {columns[k].strip() for k in keys if k in columns and "freq" not in columns[k].lower()}
            if not wanted:
                continue
            held, of, missed = told.get(sort, (0, 0, []))
            right = is_right(sort, found, headers, wanted)
            told[sort] = (held + right, of + 1, missed if right else [*missed, *sorted(wanted)])
    return told


@pytest.mark.parametrize("sort", KINDS)
def test_that_agencies_headers_are_known(shares: dict[str, tuple[int, int, list[str]]], sort: str) -> None:
    held, of, missed = shares[sort]
    assert held >= 0.95 * of, f"{sort}: {held} of {of}; missed {missed}"
