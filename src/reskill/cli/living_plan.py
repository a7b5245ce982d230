"""The commands that live with a plan: keep, compare and sign it, and tell what happened."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path

from reskill.cli.listing import give
from reskill.project.file import open_project

DEEDS = {
    "keep": "keep the plan as it stands under a name",
    "kept": "the plans that are kept",
    "compare": "two plans side by side: the plan in force, or kept ones",
    "sign": "sign a kept plan off: the baseline from now on",
    "forget": "remove a kept plan that nobody signed",
}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    made = {}
    for deed, text in DEEDS.items():
        parser = sub.add_parser(f"plan {deed}", help=text, description=text, parents=[common])
        parser.set_defaults(run=_RUNS[deed])
        parser.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
        made[deed] = parser
    for deed in ("keep", "sign", "forget"):
        made[deed].add_argument("name", metavar="NAME", help="such as 'offer to the union'")
    made["keep"].add_argument("--why", default="", metavar="TEXT")
    made["sign"].add_argument("--by", required=True, metavar="NAME", help="who signs")
    made["compare"].add_argument("before", metavar="NAME", help="of a kept plan")
    made["compare"].add_argument("after", nargs="?", default="", metavar="NAME", help="(default: the plan in force)")


def keep(args: argparse.Namespace) -> int:
    """Keep the plan."""
    from reskill.planning.kept.plans import keep as keep_plan

    with closing(open_project(args.project)) as project:
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
    from reskill.planning.kept import comparison
    from reskill.planning.kept.plans import snapshot

    with closing(open_project(args.project, read_only=True)) as project:
        before, after = snapshot(project, args.before), snapshot(project, args.after)
        rows = [{**vars(d), "change": d.change} for d in comparison.compare(project, before, after)]
        moved = comparison.what_moved(before, after)
    if args.json:
        told = [{"title": m.title, "to": m.destination, "program": m.program, "what": m.in_words} for m in moved]
        print(json.dumps({"before": before.name, "after": after.name, "figures": rows, "moved": told}))
        return 0
    give(args, ("what", "which", "before", "after", "change"), rows)
    for m in moved:
        print(f"moved: {m.title} → {m.destination} by {m.program}: {m.in_words}")
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


_RUNS = {"keep": keep, "kept": kept, "compare": compare, "sign": sign, "forget": forget}
