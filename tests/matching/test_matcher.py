import pytest

from reskill.matching.matcher import Matcher
from reskill.matching.reading import read
from reskill.reference.catalog import Catalog


@pytest.fixture(scope="module")
def matcher(catalog: Catalog) -> Matcher:
    return Matcher(catalog)


@pytest.mark.parametrize(
    ("title", "department", "code"),
    [
        ("ADMIN ASST II", "", "43-6014"),
        ("Sr Acct Clk", "Finance", "43-3031"),
        ("Pol Ofcr-Patrl-BWV", "Police", "33-3051"),
        ("SERGEANT", "Corrections", "33-1011"),
        ("Wtr Trtmt Plant Opr", "Water", "51-8031"),
        ("Librn II", "Library", "25-4022"),
        ("Hvy Equip Opr", "Public Works", "47-2073"),
        ("Bldg Inspector", "", "47-4011"),
        ("Asst City Atty", "Law", "23-1011"),
        ("Glazier", "", "47-2121"),
    ],
)
def test_that_municipal_titles_find_their_occupation(matcher: Matcher, title: str, department: str, code: str) -> None:
    best = matcher.suggest(title, department).best
    assert best is not None and best.code.startswith(code)
    assert best.confidence > 0.6


def test_that_candidates_are_ranked_each_occupation_once(matcher: Matcher) -> None:
    found = matcher.suggest("Program Coordinator", "Health", top=5).candidates
    sure = [c.confidence for c in found]
    assert len(found) == 5
    assert sure == sorted(sure, reverse=True)
    assert len({c.code[:7] for c in found}) == 5
    assert all(0 <= s <= 1 for s in sure)
    assert all(c.reason for c in found)


def test_that_the_department_changes_the_occupation(matcher: Matcher) -> None:
    codes = {
        d: matcher.suggest("CAPTAIN", d).candidates[0].code for d in ("POLICE", "FIRE", "Department of Corrections")
    }
    assert codes == {"POLICE": "33-1012.00", "FIRE": "33-1021.00", "Department of Corrections": "33-1011.00"}


def test_that_reasons_are_plain_words(matcher: Matcher) -> None:
    reason = matcher.suggest("Sr Acct Clk", "Finance").candidates[0].reason
    assert "'acct' = account" in reason and "'clk' = clerk" in reason
    assert "a supervising rank in the police" in matcher.suggest("SGT", "Police").candidates[0].reason
    assert " in " in matcher.suggest("LEGISLATIVE AIDE", "City Council").candidates[0].reason


@pytest.mark.parametrize(
    "title", ["Aide", "Title 12", "Manager II", "TEMPORARY EMPLOYEE", "Intern", "MuniProg, Technician"]
)
def test_that_it_abstains_with_a_reason_where_the_title_says_nothing(matcher: Matcher, title: str) -> None:
    match = matcher.suggest(title)
    assert match.candidates == ()
    assert match.abstained


BAD = {
    "empty": "",
    "blank": " \t\n ",
    "numeric": "12345",
    "punctuation": "--- / ((",
    "long": "Clerk " * 7000,
    "emoji": "\U0001f692\U0001f469\u200d\U0001f692",
    "right to left": "\u0636\u0627\u0628\u0637 \u0634\u0631\u0637\u0629",
    "direction marks": "\u202eClerk\u202c",
    "html": "<script>alert('x')</script>",
    "formula": "=cmd|'/c calc'!A0",
    "surrogate": "\ud800 Clerk",
    "null": "Clerk\x00",
    "sql": "'; DROP TABLE title; --",
}


@pytest.mark.parametrize("title", BAD.values(), ids=BAD)
def test_that_any_text_is_mapped_or_abstained_on_with_a_reason(matcher: Matcher, title: str) -> None:
    match = matcher.suggest(title, title)
    assert bool(match.candidates) != bool(match.abstained)


def test_that_markup_does_not_hide_a_title(matcher: Matcher) -> None:
    assert matcher.suggest("<b>Police Officer</b>").candidates[0].code == "33-3051.00"


def test_that_a_title_of_two_occupations_gets_a_blend(matcher: Matcher) -> None:
    blend = matcher.suggest("Librarian-Custodian").blend
    assert {c.code[:7]: share for c, share in blend} == {"25-4022": 0.5, "37-2011": 0.5}
    assert matcher.suggest("Firefighter/Paramedic").blend == ()
    assert matcher.suggest("Librarian").blend == ()


def test_that_many_are_answered_in_their_order(matcher: Matcher) -> None:
    said: list[float] = []
    pairs = [("Librarian", ""), ("Aide", ""), ("Librarian", "Library")] * 50
    found = matcher.suggest_many(pairs, 3, lambda part, text: said.append(part))
    assert [(m.title, m.department) for m in found] == pairs
    assert said == sorted(said) and said[0] == 0.0


def test_that_a_guessed_word_is_said_as_a_guess_and_makes_less_sure(matcher: Matcher) -> None:
    right, wrong = matcher.suggest("Librarian").best, matcher.suggest("Libararian").best
    assert right is not None and wrong is not None
    assert wrong.code == right.code
    assert wrong.confidence < 0.9 < right.confidence
    assert "'libararian' guessed to be librarian" in wrong.reason
    assert "the same title" in right.reason
    assert "the same title" not in wrong.reason and "a common name" not in wrong.reason


def test_that_a_clerk_of_bail_is_no_bailiff(matcher: Matcher) -> None:
    found = matcher.suggest("Bail Clerk", "Courts")
    assert found.best is not None and found.best.code.startswith("43-")
    assert not any("bailiff" in c.reason and "'bail'" in c.reason for c in found.candidates)


@pytest.mark.parametrize("pay", [None, 35_000, 60_000])
def test_that_a_police_records_clerk_is_one_whatever_the_pay(matcher: Matcher, pay: float | None) -> None:
    best = matcher.suggest("Police Records Clerk", "Police", pay=pay).best
    assert best is not None and best.code == "43-4071.00"


def test_that_a_guard_of_a_library_is_a_guard(matcher: Matcher) -> None:
    best = matcher.suggest("Library Facility Guard", "Library").best
    assert best is not None and best.code == "33-9032.00"


def test_that_common_and_roster_titles_of_the_same_words_accept_each_others_codes(catalog) -> None:
    by_words: dict[str, list] = {}
    for t in catalog.titles:
        if t.code and not t.department:
            by_words.setdefault(read(t.title).bag, []).append(t)
    for titles in by_words.values():
        common = [t for t in titles if t.source == "common usage"]
        coded = [t for t in titles if t.source != "common usage"]
        for a in common:
            for b in coded:
                assert a.code[:7] in (b.code[:7], *b.also) or b.code[:7] in a.also, (a, b)


@pytest.mark.parametrize("title", ["Police Records Clerk", "Accountant", "Equipment Operator", "Library Page"])
def test_that_pay_does_not_change_what_a_title_plainly_says(matcher, title: str) -> None:
    found = {matcher.suggest(title, "", 1, pay).best.code for pay in (None, 16_000, 30_000, 60_000, 150_000)}
    assert len(found) == 1


def test_that_a_short_form_of_several_meanings_is_left_open(matcher) -> None:
    officer = matcher.suggest("Comm Officer", "Sheriff")
    assert "'comm' may be communications, community or commission" in officer.best.reason
    plain = matcher.suggest("Communications Officer", "Sheriff").best
    assert officer.best.code == plain.code and officer.best.confidence < plain.confidence
    assert {c.code[:7] for c in officer.candidates} >= {"43-5031", "33-3051"}
    assert list(officer.candidates) == sorted(officer.candidates, key=lambda c: -c.confidence)


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("EV Charging Tech", "electric vehicle"),
        ("Ev & Property Custodian", "evidence"),
        ("Special Ev Coord", "event"),
        ("Ret Syst Analyst", "retirement system"),
        ("Comp Syst Analyst", "systems"),
        ("Emerg Comm Supv", "communications"),
        ("Comm Dev Spec", "community"),
    ],
)
def test_that_words_nearby_tell_what_a_short_form_means(title: str, meant: str) -> None:
    assert meant in read(title).core and not read(title).open[0]


@pytest.mark.parametrize(
    ("title", "soc"),
    [
        ("Motor Vehicle Operator", {"53-3033", "53-3032"}),
        ("Library Facility Guard", {"33-9032"}),
        ("Probate Court Investigator", {"13-1041", "33-9021", "33-3021"}),
        ("Codes Administrator", {"11-9199", "13-1041"}),
        ("Scuba Diver", {"49-9092"}),
        ("Bail Clerk", {"43-4031"}),
    ],
)
def test_that_what_a_person_is_outweighs_where_they_work(matcher, title: str, soc: set[str]) -> None:
    assert matcher.suggest(title).best.code[:7] in soc
