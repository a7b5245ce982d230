"""What the commands on a plan share: how they are told from `plan FILE`, and tables as CSV or JSON."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from reskill.active_text import guarded


def joined(arguments: Sequence[str], deeds: Collection[str]) -> list[str]:
    """`plan edit ...` as one command, since `plan FILE` is another."""
    if len(arguments) > 1 and arguments[0] == "plan" and arguments[1] in deeds:
        return [f"plan {arguments[1]}", *arguments[2:]]
    return list(arguments)


def give(args: argparse.Namespace, header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of these columns, as CSV or with --json as a list."""
    if args.json:
        print(json.dumps([{h: r[h] for h in header} for r in rows]))
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(header)
    out.writerows([guarded(r[h]) for h in header] for r in rows)
