"""What the commands do that write task worksheets and take them in."""

from __future__ import annotations

import argparse
import json
import sys

from reskill.cli.opening import opened
from reskill.cli.terminal import end_progress, progress
from reskill.exposure.bands import BANDS as ORDER
from reskill.exposure.bands import LOW
from reskill.problem import Problem, ReskillError
from reskill.progress import section

BANDS = {b.replace(" ", "-"): ORDER[n:] for n, b in enumerate(ORDER) if b != LOW}
"""Names of bands on the command line, and the bands from there on."""


def write(args: argparse.Namespace) -> int:
    """Write worksheets of some titles, of those in the upper bands, or of all."""
    from reskill.worksheets.book import titles_in, titles_named, write_worksheets

    tick = progress()
    with opened(args.project, tick, read_only=True) as (project, catalog):
        chosen = titles_named(project, args.title) if args.title else titles_in(project, BANDS.get(args.band, ()))
        without = write_worksheets(project, catalog, chosen, args.out, tick)
    end_progress()
    written = len(chosen) - len(without)
    if args.json:
        print(json.dumps({"written": str(args.out), "worksheets": written, "without_tasks": without}))
        return 0
    if without:
        named = ", ".join(without[:10]) + (", …" if len(without) > 10 else "")
        print(f"{len(without):,} left out, without tasks yet: {named}", file=sys.stderr)
    print(f"{written:,} {'worksheet' if written == 1 else 'worksheets'}\nwritten: {args.out}")
    return 0


def read(args: argparse.Namespace) -> int:
    """Take worksheets in, and work out what follows; 1 when some of them were left out."""
    from reskill.work import pipeline
    from reskill.worksheets.returned import read_worksheets, take_in

    tick = progress()
    with opened(args.project, tick) as (project, catalog):
        found = read_worksheets(args.sheets, project, catalog, section(tick, 0.0, 0.3))
        if found.corrections:
            take_in(project, found, section(tick, 0.3, 0.4))
        updates = project.stale.reaches("pathways")
        if updates:
            try:
                pipeline.catch_up(project, catalog, section(tick, 0.4, 1.0))
            except KeyboardInterrupt as error:
                raise ReskillError(
                    "Broken off: roles and pathways are out of date.",
                    "Run the same command again to take in what was not, and to work them out.",
                ) from error
    end_progress()
    if args.json:
        problems = [p.as_dict() for p in found.problems]
        print(json.dumps({"taken": found.counts(), "summary": found.summary(), "problems": problems}))
    else:
        _tell(found.problems)
        print(found.summary())
        if updates:
            print(
                "Roles and pathways were computed anew. The plan stands as it was made; anew: reskill project update."
            )
    return 1 if any(p.level == "error" for p in found.problems) else 0


def _tell(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        print(f"{problem.level}: {problem}", file=sys.stderr)
