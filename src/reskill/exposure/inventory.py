"""The tasks of a title with their estimates, tiers and shares of working time, after every local decision.

Weights: importance x relevance where the reference has task ratings, else Core 1 and Supplemental by threshold;
within a blend each occupation holds its share of the mapping; a share of time entered locally wins.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reskill.exposure.estimate import Estimate, reference_estimates, typed_estimate
from reskill.exposure.evidence import PERSON
from reskill.exposure.observed_use import observed_use
from reskill.exposure.overrides import Judgement, Overrides, overrides
from reskill.exposure.oversight import Tier, place_of, propose_tier
from reskill.project.connection import among
from reskill.project.file import Project, Row
from reskill.reference.catalog import Catalog, TaskStatement
from reskill.thresholds import DEFAULTS, Thresholds

AUTOMATABLE = "could be automated"
MODES = ("none", "augment", AUTOMATABLE)
ADDED = "Added"
PROPOSED, SIGNED_OFF = "proposed", "signed off"  # how the tier of a task stands
UNAFFECTED_BELOW = 0.25
"""A person's exposure below this leaves the task unaffected: it is nearer to E0 (0) than to E2 (0.5)."""


@dataclass(frozen=True)
class RoleTask:
    """One task of a title. Weight is its share of the working time; the weights of a title sum to 1."""

    code: str  # occupation that the task comes from; '' for a duty added here
    task_id: str
    sentence: str
    task_type: str  # Core, Supplemental, n/a, Own, Added
    activities: tuple[str, ...]
    weight: float
    time_share: float | None  # entered locally; None = from ratings or task type
    p_e0: float
    p_e1: float
    p_e2: float
    exposure: float  # at the project's horizon, with its interval
    low: float
    high: float
    mode: str  # none, augment, could be automated
    evidence: str
    reason: str
    tier: int  # in force
    tier_status: str  # proposed, signed off
    proposal: Tier
    judgements: tuple[Judgement, ...] = ()  # in force
    claims: tuple[Judgement, ...] = ()  # contested, waiting for an answer
    source: str = ""
    gpt4: str = ""  # its published rating, E0, E1 or E2
    observed: float | None = None  # use of AI on it that was seen, 0-1; None = not known

    @property
    def judgement(self) -> Judgement | None:
        """The newest judgement in force."""
        return max(self.judgements, key=lambda j: j.id, default=None)


@dataclass
class Inventories:
    """The inventories of a project's titles at one horizon; reads the project once."""

    catalog: Catalog
    thresholds: Thresholds
    shares: Mapping[int, Sequence[tuple[str, float]]]  # title -> occupation codes with their shares
    decided: Overrides
    named: Mapping[int, str] = field(default_factory=dict)  # title -> title and department as one text
    _by_code: dict[str, list[RoleTask]] = field(default_factory=dict)

    def tasks(self, title_id: int) -> list[RoleTask]:
        """The tasks of a title; empty when it has no mapping, or its occupations have no tasks."""
        edits = self.decided.edits.get(title_id, [])
        dropped = {(e["code"], e["task_id"]) for e in edits if e["deed"] == "dropped"}
        found: list[RoleTask] = []
        weights: list[float] = []
        for code, share in self.shares.get(title_id, ()):
            kept = [t for t in self._reference(code) if (code, t.task_id) not in dropped]
            weights += [share * part for part in _parts([t.weight for t in kept])]
            place = self._place(title_id)
            found += [_placed(t, place) for t in kept]
        typical = sum(weights) / len(found) if found else 1.0
        for e in edits:
            if e["deed"] == "added" and ("", e["task_id"]) not in dropped:
                found.append(self._added(title_id, e))
                weights.append(typical)
        # a share set later stands above the one a duty was added with
        given = {(e["code"], e["task_id"]): e["time_share"] for e in edits if e["time_share"] is not None}
        return [self._judged(title_id, t) for t in _weighed(found, weights, given)]

    def has_own_tiers(self, title_id: int) -> bool:
        """Whether the title or its department raises the tier of a task above what it is in other titles."""
        place = self._place(title_id)
        tasks = [t for code, _ in self.shares.get(title_id, ()) for t in self._reference(code)]
        return any(_placed(t, place) is not t for t in tasks)

    def _place(self, title_id: int) -> str:
        return place_of(self.named.get(title_id, ""))

    def of_occupation(self, code: str) -> list[RoleTask]:
        """The tasks of an occupation by itself, with what people decided for all its titles."""
        tasks = self._reference(code)
        return [self._judged(None, t) for t in _weighed(tasks, [t.weight for t in tasks], {})]

    def _reference(self, code: str) -> list[RoleTask]:
        """Tasks of an occupation as the reference has them; weights comparable within the occupation."""
        if code not in self._by_code:
            statements = self.catalog.tasks(code)
            weights = _reference_weights(statements, self.thresholds.supplemental_weight)
            estimates = _estimates(self.catalog, code, self.thresholds.horizon, self.thresholds.automate_from)
            self._by_code[code] = [
                self._task(s, w, e, f"{self.catalog.title}, task {s.task_id}")
                for s, w, e in zip(statements, weights, estimates, strict=True)
            ]
        return self._by_code[code]

    def _added(self, title_id: int, edit: Row) -> RoleTask:
        """A duty typed here: the rating of the reference task it was matched with, else the model's estimate."""
        codes = [code for code, _ in self.shares.get(title_id, ())]
        main = codes[0] if codes else ""
        matched = next(
            (t for c in codes for t in self.catalog.tasks(c) if t.task_id == edit["matched_task_id"]),
            None,
        )
        estimate = typed_estimate(self.catalog, edit["sentence"], main, matched, self.thresholds)
        activities = matched.activities if matched else ()
        gpt4 = matched.gpt4 if matched else ""
        statement = TaskStatement(main, edit["task_id"], edit["sentence"], ADDED, None, None, "", gpt4, "", activities)
        task = self._task(statement, 1.0, estimate, f"added by {edit['who']}, {edit['at'][:10]}")
        use = observed_use().get((matched.code, matched.task_id)) if matched else None
        return replace(_placed(task, self._place(title_id)), code="", observed=use)

    def _task(self, s: TaskStatement, weight: float, e: Estimate, source: str) -> RoleTask:
        tier = propose_tier(s.sentence, s.code, s.activities)
        return RoleTask(
            code=s.code,
            task_id=s.task_id,
            sentence=s.sentence,
            task_type=s.task_type,
            activities=s.activities,
            weight=weight,
            time_share=None,
            p_e0=e.p_e0,
            p_e1=e.p_e1,
            p_e2=e.p_e2,
            exposure=e.exposure,
            low=e.low,
            high=e.high,
            mode=e.mode,
            evidence=e.evidence,
            reason=e.reason,
            tier=tier.level,
            tier_status=PROPOSED,
            proposal=tier,
            source=source,
            gpt4=s.gpt4,
            observed=observed_use().get((s.code, s.task_id)),
        )

    def _judged(self, title_id: int | None, task: RoleTask) -> RoleTask:
        """The task with what people decided about it; above tier 1 it is never shown as automatable."""
        decided = self.decided.on(title_id, task.code, task.task_id)
        claims = tuple(self.decided.claims(title_id, task.code, task.task_id))
        if decided or claims:
            task = replace(task, judgements=tuple(decided.values()), claims=claims)
        if "tier" in decided:
            task = replace(task, tier=int(decided["tier"].new), tier_status=SIGNED_OFF)
        if "exposure" in decided:
            e = float(decided["exposure"].new)
            reason = f"{decided['exposure'].who}: {decided['exposure'].why}"
            mode = "none" if e < UNAFFECTED_BELOW else ("augment" if task.mode == "none" else task.mode)
            # a person's number holds at every horizon and leaves no interval of ours around it
            task = replace(
                task,
                p_e0=1 - e,
                p_e1=e,
                p_e2=0.0,
                exposure=e,
                low=e,
                high=e,
                mode=mode,
                evidence=PERSON,
                reason=reason,
            )
        if "mode" in decided:
            task = replace(task, mode=decided["mode"].new)
        return replace(task, mode="augment") if task.tier > 1 and task.mode == AUTOMATABLE else task


def read_inventories(
    project: Project, catalog: Catalog, thresholds: Thresholds | None = None, only: Collection[int] | None = None
) -> Inventories:
    """The inventories of a project's titles, or of some, at its own thresholds unless others are given."""
    shares: dict[int, list[tuple[str, float]]] = {}
    mapped = f"SELECT title_id, code, share FROM mapping WHERE code <> '' AND {among('title_id', only)}"
    for r in project.rows(f"{mapped} ORDER BY share DESC, code"):
        shares.setdefault(r["title_id"], []).append((r["code"], r["share"]))
    return Inventories(catalog, thresholds or project.thresholds, shares, overrides(project), _named(project, only))


def _named(project: Project, only: Collection[int] | None) -> dict[int, str]:
    """Each title with its department, as one text; the department counts where all of a title's positions have one."""
    departments: dict[int, set[str]] = {}
    for r in project.rows(f"SELECT DISTINCT title_id, department FROM position WHERE {among('title_id', only)}"):
        departments.setdefault(r["title_id"], set()).add(r["department"])
    found = {}
    for r in project.rows(f"SELECT id, title, department FROM title WHERE {among('id', only)} ORDER BY id"):
        of = departments.get(r["id"], set())
        department = r["department"] or (next(iter(of)) if len(of) == 1 else "")
        found[r["id"]] = f"{r['title']} @ {department}"
    return found


def _placed(task: RoleTask, place: str) -> RoleTask:
    """The task with the tier that it has where it is done."""
    if not place:
        return task
    tier = propose_tier(task.sentence, task.code, task.activities, place)
    return task if tier == task.proposal else replace(task, tier=tier.level, proposal=tier)


def _estimates(catalog: Catalog, code: str, horizon: str, automate_from: float) -> list[Estimate]:
    """Estimates of an occupation's tasks, made once per pack file whatever the other thresholds.

    Kept by file and not by catalog: every job opens a catalog of its own.
    """
    pack = (catalog.path, catalog.path.stat().st_mtime_ns)
    if pack not in _kept and len(_kept) >= PACKS_KEPT:
        _kept.clear()
    known = _kept.setdefault(pack, {})
    key = (code, horizon, automate_from)
    if key not in known:
        limits = replace(DEFAULTS, horizon=horizon, automate_from=automate_from)
        known[key] = reference_estimates(catalog, code, limits)
    return known[key]


PACKS_KEPT = 2
_kept: dict[tuple[Path, int], dict[tuple[str, str, float], list[Estimate]]] = {}


def _reference_weights(statements: Sequence[TaskStatement], supplemental: float) -> list[float]:
    """Importance x relevance scaled to a mean of 1 over the rated tasks; Core 1, Supplemental less, others 1."""
    rated = [s.importance * s.relevance for s in statements if s.importance and s.relevance]
    mean = sum(rated) / len(rated) if rated else 1.0
    return [
        s.importance * s.relevance / mean
        if s.importance and s.relevance
        else (supplemental if s.task_type == "Supplemental" else 1.0)
        for s in statements
    ]


def _weighed(
    tasks: Sequence[RoleTask], weights: Sequence[float], given: Mapping[tuple[str, str], float]
) -> list[RoleTask]:
    """Tasks with weights that sum to 1: shares of time entered here as they are, the rest of the time by reference weight.

    Where the shares entered leave no time to any task, the reference weights hold.
    """
    shares = [given.get((t.code, t.task_id)) for t in tasks]
    entered = sum(s for s in shares if s is not None)
    others = sum(w for w, s in zip(weights, shares, strict=True) if s is None)
    rest = max(0.0, 1.0 - entered) if others else 0.0
    if entered + rest:
        spread = rest / (others or 1.0)
        weights = [w * spread if s is None else s for w, s in zip(weights, shares, strict=True)]
    return [replace(t, weight=w, time_share=s) for t, w, s in zip(tasks, _parts(weights), shares, strict=True)]


def _parts(weights: Sequence[float]) -> list[float]:
    """Weights as parts of their sum; equal parts where all are 0."""
    total = sum(weights)
    return [w / total if total else 1 / len(weights) for w in weights]
