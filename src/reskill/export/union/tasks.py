"""The sheet of tasks with columns for the union's answer."""

from __future__ import annotations

from dataclasses import replace

from reskill.export.hr.tasks import EVERY, tasks
from reskill.export.union.review_columns import for_review
from reskill.export.xlsx.sheet import Sheet
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def union_tasks(project: Project, catalog: Catalog) -> Sheet:
    """Tasks in the order of codes, which says nothing of how many hold a title."""
    sheet = tasks(project, catalog)
    code, applies, task = (sheet.position(f) for f in ("code", "applies", "task_id"))
    rows = sorted(sheet.rows, key=lambda row: (str(row[code]), row[applies] != EVERY, str(row[applies])))
    sheet = replace(sheet, rows=rows)
    titles = ("" if row[applies] == EVERY else f" {row[applies]}" for row in sheet.rows)
    return for_review(sheet, [f"task: {r[code]} {r[task]}{title}" for r, title in zip(sheet.rows, titles, strict=True)])
