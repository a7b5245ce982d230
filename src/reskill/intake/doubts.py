"""Doubts about heads or money that a roster leaves open: asked before anything is planned, and how they are settled.

A doubt is never guessed away: it is either answered (a basis of pay), set aside by name, or the roster is not taken in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reskill.intake.pay import BASES
from reskill.problem import Place, Problem, ReskillError

COUNTS, PAY, PERIODS_MIXED, EMPLOYERS, PAY_ITEMS = "counts", "pay-basis", "periods", "employers", "pay-items"
TINY_PAY, CITY = "tiny-pay", "city"
_TAKEN = {
    COUNTS: "Every line was taken as one position",
    PAY: "The pay was taken as it stands",
    PERIODS_MIXED: "Every line was taken as one position",
    EMPLOYERS: "The lines of all were taken",
    PAY_ITEMS: "All items of one position were added up",
    TINY_PAY: "The pay was taken as it stands",
}
_TAKEN_ASKED = {
    COUNTS: "Take every line as one position",
    PAY: "Take the pay as it stands",
    PERIODS_MIXED: "Take every line as one position",
    EMPLOYERS: "Take the lines of all",
    PAY_ITEMS: "Add all items of one position up",
    TINY_PAY: "Take the pay as it stands",
}
_AGREED = {
    COUNTS: "Take them as so many positions (an estimate)",
    TINY_PAY: "Take their pay as unknown",
    CITY: "Yes, take it in",
}
_OFFERED = 3  # years or employers that are offered for a choice


@dataclass(frozen=True)
class Doubt:
    """A question about heads or money, where it arises, and its remedies; `settled` says how, "" = not yet.

    `proposals` are answers, the best first: bases of pay, or lines to keep as COLUMN=VALUE. What is `said` to have been done
    is done without asking, unless a person wants to be asked.
    """

    name: str
    question: str
    place: Place
    remedies: tuple[str, ...]
    proposals: tuple[str, ...] = ()
    said: str = ""
    settled: str = ""

    @property
    def proposal(self) -> str:
        """The best answer, "" when none is proposed."""
        return self.proposals[0] if self.proposals else ""

    def problem(self) -> Problem:
        """The doubt as it is told: the question with its remedies, or what settled it."""
        if self.settled:
            return Problem(f"{self.question} {self.settled}", self.place, level="warning")
        return Problem(self.question, self.place, f"To settle it: {'; or '.join(self.remedies)}.")


@dataclass(frozen=True)
class Answers:
    """What a person said about a roster's doubts: the basis of its pay, "" = nothing, doubts set aside by name, and which
    lines to keep, as pairs of a column (or year) and its value; `ask`: nothing is to be done without asking but what was
    `agreed`, by the names of the doubts."""

    pay_basis: str = ""
    accepted: frozenset[str] = frozenset()
    keep: tuple[tuple[str, str], ...] = ()
    ask: bool = False
    agreed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a name that no doubt has, so that a slip of the pen settles nothing."""
        if self.pay_basis not in ("", *BASES):
            raise ReskillError(f"There is no pay basis named {self.pay_basis}.", f"Choose one of: {', '.join(BASES)}.")
        if unknown := sorted(self.accepted - set(_TAKEN)):
            raise ReskillError(f"There is no doubt named {unknown[0]}.", f"The doubts are: {', '.join(_TAKEN)}.")

    def settle(self, doubt: Doubt) -> Doubt:
        """The doubt, settled where an answer is for it."""
        if doubt.name == PAY and self.pay_basis:
            return replace(doubt, settled=f"Taken as {self.pay_basis} pay (--pay-basis {self.pay_basis}).")
        if doubt.name in self.accepted:
            return replace(doubt, settled=f"{_TAKEN[doubt.name]} (--accept {doubt.name}).")
        if doubt.said and (not self.ask or doubt.name in self.agreed):
            return replace(doubt, settled=f"{doubt.said} {'; '.join(doubt.remedies)}.")
        return doubt

    @property
    def year(self) -> int:
        """The year that is to be kept, 0 = the newest."""
        told = next((value for name, value in self.keep if name.casefold() == "year"), "")
        digits = "".join(c for c in told if c.isdigit())
        return int(digits) if len(digits) == 4 else 2000 + int(digits) if len(digits) == 2 else 0

    def choices(self, doubt: Doubt) -> tuple[tuple[str, Answers], ...]:
        """What a person may choose to settle a doubt, in words, each with the answers given until then and this one."""
        told = [self._choice(doubt, proposal) for proposal in doubt.proposals]
        if doubt.said and not told:
            told = [(_AGREED[doubt.name], replace(self, agreed=self.agreed | {doubt.name}))]
        if doubt.name in _TAKEN_ASKED:
            told.append((_TAKEN_ASKED[doubt.name], replace(self, accepted=self.accepted | {doubt.name})))
        return tuple(told)

    def _choice(self, doubt: Doubt, proposal: str) -> tuple[str, Answers]:
        if doubt.name == PAY:
            return f"Take it as {proposal} pay", replace(self, pay_basis=proposal)
        column, _, value = proposal.partition("=")
        text = f"Take {value} as the pay" if doubt.name == PAY_ITEMS else f"Keep only {value}"
        return text, replace(self, keep=(*self.keep, (column, value)))


NONE = Answers()


class Unsettled(ReskillError):
    """A roster whose doubts nobody has settled; `doubts` are all of its doubts."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        told = [d.problem() for d in doubts if not d.settled]
        super().__init__(str(told[0]), "Nothing was written.", told[1:])
        self.doubts = tuple(doubts)


def counts_doubt(place: Place, headers: Sequence[str], why: str) -> Doubt:
    """The question how many positions lines stand for, where these columns count them and cannot be relied on."""
    several = len(headers) > 1
    return Doubt(
        COUNTS,
        f"{'These columns seem' if several else 'This column seems'} to count positions ({', '.join(headers)}){f', but {why}' if why else ''}: "
        "a line may stand for several, or for none.",
        place,
        (
            "--map positions=COLUMN names the column that counts the positions of each line",
            f"--accept {COUNTS} takes every line as one position",
        ),
    )


def fte_doubt(place: Place, lines: int, fte: float, positions: int) -> Doubt:
    """What was made of lines that count full-time equivalents: heads are estimates then."""
    return Doubt(
        COUNTS,
        f"{lines:,} lines count full-time equivalents, {fte:,.10g} in all, which make {positions:,} positions of 1 FTE at most; "
        "how many people that is, the file does not say.",
        place,
        (f"--accept {COUNTS} takes every line as one position",),
        said="They were taken as so many positions (an estimate);",
    )


def tiny_pay_doubt(place: Place, lines: int, everyone: int, highest: float) -> Doubt:
    """What was made of pay far too small for the year of a full-time position, up to `highest` dollars, in a few lines."""
    return Doubt(
        TINY_PAY,
        f"{lines:,} of {everyone:,} full-time positions get ${highest:,.12g} a year or less, far beneath all others: perhaps what was "
        "paid out in a part of a year.",
        place,
        (f"--accept {TINY_PAY} takes the pay as it stands",),
        said="Their pay was taken as unknown;",
    )


def city_doubt(place: Place, looked: Sequence[Problem]) -> Doubt:
    """The question whether a roster looks like the city, of which something looks odd; what it holds comes first."""
    told = " ".join(p.text for p in looked)
    return Doubt(
        CITY,
        f"Does this look like your city? {told}",
        place,
        ("the columns were left as they are",),
        said="A person said yes;",
    )


def periods_doubt(place: Place, periods: Sequence[str], name: str, taken: bool) -> Doubt:
    """The question which of several years or quarters in a file is the roster; `periods` are in order.

    The newest is `taken` where it is a whole one; `name` is that of the column for --keep.
    """
    newest = periods[-1]
    keep = f"--keep {name}={newest}" if " " not in name else f'--keep "{name}={newest}"'
    other = keep.replace(newest, periods[-2])
    return Doubt(
        PERIODS_MIXED,
        f"The lines are of {len(periods)} periods ({periods[0]} to {newest}): one person may stand in a line for each "
        "year or quarter, and would count as several.",
        place,
        (
            f"{other if taken else keep} keeps {'others' if taken else 'only those'}",
            f"--accept {PERIODS_MIXED} takes every line as one position",
        ),
        proposals=tuple(f"{name}={period}" for period in reversed(periods[-_OFFERED:])),
        said=f"Only the lines of {newest}, the newest, were taken;" if taken else "",
    )


def kept_doubt(name: str, place: Place, value: str, left: int, key: str) -> Doubt:
    """What a person decided about a file with more lines than those of one value: `left` lines were not kept."""
    return Doubt(
        name,
        f"The file holds {left:,} lines that are not of {value}.",
        place,
        (),
        settled=f'They were left out (--keep "{key}={value}").',
    )


def employers_doubt(place: Place, names: Sequence[str]) -> Doubt:
    """The question whose staff is planned, where lines are of several cities or employers; `names` by their lines."""
    keep = f'--keep "{place.column}={names[0]}"'
    return Doubt(
        EMPLOYERS,
        f"The lines are of {len(names):,} cities or other employers ({', '.join(names[:3])}{', ...' if names[3:] else ''}): "
        "a plan is for the staff of one, in one year.",
        place,
        (f"{keep} keeps the lines of one", f"--accept {EMPLOYERS} takes those of all"),
        proposals=tuple(f"{place.column}={name}" for name in names[:_OFFERED]),
    )


def items_doubt(place: Place, items: Sequence[str], main: str) -> Doubt:
    """The question which items make the pay of a position that has a line for each; `main` is the regular one."""
    return Doubt(
        PAY_ITEMS,
        f"A position stands in several lines, one for each item of pay ({', '.join(items)}): which of them make its salary, "
        "the file does not say.",
        place,
        (f'--keep "{place.column}={main}" takes {main} as the pay', f"--accept {PAY_ITEMS} adds all items up"),
        proposals=(f"{place.column}={main}",),
    )
