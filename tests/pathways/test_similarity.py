"""Similarity of occupations on the embedded reference."""

from itertools import pairwise

from reskill.pathways.similarity import Similarity
from reskill.pathways.text_likeness import stem, words


def test_that_a_ranking_never_lists_itself_or_anything_twice(catalog) -> None:
    similarity = Similarity(catalog)
    for code in similarity.codes:
        found = [n.code for n in similarity.rank(code, top=10_000)]
        assert code not in found
        assert len(set(found)) == len(found) == len(similarity.codes) - 1


def test_that_ranks_scores_and_percentiles_fall_together(catalog) -> None:
    found = Similarity(catalog).rank("43-3031.00", top=50)
    assert [n.rank for n in found] == list(range(1, 51))
    assert all(a.score >= b.score and a.percentile > b.percentile for a, b in pairwise(found))
    assert found[0].percentile == 1.0


def test_that_fewer_are_the_first_of_more(catalog) -> None:
    similarity = Similarity(catalog)
    assert similarity.rank("43-4031.00", 5) == similarity.rank("43-4031.00", 50)[:5]
    assert similarity.rank("43-4031.00", 0) == []


def test_that_every_neighbour_has_a_reason_in_words(catalog) -> None:
    assert all(n.reason.endswith(".") and len(n.reason) > 20 for n in Similarity(catalog).rank("43-4031.00", 100))


def test_that_bookkeeping_lies_near_billing_and_far_from_firefighting(catalog) -> None:
    place = {n.code: n.rank for n in Similarity(catalog).rank("43-3031.00", top=10_000)}
    assert place["43-3021.00"] <= 10
    assert place["33-2011.00"] > len(place) / 2


def test_that_an_occupation_without_tasks_and_ratings_is_ranked_by_relations_and_says_so(catalog) -> None:
    similarity = Similarity(catalog)
    bare = next(c for c in catalog.related if c not in similarity.codes)
    found = similarity.rank(bare, top=20)
    assert len(found) == 20
    assert all("no tasks" in n.reason for n in found)


def test_that_what_was_asked_before_changes_no_answer(catalog) -> None:
    similarity = Similarity(catalog)
    before = similarity.rank("43-3031.00", top=100)
    told = {w for n in before for w in words(n.reason)}
    others = [w + ending for w in told for ending in ("s", "ing", "ed") if stem(w + ending) == stem(w)]
    similarity.nearest([" ".join(others * 1000)], 50)
    assert similarity.rank("43-3031.00", top=100) == before
