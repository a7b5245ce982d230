"""Which training programs fit a pathway, and why: pinned by a person, CIP-SOC links, words, gaps covered.

Scores order programs within one pathway; they are no measure of quality, and no outcome record enters them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reskill.pathways.gaps import Gap
from reskill.pathways.similarity import Similarity
from reskill.pathways.text_likeness import stem, words
from reskill.project.file import Project, Row
from reskill.reference.catalog import STATES, Catalog

FOUNDATION = "ai literacy"  # subject of a program that fits everyone who stays in a role that changes
ANY_OCCUPATION = "any occupation"  # subject of a form of training rather than a program, such as apprenticeship
MODEL = "model"  # kind of a program that only its own city's staff can take: an example to copy, never a fit

_PUBLIC_STAFF = ("public-sector", "public servant", "government", "city and county", "city staff")  # in an audience

# Points of a score; a score is at most 1, and 1 only for a pinned program.
_CIP, _CIP_FAMILY, _TEXT, _COVER = 0.5, 0.25, 0.3, 0.2
_FEW_LINKS = 4  # occupations that a CIP may lead to before its link counts less
_WORDS_REACH = 0.05  # share of all occupations, the likest to a program's subjects, that its words speak for
_ANY, _AT_LEAST = 0.15, 0.15
_NO_OCCUPATION = ("32.", "33.", "34.", "35.", "36.", "37.", "53.")
"""CIP 2020 series of basic skills, citizenship, health habits, leisure, personal growth and school diplomas."""


@dataclass(frozen=True)
class ProgramFit:
    """A program for a pathway: rank from 1, score in [0, 1] (only its order means something), reason in words."""

    program_id: int
    rank: int
    score: float
    reason: str


@dataclass
class _Fit:
    points: float
    reasons: list[str] = field(default_factory=list)


class Programs:
    """The programs of a project, ready to be fitted to pathways; reads the project once.

    A program that is taught in person in another state than the project's is only proposed when a person pins it.
    """

    def __init__(self, project: Project, catalog: Catalog, similarity: Similarity) -> None:
        self._programs: dict[int, Row] = {r["id"]: r for r in project.rows("SELECT * FROM program ORDER BY id")}
        state = project.setting("state").upper()
        self._offered = [
            p for p in self._programs.values() if p["kind"] != MODEL and (not state or p["place"] in ("", state))
        ]
        self._subjects = {i: {stem(w) for w in words(p["subjects"])} for i, p in self._programs.items()}
        self._pins: defaultdict[str, dict[int, str]] = defaultdict(dict)
        self._unpins: set[tuple[int, str]] = set()
        for r in project.rows("SELECT program_id, code, pinned, who, at FROM link"):
            if r["pinned"]:
                self._pins[r["code"]][r["program_id"]] = f"chosen by {r['who']} on {r['at'][:10]}"
            else:
                self._unpins.add((r["program_id"], r["code"]))
        self._shown = project.thresholds.programs_shown
        self._socs, self._families = _links(catalog)
        self._places = {
            i: similarity.places(p["subjects"] or p["name"])
            for i, p in self._programs.items()
            if not {FOUNDATION, ANY_OCCUPATION} & set(_subjects(p))
        }
        self._reach = max(1, round(len(similarity.codes) * _WORDS_REACH))
        self._by_destination: dict[str, dict[int, _Fit]] = {}

    def for_destination(self, code: str, gaps: Sequence[Gap] = ()) -> list[ProgramFit]:
        """The best programs for moving to an occupation, given what it asks that the role does not."""
        if code not in self._by_destination:
            self._by_destination[code] = self._fits(code)
        total = sum(g.weight for g in gaps)
        found = {}
        for i, fit in self._by_destination[code].items():
            covered = [g for g in gaps if _covers(self._subjects[i], g.element)]
            cover = _COVER * sum(g.weight for g in covered) / total if total else 0.0
            names = ", ".join(g.element for g in covered[:3])
            found[i] = _Fit(fit.points + cover, [*fit.reasons, *([f"touches the gap in {names}"] if covered else [])])
        return self._ranked(code, found)

    def for_staying(self, code: str) -> list[ProgramFit]:
        """The best programs for staying in an occupation whose tasks change: AI foundations first."""
        found = {}
        for p in self._offered:
            if FOUNDATION in _subjects(p):
                public = any(w in p["audience"].lower() for w in _PUBLIC_STAFF)
                points = 0.5 + 0.2 * public + 0.1 * (p["cost"] == 0)
                reasons = ["AI foundations for all staff", *(["made for public servants"] if public else [])]
                found[p["id"]] = _Fit(points, reasons)
        return self._ranked(code, found)

    def _fits(self, code: str) -> dict[int, _Fit]:
        found = {}
        for p in self._offered:
            if FOUNDATION in _subjects(p):
                continue
            fit = _Fit(_ANY, ["for any occupation"]) if ANY_OCCUPATION in _subjects(p) else self._fit(p, code)
            if fit.points >= _AT_LEAST:
                found[p["id"]] = fit
        return found

    def _fit(self, program: Row, code: str) -> _Fit:
        fit = _Fit(0.0)
        cip, soc = program["cip"], code[:7]
        if soc in self._socs.get(cip, ()):
            links = len(self._socs[cip])
            fit.points += _CIP * min(1.0, (_FEW_LINKS / links) ** 0.5)
            others = f", as to {links - 1} other occupation{'s' * (links > 2)}" if links > 1 else ""
            fit.reasons.append(f"CIP {cip} leads to {soc}{others}")
        elif cip and soc in self._families.get(cip[:5], ()):
            fit.points += _CIP_FAMILY * min(1.0, (_FEW_LINKS / len(self._families[cip[:5]])) ** 0.5)
            fit.reasons.append(f"CIP family {cip[:5]} leads to {soc}")
        elif cip[:5] in self._families or cip.startswith(_NO_OCCUPATION):
            return fit  # it leads elsewhere, so that words alone ("ESL Reading" for meter readers) would mislead
        place = self._places.get(program["id"], {}).get(code)
        if place and place <= self._reach:
            fit.points += _TEXT * (1 - (place - 1) / self._reach)
            fit.reasons.append(f"of all occupations its subjects fit this one {_ordinal(place)}best")
        return fit

    def _ranked(self, code: str, found: dict[int, _Fit]) -> list[ProgramFit]:
        scored: list[tuple[float, int, list[str]]] = []
        for i, fit in found.items():
            if i in self._pins[code] or (i, code) in self._unpins:
                continue
            scored.append((min(0.99, fit.points), i, fit.reasons))
        scored += [(1.0, i, [why]) for i, why in self._pins[code].items() if i in self._programs]
        scored.sort(key=lambda s: (-s[0], self._cost(s[1]), s[1]))
        return [
            ProgramFit(i, n, score, _sentence([*reasons, *self._figures(i)]))
            for n, (score, i, reasons) in enumerate(scored[: max(self._shown, len(self._pins[code]))], start=1)
        ]

    def _cost(self, program_id: int) -> float:
        cost = self._programs[program_id]["cost"]
        return float("inf") if cost is None else float(cost)

    def _figures(self, program_id: int) -> list[str]:
        p = self._programs[program_id]
        cost = "cost not known" if p["cost"] is None else "free" if p["cost"] == 0 else f"${p['cost']:,.0f}"
        hours = "hours not known" if p["hours"] is None else f"{p['hours']:g} hours"
        return [cost, hours, *([f"taught in {STATES.get(p['place'], p['place'])}"] if p["place"] else [])]


def _links(catalog: Catalog) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Occupations that a CIP code, and a CIP family (its first four digits), lead to; not teachers of the subject."""
    exact: defaultdict[str, set[str]] = defaultdict(set)
    family: defaultdict[str, set[str]] = defaultdict(set)
    for cip, soc in catalog.cip_soc:
        if not soc.startswith("25-1"):
            exact[cip].add(soc)
            family[cip[:5]].add(soc)
    return exact, family


def _subjects(program: Row) -> list[str]:
    return [s.strip().lower() for s in program["subjects"].split(";")]


def _covers(subjects: set[str], element: str) -> bool:
    """Whether the subjects name an element, or one side of an "A and B" element, in full."""
    sides = [{stem(w) for w in words(side)} for side in element.split(" and ")]
    return any(side and side <= subjects for side in sides)


def _ordinal(n: int) -> str:
    if n == 1:
        return ""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending} "


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
