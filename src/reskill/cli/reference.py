"""What the commands do that tell of the reference packs at hand."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from dataclasses import asdict

from reskill.reference.catalog import installed_packs, open_pack
from reskill.thresholds import DEFAULTS


def reference_list(args: argparse.Namespace) -> int:
    """Packs at hand, then the occupations of the chosen one."""
    with closing(open_pack(args.reference)) as catalog:
        occupations = catalog.occupations.values()
        if args.json:
            print(
                json.dumps(
                    {
                        "packs": installed_packs(),
                        "sources": [vars(s) for s in catalog.sources],
                        "occupations": [vars(o) for o in occupations],
                    }
                )
            )
            return 0
        print(f"Packs at hand: {', '.join(installed_packs())}. Of {catalog.title}:")
        for o in occupations:
            print(f"{o.code}  {o.title}  [{o.tasks} tasks; {o.local_jobs or 0:,} local-government jobs]")
    return 0


def reference_show(args: argparse.Namespace) -> int:
    """One occupation of the pack."""
    from reskill.exposure.inventory import Inventories
    from reskill.exposure.overrides import Overrides
    from reskill.exposure.published_indices import compare

    with closing(open_pack(args.reference)) as catalog:
        o = catalog.occupation(args.code)
        found = catalog.tasks(o.code)
        standings = compare(Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))).get(o.code, ())
        if args.json:
            indices = [asdict(s) for s in standings]
            print(json.dumps({**vars(o), "task_statements": [vars(t) for t in found], "published_indices": indices}))
            return 0
        print(f"{o.code}  {o.title}")
        if o.description:
            print(o.description)
        print(
            f"local-government jobs {_number(o.local_jobs)}, in all {_number(o.national_jobs)}, median pay "
            f"{_number(o.pay, '$')} a year ({catalog.pay_source()})"
        )
        print(f"job zone {o.job_zone or 'not rated'}; typical education: {o.education or 'not rated'}")
        for t in found:
            rating = f"people {t.people}, GPT-4 {t.gpt4}" if t.people else "not rated"
            print(f"  {t.task_id} {t.task_type}: {t.sentence} [{rating}]")
        if not found:
            print("  No task inventory yet: a title mapped here counts, but its exposure is not estimated.")
        for s in standings:
            score = "" if s.score is None else f"score {s.score:.3g}, "
            print(f"{s.index}: {score}{s.placing}")
            for remark in filter(None, (s.disagreement(DEFAULTS.index_disagreement), s.taken_together)):
                print(f"  {remark}")
    return 0


def reference_coverage(args: argparse.Namespace) -> int:
    """How much of local-government employment the task inventories cover."""
    from reskill.reference.coverage import coverage

    with closing(open_pack(args.reference)) as catalog:
        covered = coverage(catalog)
        print(json.dumps(asdict(covered)) if args.json else "\n".join(covered.lines()))
    return 0


def reference_agreement(args: argparse.Namespace) -> int:
    """How closely exposure goes with the published indices of a pack."""
    from reskill.exposure.index_agreement import agreements

    def shown(r: float | None) -> str:
        return "      -" if r is None else f"{r:7.3f}"

    with closing(open_pack(args.reference)) as catalog:
        found = agreements(catalog)
    if args.json:
        print(json.dumps([asdict(a) for a in found]))
        return 0
    print(f"{'correlation with':<30}{'codes':>6}{'ours':>7}{'people':>7}{'GPT-4':>7}")
    for a in found:
        print(f"{a.index:<30}{a.occupations:6,}{shown(a.ours)}{shown(a.people)}{shown(a.gpt4)}")
    return 0


def _number(value: float | None, unit: str = "") -> str:
    return "not published" if value is None else f"{unit}{value:,}"
