"""Exposure and job zone of occupations that roles may lead to, each looked up once."""

from __future__ import annotations

import json
from collections.abc import Collection
from statistics import median_low

from reskill.exposure.inventory import read_inventories
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

RATING = {"E0": 0.0, "E1": 1.0, "E2": 0.5}
_LIKES = 5  # titles of the same occupation whose pathways are looked at for what is known


class OccupationFigures:
    """Exposures by the formula of the roles, without any title's own changes, and job zones; those that the pathways of
    some titles (`only`) show are read from the project."""

    def __init__(self, project: Project, catalog: Catalog, only: Collection[int] | None = None) -> None:
        self._catalog = catalog
        self.inventories = read_inventories(project, catalog, only=only)
        self._exposures = _known_exposures(project, only or ())
        self._zones: dict[str, tuple[int | None, str]] = {}

    def exposure(self, code: str) -> tuple[float | None, float | None]:
        """Exposure of an occupation and its second rating, None where unknown.

        The second is as GPT-4 rated its tasks; where it did not, by the upper ends of the estimates.
        """
        if code not in self._exposures:
            tasks = self.inventories.of_occupation(code)
            first = sum(t.weight * t.exposure for t in tasks) if tasks else None
            rated = [RATING[t.gpt4] for t in self._catalog.tasks(code) if t.gpt4 in RATING]
            second = sum(t.weight * t.high for t in tasks) if tasks else None
            self._exposures[code] = first, sum(rated) / len(rated) if len(rated) >= 5 else second
        return self._exposures[code]

    def zone(self, code: str) -> tuple[int | None, str]:
        """Job zone; where none is published the middle one of the same minor group, with a note that says so."""
        if code not in self._zones:
            self._zones[code] = _zone(self._catalog, code)
        return self._zones[code]


def _known_exposures(project: Project, titles: Collection[int]) -> dict[str, tuple[float | None, float | None]]:
    """Exposures of occupations that the pathways of some titles and of their likes show. They rest on nothing that one
    title's deed changes: where they are out of date, all titles are."""
    rows = project.rows(
        "SELECT DISTINCT code, exposure, second_rating FROM destination WHERE NOT stays AND title_id IN"
        " (SELECT o.title_id FROM role r JOIN role o ON o.code = r.code WHERE r.title_id IN (SELECT value FROM json_each(?))"
        " ORDER BY o.title_id LIMIT ?)",
        (json.dumps(list(titles)), _LIKES + len(titles)),
    )
    return {r["code"]: (r["exposure"], r["second_rating"]) for r in rows}


def _zone(catalog: Catalog, code: str) -> tuple[int | None, str]:
    zone = catalog.occupations[code].job_zone
    if zone is not None:
        return zone, ""
    group = [o.job_zone for o in catalog.occupations.values() if o.job_zone is not None and o.code[:4] == code[:4]]
    if not group:
        return None, ""
    return median_low(group), f"job zone of {catalog.occupations[code].title} taken from its group"
