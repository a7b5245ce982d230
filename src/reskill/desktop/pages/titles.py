"""Titles."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class TitlesPage(Page):
    """Titles."""

    name = "titles"
    title = "Titles"
    hint = ""
