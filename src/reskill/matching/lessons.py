"""What a project's own decisions teach about its other titles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from reskill.matching.match import Candidate, Match
from reskill.matching.reading import read
from reskill.project.file import Project
from reskill.reference.catalog import Catalog

# How often two titles that are alike in this way have the same occupation (see FACTS of data/matching/lessons).
SAME_TITLE, SAME_CLASS, NEAR_TITLE = 0.95, 0.93, 0.85
NEAR = 92.0  # rapidfuzz token-sort ratio from which two titles are near variants


@dataclass(frozen=True)
class _Decision:
    title_id: int
    title: str
    core: str
    code: str
    who: str


class Lessons:
    """The decisions of a project, ready to be applied to titles that nobody has decided."""

    def __init__(self, project: Project, catalog: Catalog) -> None:
        self._catalog = catalog
        self._classes: dict[int, frozenset[str]] = {}
        for r in project.rows(
            "SELECT DISTINCT title_id, class_code FROM position WHERE class_code <> '' AND title_id IS NOT NULL"
        ):
            old = self._classes.get(r["title_id"], frozenset())
            self._classes[r["title_id"]] = old | {r["class_code"]}
        rows = project.rows(
            "SELECT m.title_id, t.title, m.code, m.who FROM mapping m JOIN title t ON t.id = m.title_id"
            " WHERE m.status IN ('accepted', 'changed') AND m.share > 0.999 ORDER BY m.at DESC, m.id DESC"
        )
        self._decisions = [
            _Decision(r["title_id"], r["title"], _core(r["title"]), r["code"], r["who"])
            for r in rows
            if r["code"] in catalog.occupations  # another pack may lack an occupation that was decided on
        ]
        self._cores = [d.core for d in self._decisions]

    def applied(self, title_id: int, match: Match) -> Match:
        """The match with what was decided for like titles put first, when it is surer than the engine is."""
        lesson = self._about(title_id, match.title)
        if lesson is None or (match.best and match.best.confidence > lesson.confidence):
            return match
        others = tuple(c for c in match.candidates if c.code != lesson.code)
        return replace(match, candidates=(lesson, *others[:4]), abstained="", blend=())

    def _about(self, title_id: int, title: str) -> Candidate | None:
        core, classes = _core(title), self._classes.get(title_id, frozenset())
        for decision in self._decisions:
            if core and decision.core == core and decision.title_id != title_id:
                return self._candidate(decision, SAME_TITLE, "the same title")
        for decision in self._decisions:
            if classes & self._classes.get(decision.title_id, frozenset()):
                return self._candidate(decision, SAME_CLASS, "the same class code")
        near = process.extractOne(core, self._cores, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR) if core else None
        return self._candidate(self._decisions[near[2]], NEAR_TITLE, "a like title") if near else None

    def _candidate(self, decision: _Decision, confidence: float, kinship: str) -> Candidate:
        name = self._catalog.occupation(decision.code).title
        reason = f"{decision.who or 'you'} decided {name} for “{decision.title}” ({kinship})"
        return Candidate(decision.code, name, confidence, reason)


def _core(title: str) -> str:
    return read(title).core
