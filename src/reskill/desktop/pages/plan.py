"""Plan."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class PlanPage(Page):
    """Plan."""

    name = "plan"
    title = "Plan"
    hint = ""
