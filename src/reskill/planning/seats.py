"""The seats that a plan asks of each program by quarter: what a planner has to book, over all cohorts."""

from __future__ import annotations

from reskill.pathways.practice import PRACTICE
from reskill.planning.fiscal import Quarter
from reskill.project.file import Project

NO_PROGRAM = "in-house, or a program still to be chosen"
PRACTISED = """(c.program_id IS NULL AND EXISTS (SELECT 1 FROM practice x JOIN role o ON o.title_id = x.title_id
    WHERE x.title_id = c.title_id AND o.code = c.destination))"""
"""SQL for whether a cohort `c` learns by the practice of its role."""
PROGRAM = f"""coalesce(p.name,
    CASE WHEN {PRACTISED} THEN '{PRACTICE} ' || c.destination_title ELSE '{NO_PROGRAM}' END)"""
"""SQL for what a cohort `c`, with its program `p` where it has one, learns by."""

SEATS = f"""
SELECT coalesce(c.program_id, c.destination) || ' ' || c.fiscal_year || ' ' || c.quarter AS key, c.program_id,
    {PROGRAM} AS program, CASE WHEN c.program_id IS NULL THEN c.destination END AS practice, coalesce(p.provider, '') AS provider,
    coalesce(p.delivery, '') AS delivery, c.fiscal_year, c.quarter, 'FY' || c.fiscal_year || ' Q' || c.quarter AS fiscal,
    min(c.start) AS start, sum(c.participants) AS seats, count(*) AS cohorts, count(DISTINCT c.title_id) AS roles,
    sum(c.participants * c.hours) AS hours, CASE WHEN coalesce(max(b.rate) - min(b.rate), 0) < 0.02 THEN coalesce(max(b.rate), p.cost) END AS price,
    CASE WHEN coalesce(max(b.rate), p.cost) IS NOT NULL THEN coalesce(sum(b.cents), 0) / 100.0 END AS tuition,
    a.partner, a.agreed
FROM cohort c LEFT JOIN program p ON p.id = c.program_id
LEFT JOIN (SELECT cohort_id, sum(cents) AS cents, max(unit_cost) AS rate FROM budget_line WHERE category = 'tuition' GROUP BY cohort_id) b
    ON b.cohort_id = c.id
LEFT JOIN (SELECT d.program_id, d.fiscal_year, d.quarter, group_concat(n.name, '; ') AS partner,
        sum(CASE WHEN n.agreement = 'signed' THEN d.seats END) AS agreed
    FROM partner_program d JOIN partner n ON n.id = d.partner_id GROUP BY d.program_id, d.fiscal_year, d.quarter) a
    ON (a.program_id, a.fiscal_year, a.quarter) = (c.program_id, c.fiscal_year, c.quarter)
GROUP BY c.program_id, practice, c.fiscal_year, c.quarter
"""
"""One row a program, or occupation that people practise for at work, and quarter: seats, paid hours, price a participant and tuition in US dollars (NULL = unknown);
the partners that deliver it then, and the seats agreed with those that have signed (NULL = none)."""


def agreed_seats(project: Project) -> dict[tuple[int, Quarter], int]:
    """The seats of a program in a quarter, agreed with partners that have signed, of all such partners together."""
    rows = project.rows(
        "SELECT d.program_id, d.fiscal_year, d.quarter, sum(d.seats) AS seats FROM partner_program d"
        " JOIN partner p ON p.id = d.partner_id WHERE p.agreement = 'signed' AND d.seats IS NOT NULL"
        " GROUP BY d.program_id, d.fiscal_year, d.quarter"
    )
    return {(r["program_id"], Quarter(r["fiscal_year"], r["quarter"])): r["seats"] for r in rows}
