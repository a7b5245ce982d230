"""What the commands do that import, check, remove and change reference packs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict

from reskill.cli.terminal import end_progress, progress
from reskill.problem import Problem, ReskillError
from reskill.project.file import open_project
from reskill.reference.catalog import installed_packs, open_pack
from reskill.reference.coverage import coverage
from reskill.reference.losses import lost_by_import


def import_onet(args: argparse.Namespace) -> int:
    """Import an O*NET release as a pack."""
    from reskill.reference import onet

    file = onet.import_onet(args.path, args.name, progress())
    return _pack_made(file.stem, lost_by_import(file.stem), args.json)


def import_wages(args: argparse.Namespace) -> int:
    """Put employment and pay into a pack."""
    from reskill.reference import wages

    made = wages.import_wages(args.path, args.into, args.release, progress())
    return _pack_made(made.name, made.problems, args.json)


def import_cip_soc(args: argparse.Namespace) -> int:
    """Put the crosswalk of programs and occupations into a pack."""
    from reskill.reference import crosswalk

    made = crosswalk.import_cip_soc(args.path, args.into, progress())
    return _pack_made(made.name, made.problems, args.json)


def import_labels(args: argparse.Namespace) -> int:
    """Put published exposure ratings into a pack."""
    from reskill.reference import index_tables, labels

    table = None
    if args.index or args.score or args.soc:
        table = index_tables.described(
            *(args.index, args.score, args.soc, args.edition, args.lower_is_more),
            *(args.source, args.dated, args.licence),
        )
    made = labels.import_labels(args.path, args.into, progress(), table)
    return _pack_made(made.name, made.problems, args.json)


def download(args: argparse.Namespace) -> int:
    """Download a release; its size is said before its content is taken."""
    from reskill.reference import download as publisher

    release = publisher.published(args.release)
    file = publisher.download(release, progress(), lambda text: print(text, file=sys.stderr))
    end_progress()
    print(
        json.dumps({"file": str(file)})
        if args.json
        else f"{file}\nImport it with: reskill reference import-onet {file}"
    )
    return 0


def verify(args: argparse.Namespace) -> int:
    """Whether packs are still what was imported."""
    from reskill.reference.upkeep import verify as problems_of

    tick = progress()
    found = {name: problems_of(name, tick) for name in ([args.name] if args.name else installed_packs())}
    end_progress()
    if args.json:
        print(json.dumps({name: [p.as_dict() for p in problems] for name, problems in found.items()}))
    else:
        for name, problems in found.items():
            print("\n".join(str(p) for p in problems) or f"{name} is sound.")
    return 1 if any(found.values()) else 0


def remove(args: argparse.Namespace) -> int:
    """Remove a pack of the user's own."""
    from reskill.reference.upkeep import remove as take_away

    take_away(args.name)
    print(json.dumps({"removed": args.name}) if args.json else f"{args.name} was removed.")
    return 0


def _pack_made(name: str, problems: Sequence[Problem], as_json: bool) -> int:
    end_progress()
    with closing(open_pack(name)) as catalog:
        sources, covered = catalog.sources, coverage(catalog)
    if as_json:
        facts = {"pack": name, "sources": [vars(s) for s in sources], "problems": [p.as_dict() for p in problems]}
        print(json.dumps(facts))
        return 0
    for problem in problems:
        print(f"{problem.level}: {problem}", file=sys.stderr)
    print("\n".join(f"{s.rows:>9,}  {s.name}: {s.source} {s.release}" for s in sources))
    print(covered.lines()[0])
    print(f"pack: {name}. Use it with --reference {name}, or: reskill project move FILE --reference {name}")
    return 0


def project_move(args: argparse.Namespace) -> int:
    """Rest a project on another pack, or say what that would change."""
    from reskill.work import pipeline
    from reskill.work.moving import move, preview

    tick = progress()
    with (
        closing(open_project(args.file)) as project,
        closing(open_pack(args.reference, tick)) as new,
    ):
        try:
            with closing(open_pack(project.setting("reference", "embedded"), tick)) as old:
                seen = preview(project, old, new, tick)
        except ReskillError as error:
            if args.preview:
                raise
            seen = None
            print(f"{error.text} What the move changes cannot be compared.", file=sys.stderr)
        if not args.preview:
            move(project, new)
            pipeline.catch_up(project, new, tick)
        end_progress()
        if args.json:
            print(json.dumps(asdict(seen) if seen else {"new": new.title}))
            return 0
        if seen:
            print("\n".join(seen.lines()))
        if not args.preview:
            print("Moved; roles and pathways were computed anew. The plan stands as it was made.")
    return 0
