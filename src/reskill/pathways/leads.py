"""To which occupations a program leads: by the codes that its list names, by its CIP code, else by its credential.

Codes are chosen by hand, often by hope or in error, so that the program's own words must bear a code out: loosely where
the code leads to few occupations, closely where it leads to many or to a part of an occupation that the SOC does not
tell apart. Where a list names the occupations of a program, its CIP code and its credential add only those of the same minor
group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from reskill.pathways.job import Job
from reskill.pathways.preparation import Link
from reskill.pathways.similarity import Similarity
from reskill.programs.credentials import named_for, occupations_of
from reskill.programs.examinations import examinations_of
from reskill.programs.level import Level, level_of
from reskill.programs.program import Program
from reskill.reference.catalog import Catalog
from reskill.reference.soc_2010 import later_codes

_TWICE, _NAMED, _CIP = 0.7, 0.5, 0.5  # an occupation that the list names and the CIP code leads to, or one of the two
_AGAINST_CIP, _FAMILY = 0.4, 0.3  # named where the CIP code leads elsewhere; of the CIP code's family
_CREDENTIAL = 0.1  # for a credential that is known for the occupation that the list names
_KNOWN, _NEAR = 0.6, 0.35  # of the kind of work of one that the list names: its credential is known for it, or not
_HELD = 0.55  # whose credential, not its name, is known for another occupation of the kind of work that its CIP code leads to
_MINOR, _BROAD = (
    len("13-1"),
    len("13-10"),
)  # characters of codes: minor group, and most broad groups that belong together
_NEXT = 3  # occupations, the likest to a program's words, that are near to one that its list names
_WORDS = 0.3  # for the words that fit an occupation best
_FEW = 3  # occupations that a CIP may lead to before the program's words must fit closely
_REACH, _CLOSE = 0.05, 0.012  # share of all occupations, the likest to a program's words, that its words speak for
_TEACHERS = "25-1"  # teachers of a subject at colleges: every CIP leads to its own


class Leads:
    """The links of programs, looked up by occupation."""

    def __init__(self, programs: Sequence[Program], catalog: Catalog, similarity: Similarity) -> None:
        self._catalog = catalog
        self._exact: defaultdict[str, list[str]] = defaultdict(list)
        for cip, soc in catalog.cip_soc:
            if not soc.startswith(_TEACHERS):
                self._exact[cip].append(soc)
        self._family: defaultdict[str, set[str]] = defaultdict(set)
        for cip, socs in self._exact.items():
            self._family[cip[:5]].update(socs)
        texts = [" ".join((p.name, p.subjects)) for p in programs]
        self._codes = {c: i for i, c in enumerate(similarity.codes)}
        self._near = similarity.nearest(texts, max(1, round(len(self._codes) * _REACH)))
        self._row = {p.id: i for i, p in enumerate(programs)}
        self._fields: dict[tuple[str, ...], dict[str, float]] = {}
        self._current = _Current({code[:7] for code in catalog.occupations})
        self._socs = {p.id: self._current.of(p.socs) for p in programs}
        self._by_soc: defaultdict[str, dict[int, Link]] = defaultdict(dict)
        for p in programs:
            for soc, link in self._links(p):
                kept = self._by_soc[soc].get(p.id)
                if kept is None or link.strength > kept.strength:
                    self._by_soc[soc][p.id] = link

    def to(self, code: str) -> dict[int, Link]:
        """The programs that lead to an occupation and whose words bear it out, by id."""
        found = {}
        close = max(1, round(len(self._codes) * _CLOSE))
        for i, link in self._by_soc.get(code[:7], {}).items():
            place = self.place(i, code)
            loose = link.strength >= _CIP and code.endswith(".00")
            if (link.strength >= _KNOWN and code.endswith(".00")) or (place and (loose or place <= close)):
                words = f"; of all occupations its words fit this one {ordinal(place)}best" if place else ""
                bonus = _WORDS * (1 - (place - 1) / self._near.shape[1]) if place else 0.0
                strength = link.strength if code.endswith(".00") else min(link.strength, _NAMED)
                found[i] = Link(strength + bonus, link.reason + words, kin=link.kin)
        return found

    def by_words(self, code: str, among: Iterable[int]) -> dict[int, int]:
        """The place of an occupation by a program's words, for those of `among` whose words fit it."""
        return {i: place for i in among if (place := self.place(i, code))}

    def place(self, program_id: int, code: str) -> int:
        """The place of an occupation, from 1, among those that a program's words fit; 0 when it is not among them."""
        at = np.flatnonzero(self._near[self._row[program_id]] == self._codes.get(code, -2))
        return int(at[0]) + 1 if len(at) else 0

    def is_linked(self, program: Program) -> bool:
        """Whether its list or its CIP code says to which occupations it leads, or that it leads to none."""
        return bool(
            self._socs[program.id]
            or any(self._links(program))
            or program.cip[:5] in self._family
            or level_of(program) == Level.BASIC
        )

    def is_own(self, program: Program, code: str, job: Job) -> bool:
        """Whether its list names an occupation first, or names it and not the destination, so that people of it know what
        is taught; not for an examination that asks for their years, where the destination asks for them too. Its
        credential says so too, whatever its list names, and that it is the destination's instead."""
        named, known_for = self._socs.get(program.id, ()), occupations_of(program)
        listed = code[:7] in named and (named[0] == code[:7] or job.code[:7] not in named)
        known = known_for[:1] == (code[:7],) or (listed and job.code[:7] not in known_for)
        senior = bool(job.experience) and any(e.for_the_experienced for e in examinations_of(program))
        return known and not senior

    def field(self, program: Program, code: str) -> Mapping[str, float]:
        """Importance (1-5) of each element in the occupations that a program leads to: of the one that is asked for where
        it leads to few, its name says that one or its credential is first of all that one's; on average where it leads to
        many."""
        socs = self._socs.get(program.id) or tuple(self._exact.get(program.cip, ()))
        socs = socs or tuple(sorted(self._family.get(program.cip[:5], ()))) or occupations_of(program)
        skills = self._catalog.skills
        own = occupations_of(program)[:1] == (code[:7],) or code[:7] in named_for(program)
        if own or (code[:7] in socs and len(socs) <= _FEW):
            return skills.get(code, {})
        if socs not in self._fields:
            rated = [s for c, s in skills.items() if c[:7] in socs]
            sums: defaultdict[str, float] = defaultdict(float)
            for of in rated:
                for element, value in of.items():
                    sums[element] += value / len(rated)
            self._fields[socs] = dict(sums)
        return self._fields[socs]

    def _links(self, program: Program) -> Iterable[tuple[str, Link]]:
        if level_of(program) == Level.BASIC:
            return
        known = occupations_of(program)
        if self._socs[program.id]:
            for soc in self._socs[program.id]:
                if known and soc not in known:
                    continue  # a hope: its credential is one of other work
                exact = self._exact.get(program.cip, ())
                twice = soc in exact
                also = f", and CIP {program.cip} leads to it" if twice else ""
                text = f"its list names {soc} as the work that it leads to{also}"
                strength = _TWICE if twice else _AGAINST_CIP if exact else _NAMED
                yield soc, Link(strength + _CREDENTIAL * (soc in known), text)
            yield from self._near_links(program)
            return
        for soc in known if not program.cip else ():
            yield soc, Link(_TWICE, _known_as(program, soc))
        exact = self._exact.get(program.cip, ())
        minor = {soc[:_MINOR] for soc in exact}
        for soc in known:
            if soc not in exact and soc[:_MINOR] in minor:
                strength = _KNOWN if soc in named_for(program) else _HELD
                yield soc, Link(strength, _known_as(program, soc), kin=soc != known[0])
        for soc in exact:
            others = f", as to {len(exact) - 1} other occupation{'s' * (len(exact) > 2)}" if len(exact) > 1 else ""
            strength = _KNOWN if soc in known else _CIP if len(exact) <= _FEW else _FAMILY
            yield soc, Link(strength, f"CIP {program.cip} leads to {soc}{others}")
        if program.cip and not exact:
            for soc in self._family.get(program.cip[:5], ()):
                yield soc, Link(_FAMILY, f"CIP family {program.cip[:5]} leads to {soc}")

    def _near_links(self, program: Program) -> Iterable[tuple[str, Link]]:
        """Links to occupations of the same kind of work as those that the list names; where CIP code and credential agree on
        one, or its credential is first of all that one's, it is as good as named."""
        named = self._socs[program.id]
        minor = {n[:_MINOR] for n in named}
        first = next(iter(occupations_of(program)), "")
        known = {s for s in occupations_of(program) if s[:_MINOR] in minor}
        of_cip = {s for s in self._exact.get(program.cip, ()) if s[:_MINOR] in minor}
        for soc in sorted((known | of_cip).difference(named)):
            also = f"CIP {program.cip} leads to {soc}; " if soc in of_cip else ""
            kin = next((n for n in named if n[:_MINOR] == soc[:_MINOR]), named[0])
            text = f"{also}its list names {kin}, of the same kind of work"
            yield (
                soc,
                Link(
                    _KNOWN if soc in known else _NEAR, text, kin=not (soc in known and soc in of_cip) and first != soc
                ),
            )


def _known_as(program: Program, soc: str) -> str:
    """By which of its words a program is known to lead to an occupation."""
    if soc in named_for(program):
        return f"its name says work of the kind of {soc}"
    return f"its credential is one that {soc} asks for or is named for"


class _Current:
    """Codes of a list as SOC 2018 codes: those of SOC 2010 translated, a broad code as all of its occupations."""

    def __init__(self, known: set[str]) -> None:
        self._known = known

    def of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The SOC 2018 codes of a list's codes; a code of neither edition is left out."""
        found: list[str] = []
        for soc in (code[:7] for code in codes):
            if soc in self._known:
                found.append(soc)
            elif soc in later_codes():
                found += later_codes()[soc]
            elif soc.endswith("0"):
                found += sorted(k for k in self._known if k[:6] == soc[:6])
        return tuple(dict.fromkeys(found))


def ordinal(n: int) -> str:
    """2 as '2nd ', to be set before 'best'; 1 as ''."""
    if n == 1:
        return ""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending} "
