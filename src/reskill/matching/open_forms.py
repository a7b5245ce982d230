"""Titles with a short form that nothing nearby tells apart, as “comm”: every reading is heard, none is taken for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reskill.matching.evidence import COLUMNS, Evidence
from reskill.matching.suggestion import Candidate

LIKEST = COLUMNS.index("likest")
SHARP = 4  # power of the likeness to a coded title by which a reading weighs


def open_to(heard: Sequence[Evidence], ranked: Sequence[Sequence[Candidate]]) -> tuple[Candidate, ...]:
    """The candidates of all readings, best first, each as sure as its readings are likely.

    `ranked` are the candidates of each reading. A reading weighs the more, the more alike it is to a title that was
    coded: nobody writes of a commission's officer where every roster has communications officers.
    """
    likeness = [float(max(e.table[:, LIKEST], default=0.0)) ** SHARP + 1e-6 for e in heard]
    shares = [v / sum(likeness) for v in likeness]
    sure: dict[str, float] = {}
    best: dict[str, tuple[float, Candidate]] = {}
    for share, candidates in zip(shares, ranked, strict=True):
        for c in candidates:
            soc, weight = c.code[:7], share * c.confidence
            sure[soc] = sure.get(soc, 0.0) + weight
            if soc not in best or weight > best[soc][0]:
                best[soc] = weight, c
    written, meanings = heard[0].reading.open
    said = f"'{written}' may be {', '.join(meanings[:-1])} or {meanings[-1]}"
    found = [replace(c, confidence=round(sure[soc], 4), reason=f"{said}; {c.reason}") for soc, (_, c) in best.items()]
    return tuple(sorted(found, key=lambda c: (-c.confidence, c.code)))
