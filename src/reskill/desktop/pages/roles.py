"""Roles."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


class RolesPage(Page):
    """Roles."""

    name = "roles"
    title = "Roles"
    hint = ""
