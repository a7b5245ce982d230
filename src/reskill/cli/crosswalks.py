"""What the commands do that write, read and merge crosswalks: decisions on titles as a file."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from typing import Any

from reskill.cli.commands import keep_apart
from reskill.cli.opening import opened
from reskill.cli.terminal import end_progress, progress
from reskill.matching.crosswalk import Difference, export_crosswalk, import_crosswalk
from reskill.matching.crosswalk_file import Crosswalk, Entry, Shares, merged, read_crosswalk, write_crosswalk
from reskill.matching.status import UNCODABLE
from reskill.problem import ReskillError
from reskill.project.file import open_project
from reskill.reference.catalog import open_pack
from reskill.work import pipeline


def write(args: argparse.Namespace) -> int:
    """Write a project's decisions on titles."""
    keep_apart(args.project, args.file)
    with closing(open_project(args.project, read_only=True)) as project:
        titles = export_crosswalk(project, args.file, args.all)
    print(
        json.dumps({"written": [str(args.file)], "titles": titles}) if args.json else f"{titles:,} titles: {args.file}"
    )
    return 0


def read(args: argparse.Namespace) -> int:
    """Take a crosswalk into a project; 1 where titles wait for a person because the two differ, or rows are wrong."""
    tick = progress()
    with opened(args.project, tick) as (project, catalog):
        crosswalk = read_crosswalk(args.file, catalog)
        _demand_decisions(crosswalk)
        done = import_crosswalk(project, catalog, crosswalk, args.over)
        pipeline.catch_up(project, catalog, tick)
    end_progress()
    if args.json:
        told = {"settled": len(done.settled), "differences": [_as_json(d) for d in done.differences]}
        problems = [p.as_dict() for p in crosswalk.problems]
        print(json.dumps({**told, "unknown": done.unknown, "suggested": crosswalk.suggested, "problems": problems}))
    else:
        _tell(crosswalk)
        for d in done.differences:
            here = f"{d.status} here as {_said(d.here)}"
            print(f"Not taken: {_name(d.title, d.department)}: {_said(d.entry.shares)}; {here}.")
        print(
            f"{len(done.settled):,} titles settled by {args.file.name}; {len(done.differences):,} differ and wait;"
            f" {done.unknown:,} of the project are not in it."
        )
        if done.differences:
            print("To take the file's side: --over suggestions, or --over decisions.")
    return 1 if done.differences or crosswalk.problems else 0


def merge(args: argparse.Namespace) -> int:
    """Put several crosswalks into one file; 1 where decisions contradict each other, or rows are wrong."""
    for file in args.files:
        keep_apart(file, args.out)
    with closing(open_pack(args.reference)) as catalog:
        found = [read_crosswalk(file, catalog) for file in args.files]
    for crosswalk in found:
        _demand_decisions(crosswalk)
    whole = merged(found, args.first_wins)
    write_crosswalk((row for entry in whole.entries for row in entry.rows()), args.out)
    if args.json:
        conflicts = [
            {"title": a.title, "department": a.department, "first": a.shares, "other": b.shares}
            for a, b in whole.conflicts
        ]
        problems = [p.as_dict() for c in found for p in c.problems]
        told = {"written": [str(args.out)], "titles": len(whole.entries)}
        print(json.dumps({**told, "conflicts": conflicts, "problems": problems}))
    else:
        for crosswalk in found:
            _tell(crosswalk)
        for first, other in whole.conflicts:
            kept = "the first is taken" if args.first_wins else "left out"
            print(
                f"Contradiction: {_name(first.title, first.department)}: {_decision(first)}, or {_decision(other)}; {kept}."
            )
        print(f"{len(whole.entries):,} titles: {args.out}")
    return 1 if whole.conflicts or any(c.problems for c in found) else 0


def _demand_decisions(crosswalk: Crosswalk) -> None:
    """Raise ReskillError for a file that has no decision, with what is wrong with it."""
    if not crosswalk.entries:
        raise ReskillError(
            f"{crosswalk.file} holds no decision on a title.",
            "A row decides when its status is not “suggested” and its code is in the reference.",
            crosswalk.problems,
        )


def _tell(crosswalk: Crosswalk) -> None:
    for problem in crosswalk.problems:
        print(f"{problem.level}: {problem}", file=sys.stderr)
    if crosswalk.suggested:
        print(f"{crosswalk.suggested:,} titles are only suggested in {crosswalk.file}, and wait.", file=sys.stderr)


def _as_json(d: Difference) -> dict[str, Any]:
    said = {"title": d.title, "department": d.department, "status": d.status, "who": d.entry.who}
    return {**said, "here": d.here, "there": d.entry.shares}


def _decision(entry: Entry) -> str:
    return f"{_said(entry.shares)}{f' by {entry.who}' if entry.who else ''}{f' at {entry.at}' if entry.at else ''}"


def _said(shares: Shares) -> str:
    if len(shares) == 1:
        return shares[0][0]
    return ", ".join(f"{share:.0%} {code}" for code, share in shares) or UNCODABLE


def _name(title: str, department: str) -> str:
    return f"{title} ({department})" if department else title
