"""Which next jobs an adviser would name first."""

from reskill.pathways.gates import ELSEWHERE, Gates
from reskill.pathways.precedence import Near, precedence
from reskill.pathways.staffing import Staffing
from reskill.pathways.viability import Facts
from reskill.thresholds import DEFAULTS

STEP = Facts("43-9061.00", "43-4051.00", "Guides", 0.95, 0, 1.1, 0.5, 0.5, 10_000, people=5, vacancies=0, change=2.0)
NEAR = Near(rank=3, others=300, share=0.0, together=0.2, positions=5)


def worth(facts: Facts = STEP, near: Near = NEAR) -> float:
    return precedence(facts, DEFAULTS, near)


def test_that_near_work_comes_first() -> None:
    assert worth(near=NEAR._replace(rank=2)) > worth()
    assert worth(near=NEAR._replace(together=0.9)) > worth()
    assert worth(near=NEAR._replace(share=0.3)) > worth()
    assert worth(near=NEAR._replace(positions=50)) > worth() > 1 + worth(near=NEAR._replace(positions=0))
    assert worth(STEP._replace(percentile=0.99)) > worth()


def test_that_what_a_person_gains_counts_and_most_in_near_work() -> None:
    better = STEP._replace(exposure=0.2, pay_ratio=1.3)
    far = NEAR._replace(rank=40)
    assert worth(better) > worth()
    assert worth(better) - worth() > worth(better, far) - worth(near=far) > 0


def test_that_what_speaks_against_a_step_puts_it_later() -> None:
    for change in (
        {"pay_ratio": 0.8},
        {"pay_ratio": 1.7},
        {"change": -20.0},
        {"zone_gap": 2},
        {"people": 0},
        {"gates": Gates("Bachelor's degree", degrees=1, study=3)},
        {"gates": Gates(licence="sworn status")},
        {"gates": Gates(leads=ELSEWHERE)},
    ):
        assert worth(STEP._replace(**change)) < worth(), change


def test_that_departments_tell_how_near_titles_are(city) -> None:
    with city.change("Name departments") as db:
        db.execute("UPDATE position SET department = 'Law' WHERE title_id IN (1, 2)")
        db.execute("UPDATE position SET department = 'Parks' WHERE title_id = 3")
        db.execute("UPDATE position SET department = 'Parks' WHERE title_id = 2 AND id IN ('2-0', '2-1')")
    staffing = Staffing(city)
    assert staffing.together(1, "43-4031.00") == 0.75  # six of eight are in Law, as are all of the title
    assert staffing.together(1, "43-6014.00") == 0.0
