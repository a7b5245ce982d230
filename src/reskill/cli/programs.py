"""What the commands do that take lists of programs in, and list programs and partners."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from contextlib import closing
from typing import Literal

from reskill.cli.commands import pairs
from reskill.cli.opening import opened
from reskill.cli.terminal import end_progress, progress
from reskill.programs.lists import Taken, take_in_list
from reskill.project.file import open_project
from reskill.project.programs import listed

_PROGRAM = (
    "id",
    "name",
    "provider",
    "kind",
    "hours",
    "cost",
    "cip",
    "soc",
    "place",
    "zip",
    "list",
    "closed",
    "approved_until",
)
_PARTNER = ("id", "name", "kind", "role", "url")


def import_list(args: argparse.Namespace) -> int:
    """Take a list of programs in; 1 where no column tells what a plan needs of it, or doubts are left to a person."""
    tick = progress()
    with opened(args.project, tick) as (project, catalog):
        taken = take_in_list(
            project,
            args.file,
            columns=pairs(args.map),
            sheet=args.sheet,
            state=args.state,
            cips={cip for cip, _ in catalog.cip_soc},
            tick=tick,
        )
    end_progress()
    if args.json:
        print(json.dumps(_as_json(taken)))
    else:
        _tell(taken, args)
    return 1 if taken.missing else 0


def list_programs(args: argparse.Namespace) -> int:
    """Every program of a project, as CSV on standard output."""
    return _listed(args, "program", _PROGRAM)


def list_partners(args: argparse.Namespace) -> int:
    """Every partner of a project, as CSV on standard output."""
    return _listed(args, "partner", _PARTNER)


def _listed(args: argparse.Namespace, table: Literal["program", "partner"], columns: tuple[str, ...]) -> int:
    with closing(open_project(args.project, read_only=True)) as project:
        rows = listed(project, table, columns)
    if args.json:
        print(json.dumps(rows))
        return 0
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    out.writerows(r.values() for r in rows)
    return 0


def _as_json(taken: Taken) -> dict[str, object]:
    return {
        "list": taken.list,
        "rows": taken.rows,
        "new": taken.new,
        "changed": taken.changed,
        "closed": taken.closed,
        "known": dict(taken.known),
        "doubts": dict(taken.doubts),
        "missing": taken.missing,
        "unread": taken.unread,
        "problems": [p.as_dict() for p in taken.problems],
    }


def _tell(taken: Taken, args: argparse.Namespace) -> None:
    for what in taken.missing:
        print(f"Not known from this list: {what}.")
    print(f"{taken.rows:,} rows: {taken.new:,} new, {taken.changed:,} changed, {taken.closed:,} closed.")
    print("Known: " + ", ".join(f"{field} {n:,}" for field, n in taken.known.items()) + ".")
    if taken.unread:
        print(f"Columns not read: {', '.join(taken.unread)}.")
    for problem in taken.problems:
        print(problem, file=sys.stderr)
    print(f"To work out what follows: reskill project update {args.project}")
