"""Programs."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class ProgramsPage(Page):
    """Programs."""

    name = "programs"
    title = "Programs"
    hint = ""
