"""Pathways."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class PathwaysPage(Page):
    """Pathways."""

    name = "pathways"
    title = "Pathways"
    hint = ""
