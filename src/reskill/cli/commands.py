"""What each command of the command line does, with plain text or CSV out and progress on standard error."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reskill.active_text import guarded, unguarded
from reskill.atomic import replacing
from reskill.cli.opening import opened
from reskill.cli.terminal import end_progress, progress
from reskill.problem import Problem, ReskillError
from reskill.project.file import Project, create, open_project
from reskill.reference.catalog import open_pack

if TYPE_CHECKING:
    from reskill.intake.doubts import Answers
    from reskill.planning.plan import Plan


def plan(args: argparse.Namespace) -> int:
    """Plan from a roster to a workbook."""
    from reskill.programs.place import set_home
    from reskill.work import planner

    tick = progress()
    for workbook in planner.edition_files(args.out, args.edition).values():
        for read in filter(None, (args.roster, args.settings)):
            keep_apart(read, workbook)
        if args.project and args.project.resolve() == workbook.resolve():
            raise ReskillError(
                f"{workbook} would be the workbook and the project: the same file.", "Give them two names."
            )
    if args.project and args.project.exists():
        raise ReskillError(f"{args.project} exists already.", "Choose another name, or: reskill project update FILE")
    with tempfile.TemporaryDirectory() as scratch, closing(open_pack(args.reference, tick)) as catalog:
        target = Path(scratch) / "plan.reskill"  # taken to its place when all is done: whole, or not at all
        columns = pairs(args.map)
        with closing(create(target, args.city or planner.city_of(args.roster), args.state)) as project:
            if args.zip:
                set_home(project, args.zip)
            plan, problems = planner.plan_roster(
                project,
                catalog,
                args.roster,
                columns=columns,
                sheet=args.sheet,
                answers=roster_answers(args),
                budget=args.budget,
                years=args.years,
                scenario=args.scenario,
                settings=args.settings,
                tick=tick,
            )
            written = planner.write_editions(project, catalog, args.out, args.edition, tick, accepted=args.accept)
            if args.project:
                project.save_copy(args.project, new=True)
            end_progress()
            return max(_without_board(project, args, written), _report(project, plan, problems, written, args.json))


def demo(args: argparse.Namespace) -> int:
    """Plan the sample city into a folder."""
    from reskill import demo as sample

    tick = progress()
    with closing(open_pack(tick=tick)) as catalog:
        project, plan, written = sample.make(args.out, catalog, tick)
        with closing(project):
            end_progress()
            return _report(project, plan, [], [project.path, *written], args.json)


def titles(args: argparse.Namespace) -> int:
    """Suggest occupations for job titles."""
    from reskill.matching.report import COLUMNS, titles_csv

    with closing(open_pack(args.reference)) as catalog:
        rows, problems = _read_csv(args.file, args.out, "title", "department")
        pairs = [(r["title"], r.get("department", "")) for r in rows]
        _give(args, COLUMNS, titles_csv(catalog, pairs, args.top), problems)
    return 0


def tasks(args: argparse.Namespace) -> int:
    """Estimate the exposure of task sentences."""
    from reskill.exposure.report import COLUMNS, tasks_csv

    with closing(open_pack(args.reference)) as catalog:
        rows, problems = _read_csv(args.file, args.out, "task")
        _give(args, COLUMNS, tasks_csv(catalog, rows), problems)
    return 0


def related(args: argparse.Namespace) -> int:
    """Rank destination occupations, without filters."""
    from reskill.pathways.next_jobs import NextJobs
    from reskill.pathways.similarity import Similarity

    if not args.code and not args.all:
        raise ReskillError("No occupation was given.", "Give an O*NET-SOC code, or --all.")
    with closing(open_pack(args.reference)) as catalog:
        similarity = Similarity(catalog)
        order = similarity if args.order == "likeness" else NextJobs(catalog, similarity)
        codes = (
            [c for c, o in catalog.occupations.items() if o.tasks] if args.all else [catalog.occupation(args.code).code]
        )
        found = (
            {
                "code": code,
                "rank": n.rank,
                "onet_soc_code": n.code,
                "occupation": n.occupation,
                "score": round(n.score, 5),
            }
            for code in codes
            for n in order.rank(code, args.top)
        )
        _give(args, ("code", "rank", "onet_soc_code", "occupation", "score"), found)
    return 0


def pathways(args: argparse.Namespace) -> int:
    """Every pathway of a project with its reasons."""
    from reskill.pathways.report import COLUMNS, pathways_rows

    keep_apart(args.project, args.out)
    with closing(open_project(args.project, read_only=True)) as project:
        _give(args, COLUMNS, pathways_rows(project, args.title))
    return 0


def review(args: argparse.Namespace) -> int:
    """Take a reviewed workbook's comments into the project."""
    from reskill.export.review import read_review

    with closing(open_project(args.project)) as project:
        found = read_review(args.workbook, project)
        if args.json:
            left, old = [vars(t) for t in found.left], [vars(c) for c in found.old]
            actuals = [vars(a) for a in found.actuals]
            print(json.dumps({"comments": len(found.taken), "actuals": actuals, "left": left, "old": old}))
        else:
            n = len(found.taken)
            new = f"{n} comment{'s' * (n != 1)} taken in from" if n else "No new comment in"
            print(f"{new} {args.workbook.name}.")
            for comment in found.taken:
                said = "; ".join(filter(None, (comment.stance, comment.text)))
                print(f"Taken: {comment.sheet}, {comment.subject}: {said} ({comment.who})")
            for actual in found.actuals:
                print(actual)
            for comment in found.old:
                print(f"Of a line that the export of {found.since} no longer has: {comment.sheet}, {comment.subject}")
            for text in found.left:
                print(text)
    return 1 if found.left else 0


def project_info(args: argparse.Namespace) -> int:
    """What a project holds."""
    from reskill.work import planner

    with closing(open_project(args.file, read_only=True)) as project:
        facts = planner.summary(project)
        print(json.dumps(facts) if args.json else "\n".join(f"{k}: {v}" for k, v in facts.items()))
    return 0


def project_check(args: argparse.Namespace) -> int:
    """Whether a project file is sound."""
    with closing(open_project(args.file, read_only=True)) as project:
        found = project.check()
        print(json.dumps(found) if args.json else "\n".join(found) or f"{args.file.name} is sound.")
    return 1 if found else 0


def project_backup(args: argparse.Namespace) -> int:
    """Back a project up into the user's own folder."""
    with closing(open_project(args.file, read_only=True)) as project:
        kept = str(project.back_up())
        print(json.dumps({"written": [kept]}) if args.json else kept)
    return 0


def project_update(args: argparse.Namespace) -> int:
    """Work a project's figures and its plan out again, with a newer roster where one is given."""
    from reskill.progress import section
    from reskill.work import pipeline
    from reskill.work.roster import take_in

    tick = progress()
    problems: Sequence[Problem] = ()
    with opened(args.file, tick) as (project, catalog):
        if args.roster:
            columns, part = pairs(args.map), section(tick, 0.0, 0.25)
            problems = take_in(
                project, args.roster, columns=columns, sheet=args.sheet, answers=roster_answers(args), tick=part
            )
        try:
            plan = pipeline.run(project, catalog, section(tick, 0.25, 1.0))
        except KeyboardInterrupt as error:
            raise ReskillError(
                f"Broken off: {'the roster is taken in, but ' if args.roster else ''}figures are out of date.",
                f"To work them out: reskill project update {project.path}",
            ) from error
        end_progress()
        return _report(project, plan, problems, [project.path], args.json)


def project_export(args: argparse.Namespace) -> int:
    """Write editions of a project's workbook, or the union's for some bargaining units, as its figures stand."""
    from reskill.export.editions import EDITIONS
    from reskill.planning.city_answers import still_open
    from reskill.work import planner

    tick = progress()
    stays = not args.unit and args.edition != "all" and not EDITIONS[args.edition].kept
    with opened(args.file, tick, read_only=stays) as (project, catalog):
        if args.unit:
            written = planner.write_units(project, catalog, args.out, args.unit, tick, args.language)
        else:
            written = planner.write_editions(project, catalog, args.out, args.edition, tick, args.language, args.accept)
        end_progress()
        if project.stale.stage:
            print("The figures are out of date; bring them up: reskill project update", file=sys.stderr)
        if (args.unit or args.edition in ("union", "all")) and (questions := still_open(project)):
            print(f"{questions} Answer them in the settings file, city_answers.", file=sys.stderr)
        print(
            json.dumps({"written": [str(p) for p in written]})
            if args.json
            else "\n".join(f"written: {p}" for p in written)
        )
        return _without_board(project, args, written)


def _without_board(project: Project, args: argparse.Namespace, written: Sequence[Path]) -> int:
    """Say, and give 1, where the board's edition tells pay of few, or is left out because it would."""
    from reskill.export.board.told_costs import REFUSED, REMEDY, WARNING, told_costs
    from reskill.work.planner import edition_files

    board = edition_files(args.out, args.edition).get("board")
    if not board or told_costs(project).open:
        return 0
    print(f"Board edition: {WARNING}" if board in written else f"{REFUSED} {REMEDY}", file=sys.stderr)
    return 1


def _report(project: Project, plan: Plan, problems: Sequence[Problem], written: Sequence[Path], as_json: bool) -> int:
    """Tell what came of it; the sums of the plan where it was just made here."""
    from reskill.work import planner
    from reskill.work.plan_facts import notes_and_findings, plan_facts

    facts, said = planner.summary(project), notes_and_findings(project)
    if as_json:
        told = {"written": [str(p) for p in written], "problems": [p.as_dict() for p in problems]}
        print(json.dumps({"summary": facts, **told, **plan_facts(plan, project), **said}))
    else:
        for problem in problems:
            print(f"{problem.level}: {problem}", file=sys.stderr)
        print("\n".join(f"{k}: {v}" for k, v in facts.items()))
        for note in said["notes"]:
            print(f"{'note' if note['level'] == 'info' else note['level']}: {note['text']}")
        for finding in said["findings"]:
            print(f"rule {finding['rule']}: {finding['level']}: {finding['text']}")
        print("\n".join(f"written: {p}" for p in written))
    return 1 if facts["rejected"] or {"doubts settled", "nobody in the plan"} & facts.keys() else 0


def roster_answers(args: argparse.Namespace) -> Answers:
    """What the command line says about the roster's doubts."""
    from reskill.export.board.told_costs import FEW_PAID  # of an edition, not of the roster
    from reskill.intake.doubts import Answers

    return Answers(
        args.pay_basis, frozenset(args.accept) - {FEW_PAID}, tuple(pairs(args.keep, "--keep", "COLUMN=VALUE").items())
    )


def pairs(values: Sequence[str], option: str = "--map", what: str = "FIELD=COLUMN") -> dict[str, str]:
    """The values of a repeated option as a dictionary.

    Raises `ReskillError` for one without "=", with an empty side, or given twice.
    """
    found = dict(v.partition("=")[::2] for v in values)
    if "" in found or "" in found.values() or len(found) < len(values):
        example = "--map title='Job Class' department=Agency" if option == "--map" else "--keep year=2025"
        each = what.partition("=")[0].lower()
        raise ReskillError(f"{option} takes {what}, each {each} once.", f"For example: {example}")
    return found


def keep_apart(source: str | Path, target: str | Path) -> None:
    """Refuse to write over the file that is read."""
    if Path(target).exists() and Path(source).exists() and Path(target).samefile(source):
        raise ReskillError(f"{target} is the file that is read.", "Choose another name for what is written.")


def _read_csv(name: str, out: str, needed: str, *fields: str) -> tuple[list[Mapping[str, str]], Sequence[Problem]]:
    """The rows beneath the header in row 1 by lower-case names of columns, and what is doubtful about them.

    With `fields`, columns of rosters under other names are recognised as the needed one and those.
    """
    from reskill.intake.columns import find_columns
    from reskill.intake.table import read_table
    from reskill.matching.old_codes import old_code_remarks

    keep_apart(name, out)
    table = read_table(Path(name), header_row=1)
    headers = [h.strip().lower() for h in table.headers]
    found = find_columns(table).fields if fields else {}
    for field in (needed, *fields):
        if field not in headers and field in found:
            headers[found[field]] = field
    if needed not in headers:
        raise ReskillError(f"{table.file} has no column named {needed}.", table.columns_told())
    by_row = {
        n: {h: "" if v is None else unguarded(str(v)) for h, v in zip(headers, values, strict=False)}
        for n, values in table.rows
    }
    first = table.header_row + 1
    empty = dict.fromkeys(
        headers, ""
    )  # a blank line is an empty answer, so that what comes out lines up with what went in
    problems = [*table.problems, *old_code_remarks(table)] if fields else table.problems
    return [by_row.get(n, empty) for n in range(first, table.last_row + 1)], problems


def _give(
    args: argparse.Namespace,
    header: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    problems: Sequence[Problem] = (),
) -> None:
    """Write rows as CSV to --out, or with --json, where --out is standard output, as JSON."""
    told = {"problems": [p.as_dict() for p in problems]}
    if args.json and args.out == "-":
        print(json.dumps({"rows": [{h: r[h] for h in header} for r in rows], **told}))
        return
    buffer = io.StringIO()
    out = csv.DictWriter(buffer, header, extrasaction="ignore", lineterminator="\n")
    out.writeheader()
    out.writerows({h: guarded(r[h]) for h in header} for r in rows)
    if args.out == "-":
        sys.stdout.write(buffer.getvalue())
    else:
        with replacing(Path(args.out)) as part:
            part.write_text(buffer.getvalue(), encoding="utf-8")
    if args.json:
        print(json.dumps({"written": [args.out], **told}))
    for problem in () if args.json else problems:
        print(f"{problem.level}: {problem}", file=sys.stderr)
