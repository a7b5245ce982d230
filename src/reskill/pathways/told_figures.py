"""How exposure and outlook of a next job are told beside those of today's work."""

from __future__ import annotations

from reskill.thresholds import Thresholds

DYING = -15.0  # percent in ten years from which an occupation's work is going away
DECLINE = -1.0  # percent in ten years from which BLS speaks of decline, and not of little or no change
NO_LESS = "about as exposed as today's work"
ALIKE = 0.1  # by which exposures may differ and still be about the same


def changing(there: float, here: float | None, limits: Thresholds, second: float | None = None) -> str:
    """The caution on work that is at risk itself, given its exposure and that of today's work by both raters, where it is
    known."""
    told = f"exposure {there:.0%}" + (f" against {here:.0%}" if here is not None else "")
    told += f", at risk from {limits.at_risk:.0%}"
    if here is not None and here < limits.at_risk and second is not None and second >= limits.second_rating_limit:
        doubt = f"raters disagree on today's work, up to {second:.0%} by GPT-4's rating or the upper end"
        return f"this step leads into work that is changing more, but {doubt} ({told})"
    if here is None:
        return f"this step keeps the person in work that is changing too ({told})"
    if there <= here - ALIKE:
        return f"less exposed than today's work, and still at risk ({told})"
    if there >= here + ALIKE:
        return f"this step leads into work that is changing more ({told})"
    if here < limits.at_risk:
        return f"{NO_LESS}, and at risk itself ({told})"
    return f"{NO_LESS}: this step keeps the person in work that is changing too ({told})"


def outlook_told(change: float, own: float | None = None) -> str:
    """The change of an occupation's jobs in ten years, in percent, in words, with that of today's work where given."""
    today = "" if own is None else f", today's {_by(own)}"
    return f"jobs in the nation {_by(change)} from 2024 to 2034{today}"


def _by(change: float) -> str:
    return f"{'shrink' if change < 0 else 'grow'} by {abs(change):.1f}%"
