"""Fitting the exposure model.

Each head is a multinomial logistic regression of the people's rating on three things: the features; first guesses
of what GPT-4 would say of the task (ridge regressions on the same features, made for tasks of occupations that
the regression has not seen); and the ratings of the most similar tasks of other occupations. The first guesses
are linear in the features, so their weights are added to the features' own and nothing of them remains apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from exposure_examples import Example
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from reskill.exposure import features, related_ratings
from reskill.exposure.duty_match import TaskIndex
from reskill.exposure.model import BLOCKS, Encoded, Head, Model, Question, Vocabulary
from reskill.exposure.neighbours import Floats, Ints, collect
from reskill.exposure.plain_words import content, words
from reskill.horizon import interval
from reskill.reference.catalog import Catalog

FEWEST = {"word": 2, "part": 3, "verb": 2, "occupation": 2}  # sentences a feature must occur in
RIDGE = 2.0
GUESS_VALUE = 0.5  # standard deviation that a first guess, or a measure of the neighbourhood, is brought to
COST = 0.15  # inverse strength of the regressions' penalty
COVERED, COVERED_PLAIN = 0.905, 0.885  # shares of official and plain sentences whose interval must hold the rating


def fit(examples: Sequence[Example], catalog: Catalog, calibrated: bool = True) -> Model:
    """The model of these examples; without calibration its temperatures are 1 and its intervals untried."""
    vocabulary = learn_vocabulary([e.question for e in examples])
    encoded = vocabulary.encode([e.question for e in examples])
    rated = collect(
        encoded.beginnings(),
        [e.people for e in examples],
        [e.gpt4 for e in examples],
        [e.code for e in examples],
        [int(e.task_id) for e in examples],
    )
    measures = rated.near(encoded.beginnings(), [e.soc for e in examples]).measures
    x = matrix(vocabulary, encoded)
    seen_by_text = x.copy()
    seen_by_text.data[seen_by_text.indices >= vocabulary.starts[3]] = 0
    seen_by_text.eliminate_zeros()
    said = [(e.code, (e.people / 2, float(e.people > 0), e.gpt4 / 2, e.degree)) for e in examples if not e.is_plain]
    related = related_ratings.table(catalog.occupations, catalog.related, said)
    of_kin = np.stack([related[e.code] for e in examples])
    heads = [
        _fit_head(seen_by_text, np.hstack([measures, np.zeros_like(of_kin)]), examples),
        _fit_head(x, np.hstack([measures, of_kin]), examples),
    ]
    if calibrated:
        heads = _calibrated(heads, examples, catalog)
    weights, middle = _ridge(seen_by_text, np.array([[e.degree] for e in examples]))
    people = np.bincount([e.people for e in examples], minlength=3) / len(examples)
    settings = {
        "automation_start": float(middle[0]),
        "base": people.tolist(),
        "match": _fit_match(vocabulary, examples, catalog) if calibrated else [0.0, 0.0, 0.0],
    }
    return Model(vocabulary, rated, related, heads[0], heads[1], weights[:, 0].astype(np.float64), settings)


def learn_vocabulary(asked: Sequence[Question]) -> Vocabulary:
    """The features that occur often enough, weighed by how rare they are."""
    counts: list[Counter[str]] = [Counter() for _ in BLOCKS]
    for q in asked:
        tokens = words(q.sentence)
        found = (
            features.word_features(tokens),
            [p for t in content(tokens) for p in features.parts(t)],
            features.verb_features(tokens),
            q.occupation,
        )
        for counter, names in zip(counts, found, strict=True):
            counter.update(set(names))
    kept = tuple(
        tuple(sorted(n for n, c in counter.items() if c >= FEWEST[block]))
        for block, counter in zip(BLOCKS, counts, strict=True)
    )
    rarity = [np.log((1 + len(asked)) / (1 + c[n])) + 1 for c, names in zip(counts, kept, strict=True) for n in names]
    weight = np.array(rarity)
    weight[sum(len(b) for b in kept[:3]) :] = 1.0  # groups of occupations count alike, common or rare
    return Vocabulary(kept, weight)


def matrix(vocabulary: Vocabulary, encoded: Encoded) -> sp.csr_matrix:
    """Examples x features."""
    x = sp.csr_matrix((encoded.values, (encoded.rows, encoded.ids)), shape=(encoded.n, len(vocabulary)))
    x.sort_indices()
    return x.astype(np.float32)


def groups(examples: Sequence[Example], count: int) -> Ints:
    """A group number for each example, the same for all of a 6-digit SOC code."""
    place = {soc: i % count for i, soc in enumerate(sorted({e.soc for e in examples}))}
    return np.array([place[e.soc] for e in examples])


def _targets(examples: Sequence[Example]) -> Floats:
    """What the first guesses are of: scores, exposed or not, E1 or not by both rubrics of GPT-4; automation degree."""
    a, b = np.array([e.gpt4 for e in examples]), np.array([e.gpt4_other for e in examples])
    degree = [e.degree for e in examples]
    return np.stack([a / 2, a > 0, a == 2, b / 2, b > 0, b == 2, degree], 1).astype(np.float64)


def _fit_head(x: sp.csr_matrix, measures: Floats, examples: Sequence[Example]) -> Head:
    targets, group = _targets(examples), groups(examples, 4)
    guesses = np.zeros_like(targets)
    for g in range(4):
        weights, middle = _ridge(x[group != g], targets[group != g])
        guesses[group == g] = x[group == g] @ weights + middle
    weights, middle = _ridge(x, targets)  # the guesses for tasks that no example is
    own, scale = np.hstack([guesses, measures]), GUESS_VALUE
    mean, spread = own.mean(0), own.std(0)
    spread[spread == 0] = 1.0  # a head that does not see the related occupations
    fitted = LogisticRegression(C=COST, max_iter=300, tol=1e-3).fit(
        sp.hstack([x, sp.csr_matrix((own - mean) / spread * scale)]).tocsr().astype(np.float64),
        [e.people for e in examples],
    )
    of_features, of_own = fitted.coef_.T[: x.shape[1]], fitted.coef_.T[x.shape[1] :] * (scale / spread)[:, None]
    of_guesses, of_measures = of_own[: targets.shape[1]], of_own[targets.shape[1] :]
    start = fitted.intercept_ - mean @ of_own + middle @ of_guesses
    return Head(of_features + weights @ of_guesses, of_measures, start)


def _ridge(x: sp.csr_matrix, targets: Floats, steps: int = 40) -> tuple[Floats, Floats]:
    """Ridge regression of several targets at once by conjugate gradients: weights, and the targets' means."""
    middle = targets.mean(0)
    across = x.T.tocsr()
    rest = across @ (targets - middle).astype(np.float32)
    weights, way, size = np.zeros_like(rest), rest.copy(), (rest**2).sum(0)
    for _ in range(steps):
        ahead = across @ (x @ way) + RIDGE * way
        step = size / np.maximum((way * ahead).sum(0), 1e-12)
        weights += step * way
        rest -= step * ahead
        before, size = size, (rest**2).sum(0)
        way = rest + size / np.maximum(before, 1e-12) * way
    return weights, middle


def _calibrated(heads: Sequence[Head], examples: Sequence[Example], catalog: Catalog) -> list[Head]:
    """The heads with temperature and interval mass, from chances for occupations left out of the fit."""
    outside = [np.zeros((len(examples), 3)) for _ in heads]
    group = groups(examples, 5)
    for g in range(5):
        model = fit([e for e, of in zip(examples, group, strict=True) if of != g], catalog, calibrated=False)
        left = np.flatnonzero(group == g)
        encoded = model.vocabulary.encode([examples[i].question for i in left.tolist()])
        near = model.near(encoded)
        for of_head, coded in zip(outside, (False, True), strict=True):
            of_head[left] = model.chances(encoded, near, coded)
    people = np.array([e.people for e in examples])
    plain = np.array([e.is_plain for e in examples])
    out = []
    for head, chances in zip(heads, outside, strict=True):
        temperature = _temperature(chances, people)
        mass = _mass(_cooled(chances, temperature), people, plain)
        out.append(Head(head.weights, head.alike, head.start, temperature, mass))
    return out


def _cooled(chances: Floats, temperature: float) -> Floats:
    powers = np.exp(np.log(np.maximum(chances, 1e-12)) / temperature)
    result: Floats = powers / powers.sum(1, keepdims=True)
    return result


def _temperature(chances: Floats, people: Ints) -> float:
    """The temperature under which the people's ratings are likeliest."""
    found = minimize_scalar(
        lambda t: -np.log(_cooled(chances, t)[np.arange(len(people)), people]).mean(),
        bounds=(0.5, 2.0),
        method="bounded",
    )
    return round(float(found.x), 4)


def _mass(chances: Floats, people: Ints, plain: Ints) -> float:
    """The least mass under which the intervals cover official and plain sentences as often as they must."""
    for mass in np.arange(0.60, 1.0, 0.005):
        covered = np.array(
            [low <= y / 2 <= high for y, (low, high) in zip(people, (interval(p, mass) for p in chances), strict=True)]
        )
        if covered[~plain].mean() >= COVERED and covered[plain].mean() >= COVERED_PLAIN:
            return round(float(mass), 4)
    return 1.0


def _fit_match(vocabulary: Vocabulary, examples: Sequence[Example], catalog: Catalog) -> list[float]:
    """Logistic weights of likeness, lead over the second, and start, for "the nearest reference task says the same".

    Learnt from official sentences against the pack's plain ones, once with their own task among them and once without.
    """
    official: dict[str, list[Example]] = {}
    for e in examples:
        if not e.is_plain and len(catalog.tasks(e.code)) > 2:
            official.setdefault(e.code, []).append(e)
    rows, right = [], []
    for code, asked in sorted(official.items()):
        tasks = catalog.tasks(code)
        likeness = TaskIndex(vocabulary, tasks).similarities(vocabulary.encode([e.question for e in asked]))
        place = {t.task_id: i for i, t in enumerate(tasks)}
        for e, found in zip(asked, likeness, strict=True):
            own = place.get(e.task_id)
            for left_out in (False, True):
                values = np.delete(found, own) if left_out and own is not None else found
                order = np.argsort(-values, kind="stable")
                rows.append([values[order[0]], values[order[0]] - values[order[1]]])
                right.append(not left_out and order[0] == own)
    fitted = LogisticRegression(C=100.0).fit(np.array(rows), right)
    return [round(float(v), 4) for v in (*fitted.coef_[0], fitted.intercept_[0])]
