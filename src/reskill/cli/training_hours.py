"""The commands for hours of practice at work: which are assumed, and who of the city confirms or sets them."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reskill.cli.listing import give
from reskill.problem import ReskillError
from reskill.project.file import Project, open_project

if TYPE_CHECKING:
    from reskill.planning.practice_hours import OwnHours

DEEDS = {
    "hours": "hours of practice at work by job family: how many people, and whose hours are assumed",
    "confirm-hours": "have somebody of the city confirm or set hours of practice at work, or take that back",
}
_FAMILY = ("name", "titles", "people", "places", "fewest", "most", "assumed_people", "assumed_places")
_TITLE = (
    "family",
    "title",
    "department",
    "occupation",
    "people",
    "places",
    "course",
    "usual",
    "hours",
    "source",
    "who",
    "at",
    "why",
)


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add the commands to the parser."""
    made = {}
    for deed, text in DEEDS.items():
        parser = sub.add_parser(f"plan {deed}", help=text, description=text, parents=[common])
        parser.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
        parser.add_argument("--family", nargs="+", default=[], metavar="NAME", help="as reskill plan hours names it")
        made[deed] = parser
    made["hours"].set_defaults(run=show)
    made["hours"].add_argument("--titles", action="store_true", help="title by title")
    confirm = made["confirm-hours"]
    confirm.set_defaults(run=confirm_hours)
    confirm.add_argument("--title", default="", metavar="NAME", help="as the roster writes it")
    confirm.add_argument(
        "--department", default="", metavar="NAME", help="where titles of that name differ by department"
    )
    confirm.add_argument("--all", action="store_true", help="of every title")
    confirm.add_argument(
        "--hours", type=float, metavar="N", help="of exercises, a person (default: as they usually take)"
    )
    confirm.add_argument("--by", default="", metavar="NAME", help="who confirms them")
    confirm.add_argument("--on", default="", metavar="DAY", help="as 2026-11-29 (default: today)")
    confirm.add_argument("--why", default="", metavar="TEXT")
    confirm.add_argument("--take-back", action="store_true", help="an assumption again")


def show(args: argparse.Namespace) -> int:
    """The hours of practice, by family or by title."""
    from reskill.planning.practice_hours import families, own_hours

    with closing(open_project(args.project, read_only=True)) as project:
        found = _of(own_hours(project), args.family)
    if args.titles:
        rows = [{**vars(h), "hours": h.hours, **_who(h)} for h in found]
        give(args, _TITLE, rows)
    else:
        give(args, _FAMILY, [vars(f) for f in families(found)])
    return 0


def confirm_hours(args: argparse.Namespace) -> int:
    """Confirm, set or take back hours of practice."""
    from reskill.planning import practice_hours
    from reskill.planning.standing import standing

    with closing(open_project(args.project)) as project:
        ids = _named(project, args)
        if args.take_back:
            practice_hours.take_back(project, ids)
        else:
            practice_hours.confirm_hours(project, ids, args.by, hours=args.hours, at=args.on, why=args.why)
        share, stale = standing(project).assumed_hours, project.stale.reaches("plan")
    done = "taken back" if args.take_back else "confirmed"
    if args.json:
        print(json.dumps({"done": done, "titles": len(ids), "assumed_hours_share": share and round(share, 4)}))
        return 0
    print(f"Hours of practice {done}: {practice_hours.in_titles(len(ids))}.", end="")
    print("" if share is None else f" In the plan, {share:.0%} of participants are on assumed hours.")
    if stale:
        print(f"plan anew: reskill project update {args.project}")
    return 0


def _named(project: Project, args: argparse.Namespace) -> list[int]:
    from reskill.planning.by_hand.typed import title_named
    from reskill.planning.practice_hours import own_hours

    if bool(args.title) + bool(args.family) + args.all != 1:
        raise ReskillError("Of which titles is not said.", "Give one of --family, --title and --all.")
    if args.title:
        return [title_named(project, args.title, args.department)]
    found = _of(own_hours(project), args.family)
    return [h.title_id for h in found if h.said or not args.take_back]


def _of(found: list[OwnHours], families: list[str]) -> list[OwnHours]:
    """Those of some families, or all; raises ReskillError for a family that there is not."""
    there = {h.family.lower(): h.family for h in found}
    for name in families:
        if name.lower() not in there:
            raise ReskillError(f"No title is of the family {name}.", f"There are: {'; '.join(sorted(there.values()))}.")
    wanted = {name.lower() for name in families}
    return [h for h in found if not wanted or h.family.lower() in wanted]


def _who(hours: OwnHours) -> dict[str, str]:
    said = hours.said
    return {"who": said.who, "at": said.at, "why": said.why} if said else dict.fromkeys(("who", "at", "why"), "")
