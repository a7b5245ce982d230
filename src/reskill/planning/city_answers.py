"""What the city tells the union before it sends the workbook: questions that no figure of the plan answers, and where
and by when replies are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reskill.planning.city_tools import Tool, proposed, strangers
from reskill.problem import ReskillError
from reskill.project.file import Project

LONGEST = 2_000  # characters of an answer, which a reader has on one page
QUESTIONS = (
    ("Tools", "Which AI tools are meant, from whom, and for which tasks?"),
    (
        "Tools by class",
        "For which classes is each tool, and what does it take from them? One line a tool: kind: class; class: what it takes.",
    ),
    ("When", "When does each tool come into use, and for which classes first?"),
    ("Monitoring", "What do the tools record about employees, and who may see it? What is ruled out?"),
    ("Data", "Which data go into the tools, where are they kept, and for how long?"),
    ("Responsibility", "Who checks what a tool puts out, and who answers for its errors?"),
    ("Notice", "When and how is the union told before a tool is bought or work is changed?"),
    ("Contract article", "Which articles of the agreement apply?"),
    ("Grievance route", "How does a member dispute a change, with whom, and by when?"),
    (
        "Layoff and attrition",
        "Are layoffs ruled out? What happens to positions that fall vacant? Which clause says so?",
    ),
    ("Pay and class", "Is pay protected where tasks or class change, and until when?"),
    ("Seniority and recall", "How do seniority, prior class and recall rights count for training and moves?"),
    ("Training", "Is training in paid working hours, who leads it and where, and who pays tuition, fees and travel?"),
    (
        "Refusal",
        "What follows when a member does not take part, does not complete the training, or does not want a tool?",
    ),
    ("Freed time", "What is done with the working time that AI frees, and who decides on it?"),
    (
        "Choice",
        "Who chooses among several programs or jobs, and who comes first where more want a place than are paid for?",
    ),
    ("Who gets places", "Why do some groups get fewer places (see Cover), and what does the city do about it?"),
    ("Reply to", "To whom do replies go: name, office, and e-mail or street address?"),
    ("Reply by", "By which day are replies wanted (as year-month-day)?"),
    ("Decision", "Who decides on what a reply challenges, and within how many days is it answered?"),
)
REPLY_TO, REPLY_BY, DECISION = "Reply to", "Reply by", "Decision"
BY_CLASS = "Tools by class"


@dataclass(frozen=True)
class CityAnswer:
    """One question: the key in a settings file, its subject, its words, and the city's answer ('' = not answered)."""

    key: str
    subject: str
    question: str
    answer: str


def still_open(project: Project) -> str:
    """What whoever sends the union edition should know first: which questions it says are not answered; '' for none."""
    subjects = [a.subject for a in city_answers(project) if not a.answer]
    said = []
    if subjects:
        said.append(
            f"The union edition says “not answered” {len(subjects)} times of {len(QUESTIONS)}: {', '.join(subjects)}."
        )
    if unknown := strangers(project, proposed_tools(project) or ()):
        said.append(f"{BY_CLASS} names what is no class of the roster: {'; '.join(unknown)}.")
    return " ".join(said)


def proposed_tools(project: Project) -> tuple[Tool, ...] | None:
    """The tools that the city has named by class; None where it has not answered."""
    return proposed(next(a.answer for a in city_answers(project) if a.subject == BY_CLASS))


def city_answers(project: Project) -> list[CityAnswer]:
    """Every question with the city's answer."""
    keys = [subject.lower().replace(" ", "_") for subject, _ in QUESTIONS]
    return [
        CityAnswer(key, subject, question, project.setting(f"city_answer.{key}"))
        for key, (subject, question) in zip(keys, QUESTIONS, strict=True)
    ]


def answer_questions(project: Project, answers: Mapping[str, str]) -> None:
    """Keep answers by key as one step; an empty one takes an answer back.

    Raises ReskillError for an unknown key, an answer that is too long, and lines on tools that cannot be read.
    """
    known = {a.key: a for a in city_answers(project)}
    with project.change("Answer the union's questions"):
        for key, text in answers.items():
            if key not in known:
                raise ReskillError(f"There is no question {key}.", f"Choose one of: {', '.join(known)}.")
            if known[key].subject == BY_CLASS:
                proposed(text)
            if len(text.strip()) > LONGEST:
                raise ReskillError(
                    f"The answer on {known[key].subject} has {len(text.strip()):,} characters, more than {LONGEST:,}.",
                    "Say it shorter, or name the document that has it.",
                )
            if text.strip() != known[key].answer:
                project.set_setting(f"city_answer.{key}", text.strip())
