"""The answers on a next job, in the words of pages, sheets and files."""

from __future__ import annotations

YES, CAUTION, NO = "offered", "with caution", "not offered"  # the best first
CHOSEN = ", chosen"  # after the answer, where a person has chosen it
ANSWER = f"CASE WHEN d.viable THEN '{YES}' WHEN d.caution THEN '{CAUTION}' ELSE '{NO}' END"
"""The answer on a row `d` of table `destination`."""
