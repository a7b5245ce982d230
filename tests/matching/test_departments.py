import pytest

from reskill.matching.departments import fields


@pytest.mark.parametrize(
    ("department", "field"),
    [
        ("Dallas Police Dept - Uniform", "police"),
        ("AFR Atlanta Fire & Recuse", "fire"),
        ("CORR/ Court House Jail", "corrections"),
        ("SHR/ Uniform Services Bureau/ Patrol (USB)", "sheriff"),
        ("Boston Public Library", "library"),
        ("DPW-Solid Waste (wkly)", "solid waste"),
        ("Mayor's Office", "executive"),
        ("02.County Attorney", "law"),
        ("Emergency Medical Services", "ems"),
    ],
)
def test_that_a_department_tells_its_field(department: str, field: str) -> None:
    assert fields(department)[0] == field


@pytest.mark.parametrize("department", ["", "EASTPOINT", "12345", "\u202e\u0634\u0631\u0637\u0629"])
def test_that_an_unknown_department_tells_nothing(department: str) -> None:
    assert fields(department) == ()
