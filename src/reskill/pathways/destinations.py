"""Destinations of the roles whose tasks change: similar occupations through visible filters, gaps and programs.

It compares occupations, not people, and it never computes who moves: that stays with people and their agreements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from statistics import median_low

from reskill.exposure.inventory import Inventories
from reskill.exposure.overrides import overrides
from reskill.pathways.fit import ProgramFit, Programs
from reskill.pathways.gaps import Gap, gaps, why_no_gaps
from reskill.pathways.pay import LocalPay, Pay
from reskill.pathways.similarity import Neighbour, Similarity
from reskill.pathways.viability import Facts, checks
from reskill.progress import Tick, silent
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog

RATING = {"E0": 0.0, "E1": 1.0, "E2": 0.5}
NOT_OFFERED = ("25-1",)  # postsecondary teachers: each subject leads to its teachers, few of whom cities employ


@dataclass(frozen=True)
class Destination:
    """One pathway of a title, as in table `destination`. Rank 0 is to stay; exposure in [0, 1]."""

    title_id: int
    rank: int
    code: str
    occupation: str
    score: float
    percentile: float
    zone_gap: int | None
    pay_ratio: float | None
    exposure: float | None
    second_rating: float | None
    local_jobs: int | None
    vacancies: int
    stays: bool
    viable: bool
    reason: str


def find_destinations(project: Project, catalog: Catalog, tick: Tick = silent) -> None:
    """Rewrite `destination`, `gap` and `program_fit` for every role in band watch or above.

    Each such title gets "stay and re-task" and the most similar occupations; those that do not pass the filters are
    kept with the reason. Gaps and programs are for the pathways that pass and for those that a person has chosen.
    """
    roles = project.rows(
        "SELECT r.*, c.code AS chosen FROM role r LEFT JOIN pathway_choice c ON c.title_id = r.title_id"
        " WHERE r.band IN ('watch', 'at risk', 'priority') ORDER BY r.priority DESC, r.title_id"
    )
    tick(0.0, "Comparing occupations")
    search = _Search(project, catalog)
    destinations: list[Destination] = []
    gap_rows: list[tuple[object, ...]] = []
    fit_rows: list[tuple[object, ...]] = []
    for n, role in enumerate(roles):
        if n % 20 == 0:
            tick(0.1 + 0.8 * n / len(roles), f"Destinations for {role['occupation']}")
        for d in search.pathways(role):
            destinations.append(d)
            if d.viable or d.code == role["chosen"]:
                found, programs = search.preparation(role, d.code)
                gap_rows += [(d.title_id, d.code, g.element_id, g.element, g.kind, g.have, g.need) for g in found]
                fit_rows += [(d.title_id, d.code, *astuple(f)) for f in programs]
    tick(0.9, "Saving destinations")
    with project.derive("pathways") as db:
        for table in ("destination", "gap", "program_fit"):
            db.execute(f"DELETE FROM {table}")
        db.conn.executemany(f"INSERT INTO destination VALUES ({_marks(15)})", _values(destinations))
        db.conn.executemany(f"INSERT INTO gap VALUES ({_marks(7)})", gap_rows)
        db.conn.executemany(f"INSERT INTO program_fit VALUES ({_marks(9)})", fit_rows)
    tick(1.0, "Destinations found")


@dataclass
class _Search:
    """What is the same for all titles of a project, looked up once."""

    project: Project
    catalog: Catalog
    _ranked: dict[str, list[Neighbour]] = field(default_factory=dict)
    _exposures: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    _prepared: dict[tuple[str, str, float], tuple[list[Gap], list[ProgramFit]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.limits = self.project.thresholds
        self.similarity = Similarity(self.catalog)
        self.programs = Programs(self.project, self.catalog, self.similarity)
        self.pay = LocalPay(self.project, self.catalog)
        self.inventories = Inventories(self.catalog, self.limits, {}, overrides(self.project))
        self.vacancies = {
            r["code"]: r["n"]
            for r in self.project.rows(
                "SELECT m.code AS code, count(*) AS n FROM position p JOIN mapping m ON m.title_id = p.title_id"
                " AND m.share > 0.5 WHERE p.status = 'vacant' AND m.code <> '' GROUP BY m.code"
            )
        }

    def pathways(self, role: Row) -> Iterator[Destination]:
        """Stay and re-task, then the pool of similar occupations by rank."""
        pay = self.pay.of_title(role["title_id"], role["code"])
        yield self._stay(role)
        for neighbour in self._pool(role["code"], role["chosen"]):
            yield self._destination(role, pay, neighbour)

    def preparation(self, role: Row, destination: str) -> tuple[list[Gap], list[ProgramFit]]:
        """The gaps from a role to a destination and the programs for them."""
        code = role["code"]
        stays = code == destination
        changed = round((role["automate"] or 0.0) + (role["augment"] or 0.0), 2) if stays else 0.0
        key = code, destination, changed
        if key not in self._prepared:
            if stays:
                self._prepared[key] = [], self.programs.for_staying(code, changed)
            else:
                found = gaps(self.catalog, code, destination, self.limits)
                self._prepared[key] = found, self.programs.for_move(code, destination, found)
        return self._prepared[key]

    def _stay(self, role: Row) -> Destination:
        share = {k: role[k] or 0.0 for k in ("automate", "augment", "protected")}
        reason = (
            f"Stay and re-task: AI can help with {share['augment']:.0%} of the working time and could take"
            f" {share['automate']:.0%}; {share['protected']:.0%} stays a human decision."
        )
        code = role["code"]
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
            second_rating=self._exposure(code)[1],
            local_jobs=self.catalog.occupations[code].local_jobs,
            vacancies=self.vacancies.get(code, 0),
            stays=True,
            viable=True,
            reason=reason,
        )

    def _destination(self, role: Row, pay: Pay | None, near: Neighbour) -> Destination:
        there = self.pay.of_occupation(near.code)
        occupation = self.catalog.occupations[near.code]
        (zone, zone_note), (role_zone, role_note) = self._zone(near.code), self._zone(role["code"])
        exposure, second_rating = self._exposure(near.code)
        facts = Facts(
            percentile=near.percentile,
            zone_gap=None if zone is None or role_zone is None else zone - role_zone,
            pay_ratio=there.dollars / pay.dollars if there and pay else None,
            exposure=exposure,
            second_rating=second_rating,
            role_exposure=role["exposure"],
            local_jobs=occupation.local_jobs,
            vacancies=self.vacancies.get(near.code, 0),
            leads_elsewhere=leads_elsewhere(role["code"], near.code),
        )
        found = checks(facts, self.limits)
        failed = [c.text for c in found if not c.passed]
        if failed:
            reason = f"Not viable: {'; '.join(failed)}."
        else:
            compared = f" ({there}, over {pay})"
            parts = [f"{c.text}{compared if c.filter == 'pay' else ''}" for c in found if c.text]
            notes = [zone_note or role_note, why_no_gaps(self.catalog, role["code"], near.code)]
            reason = f"{near.reason} {_sentence([*parts, *filter(None, notes)])}"
        return Destination(
            title_id=role["title_id"],
            rank=near.rank,
            code=near.code,
            occupation=near.occupation,
            score=near.score,
            percentile=near.percentile,
            zone_gap=facts.zone_gap,
            pay_ratio=facts.pay_ratio,
            exposure=facts.exposure,
            second_rating=facts.second_rating,
            local_jobs=facts.local_jobs,
            vacancies=facts.vacancies,
            stays=False,
            viable=not failed,
            reason=reason,
        )

    def _pool(self, code: str, chosen: str | None) -> list[Neighbour]:
        """The most similar occupations that are offered at all, and the one that a person has chosen besides."""
        if code not in self._ranked:
            self._ranked[code] = self.similarity.rank(code, len(self.similarity.codes))
        ranked = self._ranked[code]
        pool = [n for n in ranked if not n.code.startswith(NOT_OFFERED)][: self.limits.pool]
        if chosen == code or chosen not in self.catalog.occupations or any(n.code == chosen for n in pool):
            return pool
        last = len(ranked) + 1
        unranked = Neighbour(
            last, chosen, self.catalog.occupations[chosen].title, 0.0, 0.0, "Not compared, for want of data."
        )
        return [*pool, next((n for n in ranked if n.code == chosen), unranked)]

    def _exposure(self, code: str) -> tuple[float | None, float | None]:
        """Exposure of an occupation by the formula of the roles, without any title's own changes, and its second rating.

        The second is as GPT-4 rated its tasks; where it did not, by the upper ends of the estimates.
        """
        if code not in self._exposures:
            tasks = self.inventories.of_occupation(code)
            first = sum(t.weight * t.exposure for t in tasks) if tasks else None
            rated = [RATING[t.gpt4] for t in self.catalog.tasks(code) if t.gpt4 in RATING]
            second = sum(t.weight * t.high for t in tasks) if tasks else None
            self._exposures[code] = first, sum(rated) / len(rated) if len(rated) >= 5 else second
        return self._exposures[code]

    def _zone(self, code: str) -> tuple[int | None, str]:
        """Job zone; where none is published the middle one of the same minor group, with a note that says so."""
        zone = self.catalog.occupations[code].job_zone
        if zone is not None:
            return zone, ""
        group = [
            o.job_zone for o in self.catalog.occupations.values() if o.job_zone is not None and o.code[:4] == code[:4]
        ]
        if not group:
            return None, ""
        return median_low(group), f"job zone of {self.catalog.occupations[code].title} taken from its group"


def leads_elsewhere(code: str, destination: str) -> bool:
    """Whether a destination supervises a line of work that the role is not in, unless the role supervises too.

    In the SOC the first minor group (such as 33-1) of the major groups 33 to 53 holds the first-line supervisors.
    """
    return _supervises(destination) and not _supervises(code) and code[:2] != destination[:2]


def _supervises(code: str) -> bool:
    return "33" <= code[:2] <= "53" and code[3] == "1"


def _values(destinations: Iterable[Destination]) -> Iterator[tuple[object, ...]]:
    for d in destinations:
        yield (
            *(d.title_id, d.rank, d.code, d.occupation, d.score, d.percentile, d.zone_gap, d.pay_ratio),
            *(d.exposure, d.second_rating, d.local_jobs, d.vacancies, int(d.stays), int(d.viable), d.reason),
        )


def _marks(count: int) -> str:
    return ",".join("?" * count)


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
