"""Where each title and position of a project stands: its main occupation, and the counts that must add up."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.matching.status import UNCODABLE
from reskill.project.file import Project

MAPPED, REJECTED = "mapped", "rejected line"
WAITING = "waiting for a person"

STANDING = f"""
standing AS (
    SELECT t.id AS title_id, m.code, m.occupation, m.confidence, m.reason, m.who, m.at, m.why,
        CASE WHEN m.code <> '' THEN '{MAPPED}' ELSE '{UNCODABLE}' END AS state,
        coalesce(m.status, '{WAITING}') AS status,
        CASE WHEN b.n > 1 THEN b.words ELSE coalesce(m.occupation, '') END AS occupations
    FROM title t
    LEFT JOIN (
        SELECT *, row_number() OVER (PARTITION BY title_id ORDER BY share DESC, id) AS place FROM mapping
    ) m ON m.title_id = t.id AND m.place = 1
    LEFT JOIN (
        SELECT title_id, count(*) AS n,
            group_concat(CAST(round(share * 100) AS INTEGER) || '% ' || occupation, ' + ') AS words
        FROM (SELECT * FROM mapping ORDER BY title_id, share DESC, id) GROUP BY title_id
    ) b ON b.title_id = t.id
)
"""
"""A common table expression: one row per title with its main occupation; `occupations` names all of a blend."""


@dataclass(frozen=True)
class Counts:
    """Lines of the roster by what became of them."""

    mapped: int
    uncodable: int
    waiting: int  # of the uncodable: nobody has decided yet
    rejected: int

    @property
    def lines(self) -> int:
        """Every line of the roster."""
        return self.mapped + self.uncodable + self.rejected


def counts(project: Project) -> Counts:
    """Counts of the roster's lines in the project file."""
    found = {
        (r["state"], r["status"]): r["n"]
        for r in project.rows(
            f"WITH {STANDING} SELECT coalesce(s.state, '{UNCODABLE}') AS state, coalesce(s.status, ?) AS status,"
            " count(*) AS n FROM position p LEFT JOIN standing s ON s.title_id = p.title_id GROUP BY 1, 2",
            (WAITING,),
        )
    }
    return Counts(
        mapped=sum(n for (state, _), n in found.items() if state == MAPPED),
        uncodable=sum(n for (state, _), n in found.items() if state == UNCODABLE),
        waiting=sum(n for (_, status), n in found.items() if status == WAITING),
        rejected=project.value("SELECT count(*) FROM rejected") or 0,
    )
