"""Next jobs that are offered, as they may be first steps: what the city's titles there say beside the filters' facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reskill.pathways.city_titles import CityTitle, gains
from reskill.pathways.gates import NEAR, leads_others
from reskill.pathways.near_titles import akin, home, is_of_city
from reskill.pathways.pay import ENOUGH
from reskill.pathways.title_words import leads, same_subject
from reskill.pathways.viability import Facts

LIKELIEST = 3  # the last rank of the likeliest next jobs of all
SOME = 5  # moves seen, from which a step is one that people take
_TASKS = 2  # that carry over, from which they are a reason by themselves


@dataclass(frozen=True)
class Candidate:
    """A next job that is offered, as it may be a first step."""

    rank: int  # of likelihood, from 1
    facts: Facts  # what the filters looked at
    titles: Sequence[CityTitle]  # the city's within reach, but that of the next grade
    carried: Sequence[str]  # tasks of the role that carry over
    related: bool  # whether O*NET relates the two occupations
    home: bool  # whether any of the titles is in one of the role's departments
    akin: bool  # whether any of them names the field that the role's title names
    subject: bool = False  # whether both occupations name the same subject
    gains: bool = True  # whether the first of the titles can pay most people of the role more
    everywhere: bool = False  # whether that is one of the whole city, into which people come from anywhere
    ranged: bool = True  # whether enough people have the role's title for their lowest pay to be a start
    steps_back: bool = False  # whether they lead others, and people of the first of the titles do not

    @property
    def at_hand(self) -> bool:
        """Whether it is among the likeliest next jobs of all, in titles that people come into from where they are."""
        return self.rank <= LIKELIEST and (self.home or self.everywhere)

    @property
    def gain(self) -> float:
        """Pay there over what people of the role get; as much as today's where it is not known."""
        return (self.facts.pay_ratio or 1.0) if self.facts.gain is None else self.facts.gain

    @property
    def openings(self) -> float:
        """Openings that are expected a year in its titles; those that are vacant today count too."""
        return sum(t.vacancies + (t.openings or 0.0) for t in self.titles)

    @property
    def well_founded(self) -> bool:
        """Whether moves that were seen, the same subject, leading one's own work or several tasks speak for it."""
        leads = self.facts.gates.leads == NEAR and self.carried and (self.home or self.akin)
        return bool(self.subject or leads or self.facts.seen >= SOME or len(self.carried) >= _TASKS)


def candidate(
    rank: int,
    facts: Facts,
    occupation: str,
    own: CityTitle | None,
    titles: Sequence[CityTitle],
    next_grade: CityTitle | None,
    carried: Sequence[str],
    related: bool,
) -> Candidate:
    """A next job of a title of an `occupation`, with those of its titles that are named, of which the title's next grade is
    one of its own."""
    first = titles[0] if titles else None
    return Candidate(
        rank=rank,
        facts=facts,
        titles=[t for t in titles if t is not next_grade],
        carried=carried,
        related=related,
        home=own is not None and any(home(t, own) for t in titles),
        akin=own is not None and any(akin(t, own) for t in titles),
        subject=same_subject(occupation, facts.occupation),
        gains=first is None or gains(first, own),
        everywhere=own is not None and first is not None and is_of_city(first, own),
        ranged=own is None or own.paid >= ENOUGH,
        steps_back=_leads(own) and first is not None and not _leads(first),
    )


def _leads(title: CityTitle | None) -> bool:
    """Whether people of a title lead others, by its words or its occupation."""
    return title is not None and (leads_others(title.code) or leads(title.title))
