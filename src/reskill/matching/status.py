"""How a title came to its occupation, as kept in `mapping.status` and said on pages, sheets and files."""

from __future__ import annotations

SUGGESTED = "suggested"  # by the program, and nobody has decided
ACCEPTED, CHANGED, UNCODABLE = "accepted", "changed", "uncodable"  # by a person; the last: there is no occupation
DECIDED = (ACCEPTED, CHANGED, UNCODABLE)
