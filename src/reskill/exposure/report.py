"""Task estimates as the rows of a CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from reskill.exposure.estimate import Duty, Estimate, Estimator
from reskill.progress import Tick, silent
from reskill.reference.catalog import Catalog
from reskill.thresholds import DEFAULTS

COLUMNS = ("task", "p_e0", "p_e1", "p_e2", "exposure", "low", "high", "mode", "oversight", "reason")
AT_ONCE = 2000  # rows estimated together, which bounds memory


def tasks_csv(catalog: Catalog, rows: Iterable[Mapping[str, str]], tick: Tick = silent) -> Iterator[dict[str, Any]]:
    """Rows with the keys COLUMNS, one for each row given (task, and where known onet_soc_code, task_type, title and
    department)."""
    made, waiting, done = Estimator(catalog, DEFAULTS), iter(rows), 0
    while chunk := list(islice(waiting, AT_ONCE)):
        duties = [
            Duty(r.get("task") or "", r.get("onet_soc_code") or "", r.get("task_type") or "", _place(r)) for r in chunk
        ]
        for duty, e in zip(duties, made.estimate(duties), strict=True):
            yield _row(duty, e)
        done += len(chunk)
        tick(0.5, f"{done:,} tasks estimated")


def _place(row: Mapping[str, str]) -> str:
    title, department = row.get("title") or "", row.get("department") or ""
    return f"{title} @ {department}" if title or department else ""


def _row(duty: Duty, e: Estimate) -> dict[str, Any]:
    figures = {f: round(getattr(e, f), 4) for f in ("p_e0", "p_e1", "p_e2", "exposure", "low", "high")}
    return {"task": duty.sentence, **figures, "mode": e.mode, "oversight": e.oversight, "reason": e.reason}
