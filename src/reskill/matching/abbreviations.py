"""Short forms in municipal titles and what they stand for, by the words around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from reskill.paths import shipped_rows

FOLLOWED = "..."  # stands for another word that follows in the same part of the title


@dataclass(frozen=True)
class ShortForm:
    """One meaning of an abbreviation; `near` are words of which one must stand in the title (... = a word
    must follow), empty = always. Where words nearby do not tell, the expansion holds every meaning, parted by |.

    Kinds: word, level (grade words), status (part-time, seasonal), pool (a class for whatever temporary work),
    department, mark (pay and union marks).
    """

    expansion: str
    kind: str
    near: frozenset[str]

    @property
    def meanings(self) -> tuple[str, ...]:
        """What it may stand for, the likeliest first."""
        return tuple(self.expansion.split("|"))


class Abbreviations:
    """The short forms of data/matching/abbreviations.csv."""

    def __init__(self) -> None:
        self._forms: dict[str, list[ShortForm]] = defaultdict(list)
        for r in shipped_rows("data/matching/abbreviations.csv"):
            form = ShortForm(r["expansion"], r["kind"], frozenset(r["near"].split()))
            self._forms[r["abbreviation"]].append(form)

    def meaning(self, token: str, around: Set[str]) -> ShortForm | None:
        """What a lower-case token stands for beside the other words of its title; None when it is no short form."""
        for form in self._forms.get(token, ()):
            if not form.near or form.near & around:
                return form
        return None

    def usual(self, token: str) -> list[str]:
        """The words that a token stands for whatever its neighbours; empty when it is no short form."""
        usual = (form for form in self._forms.get(token, ()) if not form.near)
        return [w for form in usual for meaning in form.meanings for w in meaning.split()]

    def __contains__(self, token: str) -> bool:
        return token in self._forms

    @property
    def joined_forms(self) -> list[str]:
        """Short forms that hold &, / or -, longest first."""
        return sorted((a for a in self._forms if set(a) & set("&/-")), key=lambda a: (-len(a), a))

    def joined(self, written: str) -> str:
        """What one of `joined_forms` stands for, however it is spaced."""
        return self._forms["".join(written.casefold().split())][0].expansion

    def words(self) -> set[str]:
        """Every word that an abbreviation stands for."""
        forms = (f for found in self._forms.values() for f in found if f.kind == "word")
        return {w for f in forms for meaning in f.meanings for w in meaning.split()}


@cache
def abbreviations() -> Abbreviations:
    """The shipped short forms."""
    return Abbreviations()
