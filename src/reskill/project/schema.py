"""Which tables the project file has, and its version.

DECISIONS hold what people imported or decided: every change to them can be undone. DERIVED hold what can be
computed again from the decisions and the reference: they are rewritten, never undone.
"""

from __future__ import annotations

SUFFIX = ".reskill"
APPLICATION_ID = 0x5253_4B4C  # "RSKL"
VERSION = 31  # also PRAGMA user_version; one more for each of `migrations`

DECISIONS = (
    "setting",
    "position",
    "rejected",
    "title",
    "mapping",
    "task_edit",
    "judgement",
    "program",
    "partner",
    "link",
    "fund",
    "fund_year",
    "scenario",
    "pathway_choice",
    "cohort",
    "budget_line",
    "comment",
    "reference_used",
    "plan_note",
    "kept_decision",
    "department_unit",
    "program_doubt",
    "title_gate",
    "partner_program",
    "ruled_out",
    "kept_plan",
    "kept_cohort",
    "kept_money",
    "kept_term",
    "cohort_actual",
    "spending",
    "offer_answer",
    "own_move",
    "practice_hours",
)
DERIVED = ("candidate", "role", "destination", "gap", "program_fit", "mobility", "practice", "basis")
KEPT = ("export", "published")  # what has left the house: neither undone nor made again
SINCE = {
    **dict.fromkeys(KEPT, 19),
    "title_gate": 11,
    "mobility": 9,
    "kept_decision": 2,
    "basis": 2,
    "program_doubt": 4,
    "partner_program": 8,
    "ruled_out": 14,
    **dict.fromkeys(("kept_plan", "kept_cohort", "kept_money", "cohort_actual", "spending", "offer_answer"), 21),
    "department_unit": 16,
    "own_move": 22,
    "kept_term": 25,
    "practice": 26,
    "practice_hours": 30,
}  # version that brought a table, where it is not the first
