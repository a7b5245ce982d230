"""What a person should know about the choice of columns."""

from __future__ import annotations

from reskill.intake.columns import Columns
from reskill.intake.table import Table
from reskill.problem import Place, Problem

NAMES = ("name", "first_name", "last_name")


def column_remarks(table: Table, columns: Columns, keep_names: bool) -> list[Problem]:
    """Warnings about columns: taken by their content, personal ones left out, and fields that are missing."""
    found = []

    def remark(text: str, remedy: str, column: str = "") -> None:
        place = Place(table.file, table.sheet, table.header_row or None, column)
        found.append(Problem(text, place, remedy, "warning"))

    for name in columns.by_content:
        header = table.headers[columns.fields[name]]
        field = name.replace("_", " ")
        remark(
            f"No header names the {field}; this column was taken because of what it holds.",
            f"If that is wrong, choose another column (--map {name}=COLUMN on the command line).",
            header,
        )
    if columns.other_title is not None:
        second = table.headers[columns.other_title]
        remark(
            f"Where the title is blank, it was read from another column: {second}.",
            "If that is wrong, fill the titles in, or choose another column (--map title=COLUMN on the command line).",
            table.headers[columns.fields["title"]],
        )
    personal = [table.headers[i] for i in columns.personal]
    if not keep_names:
        personal += [table.headers[columns.fields[n]] for n in NAMES if n in columns.fields]
    if personal:
        remark(f"Personal columns were not kept: {', '.join(personal)}.", "Nothing; a plan does not need them.")
    if not {"annual_salary", "hourly_rate"} & columns.fields.keys():
        remark(
            "No column holds pay; costs and pay comparisons will be missing.",
            "If there is one, choose it as the pay (--map annual_salary=COLUMN on the command line).",
        )
    if "department" not in columns.fields:
        remark(
            "No column holds the department; titles are read without it.",
            "If there is one, choose it as the department (--map department=COLUMN on the command line).",
        )
    return found
