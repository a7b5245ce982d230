"""What the city has of next jobs, in words, and the next grade of each title; reads the roster once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from reskill.pathways.city_titles import CityTitle, city_titles, gain_over, gain_told, pay_over
from reskill.pathways.ladders import ladders
from reskill.pathways.near_titles import examples, skipped, within_reach
from reskill.pathways.next_grade import NextGrade, next_grade
from reskill.project.file import Project

_FEW = 3  # titles, each of whose series is looked up by itself


class OwnTitles:
    """The city's titles in some occupations, and the next grade of each of its titles; reads the roster once."""

    def __init__(self, project: Project, codes: Collection[str], title_ids: Iterable[int], grades: bool = True) -> None:
        self._limits = project.thresholds
        self._by_code: defaultdict[str, list[CityTitle]] = defaultdict(list)
        wanted = set(title_ids)
        steps = (
            ladders(project) if len(wanted) > _FEW else {i: s for t in wanted for i, s in ladders(project, t).items()}
        )
        self._steps = {i: step for i, step in steps.items() if i in wanted}
        titles = city_titles(project, codes, sorted(wanted.union(self._steps.values())), grades)
        self._by_id = {t.title_id: t for t in titles}
        for title in titles:
            if title.code in codes:
                self._by_code[title.code].append(title)

    def title(self, title_id: int) -> CityTitle | None:
        """One of the titles asked for, or of those in the occupations."""
        return self._by_id.get(title_id)

    def within_reach(self, code: str, title_id: int) -> list[CityTitle]:
        """The titles in an occupation that people of a title could take next, the nearest first; empty for none."""
        own = self._by_id.get(title_id)
        return within_reach(self._by_code[code], own) if own else []

    def told(self, code: str, title_id: int) -> str:
        """The titles in an occupation in words, those nearest to a title first; '' for none."""
        own = self._by_id.get(title_id)
        titles = self._by_code[code]
        shown = examples(titles, own, self._limits)
        more = len(titles) - len(shown)
        if titles and not shown:
            return f"{more} title{'s' * (more > 1)}, none near in pay and line of work"
        near = max(0, len(self.within_reach(code, title_id)) - len(shown))
        others = [f"{near} more within reach"] if near else []
        rung = skipped(titles, shown[0], own) if own and shown and code != own.code else None
        if rung and rung.title_id not in (t.title_id for t in shown):
            others.insert(0, f"this passes over {rung.title}, {rung.pay}{_over(rung, own)}")
        if more > near:
            others.append(
                f"{more - near} other title{'s' * (more - near > 1)} further off in pay, grade or line of work"
            )
        return "; ".join([*(f"{t}{_over(t, own)}" for t in shown), *others])

    def told_above(self, above: NextGrade, title_id: int) -> str:
        """The next grade of a title in words, with its pay over the title's."""
        return f"{above.title}{_over(above.title, self._by_id.get(title_id))}"

    def above(self, title_id: int) -> NextGrade | None:
        """The next grade of a title, where there is one; of titles of the occupations asked for."""
        own = self._by_id.get(title_id)
        if own is None:
            return None
        return next_grade(own, self._by_id.get(self._steps.get(title_id, 0)), self._by_code[own.code], self._limits)


def _over(title: CityTitle, own: CityTitle | None) -> str:
    """The middle of its range of pay over that of somebody's title, in words; '' for the same, or where either is not known."""
    over = pay_over(title, own) if own and own.title_id != title.title_id else None
    if over is None:
        return ""
    told = gain_told(over, gain_over(title, own))
    return f" ({over:.0%} of today's pay{', ' * bool(told)}{told})"
