"""Finding an occupation by any name it goes by, as a person types."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.reference.catalog import Catalog

SHOWN = 25


@dataclass(frozen=True)
class Found:
    """An occupation that fits what was typed, and the name that made it fit ('' = its own title or code)."""

    code: str
    occupation: str
    known_as: str


class OccupationSearch:
    """The names of a reference's occupations, ready to be searched in some milliseconds."""

    def __init__(self, catalog: Catalog) -> None:
        self._occupations = catalog.occupations
        self._names = [(o.title.casefold(), o.code, "") for o in self._occupations.values()]
        self._names += [(t.title.casefold(), t.code, t.title) for t in catalog.titles if t.code in self._occupations]

    def find(self, text: str) -> list[Found]:
        """Occupations in which every word typed begins a word of one name, best first; or the one of a code."""
        words = text.casefold().split()
        if not words:
            return []
        best: dict[str, tuple[int, str]] = {}  # code -> how well its best name fits, and that name
        for name, code, known_as in self._names:
            if all(w in name for w in words):
                score = self._score(words, name, known_as)
                if score and (code not in best or score > best[code][0]):
                    best[code] = (score, known_as)
        for code in self._occupations:
            if code.startswith(words[0]) and len(words) == 1 and words[0][:1].isdigit():
                best[code] = (9, "")
        jobs = {c: self._occupations[c].local_jobs or 0 for c in best}
        order = sorted(best, key=lambda c: (-best[c][0], -jobs[c], c))[:SHOWN]
        return [Found(c, self._occupations[c].title, best[c][1]) for c in order]

    @staticmethod
    def _score(words: list[str], name: str, known_as: str) -> int:
        parts = name.replace("-", " ").replace("/", " ").replace(",", " ").split()
        if not all(any(p.startswith(w) for p in parts) for w in words):
            return 0
        whole = sum(w in parts for w in words)  # words typed in full beat words begun
        same = 10 if " ".join(words) == name else 0
        return same + 2 * whole + parts[0].startswith(words[0]) + (0 if known_as else 2) + 1
