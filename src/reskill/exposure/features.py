"""What the exposure model sees of a task: its words, parts of words, verbs with their objects, and the occupation.

Detailed work activities are left out on purpose: the published labels were largely given per activity, so a
model that sees them learns the rating sheet and not the work.
"""

from __future__ import annotations

from collections.abc import Iterable

from reskill.exposure.plain_words import STOP, content, plain

JOINTS = frozenset({"and", "or", ","})


def word_features(tokens: list[str]) -> list[str]:
    """Content words, and pairs of them at most four apart, in alphabetical order."""
    kept = content(tokens)
    pairs = [f"{min(a, b)} {max(a, b)}" for i, a in enumerate(kept) for b in kept[i + 1 : i + 5]]
    return kept + pairs


def parts(word: str) -> list[str]:
    """Parts of 4 and 5 characters of one content word, its edges marked by spaces; shorter ones add nothing."""
    padded = f" {word} "
    return [padded[i : i + n] for n in (4, 5) for i in range(len(padded) - n + 1)]


def verb_features(tokens: list[str]) -> list[str]:
    """The leading verbs ("plan or direct ..."), and each with the content words that follow."""
    lead, rest = leading_verbs(tokens)
    objects = [t for t in rest if t not in STOP][:4]
    return [f"{v} ..." for v in lead] + [f"{v} ... {o}" for v in lead[:3] for o in objects]


def leading_verbs(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Split a sentence into the joined words it begins with and the rest."""
    lead, i = tokens[:1], 1
    while i + 1 < len(tokens) and tokens[i] in JOINTS and len(lead) < 4:
        if tokens[i + 1] not in JOINTS:
            lead.append(tokens[i + 1])
            i += 1
        i += 1
    return lead, tokens[i:]


def occupation_features(code: str, zone: int | None, title: str) -> tuple[str, ...]:
    """SOC groups of an O*NET-SOC code, the job zone and the words of the occupation's title."""
    names: Iterable[str] = (plain(w) for w in title.lower().replace(",", " ").split())
    groups = [f"group {code[:2]}", f"group {code[:4]}", f"group {code[:6]}", f"group {code[:7]}"]
    return (*groups, f"zone {zone or 'unknown'}", *(f"title {n}" for n in names if n not in STOP))
