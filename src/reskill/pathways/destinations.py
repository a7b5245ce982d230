"""Destinations of the roles whose tasks change: similar occupations through visible filters, gaps and programs.

It compares occupations, not people, and it never computes who moves: that stays with people and their agreements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from reskill.collector import paused
from reskill.exposure.bands import AFFECTED, AT_RISK
from reskill.exposure.inventory import RoleTask
from reskill.exposure.strange_tasks import strange
from reskill.pathways import practice
from reskill.pathways.answers import CAUTION, NO, YES
from reskill.pathways.candidates import candidate
from reskill.pathways.city_titles import CityTitle, gain_over, start_over
from reskill.pathways.destination import Destination, none_first
from reskill.pathways.first_steps import NOWHERE, Place, first_steps
from reskill.pathways.fit import ProgramFit, Programs
from reskill.pathways.gaps import Gap, gaps, why_no_gaps
from reskill.pathways.gates import gates, leads_others
from reskill.pathways.near_titles import named
from reskill.pathways.next_jobs import NextJobs
from reskill.pathways.observed import ObservedMoves
from reskill.pathways.occupation_figures import OccupationFigures
from reskill.pathways.own_moves import moves_for
from reskill.pathways.own_titles import OwnTitles
from reskill.pathways.pay import HOURS_UNKNOWN, Compared, LocalPay
from reskill.pathways.pool import Pool
from reskill.pathways.precedence import Near, precedence
from reskill.pathways.retask import Retask, Retasking
from reskill.pathways.room import rooms
from reskill.pathways.sentences import lower, sentence
from reskill.pathways.similarity import Neighbour, Similarity
from reskill.pathways.staffing import Staffing
from reskill.pathways.stored import Found, store
from reskill.pathways.viability import Facts, Verdict, verdicts
from reskill.progress import Tick, silent
from reskill.project.connection import among, listed
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog
from reskill.reference.outlook import outlook

_TOLD = 2  # tasks that carry over, in a reason


@paused()
def find_destinations(
    project: Project,
    catalog: Catalog,
    tick: Tick = silent,
    observed: ObservedMoves | None = None,
    only: Collection[int] | None = None,
) -> None:
    """Rewrite `destination`, `gap`, `program_fit`, `practice` and `mobility` for every role in band watch or above by either rater, or
    for some titles.

    Each such title gets "stay and re-task" and the likeliest next occupations; those that are not offered are kept
    with the reason. Gaps and programs are for the pathways offered, with caution too, and for those that a person has
    chosen. `observed` takes the place of the shipped and the own counts of moves.
    """
    roles = project.rows(
        f"SELECT r.*, t.title, {practice.FULL_TIME} AS full_time, c.code AS chosen FROM role r JOIN title t ON t.id = r.title_id"
        " LEFT JOIN pathway_choice c ON c.title_id = r.title_id"
        f" WHERE coalesce(r.offered, r.band) IN ({listed(AFFECTED)}) AND {among('r.title_id', only)}"
        " ORDER BY r.priority DESC, r.title_id"
    )
    tick(0.0, "Comparing occupations")
    search = _Search(project, catalog, observed or moves_for(project), OccupationFigures(project, catalog, only), roles)
    found = Found()
    for n, role in enumerate(roles):
        if n % 20 == 0:
            tick(0.1 + 0.8 * n / len(roles), f"Destinations for {role['occupation']}")
        for d in search.pathways(role):
            found.destinations.append(d)
            if d.viable or d.caution or d.code == role["chosen"]:
                found.prepare(d, *search.preparation(role, d.code))
        found.practice.append((role["title_id"], practice.parts(search.retask(role), role["code"], search.limits)))
    found.mobility += search.mobility(roles)
    tick(0.9, "Saving destinations")
    store(project, found, only)
    tick(1.0, "Destinations found")


@dataclass
class _Search:
    """What is the same for all titles of a project, looked up once."""

    project: Project
    catalog: Catalog
    observed: ObservedMoves
    figures: OccupationFigures
    roles: list[Row]
    _prepared: dict[tuple[object, ...], tuple[list[Gap], list[ProgramFit]]] = field(default_factory=dict)
    _advice: dict[int, Retask] = field(default_factory=dict)
    _tasks: dict[int, list[RoleTask]] = field(default_factory=dict)
    _strange: dict[int, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.limits = self.project.thresholds
        self.state = self.project.setting("state")
        self.similarity = Similarity(self.catalog)
        self.programs = Programs(self.project, self.catalog, self.similarity)
        self.staffing = Staffing(self.project)
        self.pay = LocalPay(self.project, self.catalog, self.staffing)
        self.retasking = Retasking(self.catalog, self.limits.weekly_hours)
        people = {code: staff.people for code, staff in self.staffing.by_code.items()}
        self.next_jobs = NextJobs(self.catalog, self.similarity, people, self.observed)
        self.pool = Pool(self.catalog, self.next_jobs, self.similarity.codes, self.limits.pool)
        codes = {n.code for r in self.roles for n in self.pool.of(r["code"], r["chosen"])}
        codes.update(r["code"] for r in self.roles)
        self.titles = OwnTitles(self.project, codes, [r["title_id"] for r in self.roles], grades=False)

    def pathways(self, role: Row) -> Iterator[Destination]:
        """Stay and re-task, which says why where there is no first step, then the pool of likely occupations by rank."""
        above = self.titles.above(role["title_id"])
        grade = above is not None and above.first
        moves = list(self._moves(role, above.title if above else None, grade))
        first = grade or any(d.step for d in moves)
        yield self._stay(role, "" if first else none_first(moves, above))
        yield from moves

    def _moves(self, role: Row, next_grade: CityTitle | None, grade: bool) -> Iterator[Destination]:
        pool = self.pool.of(role["code"], role["chosen"])
        title_id, code = role["title_id"], role["code"]
        own = self.titles.title(title_id)
        there = [self.titles.within_reach(n.code, title_id) for n in pool]
        shown = [named(titles, own) if own else [] for titles in there]
        compared = [
            self.pay.compare(title_id, code, n.code, own, titles) for n, titles in zip(pool, shown, strict=True)
        ]
        facts = [self._facts(role, *of) for of in zip(pool, compared, there, shown, strict=True)]
        answers = verdicts(facts, self.limits, self.observed)
        candidates = [
            candidate(
                n.rank,
                f,
                role["occupation"],
                own,
                titles,
                next_grade,
                self._carried_over(role, n.code),
                self.similarity.related(code, n.code),
            )
            for n, f, v, titles in zip(pool, facts, answers, shown, strict=True)
            if v.answer != NO
        ]
        places = iter(first_steps(candidates, grade, self.limits))
        carried = (c.carried for c in candidates)
        for n, pay, f, v, titles in zip(pool, compared, facts, answers, shown, strict=True):
            place, tasks = (NOWHERE, ()) if v.answer == NO else (next(places), next(carried))
            yield self._destination(role, n, pay, f, v, tasks, place, titles)

    def _carried_over(self, role: Row, destination: str) -> list[str]:
        """Tasks of a role that carry over, without those of services that its title and department do not name."""
        title_id, code = role["title_id"], role["code"]
        if title_id not in self._strange:
            found = strange(self._tasks_of(title_id), self.figures.inventories.named.get(title_id, ""))
            self._strange[title_id] = {t.sentence for tasks in found.values() for t in tasks}
        tasks = self.similarity.carried_over(code, destination, leads_others(code))
        return [task for task in tasks if task not in self._strange[title_id]]

    def mobility(self, roles: Sequence[Row]) -> Iterator[tuple[object, ...]]:
        """The rows of table `mobility`; roles whose occupation cannot be compared have none."""
        area = self.pay.area
        people = {code: staff.people for code, staff in self.staffing.by_code.items()}
        found = rooms(self.catalog, self.similarity, people, area, (r["code"] for r in roles))
        for role in roles:
            if room := found.get(role["code"]):
                exposed = (role["offered"] or role["band"]) in AT_RISK
                parts = room.room, room.alike_jobs, room.alike_here, self.catalog.areas[area][1]
                yield role["title_id"], *parts, exposed and room.hemmed_in

    def preparation(self, role: Row, destination: str) -> tuple[list[Gap], list[ProgramFit]]:
        """The gaps from a role to a destination and the programs for them."""
        code = role["code"]
        stays = code == destination
        changed = round((role["automate"] or 0.0) + (role["augment"] or 0.0), 2) if stays else 0.0
        duties = tuple(d.kind for d in self.retask(role).duties) if stays else ()
        key = code, destination, changed, duties
        if key not in self._prepared:
            if stays:
                self._prepared[key] = [], self.programs.for_staying(code, changed, duties)
            else:
                found = gaps(self.catalog, code, destination, self.limits)
                self._prepared[key] = found, self.programs.for_move(code, destination, found)
        return self._prepared[key]

    def retask(self, role: Row) -> Retask:
        """The advice on staying in a role."""
        title_id = role["title_id"]
        if title_id not in self._advice:
            self._advice[title_id] = self.retasking.advice(
                self._tasks_of(title_id), role["code"], role["title"], role["full_time"]
            )
        return self._advice[title_id]

    def _tasks_of(self, title_id: int) -> list[RoleTask]:
        if title_id not in self._tasks:
            self._tasks[title_id] = self.figures.inventories.tasks(title_id)
        return self._tasks[title_id]

    def _stay(self, role: Row, none_first: str) -> Destination:
        share = {k: role[k] or 0.0 for k in ("automate", "augment", "protected")}
        reason = (
            f"Stay and re-task: AI can help with {share['augment']:.0%} of the working time and could take"
            f" {share['automate']:.0%}; {share['protected']:.0%} stays a human decision."
            f" {self.retask(role).told()} {none_first}"
        ).rstrip()
        code = role["code"]
        known = outlook(code)
        return Destination(
            title_id=role["title_id"],
            rank=0,
            code=code,
            occupation=role["occupation"],
            score=1.0,
            percentile=1.0,
            zone_gap=0,
            pay_ratio=1.0,
            exposure=role["exposure"],
            second_rating=self.figures.exposure(code)[1],
            local_jobs=self.catalog.occupations[code].local_jobs,
            vacancies=self.staffing.of(code).vacancies,
            stays=True,
            viable=True,
            reason=reason,
            people=self.staffing.of(code).people,
            openings=self._openings(code),
            change=known.change if known else None,
            education=known.education if known else "",
        )

    def _facts(
        self,
        role: Row,
        near: Neighbour,
        pay: Compared | None,
        there: Sequence[CityTitle],
        shown: Sequence[CityTitle],
    ) -> Facts:
        """What the filters look at of a next job: `there` are its titles within reach, `shown` those that are named."""
        code = role["code"]
        own = self.titles.title(role["title_id"])
        part_time = own is not None and own.part_time
        zone, here = self.figures.zone(near.code)[0], self.figures.zone(code)[0]
        exposure, second_rating = self.figures.exposure(near.code)
        staff = self.staffing.of(near.code)
        known = outlook(near.code)
        facts = Facts(
            role_code=code,
            code=near.code,
            occupation=near.occupation,
            percentile=near.percentile,
            zone_gap=None if zone is None or here is None else zone - here,
            pay_ratio=pay.ratio if pay else None,
            exposure=exposure,
            role_exposure=role["exposure"],
            local_jobs=self.catalog.occupations[near.code].local_jobs,
            people=staff.people,
            vacancies=staff.vacancies,
            second_rating=second_rating,
            change=known.change if known else None,
            seen=self.observed.seen(code, near.code).moves,
            gates=gates(code, near.code, self.state),
            role_second=self.figures.exposure(code)[1],
            pay_from=start_over(shown[0], own) if shown else None,
            full_time=part_time and any(not t.part_time for t in shown),
            pay_unknown=HOURS_UNKNOWN if part_time and pay is None else "",
            gain=gain_over(shown[0], own) if shown else None,
        )
        how_near = Near(
            near.rank,
            len(self.similarity.codes) - 1,
            self.observed.share(code, near.code),
            self.staffing.together(role["title_id"], near.code),
            sum(t.people for t in there),
        )
        return facts._replace(worth=precedence(facts, self.limits, how_near))

    def _destination(
        self,
        role: Row,
        near: Neighbour,
        pay: Compared | None,
        facts: Facts,
        verdict: Verdict,
        carried: Sequence[str],
        place: Place,
        shown: Sequence[CityTitle],
    ) -> Destination:
        seen = self.observed.seen(role["code"], near.code)
        return Destination(
            title_id=role["title_id"],
            rank=near.rank,
            code=near.code,
            occupation=near.occupation,
            score=facts.worth,
            percentile=near.percentile,
            zone_gap=facts.zone_gap,
            pay_ratio=facts.pay_ratio,
            exposure=facts.exposure,
            second_rating=facts.second_rating,
            local_jobs=facts.local_jobs,
            vacancies=facts.vacancies,
            stays=False,
            viable=verdict.answer == YES,
            reason=self._reason(role["code"], near, pay, verdict, carried),
            caution=verdict.answer == CAUTION,
            seen=seen.moves,
            payrolls=seen.payrolls,
            people=facts.people,
            openings=sum(t.openings or 0.0 for t in shown) if shown else self._openings(near.code),
            change=facts.change,
            pay_basis=str(pay or facts.pay_unknown),
            education=facts.gates.education,
            licence=facts.gates.licence,
            step=place.step,
            later=place.later,
            pay_from=facts.pay_from,
            full_time=facts.full_time,
        )

    def _reason(
        self, code: str, near: Neighbour, pay: Compared | None, verdict: Verdict, carried: Sequence[str]
    ) -> str:
        """The answer in words: what keeps it out, or else the rank, the cautions, and what speaks for it."""
        if verdict.answer == NO:
            return f"Not offered: {'; '.join(verdict.texts(NO))}."
        cautions = verdict.against
        told = [f"With caution: {'; '.join(cautions)}."] if cautions else []
        notes = [
            f"pay: {pay}" if pay else "",
            self.figures.zone(near.code)[1] or self.figures.zone(code)[1],
            why_no_gaps(self.catalog, code, near.code),
        ]
        tasks = "; ".join(map(lower, carried[:_TOLD]))
        told.append(self.next_jobs.ranked(code, near.code, near.rank) if near.score else near.reason)
        told += [f"Carries over from today's work: {tasks}." if tasks else "", self.similarity.also(code, near.code)]
        return " ".join(filter(None, [*told, sentence([*verdict.in_favour, *filter(None, notes)])]))

    def _openings(self, code: str) -> float | None:
        """Filled positions x national rates of those who leave in a year; None where no rate is published."""
        known = outlook(code)
        staff = self.staffing.of(code)
        return (staff.people - staff.vacancies) * known.leaving if known else None
