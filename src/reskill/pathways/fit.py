"""Which training programs are proposed for a pathway, those that prepare sufficiently first, and why.

Where no program suffices alone, two or three in order may: the last one then stands for them, and `before` names the
others.

Scores order programs within one pathway; they are no measure of quality, and no outcome record enters them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from reskill.pathways.duties import duty_kinds
from reskill.pathways.gaps import Gap, why_no_gaps
from reskill.pathways.job import Job, job_of
from reskill.pathways.leads import Leads, ordinal
from reskill.pathways.no_program import needs_none
from reskill.pathways.own_kind import is_buried, left_by_grounding
from reskill.pathways.preparation import (
    Link,
    Preparation,
    has_less_than,
    prepare,
    prepare_to_stay,
    serves,
)
from reskill.pathways.sentences import sentence
from reskill.pathways.sequences import label, to_move
from reskill.pathways.similarity import Similarity
from reskill.programs.admission import Admission
from reskill.programs.credentials import examination_in, is_of_college, is_recognised
from reskill.programs.examinations import earlier_edition, examinations_of
from reskill.programs.level import Level, edition, level_of
from reskill.programs.place import home, in_miles, miles_to, within_reach
from reskill.programs.program import ANY_OCCUPATION, FOUNDATION, MODEL, Program, read_programs
from reskill.programs.twins import listed_again
from reskill.project.file import Project
from reskill.reference.catalog import STATES, Catalog
from reskill.reference.places import spelled

_PUBLIC_STAFF = ("public-sector", "public servant", "government", "city and county", "city staff")  # in an audience
_SUFFICIENT, _OPEN = 0.5, 0.25  # of the score go to sufficient programs alone, and to those known to be open here
_WIDTH = 2.0  # points lie within this much of 1, so that the rest of the score keeps their order
_COVER = 0.2
_BELOW = 0.2  # points lost by a degree below the one that people of the role usually have
_COSTLY, _MUCH, _LASTING, _HOURS = 0.2, 5_000.0, 0.35, 1_000.0  # points lost at these dollars, and at these hours
_UNKNOWN = 2_500.0  # US dollars as which an unknown price counts in the order, so that it never wins by that
_YEARS, _DATED = 0.2, 0.2  # points lost by an examination for the experienced, and by software of years ago
_OLD, _GONE = 4, 10  # years
_SELECTED = 0.2  # points lost by an apprenticeship, which its sponsor gives and nobody can buy
_TIMES, _PRICE = 2.2, 1_000.0  # times the usual price an hour that is dear, where all costs more than these US dollars
_COMPARED, _FEW = 30, 5  # programs from which a usual price is known: of a kind, and for one occupation
_GENERAL = 0.2  # points lost by a general grounding, so that the subject itself comes before it
_KIN = 0.2  # points lost by a program whose list names another occupation of the same kind, not this one
_FAR_DEARER, _TWICE = 1.5, 2.0  # times the price of another for the same examination, or of the one that fits best
_UNKNOWN_END, _PRIVATE = 0.15, 0.05  # points lost by a credential that employers do not know for it, and by no college
_BURIED = 0.2  # points lost by a bundle that comes to the occupation's own subject only after another
_LAW = "23-"  # legal occupations
_FAR = 0.05  # points lost at the end of the city's reach
_DEAR, _LONG = 500.0, 16.0  # US dollars and hours at which half of the points for a low price, or few hours, are lost
_NO_GAP = "no skill or knowledge counts clearly more there: it is for the methods, tools and rules of the work"
_WORDS, _ANY = 0.1, 0.02  # points of a program that only words, or nothing in particular, tie to an occupation


@dataclass(frozen=True)
class ProgramFit:
    """A program for a pathway: rank from 1, score in [0, 1] (only its order means something), reason in words; whether
    it prepares sufficiently, what is against that and what remains to be done besides; `before` are the ids of the
    programs to be taken first, in order, with blanks between, and `label` names them all; `covered` is the share, by
    weight, of what the pathway asks more that they cover."""

    program_id: int
    rank: int
    score: float
    reason: str
    sufficient: bool
    against: str
    remains: str
    before: str
    label: str
    covered: float


@dataclass(frozen=True)
class _Found:
    """A preparation by programs in order, and its points in [0, 1]."""

    points: float
    preparation: Preparation
    steps: tuple[Program, ...]
    beside: bool = False  # the subject only in part, or dearer than another for the same examination


class Programs:
    """The programs of a project, ready to be fitted to pathways; reads the project once.

    A program that is over or out of the city's reach is only proposed when a person pins it.
    """

    def __init__(self, project: Project, catalog: Catalog, similarity: Similarity) -> None:
        self._catalog, self._limits = catalog, project.thresholds
        self._programs = {p.id: p for p in read_programs(project)}
        state, today, city = project.setting("state").upper(), dt.date.today(), home(project)
        self._admission = Admission(project)
        self._year = today.year
        self._miles = {i: miles_to(p, city) for i, p in self._programs.items()}
        self._over = {i: why for i, p in self._programs.items() if (why := p.over(today))}
        again = listed_again(project, {i for i, p in self._programs.items() if self._admission.is_confirmed(p)})
        self._offered = {
            i: p
            for i, p in self._programs.items()
            if p.kind != MODEL
            and i not in again
            and i not in self._over
            and within_reach(p, self._miles[i], state, self._limits.reach_miles)
        }
        self._foundations = [p for p in self._offered.values() if FOUNDATION in p.topics]
        self._anywhere = [p for p in self._offered.values() if ANY_OCCUPATION in p.topics]
        special = {p.id for p in (*self._foundations, *self._anywhere)}
        listed = [p for i, p in self._offered.items() if i not in special]
        self._leads = Leads(listed, catalog, similarity)
        self._for_duties = [p for p in listed if p.at_work or p.about_ai or not duty_kinds().isdisjoint(p.topics)]
        self._unlinked = [p.id for p in listed if not self._leads.is_linked(p)]
        self._pins: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self._unpins: set[tuple[int, str]] = set()
        for r in project.rows("SELECT program_id, code, pinned, who, at FROM link"):
            if r["pinned"]:
                self._pins[r["code"]][r["program_id"]] = f"chosen by {r['who']} on {r['at'][:10]}"
            else:
                self._unpins.add((r["program_id"], r["code"]))
        self._rates = {by_hand: _usual_rate(self._programs.values(), by_hand) for by_hand in (False, True)}
        self._rates_for: dict[str, float] = {}
        self._links: dict[str, dict[int, Link]] = {}
        self._by_words: dict[str, dict[int, int]] = {}

    def for_move(self, code: str, destination: str, gaps: Sequence[Gap] = ()) -> list[ProgramFit]:
        """The best programs for moving from one occupation to another, given what it asks that the role does not."""
        role, job = job_of(self._catalog, code), job_of(self._catalog, destination)
        if destination not in self._links:
            self._links[destination] = self._leads.to(destination)
            self._by_words[destination] = self._leads.by_words(destination, self._unlinked)
        found: dict[int, _Found] = {}
        for i, link in self._links[destination].items():
            program = self._programs[i]
            found[i] = self._move((program,), role, job, link, gaps)
        if not any(f.preparation.sufficient for f in found.values()):
            self._combine(found, role, job, gaps)
        for i, place in self._by_words[destination].items():
            p = prepare((self._programs[i],), role, job, None, gaps, {}, self._limits)
            words = f"of all occupations its subjects fit this one {ordinal(place)}best"
            found[i] = _Found(_WORDS / place, replace(p, reasons=(words,)), (self._programs[i],))
        for program in self._anywhere:
            why = "a form of training, not a program yet: name who gives it and for how many hours"
            found[program.id] = _Found(_ANY, Preparation(("for any occupation",), (why,), (), 0.0), (program,))
        self._compare_prices(found)
        for i, why in self._pins[destination].items():
            if chosen := self._programs.get(i):
                found[i] = self._move((chosen,), role, job, Link(1.0, why, True), gaps)
        return self._ranked(destination, found)

    def for_staying(self, code: str, changed: float, duties: Sequence[str] = ()) -> list[ProgramFit]:
        """The best programs beside the role's practice at work for staying in an occupation whose tasks change: AI
        foundations, and those for the duties that the role adds.

        `changed` is the share of the role's working time that AI can help with or take, `duties` the kinds of duty that
        the role adds, the weightiest first.
        """
        job = job_of(self._catalog, code)
        found: dict[int, _Found] = {}
        for program in (*self._foundations, *self._for_duties):
            if FOUNDATION in program.topics or serves(program, job, duties):
                found[program.id] = self._stay(program, job, changed, duties)
        for i, why in self._pins[code].items():
            if chosen := self._programs.get(i):
                p = prepare_to_stay(chosen, job, changed, duties, self._limits, pinned=True)
                found[i] = _Found(1.0, replace(p, reasons=(why,)), (chosen,))
        return self._ranked(code, found)

    def _move(self, steps: tuple[Program, ...], role: Job, job: Job, link: Link, gaps: Sequence[Gap]) -> _Found:
        fields = [self._leads.field(program, job.code) for program in steps]
        field = {e: max(f.get(e, 0.0) for f in fields) for f in fields for e in f} if len(fields) > 1 else fields[0]
        p = prepare(steps, role, job, link, gaps, field, self._limits)
        if none := needs_none(self._catalog, role.code, job.code, self._limits):
            p = replace(p, reasons=(*p.reasons, f"a help and not a need: {none}"))
        elif not gaps:
            p = replace(p, reasons=(*p.reasons, why_no_gaps(self._catalog, role.code, job.code) or _NO_GAP))
        if not link.pinned:
            own = any(self._leads.is_own(s, role.code, job) for s in steps)
            law = job.code.startswith(_LAW) and not all(map(self._admission.is_confirmed, steps))
            against = (
                self._dear(steps, job.code),
                "for the work that these people do already" if own else "",
                next(
                    (f"teaches the software of {y}" for s in steps if (y := edition(s)) and y < self._year - _GONE), ""
                ),
                "taught from another state, and the law is that of one's own" if law else "",
                *map(self._admission.against, steps),
            )
            p = replace(p, unfit=(*p.unfit, *filter(None, against)))
        points = link.strength * (1 - _COVER) + _COVER * p.covered
        points -= _BELOW * any(has_less_than(program, role) for program in steps)
        points -= _COSTLY * min(1.0, sum(_UNKNOWN if s.cost is None else s.cost for s in steps) / _MUCH)
        points -= _LASTING * min(1.0, sum(s.hours or 0.0 for s in steps) / _HOURS)
        points -= _YEARS * any(e.for_the_experienced for s in steps for e in examinations_of(s))
        general = [bool(left_by_grounding(s, role.code, job.code)) for s in steps]
        buried = [is_buried(s, job.code) for s in steps]
        part = all(g or b for g, b in zip(general, buried, strict=True))
        points -= _GENERAL * any(general)
        points -= _KIN * link.kin
        points -= _UNKNOWN_END * (link.kin or not any(map(is_recognised, steps)))
        points -= _PRIVATE * (link.kin or not all(map(is_of_college, steps)))
        points -= _BURIED * all(buried)
        points -= _SELECTED * any(level_of(s) == Level.APPRENTICESHIP for s in steps)
        dated = [y for s in steps if (y := edition(s)) and y < self._year - _OLD]
        if dated:
            p = replace(p, remains=(*p.remains, f"ask whether it still teaches the software of {dated[0]}"))
            points -= _DATED
        if codes := list(filter(None, map(earlier_edition, steps))):
            p = replace(p, remains=(*p.remains, f"ask whether it prepares for today's examination, not {codes[0]}"))
            points -= _DATED
        return _Found(1.0 if link.pinned else points, p, steps, part and not link.pinned)

    def _dear(self, steps: tuple[Program, ...], code: str) -> str:
        """That programs cost far more an hour than others of their kind do, in words; '' where they do not or it is not
        known. Trades of the hands are compared with those for the same occupation too, whose machines may be dear."""
        cost, hours = sum(s.cost or 0.0 for s in steps), sum(s.hours or 0.0 for s in steps)
        by_hand = steps[-1].by_hand
        if by_hand and code not in self._rates_for:
            self._rates_for[code] = _usual_rate((self._programs[i] for i in self._links[code]), by_hand, _FEW)
        usual = max(self._rates[by_hand], self._rates_for[code] if by_hand else 0.0)
        if not usual or not hours or cost < _PRICE or cost / hours <= _TIMES * usual:
            return ""
        return f"dear: ${cost / hours:,.0f} an hour, where half of all such programs take ${usual:,.0f} or less"

    def _compare_prices(self, found: dict[int, _Found]) -> None:
        """Tell of the programs that suffice alone which are far dearer than another for the same examination, or than the
        one that fits best."""
        able = {i: f for i, f in found.items() if f.preparation.sufficient and f.steps[0].cost}
        if not able:
            return
        best = max(able.values(), key=lambda f: f.points).steps[0]
        for i, f in able.items():
            cost, exam = f.steps[0].cost or 0.0, examination_in(f.steps[0])
            like = [o.steps[0].cost or 0.0 for o in able.values() if exam and examination_in(o.steps[0]) == exam]
            if like and cost > _FAR_DEARER * min(like):
                told = f"dear: another for the same examination, {exam}, takes ${min(like):,.0f}"
            elif cost > _TWICE * (best.cost or 0.0):
                told = f"dear: {label((best,))} takes ${best.cost:,.0f}"
            else:
                continue
            p = replace(f.preparation, reasons=(*f.preparation.reasons, told))
            found[i] = replace(f, points=f.points - _COSTLY, preparation=p, beside=True)

    def _combine(self, found: dict[int, _Found], role: Job, job: Job, gaps: Sequence[Gap]) -> None:
        """Replace programs that do not suffice by the first two or three in order that do."""
        links = self._links[job.code]
        fit = [i for i, f in found.items() if f.steps[0].hours_source and not self._placed(i, f.preparation).unfit]
        best = [self._programs[i] for i in sorted(fit, key=lambda i: (-found[i].points, self._cost(i), i))]
        for steps in to_move(best):
            last = steps[-1].id
            f = self._move(steps, role, job, links[last], gaps)
            if f.preparation.sufficient and not found[last].preparation.sufficient:
                found[last] = f

    def _stay(self, course: Program, job: Job, changed: float, duties: Sequence[str]) -> _Found:
        p = prepare_to_stay(course, job, changed, duties, self._limits)
        public = any(w in course.audience.lower() for w in _PUBLIC_STAFF)
        weights = [1 / n for n in range(1, len(duties) + 1)]
        served = set(serves(course, job, duties))
        fits = sum(w for d, w in zip(duties, weights, strict=True) if d in served) / sum(weights) if duties else 0.0
        cheap = 0.0 if course.cost is None else 1 / (1 + course.cost / _DEAR)
        short = 1 / (1 + (course.hours or 0.0) / _LONG)
        points = 0.6 * fits + 0.1 * course.about_ai + 0.05 * public + 0.15 * cheap + 0.1 * short
        reasons = (*p.reasons, *(["made for public servants"] if public else []))
        return _Found(points, replace(p, reasons=reasons), (course,))

    def _ranked(self, code: str, found: dict[int, _Found]) -> list[ProgramFit]:
        pins = self._pins[code]
        scored = []
        for i, f in found.items():
            if any((step.id, code) in self._unpins for step in f.steps):
                continue
            p = f.preparation
            for step in f.steps:
                p = self._placed(step.id, p)
            points = f.points - _FAR * min(1.0, (self._miles[i] or 0.0) / self._limits.reach_miles)
            own = all(map(self._admission.is_confirmed, f.steps)) and not f.beside
            known = _OPEN * own
            rest = (1.0 - _SUFFICIENT - _OPEN) * min(0.99, max(0.0, 1.0 - (1.0 - points) / _WIDTH))
            score = 1.0 if i in pins else _SUFFICIENT * p.sufficient + known + rest
            scored.append((-score, self._miles[i] or 0.0, self._cost(i), i, replace(f, preparation=p)))
        scored.sort(key=lambda s: s[:4])
        return [
            self._fit(n, -score, f)
            for n, (score, _, _, _, f) in enumerate(scored[: max(self._limits.programs_shown, len(pins))], start=1)
        ]

    def _fit(self, rank: int, score: float, found: _Found) -> ProgramFit:
        p, (*before, last) = found.preparation, found.steps
        first = [f"after {step.name} ({', '.join(self._figures(step.id))})" for step in before]
        return ProgramFit(
            program_id=last.id,
            rank=rank,
            score=score,
            reason=sentence([*p.reasons, *first, *self._figures(last.id)]),
            sufficient=p.sufficient,
            against=sentence(p.against),
            remains=sentence(p.remains),
            before=" ".join(str(step.id) for step in before),
            label=label(found.steps),
            covered=p.covered,
        )

    def _placed(self, i: int, p: Preparation) -> Preparation:
        """What its place and its state of approval add against it."""
        program = self._programs[i]
        known = program.online or program.at_work or program.place or self._miles[i] is not None
        where = () if known else ("where it is taught is not known",)
        over = (self._over[i],) if i in self._over else ()
        return replace(p, unfit=(*p.unfit, *over, *where)) if where or over else p

    def _cost(self, i: int) -> float:
        cost = self._programs[i].cost
        return float("inf") if cost is None else cost

    def _figures(self, i: int) -> list[str]:
        p = self._programs[i]
        cost = "cost not known" if p.cost is None else "free" if p.cost == 0 else f"${p.cost:,.0f}"
        hours = "hours not known" if p.hours is None else f"{p.hours:g} hours"
        miles, state = self._miles[i], STATES.get(p.place, p.place)
        told = [*(["an apprenticeship"] if level_of(p) == Level.APPRENTICESHIP else []), cost, hours]
        if p.online:
            return [*told, self._admission.online(p)]
        if p.said_online:
            told.append("the hands-on part is not online: ask where it is taught")
        elif p.partly_online:
            told.append("partly online")
        if miles is not None:
            town = spelled(p.city, p.place, p.zip) or state
            return [*told, f"{in_miles(miles)} away in {town}" if miles >= 1 else "in town"]
        return [*told, *([f"somewhere in {state}"] if state else [])]


def _usual_rate(programs: Iterable[Program], by_hand: bool, least: int = _COMPARED) -> float:
    """The median price an hour, US dollars, of courses and certificates in trades of the hands, or of others; 0 where
    fewer than `least` are known. A program at several sites counts once."""
    rates = {
        (p.name, p.provider): p.cost / p.hours
        for p in programs
        if p.cost and p.hours and p.by_hand == by_hand and level_of(p) < Level.APPRENTICESHIP
    }
    return median(rates.values()) if len(rates) >= least else 0.0
