"""Exposure of roles: what the tasks of a title add up to, by weight. An estimate of a role, never of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from functools import cache
from math import hypot, sqrt
from textwrap import shorten

import reskill.paths as paths
from reskill.exposure import bands, observed_modes, observed_use
from reskill.exposure.evidence import PERSON, PUBLISHED
from reskill.exposure.inventory import AUTOMATABLE, PROPOSED, Inventories, RoleTask, read_inventories
from reskill.exposure.oversight import PROTECTED_FROM
from reskill.exposure.oversight_rules import rules
from reskill.exposure.strange_tasks import remark
from reskill.horizon import at_horizon, software_share
from reskill.progress import Tick, silent
from reskill.project import provenance
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds

RANKS = ("first", "second", "third")
SHORT = 48  # characters of a task that a reason quotes
Z90 = 1.645  # standard errors on each side of a 90% interval


@dataclass(frozen=True)
class Role:
    """The figures of one title, as in table `role`; None where the title has no mapping or no tasks.

    Exposure with its 90% interval, net (exposure outside protected tasks) and all shares are in [0, 1];
    automate + augment + unaffected + protected = 1. The second rating is the exposure by GPT-4's ratings alone.

    Where GPT-4 would put the role in another band, `span` names both, and the plan goes by a rule: people are told and
    offered training by the higher band (`offered`), hours count as freed by the lower exposure. The threshold
    `both_raters` turns the rule off; `offered` is then None, as where the raters agree. `gpt4` and `gpt4_net`
    are the exposure and the net with GPT-4's ratings in place of the people's, where it has rated. `observed` is the use
    of AI that was seen on the role's tasks, None where it is known of less than half of the work.
    """

    title_id: int
    code: str
    occupation: str
    tasks: int
    band: str
    priority: float
    reason: str
    exposure: float | None = None
    low: float | None = None
    high: float | None = None
    net: float | None = None
    exposed: float | None = None
    automate: float | None = None
    augment: float | None = None
    unaffected: float | None = None
    protected: float | None = None
    published: float | None = None
    second_rating: float | None = None
    span: str | None = None
    offered: str | None = None
    gpt4: float | None = None
    gpt4_net: float | None = None
    observed: float | None = None


def score_roles(project: Project, catalog: Catalog, tick: Tick = silent, only: Collection[int] | None = None) -> None:
    """Rewrite table `role`, or the rows of some titles: every title gets one, one that cannot be estimated says why."""
    roles = assess(project, catalog, tick=tick, only=only)
    names = [f.name for f in fields(Role)]
    with project.derive(*(["roles"] if only is None else [])) as db:
        db.conn.executemany("DELETE FROM role WHERE title_id = ?", [(r.title_id,) for r in roles])
        db.conn.executemany(
            f"INSERT INTO role ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [[getattr(r, n) for n in names] for r in roles],
        )
        if only is None:
            provenance.record(project, provenance.OVERSIGHT, provenance.EXPOSURE, provenance.OBSERVED)


def assess(
    project: Project,
    catalog: Catalog,
    thresholds: Thresholds | None = None,
    tick: Tick = silent,
    only: Collection[int] | None = None,
) -> list[Role]:
    """The figures of every title, or of some, at the project's thresholds unless others are given; writes nothing."""
    limits = thresholds or project.thresholds
    inventories = read_inventories(project, catalog, limits, only)
    titles = [t for t in project.rows("SELECT id, positions FROM title ORDER BY id") if only is None or t["id"] in only]
    uncodable = {r["title_id"] for r in project.rows("SELECT title_id FROM mapping WHERE code = ''")}
    out = []
    for i, t in enumerate(titles):
        if i % 50 == 0:
            tick(i / len(titles), "Scoring roles")
        out.append(_role(t["id"], t["positions"], inventories, limits, t["id"] in uncodable))
    tick(1.0, "Roles scored")
    return out


def _role(title_id: int, positions: int, inventories: Inventories, limits: Thresholds, uncodable: bool) -> Role:
    shares = inventories.shares.get(title_id, ())
    code = shares[0][0] if shares else ""
    known = inventories.catalog.occupations.get(code)
    occupation = known.title if known else ""
    tasks = inventories.tasks(title_id)
    if not tasks:
        reason = (
            f"The reference has no tasks for {occupation or code}: add duties, or import a full release."
            if code
            else "A person marked this title as uncodable."
            if uncodable
            else "No occupation yet: the title waits in the review queue."
        )
        return Role(title_id, code, occupation, 0, bands.NOT_ESTIMATED, 0.0, reason)
    exposure = sum(t.weight * t.exposure for t in tasks)
    low, high = interval(tasks, limits.horizon, limits.task_correlation)
    free = [t for t in tasks if t.tier < PROTECTED_FROM]
    net = sum(t.weight * t.exposure for t in free)
    second = second_rating(tasks, limits.horizon)
    seen = observed_use.mean_use((t.weight, t.observed) for t in tasks)
    done = observed_modes.done_in_role((t.weight, t.observed, observed_modes.done_by_ai(t.activities)) for t in tasks)
    gpt4_net = net + rater_shift(free, limits.horizon)
    span = bands.span(net, gpt4_net, limits)
    return Role(
        title_id=title_id,
        code=code,
        occupation=occupation,
        tasks=len(tasks),
        exposure=exposure,
        low=low,
        high=high,
        net=net,
        exposed=sum(t.weight * exposed_chance(t, limits.horizon) for t in tasks),
        automate=sum(t.weight for t in free if t.mode == AUTOMATABLE),
        augment=sum(t.weight for t in free if t.mode == "augment"),
        unaffected=sum(t.weight for t in free if t.mode == "none"),
        protected=sum(t.weight for t in tasks if t.tier >= PROTECTED_FROM),
        published=sum(t.weight for t in tasks if t.evidence in (PUBLISHED, PERSON)),
        band=bands.band(net, limits),
        priority=net * positions,
        second_rating=second,
        span=str(span) if span.apart else None,
        offered=span.higher if span.apart and limits.both_raters else None,
        gpt4=exposure + rater_shift(tasks, limits.horizon),
        gpt4_net=gpt4_net,
        observed=seen,
        reason=explain(tasks, inventories, shares)
        + _named(tasks, free)
        + remark(tasks, inventories.named.get(title_id, ""))
        + observed_use.remark(exposure, seen)
        + observed_modes.remark(seen, done)
        + _doubt(exposure, second, limits.rater_disagreement)
        + _either(span),
    )


def second_rating(tasks: Sequence[RoleTask], horizon: str) -> float | None:
    """The exposure of a role if GPT-4's ratings held alone, 0-1; None where it rated less than half of the work."""
    rated = [t for t in tasks if t.gpt4]
    weight = sum(t.weight for t in rated)
    if weight < 0.5:
        return None
    return sum(t.weight * _by_gpt4(t, horizon) for t in rated) / weight


def _doubt(exposure: float, second: float | None, limit: float) -> str:
    """What to say where GPT-4 rated the same work quite otherwise; raters differ most on clerical work."""
    if second is None or abs(second - exposure) <= limit:
        return ""
    return f" GPT-4 rated the same work {second:.0%}: look at its tasks before relying on either."


def _named(tasks: Sequence[RoleTask], free: Sequence[RoleTask]) -> str:
    """The three tasks that weigh most, and the two of those that the band rests on that add most to it; in short."""
    heaviest = sorted(tasks, key=lambda t: -t.weight)[:3]
    deciding = sorted((t for t in free if t.exposure), key=lambda t: -t.weight * t.exposure)[:2]
    said = f" Most weight: {', '.join(_short(t.sentence) for t in heaviest)}."
    if not deciding:
        return said
    rests = [f"the {RANKS[heaviest.index(t)]}" if t in heaviest else _short(t.sentence) for t in deciding]
    return f"{said} The band rests most on {' and '.join(rests)}."


def _short(sentence: str) -> str:
    """The start of a task in quotes, cut at a word."""
    return f"“{shorten(sentence.rstrip('.'), SHORT, placeholder='…').replace(',…', '…')}”"


def _either(span: bands.Span) -> str:
    """What to say where the band depends on the rater."""
    return f" Its band depends on the rater: {span}." if span.apart else ""


def exposed_chance(task: RoleTask, horizon: str) -> float:
    """P(exposed): of E1 or E2, or of E1 alone where the horizon leaves software built on AI out."""
    return task.p_e1 + (task.p_e2 if software_share(horizon) else 0.0)


def interval(tasks: Sequence[RoleTask], horizon: str, correlation: float) -> tuple[float, float]:
    """The 90% interval of a role's exposure sum(w e), from what its tasks' ratings may be and who rates them.

    With each task's standard error s and correlation r, the tasks' own half-width is 1.645 times
    sqrt((1 - r) sum((w s)^2) + r (sum(w s))^2), below and above apart. s is the spread of the task's own chances of
    E0, E1 and E2, and at least what its range says. Raters also differ in the same way over all tasks of a role, so
    what GPT-4's ratings would shift the role by is one term, not averaged away, added in square on its side.
    """
    middle = sum(t.weight * t.exposure for t in tasks)
    below = _width([t.weight * max(_spread(t, horizon), (t.exposure - t.low) / Z90) for t in tasks], correlation)
    above = _width([t.weight * max(_spread(t, horizon), (t.high - t.exposure) / Z90) for t in tasks], correlation)
    shift = rater_shift(tasks, horizon)
    return max(0.0, middle - hypot(below, min(shift, 0.0))), min(1.0, middle + hypot(above, max(shift, 0.0)))


def rater_shift(tasks: Sequence[RoleTask], horizon: str) -> float:
    """What GPT-4's ratings would add to (or take from) the exposure of these tasks, where it rated them and no
    person judged them."""
    return sum(t.weight * (_by_gpt4(t, horizon) - t.exposure) for t in tasks if t.gpt4 and t.evidence != PERSON)


def _by_gpt4(task: RoleTask, horizon: str) -> float:
    return at_horizon(task.gpt4 == "E1", task.gpt4 == "E2", horizon)


def _spread(task: RoleTask, horizon: str) -> float:
    """Standard deviation of the rating under the task's own chances; 0 where a person or the people have spoken."""
    if task.evidence == PERSON:
        return 0.0
    second = task.p_e1 + software_share(horizon) ** 2 * task.p_e2
    return sqrt(max(0.0, second - task.exposure**2))


def _width(errors: Sequence[float], correlation: float) -> float:
    return Z90 * sqrt((1 - correlation) * sum(e * e for e in errors) + correlation * sum(errors) ** 2)


def explain(tasks: Sequence[RoleTask], inventories: Inventories, shares: Sequence[tuple[str, float]]) -> str:
    """Why a role has its figures, in plain words: which work is exposed, and which stays with people."""
    exposed = [t for t in tasks if exposed_chance(t, inventories.thresholds.horizon) >= 0.5]
    kinds = _kinds(exposed)
    parts = [f"{len(exposed)} of {len(tasks)} tasks exposed{', mostly ' + ' and '.join(kinds) if kinds else ''}"]
    protected = [t for t in tasks if t.tier >= PROTECTED_FROM]
    if protected:
        subjects = Counter(s for t in protected for s in t.proposal.subjects[:1])
        titles = rules().subjects
        named = ", ".join(titles.get(s, s).lower() for s, _ in subjects.most_common(2))
        stay = "1 task stays" if len(protected) == 1 else f"{len(protected)} tasks stay"
        parts.append(f"{stay} with people{': ' + named if named else ''}")
    absent = [(c, s) for c, s in shares if not inventories.catalog.tasks(c)]
    if absent:
        parts.append(f"{sum(s for _, s in absent):.0%} of the blend not estimated ({', '.join(c for c, _ in absent)})")
    judged = sum(any(j.field != "tier" for j in t.judgements) for t in tasks)
    if judged:
        parts.append(f"{judged} judged by a person" if judged == 1 else f"{judged} judged by people")
    signed = sum(t.tier_status != PROPOSED for t in tasks)
    if signed:
        parts.append(f"{signed} of {len(tasks)} oversight tiers signed off")
    return "; ".join(parts) + "."


def _kinds(tasks: Sequence[RoleTask]) -> list[str]:
    """The two kinds of work with most weight among tasks, by their O*NET work activities."""
    weight: dict[str, float] = {}
    for t in tasks:
        for activity in t.activities:
            kind = _kind_names().get(activity[:9])
            if kind:
                weight[kind] = weight.get(kind, 0.0) + t.weight * t.exposure / len(t.activities)
    return sorted(weight, key=lambda k: -weight[k])[:2]


@cache
def _kind_names() -> dict[str, str]:
    lines = (paths.shipped("data/oversight") / "kinds_of_work.csv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split(",", 1) for line in lines)
