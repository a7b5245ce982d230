"""The main job in order: titles, exposure, destinations, plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reskill.exposure.roles import score_roles
from reskill.matching.mapping import map_titles
from reskill.pathways.destinations import find_destinations
from reskill.planning.plan import make_plan
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.reference.catalog import Catalog


def run(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Map the titles of the roster, score the roles, find destinations and programs, and make the plan."""
    map_titles(project, catalog, section(tick, 0.0, 0.4))
    refresh(project, catalog, section(tick, 0.4, 0.7))
    make_plan(project, catalog, section(tick, 0.7, 1.0))
    mark_stale(project, "")


def refresh(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Recompute what follows from the mappings and judgements: role figures, destinations, gaps, program fit."""
    score_roles(project, catalog, section(tick, 0.0, 0.4))
    find_destinations(project, catalog, section(tick, 0.4, 1.0))


@contextmanager
def following(project: Project, catalog: Catalog, tick: Tick = silent) -> Iterator[None]:
    """Refresh what follows from the change made inside; the plan stands, marked out of date.

    The marks are true at every moment, so that work that is broken off is known to be unfinished.
    """
    titles_wait = project.setting("stale") == "titles"
    if not titles_wait:
        mark_stale(project, "roles")
    yield
    refresh(project, catalog, tick)
    if not titles_wait:
        mark_stale(project, "plan" if project.value("SELECT 1 FROM cohort LIMIT 1") else "")


def mark_stale(project: Project, stage: str) -> None:
    """Note from which stage on (titles, roles, pathways, plan; '' = none) figures are out of date, for the window and
    for a command that is broken off."""
    with project.derive() as db:
        db.execute("INSERT OR REPLACE INTO setting VALUES ('stale', ?)", (stage,))
