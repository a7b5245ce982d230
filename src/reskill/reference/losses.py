"""What occupations lose when a project goes from one pack to another, such as from the embedded one to a new release."""

from __future__ import annotations

from collections.abc import Callable

from reskill.problem import Problem
from reskill.reference.catalog import Catalog

_HELD: dict[str, Callable[[Catalog, str], object]] = {
    "tasks": lambda pack, code: pack.occupations[code].tasks,
    "job zone": lambda pack, code: pack.occupations[code].job_zone,
    "required education": lambda pack, code: pack.occupations[code].education,
    "skills": lambda pack, code: pack.skills.get(code),
    "related occupations": lambda pack, code: pack.related.get(code),
}


def losses(before: Catalog, after: Catalog) -> list[Problem]:
    """One warning for each kind of figure: the occupations that `before` has it for and `after`, which knows them, not."""
    found = []
    for what, held in _HELD.items():
        codes = [c for c in after.occupations if c in before.occupations and held(before, c) and not held(after, c)]
        if codes:
            named = "; ".join(f"{c} {after.occupations[c].title}" for c in sorted(codes))
            text = f"{after.title} has no {what} for {len(codes):,} that {before.title} has it for: {named}."
            found.append(Problem(text, remedy="Their figures do without it while the pack is in use.", level="warning"))
    return found
