"""The commands that live with a plan: keep, compare and sign it, and tell what happened."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reskill import paths
from reskill.cli.listing import give
from reskill.problem import ReskillError
from reskill.project.file import Project, open_project

DEEDS = {
    "help": "how to work on a plan by hand",
    "keep": "keep the plan as it stands under a name",
    "kept": "the plans that are kept",
    "compare": "two plans side by side: the plan in force, or kept ones",
    "sign": "sign a kept plan off: the baseline from now on",
    "forget": "remove a kept plan that nobody signed",
    "report": "report who of a cohort started, finished, got a credential and a place",
    "spent": "report what a fund spent in a quarter, in all or on a cohort",
    "write-reports": "write a sheet of the cohorts to be filled in with what happened",
    "read-reports": "take filled-in reports in: people by cohort, spending, or a returned board edition",
    "answers": "enter what people of a title said to offers, as counts; without a title, list what was entered",
    "places": "who gets places: by pay, part-time work, unit, grade and department",
    "variance": "what was signed, is forecast and happened, by fund and year",
    "settle": "settle what was before a quarter as it happened, so that a new plan is for the rest",
    "to-do": "seats to book and money to draw in a quarter",
}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    made = {}
    for deed, text in DEEDS.items():
        parser = sub.add_parser(f"plan {deed}", help=text, description=text, parents=[common])
        parser.set_defaults(run=_RUNS[deed])
        if deed != "help":
            parser.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
        made[deed] = parser
    for deed in ("keep", "sign", "forget"):
        made[deed].add_argument("name", metavar="NAME", help="such as 'offer to the union'")
    made["keep"].add_argument("--why", default="", metavar="TEXT")
    made["sign"].add_argument("--by", required=True, metavar="NAME", help="who signs")
    made["compare"].add_argument("before", metavar="NAME", help="of a kept plan")
    made["compare"].add_argument("after", nargs="?", default="", metavar="NAME", help="(default: the plan in force)")
    made["compare"].add_argument("--out", metavar="FILE.csv", help="(default: shown here)")
    made["report"].add_argument("cohort", type=int, metavar="COHORT", help="number, from reskill plan show")
    for count in ("started", "finished", "credential", "placed"):
        made["report"].add_argument(f"--{count}", type=int, metavar="N")
    spent = made["spent"]
    spent.add_argument("quarter", metavar="QUARTER", help="as 'FY2028 Q2', or 'FY2028 Q1 to Q2' of a fund as a whole")
    spent.add_argument("--fund", required=True, metavar="NAME")
    spent.add_argument("--dollars", type=float, required=True, metavar="DOLLARS")
    spent.add_argument("--cohort", type=int, metavar="COHORT", help="(default: all that the fund spent)")
    spent.add_argument("--category", default="", metavar="KIND", help="(default: of all kinds)")
    spent.add_argument("--in-kind", action="store_true", help="given in kind, not spent in cash")
    for deed in ("write-reports", "read-reports"):
        made[deed].add_argument("file", type=Path, metavar="FILE")
    made["settle"].add_argument("quarter", metavar="QUARTER", help="that the rest begins with, as 'FY2028 Q3'")
    made["settle"].add_argument("--why", default="", metavar="TEXT")
    made["settle"].add_argument(
        "--as-planned", action="store_true", help="count cohorts as planned of which nobody reported who started"
    )
    made["to-do"].add_argument("quarter", metavar="QUARTER", help="as 'FY2028 Q3'")
    answers_made = made["answers"]
    answers_made.add_argument("quarter", nargs="?", default="", metavar="QUARTER", help="as 'FY2028 Q1'")
    answers_made.add_argument("--title", default="", metavar="NAME", help="as the roster writes it")
    answers_made.add_argument("--department", default="", metavar="NAME", help="where titles differ by department")
    for count in ("offered", "accepted", "declined"):
        answers_made.add_argument(f"--{count}", type=int, default=0, metavar="N")
    for deed in ("answers", "keep", "report", "spent", "read-reports", "settle"):
        made[deed].add_argument("--by", default="", metavar="NAME", help="who says so (default: the project's planner)")


def show_help(_args: argparse.Namespace) -> int:
    """Print the page of the help."""
    print((paths.shipped("data/help") / "plan.md").read_text(encoding="utf-8"), end="")
    return 0


def keep(args: argparse.Namespace) -> int:
    """Keep the plan."""
    from reskill.planning.kept.plans import keep as keep_plan

    with _working(args) as project:
        keep_plan(project, args.name, args.why)
    print(json.dumps({"kept": args.name}) if args.json else f"The plan is kept as {args.name}.")
    return 0


def kept(args: argparse.Namespace) -> int:
    """List kept plans."""
    from reskill.planning.kept.plans import baseline, kept_plans

    with closing(open_project(args.project, read_only=True)) as project:
        signed = baseline(project)
        rows = [{**vars(p), "baseline": "yes" if p == signed else ""} for p in kept_plans(project)]
    give(args, ("name", "who", "at", "why", "signed_by", "signed_at", "baseline"), rows)
    return 0


def compare(args: argparse.Namespace) -> int:
    """Compare two plans."""
    from reskill.cli.commands import keep_apart
    from reskill.planning.kept import changes, comparison, table
    from reskill.planning.kept.plans import snapshot

    keep_apart(args.project, args.out or "-")
    with closing(open_project(args.project, read_only=True)) as project:
        before, after = snapshot(project, args.before), snapshot(project, args.after)
        if args.out:
            table.write_side_by_side(project, before, after, Path(args.out))
            print(json.dumps({"written": [args.out]}) if args.json else f"written: {args.out}")
        elif args.json:
            figures = [{**vars(d), "change": d.change} for d in comparison.compare(project, before, after)]
            changed = [vars(c) for c in changes.changes(project, before, after)]
            print(json.dumps({"before": before.name, "after": after.name, "figures": figures, "changed": changed}))
        else:
            give(args, table.FIELDS, table.side_by_side(project, before, after))
    return 0


def sign(args: argparse.Namespace) -> int:
    """Sign a kept plan."""
    from reskill.planning.kept.plans import sign as sign_plan

    with closing(open_project(args.project)) as project:
        sign_plan(project, args.name, args.by)
    print(json.dumps({"signed": args.name, "by": args.by}) if args.json else f"{args.name} is signed by {args.by}.")
    return 0


def forget(args: argparse.Namespace) -> int:
    """Remove a kept plan."""
    from reskill.planning.kept.plans import forget as forget_plan

    with closing(open_project(args.project)) as project:
        forget_plan(project, args.name)
    print(json.dumps({"removed": args.name}) if args.json else f"{args.name} is removed.")
    return 0


def report(args: argparse.Namespace) -> int:
    """Report counts of a cohort."""
    from reskill.planning.actuals.reports import COUNTS, report_people

    counts = {name: getattr(args, name) for name in COUNTS if getattr(args, name) is not None}
    if not counts:
        raise ReskillError("Nothing is reported.", f"Give {', '.join(f'--{name}' for name in COUNTS)}.")
    with _working(args) as project:
        report_people(project, args.cohort, counts)
    print(json.dumps({"reported": counts}) if args.json else f"Reported on cohort {args.cohort}.")
    return 0


def spent(args: argparse.Namespace) -> int:
    """Report spending."""
    from reskill.planning.actuals.reports import report_spent

    with _working(args) as project:
        report_spent(
            project,
            args.fund,
            args.quarter,
            args.dollars,
            cohort_id=args.cohort,
            category=args.category,
            in_kind=args.in_kind,
        )
    print(json.dumps({"reported": args.dollars}) if args.json else f"Reported: ${args.dollars:,.2f} of {args.fund}.")
    return 0


def write_reports(args: argparse.Namespace) -> int:
    """Write the sheet to be filled in."""
    from reskill.planning.actuals.sheet import write_sheet

    with closing(open_project(args.project, read_only=True)) as project:
        write_sheet(project, args.file)
    print(json.dumps({"written": [str(args.file)]}) if args.json else f"written: {args.file}")
    return 0


def read_reports(args: argparse.Namespace) -> int:
    """Take reports in; 1 where lines could not be."""
    from reskill.export.reports import read_reports as take_in

    with _working(args) as project:
        taken = take_in(project, args.file)
    if args.json:
        problems = [p.as_dict() for p in taken.problems]
        print(json.dumps({"reports": taken.reports, "comments": taken.comments, "problems": problems}))
    else:
        n, m = taken.reports, taken.comments
        also = f", and {m} comment{'s' * (m != 1)}" if m else ""
        print(f"{n} report{'s' * (n != 1)} taken in from {args.file.name}{also}.")
        for problem in taken.problems:
            print(problem, file=sys.stderr)
    return 1 if taken.problems else 0


def answers(args: argparse.Namespace) -> int:
    """Enter answers, and list them."""
    from reskill.planning.answers import answer_rows, record_answers
    from reskill.planning.by_hand.typed import title_named
    from reskill.planning.ruled_out import quarter_of

    if args.title:
        with _working(args) as project:
            title_id = title_named(project, args.title, args.department)
            record_answers(project, title_id, quarter_of(args.quarter), args.offered, args.accepted, args.declined)
    with closing(open_project(args.project, read_only=True)) as project:
        give(args, ("quarter", "title", "offered", "accepted", "declined", "who"), answer_rows(project))
    return 0


def places(args: argparse.Namespace) -> int:
    """Who gets places."""
    from reskill.planning.equity import placed_groups

    with closing(open_project(args.project, read_only=True)) as project:
        rows = [{**vars(g), "share": g.share, "low": "yes" if g.low else ""} for g in placed_groups(project)]
    give(args, ("kind", "name", "people", "places", "share", "ratio", "low"), rows)
    return 0


def variance(args: argparse.Namespace) -> int:
    """Show the variances."""
    from reskill.planning.actuals.variance import variances

    with closing(open_project(args.project, read_only=True)) as project:
        rows = [vars(v) for v in variances(project)]
    give(args, ("what", "which", "year", "signed", "forecast", "actual", "over", "quarters"), rows)
    return 0


def settle(args: argparse.Namespace) -> int:
    """Settle the past."""
    from reskill.planning.actuals.remainder import settle as settle_before
    from reskill.planning.actuals.unreported import told, unreported
    from reskill.planning.ruled_out import quarter_of

    quarter = quarter_of(args.quarter)
    with _working(args) as project:
        classes = unreported(project, quarter)
        number = settle_before(project, quarter, args.why, as_planned=args.as_planned)
    if args.json:
        print(json.dumps({"as_planned": classes, "settled": number}))
    else:
        if classes:
            print(f"{told(classes, quarter)} They count as planned (--as-planned).")
        print(f"{number} cohorts are settled. To plan the rest: reskill project update {args.project}")
    return 1 if classes else 0


def to_do(args: argparse.Namespace) -> int:
    """List what a quarter asks."""
    from reskill.planning.actuals.remainder import to_do as list_deeds
    from reskill.planning.ruled_out import quarter_of

    with closing(open_project(args.project, read_only=True)) as project:
        rows = [vars(t) for t in list_deeds(project, quarter_of(args.quarter))]
    give(args, ("kind", "what", "people", "dollars"), rows)
    return 0


@contextmanager
def _working(args: argparse.Namespace) -> Iterator[Project]:
    with closing(open_project(args.project)) as project:
        project.who = args.by or project.who
        yield project


_RUNS = {
    "help": show_help,
    "keep": keep,
    "kept": kept,
    "compare": compare,
    "sign": sign,
    "forget": forget,
    "report": report,
    "spent": spent,
    "write-reports": write_reports,
    "read-reports": read_reports,
    "answers": answers,
    "places": places,
    "variance": variance,
    "settle": settle,
    "to-do": to_do,
}
