"""What a role's people can be offered: destinations, and for each the training program that prepares for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median

from reskill.planning.groups import Group
from reskill.planning.openings import Openings
from reskill.planning.practice import Practice, practices
from reskill.problem import ReskillError
from reskill.project.file import Project, Row
from reskill.thresholds import Thresholds

IN_HOUSE = "practice at work, to be defined from the role's tasks"
_TEMPORARY = frozenset(("intern", "interns", "fellow", "fellows", "extern", "temporary", "seasonal"))
UNDECIDED = "a program still to be chosen"


@dataclass(frozen=True)
class Training:
    """A program as the plan uses it. `price` is US dollars a participant, None = unknown; `hours` are paid hours.

    `self_paced` is whether everybody learns alone, in no class; `reserve` is what the plan leaves unspent a participant where the price is unknown.
    """

    program_id: int | None
    name: str
    price: float | None
    price_source: str
    hours: float
    hours_source: str
    self_paced: bool
    reserve: float = 0.0
    mandatory: bool = False  # by law or policy, so that a grant for it would stand in for the city's duty
    before: str = ""  # names of the programs to be taken before the last one, which `program_id` is
    sits: tuple[tuple[int, float], ...] = ()  # programs learnt in class, each with the hours that come before it
    at_work: bool = False  # a practice at work, which is a program of its own by its name
    assumed: float = 0.0  # of its hours, those that no page gives and nobody has confirmed

    @property
    def hours_assumed(self) -> bool:
        """Whether hours of it are a planning assumption."""
        return self.assumed > 0


@dataclass(frozen=True)
class Offer:
    """A pathway for a title's people: destination occupation and training. `rank` is 1 for the best destination,
    `covered` the share (0-1) of what the pathway asks more that the training covers, `chance` that of a place there."""

    title_id: int
    code: str
    occupation: str
    stays: bool
    rank: int
    chosen: bool
    training: Training
    covered: float
    chance: float = 1.0
    insecure: bool = False  # staying, where that alone does not secure the post
    unset: bool = False  # staying, where the unit has still to set what is practised


def find_offers(project: Project, groups: list[Group], openings: Mapping[str, Openings]) -> dict[int, list[Offer]]:
    """The offers by title: a person's choice alone where there is one, else staying and the best destinations that
    have openings in this city and a program that prepares for them sufficiently; one offer for each of the programs
    that the solver may choose among."""
    limits = project.thresholds
    destinations = _by_title(
        project, "SELECT * FROM destination WHERE viable OR stays ORDER BY title_id, step = 0, step, rank, code"
    )
    fits = _by_title(
        project,
        "SELECT f.title_id, f.code, f.sufficient, f.before, f.label, f.covered, p.* FROM program_fit f JOIN program p ON p.id = f.program_id"
        " ORDER BY f.title_id, f.rank, p.id",
    )
    reserve = usual_price(project)
    by_id = {r["id"]: r for r in project.rows("SELECT * FROM program")}
    every = _by_title(project, "SELECT title_id, code, occupation, stays FROM destination ORDER BY title_id, rank")
    choices = {r["title_id"]: r["code"] for r in project.rows("SELECT title_id, code FROM pathway_choice")}
    nothing, unknown = _nothing(limits, reserve), limits.gap_covered
    own = practices(project)
    out: dict[int, list[Offer]] = {}
    for group in groups:
        if is_temporary(group.title) and group.title_id not in choices:
            out[group.title_id] = []
            continue
        programs = defaultdict(list)
        for r in fits[group.title_id]:
            programs[r["code"]].append(r)
        if code := choices.get(group.title_id):
            name = next((r["occupation"] for r in every[group.title_id] if r["code"] == code), code)
            stays, chance = code == group.code, openings[code].chance if code in openings else 0.0
            offer = Offer(group.title_id, code, name, stays, 1, True, nothing, unknown, 1.0 if stays else chance)
            out[group.title_id] = _prepared(offer, programs[code], by_id, limits, reserve, own)
            continue
        stay = Offer(group.title_id, group.code, group.occupation, True, 1, False, nothing, unknown)
        moves = [
            Offer(
                *(group.title_id, r["code"], r["occupation"], False, 1, False, nothing, unknown),
                openings[r["code"]].chance,
            )
            for r in destinations[group.title_id]
            if not r["stays"]
            and r["code"] != group.code
            and r["code"] in openings
            and openings[r["code"]].count
            and any(p["sufficient"] for p in programs[r["code"]])
        ][: limits.pathways_considered]
        out[group.title_id] = [
            prepared
            for offer in (stay, *(replace(m, rank=rank) for rank, m in enumerate(moves, 1)))
            for prepared in _prepared(offer, programs[offer.code], by_id, limits, reserve, own)
        ]
    return out


def is_temporary(title: str) -> bool:
    """Whether a title is of people who are there for a time to learn or to help out: nobody is planned for without a person's choice."""
    return any(word in _TEMPORARY for word in re.findall("[a-z]+", title.lower()))


def unprepared(project: Project, groups: list[Group], offers: Mapping[int, list[Offer]]) -> int:
    """How many roles have next jobs, and are offered none for want of a program that suffices."""
    rows = project.rows(
        "SELECT DISTINCT d.title_id FROM destination d WHERE d.viable AND NOT d.stays AND NOT EXISTS (SELECT 1"
        " FROM program_fit f JOIN destination e ON e.title_id = f.title_id AND e.code = f.code AND e.viable AND NOT e.stays"
        " WHERE f.title_id = d.title_id AND f.sufficient)"
    )
    lacking = {r["title_id"] for r in rows}
    return sum(g.title_id in lacking and all(o.stays for o in offers[g.title_id]) for g in groups)


def awaiting_content(project: Project, groups: list[Group], offers: Mapping[int, list[Offer]]) -> list[Group]:
    """The titles of people who are not planned to stay, since their unit has first to set what is practised."""
    titles = {title_id for title_id, practice in practices(project).items() if practice.trade}
    return [
        g for g in groups if g.participants and g.title_id in titles and not any(o.stays for o in offers[g.title_id])
    ]


def training_by(project: Project, program_id: int | None, title_id: int, destination: str) -> Training:
    """A program of the project as the plan uses it; None = practice at work of a title for its destination. Raises
    ReskillError for an unknown one."""
    if program_id is None:
        own = practices(project).get(title_id)
        return _practised(own) if own and own.code == destination else _at_work(project.thresholds)
    found = project.rows("SELECT * FROM program WHERE id = ?", (program_id,))
    if not found:
        raise ReskillError(f"There is no program {program_id}.", "Look up its number: reskill programs list")
    return _training(found[0], project.thresholds, usual_price(project))


def _prepared(
    offer: Offer,
    fits: list[Row],
    by_id: Mapping[int, Row],
    limits: Thresholds,
    reserve: float,
    own: Mapping[int, Practice],
) -> list[Offer]:
    """An offer with each of the best programs that prepare for it sufficiently, without those that cover much less of what
    it asks than another does; where there is none, staying is learnt by the practice of the role, once that has content, and a move that a person
    chose goes by the best program there is. How much of what the pathway asks a training covers counts as the least that
    suffices where it is unknown."""
    able = [p for p in fits if p["sufficient"]]
    most = max((p["covered"] or 0.0 for p in able), default=0.0)
    able = [p for p in able if (p["covered"] or 0.0) >= limits.gap_covered * most][: limits.preparations_considered]
    if not able and offer.stays and (practice := own.get(offer.title_id)):
        if practice.trade and not offer.chosen:
            return []  # nothing to pay for until the unit sets the content
        return [
            replace(
                offer,
                training=_practised(practice),
                covered=practice.covered,
                insecure=practice.insecure,
                unset=bool(practice.trade),
            )
        ]
    if not able and offer.chosen:
        able = fits[:1]
    if able:
        return [
            replace(
                offer,
                training=_in_order(p, by_id, limits, reserve),
                covered=offer.covered if p["covered"] is None else p["covered"],
            )
            for p in able
        ]
    return [replace(offer, training=_at_work(limits) if offer.stays else offer.training)]


def usual_price(project: Project) -> float:
    """The median price, in US dollars a participant, of the project's programs that are known to cost something;
    0 when there is none."""
    known = [r["cost"] for r in project.rows("SELECT cost FROM program WHERE cost > 0")]
    return median(known) if known else 0.0


def _in_order(fit: Row, by_id: Mapping[int, Row], limits: Thresholds, reserve: float) -> Training:
    """A program and those to be taken before it, as one training: the price and the hours of all."""
    last = _training(fit, limits, reserve)
    first = [_training(by_id[int(i)], limits, reserve) for i in fit["before"].split()]
    if not first:
        return last
    steps = (*first, last)
    prices = [t.price for t in steps if t.price is not None]
    return Training(
        last.program_id,
        fit["label"],
        sum(prices) if len(prices) == len(steps) else None,
        "; ".join(dict.fromkeys(t.price_source for t in steps)),
        sum(t.hours for t in steps),
        "; ".join(dict.fromkeys(t.hours_source for t in steps)),
        all(t.self_paced for t in steps),
        sum(prices) + sum(t.reserve for t in steps) if len(prices) < len(steps) else 0.0,
        any(t.mandatory for t in steps),
        ", then ".join(t.name for t in first),
        tuple((i, sum(s.hours for s in steps[:n])) for n, t in enumerate(steps) for i, _ in t.sits),
        assumed=sum(t.assumed for t in steps),
    )


def _training(program: Row, limits: Thresholds, reserve: float) -> Training:
    """A program as the plan uses it; its hours are known only where a page, a list or a person says them."""
    r = program
    source = "; ".join(filter(None, (r["source"] or r["url"], r["source_date"])))
    hours, hours_source, assumed = r["hours"], source, 0.0
    if not hours or not r["hours_source"]:
        name = "hours_" + r["kind"].replace(" ", "_").replace("-", "_")
        name = name if hasattr(limits, name) else "hours_course"
        hours = assumed = float(hours or getattr(limits, name))
        hours_source = _assumed(name, hours)
    alone = any(words in r["delivery"].lower() for words in ("self-paced", "at work"))
    return Training(
        r["id"],
        r["name"],
        r["cost"],
        source,
        float(hours),
        hours_source,
        alone,
        reserve if r["cost"] is None else 0.0,
        any("mandator" in (r[words] or "").lower() for words in ("audience", "note", "cost_text")),
        sits=() if alone else ((r["id"], 0.0),),
        assumed=assumed,
    )


def _practised(practice: Practice) -> Training:
    """The practice at work of a role; it has no tuition, and who leads it costs what the planner sets as instructor."""
    source = "no tuition: free foundations, then practice led by the city's own staff"
    name, hours, hours_source = practice.name, practice.hours, practice.hours_source
    return Training(None, name, 0.0, source, hours, hours_source, True, at_work=True, assumed=practice.assumed)


def _at_work(limits: Thresholds) -> Training:
    """Learning at work, where nothing defines a practice."""
    hours = limits.hours_in_house
    return Training(
        None, IN_HOUSE, None, "", hours, _assumed("hours_in_house", hours), True, at_work=True, assumed=hours
    )


def _nothing(limits: Thresholds, reserve: float) -> Training:
    """A program that has still to be found, at the usual price."""
    hours = limits.hours_certificate
    return Training(
        None, UNDECIDED, None, "", hours, _assumed("hours_certificate", hours), False, reserve, assumed=hours
    )


def _assumed(name: str, hours: float) -> str:
    return f"planning assumption {name} = {hours:g}, since the hours are not published"


def _by_title(project: Project, sql: str) -> defaultdict[int, list[Row]]:
    out: defaultdict[int, list[Row]] = defaultdict(list)
    for r in project.rows(sql):
        out[r["title_id"]].append(r)
    return out
