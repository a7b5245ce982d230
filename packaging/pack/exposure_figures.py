"""How well an exposure model does on occupations or activities that it was not trained on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from exposure_examples import Example
from exposure_fit import fit
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from reskill.exposure.duty_match import TaskIndex
from reskill.exposure.estimate import Duty, Estimator
from reskill.exposure.model import Model
from reskill.exposure.neighbours import Floats, Ints
from reskill.horizon import interval
from reskill.reference.catalog import Catalog
from reskill.thresholds import DEFAULTS

SCORES = np.array([0.0, 0.5, 1.0])


def chances(model: Model, examples: Sequence[Example], coded: bool) -> Floats:
    """The model's chances for examples, with their occupation or from the sentence alone."""
    encoded = model.vocabulary.encode([e.question for e in examples])
    return model.chances(encoded, model.near(encoded), coded)


def agreement(people: Ints, found: Floats) -> str:
    """Agreement of chances with the people's ratings, in one line."""
    best, exposed = found.argmax(1), 1 - found[:, 0]
    kappa = cohen_kappa_score(people, best, weights="linear")
    return (
        f"accuracy {(best == people).mean():.3f}  weighted kappa {kappa:.3f}"
        f"  r {correlation(found @ SCORES, people / 2):.3f}  AUC of exposed {roc_auc_score(people > 0, exposed):.3f}"
        f"  calibration error {calibration_error((people > 0).astype(np.int64), exposed):.3f}"
    )


def correlation(a: Floats, b: Floats) -> float:
    """Pearson's r."""
    return float(np.corrcoef(a, b)[0, 1])


def calibration_error(happened: Ints, chance: Floats) -> float:
    """Mean distance of chance and frequency over ten equal ranges of chance, by how many fall in each."""
    bins = np.minimum((chance * 10).astype(int), 9)
    gaps = [
        (bins == b).mean() * abs(chance[bins == b].mean() - happened[bins == b].mean()) for b in range(10) if b in bins
    ]
    return float(sum(gaps))


def by_occupation(examples: Sequence[Example], found: Floats) -> float:
    """Pearson's r of occupation scores, Core tasks weighing 2 and others 1."""
    totals: dict[str, Floats] = defaultdict(lambda: np.zeros(3))
    for e, score in zip(examples, found @ SCORES, strict=True):
        totals[e.code] += np.array([1, score, e.people / 2]) * (2 if e.is_core else 1)
    means = np.array([t[1:] / t[0] for t in totals.values()])
    return correlation(means[:, 0], means[:, 1])


def coverage(people: Ints, found: Floats, mass: float) -> str:
    """How often the intervals hold the people's rating, and how wide they are."""
    limits = np.array([interval((p[0], p[1], p[2]), mass) for p in found])
    inside = (limits[:, 0] <= people / 2) & (people / 2 <= limits[:, 1])
    return f"intervals hold {inside.mean():.3f}, mean width {(limits[:, 1] - limits[:, 0]).mean():.3f}"


def unseen_occupations(examples: Sequence[Example], catalog: Catalog, left_out: set[str]) -> Model:
    """Train without some SOC codes, measure on them, print; returns that model."""
    model = fit([e for e in examples if e.soc not in left_out], catalog)
    held = [e for e in examples if e.soc in left_out]
    official, plain = [e for e in held if not e.is_plain], [e for e in held if e.is_plain]
    scores: dict[tuple[bool, bool], Floats] = {}
    for coded in (True, False):
        what = "sentence and occupation" if coded else "sentence alone"
        for asked in (official, plain):
            people, found = np.array([e.people for e in asked]), chances(model, asked, coded)
            scores[coded, asked is plain] = found @ SCORES
            print(f"{'plain' if asked is plain else 'official'} {what} ({len(asked)}): {agreement(people, found)}")
            held_by = coverage(people, found, model.head(coded).mass)
            print(f"    {held_by}; occupations r {by_occupation(asked, found):.3f}")
        place = {e.key: i for i, e in enumerate(official)}
        pairs = [place[e.key] for e in plain]
        change = np.abs(scores[coded, True] - scores[coded, False][pairs]).mean()
        print(f"    change of score from official to plain words: {change:.3f}")
    degrees = model.degrees(model.vocabulary.encode([e.question for e in official]))
    automatable = np.array([e.degree >= 0.6 for e in official])
    print(f"automation T3-T4 against others: AUC {roc_auc_score(automatable, degrees):.3f}")
    return model


def unseen_activities(
    examples: Sequence[Example], activities: dict[tuple[str, str], list[str]], catalog: Catalog
) -> None:
    """Five folds over O*NET work activities: no activity of a measured task is among those trained on; prints."""
    fold = {a: i % 5 for i, a in enumerate(sorted({a for of in activities.values() for a in of}))}
    of = [{fold[a] for a in activities.get(e.key, ())} for e in examples]
    people: list[int] = []
    both: tuple[list[Floats], list[Floats]] = ([], [])
    for f in range(5):
        model = fit([e for e, folds in zip(examples, of, strict=True) if f not in folds], catalog, calibrated=False)
        held = [e for e, folds in zip(examples, of, strict=True) if folds == {f} and not e.is_plain]
        people += [e.people for e in held]
        for found, coded in zip(both, (True, False), strict=True):
            found.append(chances(model, held, coded))
    for found, what in zip(both, ("sentence and occupation", "sentence alone"), strict=True):
        print(f"unseen activities, {what} ({len(people)}): {agreement(np.array(people), np.vstack(found))}")


def matching(examples: Sequence[Example], catalog: Catalog, model: Model) -> None:
    """Official sentences matched with the pack's plain ones of the same occupation, as a typed duty is; prints."""
    asked = [e for e in examples if not e.is_plain and catalog.tasks(e.code)]
    keyed = {(t.code, t.task_id) for t in catalog.all_tasks()}
    asked = [e for e in asked if e.key in keyed]
    first = third = 0
    indexes: dict[str, TaskIndex] = {}
    for e in asked:
        index = indexes.setdefault(e.code, TaskIndex(model.vocabulary, catalog.tasks(e.code)))
        near = [n.task.task_id for n in index.nearest(e.question.sentence)]
        first += near[:1] == [e.task_id]
        third += e.task_id in near
    estimates = Estimator(catalog, DEFAULTS, model).estimate([Duty(e.question.sentence, e.code) for e in asked])
    r = correlation(np.array([e.exposure for e in estimates]), np.array([e.people / 2 for e in asked]))
    looked_up = sum(e.evidence == "matched" for e in estimates) / len(asked)
    print(
        f"typed under an occupation ({len(asked)}): right task first {first / len(asked):.3f}, among three"
        f" {third / len(asked):.3f}; looked up {looked_up:.3f}; r {r:.3f}"
    )


def read_activities(onet: Path) -> dict[tuple[str, str], list[str]]:
    """Detailed work activities of each task of an O*NET Excel release."""
    from figures import excel

    found: dict[tuple[str, str], list[str]] = {}
    for r in excel(onet, "Tasks to DWAs"):
        found.setdefault((r["O*NET-SOC Code"], str(r["Task ID"])), []).append(r["DWA ID"])
    return found
