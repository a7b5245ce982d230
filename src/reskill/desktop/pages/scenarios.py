"""Scenarios."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class ScenariosPage(Page):
    """Scenarios."""

    name = "scenarios"
    title = "Scenarios"
    hint = ""
