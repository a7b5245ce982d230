"""What the commands do with programs and partners: take lists in, list, compare, pin and merge, who covers what."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Literal

from reskill.cli.commands import pairs
from reskill.cli.listing import give
from reskill.cli.opening import opened
from reskill.cli.terminal import end_progress, progress
from reskill.problem import ReskillError
from reskill.programs.comparison import compare
from reskill.programs.lists import Taken, take_in_list
from reskill.programs.twins import merge
from reskill.project.file import Project, open_project
from reskill.project.programs import link, listed

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


def compare_programs(args: argparse.Namespace) -> int:
    """Two to four programs side by side: a line for each fact, a column for each program."""
    with closing(open_project(args.project, read_only=True)) as project:
        _require(project, args.program)
        facts = compare(project, args.program)
    header = ("fact", *map(str, args.program))
    give(args, header, [dict(zip(header, (f.label, *f.values), strict=True)) for f in facts])
    return 0


def pin_program(args: argparse.Namespace) -> int:
    """Pin a program to an occupation, keep it away from there, or leave it to the match again."""
    pinned = None if args.leave else not args.away
    with opened(args.project) as (project, catalog):
        _require(project, [args.program])
        occupation = catalog.occupation(args.code)
        link(project, args.program, occupation.code, pinned)
    deed = {True: "pinned to", False: "kept away from", None: "left to the match for"}[pinned]
    print(f"Program {args.program} is {deed} {occupation.title}.")
    print(f"To work out what follows: reskill project update {args.project}")
    return 0


def merge_programs(args: argparse.Namespace) -> int:
    """Make one program of several that are the same."""
    with closing(open_project(args.project)) as project:
        _require(project, [args.keep, *args.other])
        merge(project, args.keep, args.other)
    print(f"Program {args.keep} has taken over {', '.join(map(str, args.other))}.")
    return 0


def coverage_of(args: argparse.Namespace) -> int:
    """Who prepares for each way, under which agreement, and whom to ask: the ways that nobody covers first."""
    from reskill.export.partners import COVERAGE, coverage_rows

    with opened(args.project, progress(), read_only=True) as (project, catalog):
        rows = coverage_rows(project, catalog)
    end_progress()
    give(args, [c.field for c in COVERAGE], rows)
    return 0


def _require(project: Project, ids: Sequence[int]) -> None:
    """Raise ReskillError for a program that there is not."""
    known = {r["id"] for r in listed(project, "program", ("id",))}
    if gone := [str(i) for i in ids if i not in known]:
        raise ReskillError(
            f"There is no program {', '.join(gone)}.", f"See: reskill programs list --project {project.path}"
        )


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
