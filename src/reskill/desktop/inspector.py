"""The inspector at the right: details of what is selected on the page."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser

from reskill.desktop.details import Details

NOTHING = Details("Inspector", "Select a row to see where it comes from and what it rests on.")


def show(browser: QTextBrowser, details: Details | None) -> None:
    """Show details, keeping the place when they are those of the same thing."""
    place = browser.verticalScrollBar().value() if browser.documentTitle() == (details or NOTHING).title else 0
    browser.setHtml((details or NOTHING).as_html())
    browser.setDocumentTitle((details or NOTHING).title)
    browser.verticalScrollBar().setValue(place)
