"""What the commands do about the moves between occupations that a city saw itself: count them, and take them back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from reskill.cli.commands import pairs, roster_answers
from reskill.cli.opening import opened
from reskill.cli.terminal import end_progress, progress
from reskill.pathways.own_moves import keep_moves
from reskill.work import pipeline
from reskill.work.earlier_roster import count_moves


def count(args: argparse.Namespace) -> int:
    """Count who moved since an earlier roster, and bring the pathways up to date."""
    tick = progress()
    with opened(args.project, tick) as (project, catalog):
        counted = count_moves(
            project, catalog, args.roster, pairs(args.map), args.sheet, roster_answers(args), tick=tick
        )
        pipeline.catch_up(project, catalog, tick)
        stale = project.stale.stage
    end_progress()
    print(json.dumps(asdict(counted) | {"stale": stale}) if args.json else str(counted))
    if stale and not args.json:
        print(f"The plan is out of date; bring it up: reskill project update {args.project}")
    return 0


def forget(args: argparse.Namespace) -> int:
    """Take the city's own moves back, and bring the pathways up to date."""
    tick = progress()
    with opened(args.project, tick) as (project, catalog):
        keep_moves(project, {}, "")
        pipeline.catch_up(project, catalog, tick)
    end_progress()
    if not args.json:
        print("Next jobs rest on the moves of other cities alone.")
    return 0


def add_commands(
    sub: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    roster_options: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add `reskill moves count` and `forget`."""
    group = sub.add_parser("moves", help="moves between occupations that the city saw itself").add_subparsers(
        required=True, metavar="WHAT"
    )
    text = "count who moved since an earlier roster of the city, by employee numbers, as counts alone"
    made = group.add_parser("count", help=text, description=text, parents=[common])
    made.set_defaults(run=count)
    made.add_argument("roster", type=Path, metavar="EARLIER")
    made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    roster_options(made)
    text = "take the city's own moves back"
    made = group.add_parser("forget", help=text, description=text, parents=[common])
    made.set_defaults(run=forget)
    made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
