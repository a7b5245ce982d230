"""What the inspector shows of the selected thing: a title, and sections of facts, sentences or lists."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reskill.desktop.palette import colours

READ = "details:whole"  # the address of the link to the details with their long texts
WORD = 17  # characters of one word, above which it would be broken beside its name
LONG = 38  # characters of a value, from which it stands below its name over the whole width, not in a narrow column


@dataclass(frozen=True)
class Section:
    """A heading with facts (name, value), and with lines or items below. Empty values are left out.

    `whole` is the long text of which lines and items are the gist, for where there is room to read it.
    """

    heading: str
    facts: Sequence[tuple[str, str]] = ()
    lines: Sequence[str] = ()
    items: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()  # text, address
    whole: Sequence[str] = ()


@dataclass(frozen=True)
class Details:
    """One selected thing."""

    title: str
    subtitle: str = ""
    sections: Sequence[Section] = field(default_factory=tuple)

    def as_html(self, whole: bool = False) -> str:
        """The details as rich text, with the long texts or with their gist and a link to READ; every value is escaped,
        since rosters hold what they hold."""
        c = colours()
        parts = [f"<h3 style='margin:0'>{_safe(self.title)}</h3>"]
        if self.subtitle:
            parts.append(f"<p style='margin:2px 0 0 0; color:{c.muted}'>{_safe(self.subtitle)}</p>")
        for section in self.sections:
            body = _body(_in_full(section) if whole else section, c.muted, c.accent)
            if section.whole and not whole:
                body += f"<p style='margin:3px 0 0 0'><a style='color:{c.accent}' href='{READ}'>Read it whole…</a></p>"
            if body:
                parts.append(f"<p style='margin:14px 0 3px 0'><b>{_safe(section.heading)}</b></p>{body}")
        return "".join(parts)


def _in_full(section: Section) -> Section:
    return replace(section, lines=section.whole, items=()) if section.whole else section


def _body(section: Section, muted: str, accent: str) -> str:
    facts = "".join(_fact(n, str(v), muted) for n, v in section.facts if v)
    lines = "".join(f"<p style='margin:0 0 5px 0'>{_safe(line)}</p>" for line in section.lines if line)
    items = "".join(f"<li style='margin:0 0 3px 0'>{_safe(item)}</li>" for item in section.items if item)
    links = "".join(
        f"<p style='margin:0'><a style='color:{accent}' href='{_safe(u)}'>{_safe(t)}</a></p>"
        for t, u in section.links
        if u.startswith(("https://", "http://"))
    )
    return (
        (f"<table cellspacing='0' width='100%'>{facts}</table>" if facts else "")
        + lines
        + (f"<ul style='margin:0 0 0 -22px'>{items}</ul>" if items else "")
        + links
    )


def _fact(name: str, value: str, muted: str) -> str:
    called = f"style='color:{muted}; padding:1px 8px 1px 0'"
    if len(value) < LONG and max(map(len, value.split()), default=0) <= WORD:
        return f"<tr><td width='43%' {called}>{_safe(name)}</td><td style='padding:1px 0'>{_safe(value)}</td></tr>"
    below = "style='padding:0 0 4px 0'"
    return f"<tr><td colspan='2' {called}>{_safe(name)}</td></tr><tr><td colspan='2' {below}>{_safe(value)}</td></tr>"


def _safe(text: str) -> str:
    return html.escape(str(text))
