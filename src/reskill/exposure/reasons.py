"""Why an estimate is what it is, in plain words."""

from __future__ import annotations

from collections import defaultdict

from reskill.exposure import features
from reskill.exposure.match import NearTask
from reskill.exposure.model import BLOCKS, Encoded, Model, Question
from reskill.exposure.words import content, words
from reskill.reference.catalog import TaskStatement

MEANING = {
    "E0": "not exposed",
    "E1": "AI alone could halve its time",
    "E2": "software built on AI could halve its time",
}
WORTH_SAYING = 0.10  # in log-odds of being exposed


def of_rating(task: TaskStatement) -> str:
    """What people and GPT-4 said of a reference task."""
    said = f"People rated this O*NET task {task.people} ({MEANING[task.people]})"
    return f"{said}; GPT-4 rated it {task.gpt4}." if task.gpt4 else f"{said}."


def of_match(near: NearTask, sureness: float) -> str:
    """The reference task that was taken for a typed duty's own, and how it was rated."""
    task = near.task
    return (
        f"Matched with “{task.sentence}” ({sureness:.0%} sure), which people rated {task.people}"
        f" ({MEANING[task.people]}); GPT-4 rated it {task.gpt4 or 'not at all'}."
    )


def too_unlike(sentence: str) -> str:
    """Why there is no estimate worth the name."""
    if not words(sentence):
        return "No words to read: the average of all rated tasks, with the whole range."
    return "Too unlike anything rated to be estimated: the average of all rated tasks, with the whole range."


def of_model(model: Model, question: Question, encoded: Encoded, row: int, head: str) -> str:
    """The words that moved the model most, and the occupation's own part."""
    shares = word_shares(model, question, encoded, row, head)
    occupation = shares.pop("", 0.0)
    raise_it = [w for w, s in sorted(shares.items(), key=lambda i: -i[1]) if s >= WORTH_SAYING][:3]
    lower_it = [w for w, s in sorted(shares.items(), key=lambda i: i[1]) if s <= -WORTH_SAYING][:3]
    parts = [_said(raise_it, "raise"), _said(lower_it, "lower")]
    if abs(occupation) >= WORTH_SAYING:
        parts.append(f"the occupation {'raises' if occupation > 0 else 'lowers'} it")
    told = "; ".join(p for p in parts if p)
    return f"Estimated from its words: {told or 'none stands out'}."


def _said(found: list[str], verb: str) -> str:
    named = ", ".join(f"“{w}”" for w in found)
    return f"{named} {verb}{'s' if len(found) == 1 else ''} it" if found else ""


def word_shares(model: Model, question: Question, encoded: Encoded, row: int, head: str) -> dict[str, float]:
    """Each content word's part in the log-odds of being exposed; '' is the occupation's."""
    part = encoded.of([row])
    weights = model.exposed_weights(head)
    moves = dict(zip(part.ids.tolist(), (part.values * weights[part.ids]).tolist(), strict=True))
    tokens = words(question.sentence)
    shares: dict[str, float] = defaultdict(float)
    for word in set(content(tokens)):
        shares[word] += sum(moves.get(i, 0.0) for i in model.numbers("part", features.parts(word)))
    for block, names in (("word", features.word_features(tokens)), ("verb", features.verb_features(tokens))):
        for name in set(names):
            named = [w for w in name.split(" ") if w != "..."]
            for i in model.numbers(block, [name]):
                for word in named:
                    shares[word] += moves.get(i, 0.0) / len(named)
    first = model.starts[BLOCKS.index("occupation")]
    shares[""] = sum(m for i, m in moves.items() if i >= first)
    return shares
