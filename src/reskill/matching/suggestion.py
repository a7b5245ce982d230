"""What a suggestion is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """One occupation suggested for a title. Confidence is the chance, in [0, 1], that a careful coder accepts it."""

    code: str
    occupation: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class Match:
    """Candidates for a title, best first; `abstained` says why there are none, or '' when there are some.

    `blend` gives shares that sum to 1 when the title plainly names two occupations; it is empty otherwise.
    """

    title: str
    department: str
    candidates: tuple[Candidate, ...]
    abstained: str = ""
    blend: tuple[tuple[Candidate, float], ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The first candidate, or None."""
        return self.candidates[0] if self.candidates else None
