"""What one returned worksheet changes in its title, checked against the project.

A worksheet is taken in whole or not at all: its shares only mean something together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reskill.exposure.inventory import Inventories, RoleTask, read_inventories
from reskill.exposure.task_edits import LONGEST
from reskill.intake.text import text_of
from reskill.problem import Place, Problem
from reskill.project.file import Project
from reskill.reference.catalog import Catalog
from reskill.worksheets.lines import Line, Sheet
from reskill.worksheets.sheet import ANY_DEPARTMENT, key_of, label_of, mark_of, parts_of

LEFT_OUT = "This worksheet was left out."
TOLERANCE = 0.02  # by which the shares entered for a title may exceed the whole
EDITION = "worksheet"  # under which remarks stand among the reviewers' comments


@dataclass(frozen=True)
class Correction:
    """What one worksheet changes in its title; shares are fractions of the working time."""

    title_id: int
    title: str  # with its department
    place: Place
    source: str  # file, sheet, and by whom and when it was filled in
    by: str  # the unit or group, and when
    shares: tuple[Line, ...]
    dropped: tuple[Line, ...]
    added: tuple[Line, ...]
    remarks: tuple[Line, ...]  # on lines where nothing else was entered
    weights: Mapping[str, float]  # present share of each task of the title, by key

    def why(self, line: Line) -> str:
        """The reason that is kept with an entry: its remark, and where it stands."""
        return f"{line.remark} ({self.source})" if line.remark else self.source


class Check:
    """Compares sheets with the project."""

    def __init__(self, project: Project, catalog: Catalog, sheets: Sequence[Sheet]) -> None:
        self._project = project
        self._mark = mark_of(project)
        self._inventories: Inventories = read_inventories(project, catalog)
        self._titles = {
            (_plain(r["title"]), _plain(r["department"] or ANY_DEPARTMENT)): r
            for r in project.rows("SELECT id, title, department FROM title WHERE positions > 0")
        }
        self._remarks = {
            (r["edition"], r["sheet"], r["subject"], r["text"])
            for r in project.rows("SELECT * FROM comment WHERE edition = ?", (EDITION,))
        }
        self._places: dict[tuple[str, str], list[Place]] = {}
        for s in sheets:
            if s.lines:
                self._places.setdefault((_plain(s.title), _plain(s.department)), []).append(s.place)

    def is_of_project(self, sheet: Sheet) -> bool:
        """Whether a sheet was written from this project, or from another one of the same city."""
        return sheet.mark == self._mark or same(sheet.city, self._project.city)

    def correction(self, sheet: Sheet) -> tuple[Correction | None, list[Problem]]:
        """What a sheet changes, and what is wrong with it; with an error it changes nothing."""
        problems = list(sheet.problems)
        key = (_plain(sheet.title), _plain(sheet.department))
        found = self._titles.get(key)
        if not self.is_of_project(sheet):
            problems.append(
                _wrong(
                    sheet,
                    f"This worksheet is of {sheet.city or 'no city'}, not of {self._project.city}.",
                    "Take it into that city's project.",
                )
            )
        elif found is None:
            of = f" ({sheet.department})" if sheet.department not in ("", ANY_DEPARTMENT) else ""
            problems.append(
                _wrong(
                    sheet,
                    f"The project has no title {sheet.title or '(empty)'}{of}.",
                    "It may have left the roster, been renamed, or been divided by department: write a new worksheet.",
                )
            )
        elif len(self._places.get(key, ())) > 1:
            others = ", ".join(p.sheet for p in self._places[key] if p.sheet != sheet.place.sheet)
            problems.append(
                _wrong(
                    sheet,
                    f"{sheet.title} is filled in on another sheet as well: {others}.",
                    "Bring the entries together on one of them.",
                )
            )
        else:
            made, wrong = self._of_title(sheet, found["id"], label_of(found["title"], found["department"]))
            problems += wrong
            if not any(p.level == "error" for p in problems):
                return made, problems
        return None, [replace(p, remedy=f"{p.remedy} {LEFT_OUT}") if p.level == "error" else p for p in problems]

    def _of_title(self, sheet: Sheet, title_id: int, label: str) -> tuple[Correction, list[Problem]]:
        tasks = {key_of(t.code, t.task_id): t for t in self._inventories.tasks(title_id)}
        already = {(e["code"], e["task_id"]) for e in self._edits(title_id) if e["deed"] == "dropped"}
        lines = [n for n in sheet.lines if not (n.gone and parts_of(n.key) in already and n.key)]
        lines = [self._known_duty(n, tasks) for n in lines]
        problems = list(_unknown(sheet, lines, tasks)) + list(_reworded(sheet, tasks))
        comments = [n for n in lines if n.share is None and not n.gone and (n.key or not n.task)]
        source = f"Task worksheet {sheet.place}" + (f"; {sheet.filled_in}" if sheet.filled_in else "")
        weights = {key: t.weight for key, t in tasks.items()}
        made = Correction(
            title_id,
            label,
            sheet.place,
            source,
            sheet.filled_in or "a task worksheet",
            tuple(n for n in lines if n.key and n.share is not None and not n.gone),
            tuple(n for n in lines if n.key and n.gone),
            tuple(n for n in lines if not n.key and n.task),
            tuple(n for n in comments if n.remark and (EDITION, *comment_of(label, n)[1:]) not in self._remarks),
            weights,
        )
        if any(p.level == "error" for p in problems):
            return made, problems
        made, more = _fitted(made, tasks, sheet)
        return made, problems + more

    def _edits(self, title_id: int) -> Sequence[Mapping[str, object]]:
        return self._inventories.decided.edits.get(title_id, [])

    def _known_duty(self, line: Line, tasks: Mapping[str, RoleTask]) -> Line:
        """A duty that was added with the same words before is that one, not another."""
        if line.key:
            return line
        same = (k for k, t in tasks.items() if not t.code and _plain(t.sentence) == _plain(line.task))
        return replace(line, key=next(same, ""))


def _unknown(_sheet: Sheet, lines: Sequence[Line], tasks: Mapping[str, RoleTask]) -> Iterator[Problem]:
    """Entries for tasks that the title does not have, and duties that cannot be added."""
    lost = [n for n in lines if n.key and n.key not in tasks]
    if lost:
        rows = ", ".join(str(n.place.row) for n in lost[:8]) + (", …" if len(lost) > 8 else "")
        yield Problem(
            f"{len(lost)} tasks of this sheet are not among the title's tasks now (rows {rows})."
            if len(lost) > 1
            else "This task is not among the title's tasks now.",
            lost[0].place,
            "Its occupation or tasks have changed since, or the key was edited: write a new worksheet.",
        )
    seen: set[str] = set()
    for n in lines:
        if max(len(n.remark), 0 if n.key else len(n.task)) > LONGEST:
            yield Problem(f"This entry is longer than {LONGEST:,} characters.", n.place, "Say it in one sentence.")
        name = n.key or _plain(n.task)
        if name and name in seen:
            yield Problem("This duty stands on another line as well.", n.place, "Clear one of the two.")
        seen.add(name)


def _reworded(sheet: Sheet, tasks: Mapping[str, RoleTask]) -> Iterator[Problem]:
    for key, (row, words) in sheet.keys.items():
        if key in tasks and _plain(words) != _plain(tasks[key].sentence):
            yield Problem(
                "The words of this task were changed; that was not taken in.",
                Place(sheet.place.file, sheet.place.sheet, row),
                "Where it is another task, write no beside it and add the other one on an empty line.",
                "warning",
            )


def _fitted(made: Correction, tasks: Mapping[str, RoleTask], sheet: Sheet) -> tuple[Correction, list[Problem]]:
    """The correction with shares that fit into the whole, without those that are so already; or why they do not fit."""
    dropped = {n.key for n in made.dropped}
    if len(dropped) == len(tasks) and not made.added:
        return made, [_wrong(sheet, f"No task of {made.title} would be left.", "Add what is done instead.")]
    new = {n.key or str(n.place.row): n.share for n in (*made.shares, *made.added) if n.share is not None}
    entered = sum(new.values())
    kept = sum(t.time_share or 0.0 for k, t in tasks.items() if k not in new and k not in dropped)
    if entered + kept > 1 + TOLERANCE:
        before = f", with the {kept:.0%} that was entered before for other tasks" if kept else ""
        text = f"The shares entered for {made.title} come to {entered + kept:.0%}{before}."
        return made, [_wrong(sheet, text, "Correct them so that they come to 100% or less.")]
    left = len(tasks) - len(dropped) + len(made.added) - len(new)
    open_ones = left - sum(1 for k, t in tasks.items() if t.time_share is not None and not {k} & (new.keys() | dropped))
    problems = []
    if new and not open_ones and entered + kept < 1 - TOLERANCE:
        text = f"Every task of {made.title} has a share, and together they come to {entered + kept:.0%}."
        if entered + kept == 0:
            return made, [_wrong(sheet, text, "Correct them so that they come to 100%.")]
        problems.append(_wrong(sheet, text, "They are taken in proportion, as shares of 100%.", "warning"))
    scale = (1 - kept) / entered if entered + kept > 1 else 1.0

    def scaled(line: Line) -> Line:
        return line if line.share is None else replace(line, share=line.share * scale)

    shares = tuple(map(scaled, made.shares))
    new_shares = tuple(n for n in shares if not _is_so(n, tasks[n.key]))
    return replace(made, shares=new_shares, added=tuple(map(scaled, made.added))), problems


def _is_so(line: Line, task: RoleTask) -> bool:
    # only a share that was entered: an inventory's own weight changes with the others
    return task.time_share is not None and line.share is not None and abs(task.time_share - line.share) < 5e-5


def _wrong(sheet: Sheet, text: str, remedy: str, level: Literal["error", "warning"] = "error") -> Problem:
    return Problem(text, sheet.place, remedy, level)


def comment_of(title: str, line: Line) -> tuple[str, str, str, str]:
    """Edition, sheet, subject and text of a remark among the comments."""
    about = f"{title}: {line.task}" if line.task else title
    return EDITION, "Task worksheet", about, line.remark


def _plain(text: object) -> str:
    return text_of(text).casefold()


def same(one: str, other: str) -> bool:
    """Whether two names differ in case and spaces at most."""
    return _plain(one) == _plain(other)
