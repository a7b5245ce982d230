"""What the commands on a plan share: how they are told from `plan FILE`, and tables as CSV or JSON."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from reskill.active_text import guarded
from reskill.atomic import replacing


def joined(arguments: Sequence[str], deeds: Collection[str]) -> list[str]:
    """`plan edit ...` as one command, since `plan FILE` is another."""
    if len(arguments) > 1 and arguments[0] == "plan" and arguments[1] in deeds:
        return [f"plan {arguments[1]}", *arguments[2:]]
    return list(arguments)


def give(args: argparse.Namespace, header: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of these columns, as CSV, into --out where that is asked for; or with --json as a list."""
    if args.json:
        print(json.dumps([{h: r[h] for h in header} for r in rows]))
        return
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\n")
    out.writerow(header)
    out.writerows([guarded(r[h]) for h in header] for r in rows)
    target = getattr(args, "out", None)
    if not target:
        sys.stdout.write(buffer.getvalue())
        return
    with replacing(Path(target)) as part:
        part.write_text(buffer.getvalue(), encoding="utf-8")
    print(f"written: {target}")
