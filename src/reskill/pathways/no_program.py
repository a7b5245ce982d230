"""Moves that need no program: to work that is learned there, that asks for less, or that people know by what they do."""

from __future__ import annotations

from reskill.pathways.gaps import gaps, why_no_gaps
from reskill.pathways.job import GRADUATES, Job, job_of
from reskill.reference.catalog import Catalog
from reskill.thresholds import Thresholds

_GENERAL_OFFICE = "43-9061"
ASKS_LESS = "the job asks for less than this role: people learn it at work"


def needs_none(catalog: Catalog, code: str, destination: str, limits: Thresholds) -> str:
    """Why a move between two occupations needs no program, in words; '' where it does."""
    role, job = job_of(catalog, code), job_of(catalog, destination)
    if job.learned_at_work:
        return "people usually come to it from school and learn it at work within a month (BLS)"
    if code[:7] == destination[:7]:
        return "it is the same occupation: the department that has the job shows what differs"
    if asks_less(job, role):
        return ASKS_LESS
    rated = not why_no_gaps(catalog, code, destination)
    level = (job.zone or 0) <= (role.zone or 0) and job.entry_degree <= role.entry_degree
    if rated and level and all(g.is_general for g in gaps(catalog, code, destination, limits)):
        return "no skill or knowledge that a course teaches counts clearly more there by the ratings: compare the tasks"
    return ""


def asks_less(destination: Job, role: Job) -> bool:
    """Whether a job asks for less than people of a role bring: general office work of office staff, a lower zone of the
    same field, or one below graduates' jobs."""
    above = (role.zone or 0) - (destination.zone or 2)
    same_field = role.code[:2] == destination.code[:2]
    if destination.code[:7] == _GENERAL_OFFICE:
        return above >= (0 if same_field else 1)
    return above > 0 and (same_field or (role.zone or 0) >= GRADUATES > (destination.zone or 2))
