"""The review queue of titles: its columns, filters and states."""

from __future__ import annotations

from reskill.matching.status import ACCEPTED, CHANGED, SUGGESTED
from reskill.queries.titles import NO_OCCUPATION, TO_CHOOSE
from reskill.table import Column

COLUMNS = (
    Column("Title", "title", width=27),
    Column("Department", "department", width=11, tip="Where the department changes the occupation"),
    Column("Positions", "positions", "int", 8),
    Column("Occupation", "occupation", width=20, tip="Suggested, or decided by a person"),
    Column("Confidence", "confidence", "percent", 12, "Chance that a careful coder would accept the suggestion"),
    Column("State", "state", width=13),
)
CANDIDATES = (
    Column("Key", "key_label", width=3, tip="The key that chooses it"),
    Column("Occupation", "occupation", "wrapped", 25),
    Column("Confidence", "confidence", "percent", 11, "Chance that a careful coder would accept it"),
    Column("Why", "reason", "wrapped", 34),
)
FILTERS = (
    ("Waiting for you", "waiting"),
    ("Doubtful", "doubtful"),
    ("No suggestion", "unmapped"),
    ("Changed by a person", "changed"),
    ("Signed off", "signed"),
    ("All titles", "all"),
)
STATES = {
    TO_CHOOSE: ("attention", "warn"),
    SUGGESTED: ("empty", "muted"),
    ACCEPTED: ("done", "good"),
    CHANGED: ("edit", "accent"),
    NO_OCCUPATION: ("done", "muted"),
}
