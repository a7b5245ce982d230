"""The answers on a next job, in the words of pages, sheets and files."""

from __future__ import annotations

YES, CAUTION, NO = "offered", "with caution", "not offered"  # the best first
IN_FILES = {YES: "yes", CAUTION: "caution", NO: "no"}  # in files that other programs read
CHOSEN = ", chosen"  # after the answer, where a person has chosen it
ANSWER = f"CASE WHEN d.viable THEN '{YES}' WHEN d.caution THEN '{CAUTION}' ELSE '{NO}' END"
"""The answer on a row `d` of table `destination`."""
