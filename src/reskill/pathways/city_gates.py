"""What the city's own rules ask of people who want a title: examination, posting, probation, residency.

The program knows none of them: the city fills them in, by title or for a whole series; unfilled means "ask".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reskill.problem import ReskillError
from reskill.project.file import Project, now

FIELDS = {  # column of `title_gate`: the label, and what it is about
    "examination": ("Examination", "Civil-service examination and eligible list"),
    "posting": ("Posting", "Posting and bidding under the agreement"),
    "probation": ("Probation", "Probation, and the right to return"),
    "residency": ("Residency", "Where people must live"),
}
LONGEST = 200  # characters of an answer
ASK = "ask"


def set_city_gates(project: Project, title_ids: Iterable[int], values: Mapping[str, str]) -> None:
    """Say what the city asks for some titles; an empty answer is asked again. Raises ReskillError for an unknown field
    or an answer that is too long."""
    texts = {name: values.get(name, "").strip() for name in FIELDS}
    if unknown := values.keys() - FIELDS.keys():
        raise ReskillError(f"{min(unknown)} is no gate of a title.", f"Fill in: {', '.join(FIELDS)}.")
    if long := [FIELDS[name][0] for name, text in texts.items() if len(text) > LONGEST]:
        raise ReskillError(f"{long[0]} is longer than {LONGEST} characters.", "Say it shorter, or name the rule.")
    with project.change("Say what the city asks for titles") as db:
        for title_id in title_ids:
            db.execute("DELETE FROM title_gate WHERE title_id = ?", (title_id,))
            if any(texts.values()):
                db["title_gate"].insert({"title_id": title_id, **texts, "who": project.who, "at": now()})


def city_gates(project: Project, title_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What is filled in for these titles, by field; titles of which nothing is known are absent."""
    rows = project.rows(f"SELECT title_id, {', '.join(FIELDS)} FROM title_gate")
    wanted = set(title_ids)
    return {r["title_id"]: {name: r[name] for name in FIELDS} for r in rows if r["title_id"] in wanted}


def told(gates: Mapping[str, str] | None) -> str:
    """The gates in words; `ask` for what nobody filled in, and alone where nothing is."""
    if not gates:
        return ASK
    return "; ".join(f"{name}: {gates[name] or ASK}" for name in FIELDS)
