"""Which programs fit an occupation, by their CIP code and by their words."""

import pytest

from reskill.pathways.fit import Programs
from reskill.pathways.similarity import Similarity

METER_READERS = "43-5041.00"


@pytest.mark.parametrize("cip", ["32.0108", "51.0911", "53.0202"])  # basic skills, radiography, a school diploma
def test_that_words_alone_do_not_fit_a_program_that_leads_elsewhere(project, catalog, cip: str) -> None:
    def fits(code: str) -> bool:
        with project.change("Enter a program") as db:
            db.execute("DELETE FROM program")
            db["program"].insert({"name": "Meter reading", "kind": "course", "cip": code})
        found = Programs(project, catalog, Similarity(catalog)).for_destination(METER_READERS)
        return bool(found)

    assert fits("")
    assert not fits(cip)
