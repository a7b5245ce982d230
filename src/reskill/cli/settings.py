"""What the commands do that write a project's settings to a file and read them."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

from reskill.cli.commands import keep_apart
from reskill.cli.opening import opened
from reskill.project.file import open_project
from reskill.work.settings import read_settings, write_settings


def write(args: argparse.Namespace) -> int:
    """Write a project's settings."""
    keep_apart(args.project, args.file)
    with closing(open_project(args.project, read_only=True)) as project:
        write_settings(project, args.file)
    print(json.dumps({"written": [str(args.file)]}) if args.json else f"written: {args.file}")
    return 0


def read(args: argparse.Namespace) -> int:
    """Take a file of settings into a project."""
    with opened(args.project) as (project, catalog):
        before = project.history(1)
        read_settings(project, args.file, catalog)
        changed, stale = project.history(1) != before, project.stale.stage
    if args.json:
        print(json.dumps({"changed": changed, "stale": stale}))
    else:
        print(f"{args.file.name} is read." if changed else f"{args.file.name} changes nothing.")
        if stale:
            print(f"Figures are out of date; bring them up: reskill project update {args.project}")
    return 0
