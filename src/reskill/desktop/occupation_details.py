"""What the inspector says of an occupation: figures, and its tasks."""

from __future__ import annotations

from reskill.desktop.details import Section
from reskill.desktop.rows_model import dollars
from reskill.reference.catalog import Catalog

TASKS_SHOWN = 30


def sections(catalog: Catalog, code: str) -> list[Section]:
    """Figures and tasks of an occupation; nothing for a code that the reference does not have."""
    known = catalog.occupations.get(code)
    if known is None:
        return []
    tasks = catalog.tasks(code)
    figures = [
        ("Code", code),
        ("Education", known.education),
        ("Job zone", str(known.job_zone or "")),
        ("Pay, nation", f"{dollars(known.pay)} a year (median)" if known.pay else "not published"),
        ("Local government", f"{known.local_jobs:,} jobs" if known.local_jobs else "not published"),
    ]
    more = [f"and {len(tasks) - TASKS_SHOWN} more"] if len(tasks) > TASKS_SHOWN else []
    return [
        Section(known.title, figures),
        Section(
            f"What people in it do ({len(tasks)} tasks)" if tasks else "What people in it do",
            [],
            [] if tasks else ["This reference has no tasks for the occupation yet. It counts, but is not estimated."],
            [t.sentence for t in tasks[:TASKS_SHOWN]] + more,
        ),
        Section("Source", lines=[f"{catalog.title}; pay and jobs from BLS OEWS, see Sources."]),
    ]
