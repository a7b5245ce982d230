"""Next jobs that are offered, as they may be first steps: what the city's titles there say beside the filters' facts."""

from __future__ import annotations

from collections.abc import Sequence

from reskill.pathways.city_titles import CityTitle, gains
from reskill.pathways.first_steps import Candidate
from reskill.pathways.gates import leads_others
from reskill.pathways.near_titles import akin, home, is_of_city
from reskill.pathways.pay import ENOUGH
from reskill.pathways.title_words import leads, same_subject
from reskill.pathways.viability import Facts


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
