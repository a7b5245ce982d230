"""How much of local-government employment the pack's task inventories cover (BLS OEWS, industry 999300)."""

from __future__ import annotations

from dataclasses import dataclass

from reskill.reference.catalog import Catalog


@dataclass(frozen=True)
class Coverage:
    """Shares of local-government jobs in [0, 1] and the codes that are still without tasks, largest first."""

    jobs: int
    source: str  # of the jobs, with its release
    with_tasks: float
    keyed: float  # to O*NET tasks; the rest are short inventories of our own for codes that O*NET leaves empty
    detailed: int
    with_title_and_pay: int
    missing: tuple[tuple[str, int], ...]  # (title, jobs)

    def lines(self) -> list[str]:
        """The report, first line first."""
        return [
            f"local-government employment with tasks: {self.with_tasks:.1%} (keyed to O*NET {self.keyed:.1%})",
            f"of {self.jobs:,} jobs ({self.source}, local government without schools and hospitals)",
            f"detailed occupations with title and pay: {self.with_title_and_pay} of {self.detailed}",
            *(f"without tasks: {title} ({jobs:,} jobs)" for title, jobs in self.missing[:10]),
        ]


def coverage(catalog: Catalog) -> Coverage:
    """Coverage of the pack; an OEWS code counts when any of its occupations has tasks."""
    jobs: dict[str, int] = {}
    titles: dict[str, str] = {}
    covered: set[str] = set()
    keyed: set[str] = set()
    for o in catalog.occupations.values():
        titles.setdefault(o.oews, o.title)
        if o.local_jobs:
            jobs[o.oews] = o.local_jobs
        if o.tasks:
            covered.add(o.oews)
            if any(t.task_type != "Own" for t in catalog.tasks(o.code)):
                keyed.add(o.oews)
    total = catalog.local_jobs_total or sum(jobs.values()) or 1
    paid = catalog.detailed_codes
    missing = sorted(((titles[c], n) for c, n in jobs.items() if c not in covered), key=lambda m: -m[1])
    return Coverage(
        jobs=total,
        source=catalog.pay_source("NL"),
        with_tasks=sum(n for c, n in jobs.items() if c in covered) / total,
        keyed=sum(n for c, n in jobs.items() if c in keyed) / total,
        detailed=len(paid),
        with_title_and_pay=sum(c in titles and has_pay for c, has_pay in paid.items()),
        missing=tuple(missing),
    )
