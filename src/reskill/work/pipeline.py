"""The main job in order: titles, exposure, destinations, plan; and as much of it again as is out of date."""

from __future__ import annotations

from collections.abc import Collection

from reskill.exposure.estimate import shipped_model
from reskill.exposure.oversight_rules import rules
from reskill.exposure.roles import score_roles
from reskill.matching.mapping import map_titles
from reskill.matching.spelling import vocabulary
from reskill.pathways.destinations import find_destinations
from reskill.pathways.similarity import Similarity
from reskill.planning.plan import Plan, make_plan
from reskill.programs.place import home
from reskill.progress import Tick, section, silent
from reskill.project.file import Project
from reskill.project.freshness import WITH_ROLES
from reskill.reference.catalog import Catalog


def run(project: Project, catalog: Catalog, tick: Tick = silent) -> Plan:
    """Map the titles of the roster, score the roles, find destinations and programs, and make the plan."""
    map_titles(project, catalog, section(tick, 0.0, 0.4))
    refresh(project, catalog, section(tick, 0.4, 0.7))
    return make_plan(project, catalog, section(tick, 0.7, 1.0))


def refresh(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Recompute what follows from the mappings and judgements: role figures, destinations, gaps, program fit."""
    score_roles(project, catalog, section(tick, 0.0, 0.4))
    find_destinations(project, catalog, section(tick, 0.4, 1.0))


def catch_up(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Work out again, up to the pathways, what decisions or an earlier version have put out of date, and no more."""
    stale = project.stale
    if stale.for_all == "titles":
        map_titles(project, catalog, section(tick, 0.0, 0.4))
    if stale.for_all in WITH_ROLES:
        refresh(project, catalog, section(tick, 0.4, 1.0))
        return
    renew(project, catalog, stale.titles)
    if stale.for_all == "pathways":
        find_destinations(project, catalog, tick)


def renew(project: Project, catalog: Catalog, titles: Collection[int]) -> None:
    """Work out the roles of some titles again, and the pathways of those roles, at once; all others stay as they are."""
    if titles:
        with project.derive(renewed=titles):
            score_roles(project, catalog, only=titles)
            find_destinations(project, catalog, only=titles)


def read_ahead(project: Project, catalog: Catalog) -> None:
    """Read what the first title to be renewed needs and the next ones find: rules, words, model, places, likeness."""
    rules()
    vocabulary()
    shipped_model()
    home(project)
    alike = Similarity(catalog)
    for code in alike.codes:
        alike.scores(code)  # room to move is a place among all of them
