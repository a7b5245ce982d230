"""The kinds of cost that a reskilling budget has: what is paid in cash, what is paid time, what is education.

After the cost lines of grant forms. A kind that the plan works out itself needs no rate; the others
count only once the planner has set them, if only to zero.
"""

from __future__ import annotations

from functools import cache

TUITION, FEES, BOOKS, SUPPLIES, EXAM_FEE = "tuition", "fees", "books", "supplies", "exam fee"
ASSESSMENT, INSTRUCTOR, TECHNOLOGY = "assessment", "instructor", "technology"
RELEASE, FRINGE, BACKFILL, REVIEW = "release wages", "fringe", "backfill", "review"
TRAVEL, CHILD_CARE, SUPPORT = "travel", "child care", "supportive services"
STAFF, ADMINISTRATION, INDIRECT, OTHER = "program staff", "administration", "indirect", "other"
NEEDS = "needs-related payments"

EDUCATION = (TUITION, FEES, BOOKS, EXAM_FEE)
TRAINING = (*EDUCATION, SUPPLIES, ASSESSMENT, INSTRUCTOR, TECHNOLOGY)
PAID_TIME = (RELEASE, FRINGE)  # the payroll pays it whether or not anybody trains: time, not cash
PARTICIPANTS = (TRAVEL, CHILD_CARE, SUPPORT)
OVERHEAD = (STAFF, ADMINISTRATION, INDIRECT)
KINDS = (*TRAINING, *PAID_TIME, BACKFILL, REVIEW, *PARTICIPANTS, *OVERHEAD, OTHER)
OUTSIDE_MTDC = (TUITION, TRAVEL, CHILD_CARE, SUPPORT, TECHNOLOGY, INDIRECT)
"""Not in the base of indirect cost: tuition remission, participant support and equipment (2 CFR 200.1)."""

PER_PERSON = (FEES, BOOKS, SUPPLIES, EXAM_FEE, ASSESSMENT, INSTRUCTOR, TECHNOLOGY, TRAVEL, CHILD_CARE, SUPPORT)
"""Kinds asked for in US dollars a participant; instructor is the time of who leads a practice at work, and only there."""

AS_REPORTED = "as reported"
"""The unit of a line that says what was spent, as one sum: of how many people or hours is not known. Its kind of cost,
too, where that was not told."""

_WORDS = {
    "exam": EXAM_FEE,
    "credential": EXAM_FEE,
    "tuition": TUITION,
    "book": BOOKS,
    "material": BOOKS,
    "suppl": SUPPLIES,
    "tool": SUPPLIES,
    "release": RELEASE,
    "fringe": FRINGE,
    "backfill": BACKFILL,
    "overtime": BACKFILL,
    "needs-related": NEEDS,
    "needs related": NEEDS,
    "indirect": INDIRECT,
    "administ": ADMINISTRATION,
    "overhead": INDIRECT,
    "child": CHILD_CARE,
    "travel": TRAVEL,
    "supportive": SUPPORT,
    "instructor": INSTRUCTOR,
    "assessment": ASSESSMENT,
    "technology": TECHNOLOGY,
    "equipment": TECHNOLOGY,
    "staff": STAFF,
    "fee": FEES,
}


@cache
def kind_of(category: str) -> str:
    """The kind that a budget line's category means, however it is written ("Exam/credential fee"); "other" if none."""
    words = category.strip().lower()
    if words in (*KINDS, NEEDS):
        return words
    return next((kind for part, kind in _WORDS.items() if part in words), OTHER)
