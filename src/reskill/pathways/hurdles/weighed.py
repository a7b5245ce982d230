"""An offered next job as the hurdles look at it: what its facts mean beside today's work.

Here is what several subjects ask; what only one asks stands beside its hurdles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reskill.pathways.candidates import SOME, Candidate
from reskill.pathways.compared_work import of_offices, surer
from reskill.pathways.gates import NEAR, Gates
from reskill.pathways.hurdles.raises import RAISE
from reskill.pathways.told_figures import DYING
from reskill.pathways.viability import Facts, is_safe, is_surer
from reskill.reference.outlook import Outlook, outlook
from reskill.thresholds import Thresholds

SHRINKS = -5.0  # percent in ten years from which jobs shrink much
_OFTEN, _A_FEW = 10, 3  # moves seen that make up for a far rank or for no task known, and for either alone


@dataclass(frozen=True)
class Weighed:
    """An offer with the limits, whether the title's next grade is its first step, and the first steps `before` it."""

    candidate: Candidate
    limits: Thresholds
    next_grade: bool
    before: Sequence[Candidate] = ()

    @property
    def facts(self) -> Facts:
        """What the filters looked at."""
        return self.candidate.facts

    @property
    def gates(self) -> Gates:
        """What stands before the work there."""
        return self.candidate.facts.gates

    # moves that were seen in city payrolls

    @property
    def few(self) -> bool:
        """Whether few people were seen to take the step."""
        return self.facts.seen < SOME

    @property
    def hardly(self) -> bool:
        """Whether next to nobody was seen to take it."""
        return self.facts.seen < _A_FEW

    @property
    def often(self) -> bool:
        """Whether many were seen to take it."""
        return self.facts.seen >= _OFTEN

    @property
    def usual(self) -> bool:
        """Whether many take it, in the departments where people are."""
        return self.candidate.home and self.often

    # today's work and its jobs

    @cached_property
    def today(self) -> Outlook | None:
        """The outlook of today's occupation."""
        return outlook(self.facts.role_code)

    @property
    def change(self) -> float:
        """Change of the jobs there in ten years in percent; none where it is not known."""
        return 0.0 if self.facts.change is None else self.facts.change

    @cached_property
    def leaves(self) -> bool:
        """Whether it leaves work that goes away, which is worth leaving, for work that shrinks less than half as fast."""
        today = self.today
        return today is not None and today.change <= DYING and self.change > min(SHRINKS, today.change / 2)

    @cached_property
    def steady(self) -> bool:
        """Whether today's work is to stay: not at risk by either rater, and its jobs do not shrink much."""
        facts, limits = self.facts, self.limits
        doubted = facts.role_second is not None and facts.role_second >= limits.second_rating_limit
        shrinking = self.today is not None and self.today.change <= SHRINKS
        return facts.role_exposure is not None and facts.role_exposure < limits.at_risk and not (doubted or shrinking)

    # the work there

    @cached_property
    def surer(self) -> bool:
        """Whether the work there is safe or much less exposed."""
        return surer(self.facts, self.limits)

    @cached_property
    def better_work(self) -> bool:
        """Whether today's work goes away, or that there is much less exposed."""
        return self.leaves or is_surer(self.facts, self.limits)

    @cached_property
    def offices(self) -> bool:
        """Whether both are office work."""
        return of_offices(self.facts)

    @property
    def desk(self) -> bool:
        """Whether it is office work at hand, as everywhere in the city."""
        return self.candidate.everywhere and self.candidate.at_hand and self.offices

    @property
    def kindred(self) -> bool:
        """Whether by all that is known the work is of one kind."""
        return self.candidate.at_hand and (self.candidate.akin or self.offices)

    # preparation and leading others

    @property
    def zones(self) -> int:
        """Job zones upward; none where they are not known."""
        return self.facts.zone_gap or 0

    @property
    def leads_own(self) -> bool:
        """Whether it leads people of the role's own line of work."""
        return self.gates.leads == NEAR

    @property
    def leads_away(self) -> bool:
        """The same, from work that is not to stay as it is."""
        return self.leads_own and not self.steady

    @property
    def promoted(self) -> bool:
        """The same at home, as some were seen to."""
        return self.candidate.home and self.leads_own and not self.few

    # pay there over today's

    @property
    def by_middles(self) -> float:
        """By the middles of both ranges; as much where it is not known."""
        return self.facts.pay_ratio or 1.0

    @property
    def start(self) -> float:
        """By the lowest of both; as much where it is not known."""
        return self.facts.pay_from or 1.0

    @cached_property
    def rise(self) -> float:
        """By the less of what the middles tell and what people of the role get."""
        return min(self.by_middles, self.candidate.gain)

    @cached_property
    def pay(self) -> float:
        """By what counts: the more of both where the step is worth it as it is, else the less."""
        return max(self.by_middles, self.candidate.gain) if self.enough else self.rise

    @cached_property
    def enough(self) -> bool:
        """Whether the step is worth it without better pay: the work is surer, people go that way, or hours are full."""
        c = self.candidate
        by_work = is_safe(self.facts, self.limits) or (self.surer and c.subject) or self.facts.full_time
        own_way = c.subject and self.usual and self.by_middles >= RAISE
        return by_work or (self.better_work and c.at_hand) or own_way
