"""How closely exposure goes with published indices of occupations, ours beside people's and GPT-4's own ratings.

Pearson correlations over SOC codes. They say how alike two rankings are, not which is right; ours holds people's labels
where these are published, so it cannot but be near them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean

from reskill.exposure.inventory import Inventories, RoleTask
from reskill.exposure.overrides import Overrides
from reskill.horizon import at_horizon
from reskill.reference.catalog import Catalog
from reskill.thresholds import DEFAULTS

SEEN_ON_TASKS = "Observed use, of the tasks"


@dataclass(frozen=True)
class Agreement:
    """Correlations of one index with exposure by us, people and GPT-4, over the `occupations` that all of them rate.

    A correlation is None where too few are rated by all, or where one does not vary.
    """

    index: str
    occupations: int
    ours: float | None
    people: float | None
    gpt4: float | None


def agreements(catalog: Catalog) -> list[Agreement]:
    """One line for each index of the pack, and one for the observed use of the tasks themselves."""
    inventories = Inventories(catalog, DEFAULTS, {}, Overrides({}, {}, {}))
    tasks = {code: inventories.of_occupation(code) for code in catalog.occupations if catalog.tasks(code)}
    people = {t: s.people for code in tasks for s in catalog.tasks(code) if s.people for t in [(code, s.task_id)]}
    raters: list[Mapping[str, float]] = [
        _by_soc(tasks, lambda t: t.exposure),
        _by_soc(tasks, lambda t: _score(people.get((t.code, t.task_id), ""))),
        _by_soc(tasks, lambda t: _score(t.gpt4)),
    ]
    indices = dict(catalog.indices) | {SEEN_ON_TASKS: _by_soc(tasks, lambda t: t.observed)}
    return [_agreement(name, scores, raters) for name, scores in sorted(indices.items())]


def _agreement(name: str, scores: Mapping[str, float], raters: list[Mapping[str, float]]) -> Agreement:
    socs = sorted(set(scores).intersection(*raters))
    found = [_correlation([scores[s] for s in socs], [r[s] for s in socs]) for r in raters]
    return Agreement(name, len(socs), *found)


def _correlation(a: list[float], b: list[float]) -> float | None:
    try:
        return correlation(a, b)
    except StatisticsError:
        return None


def _score(rating: str) -> float | None:
    return at_horizon(rating == "E1", rating == "E2", "beta") if rating else None


def _by_soc(tasks: Mapping[str, list[RoleTask]], figure: Callable[[RoleTask], float | None]) -> dict[str, float]:
    """The weighted mean of a figure over the tasks of each SOC code that have it; occupations of one code count alike."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for code, of_code in tasks.items():
        known = [(t.weight, value) for t in of_code if (value := figure(t)) is not None]
        if total := sum(weight for weight, _ in known):
            found[code[:7]].append(sum(weight * value for weight, value in known) / total)
    return {soc: fmean(values) for soc, values in found.items()}
