"""What the commands do that write a project's map of departments to a table and read it."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path

from reskill.cli.commands import keep_apart
from reskill.cli.opening import opened
from reskill.cli.terminal import end_progress, progress
from reskill.project.file import open_project
from reskill.work import pipeline
from reskill.work.department_file import read_departments, write_departments


def write(args: argparse.Namespace) -> int:
    """Write the departments with the units that they are counted with."""
    keep_apart(args.project, args.file)
    with closing(open_project(args.project, read_only=True)) as project:
        departments, units = write_departments(project, args.file)
    told = {"written": [str(args.file)], "departments": departments, "units": units}
    print(json.dumps(told) if args.json else f"{departments:,} departments in {units:,} units: {args.file}")
    return 0


def read(args: argparse.Namespace) -> int:
    """Count departments with the units of a table, and bring titles, roles and pathways up to date."""
    tick = progress()
    with opened(args.project, tick) as (project, catalog):
        changed = read_departments(project, args.file)
        pipeline.catch_up(project, catalog, tick)
        stale = project.stale.stage
    end_progress()
    if args.json:
        print(json.dumps({"changed": changed, "stale": stale}))
    else:
        print(
            f"{changed:,} departments are counted with another unit."
            if changed
            else f"{args.file.name} changes nothing."
        )
        if stale:
            print(f"The plan is out of date; bring it up: reskill project update {args.project}")
    return 0


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add `reskill departments write` and `read`."""
    group = sub.add_parser("departments", help="which larger unit each department is counted with").add_subparsers(
        required=True, metavar="WHAT"
    )
    for name, run, text in (
        ("write", write, "write the departments with their units, or with those that their names tell of, to edit"),
        ("read", read, "count departments with the units of an edited table, as one step"),
    ):
        made = group.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(run=run)
        made.add_argument("file", type=Path, metavar="FILE.csv")
        made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
