"""The shipped model: its file, its features, and what its figures must satisfy."""

import csv
import gzip

import numpy as np
import pytest

import reskill.paths as paths
from reskill.exposure.estimate import DEGREES, shipped_model
from reskill.exposure.features import leading_verbs, occupation_features, parts, word_features
from reskill.exposure.model import Question, load
from reskill.exposure.plain_words import content, plain, words


def test_that_official_and_plain_verbs_are_the_same_word():
    pairs = [("inspect", "inspects"), ("fix", "fixes"), ("carry", "carries"), ("process", "processes"), ("run", "runs")]
    assert all(plain(b) == plain(a) for a, b in pairs)


def test_that_markup_figures_and_capitals_are_not_words():
    assert words("<b>ISSUES</b> 25 permits") == ["issue", "permit"]


def test_that_a_sentence_splits_into_its_leading_verbs_and_the_rest():
    assert leading_verbs(words("Plan, direct, or coordinate the budget"))[0] == ["plan", "direct", "coordinate"]


def test_that_features_are_named_in_words():
    assert "report write" in {" ".join(sorted(n.split())) for n in word_features(words("Writes reports"))}
    assert " writ" in parts("write")
    assert "group 43-3" in occupation_features("43-3031.00", 3, "Bookkeeping Clerks")


def test_that_the_shipped_model_is_small_and_holds_no_pickle():
    path = paths.shipped("data/exposure") / "model.npz"
    assert path.stat().st_size <= 5_000_000
    with np.load(path, allow_pickle=False) as data:
        assert all(data[name].dtype != object for name in data.files)


def test_that_saving_what_was_loaded_gives_the_same_bytes(tmp_path):
    first, second = tmp_path / "a.npz", tmp_path / "b.npz"
    load(paths.shipped("data/exposure") / "model.npz").save(first)
    load(first).save(second)
    assert first.read_bytes() == second.read_bytes()


def test_that_a_sentence_is_nearest_to_the_rated_task_it_states(catalog):
    model = shipped_model()
    tasks = [t for t in catalog.tasks("43-3031.00") if t.people]
    near = model.near(model.vocabulary.encode([Question(t.sentence) for t in tasks]))
    found = [(model.rated.codes[n], str(model.rated.task_ids[n])) for n in near.tasks[:, 0]]
    assert sum(f == (t.code, t.task_id) for f, t in zip(found, tasks, strict=True)) >= 0.9 * len(tasks)


def test_that_chances_follow_the_published_labels(shared):
    """A bound far below the measured figures: it tells a broken model, not a slightly worse one."""
    with gzip.open(shared / "labels" / "exposure_open.tsv.gz", "rt", encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))[::25]
    model = shipped_model()
    encoded = model.vocabulary.encode([Question(r["Task"]) for r in rows])
    chances = model.chances(encoded, model.near(encoded), coded=False)
    assert chances.sum(1) == pytest.approx(np.ones(len(rows)))
    people = np.array([{"E0": 0.0, "E2": 0.5, "E1": 1.0}[r["human_labels"]] for r in rows])
    assert np.corrcoef(chances @ [0, 0.5, 1], people)[0, 1] > 0.7
    degrees = np.array([DEGREES[r["gpt4_automation"]] for r in rows])
    assert np.corrcoef(model.degrees(encoded), degrees)[0, 1] > 0.7


def test_that_no_content_word_stands_for_nothing():
    assert content(words("and to the of")) == []
