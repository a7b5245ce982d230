"""Who gets places, for readers outside the personnel office: in words alone, since shares would tell small counts."""

from __future__ import annotations

from reskill.export.xlsx.sheet import Row
from reskill.pathways.adverse_impact import COUNSEL
from reskill.planning.equity import placed_groups
from reskill.project.file import Project

_OURS = {"pay quartile": "By quarter of pay", "part-time": "By part-time work"}  # groups that we name: told one by one
_THEIRS = {"bargaining_unit": "By bargaining unit", "grade": "By grade", "department": "By department"}
NAMED = 6  # groups that are named; the rest are counted


def equity_rows(project: Project) -> list[Row]:
    """Rows of the cover: which groups' share of expected places is below four fifths of the highest; none without a plan.

    Groups below the threshold for small counts are neither compared nor named.
    """
    groups = placed_groups(project)
    if not any(g.places for g in groups):
        return []
    basis = (
        "Places that a group's people can expect over its people in affected roles, where those of a class are shared among"
        f" its people alike. Groups of fewer than {project.thresholds.small_cell} such people are not compared. {COUNSEL}"
    )
    found: dict[str, list[str]] = {}
    for kind, words in (_OURS | _THEIRS).items():
        large = [g for g in groups if g.kind == kind and g.ratio is not None]
        for text in _told([g.name for g in large if g.low], len(large), kind in _OURS):
            found.setdefault(text, []).append(words)
    return [
        ("Who gets places", "; ".join(kinds), text, "As above." if n else basis)
        for n, (text, kinds) in enumerate(found.items())
    ]


def _told(low: list[str], large: int, apart: bool) -> list[str]:
    if large < 2:
        return ["Too few groups are large enough to compare."]
    if not low:
        return ["No group below four fifths"]
    if apart:
        return [f"{name}: below four fifths of the highest share" for name in low]
    more = f" and {len(low) - NAMED} more" if len(low) > NAMED else ""
    return [f"Below four fifths of the highest share: {'; '.join(low[:NAMED])}{more}"]
