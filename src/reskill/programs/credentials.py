"""The occupations that a program's credential is known for, where its list gives no code."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import reskill.paths as paths
from reskill.programs.program import Program

_RECOGNISED = re.compile(
    r"comptia|\ba\+ (?:cert|essent|train)|cisco|ccna|\bpmi\b|\bcapm\b|\bpmp\b|certified associate in project|\ba?phr\b|\bhrci\b|\bshrm\b|professional in human"
    r"|certified administrative prof|quickbooks certified|certified bookkeeper|microsoft office specialist|\bmos\b|\bnccer\b"
    r"|\base\b|automotive service excellence|\bepa\b|\bcdl\b|commercial driver|licen[sc]|\bosha\b|certified public manager"
    r"|qualified purchasing|degree|\ba\.?a\.?s\b|college cert|university cert|certificate level|community college",
    re.IGNORECASE,
)
"""Credentials that employers know: of a body or a state that examines, or a college's own certificate or degree."""
_EXAMINATIONS = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in (
        ("A+", r"\ba\+"),
        ("Network+", r"network\+"),
        ("Security+", r"security\+"),
        ("CCNA", r"\bccna\b|cisco certified network"),
        ("CAPM", r"\bcapm\b|certified associate in project"),
        ("PMP", r"\bpmp\b|project management professional"),
        ("Certified Administrative Professional", r"certified administrative professional"),
        ("QuickBooks Certified User", r"quickbooks certified user"),
        ("Class A licence", r"class a\b.*(cdl|licen)|cdl.*class a\b|\bcdl a\b"),
    )
}
_COLLEGE = re.compile(
    r"college|universit|\binstitute of technology|vocational|county .*school|school district|\bisd\b", re.IGNORECASE
)


def occupations_of(program: Program) -> tuple[str, ...]:
    """SOC codes of the occupations that ask for a program's credential or are named for it, by its words."""
    return _named_in(f"{program.name} {program.credential} {program.licence}")


def named_for(program: Program) -> tuple[str, ...]:
    """SOC codes of the occupations that its name alone says."""
    return _named_in(program.name)


def is_recognised(program: Program) -> bool:
    """Whether its list or its name gives a credential that employers know."""
    return _known_to_employers(f"{program.name}\n{program.credential}\n{program.licence}")


def is_of_college(program: Program) -> bool:
    """Whether a college, a university or a public school gives it."""
    return bool(_COLLEGE.search(program.provider))


def examination_in(program: Program) -> str:
    """The one well-known examination that its name or credential names; '' for none, and for several at once."""
    said = f"{program.name}\n{program.credential}"
    found = [name for name, words in _EXAMINATIONS.items() if words.search(said)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=65_536)
def _known_to_employers(said: str) -> bool:
    return bool(_RECOGNISED.search(said))


@lru_cache(maxsize=65_536)
def _named_in(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(soc for words, socs in _known() if words.search(said) for soc in socs))


@cache
def _known() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(r["words"], re.IGNORECASE), tuple(r["soc"].split(";")))
        for r in paths.shipped_rows("data/programs/credentials.csv")
    )
