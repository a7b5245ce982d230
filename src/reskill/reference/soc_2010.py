"""Codes of SOC 2010 as codes of SOC 2018 (from O*NET's crosswalks, USDOL/ETA, CC BY 4.0)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import reskill.paths as paths


@cache
def later_codes() -> dict[str, tuple[str, ...]]:
    """The SOC 2018 codes of each SOC 2010 code that is no longer in use.

    A code in use stands for itself, though some residual ones (“all other”) gave up parts to new codes: these have no
    figure of their own rather than that of a residue.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for r in paths.shipped_rows("data/programs/soc_2010.csv"):
        found[r["soc_2010"]].append(r["soc_2018"])
    return {old: tuple(new) for old, new in found.items()}


def pointer(code: str) -> str:
    """A sentence that leads from a code of SOC 2010 to those that took its place, "" for any other; `code` may be O*NET's."""
    later = later_codes().get(code.strip()[:7], ())
    return f"{code} is a code of SOC 2010; since SOC 2018 it is {' or '.join(later)}." if later else ""
