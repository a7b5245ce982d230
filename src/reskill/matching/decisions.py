"""What people decide about titles; every deed is one undoable change that teaches the project at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from reskill.matching.lessons import Lessons
from reskill.matching.mapping import suggested, write_mapping, write_suggestion
from reskill.matching.status import ACCEPTED, CHANGED, SUGGESTED, UNCODABLE
from reskill.matching.suggestion import Candidate, Match
from reskill.problem import ReskillError
from reskill.project.file import Project, now
from reskill.reference.catalog import Catalog, open_pack


@dataclass(frozen=True)
class BulkAccept:
    """Titles and positions at or above a confidence, and the share of titles expected to be wrong among them."""

    title_ids: tuple[int, ...]
    positions: int
    expected_error: float  # 1 - mean confidence


def decide(
    project: Project, title_ids: Iterable[int], code: str | None, why: str = "", catalog: Catalog | None = None
) -> None:
    """Settle titles on one occupation, or as uncodable with None.

    The status is "accepted" where the code is the one suggested and "changed" elsewhere. Raises ReskillError for an
    unknown code or title.
    """
    ids = list(dict.fromkeys(title_ids))
    catalog = catalog or open_pack(project.setting("reference", "embedded"))
    name = catalog.occupation(code).title if code else ""
    code = catalog.occupation(code).code if code else None
    titles = {i: _title(project, i) for i in ids}
    what = f"{len(ids)} titles" if len(ids) != 1 else f"“{titles[ids[0]]}”"
    with project.change(f"Map {what} to {name}" if code else f"Mark {what} as uncodable"):
        for title_id in ids:
            settle(project, title_id, [(code, name, 1.0)] if code else [], why)
        teach(project, ids, catalog)


def set_blend(
    project: Project, title_id: int, shares: Sequence[tuple[str, float]], why: str = "", catalog: Catalog | None = None
) -> None:
    """Settle a title on several occupations. Raises ReskillError when the shares do not sum to 1 or a code repeats."""
    catalog = catalog or open_pack(project.setting("reference", "embedded"))
    rows = [(catalog.occupation(code).code, catalog.occupation(code).title, share) for code, share in shares]
    if not all(0 < share <= 1 for _, _, share in rows) or abs(sum(s for _, _, s in rows) - 1) > 0.001:
        raise ReskillError("The shares of a blend must be above 0 and sum to 100%.", "Change the shares and try again.")
    if len({code for code, _, _ in rows}) < len(rows):
        raise ReskillError("An occupation is named twice.", "Give each occupation of the blend once.")
    with project.change(f"Blend “{_title(project, title_id)}”"):
        settle(project, title_id, rows, why)


def sure_titles(project: Project, confidence: float) -> BulkAccept:
    """The undecided titles whose suggestion is at least that sure, and the error to expect among them."""
    rows = project.rows(
        "SELECT t.id, t.positions, min(m.confidence) AS confidence FROM title t JOIN mapping m ON m.title_id = t.id"
        f" GROUP BY t.id HAVING max(m.status) = '{SUGGESTED}' AND min(m.status) = '{SUGGESTED}'"
        " AND min(m.confidence) >= ? ORDER BY t.id",
        (confidence,),
    )
    error = 1 - sum(r["confidence"] for r in rows) / len(rows) if rows else 0.0
    return BulkAccept(tuple(r["id"] for r in rows), sum(r["positions"] for r in rows), error)


def accept_above(project: Project, confidence: float) -> BulkAccept:
    """Accept every undecided suggestion at or above a confidence, in one change; tells what was accepted."""
    sure = sure_titles(project, confidence)
    with project.change(f"Accept {len(sure.title_ids)} titles at confidence {confidence:.0%} or above"):
        stamp = (project.who, now(), f"accepted in bulk at {confidence:.0%} or above")
        project.db.conn.executemany(
            f"UPDATE mapping SET status = '{ACCEPTED}', who = ?, at = ?, why = ? WHERE title_id = ?",
            [(*stamp, title_id) for title_id in sure.title_ids],
        )
    return sure


def teach(project: Project, decided: Collection[int], catalog: Catalog) -> None:
    """Apply what was decided for these titles to undecided ones, as part of the change that is open.

    What a decision suggests becomes candidate number 0, before those of the engine.
    """
    lessons, doubt = Lessons(project, catalog.occupations, decided), project.thresholds.doubt_confidence
    for title_id, match in _undecided(project).items():
        taught = lessons.applied(title_id, match.department, match)
        if taught is not match and taught.best:
            first = taught.best
            project.db.execute(
                "DELETE FROM candidate WHERE title_id = ? AND (rank = 0 OR code = ?)", (title_id, first.code)
            )
            project.db.execute(
                "INSERT INTO candidate (title_id, rank, code, occupation, confidence, reason) VALUES (?,0,?,?,?,?)",
                (title_id, first.code, first.occupation, first.confidence, first.reason),
            )
            write_suggestion(project, title_id, suggested(taught, doubt))


def _undecided(project: Project) -> dict[int, Match]:
    found: dict[int, Match] = {}
    for r in project.rows(
        "SELECT t.id, t.title, t.department, c.code, c.occupation, c.confidence, c.reason FROM title t"
        " LEFT JOIN candidate c ON c.title_id = t.id"
        f" WHERE NOT EXISTS (SELECT 1 FROM mapping m WHERE m.title_id = t.id AND m.status <> '{SUGGESTED}')"
        " ORDER BY t.id, c.rank"
    ):
        old = found.get(r["id"], Match(r["title"], r["department"], ()))
        more = (Candidate(r["code"], r["occupation"], r["confidence"], r["reason"]),) if r["code"] else ()
        found[r["id"]] = Match(old.title, old.department, old.candidates + more)
    return found


def settle(project: Project, title_id: int, rows: Sequence[tuple[str, str, float]], why: str) -> None:
    """Write a person's decision, as part of the change that is open; no (code, occupation, share) rows = uncodable."""
    before = {
        r["code"]
        for r in project.rows(f"SELECT code FROM mapping WHERE title_id = ? AND status <> '{CHANGED}'", (title_id,))
    }
    status = UNCODABLE if not rows else ACCEPTED if before == {code for code, _, _ in rows} else CHANGED
    stamp = (status, project.who, now(), why)
    reasons = {
        r["code"]: r["reason"]
        for r in project.rows("SELECT code, reason FROM candidate WHERE title_id = ?", (title_id,))
    }
    write_mapping(
        project,
        title_id,
        [(code, name, share, 1, reasons.get(code, ""), *stamp) for code, name, share in rows or [("", "", 1.0)]],
    )


def _title(project: Project, title_id: int) -> str:
    title = project.value("SELECT title FROM title WHERE id = ?", (title_id,))
    if title is None:
        raise ReskillError("That title is not in the project any more.", "Refresh the list and try again.")
    return str(title)
