"""Tasks."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class TasksPage(Page):
    """Tasks."""

    name = "tasks"
    title = "Tasks"
    hint = ""
