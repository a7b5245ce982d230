"""The class of each page, whose module is loaded when it is first asked for: a start shows one page of eleven."""

from __future__ import annotations

from reskill.desktop.pages.page import Page


def page_class(name: str) -> type[Page]:
    """The class of the page of a name."""
    match name:
        case "overview":
            from reskill.desktop.pages.overview import OverviewPage

            return OverviewPage
        case "roster":
            from reskill.desktop.pages.roster import RosterPage

            return RosterPage
        case "titles":
            from reskill.desktop.pages.titles import TitlesPage

            return TitlesPage
        case "tasks":
            from reskill.desktop.pages.tasks import TasksPage

            return TasksPage
        case "roles":
            from reskill.desktop.pages.roles import RolesPage

            return RolesPage
        case "pathways":
            from reskill.desktop.pages.pathways import PathwaysPage

            return PathwaysPage
        case "programs":
            from reskill.desktop.pages.programs import ProgramsPage

            return ProgramsPage
        case "plan":
            from reskill.desktop.pages.plan import PlanPage

            return PlanPage
        case "scenarios":
            from reskill.desktop.pages.scenarios import ScenariosPage

            return ScenariosPage
        case "review":
            from reskill.desktop.pages.review import ReviewPage

            return ReviewPage
        case "sources":
            from reskill.desktop.pages.sources import SourcesPage

            return SourcesPage
    raise ValueError(f"there is no page {name}")
