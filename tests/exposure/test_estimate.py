"""Estimates of tasks: which evidence they rest on, and what holds of every one of them."""

import random
import subprocess
import sys

import pytest

from reskill.exposure.estimate import Duty, Estimator, reference_estimates, typed_estimate
from reskill.exposure.oversight import propose_tier
from reskill.exposure.report import COLUMNS, tasks_csv
from reskill.horizon import SOFTWARE_COUNTS, at_horizon, interval
from reskill.problem import ReskillError
from reskill.thresholds import DEFAULTS, Thresholds

CLERK = "43-3031.00"
ODD = [
    "",
    "   ",
    "x",
    "report " * 3000,
    "PATROLS STREETS AND WRITES REPORTS ABOUT CRIMES",
    "<script>alert(1)</script><b>Types letters</b>",
    '=HYPERLINK("http://example.com","pay")',
    "Redacta cartas para el alcalde y atiende a los vecinos",
    "市民からの電話に答える",
    "asdkj qweoiu zxcmn vbnqw",
    "\x00\x01\ud7ff",
]


@pytest.fixture(scope="module")
def estimator(catalog):
    return Estimator(catalog, DEFAULTS)


def rated(catalog):
    return next(t for t in catalog.tasks(CLERK) if t.people == "E1")


def test_that_a_reference_task_takes_its_published_rating(catalog, estimator):
    task = rated(catalog)
    (made,) = estimator.estimate([Duty(task.sentence, task.code)])
    assert made.evidence == "published"
    assert (made.p_e0, made.p_e1, made.p_e2, made.exposure) == (0, 1, 0, 1)
    assert f"GPT-4 rated it {task.gpt4}" in made.reason


def test_that_the_range_of_a_published_rating_goes_from_people_to_gpt4(catalog):
    for task, made in zip(catalog.tasks(CLERK), reference_estimates(catalog, CLERK, DEFAULTS), strict=True):
        if task.people:
            scores = sorted({"E0": 0.0, "E2": 0.5, "E1": 1.0}[r] for r in (task.people, task.gpt4))
            assert [made.low, made.high] == scores


def test_that_a_duty_in_other_words_is_matched_with_a_task_of_its_occupation(catalog, estimator):
    task = rated(catalog)
    (made,) = estimator.estimate([Duty(f"Also {task.sentence.lower()}", task.code)])
    assert made.evidence == "matched"
    assert task.sentence in made.reason
    assert made.exposure > 0.8


def test_that_minutes_in_other_words_leave_the_raters_as_far_apart(catalog, estimator):
    """People rate the minutes of a court and license clerk E0, GPT-4 E1."""
    for sentence in (
        "Takes the minutes of council meetings.",
        "Takes and edits minutes of meetings and sends them to the officials.",
    ):
        (made,) = estimator.estimate([Duty(sentence, "43-4031.00")])
        assert made.evidence == "matched"
        assert (made.low, made.high) == (0, 1)


def _in_other_words(sentence, draw):
    """The sentence with words put before it, after it or left out, three times over."""
    for _ in range(3):
        words = sentence.rstrip(".").split()
        if len(words) > 6 and draw.random() < 0.4:
            words.pop(draw.randrange(1, len(words)))
        elif draw.random() < 0.5:
            words = [draw.choice(["Regularly", "Also", "Usually"]), words[0].lower(), *words[1:]]
        else:
            words += draw.choice(["for the department", "as needed", "with colleagues", "every week"]).split()
        sentence = " ".join(words)
    return sentence


def test_that_a_paraphrase_is_no_surer_than_its_original(catalog, estimator):
    draw = random.Random(13)
    rated = [t for c in sorted(catalog.occupations) for t in catalog.tasks(c) if t.people and t.gpt4]
    tasks = draw.sample(rated, 300)
    told = estimator.estimate([Duty(_in_other_words(t.sentence, draw), t.code) for t in tasks])
    pairs = [(estimator.published(t), made) for t, made in zip(tasks, told, strict=True)]
    surer = sum(made.high - made.low < 0.9 * (own.high - own.low) for own, made in pairs)
    assert surer <= 0.05 * len(pairs)
    assert all(made.low <= own.high + 1e-9 and own.low <= made.high + 1e-9 for own, made in pairs)
    widths = [sum(e.high - e.low for e in side) for side in zip(*pairs, strict=True)]
    assert widths[1] <= 1.25 * widths[0]


def test_that_nothing_is_looked_up_without_an_occupation(catalog, estimator):
    (made,) = estimator.estimate([Duty(rated(catalog).sentence)])
    assert made.evidence == "model"


def test_that_a_duty_that_matches_nothing_by_a_persons_word_is_left_to_the_model(catalog):
    task = rated(catalog)
    assert typed_estimate(catalog, task.sentence, CLERK, None, DEFAULTS).evidence == "model"
    assert typed_estimate(catalog, "Something else entirely", CLERK, task, DEFAULTS).exposure == 1
    assert typed_estimate(catalog, "Something else entirely", CLERK, task, DEFAULTS).evidence == "matched"


def test_that_an_unknown_code_is_as_good_as_none(estimator):
    sentence = "Prepares letters and reports for the director"
    with_code, without = estimator.estimate([Duty(sentence, "99-9999.00"), Duty(sentence)])
    assert with_code == without


@pytest.mark.parametrize("sentence", ODD)
def test_that_odd_input_gets_an_estimate_and_never_fails(estimator, sentence):
    for made in estimator.estimate([Duty(sentence), Duty(sentence, CLERK)]):
        assert made.p_e0 + made.p_e1 + made.p_e2 == pytest.approx(1)
        assert 0 <= made.low <= made.exposure <= made.high <= 1


@pytest.mark.parametrize("sentence", [ODD[0], ODD[2], ODD[6], ODD[7], ODD[8], ODD[9], ODD[10]])
def test_that_what_is_unlike_anything_rated_is_not_pretended_to_be_known(estimator, sentence):
    (made,) = estimator.estimate([Duty(sentence)])
    assert made.evidence == "too unlike"
    assert (made.low, made.high) == (0, 1)
    assert made.reason.startswith("Low confidence")


def test_that_reasons_name_words_of_the_sentence_and_similar_rated_tasks(estimator):
    (made,) = estimator.estimate([Duty("Writes reports and letters for the department head")])
    assert "“report”" in made.reason or "“write”" in made.reason
    assert "Most like" in made.reason


def test_that_tasks_under_oversight_are_never_shown_as_automatable(catalog):
    codes = [c for c, o in catalog.occupations.items() if o.tasks][:120]
    made = [e for c in codes for e in reference_estimates(catalog, c, DEFAULTS)]
    assert any(e.mode == "could be automated" for e in made)
    assert not any(e.mode == "could be automated" and e.oversight >= 2 for e in made)


@pytest.mark.parametrize("horizon", SOFTWARE_COUNTS)
def test_that_every_figure_obeys_the_horizon(catalog, horizon):
    limits = Thresholds(horizon=horizon)
    for made in reference_estimates(catalog, CLERK, limits):
        assert made.exposure == pytest.approx(at_horizon(made.p_e1, made.p_e2, horizon))
        assert made.low <= made.exposure <= made.high


def test_that_a_wider_horizon_never_lowers_an_exposure(catalog):
    narrow, middle, wide = (reference_estimates(catalog, CLERK, Thresholds(horizon=h)) for h in ("E1", "beta", "E1+E2"))
    assert all(a.exposure <= b.exposure <= c.exposure for a, b, c in zip(narrow, middle, wide, strict=True))


def test_that_an_unknown_horizon_is_told(catalog):
    with pytest.raises(ReskillError, match="not a capability horizon"):
        at_horizon(0.2, 0.3, "gamma")


def test_that_an_interval_is_the_narrowest_that_holds_enough():
    assert interval((0.95, 0.03, 0.02), 0.8) == (0.0, pytest.approx(0.035))
    assert interval((0.05, 0.55, 0.40), 0.8) == (0.5, 1.0)
    assert interval((0.40, 0.20, 0.40), 0.8) == (0.0, 1.0)


def test_that_estimates_do_not_depend_on_what_else_is_asked(estimator):
    duties = [Duty("Answers calls from residents", CLERK), Duty("Repairs water mains"), Duty("")]
    assert estimator.estimate(duties)[1] == estimator.estimate(duties[1:2])[0]


def test_that_the_file_has_one_row_for_each_given(catalog):
    rows = list(tasks_csv(catalog, [{"task": s, "onet_soc_code": CLERK} for s in ODD] + [{"task": "Files papers"}]))
    assert [r["task"] for r in rows] == [*ODD, "Files papers"]
    assert all(tuple(r) == COLUMNS for r in rows)


def test_that_estimating_needs_neither_qt_nor_scikit_learn():
    code = (
        "import sys; from reskill.exposure.report import tasks_csv; from reskill.reference.catalog import open_pack;"
        "assert list(tasks_csv(open_pack(), [{'task': 'Types letters'}]));"
        "assert not {'sklearn', 'scipy', 'PySide6'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_that_reasons_say_what_the_occupation_adds(estimator):
    sentence = "Writes reports and letters for the department head"
    roofer, editor = estimator.estimate([Duty(sentence, "47-3016.00"), Duty(sentence, "27-3041.00")])
    assert roofer.exposed < editor.exposed
    assert "the occupation lowers it" in roofer.reason
    assert "the occupation raises it" in editor.reason


def test_that_an_unrated_reference_task_keeps_the_tier_of_its_work_activities(catalog) -> None:
    unrated = [t for t in catalog.all_tasks() if not t.people and t.activities]
    raised = [t for t in unrated if propose_tier(t.sentence, t.code).level < propose_tier(*told(t)).level]
    assert raised
    found = Estimator(catalog, DEFAULTS).estimate([Duty(t.sentence, t.code) for t in raised])
    assert [e.oversight for e in found] == [propose_tier(*told(t)).level for t in raised]


def told(task):
    return task.sentence, task.code, task.activities


def test_that_a_duty_takes_a_rating_only_where_a_reference_task_surely_says_the_same(catalog):
    unlike = [Duty(s, CLERK) for s in ("Repairs the brakes of patrol cars.", "Feeds the animals of the city zoo.")]
    assert {e.evidence for e in Estimator(catalog, DEFAULTS).estimate(unlike)} <= {"model", "too unlike"}
    worded = Duty(rated(catalog).sentence.rstrip(".").lower() + " every day", CLERK)
    assert Estimator(catalog, DEFAULTS).estimate([worded])[0].evidence == "matched"
    assert Estimator(catalog, Thresholds(match_from=1.0)).estimate([worded])[0].evidence == "model"


def test_that_a_listed_task_has_the_tier_of_its_title_and_department(catalog) -> None:
    task = {"task": "Copies files on request and brings them over.", "onet_soc_code": "43-4071.00"}
    plain, police, by_department = tasks_csv(
        catalog, [task, task | {"title": "Police Records Clerk"}, task | {"title": "Clerk", "department": "Police"}]
    )
    assert (plain["oversight"], police["oversight"], by_department["oversight"]) == (1, 3, 3)
    assert police["exposure"] == plain["exposure"] and police["mode"] != "could be automated"
