"""Why a next job is offered with caution, in a few words that tell nothing of anybody's pay or of few positions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reskill.project.file import Row

PAY, CHANGING = "pays less", "AI changes that work too"
OTHER, LICENCE = "other reasons", "licence or certificate"
_LEAD = "With caution: "
_KINDS = (
    (r"raters disagree", "two ratings differ"),
    (r"work that is changing|at risk", CHANGING),
    (r"exposed (as|than) today", "no less exposed"),
    (r"exposure not known|job zone not published", "little known of it"),
    (r"jobs in the nation shrink", "fewer jobs in the nation"),
    (r"less pay|\d%? of the pay$|may start lower", PAY),
    (r"pay there not known|not compared|hours .*not known", "pay not known"),
    (r"full-time hours", "full-time only"),
    (r"asks for .*licence", LICENCE),
    (r"asks for|examination", "experience or a test"),
    (r"by way of", "reached by way of another job"),
    (r"single position here", "few such posts in this city"),
    (r"no position here|local-government jobs", "no such job here"),
    (r"leads others|management", "leads others"),
    (r"usually entered with", "more schooling"),
    (r"job zones? up", "more preparation"),
    (r"job zones? down", "asks less preparation than today"),
    (r"another line of work", "reached from other work"),
)
"""What stands in a caution of the filters (pathways/viability.py), and its few words."""


def cautions(titles: Iterable[Row]) -> list[str]:
    """The kinds of caution on one option over the classes concerned, rows of `reason` and `licence`."""
    found: dict[str, None] = {}
    for row in titles:
        if row["reason"].startswith(_LEAD):
            told = re.split(r"\.(?: |$)", row["reason"].removeprefix(_LEAD))[0]
            # a licence is told in its own words, which may have any of ours
            licence = row["licence"] and row["licence"] in told
            rest = told.replace(row["licence"], "") if licence else told
            found |= dict.fromkeys(_kind(text) for text in rest.split("; ") if text.strip("; "))
            found |= {LICENCE: None} if licence else {}
    if "more schooling" in found:
        found.pop("more preparation", None)
    return list(found)


def _kind(text: str) -> str:
    return next((words for pattern, words in _KINDS if re.search(pattern, text)), OTHER)
