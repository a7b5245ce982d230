"""The readiness checklist: four capacities that a city needs, and its answers."""

from __future__ import annotations

from dataclasses import dataclass

from reskill import paths
from reskill.problem import ReskillError
from reskill.project.file import Project

ANSWERS = ("yes", "partly", "no")


@dataclass(frozen=True)
class Item:
    """One question of the checklist with the city's answer: yes, partly, no, or '' while it has none."""

    id: str
    capacity: str
    question: str
    why: str
    source: str
    answer: str


def checklist(project: Project) -> list[Item]:
    """Every question with the city's answer, by capacity."""
    return [
        Item(**r, answer=project.setting(f"readiness.{r['id']}"))
        for r in paths.shipped_rows("data/planning/readiness.csv")
    ]


def answer(project: Project, item_id: str, value: str) -> None:
    """Record the city's answer to a question. Raises ReskillError for an unknown question or answer."""
    if item_id not in {i.id for i in checklist(project)}:
        raise ReskillError(f"There is no question {item_id} on the checklist.", "Choose one of the list.")
    if value not in ("", *ANSWERS):
        raise ReskillError(f"{value} is no answer.", f"Choose one of: {', '.join(ANSWERS)}.")
    with project.change("Answer the readiness checklist"):
        project.set_setting(f"readiness.{item_id}", value)
