"""What occupations lose when a project goes from one pack to another, such as from the embedded one to a new release."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass

from reskill.problem import Problem
from reskill.reference.catalog import Catalog, open_pack

_HELD: dict[str, Callable[[Catalog, str], object]] = {
    "tasks": lambda pack, code: pack.occupations[code].tasks,
    "job zone": lambda pack, code: pack.occupations[code].job_zone,
    "required education": lambda pack, code: pack.occupations[code].education,
    "skills": lambda pack, code: pack.skills.get(code),
    "related occupations": lambda pack, code: pack.related.get(code),
}


@dataclass(frozen=True)
class Loss:
    """An occupation that both packs know, and the kinds of figures that only the pack left behind has for it."""

    code: str
    occupation: str
    what: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code} {self.occupation}: no {', no '.join(self.what)}"


def losses(before: Catalog, after: Catalog, codes: Iterable[str] | None = None) -> list[Loss]:
    """What occupations lose from one pack to the other, in the order of their codes; `codes` = only these."""
    both = (before.occupations.keys() & after.occupations.keys()) & set(after.occupations if codes is None else codes)
    found = (
        Loss(
            c,
            after.occupations[c].title,
            tuple(w for w, held in _HELD.items() if held(before, c) and not held(after, c)),
        )
        for c in sorted(both)
    )
    return [loss for loss in found if loss.what]


def lost_by_import(name: str) -> list[Problem]:
    """What occupations lack in the pack `name` that the embedded pack has: one warning for each occupation."""
    with closing(open_pack()) as before, closing(open_pack(name)) as after:
        return [
            Problem(
                f"{loss} in {after.title}, which the {before.title[0].lower()}{before.title[1:]} has.",
                remedy="What rests on it does without it while the pack is in use.",
                level="warning",
            )
            for loss in losses(before, after)
        ]
