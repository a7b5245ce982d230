"""How much work the pathways of all roles take, in calls of functions: unlike seconds, the same on a busy computer."""

import cProfile
import pstats

import pytest

from reskill.exposure.roles import score_roles
from reskill.matching.mapping import map_titles
from reskill.paths import shipped
from reskill.pathways.destinations import find_destinations
from reskill.project.file import create
from reskill.work.roster import take_in

MOST = 380  # calls for each next job that is looked at


@pytest.fixture(scope="module")
def town(catalog, tmp_path_factory):
    """The sample city's roster up to its pathways, so that what is read once has been read."""
    project = create(tmp_path_factory.mktemp("town") / "town.reskill", city="Town", state="IL")
    take_in(project, shipped("data/sample_city") / "roster.csv")
    map_titles(project, catalog)
    score_roles(project, catalog)
    find_destinations(project, catalog)
    yield project
    project.close()


def test_that_a_next_job_takes_few_calls(town, catalog) -> None:
    profile = cProfile.Profile()
    profile.runcall(find_destinations, town, catalog)
    looked_at = town.value("SELECT count(*) FROM destination")
    assert looked_at > 3_000
    assert pstats.Stats(profile).total_calls <= MOST * looked_at
