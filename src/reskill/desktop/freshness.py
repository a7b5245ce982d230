"""Which derived figures are out of date, as the window asks and says it; by decisions, rules and models."""

from __future__ import annotations

from reskill import basis
from reskill.project.file import Project
from reskill.project.freshness import STAGES, first

_BASIS = {basis.TITLES: "titles", basis.EXPOSURE: "roles", basis.OVERSIGHT: "roles"}


class Freshness:
    """The first stage that has to be done again, kept in the project file.

    Changes mark it themselves (reskill.project.freshness).
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

    def done(self, stage: str) -> None:
        """Mark a stage, and those before it, as up to date."""
        after = STAGES.index(stage) + 1
        if self.stale and STAGES.index(self.stale) < after:
            self._set("stale", STAGES[after] if after < len(STAGES) else "")

    def _mark(self, stages: set[str]) -> None:
        if stages:
            self._set("stale", first([*stages, self.stale]))

    def _set(self, key: str, value: str) -> None:
        if self._project.writable:
            with self._project.derive() as db:
                db.execute(
                    "INSERT INTO setting VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, value),
                )
