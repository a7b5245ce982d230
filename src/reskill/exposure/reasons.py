"""Why an estimate is what it is, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from reskill.exposure.duty_match import NearTask
from reskill.exposure.model import RATINGS, Encoded, Head, Model
from reskill.exposure.neighbours import Near
from reskill.exposure.plain_words import content, words
from reskill.reference.catalog import Catalog, TaskStatement

MEANING = {
    "E0": "not exposed",
    "E1": "AI alone could halve its time",
    "E2": "software built on AI could halve its time",
}
WORTH_SAYING = 0.05  # in log-odds of being exposed
WORTH_NAMING = 0.40  # likeness of a rated task


def of_rating(task: TaskStatement) -> str:
    """What people and GPT-4 said of a reference task."""
    said = f"People rated this O*NET task {task.people} ({MEANING[task.people]})"
    return f"{said}; GPT-4 rated it {task.gpt4}." if task.gpt4 else f"{said}."


def of_match(near: NearTask, sureness: float) -> str:
    """The reference task that was taken for a typed duty's own, and how it was rated."""
    task = near.task
    return (
        f"Matched with “{task.sentence}” ({sureness:.0%} sure), which people rated {task.people}"
        f" ({MEANING[task.people]}){f' and GPT-4 {task.gpt4}' if task.gpt4 else ''}."
    )


def too_unlike(sentence: str) -> str:
    """Why there is no estimate worth the name."""
    if not words(sentence):
        return "Low confidence: no words to read, so the average of all rated tasks with the whole range."
    return "Low confidence: too unlike anything rated, so the average of all rated tasks with the whole range."


class Teller:
    """Tells what moved the model for each of the tasks it was asked about."""

    def __init__(self, catalog: Catalog, model: Model, encoded: Encoded, near: Near) -> None:
        self._catalog = catalog
        self._model = model
        self._encoded = encoded
        self._near = near
        self._order = encoded.rows.argsort(kind="stable")
        self._runs = encoded.rows[self._order].searchsorted(range(encoded.n + 1))

    def reason(self, row: int, coded: bool) -> str:
        """The words that moved the model most, the occupation's own part, and the most similar rated tasks."""
        shares = dict(self.shares(row, self._model.head(coded)))
        occupation = shares.pop("", 0.0) + (self._model.kin_move(self._encoded.codes[row]) if coded else 0.0)
        ordered = sorted(shares, key=lambda w: -shares[w])
        raising = [w for w in ordered[:3] if shares[w] >= WORTH_SAYING]
        lowering = [w for w in reversed(ordered[-3:]) if shares[w] <= -WORTH_SAYING]
        parts = [_said(raising, "raise"), _said(lowering, "lower")]
        if abs(occupation) >= WORTH_SAYING:
            parts.append(f"the occupation {'raises' if occupation > 0 else 'lowers'} it")
        told = "; ".join(p for p in parts if p) or "none stands out"
        return f"Estimated from its words: {told}.{self._similar(row)}"

    def shares(self, row: int, head: Head) -> Mapping[str, float]:
        """Each content word's part in the log-odds of being exposed; '' is the occupation's."""
        vocabulary, tokens = self._model.vocabulary, self._encoded.tokens[row]
        run = self._order[self._runs[row] : self._runs[row + 1]]
        ids = self._encoded.ids[run]
        moves = dict(zip(ids.tolist(), (self._encoded.values[run] * head.exposed[ids]).tolist(), strict=True))
        shares: dict[str, float] = defaultdict(float)
        for word in set(content(tokens)):
            shares[word] += sum(moves.get(i, 0.0) for i in vocabulary.numbers_of_parts(word))
        first_part, first_verb = vocabulary.starts[1:3]
        for number, move in moves.items():
            if first_part <= number < first_verb:
                continue  # parts are counted with their words
            block, name = vocabulary.name(number)
            if block == "occupation":
                shares[""] += move
            else:
                named = [w for w in name.split(" ") if w != "..."]
                for word in named:
                    shares[word] += move / len(named)
        return shares

    def _similar(self, row: int) -> str:
        """The two most similar rated tasks: our own sentence where the reference has it, else the occupation."""
        named: dict[str, str] = {}
        rated = self._model.rated
        for number, likeness in zip(self._near.tasks[row], self._near.likeness[row], strict=True):
            if likeness < WORTH_NAMING or len(named) == 2:
                break
            code, task_id = rated.codes[number], str(rated.task_ids[number])
            sentence = next((t.sentence for t in self._catalog.tasks(code) if t.task_id == task_id), "")
            occupation = self._catalog.occupations.get(code)
            if sentence or occupation:
                what = f"“{sentence}”" if sentence else f"a task of {occupation.title if occupation else code}"
                named.setdefault(what, RATINGS[rated.people[number]])
        told = " and ".join(f"{what} (people: {rating})" for what, rating in named.items())
        return f" Most like {told}." if told else ""


def _said(found: list[str], verb: str) -> str:
    named = ", ".join(f"“{w}”" for w in found)
    return f"{named} {verb}{'s' if len(found) == 1 else ''} it" if found else ""
