"""How much of a task's time AI could take, from the best evidence at hand.

Evidence, best first: the published rating of the O*NET task; for a typed duty of a known occupation, the rating of
the reference task that it matches; the model. What a person decided in a project stands above all three and is
applied there. A sentence that is too unlike anything labelled gets the average of all ratings and the whole range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

import reskill.paths as paths
from reskill.exposure import reasons
from reskill.exposure.duty_match import NearTask, TaskIndex
from reskill.exposure.evidence import MATCHED, MODEL, PUBLISHED, UNLIKE
from reskill.exposure.features import occupation_features
from reskill.exposure.model import RATINGS, Encoded, Model, Question, load
from reskill.exposure.oversight import place_of, propose_tier
from reskill.horizon import at_horizon, interval
from reskill.reference.catalog import Catalog, Occupation, TaskStatement
from reskill.thresholds import DEFAULTS, Thresholds

DEGREES = {"T0": 0.0, "T1": 0.25, "T2": 0.5, "T3": 0.75, "T4": 1.0}
"""Automation degree of the published ratings, GPT-4's judgement."""

FEWEST_KNOWN, FEWEST_MET = 0.5, 2
"""Below this share or number of content words that the model knows, a sentence is too unlike anything rated."""

POSSIBLE = 0.3
"""Chance that a duty is a reference task from which the range of that task's raters belongs into the duty's own."""

Chances = tuple[float, float, float]  # of E0, E2, E1


@dataclass(frozen=True)
class Duty:
    """A task to be estimated: its sentence, and where known the O*NET-SOC code, the task type, and where it is done.

    `place` is the title and its department, as `title @ department`.
    """

    sentence: str
    code: str = ""
    task_type: str = ""
    place: str = ""


@dataclass(frozen=True)
class Estimate:
    """Chances that people would rate a task E0, E1, E2, and what follows from them.

    Exposure, low and high (the interval that holds the people's rating nine times in ten; for a published rating
    the range of people and GPT-4, which a matched duty's interval holds too) are in [0, 1] at the horizon asked for. Evidence is published, matched, model or
    too unlike. Oversight is the proposed tier, 1-4.
    """

    p_e0: float
    p_e1: float
    p_e2: float
    exposure: float
    low: float
    high: float
    mode: str  # none, augment, could be automated
    oversight: int
    reason: str
    evidence: str

    @property
    def exposed(self) -> float:
        """P(exposed) = P(E1) + P(E2): the headline, since raters do not agree on E1 against E2."""
        return self.p_e1 + self.p_e2


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model that comes with Reskill."""
    return load(paths.shipped("data/exposure") / "model.npz")


class Estimator:
    """Estimates against one reference pack, at given thresholds."""

    def __init__(self, catalog: Catalog, thresholds: Thresholds, model: Model | None = None) -> None:
        self.catalog = catalog
        self.thresholds = thresholds
        self._model = model
        self._indexes: dict[str, TaskIndex] = {}

    @property
    def model(self) -> Model:
        """The model, read when a task without a published rating first asks for it."""
        return self._model or shipped_model()

    def estimate(self, duties: Sequence[Duty]) -> list[Estimate]:
        """One estimate per duty, in order; never fails for the sake of a sentence or a code."""
        known = [self._occupation(d.code) for d in duties]
        found: dict[int, Estimate] = {}
        for i, (duty, occupation) in enumerate(zip(duties, known, strict=True)):
            task = self._same(duty.sentence, occupation)
            if task and task.people:
                found[i] = self.published(task, duty.place)
        open_ones = [i for i in range(len(duties)) if i not in found]
        asked = [(duties[i], known[i]) for i in open_ones]
        found |= dict(zip(open_ones, self._modelled(asked), strict=True))
        return [found[i] for i in range(len(duties))]

    def tasks(self, code: str) -> list[Estimate]:
        """Estimates of an occupation's reference tasks in the catalog's order: published if rated, else the model's."""
        statements = self.catalog.tasks(code)
        occupation = self._occupation(code)
        model = iter(self._modelled([(Duty(s.sentence, code), occupation) for s in statements if not s.people], False))
        return [self.published(s) if s.people else next(model) for s in statements]

    def published(self, task: TaskStatement, place: str = "") -> Estimate:
        """The people's rating of a reference task as it stands; the range goes from theirs to GPT-4's."""
        chances, limits = _certain(task.people), self._raters(task)
        degree = DEGREES.get(task.automation, 0.0)
        reason = reasons.of_rating(task)
        return self._finish(
            chances, limits, degree, task.sentence, task.code, task.activities, reason, PUBLISHED, place
        )

    def _raters(self, task: TaskStatement) -> tuple[float, float]:
        """The range from the people's rating of a reference task to GPT-4's."""
        rated = (_certain(r) for r in (task.people, task.gpt4 or task.people))
        scores = [at_horizon(e1, e2, self.thresholds.horizon) for _, e2, e1 in rated]
        return min(scores), max(scores)

    def confirmed(self, task: TaskStatement) -> Estimate:
        """The rating of the reference task that a person confirmed as the match of a typed duty."""
        if not task.people:
            return self.tasks(task.code)[[t.task_id for t in self.catalog.tasks(task.code)].index(task.task_id)]
        return replace(self.published(task), evidence=MATCHED)

    def unmatched(self, duty: Duty) -> Estimate:
        """The model's estimate of a duty that a person found to match no reference task."""
        return self._modelled([(duty, self._occupation(duty.code))], match=False)[0]

    def index(self, code: str) -> TaskIndex | None:
        """The reference tasks of an occupation, ready for matching; None where it has none."""
        occupation = self._occupation(code)
        tasks = self.catalog.tasks(occupation.code) if occupation else []
        if not tasks:
            return None
        if tasks[0].code not in self._indexes:
            self._indexes[tasks[0].code] = TaskIndex(self.model.vocabulary, tasks)
        return self._indexes[tasks[0].code]

    def _occupation(self, code: str) -> Occupation | None:
        code = code.strip()
        return self.catalog.occupations.get(code) or self.catalog.occupations.get(f"{code}.00")

    def _same(self, sentence: str, occupation: Occupation | None) -> TaskStatement | None:
        """The reference task of the occupation with this very sentence."""
        tasks = self.catalog.tasks(occupation.code) if occupation else []
        return next((t for t in tasks if t.sentence == sentence.strip()), None)

    def _modelled(self, asked: Sequence[tuple[Duty, Occupation | None]], match: bool = True) -> list[Estimate]:
        if not asked:
            return []
        questions = [_question(d.sentence, o) for d, o in asked]
        encoded = self.model.vocabulary.encode(questions)
        near = self.model.near(encoded)
        text, coded = (self.model.chances(encoded, near, coded=c) for c in (False, True))
        degrees = self.model.degrees(encoded)
        matches = self._matches(asked, encoded) if match else {}
        told = reasons.Teller(self.catalog, self.model, encoded, near)
        out = []
        for i, (duty, occupation) in enumerate(asked):
            code = occupation.code if occupation else ""
            if encoded.known[i] < FEWEST_KNOWN or encoded.met[i] < FEWEST_MET:
                e0, e2, e1 = self.model.settings["base"]
                reason = reasons.too_unlike(duty.sentence)
                out.append(
                    self._finish((e0, e2, e1), (0.0, 1.0), 0.0, duty.sentence, code, (), reason, UNLIKE, duty.place)
                )
                continue
            e0, e2, e1 = (float(c) for c in (coded if occupation else text)[i])
            chances: Chances = (e0, e2, e1)
            degree = float(degrees[i])
            same = self._same(duty.sentence, occupation)
            activities = same.activities if same else ()
            near_task, sureness = matches.get(i, (None, 0.0))
            if near_task and sureness >= self.thresholds.match_from:
                chances = _between(_certain(near_task.task.people), chances, sureness)
                degree = sureness * DEGREES.get(near_task.task.automation, 0.0) + (1 - sureness) * degree
                activities = near_task.task.activities
                reason, evidence = reasons.of_match(near_task, sureness), MATCHED
            else:
                reason, evidence = told.reason(i, occupation is not None), MODEL
            limits = interval(chances, self.model.head(occupation is not None).mass, self.thresholds.horizon)
            if near_task:
                # Other words for a task do not make its raters agree: as wide as the published range, at least. That
                # holds for a duty that may well be the task, though not surely enough to take its rating.
                rated = self._raters(near_task.task)
                limits = min(limits[0], rated[0]), max(limits[1], rated[1])
            out.append(
                self._finish(chances, limits, degree, duty.sentence, code, activities, reason, evidence, duty.place)
            )
        return out

    def _matches(
        self, asked: Sequence[tuple[Duty, Occupation | None]], encoded: Encoded
    ) -> dict[int, tuple[NearTask, float]]:
        """The rated reference task that each duty may well state, and the chance that it does."""
        by_code: dict[str, list[int]] = {}
        for i, (_, occupation) in enumerate(asked):
            if occupation and occupation.tasks:
                by_code.setdefault(occupation.code, []).append(i)
        found = {}
        for code, rows in by_code.items():
            index = self.index(code)
            if index is None:
                continue
            likeness = index.similarities(encoded.of(rows))
            for i, row in zip(rows, likeness, strict=True):
                best = int(row.argmax())
                second = float(max((v for k, v in enumerate(row) if k != best), default=0.0))
                sureness = match_chance(self.model, float(row[best]), second)
                if index.tasks[best].people and sureness >= POSSIBLE:
                    found[i] = NearTask(index.tasks[best], float(row[best])), sureness
        return found

    def _finish(
        self,
        chances: Chances,
        limits: tuple[float, float],
        degree: float,
        sentence: str,
        code: str,
        activities: tuple[str, ...],
        reason: str,
        evidence: str,
        place: str,
    ) -> Estimate:
        e0, e2, e1 = chances
        tier = propose_tier(sentence, code, activities, place_of(place)).level
        exposure = at_horizon(e1, e2, self.thresholds.horizon)
        mode = self._mode(e1 if self.thresholds.horizon == "E1" else e1 + e2, degree, tier)
        return Estimate(e0, e1, e2, exposure, *limits, mode, tier, reason, evidence)

    def _mode(self, exposed: float, degree: float, tier: int) -> str:
        """None when likely not exposed; else by automation degree, and never above augment from tier 2 on."""
        if exposed < 0.5:
            return "none"
        return "could be automated" if degree >= self.thresholds.automate_from and tier < 2 else "augment"


def _question(sentence: str, occupation: Occupation | None) -> Question:
    if occupation is None:
        return Question(sentence)
    seen = occupation_features(occupation.code, occupation.job_zone, occupation.title)
    return Question(sentence, seen, occupation.code)


def match_chance(model: Model, best: float, second: float) -> float:
    """Chance, 0-1, that the nearest reference task says the same as a typed duty, from its similarity and lead."""
    slope, lead, start = model.settings["match"]
    return 1 / (1 + exp(-(start + slope * best + lead * (best - second))))


def _between(rated: Chances, modelled: Chances, sureness: float) -> Chances:
    e0, e2, e1 = (sureness * r + (1 - sureness) * m for r, m in zip(rated, modelled, strict=True))
    return e0, e2, e1


def _certain(rating: str) -> Chances:
    e0, e2, e1 = (float(r == rating) for r in RATINGS)
    return e0, e2, e1


@lru_cache(maxsize=8)
def estimator(catalog: Catalog, thresholds: Thresholds) -> Estimator:
    """The estimator of a reference pack, kept so that a single edited sentence is estimated at once."""
    return Estimator(catalog, thresholds)


def reference_estimates(catalog: Catalog, code: str, thresholds: Thresholds) -> list[Estimate]:
    """Estimates of an occupation's reference tasks, in the catalog's order."""
    return estimator(catalog, thresholds).tasks(code)


def typed_estimate(
    catalog: Catalog, sentence: str, code: str, matched: TaskStatement | None, thresholds: Thresholds
) -> Estimate:
    """The estimate of a typed duty: the rating of the task that a person confirmed as its match, else the model's."""
    made = estimator(catalog, thresholds)
    return made.confirmed(matched) if matched else made.unmatched(Duty(sentence, code))


def nearest_tasks(catalog: Catalog, code: str, sentence: str, top: int = 3) -> list[NearTask]:
    """The tasks of an occupation most like a typed duty, best first; empty where the occupation has no tasks."""
    index = estimator(catalog, DEFAULTS).index(code)  # no threshold bears on it
    return index.nearest(sentence, top) if index else []
