"""The commands that list what a plan worked on by hand has: cohorts, classes, lines, quarters, departments, conflicts."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path

from reskill.cli.listing import give
from reskill.project.file import open_project

DEEDS = {
    "show": "the cohorts of a plan with their numbers, and who locked which",
    "lines": "the budget lines of a plan, or of some cohorts, with their numbers",
    "classes": "the classes of a plan with the numbers of their cohorts, their prices and cash",
    "quarters": "the quarters of a plan with their first and last days, who starts in them and what they cost",
    "departments": "the departments as the roster writes them, with people and places",
    "timeline": "classes over the quarters, or the load of departments or partners: as a list or a picture",
    "conflicts": "where what is locked runs against a fund, a seat, cover or what is ruled out",
}
CHARTS = ("classes", "departments", "partners")
_COHORT = (
    "id", "fiscal", "start", "title", "destination_title", "program", "participants", "hours", "price", "cash", "who", "why",
)  # fmt: skip
_LINE = (
    "id", "cohort_id", "fiscal", "category", "title", "fund", "quantity", "unit", "unit_cost", "amount", "in_kind",
    "who", "why", "note",
)  # fmt: skip
_CLASS = ("fiscal", "start", "program", "provider", "seats", "cohorts", "numbers", "price", "tuition", "cash")
_QUARTER = ("quarter", "first_day", "last_day", "people", "cash")
_DEPARTMENT = ("department", "people", "places")


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    for deed, text in DEEDS.items():
        parser = sub.add_parser(f"plan {deed}", help=text, description=text, parents=[common])
        parser.set_defaults(run=_RUNS[deed])
        parser.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
        if deed == "lines":
            parser.add_argument("--cohort", nargs="+", type=int, default=[], metavar="COHORT")
        if deed == "timeline":
            parser.add_argument("--of", choices=CHARTS, default="classes", help="(default: classes)")
            parser.add_argument("--out", metavar="FILE.svg", help="as a picture; FILE.html: in pages to print")


def show(args: argparse.Namespace) -> int:
    """The cohorts of a plan."""
    from reskill.queries import plan

    with closing(open_project(args.project, read_only=True)) as project:
        give(args, _COHORT, plan.every_cohort(project))
    return 0


def lines(args: argparse.Namespace) -> int:
    """The budget lines of a plan."""
    from reskill.queries import plan

    with closing(open_project(args.project, read_only=True)) as project:
        rows = plan.every_line(project)
        give(args, _LINE, [r for r in rows if not args.cohort or r["cohort_id"] in args.cohort])
    return 0


def classes(args: argparse.Namespace) -> int:
    """The classes of a plan."""
    from reskill.queries import plan

    with closing(open_project(args.project, read_only=True)) as project:
        give(args, _CLASS, plan.every_class(project))
    return 0


def quarters(args: argparse.Namespace) -> int:
    """The quarters of a plan."""
    from reskill.planning.timeline import planned_quarters

    with closing(open_project(args.project, read_only=True)) as project:
        give(args, _QUARTER, [vars(q) for q in planned_quarters(project)])
    return 0


def departments(args: argparse.Namespace) -> int:
    """The departments of the roster."""
    from reskill.planning.equity import places_by_department

    with closing(open_project(args.project, read_only=True)) as project:
        give(args, _DEPARTMENT, places_by_department(project))
    return 0


def timeline(args: argparse.Namespace) -> int:
    """The bars of a chart, or the chart itself as a picture."""
    from reskill.planning import timeline_chart
    from reskill.planning.timeline_picture import write_picture

    with closing(open_project(args.project, read_only=True)) as project:
        chart, city = timeline_chart.CHARTS[args.of](project), project.city
    if args.out:
        write_picture(chart, city, Path(args.out))
        print(json.dumps({"written": [args.out]}) if args.json else f"written: {args.out}")
        return 0
    names: list[str] = []
    for name in chart.names:
        names.append(name or names[-1])
    rows = [
        {"name": names[b.row], "start": str(chart.quarters[b.first]), "quarters": b.length, "people": b.text,
         "locked": "yes" if b.marked else ""}
        for b in chart.bars
        if 0 <= b.first < len(chart.quarters)
    ]  # fmt: skip
    give(args, ("name", "start", "quarters", "people", "locked"), rows)
    return 0


def conflicts(args: argparse.Namespace) -> int:
    """Name the conflicts; 1 where there are any."""
    from reskill.planning.conflicts import conflicts as find

    with closing(open_project(args.project, read_only=True)) as project:
        found = find(project)
    rows = [
        {
            "kind": c.kind,
            "text": c.text,
            "cohorts": " ".join(map(str, c.cohorts)),
            "cash": c.cents / 100,
            "people": c.people,
        }
        for c in found
    ]
    give(args, ("kind", "text", "cohorts", "cash", "people"), rows)
    return 1 if found else 0


_RUNS = {
    "show": show,
    "lines": lines,
    "classes": classes,
    "quarters": quarters,
    "departments": departments,
    "timeline": timeline,
    "conflicts": conflicts,
}
