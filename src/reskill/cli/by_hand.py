"""The commands that work on a plan by hand: `reskill plan edit`, `reskill plan lock` and so on."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from reskill.cli.listing import give
from reskill.cli.opening import opened
from reskill.problem import ReskillError
from reskill.project.file import Project, open_project
from reskill.reference.catalog import Catalog

PER = PER_PARTICIPANT, PER_CLASS = "participant", "class"
DEEDS = {
    "edit": "change cohorts: people, start, program, provider's quote, note",
    "line": "change budget lines: quantity, unit cost, fund, in kind, note; split or drop them",
    "add": "add a cohort",
    "add-line": "add a budget line to a cohort or to the whole plan",
    "split": "split a cohort in two",
    "drop": "take cohorts out, so that no new plan puts them back",
    "lock": "have every new plan keep cohorts as they are",
    "unlock": "leave cohorts to the next plan again",
    "rule-out": "keep a title, department or program out of some quarters, or of the plan",
    "allow": "take back what was ruled out",
}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    made = {}
    for deed, text in DEEDS.items():
        parser = sub.add_parser(f"plan {deed}", help=text, description=text, parents=[common])
        parser.set_defaults(run=_RUNS[deed])
        parser.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
        made[deed] = parser
    for deed in ("edit", "split", "drop", "lock", "unlock"):
        made[deed].add_argument("cohort", nargs="+" if deed != "split" else 1, type=int, metavar="COHORT", help=_NUMBER)
    for deed in ("edit", "line", "add", "add-line", "split", "drop", "lock", "rule-out"):
        made[deed].add_argument("--why", default="", metavar="TEXT", help="kept with the change")
        made[deed].add_argument("--by", default="", metavar="NAME", help="who says so (default: the project's planner)")
    edit = made["edit"]
    edit.add_argument("--people", type=int, metavar="N", help="who start in each cohort")
    edit.add_argument("--start", default="", metavar="QUARTER", help="as 'FY2028 Q2'")
    edit.add_argument("--program", default=None, metavar="NUMBER", help="from reskill programs list; 'none' = at work")
    edit.add_argument("--price", type=float, metavar="DOLLARS", help="that the provider asks, as --per says")
    edit.add_argument("--per", choices=PER, help="of each participant, or of the whole class")
    edit.add_argument("--note", default=None, metavar="TEXT")
    line = made["line"]
    line.add_argument("line", nargs="+", type=int, metavar="LINE", help="number, from reskill plan lines")
    line.add_argument("--quantity", type=float, metavar="N")
    line.add_argument("--unit-cost", type=float, metavar="DOLLARS", help="of a share of other lines: the rate")
    line.add_argument("--fund", default="", metavar="NAME", help="that pays")
    line.add_argument("--share", type=float, metavar="PART", help="with --fund: only this part of it, as 0.5")
    line.add_argument("--in-kind", choices=("yes", "no"), help="given in kind, or paid in cash")
    line.add_argument("--note", default=None, metavar="TEXT")
    line.add_argument("--drop", action="store_true", help="take the lines out")
    add = made["add"]
    add.add_argument("--title", required=True, metavar="NAME", help="as the roster writes it")
    add.add_argument("--department", default="", metavar="NAME", help="where titles of that name differ by department")
    add.add_argument("--people", type=int, required=True, metavar="N")
    add.add_argument("--start", required=True, metavar="QUARTER", help="as 'FY2028 Q2'")
    add.add_argument("--to", default="", metavar="CODE", help="destination (default: the title's own occupation)")
    add.add_argument(
        "--program", default="none", metavar="NUMBER", help="from reskill programs list (default: at work)"
    )
    more = made["add-line"]
    more.add_argument("--cohort", type=int, metavar="COHORT", help="(default: the whole plan)")
    more.add_argument("--category", required=True, metavar="KIND", help="such as travel, instructor, exam fee")
    more.add_argument("--quantity", type=float, required=True, metavar="N")
    more.add_argument("--unit-cost", type=float, required=True, metavar="DOLLARS")
    more.add_argument("--unit", default="item", metavar="WORD")
    more.add_argument("--fund", default="", metavar="NAME", help="(default: the one that may pay it with most left)")
    more.add_argument("--quarter", default="", metavar="QUARTER", help="(default: the cohort's first)")
    more.add_argument("--in-kind", action="store_true")
    more.add_argument("--note", default="", metavar="TEXT")
    made["split"].add_argument("--people", type=int, required=True, metavar="N", help="who go into the new cohort")
    out = made["rule-out"]
    out.add_argument("--title", default="", metavar="NAME")
    out.add_argument("--department", default="", metavar="NAME")
    out.add_argument("--to", default="", metavar="CODE", help="destination")
    out.add_argument("--program", default="", metavar="NUMBER")
    out.add_argument("--first", default="", metavar="QUARTER", help="first quarter without training (default: any)")
    out.add_argument("--last", default="", metavar="QUARTER", help="last quarter without training (default: any)")
    made["allow"].add_argument("number", nargs="+", type=int, metavar="NUMBER", help="from reskill plan rule-out")


_NUMBER = "number, from reskill plan show"


def edit(args: argparse.Namespace) -> int:
    """Change cohorts, all in one step."""
    from reskill.planning.by_hand import building, cohorts, starting
    from reskill.planning.by_hand.room import could_pay
    from reskill.planning.ruled_out import quarter_of

    ids, why, hints = args.cohort, args.why, []
    if args.program is args.note is args.people is args.price is None and not args.start:
        raise ReskillError("Nothing is to be changed.", "Give --people, --start, --program, --price or --note.")
    with _working(args) as (project, catalog), project.change(f"Change {len(ids)} cohorts"):
        if args.program is not None:
            building.set_program(project, catalog, ids, _program(args.program), why)
        if args.people is not None:
            cohorts.set_people(project, ids, args.people, why)
        if args.start:
            starting.set_start(project, catalog, ids, quarter_of(args.start), why)
        if args.price is not None:
            _set_price(project, ids, args.price, args.per, why)
            hints = could_pay(project, ids)
        if args.note is not None:
            cohorts.set_note(project, ids, args.note, why)
        what = _told(project, ids)
    return _done(args, f"{what} changed", hints=hints)


def _set_price(project: Project, ids: Sequence[int], dollars: float, per: str | None, why: str) -> None:
    """Enter a price. Raises ReskillError where it is not said, and matters, of whom it is the price."""
    from reskill.planning.by_hand import cohorts

    people = sum(row["participants"] for row in cohorts.cohort_rows(project, ids))
    if per is None and people > 1:
        raise ReskillError(
            f"Is ${dollars:,.2f} the price of each of the {people} participants, or of the whole class?",
            f"Say --per participant (${dollars * people:,.2f} in all) or --per class"
            f" (${dollars / people:,.2f} a participant).",
        )
    if per == PER_CLASS:
        cohorts.set_class_price(project, ids, dollars, why)
    else:
        cohorts.set_price(project, ids, dollars, why)


def line(args: argparse.Namespace) -> int:
    """Change budget lines, all in one step."""
    from reskill.planning.by_hand import lines as by_line

    ids, why = args.line, args.why
    if not (args.drop or args.fund) and args.quantity is args.unit_cost is args.in_kind is args.note is None:
        raise ReskillError(
            "Nothing is to be changed.", "Give --quantity, --unit-cost, --fund, --in-kind, --note or --drop."
        )
    with _working(args) as (project, _), project.change(f"Change {len(ids)} lines"):
        if args.drop:
            by_line.drop_lines(project, ids, why)
        if args.quantity is not None:
            by_line.set_quantity(project, ids, args.quantity, why)
        if args.unit_cost is not None:
            by_line.set_unit_cost(project, ids, args.unit_cost, why)
        if args.in_kind:
            by_line.set_in_kind(project, ids, args.in_kind == "yes", why)
        if args.note is not None:
            by_line.set_line_note(project, ids, args.note, why)
        if args.fund and args.share is None:
            by_line.set_fund(project, ids, args.fund, why)
        elif args.share is not None:
            for number in ids:
                by_line.split_line(project, number, args.share, args.fund, why)
    return _done(args, f"{len(ids)} lines changed")


def add(args: argparse.Namespace) -> int:
    """Add a cohort."""
    from reskill.planning.by_hand import building
    from reskill.planning.by_hand.typed import title_named
    from reskill.planning.ruled_out import quarter_of

    with _working(args) as (project, catalog):
        number = building.add_cohort(
            project,
            catalog,
            title_named(project, args.title, args.department),
            args.to,
            _program(args.program),
            args.people,
            quarter_of(args.start),
            args.why,
        )
        hints = _other_price(project, number)
    return _done(args, f"cohort {number} added", number, hints)


def _other_price(project: Project, number: int) -> list[str]:
    """Where the others of a cohort's class pay another price than it does, what to enter."""
    from reskill.queries.plan import every_class

    of = next(c for c in every_class(project) if str(number) in c["numbers"].split())
    if of["tuition"] is None or of["price"] is not None:
        return []
    return [
        f"its people bring the program's own price, the others of the class pay another: enter the price again, as in"
        f" reskill plan edit {of['numbers']} --price DOLLARS --per class."
    ]


def add_line(args: argparse.Namespace) -> int:
    """Add a budget line."""
    from reskill.planning.by_hand import lines as by_line
    from reskill.planning.ruled_out import quarter_of

    with _working(args) as (project, _):
        number = by_line.add_line(
            project,
            args.cohort,
            args.category,
            args.quantity,
            args.unit_cost,
            unit=args.unit,
            fund=args.fund,
            quarter=quarter_of(args.quarter) if args.quarter else None,
            in_kind=args.in_kind,
            note=args.note,
            why=args.why,
        )
    return _done(args, f"line {number} added", number)


def split(args: argparse.Namespace) -> int:
    """Split a cohort."""
    from reskill.planning.by_hand import cohorts

    with _working(args) as (project, _):
        number = cohorts.split(project, args.cohort[0], args.people, args.why)
    return _done(args, f"cohort {number} has {args.people} people of cohort {args.cohort[0]}", number)


def drop(args: argparse.Namespace) -> int:
    """Take cohorts out."""
    from reskill.planning.by_hand import cohorts

    with _working(args) as (project, _):
        what = _told(project, args.cohort)
        cohorts.drop(project, args.cohort, args.why)
    return _done(args, f"{what} dropped, and ruled out of new plans")


def lock(args: argparse.Namespace) -> int:
    """Lock cohorts."""
    from reskill.planning.by_hand import cohorts

    with _working(args) as (project, _):
        what = _told(project, args.cohort)
        cohorts.lock(project, args.cohort, args.why)
    return _done(args, f"{what} locked")


def unlock(args: argparse.Namespace) -> int:
    """Unlock cohorts."""
    from reskill.planning.by_hand import cohorts

    with _working(args) as (project, _):
        what = _told(project, args.cohort)
        cohorts.release(project, args.cohort)
    return _done(args, f"{what} unlocked: the next plan may change it")


def rule_out(args: argparse.Namespace) -> int:
    """Rule something out, or list what is ruled out when nothing is named."""
    from reskill.planning import ruled_out as bans
    from reskill.planning.by_hand.building import occupation_code
    from reskill.planning.by_hand.typed import title_named

    named = (args.title, args.department, args.to, args.program, args.first, args.last)
    if any(named):
        with _working(args) as (project, catalog):
            bans.rule_out(
                project,
                title_id=title_named(project, args.title, "") if args.title else None,
                department=args.department,
                destination=occupation_code(catalog, args.to) if args.to else "",
                program_id=_program(args.program) if args.program else None,
                first=bans.quarter_of(args.first) if args.first else None,
                last=bans.quarter_of(args.last) if args.last else None,
                why=args.why,
            )
    with closing(open_project(args.project, read_only=True)) as project:
        rows = [{"id": b.id, "what": str(b), "who": b.who, "why": b.why} for b in bans.ruled_out(project)]
        for text in bans.not_kept_out(project):
            print(text, file=sys.stderr)
    give(args, ("id", "what", "who", "why"), rows)
    if any(named) and not args.json:
        print(f"To plan without it: reskill project update {args.project}", file=sys.stderr)
    return 0


def allow(args: argparse.Namespace) -> int:
    """Take bans back."""
    from reskill.planning.ruled_out import allow_again

    with closing(open_project(args.project)) as project:
        allow_again(project, args.number)
    print(
        json.dumps({"done": True}) if args.json else f"allowed again; plan anew: reskill project update {args.project}"
    )
    return 0


@contextmanager
def _working(args: argparse.Namespace) -> Iterator[tuple[Project, Catalog]]:
    with opened(args.project) as (project, catalog):
        project.who = getattr(args, "by", "") or project.who
        yield project, catalog


def _done(args: argparse.Namespace, text: str, number: int | None = None, hints: Sequence[str] = ()) -> int:
    """Say what was done, what the plan costs now, hints, and the conflicts; 1 where there are any."""
    from reskill.planning.conflicts import conflicts as find
    from reskill.planning.standing import standing

    with closing(open_project(args.project, read_only=True)) as project:
        now, found = standing(project), find(project)
    if args.json:
        told = {"done": text, "number": number, "people": now.people, "cash": now.committed / 100}
        print(json.dumps({**told, "hints": list(hints), "conflicts": [c.text for c in found]}))
    else:
        print(f"{text[0].upper()}{text[1:]}. The plan: {now.people:,} people, ${now.committed / 100:,.2f} in cash.")
        for hint in hints:
            print(f"look: {hint}")
        for conflict in found:
            print(f"conflict: {conflict.text}")
    return 1 if found else 0


def _program(text: str) -> int | None:
    if text.strip().lower() == "none":
        return None
    if not text.isdecimal():
        raise ReskillError(f"{text} is no number of a program.", "Look it up: reskill programs list")
    return int(text)


def _told(project: Project, ids: Sequence[int]) -> str:
    """The cohorts as a person knows them again, since a new plan gives numbers anew."""
    from reskill.planning.by_hand.cohorts import cohort_rows

    if len(ids) > 1:
        return f"{len(ids)} cohorts"
    row = cohort_rows(project, ids)[0]
    return f"cohort {ids[0]} ({row['title']}, from {row['start']})"


_RUNS = {
    "edit": edit,
    "line": line,
    "add": add,
    "add-line": add_line,
    "split": split,
    "drop": drop,
    "lock": lock,
    "unlock": unlock,
    "rule-out": rule_out,
    "allow": allow,
}
