"""The list of pages, in the order of the work, without the pages: their own modules wait until each is first shown."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A page as the list of steps has it."""

    name: str  # of its module and its form
    title: str
    short: str = ""  # the title in the list of steps, where it is shorter


PAGES = (
    Entry("overview", "Overview"),
    Entry("roster", "Roster"),
    Entry("titles", "Titles"),
    Entry("tasks", "Tasks & exposure", "Tasks"),
    Entry("roles", "Roles at risk"),
    Entry("pathways", "Pathways"),
    Entry("programs", "Programs & partners", "Programs"),
    Entry("plan", "Plan & budget"),
    Entry("scenarios", "Scenarios"),
    Entry("review", "Review & export"),
    Entry("sources", "Sources & audit"),
)
BY_NAME = {entry.name: entry for entry in PAGES}
