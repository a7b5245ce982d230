"""What the commands on a plan share: how they are told from `plan FILE`, and tables as CSV or JSON."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from reskill.active_text import guarded
from reskill.problem import ReskillError
from reskill.project.file import Project


def joined(arguments: Sequence[str], deeds: Collection[str]) -> list[str]:
    """`plan edit ...` as one command, since `plan FILE` is another."""
    if len(arguments) > 1 and arguments[0] == "plan" and arguments[1] in deeds:
        return [f"plan {arguments[1]}", *arguments[2:]]
    return list(arguments)


def give(args: argparse.Namespace, header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of these columns, as CSV or with --json as a list."""
    if args.json:
        print(json.dumps([{h: r[h] for h in header} for r in rows]))
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    out.writerows([guarded(r[h]) for h in header] for r in rows)


def title_named(project: Project, name: str, department: str) -> int:
    """The number of a title by its name. Raises ReskillError where none or several have it."""
    rows = project.rows("SELECT id, department FROM title WHERE title = ? COLLATE NOCASE", (name.strip(),))
    found = [r for r in rows if not department or r["department"] == department]
    if len(found) != 1:
        where = ", ".join(str(r["department"]) for r in rows)
        raise ReskillError(
            f"{'Several titles are' if found else 'No title is'} named {name}.",
            f"Say which by --department: {where}." if len(rows) > 1 else "Write it as the roster does.",
        )
    return int(found[0]["id"])
