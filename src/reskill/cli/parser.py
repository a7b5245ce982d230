"""The command line's arguments. What each command does is in the modules beside this one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from reskill import __version__
from reskill.cli import (
    by_hand,
    commands,
    crosswalks,
    departments,
    living_plan,
    moves,
    packs,
    plan_lists,
    programs,
    reference,
    settings,
    training_hours,
    window,
    worksheets,
)
from reskill.cli.listing import joined
from reskill.cli.outcome import common_arguments, exit_code

EDITIONS = ("hr", "union", "board", "all")
ANSWERS = ("answers", "board-answers")  # what goes back to those who have read an edition


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 done with rejected rows or a settled doubt, 2 cannot run."""
    deeds = set().union(*(part.DEEDS for part in (by_hand, plan_lists, living_plan, training_hours)))
    return exit_code(_parser().parse_args(joined(arguments, deeds)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reskill",
        description="Plan the reskilling of a city's own workforce.",
        epilog="Exit codes: 0 done; 1 done with rejected rows, with a plan of nobody, or with a doubt about heads or money that was"
        " settled; 2 cannot run, or such a doubt is open: it is asked, and nothing is written.",
    )
    parser.add_argument("--version", action="version", version=f"Reskill {__version__}")
    parser.set_defaults(run=window.start, file=None, check=None, json=False)
    sub = parser.add_subparsers(title="commands", metavar="COMMAND")
    common = common_arguments()
    pack = argparse.ArgumentParser(add_help=False)
    pack.add_argument("--reference", default="embedded", metavar="PACK", help="reference pack (default: embedded)")

    def add(name: str, run: object, text: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made = sub.add_parser(name, help=text, description=text, parents=[common, *parents])
        made.set_defaults(run=run)
        return made

    window.add_arguments(add("app", window.start, window.TEXT))

    demo = add("demo", commands.demo, "plan the sample city: project, workbooks, summary")
    demo.add_argument("--out", type=Path, default=Path("reskill-demo"), metavar="DIR")

    plan = add("plan", commands.plan, "plan from a roster to a workbook", pack)
    plan.add_argument("roster", metavar="ROSTER", help="CSV, TSV or XLSX file, or - for CSV on standard input")
    plan.add_argument("--out", type=Path, required=True, metavar="PLAN.xlsx")
    plan.add_argument("--project", type=Path, metavar="FILE.reskill", help="keep the project in this file")
    plan.add_argument("--city", default="", help="name of the city (default: from the file's name)")
    plan.add_argument("--state", default="", help="two-letter postal code, for local pay")
    plan.add_argument("--zip", default="", help="ZIP code of the city, for distances to programs")
    plan.add_argument(
        "--budget", type=float, default=250_000, metavar="DOLLARS", help="for the whole plan (default 250000)"
    )
    plan.add_argument("--years", type=int, default=3, help="fiscal years (default 3)")
    plan.add_argument("--scenario", default="public-interest")
    plan.add_argument("--edition", choices=EDITIONS, default="hr")
    plan.add_argument(
        "--settings",
        type=Path,
        metavar="FILE.toml",
        help="settings of a project; what they have goes before --budget, --years and --scenario",
    )
    _roster_options(plan)

    titles = add("titles", commands.titles, "suggest occupations for job titles", pack)
    titles.add_argument("file", metavar="FILE", help="CSV with columns title and, if known, department")
    titles.add_argument("--out", default="-", metavar="OUT.csv")
    titles.add_argument("--top", type=_count, default=5)

    tasks = add("tasks", commands.tasks, "estimate the AI exposure of task sentences", pack)
    tasks.add_argument(
        "file",
        metavar="FILE",
        help="CSV with columns task, onet_soc_code, task_type, title and department (all but task optional)",
    )
    tasks.add_argument("--out", default="-", metavar="OUT.csv")

    related = add("related", commands.related, "rank destination occupations, without filters", pack)
    related.add_argument("code", nargs="?", metavar="CODE", help="O*NET-SOC code, e.g. 43-3031.00")
    related.add_argument("--top", type=_count, default=20)
    related.add_argument("--all", action="store_true", help="every occupation with tasks")
    related.add_argument(
        "--order",
        choices=("next", "likeness"),
        default="next",
        help="next: where people go next, with jobs and moves seen (default); likeness: of the work alone",
    )
    related.add_argument("--out", default="-", metavar="OUT.csv")

    pathways = add("pathways", commands.pathways, "every pathway of a project, with its reasons")
    pathways.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    pathways.add_argument("--title", default="", metavar="NAME", help="as the roster writes it (default: every title)")
    pathways.add_argument("--out", default="-", metavar="FILE.csv")

    _reference(sub, common, pack)
    _project(sub, common)
    _worksheet(sub, common)
    _settings(sub, common)
    _crosswalk(sub, common, pack)
    departments.add_commands(sub, common)
    moves.add_commands(sub, common, _roster_options)
    _programs(sub, common)
    plan_lists.add_commands(sub, common)
    by_hand.add_commands(sub, common)
    living_plan.add_commands(sub, common)
    training_hours.add_commands(sub, common)

    review = add("review", commands.review, "take a reviewed workbook's comments into the project")
    review.add_argument("workbook", type=Path, metavar="REVIEWED.xlsx")
    review.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def _roster_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sheet", default=None, help="sheet of the workbook (default: the one that looks like a roster)"
    )
    parser.add_argument(
        "--map",
        action="extend",
        nargs="+",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column holds what, e.g. title='Job Class'",
    )
    parser.add_argument(
        "--pay-basis", default="", metavar="BASIS", help="period of pay that the roster does not tell, e.g. monthly"
    )
    parser.add_argument(
        "--keep",
        nargs="+",
        default=[],
        metavar="COLUMN=VALUE",
        help="the lines to read of a roster with several years, cities, ...: year=2025",
    )
    parser.add_argument(
        "--accept",
        nargs="+",
        default=[],
        metavar="DOUBT",
        help="doubts that are set aside, by the names they are told with",
    )


def _reference(sub: argparse._SubParsersAction[argparse.ArgumentParser], *parents: argparse.ArgumentParser) -> None:
    group = sub.add_parser("reference", help="the reference packs").add_subparsers(required=True, metavar="WHAT")
    for name, run, text in (
        ("list", reference.reference_list, "packs at hand, and the occupations of one"),
        ("show", reference.reference_show, "one occupation: figures, tasks, titles"),
        ("agreement", reference.reference_agreement, "how exposure goes with published indices of occupations"),
        ("coverage", reference.reference_coverage, "how much of local government the task inventories cover"),
    ):
        made = group.add_parser(name, help=text, description=text, parents=list(parents))
        made.set_defaults(run=run)
        if name == "show":
            made.add_argument("code", metavar="CODE")
    _packs(group, parents[0])


def _packs(group: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Commands that make, check and remove the packs of the user's own folder."""

    def add(name: str, run: object, text: str) -> argparse.ArgumentParser:
        made = group.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(run=run)
        return made

    release = add("import-onet", packs.import_onet, "import an O*NET release (25.0 or later) as a pack")
    release.add_argument("path", type=Path, metavar="PATH", help="release zip, folder, or folder of single files")
    release.add_argument("--name", default="", help="name of the pack (default: onet- and the release)")
    for name, run, text in (
        (
            "import-wages",
            packs.import_wages,
            "put a BLS OEWS workbook (nation, states, metro, all data) into a pack",
        ),
        ("import-cip-soc", packs.import_cip_soc, "put the NCES CIP-SOC crosswalk into a pack"),
        ("import-labels", packs.import_labels, "put published exposure ratings into a pack"),
    ):
        made = add(name, run, text)
        made.add_argument("path", type=Path, metavar="PATH")
        made.add_argument(
            "--into", default="embedded", metavar="PACK", help="pack that is filled; a copy of the embedded one if none"
        )
        if name == "import-labels":
            _described(made)
        if name == "import-wages":
            made.add_argument("--release", default="", help="such as 'May 2024' (default: from the file's name)")
    download = add("download", packs.download, "download an O*NET release from its publisher")
    download.add_argument("release", metavar="RELEASE", help="such as 31.0")
    verify = add("verify", packs.verify, "whether packs are still what was imported")
    verify.add_argument("name", nargs="?", default="", metavar="PACK", help="default: every pack at hand")
    remove = add("remove", packs.remove, "remove a pack of your own")
    remove.add_argument("name", metavar="PACK")


def _described(parser: argparse.ArgumentParser) -> None:
    """What a table of scores of occupations is that Reskill does not know."""
    group = parser.add_argument_group("another index of occupations, described; all of these but the last are needed")
    group.add_argument("--index", default="", metavar="NAME", help="what to call it")
    group.add_argument("--score", default="", metavar="COLUMN", help="column of its scores")
    group.add_argument("--soc", default="", metavar="COLUMN", help="column of its SOC codes")
    group.add_argument("--edition", type=int, default=2018, metavar="YEAR", help="of the SOC: 2010 or 2018 (default)")
    group.add_argument("--source", default="", metavar="TEXT", help="who published it")
    group.add_argument("--dated", default="", metavar="DATE", help="of when it is")
    group.add_argument("--licence", default="", metavar="TEXT", help="its terms of use")
    group.add_argument("--lower-is-more", action="store_true", help="a lower score means more AI")


def _crosswalk(sub: argparse._SubParsersAction[argparse.ArgumentParser], *parents: argparse.ArgumentParser) -> None:
    group = sub.add_parser("crosswalk", help="decisions on titles as a file").add_subparsers(
        required=True, metavar="WHAT"
    )
    text = "write a project's decisions on titles"
    made = group.add_parser("write", help=text, description=text, parents=[parents[0]])
    made.set_defaults(run=crosswalks.write)
    made.add_argument("file", type=Path, metavar="FILE.csv")
    made.add_argument(
        "--all", action="store_true", help="suggestions too, which decide nothing until their status is changed"
    )
    made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    text = "take decisions of another city, another year or a script into a project"
    made = group.add_parser("read", help=text, description=text, parents=[parents[0]])
    made.set_defaults(run=crosswalks.read)
    made.add_argument(
        "file", type=Path, metavar="FILE", help="CSV, TSV or XLSX with the columns title and onet_soc_code"
    )
    made.add_argument(
        "--over",
        choices=("nothing", "suggestions", "decisions"),
        default="nothing",
        help="what the file replaces where it differs (default: such titles wait for a person)",
    )
    made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    text = "put several crosswalks into one"
    made = group.add_parser("merge", help=text, description=text, parents=list(parents))
    made.set_defaults(run=crosswalks.merge)
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument("--out", type=Path, required=True, metavar="OUT.csv")
    made.add_argument("--first-wins", action="store_true", help="take the earlier file's side where two contradict")


def _settings(sub: argparse._SubParsersAction[argparse.ArgumentParser], *parents: argparse.ArgumentParser) -> None:
    group = sub.add_parser("settings", help="a project's settings as a file").add_subparsers(
        required=True, metavar="WHAT"
    )
    for name, run, text in (
        (
            "write",
            settings.write,
            "write thresholds, funds, costs, rules, scenarios, choices, gates, pins, partners and readiness",
        ),
        ("read", settings.read, "take a file of settings into a project, as one step"),
    ):
        made = group.add_parser(name, help=text, description=text, parents=list(parents))
        made.set_defaults(run=run)
        made.add_argument("file", type=Path, metavar="FILE.toml")
        made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")


def _worksheet(sub: argparse._SubParsersAction[argparse.ArgumentParser], *parents: argparse.ArgumentParser) -> None:
    group = sub.add_parser("worksheet", help="task worksheets for those who do the work").add_subparsers(
        required=True, metavar="WHAT"
    )
    text = "write a printable worksheet of each title's tasks"
    write = group.add_parser("write", help=text, description=text, parents=list(parents))
    write.set_defaults(run=worksheets.write)
    write.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    write.add_argument("--out", type=Path, required=True, metavar="SHEETS.xlsx")
    which = write.add_mutually_exclusive_group(required=True)
    which.add_argument("--title", nargs="+", metavar="NAME", help="titles as the roster writes them")
    which.add_argument(
        "--band", choices=tuple(worksheets.BANDS), help="titles whose roles are in this band or a higher one"
    )
    which.add_argument("--all", action="store_true", help="every title")
    text = "take filled-in worksheets into the project, and work its figures out anew"
    read = group.add_parser("read", help=text, description=text, parents=list(parents))
    read.set_defaults(run=worksheets.read)
    read.add_argument("sheets", type=Path, metavar="SHEETS.xlsx", help="workbook, or one sheet of it as CSV")
    read.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")


def _programs(sub: argparse._SubParsersAction[argparse.ArgumentParser], *parents: argparse.ArgumentParser) -> None:
    group = sub.add_parser("programs", help="training programs").add_subparsers(required=True, metavar="WHAT")
    text = "take in a list of programs, such as a state's list of eligible providers, or a newer one of the same"
    made = group.add_parser("import", help=text, description=text, parents=list(parents))
    made.set_defaults(run=programs.import_list)
    made.add_argument("file", type=Path, metavar="FILE", help="CSV, TSV or XLSX file")
    made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    made.add_argument("--sheet", default="", help="sheet of the workbook (default: the one that looks like a list)")
    made.add_argument(
        "--map",
        action="extend",
        nargs="+",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column holds what, e.g. hours='Clock Hrs'",
    )
    made.add_argument(
        "--state", default="", help="postal code of the state where a program is taught, if no column says"
    )
    partners = sub.add_parser("partners", help="training partners").add_subparsers(required=True, metavar="WHAT")
    deeds = {}
    for where, name, run, text in (
        (group, "list", programs.list_programs, "every program of a project"),
        (group, "compare", programs.compare_programs, "two to four programs side by side"),
        (group, "pin", programs.pin_program, "pin a program to an occupation, so that every pathway there offers it"),
        (group, "merge", programs.merge_programs, "make one program of several that are the same"),
        (partners, "list", programs.list_partners, "every partner of a project"),
        (partners, "coverage", programs.coverage_of, "who prepares for each way, and whom to ask where nobody does"),
    ):
        made = deeds[name] = where.add_parser(name, help=text, description=text, parents=list(parents))
        made.set_defaults(run=run)
        made.add_argument("--project", type=Path, required=True, metavar="FILE.reskill")
    deeds["compare"].add_argument("program", type=int, nargs="+", metavar="ID", help="as in programs list")
    deeds["pin"].add_argument("program", type=int, metavar="ID", help="as in programs list")
    deeds["pin"].add_argument("code", metavar="CODE", help="O*NET-SOC code, e.g. 43-3031.00")
    way = deeds["pin"].add_mutually_exclusive_group()
    way.add_argument("--away", action="store_true", help="keep it away from there instead")
    way.add_argument("--leave", action="store_true", help="leave it to the match again")
    deeds["merge"].add_argument("keep", type=int, metavar="ID", help="the program that stays")
    deeds["merge"].add_argument("other", type=int, nargs="+", metavar="OTHER", help="those that it takes over")


def _project(sub: argparse._SubParsersAction[argparse.ArgumentParser], *parents: argparse.ArgumentParser) -> None:
    group = sub.add_parser("project", help="project files").add_subparsers(required=True, metavar="WHAT")
    for name, run, text in (
        ("info", commands.project_info, "what a project holds"),
        ("check", commands.project_check, "whether a project file is sound"),
        ("backup", commands.project_backup, "back a project up"),
    ):
        made = group.add_parser(name, help=text, description=text, parents=list(parents))
        made.set_defaults(run=run)
        made.add_argument("file", type=Path, metavar="FILE.reskill")
    made = group.add_parser("update", help="work figures and plan out again", parents=list(parents))
    made.set_defaults(run=commands.project_update)
    made.add_argument("file", type=Path, metavar="FILE.reskill")
    made.add_argument("--roster", type=Path, metavar="ROSTER", help="take in a newer roster first; decisions stay")
    _roster_options(made)
    made = group.add_parser("export", help="write the workbook of a project", parents=list(parents))
    made.set_defaults(run=commands.project_export)
    made.add_argument("file", type=Path, metavar="FILE.reskill")
    made.add_argument("--out", type=Path, required=True, metavar="PLAN.xlsx")
    made.add_argument("--edition", choices=(*EDITIONS, *ANSWERS), default="hr")
    made.add_argument("--language", choices=("en", "es"), default="en", help="of the union edition: English or Spanish")
    made.add_argument(
        "--accept",
        nargs="+",
        default=[],
        choices=("few-paid",),
        metavar="DOUBT",
        help="few-paid: the board edition may tell what few people earn; its cover says so",
    )
    made.add_argument(
        "--unit",
        action="append",
        metavar="NAME",
        help="the union edition for one bargaining unit, in a file of its own; again for more, each = every unit",
    )
    made = group.add_parser("move", help="rest a project on another pack", parents=list(parents))
    made.set_defaults(run=packs.project_move)
    made.add_argument("file", type=Path, metavar="FILE.reskill")
    made.add_argument("--reference", required=True, metavar="PACK")
    made.add_argument("--preview", action="store_true", help="only say what would change")
