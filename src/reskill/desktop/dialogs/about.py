"""What Reskill is, what it is made of, and whom it owes what."""

from __future__ import annotations

import html
import importlib.metadata as metadata
import platform
import sqlite3
from collections.abc import Iterable

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTextBrowser, QWidget

from reskill import __version__, paths
from reskill.desktop import forms
from reskill.reference.catalog import open_pack

PAPER = (
    "Method and compass after the MIT white paper “AI will Transform Cities. Can Cities Transform AI?” (Zhao, Thompson,"
    " Gittell, Leong, Hsu; Initiative for Responsible AI)."
)
CREDITS = (
    "This program includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training"
    " Administration (USDOL/ETA), used under the CC BY 4.0 licence. O*NET is a trademark of USDOL/ETA. Reskill has"
    " modified the information; USDOL/ETA has not approved, endorsed or tested these modifications.",
    "Pay and employment: U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics.",
)
LIBRARIES = (  # as they call themselves, the package, its licence
    ("Qt for Python", "PySide6_Essentials", "LGPL"),
    ("pyqtgraph", "pyqtgraph", "MIT"),
    ("sqlite-utils", "sqlite-utils", "Apache-2.0"),
    ("NumPy", "numpy", "BSD"),
    ("SciPy", "scipy", "BSD"),
    ("RapidFuzz", "rapidfuzz", "MIT"),
    ("openpyxl", "openpyxl", "MIT"),
)
PRINCIPLES = (
    "Everything stays on this computer: the program asks nothing of the network and sends nothing.",
    "Exposure describes the work of a role, never a person. Every figure says what it rests on, and can be contested.",
)
KEYS = (
    ("Enter", "accept the suggestion that is chosen; with several titles chosen, each its own"),
    ("1 to 5", "choose one of the suggestions"),
    ("S", "search all occupations; Esc goes back"),
    ("G", "select the titles with the same first suggestion, to decide them together"),
    ("B", "blend several occupations"),
    ("N", "no occupation fits: uncodable for now"),
    ("U", "undo the last decision"),
    ("Ctrl+F", "search the titles"),
)


IN_TABLES = (
    ("Enter", "open the row, as a double click does"),
    ("F2, or typing", "change the cell, in the tables of the plan"),
    ("Ctrl+C", "copy the selected rows, with their headers"),
    ("Delete", "drop the selected rows, in the tables of the plan"),
    ("Arrows, Ctrl+arrows", "in the timeline: go from class to class, move the class to another quarter"),
)


def keys_as_html(actions: Iterable[tuple[str, str]]) -> str:
    """The keys in tables: those of the menus' actions, each with its words, then those of the Titles page and of tables."""
    parts = [("Everywhere", tuple(actions)), ("On the Titles page", KEYS), ("In tables", IN_TABLES)]
    return "".join(
        f"<h3>{heading}</h3><table cellspacing='4'>"
        + "".join(f"<tr><td width='170'><b>{html.escape(k)}</b></td><td>{html.escape(t)}</td></tr>" for k, t in keys)
        + "</table>"
        for heading, keys in parts
    )


class AboutDialog(QDialog):
    """Version, principles, sources with their licences."""

    name_label: QLabel
    version_label: QLabel
    text: QTextBrowser
    ok_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "about")
        self.finished.connect(self.deleteLater)
        about = f"Version {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
        self.version_label.setText("\n".join(filter(None, (about, paths.trial()))))
        self.text.setHtml(_text())
        self.ok_button.clicked.connect(self.accept)


def _text() -> str:
    catalog = open_pack()
    try:
        sources = [f"{s.source}, {s.release or s.dated}: {s.licence}" for s in catalog.sources]
    finally:
        catalog.close()
    parts = [_paragraphs(("Reskill is free software under the MIT licence.", PAPER)), "<h4>Principles</h4>"]
    parts += [_paragraphs(PRINCIPLES), "<h4>Sources and licences</h4>", _paragraphs((*CREDITS, _built_with()))]
    parts += ["<ul>", *(f"<li>{html.escape(s)}</li>" for s in sources), "</ul>"]
    return "".join(parts)


def _built_with() -> str:
    """The libraries of others with their releases."""
    named = (f"{name} {metadata.version(package)} ({licence})" for name, package, licence in LIBRARIES)
    return f"Built with {', '.join(named)} and SQLite {sqlite3.sqlite_version} (public domain)."


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{html.escape(t)}</p>" for t in texts)
