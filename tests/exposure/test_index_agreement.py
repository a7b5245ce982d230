"""How closely exposure goes with published indices."""

from dataclasses import dataclass

import pytest

from reskill.exposure.index_agreement import SEEN_ON_TASKS, agreements


@dataclass(eq=False)
class Indexed:
    """A pack with an index of its own beside the figures of another."""

    of: object
    indices: dict[str, dict[str, float]]

    def __getattr__(self, name: str) -> object:
        return getattr(self.of, name)


def test_that_an_index_is_correlated_with_ours_with_peoples_and_with_gpt4s_ratings(catalog) -> None:
    peoples = {"E0": 0.0, "E1": 1.0, "E2": 0.5}
    by_people = {}
    for code in catalog.occupations:
        rated = [(1.0 if t.task_type == "Core" else 0.5, peoples[t.people]) for t in catalog.tasks(code) if t.people]
        if rated and all(t.people for t in catalog.tasks(code)) and code.endswith(".00"):
            by_people[code[:7]] = sum(w * p for w, p in rated) / sum(w for w, _ in rated)
    alone = {s: v for s, v in by_people.items() if sum(c[:7] == s for c in catalog.occupations) == 1}
    constant = dict.fromkeys(alone, 1.0)
    found = {a.index: a for a in agreements(Indexed(catalog, {"People": alone, "Flat": constant}))}
    assert found["People"].people == pytest.approx(1, abs=0.02)
    assert found["People"].gpt4 < found["People"].people
    assert found["Flat"].ours is None
    assert found["People"].occupations > 100
    assert 0.4 < found[SEEN_ON_TASKS].ours < 0.8
