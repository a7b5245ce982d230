import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskill.matching.reading import LONGEST, read


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("ADMIN ASST II", "administrative assistant"),
        ("Sr Acct Clk", "account clerk"),
        ("0042-SENIOR ADMINISTRATIVE ASSISTANT", "administrative assistant"),
        ("Supv, Street & Drainage Maint", "street drainage maintenance supervisor"),
        ("Supervisor III - Public Saf", "public safety supervisor"),
        ("DIR OF ENVIR HEALTH", "environmental health director"),
        ("FirePreventionPermitTechnician", "fire prevention permit technician"),
        ("Gen Main Mech Frprs(Cfm)##", "general maintenance mechanic foreperson"),
        ("Fireftr-90.46 Hrs", "firefighter"),
        ("SECURITY GUARD - SEASONAL", "security guard"),
        ("Facilities Managment Director", "facilities management director"),
        ("Transportation Enforcmnt Ofcr", "transportation enforcement officer"),
        ("RN - PRN", "registered nurse"),
        ("P/R, A/P, & A/R Clerk", "payroll accounts payable accounts receivable clerk"),
        ("Principal", "principal"),
        ("Sr Center Aide", "senior center aide"),
        ("Warehouseman", "warehouse worker"),
        ("Election Boardworker", "election board worker"),
        ("Payables Technician", "payable technician"),
        ("Inventories Clerk", "inventory clerk"),
        ("Inventor", "inventor"),
        ("Clinical Psycholog", "clinical psychologist"),
        ("Drop-Off Attendant", "drop off attendant"),
        ("MV Tax Clerk", "motor vehicle tax clerk"),
        ("Engrg Tech", "engineering technician"),
        ("OA II", "office assistant"),
        ("X-RAY TECHNICIAN", "radiologic technician"),
        ("Undersheriff", "chief deputy sheriff"),
    ],
)
def test_that_a_title_is_read_in_plain_words(written: str, core: str) -> None:
    assert read(written).core == core


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("Comp & Class Anlyst", "compensation"),
        ("Comp Operator", "computer"),
        ("Rec Center Aide", "recreation"),
        ("Rec Clerk", "records"),
        ("Sec Guard", "security"),
        ("Exec Sec", "secretary"),
    ],
)
def test_that_neighbours_decide_what_a_short_form_means(written: str, meaning: str) -> None:
    assert meaning in read(written).words


def test_that_what_was_read_into_a_title_is_kept_for_the_reasons() -> None:
    reading = read("Sr Acct Clk (Pwd)")
    assert ("acct", "account") in reading.expanded
    assert reading.levels == ("senior",)
    assert reading.places == ("public works",)


def test_that_a_learner_keeps_the_trade() -> None:
    assert read("Line Worker Apprentice").core == "line worker"
    assert read("Line Worker Apprentice").stages == ("apprentice",)


def test_that_the_order_of_words_does_not_matter_for_sameness() -> None:
    assert read("Mgr, Project").bag == read("PROJECT MANAGER").bag
    assert read("Assistant Commissioner").bag != read("Assistant to the Commissioner").bag


@given(st.text(max_size=3 * LONGEST))
def test_that_any_text_can_be_read(text: str) -> None:
    reading = read(text)
    assert all(w and w == w.strip() for w in reading.words)
