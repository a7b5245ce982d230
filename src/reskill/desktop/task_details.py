"""What the inspector says of one task: the estimate, what it rests on, and how much oversight it needs."""

from __future__ import annotations

from reskill.desktop.details import Details, Section
from reskill.desktop.rows_model import percent
from reskill.exposure import evidence, observed_modes
from reskill.exposure.inventory import RoleTask
from reskill.exposure.oversight import MEANING
from reskill.observed_source import MODES_SOURCE, SOURCE

MODES = {"none": "unaffected", "augment": "AI helps", "could be automated": "could be automated"}
QUESTIONS = ("Efficiency", "Privacy and agency", "Community")


def figure(field: str, text: str) -> str:
    """A judged exposure, tier or mode, kept as text, in the words of the pages."""
    return percent(float(text)) if field == "exposure" and text else MODES.get(text, text)


def details(task: RoleTask) -> Details:
    """Everything there is to say about a task of a role."""
    tier = task.proposal
    exposure = [
        ("Exposed", f"{percent(task.p_e1 + task.p_e2)} chance that AI can halve its time"),
        ("Direct", f"{percent(task.p_e1)} with a language model alone"),
        ("With software", f"{percent(task.p_e2)} with software built on one"),
        ("Score", f"{percent(task.exposure)}, range {percent(task.low)} to {percent(task.high)}"),
        ("In practice", "" if task.observed is None else f"use of AI seen on {percent(task.observed)} of it: {SOURCE}"),
        ("Use seen", _split(observed_modes.done_by_ai(task.activities)) if task.observed else ""),
        ("Use", MODES.get(task.mode, task.mode)),
    ]
    oversight = [
        ("Tier", f"{task.tier}: {MEANING.get(task.tier, '')}"),
        ("Status", task.tier_status),
        ("Decides about", ", ".join(tier.subjects)),
        ("Residents", "meet or feel it" if tier.resident_facing else ""),
        ("Personal data", "yes" if tier.personal_data else ""),
    ]
    work = [
        ("Share of time", f"{percent(task.weight)}{' (entered here)' if task.time_share is not None else ''}"),
        ("Kind", task.task_type),
        ("Source", task.source),
    ]
    judged = [
        f"{j.field} {figure(j.field, j.old)} → {figure(j.field, j.new)}: {j.why} ({j.who}, {j.at[:10]})"
        for j in task.judgements
    ]
    claims = [f"{j.field} should be {j.new}: {j.why} ({j.who}, {j.at[:10]})" for j in task.claims]
    return Details(
        task.sentence,
        "",
        [
            Section("Exposure", exposure),
            Section("Why", [("Rests on", evidence.MEANING.get(task.evidence, task.evidence))], [task.reason]),
            Section("Oversight", oversight),
            Section("What fired", items=tier.fired),
            Section("Compass", [(q, a) for q, a in zip(QUESTIONS, tier.compass, strict=True)]),
            Section("People's judgements", items=judged),
            Section("Contested, waiting for an answer", items=claims),
            Section("In this role", work),
        ],
    )


def _split(done: float | None) -> str:
    """How AI was seen in use on work of a task's kind."""
    if done is None:
        return ""
    return f"on such work AI did {percent(done)} itself and helped with the rest: {MODES_SOURCE}"
