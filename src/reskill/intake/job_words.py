"""Words that job titles and departments of local government are made of, to know a column by its content."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TITLE = re.compile(
    r"\b(accountant|acct|admin(istrator|istrative)?|aide|alderman|analyst|apprentice|architect|arborist|asst|assistant"
    r"|assoc(iate)?|attendant|attorney|auditor|bookkeeper|buyer|captain|carpenter|cashier|chief|clerk|collector"
    r"|commissioner|cook|coord(inator)?|corporal|counsel(or)?|custodian|deputy|detective|dir(ector)?|dispatcher|driver"
    r"|electrician|eng(r|ineer)?|examiner|executive|fire ?fighter|foreman|gardener|guard|hostler|inspector|instructor"
    r"|intern|investigator|janitor|laborer|lead(er)?|librarian|lieutenant|lt|lifeguard|machinist|manager|mayor|mechanic"
    r"|mgr|nurse|ofc|off(icer)?|operator|oper|painter|paralegal|paramedic|patrol(man)?|physician|planner|plumber"
    r"|president|principal|professional|programmer|ranger|recep(tionist)?|representative|rep|sec(retary)?"
    r"|sergeant|sgt|spec(ialist)?|sr|superintendent|supt|supv|supervisor|surveyor|teacher|tech(nician)?|trainee"
    r"|trustee|worker|writer)s?\b",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"\b(airport|animal|aviation|budget|building|city clerk|courts?|dept|department|division|finance|fire"
    r"|fleet|health|housing|human (resources|services)|information|law|librar(y|ies)|management|parks?|planning|police"
    r"|public works|purchasing|recreation|sanitation|sewer|sheriff|streets?|transport(ation)?|treasurer|utilit(y|ies)"
    r"|water|zoning)\b",
    re.IGNORECASE,
)


_UNION = re.compile(
    r"\b(afscme|seiu|ibew|iaff|teamsters?|fop|iuoe|nage|ufcw|pba|cwa|ifpte|unite here|local \d+|lodge \d+|non-?\s?union|unrepresented"
    r"|non-?\s?represented|police officers'? association|firefighters'? (union|association)|employees'? association)\b",
    re.IGNORECASE,
)


def looks_like_title(text: str) -> bool:
    """Whether a text holds a word that job titles are made of."""
    return bool(_TITLE.search(text))


def share_of_titles(texts: Iterable[str]) -> float:
    """Share of texts, 0-1, that look like job titles."""
    return _share(_TITLE, texts)


def share_of_departments(texts: Iterable[str]) -> float:
    """Share of texts, 0-1, that look like departments."""
    return _share(_DEPARTMENT, texts)


def share_of_unions(texts: Iterable[str]) -> float:
    """Share of texts, 0-1, that name a union or say that there is none."""
    return _share(_UNION, texts)


def _share(pattern: re.Pattern[str], texts: Iterable[str]) -> float:
    hits = [bool(pattern.search(t)) for t in texts]
    return sum(hits) / len(hits) if hits else 0.0
