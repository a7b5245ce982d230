"""Moving a project to another reference pack: what would change, and the move, which one undo takes back.

What people decided (mappings, judgements, changes to tasks, choices) stays as it is and is found again by its codes
and task IDs; where the new pack lacks one, the decision rests and the preview says so. Only suggestions that nobody
decided are made anew, and only where their occupation is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reskill.exposure.overrides import WITHDRAWN
from reskill.exposure.roles import Role, assess
from reskill.matching.mapping import suggested, write_suggestion
from reskill.matching.matcher import Matcher
from reskill.matching.status import SUGGESTED
from reskill.progress import Tick, section, silent
from reskill.project.file import Project, Row, now
from reskill.reference.catalog import Catalog
from reskill.reference.losses import Loss, losses

_SHOWN = 10  # of each kind, in `Preview.lines`


@dataclass(frozen=True)
class MappingChange:
    """A title whose occupation the new pack does not have, or has split into more occupations.

    `others` are the new pack's occupations with the same SOC code; `now` is the code that the title has after the
    move, '' = it waits for a person.
    """

    title: str
    positions: int
    code: str
    occupation: str
    decided: bool
    others: tuple[str, ...]
    now: str

    def __str__(self) -> str:
        into = f" (split: {', '.join(self.others)})" if self.others else ""
        if self.now == self.code:
            return f"{self.code} {self.occupation}{into} stays" + (", decided by a person" if self.decided else "")
        return f"{self.code} {self.occupation} is gone{into}; suggested now: {self.now or 'nothing'}"


@dataclass(frozen=True)
class TaskChange:
    """Tasks of an occupation in use: sentences added and dropped, and pairs of old and new sentences."""

    code: str
    occupation: str
    added: tuple[str, ...]
    reworded: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class BandChange:
    """A role that moves to another band; net exposures are in [0, 1], None = not estimated."""

    title: str
    positions: int
    old: str
    new: str
    old_net: float | None
    new_net: float | None


@dataclass(frozen=True)
class Preview:
    """What moving a project from one pack to another changes. `resting` are decisions that find nothing there, `lost`
    the figures that occupations in use have no more."""

    old: str
    new: str
    mappings: tuple[MappingChange, ...]
    tasks: tuple[TaskChange, ...]
    bands: tuple[BandChange, ...]
    resting: tuple[str, ...]
    lost: tuple[Loss, ...]

    def lines(self) -> list[str]:
        """The preview in words."""
        counts = [sum(len(getattr(t, what)) for t in self.tasks) for what in ("added", "reworded", "dropped")]
        return [
            f"From {self.old} to {self.new}",
            f"titles whose occupation is gone or split: {len(self.mappings)}",
            *_some(f"  {m.title} ({m.positions}): {m}" for m in self.mappings),
            f"tasks of {len(self.tasks)} occupations in use: {counts[0]} added, {counts[1]} reworded, "
            f"{counts[2]} dropped",
            *_some(
                f"  {t.code} {t.occupation}: {len(t.added)} added, {len(t.reworded)} reworded, {len(t.dropped)} dropped"
                for t in self.tasks
            ),
            f"roles in another band: {len(self.bands)}",
            *_some(f"  {b.title} ({b.positions}): {b.old} -> {b.new}" for b in self.bands),
            f"decisions kept that find nothing to apply to: {len(self.resting)}",
            *_some(f"  {text}" for text in self.resting),
            f"occupations in use that lose figures: {len(self.lost)}",
            *_some(f"  {loss}" for loss in self.lost),
        ]


class _NotYet(Exception):
    """Takes the trial move back."""


def preview(project: Project, old: Catalog, new: Catalog, tick: Tick = silent) -> Preview:
    """What `move` would change; the project is left as it is."""
    before = assess(project, old, tick=section(tick, 0.0, 0.4))
    rows = [r for r in _mapped(project) if _is_changed(r["code"], old, new)]
    codes = sorted({str(r["code"]) for r in _mapped(project)})
    try:
        with project.change("Preview"):
            _apply(project, new)
            after = assess(project, new, tick=section(tick, 0.4, 1.0))
            placed = {r["title_id"]: str(r["code"]) for r in _mapped(project)}
            raise _NotYet
    except _NotYet:
        pass
    mappings = (
        MappingChange(
            r["title"],
            r["positions"],
            r["code"],
            r["occupation"],
            r["status"] != SUGGESTED,
            tuple(_siblings(r["code"], new)),
            r["code"] if r["status"] != SUGGESTED else placed.get(r["title_id"], ""),
        )
        for r in rows
    )
    return Preview(
        old.title,
        new.title,
        tuple(mappings),
        tuple(_task_changes(codes, old, new)),
        tuple(_band_changes(project, before, after)),
        tuple(_resting(project, new)),
        tuple(losses(old, new, codes)),
    )


def move(project: Project, new: Catalog) -> None:
    """Make a project rest on another pack, as one change; its derived figures are then to be computed again.

    Its titles follow within the change, unless they wait to be mapped.
    """
    made = () if project.stale.reaches("titles") else ("titles",)
    with project.change(f"Move to {new.title}", *made):
        _apply(project, new)


def _apply(project: Project, new: Catalog) -> None:
    project.set_setting("reference", new.name)
    project.db.execute("DELETE FROM reference_used")
    project.db.conn.executemany(
        "INSERT INTO reference_used (name, release, sha256, at) VALUES (?,?,?,?)",
        [(s.name, s.release, s.sha256, now()) for s in new.sources],
    )
    lost = {
        (r["title_id"], r["title"], r["department"])
        for r in _mapped(project)
        if r["status"] == SUGGESTED and r["code"] not in new.occupations
    }
    if lost:
        matcher, doubt = Matcher(new), project.thresholds.doubt_confidence
        for title_id, title, department in sorted(lost):
            write_suggestion(project, title_id, suggested(matcher.suggest(title, department), doubt))


def _mapped(project: Project) -> list[Row]:
    return project.rows(
        "SELECT m.title_id, t.title, t.department, t.positions, m.code, m.occupation, m.status FROM mapping m"
        " JOIN title t ON t.id = m.title_id WHERE m.code <> '' ORDER BY t.positions DESC, t.title, m.code"
    )


def _siblings(code: str, catalog: Catalog) -> list[str]:
    """The other occupations of a pack with the same SOC code."""
    return [o.code for o in catalog.occupations.values() if o.soc == code[:7] and o.code != code]


def _is_changed(code: str, old: Catalog, new: Catalog) -> bool:
    return code not in new.occupations or not set(_siblings(code, new)) <= set(_siblings(code, old))


def _task_changes(codes: Iterable[str], old: Catalog, new: Catalog) -> Iterator[TaskChange]:
    for code in codes:
        was = {t.task_id: t.sentence for t in old.tasks(code)}
        now_is = {t.task_id: t.sentence for t in new.tasks(code)}
        added = tuple(s for i, s in now_is.items() if i not in was)
        reworded = tuple((was[i], s) for i, s in now_is.items() if i in was and was[i] != s)
        dropped = tuple(s for i, s in was.items() if i not in now_is)
        if added or reworded or dropped:
            known = new.occupations.get(code) or old.occupations.get(code)
            yield TaskChange(code, known.title if known else "", added, reworded, dropped)


def _band_changes(project: Project, before: Iterable[Role], after: Iterable[Role]) -> Iterator[BandChange]:
    titles = {r["id"]: r for r in project.rows("SELECT id, title, positions FROM title")}
    for was, is_now in zip(before, after, strict=True):
        if was.band != is_now.band:
            t = titles[was.title_id]
            yield BandChange(t["title"], t["positions"], was.band, is_now.band, was.net, is_now.net)


def _resting(project: Project, new: Catalog) -> Iterator[str]:
    """Decisions on tasks and occupations that the new pack does not have."""
    for r in project.rows(f"SELECT code, task_id, field, who FROM judgement WHERE state <> '{WITHDRAWN}' ORDER BY id"):
        if r["task_id"] not in _task_ids(r["code"], new) and not r["task_id"].startswith("local-"):
            yield f"{r['field']} of task {r['task_id']} of {r['code']}, judged by {r['who']}"
    for r in project.rows("SELECT code, task_id, deed, matched_task_id, who FROM task_edit ORDER BY id"):
        if r["code"] and r["task_id"] not in _task_ids(r["code"], new):
            yield f"task {r['task_id']} of {r['code']}, {r['deed']} by {r['who']}"
        elif r["matched_task_id"] and not any(r["matched_task_id"] in _task_ids(c, new) for c in new.occupations):
            yield f"duty {r['task_id']} by {r['who']}, matched with task {r['matched_task_id']}"
    for what, table in (("pathway", "pathway_choice"), ("program pinned", "link"), ("cohort", "cohort")):
        column = "destination" if table == "cohort" else "code"
        for r in project.rows(f"SELECT DISTINCT {column} AS code FROM {table} ORDER BY 1"):
            if r["code"] not in new.occupations:
                yield f"{what} to {r['code']}"


def _task_ids(code: str, catalog: Catalog) -> set[str]:
    return {t.task_id for t in catalog.tasks(code)}


def _some(lines: Iterable[str]) -> list[str]:
    every = list(lines)
    more = [f"  and {len(every) - _SHOWN} more"] if len(every) > _SHOWN else []
    return [*every[:_SHOWN], *more]
