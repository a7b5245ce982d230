"""Who starts in a quarter, beside what earlier editions told of it.

The difference of any two dates' figures can be a count of few people. Where it would be, the figure stays as it was last
told, with the day; where the quarters told as one have since grown by some that were always withheld, nothing is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reskill.export.since import few_moved
from reskill.project.file import Project
from reskill.project.published import NEVER, QUARTERS, STARTS_AT, keep_starts, starts_told, told_before

Quarter = tuple[int, int]  # fiscal year, quarter 1 to 4


@dataclass(frozen=True)
class Earlier:
    """People as they were told at an earlier day; None = withheld, or today."""

    people: int | None = None
    at: dt.date | None = None


@dataclass(frozen=True)
class ToldStarts:
    """People by quarter as told by each edition, the last one last; the day of its figures, and the number of the sum that
    a quarter was told in."""

    editions: Sequence[Mapping[str, int]]
    days: Mapping[str, int]
    sums: Mapping[str, int]

    @classmethod
    def of(cls, project: Project) -> ToldStarts:
        """What this project's editions have told so far."""
        return cls(starts_told(project), told_before(project, STARTS_AT), told_before(project, QUARTERS))

    def few_moved(self, quarters: Sequence[Quarter], now: int, threshold: int) -> bool:
        """Whether as few have joined these quarters, or left them, since any time that they were told as a small count."""
        told = ([n for n in self._then(people, quarters).values() if n != NEVER] for people in self.editions)
        return any(few_moved(now, sum(then), threshold) for then in told if then)

    def earlier(self, quarters: Sequence[Quarter], threshold: int) -> Earlier:
        """What was told of these quarters last; withheld where some of them have always been, or as their sum."""
        then = self._then(self.editions[-1], quarters)
        days = [self.days[key] for key in then if key in self.days]
        people = sum(then.values())
        if not days or NEVER in then.values() or self.few_moved(quarters, people, threshold):
            return Earlier()
        return Earlier(people, dt.datetime.strptime(str(min(days)), "%Y%m%d").date())

    def keep(self, project: Project, told: Mapping[Quarter, int | None]) -> None:
        """Keep the people of each quarter that is told today; None where its figure is not of today."""
        today = int(f"{dt.date.today():%Y%m%d}")
        last = self.editions[-1] if self.editions else {}
        new = {key_of(q): n for q, n in told.items() if n is not None}
        silent = [key_of(q) for q, n in told.items() if n is None]
        kept = {key: n for key, n in last.items() if key in silent or self._waits(key, silent)}
        days = {key: day for key, day in self.days.items() if key in kept}
        keep_starts(project, dict.fromkeys(silent, NEVER) | kept | new, days | dict.fromkeys(new, today))

    def _waits(self, key: str, silent: Iterable[str]) -> bool:
        """Whether a quarter that the plan has no more was told with one whose figure stays as it was."""
        return key in self.sums and self.sums[key] in {self.sums.get(other) for other in silent}

    def _then(self, people: Mapping[str, int], quarters: Sequence[Quarter]) -> dict[str, int]:
        """What was told of these quarters, and of those told as one with them that the plan has no more."""
        keys = {key_of(q) for q in quarters}
        sums = {self.sums[key] for key in keys if key in self.sums}
        return {key: n for key, n in people.items() if key in keys or self.sums.get(key) in sums}


def key_of(quarter: Quarter) -> str:
    """A quarter as it is kept."""
    return f"{quarter[0]}.{quarter[1]}"
