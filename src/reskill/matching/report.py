"""Suggestions as the rows of a CSV file, one row per title and rank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reskill.matching.matcher import Matcher
from reskill.progress import Tick, silent
from reskill.reference.catalog import Catalog

COLUMNS = ("title", "department", "rank", "onet_soc_code", "soc_code", "occupation", "confidence", "reason")


def titles_csv(
    catalog: Catalog, rows: Iterable[tuple[str, str]], top: int = 5, tick: Tick = silent
) -> Iterator[dict[str, Any]]:
    """Rows with the keys COLUMNS for (title, department) pairs; an abstained title has one row without a code."""
    for match in Matcher(catalog).suggest_many(rows, top, tick):
        given = {"title": match.title, "department": match.department}
        for rank, c in enumerate(match.candidates, 1):
            yield given | {
                "rank": rank,
                "onet_soc_code": c.code,
                "soc_code": c.code[:7],
                "occupation": c.occupation,
                "confidence": c.confidence,
                "reason": c.reason,
            }
        if not match.candidates:
            empty = dict.fromkeys(COLUMNS[2:], "")
            yield given | empty | {"confidence": 0.0, "reason": match.abstained}
