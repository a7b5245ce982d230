"""Moves between occupations that a city saw inside its own workforce: what is kept of them, and with what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reskill.pathways.observed import LEAST, ObservedMoves, Seen, shipped_moves
from reskill.project.file import Project, now


def keep_moves(project: Project, counted: Mapping[tuple[str, str], int], source: str) -> int:
    """Keep counts of moves by origin and destination in place of earlier ones, as one change; none are taken back.

    Only counts are held, and of no pair of occupations with fewer than LEAST moves. Returns how many pairs are kept.
    """
    kept = {pair: moves for pair, moves in counted.items() if moves >= LEAST and pair[0] != pair[1]}
    with project.change(f"Count moves since {source}" if counted else "Take the city's own moves back") as db:
        db.execute("DELETE FROM own_move")
        db.conn.executemany(
            "INSERT INTO own_move (from_code, to_code, moves, source, who, at) VALUES (?, ?, ?, ?, ?, ?)",
            ((*pair, moves, source, project.who, now()) for pair, moves in sorted(kept.items())),
        )
    return len(kept)


def moves_for(project: Project) -> ObservedMoves:
    """The moves that a project's next jobs rest on: the shipped ones, and the city's own as one payroll more."""
    own = {(r["from_code"], r["to_code"]): r["moves"] for r in project.rows("SELECT * FROM own_move")}
    shipped = shipped_moves()
    if not own:
        return shipped
    moves, payrolls = Counter(own), Counter(dict.fromkeys(own, 1))
    for code, destinations in shipped.by_origin.items():
        for destination, seen in destinations.items():
            moves[code, destination] += seen.moves
            payrolls[code, destination] += seen.payrolls
    by_origin: dict[str, dict[str, Seen]] = {}
    for code, destination in moves:
        pair = code, destination
        by_origin.setdefault(code, {})[destination] = Seen(moves[pair], payrolls[pair])
    return ObservedMoves(by_origin, shipped.payrolls + 1)
