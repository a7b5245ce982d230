"""What a project's own decisions teach about its other titles."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from reskill.matching.kept_decisions import kept_mappings
from reskill.matching.reading import read
from reskill.matching.status import ACCEPTED, CHANGED
from reskill.matching.suggestion import Candidate, Match
from reskill.project.file import Project

# Measured on the coded rosters (data/onet/titles/rosters.csv): of 845 groups of titles with the same words 95% of the
# pairs have the same occupation, of 103 pairs of near variants 90%. A class code is one class: as the same title.
SAME_TITLE, SAME_CLASS, NEAR_TITLE = 0.95, 0.95, 0.90
NEAR = 94.0  # rapidfuzz token-sort ratio of two near variants


_COLUMNS = ("title_id", "title", "department", "code", "occupation", "who")


@dataclass(frozen=True)
class _Decision:
    title_id: int
    title: str
    core: str
    department: str
    code: str
    occupation: str
    who: str


class Lessons:
    """Decisions of a project, all or those of some titles, ready to be applied to titles that nobody has decided.

    A decision for one department teaches only titles of that department: elsewhere it may mean other work. `known`
    are the codes of the reference; a decision on another one suggests nothing, and the title's reason says so.
    """

    def __init__(self, project: Project, known: Container[str], of: Collection[int] | None = None) -> None:
        self._known = known
        self._classes: dict[int, set[str]] = {}
        for r in project.rows(
            "SELECT DISTINCT title_id, class_code FROM position WHERE class_code <> '' AND title_id IS NOT NULL"
        ):
            self._classes.setdefault(r["title_id"], set()).add(r["class_code"])
        rows = project.rows(
            "SELECT m.title_id, t.title, t.department, m.code, m.occupation, m.who FROM mapping m"
            f" JOIN title t ON t.id = m.title_id WHERE m.status IN ('{ACCEPTED}', '{CHANGED}') AND m.share > 0.999"
            " ORDER BY m.at, m.id"
        )
        left = ({"title_id": 0} | r for r in kept_mappings(project) if r["code"] and r["share"] > 0.999)
        self._by_core: dict[tuple[str, str], _Decision] = {}
        self._by_class: dict[str, _Decision] = {}
        for r in [*left, *rows]:  # of two decisions the later one teaches, and one about a title of today
            if of is None or r["title_id"] in of:
                decision = _Decision(core=read(r["title"]).core, **{k: r[k] for k in _COLUMNS})
                self._by_core[decision.core, decision.department] = decision
                self._by_class |= dict.fromkeys(self._classes.get(decision.title_id, ()), decision)
        self._cores: dict[str, list[str]] = {}
        for core, department in self._by_core:
            self._cores.setdefault(department, []).append(core)

    def applied(self, title_id: int, department: str, match: Match) -> Match:
        """The match with what was decided for a like title put first, when that is surer than the match.

        `department` is that of the row of `title`, '' where it does not matter.
        """
        lesson = self._about(title_id, read(match.title).core, department)
        if (
            lesson is None
            or lesson.code not in self._known
            or (match.best and match.best.confidence > lesson.confidence)
        ):
            return match
        others = tuple(c for c in match.candidates if c.code != lesson.code)
        return replace(match, candidates=(lesson, *others), abstained="", blend=())

    def remarked(self, title_id: int, department: str, match: Match) -> Match:
        """The match with a word in its first reason when a like title was decided on a code that is not known."""
        lesson = self._about(title_id, read(match.title).core, department)
        if lesson is None or lesson.code in self._known or match.best is None:
            return match
        reason = f"{match.best.reason}; {lesson.reason}, but the reference in use does not have {lesson.code}"
        return replace(match, candidates=(replace(match.best, reason=reason), *match.candidates[1:]))

    def _about(self, title_id: int, core: str, department: str) -> Candidate | None:
        if core and (core, department) in self._by_core:
            return _candidate(self._by_core[core, department], SAME_TITLE, "the same title")
        for class_code in sorted(self._classes.get(title_id, ())):
            if class_code in self._by_class:
                return _candidate(self._by_class[class_code], SAME_CLASS, f"the same class code {class_code}")
        cores = self._cores.get(department, [])
        near = process.extractOne(core, cores, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR) if core else None
        return _candidate(self._by_core[near[0], department], NEAR_TITLE, "nearly the same title") if near else None


def _candidate(decision: _Decision, confidence: float, kinship: str) -> Candidate:
    reason = f"{decision.who or 'you'} decided {decision.occupation} for “{decision.title}”, {kinship}"
    return Candidate(decision.code, decision.occupation, confidence, reason)
