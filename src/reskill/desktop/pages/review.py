"""Review."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class ReviewPage(Page):
    """Review."""

    name = "review"
    title = "Review"
    hint = ""
