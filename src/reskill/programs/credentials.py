"""The occupations that a program's credential is known for, where its list gives no code."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache

import reskill.paths as paths
from reskill.programs.program import Program


def occupations_of(program: Program) -> tuple[str, ...]:
    """SOC codes of the occupations that ask for a program's credential or are named for it, by its words."""
    return _named_in(f"{program.name} {program.credential} {program.licence}")


@lru_cache(maxsize=65_536)
def _named_in(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(soc for words, socs in _known() if words.search(said) for soc in socs))


@cache
def _known() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    with (paths.shipped("data/programs") / "credentials.csv").open(encoding="utf-8", newline="") as f:
        return tuple((re.compile(r["words"], re.IGNORECASE), tuple(r["soc"].split(";"))) for r in csv.DictReader(f))
