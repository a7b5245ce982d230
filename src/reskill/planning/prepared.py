"""What is told of how a cohort's people are prepared: by what, in which steps, what it closes and what remains.

The same words wherever a plan is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reskill.pathways.attrition import leaving_a_year
from reskill.planning.cost_kinds import INSTRUCTOR
from reskill.planning.practice import Practice, practices
from reskill.planning.set_costs import SetCost, set_costs
from reskill.programs.program import COST, HOURS, Program
from reskill.project.file import Project, Row
from reskill.reference.outlook import EDUCATION, outlook

_FEW_POSTS = 8  # posts of which one would have to go for it to be told


@dataclass(frozen=True)
class Prepared:
    """By which program, in which steps, what they close, and what remains to be done besides; each in sentences."""

    program: str
    steps: tuple[str, ...]
    closes: str
    remains: str

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.program, *self.steps, self.closes, self.remains)))


class Preparations:
    """The preparations of a project's plan; reads what they have in common once, where it is asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def _practices(self) -> dict[int, Practice]:
        return practices(self._project)

    @cached_property
    def _people(self) -> int:
        return self._project.thresholds.cohort_size

    @cached_property
    def _leaving(self) -> dict[int, float]:
        return leaving_a_year(self._project)

    @cached_property
    def _led(self) -> SetCost | None:
        return set_costs(self._project).get(INSTRUCTOR)

    def of(self, title_id: int, destination: str, program_id: int | None) -> Prepared | None:
        """How people of a title are prepared for a destination by a program (None = at work); None where nothing says."""
        if program_id is None:
            own = self._practices.get(title_id)
            return self._practised(title_id, own) if own and own.code == destination else None
        found = self._project.rows(_FIT, (title_id, destination, program_id))
        return _taught(found[0]) if found else None

    def _practised(self, title_id: int, own: Practice) -> Prepared:
        led = self._led
        cost = f"${led.rate:,} a participant, {led.source}" if led else "not set yet, see Costs"
        modules = [
            f"{n}. {_upper(m.subject)} ({m.hours:g} hours). Practised: {m.practice}.{_on(m.tasks)}"
            f" Led by {m.lead}. Learnt when {m.passes}."
            for n, m in enumerate(own.modules, 2 if own.foundation else 1)
        ]
        return Prepared(
            f"{own.name}: {own.hours:g} paid hours each ({own.hours_source}), in sessions of half a day a week, so that what is"
            f" learnt is tried at work between them; in groups of up to {self._people}, a single person with other units. The cases"
            " are made up or closed with names removed, in one case bank for the occupation, with AI's drafts in them, so that"
            " no tool need be in use yet. Before it starts the unit names who leads and strikes what this post does not do; who"
            " misses a mark, or marks more than one in ten sound items as wrong, practises once more with other cases, before working with"
            f" the tool alone. No tuition; leading takes"
            f" about the group's hours, and making the cases about twice as many once: {cost}.",
            (*([_first(own.foundation)] if own.foundation else []), *modules),
            _closes(own),
            " ".join((_left_open(own), *_unpractised(own), *(self._fallback(title_id, own) if own.insecure else ()))),
        )

    def _fallback(self, title_id: int, own: Practice) -> Iterator[str]:
        """What there is where staying alone does not secure the post: people who leave anyway, and the next step."""
        if leave := self._leaving.get(title_id):
            yield f"About {leave:.1f} of the people in this title leave in a year anyway, by national rates."
        if own.step is None:
            yield "No near job is offered from here yet, so that these people are not secured by this plan; it ends with a dated first step of their own."
            return
        by = "for which no program suffices yet"
        if own.step.label:
            by = f"by {own.step.label} ({_figures(own.step.hours, own.step.cost)})"
        yield f"Next step to prepare as well: {own.step.occupation}, {by}."


def _closes(own: Practice) -> str:
    duties = "; ".join(m.duty for m in own.modules if m.duty)
    return f"Closes: what the changed role adds: {duties}." if duties else ""


def _unpractised(own: Practice) -> Iterator[str]:
    """What of the work is not practised."""
    if own.trade:
        yield (
            f"Content to be set by the unit first: the title names work in {own.trade} that no exercise and none of this"
            " occupation's tasks shows, so that no hours are paid for it until then, and this does not count as a sufficient"
            " preparation. It is planned once the title's occupation or own tasks are corrected (Roles)."
        )
    if own.named:
        yield (
            f"The title names {' and '.join(own.named)}: exercises of that come first; the role's tasks told here are those of"
            " its broader occupation, and the unit strikes what the post does not do."
        )
    if own.unpractised:
        yield f"Growing, but not practised in these hours: {'; '.join(own.unpractised)}."


def _first(course: Program) -> str:
    by = f" by {course.provider}" if course.provider else ""
    page, *more = course.hours_source.split(" ; ")
    read = [part for part in more if part.startswith("read ")]
    return (
        f"1. AI foundations: {course.name}{by} (online, free, {course.hours:g} hours by {', '.join((page, *read))}): what such"
        " tools do, where they err, and which data they may be given."
    )


def _left_open(own: Practice) -> str:
    """What the change of a role leaves open, in hours of the week."""
    taken = f" AI could take over tasks of {own.taken:.0f} hours a week altogether." if own.taken >= 1 else ""
    freed = (
        f"Remains: once AI is used throughout, about {own.freed:.0f} of {own.week:.0f} hours a week are freed that the new"
        f" duties do not refill.{taken}"
    )
    if own.insecure:
        if own.falling is not None:
            freed += f" The nation's jobs of this occupation are projected to fall by {-own.falling:.0f}% from 2024 to 2034 (BLS)."
        return (
            f"{freed} Staying alone does not secure this post: fewer such posts may be needed, and the city must say which"
            " work fills those hours."
        )
    posts = own.week / own.freed if own.freed else _FEW_POSTS
    vacant = f"; if nothing does, about one in {posts:.0f} such posts could stay vacant as people leave"
    filled = f"The city says which work fills them, such as what waits today{vacant if posts < _FEW_POSTS else ''}."
    return f"{freed} {filled}"


def _taught(fit: Row) -> Prepared:
    name = f"{fit['label']} ({fit['provider']})" if fit["provider"] else fit["label"]
    entry = _entry(fit)
    remains = [fit["remains"].rstrip(".") if fit["remains"] else "", entry]
    if not fit["stays"]:
        openings = "unknown" if fit["openings"] is None else f"about {fit['openings']:.1f} a year"
        remains.append(f"a place: {fit['vacancies']:,} vacant now, openings {openings}, by the city's own selection")
    told = "; ".join(filter(None, remains))
    return Prepared(
        f"{name}: {_figures(fit['hours'], fit['cost'])}.",
        (),
        f"Closes: {fit['reason']}" if fit["reason"] else "",
        f"Remains: {told}." if told else "",
    )


def _entry(fit: Row) -> str:
    """What most people have who enter the destination, where that is more than those who enter the role have."""
    here, there = outlook(fit["role_code"]), outlook(fit["code"])
    if fit["stays"] or not there:
        return str(fit["licence"])
    more = here is None or EDUCATION.index(there.education) > EDUCATION.index(here.education)
    years = f"{there.experience.lower()} of experience in related work" if there.experience not in ("", "None") else ""
    return "; ".join(filter(None, (f"usual at entry: {there.education}" if more else "", years, fit["licence"])))


def _figures(hours: float | None, cost: float | None) -> str:
    time = "hours unknown" if hours is None else f"{hours:g} hours"
    price = "price unknown" if cost is None else "free" if not cost else f"${cost:,.0f}"
    return f"{time}, {price}"


def _on(tasks: str) -> str:
    return f" On the role's own work: {tasks}." if tasks else ""


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_FIT = f"""
SELECT f.label, f.reason, f.remains, f.code, p.provider, {HOURS} AS hours, {COST} AS cost, d.stays, d.vacancies, d.openings,
    d.licence, r.code AS role_code
FROM program_fit f JOIN program p ON p.id = f.program_id
JOIN destination d ON d.title_id = f.title_id AND d.code = f.code JOIN role r ON r.title_id = f.title_id
WHERE f.title_id = ? AND f.code = ? AND f.program_id = ?
"""
