"""What a reader must know of a plan: what it serves, what holds the rest back, and what is assumed or unknown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reskill.planning.choices import Limit
from reskill.planning.classes import PROGRAM
from reskill.planning.cohorts import Cohort
from reskill.planning.cost_kinds import kind_of
from reskill.planning.fiscal import label
from reskill.planning.groups import Group
from reskill.planning.leavers import STAYING
from reskill.planning.ledger import Charge
from reskill.planning.money import in_words
from reskill.planning.offers import is_temporary
from reskill.planning.schedule import MONEY, Schedule
from reskill.planning.set_costs import ASKED, SetCost

CLASS = "class"  # why somebody waits whom no limit holds back
LEANS = 0.25  # of the people in one program, from which it is told

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Note:
    """One sentence about the plan."""

    level: Level
    text: str


def explain(
    years: range,
    groups: Sequence[Group],
    cohorts: Sequence[Cohort],
    schedule: Schedule,
    money: int,
    openings: Mapping[str, int],
    unprepared: int,
    awaiting: Sequence[Group],
    added: Mapping[str, SetCost],
    fixed: Iterable[Charge],
) -> list[Note]:
    """Notes on a plan, the sums first. `money` is cents, `openings` jobs by occupation, `unprepared` the roles that have
    next jobs but no sufficient program for one, `awaiting` those whose unit has first to set what is practised, `added` the costs that the planner has set, `fixed` what a person holds."""
    waiting = _waiting(groups, cohorts)
    held = _Held(schedule, waiting)
    return [
        *_sums(years, groups, cohorts, schedule, money),
        *_moves(cohorts, openings),
        *_asked_for(schedule, cohorts),
        *(() if schedule.climb.least is not None else held.notes(years, groups, awaiting)),
        *_awaiting(awaiting),
        *_next(schedule, waiting),
        *_displaced(schedule),
        *_preparations(cohorts, unprepared, schedule.climb.more is not None),
        *_unknowns(groups, cohorts),
        *(_not_set(added, {kind_of(c.line.category) for c in fixed}) if cohorts else ()),
    ]


def _waiting(groups: Iterable[Group], cohorts: Iterable[Cohort]) -> dict[int, int]:
    served: Counter[int] = Counter()
    for c in cohorts:
        served[c.place.group.title_id] += c.participants
    return {g.title_id: g.participants - served[g.title_id] for g in groups if g.participants > served[g.title_id]}


def _sums(
    years: range,
    groups: Sequence[Group],
    cohorts: Sequence[Cohort],
    schedule: Schedule,
    money: int,
) -> list[Note]:
    if not groups:
        return [Note("warning", "No role is in band watch or above, so there is nobody to plan for.")]
    total = money
    span = label(years.start) if len(years) == 1 else f"{label(years.start)} to {label(years[-1])}"
    if not total:
        return [Note("error", f"No money is set for {span}: set a training budget or add a fund, and plan again.")]
    expected, people = sum(g.participants for g in groups), sum(c.participants for c in cohorts)
    titles = len({c.place.group.title_id for c in cohorts})
    spent = sum(c.cents for c in cohorts)
    held = sum(c.held_back for c in cohorts)
    notes = [
        Note(
            "info",
            f"{people:,} of {expected:,} people expected to take part have a place, from {titles:,} of {len(groups):,}"
            f" roles, in {len(cohorts):,} cohorts. Of {in_words(total)} for {span}, {in_words(spent)} is committed,"
            f" {in_words(held)} held back for unknown prices and {in_words(total - spent - held)} not planned.",
        )
    ]
    notes.append(Note("info", _method(schedule)))
    raised = [g for g in groups if g.band != g.own_band]
    if raised:
        notes.append(
            Note(
                "info",
                f"The band of {len(raised):,} of these roles depends on the rater: their people"
                f" ({sum(g.participants for g in raised):,} expected) are planned for by the higher band of people's and"
                " GPT-4's ratings, and hours count as freed by the lower.",
            )
        )
    empty = sum(not g.participants for g in groups)
    if empty:
        notes.append(Note("info", f"In {empty:,} roles the share expected to take part rounds to nobody."))
    return notes


def _method(schedule: Schedule) -> str:
    return (
        "How the cohorts were chosen: by one integer program for all roles, in steps of money each of which keeps what"
        f" the smaller one reached; by the plan's measure it is within {schedule.solution.gap:.2%} of the best possible."
    )


def _moves(cohorts: Sequence[Cohort], openings: Mapping[str, int]) -> list[Note]:
    moves: Counter[str] = Counter()
    names = {}
    for c in cohorts:
        if not c.place.offer.stays:
            moves[c.place.offer.code] += c.participants
            names[c.place.offer.code] = c.place.offer.occupation
    if not cohorts:
        return []
    staying = sum(c.participants for c in cohorts) - moves.total()
    full = [names[code] for code, n in moves.items() if n >= openings.get(code, 0)]
    text = f"{moves.total():,} people move to another occupation and {staying:,} stay and are re-tasked."
    insecure = sum(c.participants for c in cohorts if c.place.offer.insecure)
    if insecure:
        text += (
            f" Of these, {insecure:,} are in posts that staying alone does not secure, since AI may take or free too much"
            " of their week, or the nation's jobs are projected to fall: each line says what is done towards a next job."
        )
    if full:
        text += f" Openings hold back further moves to {listed(sorted(full))}."
    notes = [Note("info", text)]
    for code, n in sorted(moves.items()):
        if n > openings.get(code, 0):
            notes.append(
                Note(
                    "warning",
                    f"{n:,} people are planned to become {names[code]}, as a planner chose; this city is expected to"
                    f" have {openings.get(code, 0):,} openings for them.",
                )
            )
    return notes


def _awaiting(groups: Sequence[Group]) -> list[Note]:
    if not groups:
        return []
    people = _people(sum(g.participants for g in groups))
    text = (
        f"Content to be set by the unit first: {listed([g.name for g in groups])} ({people} expected to take part). These"
        " titles name work that no exercise and none of their occupation's tasks shows, so that nobody is planned to stay"
        " there and no hours are paid until their occupation or own tasks are corrected (Roles)."
    )
    return [Note("warning", text)]


class _Held:
    """Why people wait: for each title the limit that stands in the way of every place that it could have."""

    def __init__(self, schedule: Schedule, waiting: Mapping[int, int]) -> None:
        self.waiting = waiting
        self.titles: defaultdict[str, list[int]] = defaultdict(list)
        self.years: set[int] = set()
        found: defaultdict[int, list[set[Limit]]] = defaultdict(list)
        left = schedule.solution.left
        for place, choice in zip(schedule.places, schedule.choices, strict=True):
            title = place.group.title_id
            if title in waiting:
                short = {name for name, use in choice.uses.items() if use > left[name] + 1e-9}
                if not short and choice.classes:
                    short = {(CLASS,)}
                found[title].append(short - {("people", title)})
        for title in waiting:
            self._judge(title, found[title])

    def _judge(self, title: int, found: list[set[Limit]]) -> None:
        if not found:
            self.titles["nothing"].append(title)
            return
        for_money = [short for short in found if short and all(n[0] == MONEY for n in short)]
        if not for_money:
            kinds = Counter(str(n[0]) for short in found for n in short if n[0] != MONEY)
            self.titles[max(sorted(kinds), key=lambda k: kinds[k]) if kinds else "nothing"].append(title)
            return
        self.titles["money"].append(title)
        for short in for_money:
            self.years |= {int(str(n[1])) for n in short}

    def notes(self, years: range, groups: Sequence[Group], told: Sequence[Group]) -> list[Note]:
        """One note for each kind of limit that binds; of titles that are `told` otherwise why they wait, none more."""
        out = []
        if titles := self.titles["money"]:
            which = " and ".join(filter(None, [", ".join(map(label, sorted(self.years)[:-1])), label(max(self.years))]))
            text = f"{self._who(titles)} for money: what is left of the money of {which} does not pay for a place."
            out.append(Note("warning", text))
        for kind, text in (
            ("cover", "staffing cover: only a part of a title may be in training in one quarter"),
            ("places", "places in the programs, which are limited in a quarter"),
            (PROGRAM, "more programs: those that would do have as many people as one may take (program_share)"),
            (CLASS, "a class: too few people could be in one"),
            (STAYING, "an earlier year: by later ones as many of the title will have left"),
            ("openings", "openings at their destination: too few vacancies and leavers in this city"),
        ):
            if titles := self.titles[kind]:
                out.append(Note("warning", f"{self._who(titles)} for {text}."))
        if titles := self.titles["nothing"]:
            unknown = [g for g in groups if g.title_id in titles and g.hourly is None]
            if unknown:
                names = listed([g.name for g in unknown])
                out.append(Note("warning", f"Pay is unknown for {names}: their release time cannot be budgeted."))
            passing = [g for g in groups if g.title_id in titles and is_temporary(g.title)]
            if passing:
                out.append(Note("info", f"Temporary posts are not planned for: {listed([g.name for g in passing])}."))
            longer = [g for g in groups if g.title_id in titles and g.hourly is not None and g not in (*passing, *told)]
            if longer:
                names = listed([g.name for g in longer])
                out.append(Note("warning", f"No pathway ends within {len(years)} fiscal years for {names}."))
        return out

    def _who(self, titles: Sequence[int]) -> str:
        people = sum(self.waiting[t] for t in titles)
        roles = "1 role waits" if len(titles) == 1 else f"{len(titles):,} roles wait"
        return f"{roles} ({_people(people)})"


def _asked_for(schedule: Schedule, cohorts: Sequence[Cohort]) -> list[Note]:
    """How the plan stands to the coverage that was asked for."""
    people = f"{sum(c.participants for c in cohorts):,} of {_people(schedule.could)} who could have a place"
    if schedule.climb.least is not None:
        text = f"The plan stops where it reaches the coverage that was asked for (coverage_target): {people}, for"
        text += (
            f" {_round(schedule.climb.here.dollars)} of the budget. No plan could for {_less(schedule.climb.least)}."
        )
        return [Note("info", text)]
    if schedule.asked is not None:
        return [Note("warning", f"The coverage that was asked for (coverage_target) is not reached: {people}.")]
    return []


def _next(schedule: Schedule, waiting: Mapping[int, int]) -> list[Note]:
    """What the next round amount of money would buy, from the plan made again with it."""
    more = schedule.climb.more
    if not waiting:
        return []
    gains = [f"{g.what}: {_between(g.least, g.most)}" for g in schedule.climb.gains]
    wider = [Note("info", f"Planned again from here, people more who would have a place with {'; '.join(gains)}.")]
    wider = wider if gains else []
    if more is None:
        return wider
    who = f"{_people(more.least)} more ({more.urgent:,} of them urgent)" if more.least else "nobody else"
    text = f"Planned again with {_round(more.dollars)} more, {who} would have a place; whatever the plan, at most"
    text += f" {more.most:,} could without taking one from an urgent person."
    return [Note("info", text), *wider]


def _between(least: int, most: int) -> str:
    return f"at least {least:,}, at most {most:,}" if most else "nobody"


def _preparations(cohorts: Sequence[Cohort], unprepared: int, limited: bool) -> list[Note]:
    """Where programs are missing: pathways without one that suffices, and a plan that leans on one, which it may where its
    money is `limited`."""
    out = []
    if unprepared:
        which = "1 role has" if unprepared == 1 else f"{unprepared:,} roles have"
        text = (
            f"{which} next jobs but no program that prepares for them sufficiently, so that nobody is planned to move"
        )
        text += ": import your state's list of programs, ask providers for hours, or pin a program."
        out.append(Note("warning", text))
    people: Counter[tuple[str, bool]] = Counter()
    for c in cohorts:
        people[c.place.offer.training.name, c.place.offer.training.at_work] += c.participants
    for (name, at_work), count in people.most_common(1):
        share = f"{count / people.total():.0%} of the people"
        if count <= LEANS * people.total() or len(cohorts) == 1:
            continue
        if not at_work:
            out.append(Note("warning", f"{share} are in one program, {name}: look for others that suffice."))
        if limited:
            text = (
                f"{share} are in {name}: with this money few can be trained, and by the plan's objective their places come"
                " first. What one program may take goes by everybody who could have a place, whatever the budget: a lower"
                " program_share spreads a small plan over more roles."
            )
            out.append(Note("info", text))
    return out


def _displaced(schedule: Schedule) -> list[Note]:
    """Who makes room for whom, compared with the plan for the round amount below."""
    if not schedule.climb.below:
        return []
    below = schedule.climb.below[-1]
    change: Counter[str] = Counter()
    for place, now, before in zip(schedule.places, schedule.solution.people, below.solution.people, strict=True):
        change[place.group.name] += now - before
    gone = sorted((name for name, n in change.items() if n < 0), key=lambda name: (change[name], name))
    came = sorted((name for name, n in change.items() if n > 0), key=lambda name: (-change[name], name))
    if not gone:
        return []
    fewer = -sum(change[name] for name in gone)
    text = f"Beside the plan for {_round(below.dollars)}, {listed(gone)} ({fewer:,} fewer) make room for people of"
    return [Note("info", f"{text} {listed(came)}.")]


def _not_set(added: Mapping[str, SetCost], held: Container[str]) -> list[Note]:
    """The kinds of cost that nobody has set, which the plan leaves out but for what a person holds of them."""
    notes = []
    missing = [kind for kind in ASKED if kind not in added and kind not in held]
    if missing:
        text = f"Not set, and not in the plan: {', '.join(missing)}. Say once what each is, zero included, with who says so"
        notes.append(
            Note("warning", f"{text} (Costs on the page of the plan, or the section cost of a settings file).")
        )
    if partly := [kind for kind in ASKED if kind not in added and kind in held]:
        notes.append(Note("info", f"Not set, and in the plan only by lines that are held: {', '.join(partly)}."))
    return notes


def _unknowns(groups: Sequence[Group], cohorts: Sequence[Cohort]) -> list[Note]:
    out = []
    unpriced: Counter[str] = Counter()
    reserved = 0
    assumed: Counter[str] = Counter()
    for c in cohorts:
        training = c.place.offer.training
        if training.price is None:
            unpriced[training.name] += c.participants
            reserved += c.held_back
        if training.hours_assumed:
            assumed[training.name] += c.participants
    if unpriced:
        held = (
            f" ({in_words(reserved)} is held back for it, by the median price of the programs that have one)"
            if reserved
            else ""
        )
        out.append(
            Note(
                "warning",
                f"Cost unknown: {listed([n for n, _ in unpriced.most_common()])} ({unpriced.total():,} places). Their"
                f" tuition is not in the budget, so the plan may cost more than it says{held}; ask the providers, and"
                " enter the prices under Programs.",
            )
        )
    if assumed:
        out.append(
            Note(
                "info",
                f"Training hours are a planning assumption for {listed([n for n, _ in assumed.most_common()])}"
                f" ({assumed.total():,} places): no page gives them, and nobody of the city has confirmed them by name (Plan & budget, Funds and costs, Hours of practice).",
            )
        )
    published = [g for g in groups if g.hourly is not None and g.hourly_source.startswith("published")]
    if published:
        out.append(
            Note(
                "info",
                f"The roster has no pay for {len(published):,} of these roles; the published pay of the occupation"
                " stands in.",
            )
        )
    return out


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n:,} people"


def _round(dollars: float) -> str:
    """Dollars rounded up to the next hundred (the next ten thousand from a million on)."""
    step = 10_000 if dollars >= 1_000_000 else 100
    return f"${-(-int(dollars + 0.999) // step) * step:,}"


def _less(dollars: float) -> str:
    """Dollars rounded down to the next hundred (the next ten thousand from a million on)."""
    step = 10_000 if dollars >= 1_000_000 else 100
    return f"${int(dollars) // step * step:,}"


def listed(names: Sequence[str], shown: int = 4) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {more:,} more" if more > 0 else "")
