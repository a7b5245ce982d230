"""The ranking of next jobs: likeness, jobs, and moves that were seen."""

import csv
from collections import defaultdict

import numpy as np
import pytest

from reskill.pathways.next_jobs import NextJobs, ordinal
from reskill.pathways.observed import ObservedMoves, Seen, pooled, shipped_moves
from reskill.pathways.similarity import Similarity

OFFICE_CLERK, SECRETARY, JUDGE = "43-9061.00", "43-6014.00", "23-1023.00"
NOTHING = ObservedMoves({}, 0)


def _counts(folder, name, rows):
    path = folder / f"{name}.csv"
    path.write_text("from_code,to_code,moves\n" + "".join(f"{a},{b},{n}\n" for a, b, n in rows), encoding="utf-8")
    return path


def test_that_cities_are_pooled_and_pairs_below_three_moves_left_out(tmp_path) -> None:
    first = _counts(tmp_path, "first", [("A", "B", 2), ("A", "C", 2), ("A", "A", 9), ("B", "C", 1), ("B", "C", 3)])
    second = _counts(tmp_path, "second", [("A", "B", 1)])
    found = pooled([first, second])
    assert found.by_origin == {"A": {"B": Seen(3, 2)}, "B": {"C": Seen(4, 1)}}
    assert found.payrolls == 2
    assert found.seen("A", "C") == Seen(0, 0)


def test_that_the_shipped_counts_hold_no_pair_below_three_moves() -> None:
    moves = shipped_moves()
    assert moves.payrolls == 2
    assert all(s.moves >= 3 and 1 <= s.payrolls <= 2 for d in moves.by_origin.values() for s in d.values())


def test_that_shares_are_smoothed_by_the_family_and_by_jobs() -> None:
    moves = ObservedMoves({"43-1": {"x": Seen(20, 1)}, "43-2": {"y": Seen(20, 1)}}, 1)
    shares = moves.shares("43-1", ["x", "y"], np.array([0.5, 0.5]))
    # all movers: (20 + 20 * .5) / 60 = .5 each; the family has the same; its own: (20 + 20 * .5) / 40
    assert shares == pytest.approx([0.75, 0.25])
    assert moves.shares("11-1", ["x", "y"], np.array([0.5, 0.5])) == pytest.approx([0.5, 0.5])


def test_that_a_move_seen_often_comes_before_one_never_seen(catalog) -> None:
    similarity = Similarity(catalog)
    without = NextJobs(catalog, similarity, observed=NOTHING)
    seen = ObservedMoves({OFFICE_CLERK: {JUDGE: Seen(50, 1)}}, 1)
    place = {n.code: n.rank for n in without.rank(OFFICE_CLERK, 1_000)}
    assert place[JUDGE] > 100
    first = NextJobs(catalog, similarity, observed=seen).rank(OFFICE_CLERK, 1)[0]
    assert first.code == JUDGE
    assert first.reason.startswith(f"Ranked 1st of {len(place)}; seen in 1 of 1 city payrolls, 50 moves. ")


def test_that_what_the_city_has_comes_before_what_it_lacks(catalog) -> None:
    similarity = Similarity(catalog)
    place = {n.code: n.rank for n in NextJobs(catalog, similarity, observed=NOTHING).rank(OFFICE_CLERK, 1_000)}
    own = NextJobs(catalog, similarity, {JUDGE: 900, SECRETARY: 100}, observed=NOTHING).rank(OFFICE_CLERK, 1_000)
    assert {n.code: n.rank for n in own}[JUDGE] < place[JUDGE]


def test_that_the_ranking_lists_every_other_occupation_once_and_keeps_the_percentile_of_likeness(catalog) -> None:
    similarity = Similarity(catalog)
    found = NextJobs(catalog, similarity).rank(OFFICE_CLERK, 10_000)
    assert sorted([OFFICE_CLERK, *(n.code for n in found)]) == sorted(similarity.codes)
    assert [n.rank for n in found] == list(range(1, len(found) + 1))
    alike = {n.code: n.percentile for n in similarity.rank(OFFICE_CLERK, 10_000)}
    assert all(n.percentile == pytest.approx(alike[n.code]) for n in found)


def test_that_office_clerks_go_on_to_be_secretaries(catalog) -> None:
    first = [n.code for n in NextJobs(catalog, Similarity(catalog)).rank(OFFICE_CLERK, 3)]
    assert SECRETARY in first


@pytest.mark.parametrize(("city", "other", "bar"), [("chicago", "baltimore", 0.56), ("baltimore", "chicago", 0.50)])
def test_that_most_moves_of_a_city_are_foretold_without_its_own(shared, catalog, city, other, bar) -> None:
    similarity = Similarity(catalog)
    order = NextJobs(catalog, similarity, observed=pooled([shared / "moves" / f"moves_{other}.csv"]))
    moves: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with (shared / "moves" / f"moves_{city}.csv").open(encoding="utf-8") as file:
        for r in csv.DictReader(file):
            if {r["from_code"], r["to_code"]} <= set(similarity.codes) and r["from_code"] != r["to_code"]:
                moves[r["from_code"]][r["to_code"]] = int(r["moves"])
    total = hits = 0
    for code, destinations in moves.items():
        if code[:2] not in ("33", "25") and sum(destinations.values()) >= 3:  # protective service and teaching apart
            first = {n.code for n in order.rank(code, 10)}
            total += sum(destinations.values())
            hits += sum(n for d, n in destinations.items() if d in first)
    assert total > 1_000
    assert hits / total > bar


def test_that_places_read_as_in_speech() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112, 122)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "122nd")
    ]
