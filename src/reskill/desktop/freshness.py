"""Which derived figures are out of date: by the tables and settings that later steps touched, and by the rules and
models in force."""

from __future__ import annotations

import re

from reskill import basis
from reskill.desktop.threshold_words import GROUPS
from reskill.project import undo
from reskill.project.file import Project

STAGES = ("titles", "roles", "pathways", "plan")  # in the order of the work; each rests on the ones before
_TABLES = {
    "position": "titles",
    "reference_used": "titles",
    "mapping": "roles",
    "task_edit": "roles",
    "judgement": "roles",
    "program": "pathways",
    "link": "pathways",
    "pathway_choice": "plan",
    "fund": "plan",
    "fund_year": "plan",
    "scenario": "plan",
    "cohort": "plan",  # an undone plan gives the one before it back, which was made before later decisions
}
_GROUPS = {
    "Roster": "",
    "Titles": "titles",
    "Exposure": "roles",
    "Bands": "roles",
    "Pathways": "pathways",
    "Plan": "plan",
}
_SETTINGS = {
    **{name: _GROUPS.get(group, "") for name, group in GROUPS.items()},
    **dict.fromkeys(
        ("city", "planner", "roster_file", "roster_columns", "stale", "seen_step", "readiness", "rule"), ""
    ),
    **dict.fromkeys(("scenario", "fiscal_year", "years"), "plan"),
    "reference": "titles",
    "state": "pathways",
}
_OTHER_SETTING = "roles"
_BASIS = {basis.TITLES: "titles", basis.EXPOSURE: "roles", basis.OVERSIGHT: "roles"}


class Freshness:
    """The first stage that has to be done again, kept in the project file.

    It is kept as settings outside undo: undoing a step makes figures stale just as doing it did.
    """

    def __init__(self, project: Project) -> None:
        self._project = project

    @property
    def stale(self) -> str:
        """The first stage of STAGES that is out of date; '' when none is."""
        return self._project.setting("stale")

    def is_stale(self, stage: str) -> bool:
        """Whether figures of this stage, or of one it rests on, are out of date."""
        return bool(self.stale) and STAGES.index(self.stale) <= STAGES.index(stage)

    def note(self, step: int, again: bool = False) -> None:
        """Mark what a step that was done, undone or done again puts out of date; a plan made again is up to date."""
        blob = self._project.value("SELECT inverse FROM step WHERE id = ?", (step,))
        statements = set(undo.unpack(blob)) if blob else set()
        self._mark({self._stage(s) for s in statements})
        if again and self.stale == "plan" and any(_table(s) == "cohort" for s in statements):
            self._set("stale", "")

    def note_basis(self) -> None:
        """Mark the figures that were worked out with other rules or models than those in force."""
        self._mark({_BASIS[name] for name in basis.changed(self._project)})

    @property
    def why(self) -> str:
        """Why figures before the plan are out of date, in one sentence."""
        others = ", ".join(f"the {name}" for name in basis.changed(self._project))
        if not others:
            return "Decisions have changed since these figures were worked out."
        return f"These figures were worked out with an earlier version of {others}."

    def note_new_steps(self) -> None:
        """Mark what the steps since the last look put out of date."""
        for step in self._project.rows(
            "SELECT id FROM step WHERE id > ? AND state = 'done'", (int(self._project.setting("seen_step", "0")),)
        ):
            self.note(step["id"])
        self.skip_new_steps()

    def skip_new_steps(self) -> None:
        """Take the steps so far as known: they were made together with their figures."""
        newest = str(self._project.value("SELECT coalesce(max(id), 0) FROM step"))
        if newest != self._project.setting("seen_step"):
            self._set("seen_step", newest)

    def done(self, stage: str) -> None:
        """Mark a stage, and those before it, as up to date."""
        after = STAGES.index(stage) + 1
        if self.stale and STAGES.index(self.stale) < after:
            self._set("stale", STAGES[after] if after < len(STAGES) else "")

    def _mark(self, stages: set[str]) -> None:
        touched = stages - {""}
        if touched:
            self._set("stale", min([*touched, *filter(None, [self.stale])], key=STAGES.index))

    def _stage(self, statement: str) -> str:
        table = _table(statement)
        if table == "setting":
            return _SETTINGS.get(self._setting_of(statement).partition(".")[0], _OTHER_SETTING)
        return _TABLES.get(table, "")

    def _setting_of(self, statement: str) -> str:
        row = re.fullmatch(r"DELETE FROM setting WHERE rowid=(\d+)", statement)
        if row:
            return str(self._project.value("SELECT key FROM setting WHERE rowid = ?", (int(row[1]),)))
        named = re.search(r"(?:key=|VALUES \(\d+,)'([^']+)'", statement)
        return named[1] if named else ""

    def _set(self, key: str, value: str) -> None:
        if self._project.writable:
            with self._project.derive() as db:
                db.execute(
                    "INSERT INTO setting VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, value),
                )


def _table(statement: str) -> str:
    """The table that a statement of a step's inverse changes."""
    words = statement.split(" ", 3)
    return words[1] if words[0] == "UPDATE" else words[2]
