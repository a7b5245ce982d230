"""How the costs of each category are worked out, in words for readers who do not see the lines."""

from __future__ import annotations

from reskill.planning.cost_kinds import BACKFILL, FRINGE, RELEASE, REVIEW, TUITION
from reskill.table import Column

BASIS = Column("How it is worked out", "basis", "wrapped", 56, tip="What is multiplied; rates are on Assumptions.")
_BASIS = {
    TUITION: "Participants times the program's price; a program whose price is unknown is left out.",
    RELEASE: "Paid training hours times the mean hourly pay of the role.",
    FRINGE: "Release wages times the fringe rate.",
    BACKFILL: "Training hours that somebody else is paid to cover, times the pay of those who stand in.",
    REVIEW: "A share, set by the scenario, of all other costs of those in training: for review and oversight of the tools.",
}


def basis(category: str) -> str:
    """How a category's costs come about; other categories are the planner's own."""
    return _BASIS.get(category, "Entered by the planner.")
