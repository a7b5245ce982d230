"""The shipped task inventory: our own words, for tasks that exist, saying what the official task says."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from reskill.reference.catalog import Catalog, TaskStatement

SHARED_WORDS = 6  # in a row, from which a sentence would be taken for a copy
SAMPLE, FAITHFUL = 300, 0.85
Official = dict[tuple[str, str], str]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    w = words(text)
    return {tuple(w[i : i + SHARED_WORDS]) for i in range(len(w) - SHARED_WORDS + 1)}


@pytest.fixture(scope="session")
def official(real_packs: dict[str, Path]) -> dict[str, Official]:
    """Official statements by release, code and task ID."""
    out = {}
    for number, file in real_packs.items():
        db = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        rows = db.execute("SELECT code, task_id, sentence FROM task WHERE task_type <> 'Own'")
        out[number] = {(code, task_id): sentence for code, task_id, sentence in rows}
        db.close()
    return out


@pytest.fixture(scope="session")
def keyed(catalog: Catalog) -> list[TaskStatement]:
    """The shipped sentences that are keyed to official tasks."""
    return [t for t in catalog.all_tasks() if t.task_type != "Own"]


def test_that_no_sentence_shares_six_words_in_a_row_with_its_official_one(
    keyed: list[TaskStatement], official: dict[str, Official]
) -> None:
    copied = [
        (number, t.code, t.task_id, t.sentence)
        for number, statements in official.items()
        for t in keyed
        if runs(t.sentence) & runs(statements.get((t.code, t.task_id), ""))
    ]
    assert copied == []


def test_that_every_id_is_of_a_task_of_its_occupation(
    keyed: list[TaskStatement], official: dict[str, Official]
) -> None:
    assert [(t.code, t.task_id) for t in keyed if (t.code, t.task_id) not in official["29.3"]] == []


def test_that_every_type_of_task_is_the_official_one(keyed: list[TaskStatement], real_packs: dict[str, Path]) -> None:
    db = sqlite3.connect(f"{real_packs['29.3'].as_uri()}?mode=ro", uri=True)
    kinds = {(code, task_id): kind for code, task_id, kind in db.execute("SELECT code, task_id, task_type FROM task")}
    db.close()
    assert [t for t in keyed if kinds[t.code, t.task_id] != t.task_type] == []


def test_that_no_sentence_is_said_twice(catalog: Catalog) -> None:
    for same in (lambda t: (t.code, t.sentence.casefold()), lambda t: (t.code, t.task_id)):
        assert [k for k, n in Counter(map(same, catalog.all_tasks())).items() if n > 1] == []


def test_that_sentences_have_six_to_thirty_words(catalog: Catalog) -> None:
    assert [t.sentence for t in catalog.all_tasks() if not 6 <= len(t.sentence.split()) <= 30] == []


def test_that_sentences_say_what_their_official_task_says(
    keyed: list[TaskStatement], official: dict[str, Official]
) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    statements = official["29.3"]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2)).fit(statements.values())
    by_code: dict[str, list[str]] = {}
    for code, task_id in statements:
        by_code.setdefault(code, []).append(task_id)
    sample = random.Random(2026).sample(keyed, SAMPLE)
    found = 0
    for task in sample:
        ids = by_code[task.code]
        likeness = (
            vectorizer.transform([task.sentence]) @ vectorizer.transform([statements[task.code, i] for i in ids]).T
        )
        found += ids[int(likeness.toarray().argmax())] == task.task_id
    print(f"nearest official statement is the keyed one: {found} of {SAMPLE} ({found / SAMPLE:.1%})")
    assert found / SAMPLE >= FAITHFUL
