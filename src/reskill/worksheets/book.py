"""Task worksheets as a workbook: one printable sheet for each title, filled in by the people who do the work."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from reskill.export.xlsx.book import About, write_book
from reskill.export.xlsx.layout import safe_sheet_name
from reskill.export.xlsx.sheet import Blank, Formula, Link, Row, Sheet, tabulate
from reskill.exposure.inventory import RoleTask, read_inventories
from reskill.problem import ReskillError
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.table import Column
from reskill.worksheets.sheet import (
    ANY_DEPARTMENT,
    CITY,
    COLUMNS,
    DATE,
    DEPARTMENT,
    ENTRY,
    GROUP,
    INDEX,
    MARK,
    label_of,
    mark_of,
    worksheet_rows,
)

HOW = (
    "Please correct what people with this title really do. It is about the role, never about a person: give no names.",
    "Your share: the part of the working time that a task takes, where ours is wrong. Tasks that you leave empty share"
    " the rest.",
    "Still done?: write no when nobody with this title does the task any more. Add what is missing on the empty lines.",
)
SUM = Formula('IF(COUNT({all:share})=0,"",SUM({all:share}))', "")
STANDING = Formula(
    'IF(COUNT({all:share})=0,"",IF(ROUND(SUM({all:share}),2)=1,"Comes to 100%.",'
    'IF(SUM({all:share})>1,"Over 100%: lower some shares.",'
    'IF(COUNT({all:share})>=COUNTA({all:task})-COUNTIF({all:still_done},"no"),"Under 100%: raise some shares.",'
    'TEXT(1-SUM({all:share}),"0%")&" for tasks without a share."))))',
    "",
)
"""Whether the shares that were entered come to 100%, and what is left for the other tasks."""
LISTED = (
    Column("Title", "title", width=40),
    Column("Department", "department", width=30),
    Column("Tasks", "tasks", "int", 8),
)


def titles_in(project: Project, bands: Sequence[str] = ()) -> list[int]:
    """The titles of the roster whose roles are in some bands, or every one, in alphabetical order."""
    within = f"AND id IN (SELECT title_id FROM role WHERE band IN ({','.join('?' * len(bands))}))" if bands else ""
    found = project.rows(
        f"SELECT id FROM title WHERE positions > 0 {within} ORDER BY title COLLATE NOCASE, department", tuple(bands)
    )
    return [int(r["id"]) for r in found]


def titles_named(project: Project, names: Sequence[str]) -> list[int]:
    """The titles of some names, in all their departments. Raises ReskillError for a name that there is not."""
    rows = project.rows("SELECT id, title FROM title WHERE positions > 0 ORDER BY title COLLATE NOCASE, department")
    found: list[int] = []
    for name in names:
        ids = [int(r["id"]) for r in rows if r["title"].casefold() == name.strip().casefold()]
        if not ids:
            known = {r["title"].casefold(): r["title"] for r in rows}
            near = [known[k] for k in difflib.get_close_matches(name.casefold(), known, 3)]
            raise ReskillError(
                f"There is no title named {name} in this project.",
                f"Did you mean {' or '.join(near)}?" if near else "Choose one as it is written in the roster.",
            )
        found += ids
    return list(dict.fromkeys(found))


def write_worksheets(
    project: Project, catalog: Catalog, title_ids: Sequence[int], target: Path, tick: Tick = silent
) -> list[str]:
    """Write the worksheets of some titles; gives the titles that were left out since they have no tasks.

    Raises ReskillError when none has tasks, or the file cannot be written.
    """
    inventories = read_inventories(project, catalog)
    names = {r["id"]: r for r in project.rows("SELECT id, title, department FROM title")}
    forms: list[Sheet] = []
    listed: list[Row] = []
    taken, mark = {INDEX}, mark_of(project)
    without: list[str] = []
    for n, title_id in enumerate(title_ids):
        if n % 50 == 0:
            tick(0.2 * n / len(title_ids), "Collecting tasks")
        title, department = names[title_id]["title"], names[title_id]["department"]
        tasks = inventories.tasks(title_id)
        if not tasks:
            without.append(label_of(title, department))
            continue
        sheet = _form(project.city, mark, title, department, tasks, safe_sheet_name(label_of(title, department), taken))
        taken.add(sheet.title)
        forms.append(sheet)
        listed.append((Link(title, f"#{sheet.title}"), department or "all", len(tasks)))
    if not forms:
        raise ReskillError(
            "None of the chosen titles has tasks to correct.", "Choose other titles, or their occupations first."
        )
    index = Sheet(
        INDEX,
        "The worksheets in this file.",
        LISTED,
        listed,
        heading=(f"{project.city}: task worksheets", "One sheet for each title."),
    )
    sheets = [index, *forms] if len(forms) > 1 else forms
    about = About(f"Task worksheets of {project.city}", project.city, "Role tasks", f"{project.city}: task worksheets")
    write_book(sheets, target, about, section(tick, 0.2, 1.0))
    return without


def _form(city: str, mark: str, title: str, department: str, tasks: Sequence[RoleTask], name: str) -> Sheet:
    return Sheet(
        title=name,
        note=f"Tasks of {title} for those who do the work to correct.",
        columns=COLUMNS,
        rows=[_with_blanks(row) for row in tabulate(COLUMNS, [asdict(r) for r in worksheet_rows(tasks)])],
        heading=(
            title,
            (f"{CITY} {city}", None, None, None, DATE, Blank(), f"{MARK} {mark}"),
            (f"{DEPARTMENT} {department or ANY_DEPARTMENT}", None, None, None, GROUP, Blank(), None),
            *HOW,
            "",
        ),
        totals=("share_now",),
        beside={"share": SUM, "remark": STANDING},
        entry=ENTRY,
        choices={"still_done": ("yes", "no")},
        fractions=("share",),
        form=True,
        footer=f"{city}: {label_of(title, department)}",
        frozen_columns=2,
    )


def _with_blanks(row: Row) -> Row:
    """The row, with its cell of the task to fill in where it has none."""
    return tuple(Blank() if c.field == "task" and not v else v for c, v in zip(COLUMNS, row, strict=True))
