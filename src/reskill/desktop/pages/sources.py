"""Sources."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class SourcesPage(Page):
    """Sources."""

    name = "sources"
    title = "Sources"
    hint = ""
