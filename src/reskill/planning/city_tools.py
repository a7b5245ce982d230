"""Which kinds of AI tool a city proposes for which classes, read from its answer to the union: a line for each tool.

A line is `kind: class; class: what it takes`; the classes may be `every class in training`. An answer that
proposes no tool is the one word `none`.
"""

from __future__ import annotations

from dataclasses import dataclass

from reskill.pathways.duties import TOOLS
from reskill.problem import ReskillError
from reskill.project.file import Project

NO_TOOL, EVERY = "none", "every class in training"
_LINE = "Write one line for each tool: kind: class; class: what it takes"


@dataclass(frozen=True)
class Tool:
    """A tool that is proposed: its kind, the class titles that get it (all in training where `everybody`), and what it
    takes from them."""

    kind: str
    classes: tuple[str, ...]
    takes: str
    everybody: bool = False

    def comes_to(self, title: str, trained: bool) -> bool:
        """Whether a class gets it."""
        return trained if self.everybody else title.casefold() in map(str.casefold, self.classes)


@dataclass(frozen=True)
class Tools:
    """What a class gets: the kinds of its tools, and what they take from it."""

    kinds: frozenset[str]
    takes: tuple[str, ...]


def proposed(answer: str) -> tuple[Tool, ...] | None:
    """The tools of an answer; None where there is no answer. Raises ReskillError for a line that cannot be read."""
    lines = [" ".join(line.split()) for line in answer.splitlines() if line.strip()]
    if not lines:
        return None
    return () if [line.rstrip(".").casefold() for line in lines] == [NO_TOOL] else tuple(map(_tool, lines))


def tools_of(tools: tuple[Tool, ...], title: str, trained: bool) -> Tools:
    """What a class with a title gets, in training or not."""
    own = [t for t in tools if t.comes_to(title, trained)]
    return Tools(frozenset(t.kind for t in own), tuple(dict.fromkeys(t.takes for t in own)))


def strangers(project: Project, tools: tuple[Tool, ...]) -> list[str]:
    """The classes named that the roster does not have."""
    known = {r["title"].casefold() for r in project.rows("SELECT title FROM title")}
    return list(dict.fromkeys(c for t in tools for c in t.classes if c.casefold() not in known))


def _tool(line: str) -> Tool:
    kind, _, rest = line.partition(":")
    named, _, takes = rest.rpartition(":")
    kind, classes = kind.strip().casefold(), tuple(c.strip() for c in named.split(";") if c.strip())
    if kind not in TOOLS:
        raise ReskillError(
            f"“{line}” begins with no kind of tool.",
            f"{_LINE}. Kinds: {', '.join(f'{k} ({means})' for k, means in TOOLS.items())}. Where no tool is proposed: {NO_TOOL}.",
        )
    if not classes or not takes.strip():
        raise ReskillError(f"“{line}” does not say which classes get the tool and what it takes.", f"{_LINE}.")
    everybody = [c.casefold() for c in classes] == [EVERY]
    return Tool(kind, () if everybody else classes, takes.strip().rstrip("."), everybody)
