"""A chart of the plan's quarters as a picture (SVG), in one piece or in pages to be printed."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reskill.atomic import replacing
from reskill.planning.timeline_chart import Bar, Chart
from reskill.problem import ReskillError

WIDE, NAMES, HEAD, FOOT, ROW = 1100, 290, 74, 26, 20  # pixels: the picture, its names, what is above, below, a row
LETTERS = 50  # of a name
ROWS_OF_A_PAGE = 36  # on Letter or A4 paper, turned
_INK, _PALE, _BAR, _LOAD, _OVER = "#1f2933", "#d5dbe1", "#245e8f", "#a9c6e0", "#b3261e"


def picture(chart: Chart, city: str) -> str:
    """The whole chart as one picture."""
    return _drawn(chart, f"{city}: {chart.title}", max(1, len(chart.names)))


def pages(chart: Chart, city: str) -> list[str]:
    """The chart as pictures of one size, a page each, every one with the quarters above and the number below."""
    parts = list(_parts(chart))
    return [
        _drawn(part, f"{city}: {chart.title}", ROWS_OF_A_PAGE, f"Page {n} of {len(parts)}")
        for n, part in enumerate(parts, 1)
    ]


def to_print(chart: Chart, city: str) -> str:
    """The pages as one HTML file, which any browser prints, a page a sheet of paper."""
    body = "".join(f"<div>{page}</div>" for page in pages(chart, city))
    style = "@page{size:landscape;margin:10mm}body{margin:0}div{break-after:page}div:last-child{break-after:auto}svg{width:100%}"
    title = html.escape(f"{city}: {chart.title}")
    return f"<!DOCTYPE html><html lang='en'><meta charset='utf-8'><title>{title}</title><style>{style}</style>{body}</html>"


def write_picture(chart: Chart, city: str, target: Path) -> None:
    """Write the chart as .svg in one piece, or as .html in pages. Raises ReskillError for another kind of file, and where
    it cannot be written."""
    drawn = {".svg": picture, ".html": to_print}.get(target.suffix.lower())
    if drawn is None:
        raise ReskillError(
            f"{target.name} is no kind of picture that can be written.", "Name it .svg, or .html to print it in pages."
        )
    with replacing(target) as part:
        part.write_text(drawn(chart, city), encoding="utf-8")


def _parts(chart: Chart) -> Iterator[Chart]:
    """The chart in pieces of a page's rows; a name whose rows go on is said again."""
    for top in range(0, max(1, len(chart.names)), ROWS_OF_A_PAGE):
        names = list(chart.names[top : top + ROWS_OF_A_PAGE])
        if names and not names[0]:
            names[0] = next(name for name in reversed(chart.names[:top]) if name)
        bars = [replace(b, row=b.row - top) for b in chart.bars if top <= b.row < top + ROWS_OF_A_PAGE]
        yield replace(chart, names=tuple(names), bars=tuple(bars))


def _drawn(chart: Chart, title: str, rows: int, below: str = "") -> str:
    high = HEAD + rows * ROW + FOOT
    step = (WIDE - NAMES) / max(1, len(chart.quarters))
    out = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDE} {high}' width='{WIDE}' height='{high}'"
        " font-family='sans-serif' font-size='11'>",
        f"<rect width='{WIDE}' height='{high}' fill='#ffffff'/>",
        _text(8, 20, title, size=15),
        _text(8, 38, chart.hint),
    ]
    for i, quarter in enumerate(chart.quarters):
        x = NAMES + i * step
        out.append(_text(x + step / 2, HEAD - 20, f"FY{quarter.fiscal_year}", "middle"))
        out.append(_text(x + step / 2, HEAD - 7, f"Q{quarter.quarter}", "middle"))
    lines = [(NAMES + i * step, HEAD - 4, NAMES + i * step, high - FOOT) for i in range(len(chart.quarters) + 1)]
    lines += [(0, HEAD + i * ROW, WIDE, HEAD + i * ROW) for i, name in enumerate(chart.names) if name]
    out += [f"<path d='M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}' stroke='{_PALE}'/>" for a, b, c, d in lines]
    out += [_text(6, HEAD + i * ROW + 14, _short(name)) for i, name in enumerate(chart.names) if name]
    out += [_bar(bar, step) for bar in chart.bars]
    if not chart.bars:
        out.append(_text(NAMES + 8, HEAD + 14, "Nothing is planned."))
    return "".join([*out, _text(WIDE - 8, high - 8, below, "end"), "</svg>"])


def _bar(bar: Bar, step: float) -> str:
    x, y, wide, high = NAMES + bar.first * step + 1, HEAD + bar.row * ROW + 2, bar.length * step - 2, ROW - 4
    filled = wide if bar.part is None else wide * min(1.0, bar.part)
    colour = _BAR if bar.part is None else _LOAD
    parts = [f"<rect x='{x:.1f}' y='{y}' width='{filled:.1f}' height='{high}' fill='{colour}'/>"]
    if bar.marked or bar.over:
        frame = _OVER if bar.over else _INK
        parts.append(
            f"<rect x='{x:.1f}' y='{y}' width='{wide:.1f}' height='{high}' fill='none' stroke='{frame}' stroke-width='2'/>"
        )
    parts.append(_text(x + wide / 2, y + 12, bar.text, "middle", "#ffffff" if bar.part is None else _INK))
    return "".join(parts)


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = _INK, size: int = 11) -> str:
    return f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' fill='{colour}' font-size='{size}'>{html.escape(text)}</text>"


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"
