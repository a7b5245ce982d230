"""Programs: those of a kind or with a doubt, and the occupations that people chose them for."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reskill.programs.lists import CLOSED
from reskill.project.file import Project, Row
from reskill.queries.rows import QueryRows

TWICE = "maybe entered twice"
_PROGRAMS = f"""
SELECT id AS key, program.*, coalesce(f.fits, 0) AS fits
FROM program LEFT JOIN (SELECT program_id, count(*) AS fits FROM program_fit WHERE sufficient GROUP BY program_id) f
    ON f.program_id = program.id
WHERE :kind IN ('*', kind) AND (:doubt = '*' OR (:doubt = '{CLOSED}' AND closed <> '')
    OR (:doubt = '{TWICE}' AND id IN (SELECT value FROM json_each(:twins)))
    OR id IN (SELECT d.program_id FROM program_doubt d WHERE d.kind = :doubt))
"""


def programs(project: Project, kind: str, doubt: str, twins: Sequence[int]) -> QueryRows:
    """The programs of a kind and with a doubt ("*" for all), those that fit most pathways first.

    `twins` are the programs that may be entered twice, which are listed by name.
    """
    values = {"kind": kind, "doubt": doubt, "twins": json.dumps(twins)}
    return QueryRows(project.db.conn, _PROGRAMS, values, "name, provider" if doubt == TWICE else "fits DESC, name")


def pins(project: Project, program_id: int) -> list[Row]:
    """The occupations that a program was pinned to: code, by whom and when."""
    return project.rows("SELECT code, who, at FROM link WHERE program_id = ? AND pinned", (program_id,))
