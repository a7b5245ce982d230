"""Which programs are proposed for a move: by the codes of their list, their CIP code, their words, and a person's pin."""

import pytest

from reskill.pathways.fit import Programs
from reskill.pathways.similarity import Similarity
from reskill.project.programs import link, save

METER_READERS, CLERKS = "43-5041.00", "43-9061.00"
ELECTRICIANS, LINE_INSTALLERS = "47-2111.00", "49-9051.00"
SOUND = {
    "kind": "certificate",
    "provider": "County College",
    "hours": 200,
    "hours_source": "the list",
    "place": "IL",
    "subjects": "electrician",
}


@pytest.fixture
def fits(project, catalog):
    def run(*programs: dict, role: str = CLERKS, to: str = METER_READERS):
        with project.change("Enter programs") as db:
            db.execute("DELETE FROM program")
            for p in programs:
                db["program"].insert({**SOUND, **p})
        return Programs(project, catalog, Similarity(catalog)).for_move(role, to)

    return run


@pytest.mark.parametrize("cip", ["32.0108", "51.0911", "53.0202"])  # basic skills, radiography, a school diploma
def test_that_words_do_not_propose_a_program_that_leads_elsewhere(fits, cip: str) -> None:
    assert fits({"name": "Meter reading", "subjects": "meter reading"})
    assert not fits({"name": "Meter reading", "subjects": "meter reading", "cip": cip})


def test_that_words_alone_are_shown_and_never_sufficient(fits) -> None:
    assert [f.sufficient for f in fits({"name": "Meter reading", "subjects": "meter reading"})] == [False]


def test_that_the_occupations_of_a_list_win_over_its_cip_code(fits) -> None:
    """CIP 46.0302 leads to electricians, and 46.0303 to line installers."""
    wireman = {"name": "Inside Wireman", "cip": "46.0303", "soc": "47-2111.00"}
    assert not fits(wireman, to=LINE_INSTALLERS)
    assert fits(wireman, to=ELECTRICIANS)[0].sufficient


def test_that_a_degree_below_the_one_that_people_have_comes_after_a_certificate(fits) -> None:
    named = {"soc": "47-2111.00", "hours": 900}
    both = {**named, "name": "Electricity"}, {**named, "name": "Electricity", "credential": "Associate Degree"}
    assert [f.program_id for f in fits(*both[::-1], role="13-2011.00", to=ELECTRICIANS)][:2] == [2, 1]  # accountants
    assert [f.program_id for f in fits(*both[::-1], to=ELECTRICIANS)][:2] == [1, 2]


def test_that_a_credential_ties_a_program_without_codes_to_its_occupation(fits) -> None:
    driving = {"name": "Truck driving", "subjects": "Truck driving", "credential": "Class A CDL"}
    first = fits(driving, to="53-3032.00")[0]
    assert first.sufficient and "its credential" in first.reason.lower()
    assert not [f for f in fits(driving, to=ELECTRICIANS) if "credential" in f.reason]
    coded = {**driving, "cip": "52.0302"}  # a code wins over words
    assert not [f for f in fits(coded, to="53-3032.00") if "credential" in f.reason]


def test_that_a_name_ties_a_program_to_work_of_the_kind_that_its_cip_code_leads_to(fits) -> None:
    """CIP 52.0302 leads to bookkeepers and not to billing clerks, of the same minor group."""
    books = {"name": "Bookkeeping", "subjects": "bookkeeping", "cip": "52.0302"}
    found = fits(books, role="43-4051.00", to="43-3021.00")[0]
    assert found.sufficient and "its name says work of the kind of 43-3021" in found.reason.lower()
    held = {**books, "name": "Ledgers", "subjects": "ledgers", "credential": "QuickBooks Certified User"}
    told = [f.reason for f in fits(held, role="43-4051.00", to="43-3021.00")]
    assert not told or "its credential is one that 43-3021" in told[0].lower()


def test_that_codes_of_an_earlier_edition_and_broad_codes_lead_to_todays_occupations(fits) -> None:
    """15-1151 of SOC 2010 is 15-1232 today, and 51-4120 is the broad occupation of 51-4121."""
    desk = {"name": "Computer Support Specialist", "subjects": "Computer Support", "soc": "15-1151.00"}
    assert fits(desk, to="15-1232.00")[0].sufficient
    welding = {"name": "Welding", "subjects": "Welding", "soc": "51-4120"}
    assert fits(welding, to="51-4121.00")[0].sufficient


def test_that_a_code_that_the_programs_words_do_not_bear_out_proposes_nothing(fits) -> None:
    """CIP 49.0101 leads to managers of transportation, 52.0904 to other business specialists."""
    managers, security = "11-3071.00", "13-1199.07"
    drones = {"name": "Unmanned Aircraft Systems Specialist", "subjects": "Unmanned Aircraft", "cip": "49.0101"}
    assert not [f for f in fits(drones, to=managers) if "leads to" in f.reason]
    hotels = {"name": "Hotel Management", "subjects": "Hotel Management", "cip": "52.0904"}
    assert not [f for f in fits(hotels, to=security) if "leads to" in f.reason]
    hoped = {"name": "Bookkeeping", "subjects": "Bookkeeping", "cip": "52.0302", "soc": "13-1141.00"}
    assert not [f for f in fits(hoped, to="13-1141.00") if "names" in f.reason]


PAY_ANALYSTS = "13-1141.00"


def test_that_a_credential_known_for_an_occupation_leads_to_it_from_one_of_the_same_kind(fits) -> None:
    """A list names one occupation of a field, and its credential is known for others of the same minor group."""
    hr = {"name": "Human Resources Professional: Benefits", "subjects": "human resources", "soc": "13-1071.00"}
    (found,) = (f for f in fits(hr, role="13-2031.00", to=PAY_ANALYSTS) if f.sufficient)
    assert "names 13-1071, of the same kind of work" in found.reason
    far = {**hr, "soc": "43-4161.00"}  # of another kind
    assert not [f for f in fits(far, to=PAY_ANALYSTS) if "same kind" in f.reason]
    assert not [f for f in fits(hr, to="13-1082.00") if "same kind" in f.reason]  # words alone, and not the nearest


def test_that_a_program_that_names_the_occupation_comes_before_one_that_names_its_kin(fits) -> None:
    benefits = {"name": "Human Resources Professional: Benefits", "subjects": "human resources"}
    found = fits(
        {**benefits, "soc": "13-1071.00"}, {**benefits, "soc": PAY_ANALYSTS}, role="13-2031.00", to=PAY_ANALYSTS
    )
    assert [(f.program_id, f.sufficient) for f in found] == [(2, True), (1, True)]


def test_that_cip_code_and_credential_outweigh_a_listed_occupation_of_the_same_kind(fits) -> None:
    """CIP 52.0211 leads to project managers, 13-1082; a list named management analysts."""
    capm = {"name": "Project Management with CAPM", "subjects": "project management", "cip": "52.0211"}
    dear = {"name": "Project Management Mastery", "soc": "13-1082.00", "subjects": "project management", "cost": 3900}
    found = fits({**capm, "soc": "13-1111.00", "cost": 1200}, dear, role="13-2031.00", to="13-1082.00")
    assert [(f.program_id, f.sufficient) for f in found][:2] == [(1, True), (2, True)]
    assert fits({**capm, "soc": "13-1111.00"}, role="13-1111.00", to="13-1082.00")[0].sufficient


def test_that_the_subject_itself_comes_before_a_general_grounding(fits) -> None:
    hr = {"subjects": "human resources", "soc": "13-1071.00"}
    general = {**hr, "name": "Human Resources Professional", "cost": 0}
    own = {**hr, "name": "Human Resources Professional: Benefits", "cost": 5000}
    found = fits(general, own, role="13-2031.00", to=PAY_ANALYSTS)
    assert [(f.program_id, f.sufficient) for f in found] == [(2, True), (1, True)]


def test_that_a_credential_that_employers_know_and_a_college_come_first(fits) -> None:
    books = {"name": "Bookkeeping", "subjects": "bookkeeping", "soc": "43-3031.00", "provider": "Skills Inc"}
    own, known = {**books, "credential": "Bookkeeping Star"}, {**books, "credential": "QuickBooks Certified User"}
    college = {**own, "provider": "County College"}
    found = fits(own, known, college, role="43-4051.00", to="43-3031.00")
    assert [f.program_id for f in found] == [2, 3, 1]


def test_that_another_state_sells_comes_before_what_is_far_dearer_or_teaches_a_part_here(project, fits) -> None:
    project.set_setting("state", "IL")
    books = {"subjects": "bookkeeping accounting", "soc": "43-3031.00", "delivery": "online", "cost": 2000}
    national = {**books, "name": "Bookkeeping", "place": "TX", "provider": "Texas Tech University, by ed2go"}
    own = {**books, "name": "Bookkeeping", "place": "IL"}
    for here, told in (
        ({**own, "cost": 4900}, "dear: Bookkeeping takes $2,000"),
        ({**own, "name": "QuickBooks", "cost": 1400}, ""),
    ):
        found = fits(national, here, role="43-4051.00", to="43-3031.00")
        assert [(f.program_id, f.sufficient) for f in found][:2] == [(1, True), (2, True)] and told in found[1].reason
    assert "The principles of accounting: it teaches the software" in found[1].remains
    exam = "another for the same examination, CAPM, takes $1,000"
    capm = {"name": "Project management with CAPM", "soc": "13-1082.00", "subjects": "project management"}
    found = fits({**capm, "cost": 1600}, {**capm, "cost": 1000, "hours": 300}, role="13-2031.00", to="13-1082.00")
    assert [f.program_id for f in found] == [2, 1] and exam in found[1].reason


def test_that_the_subject_itself_comes_before_a_bundle_that_has_it_last(fits) -> None:
    pay = {"subjects": "payroll bookkeeping", "soc": "43-3051.00", "cost": 900}
    bundle = {**pay, "name": "Bookkeeping with Payroll", "cost": 0}
    found = fits(bundle, {**pay, "name": "Payroll Practice"}, role="43-4051.00", to="43-3051.00")
    assert [f.program_id for f in found] == [2, 1]


def test_that_of_equals_the_shorter_and_cheaper_comes_first(fits) -> None:
    named = {"name": "Electricity", "soc": "47-2111.00", "cost": 1000}
    long, dear = {**named, "hours": 1300}, {**named, "cost": 1900}
    assert [f.program_id for f in fits(long, dear, named, to=ELECTRICIANS)][:3] == [3, 2, 1]


def test_that_an_unknown_price_does_not_win_over_a_known_one(fits) -> None:
    named = {"name": "Electricity", "soc": "47-2111.00"}
    found = fits(named, {**named, "cost": 1000}, {**named, "cost": 7900}, to=ELECTRICIANS)
    assert [f.program_id for f in found][:3] == [2, 1, 3]


def test_that_the_examination_for_beginners_comes_before_the_one_for_the_experienced(fits) -> None:
    managers = {"subjects": "project management", "soc": "13-1082.00", "hours": 100}
    pmp, capm = (
        {**managers, "name": f"Project Management with {exam}", "credential": exam} for exam in ("PMP", "CAPM")
    )
    found = fits(pmp, capm, role="13-2031.00", to="13-1082.00")
    assert [f.program_id for f in found] == [2, 1]
    assert [f.remains for f in found] == [
        "",
        "For the PMP examination: three years of leading projects with a bachelor's degree, five without (PMI).",
    ]


def test_that_software_of_years_ago_comes_last_of_equals(fits) -> None:
    books = {"subjects": "bookkeeping", "soc": "43-3031.00"}
    old, new = ({**books, "name": f"Bookkeeping with QuickBooks{year}"} for year in (" 2018", ""))
    assert [f.program_id for f in fits(old, new, role="43-4051.00", to="43-3031.00")] == [2, 1]


def test_that_an_earlier_edition_of_an_examination_comes_later_and_is_asked_about(fits) -> None:
    networks = {"name": "CompTIA Network+ Training", "subjects": "networks", "soc": "15-1244.00"}
    old, new = {**networks, "credential": "CompTIA Network+ N10-006"}, {**networks, "credential": "CompTIA Network+"}
    found = fits(old, new, role="15-1242.00", to="15-1244.00")
    assert [f.program_id for f in found] == [2, 1]
    assert "sk whether it prepares for today's examination, not N10-006" in found[1].remains
    assert "today's examination" not in found[0].remains


def test_that_software_of_ten_years_ago_does_not_suffice(fits) -> None:
    books = {"subjects": "bookkeeping", "soc": "43-3031.00", "name": "Bookkeeping with QuickBooks 2005"}
    (found,) = fits(books, role="43-4051.00", to="43-3031.00")[:1]
    assert found.against == "Teaches the software of 2005."


def test_that_a_named_occupation_other_than_that_of_its_credential_is_a_hope(fits) -> None:
    hr = {"name": "Human Resources Professional", "subjects": "human resources"}
    assert fits({**hr, "soc": "13-1071.00"}, role="13-2031.00", to="13-1071.00")[0].sufficient
    assert not [f for f in fits({**hr, "soc": "43-9061.00"}, role="43-4051.00", to=CLERKS) if f.sufficient]


def test_that_a_trade_of_the_hands_is_not_everywhere_because_its_list_says_online(project, fits) -> None:
    project.set_setting("state", "IL")
    wiring = {"name": "Electricity", "soc": "47-2111.00", "delivery": "online", "place": "TX", "cip": "46.0302"}
    books = {**wiring, "name": "Bookkeeping", "subjects": "bookkeeping", "soc": "43-3031.00", "cip": "52.0302"}
    books["provider"] = "Texas Tech University, by ed2go"
    assert not [f for f in fits(wiring, to=ELECTRICIANS) if f.sufficient]
    assert [f for f in fits(books, to="43-3031.00") if f.sufficient]


def test_that_a_program_that_is_over_or_of_another_state_is_only_proposed_when_pinned(project, fits, catalog) -> None:
    named = {"name": "Electricity", "soc": "47-2111.00"}
    gone = (
        {"closed": "2026-01-31"},
        {"approved_until": "2021-06-30"},
        {"place": "NJ"},
        {"status": "Inactive"},
    )
    assert not [f for f in fits(*({**named, **g} for g in gone), to=ELECTRICIANS) if "names" in f.reason]
    first = project.value("SELECT min(id) FROM program")
    link(project, first, ELECTRICIANS, True)
    top = Programs(project, catalog, Similarity(catalog)).for_move(CLERKS, ELECTRICIANS)[0]
    assert (top.program_id, top.sufficient) == (first, False)
    assert top.against == "No longer in its list since 2026-01-31."


def test_that_unknown_hours_and_an_unknown_place_never_win(fits) -> None:
    named = {"soc": "47-2111.00", "cost": 10}
    found = fits(
        {**named, "name": "Cheap and unknown", "hours": None},
        {**named, "name": "Somewhere", "place": ""},
        {**named, "name": "Known", "cost": 5000},
        to=ELECTRICIANS,
    )
    assert [f.sufficient for f in found] == [True, False, False]
    assert {f.against for f in found[1:]} == {"Hours not known: ask the provider.", "Where it is taught is not known."}


def test_that_hours_entered_by_a_person_count_as_confirmed_by_that_person(project, fits, catalog) -> None:
    fits({"name": "Electricity", "soc": "47-2111.00", "hours": None})
    one = project.value("SELECT id FROM program")
    save(project, "program", {"hours": 160.0}, one)
    assert project.value("SELECT hours_source FROM program").startswith(f"confirmed by {project.who}, 20")
    assert Programs(project, catalog, Similarity(catalog)).for_move(CLERKS, ELECTRICIANS)[0].sufficient


def test_that_a_program_is_near_by_its_zip_code_whatever_its_state(project, fits) -> None:
    """Testville takes the place of East St. Louis, Illinois; St. Louis is 3 miles off, Chicago 250."""
    project.set_setting("zip", "62201")
    named = {"soc": "43-3031.00", "subjects": "bookkeeping"}
    found = fits(
        {**named, "name": "Bookkeeping Over the river", "place": "MO", "zip": "63101"},
        {**named, "name": "Bookkeeping Far in the same state", "place": "IL", "zip": "60602"},
        {**named, "name": "Bookkeeping Somewhere in the state", "place": "IL"},
        {**named, "name": "Bookkeeping From anywhere", "place": "CA", "zip": "90001", "delivery": "online"},
        role="43-4051.00",
        to="43-3031.00",
    )
    assert {(f.program_id, f.sufficient) for f in found} == {(1, True), (3, True), (4, False)}
    told = {f.program_id: f.reason for f in found}
    assert "miles away in Missouri" in told[1] and "somewhere in Illinois" in told[3] and "online" in told[4]
    project.set_setting("reach_miles", "300")
    assert (
        len(
            fits(
                {**named, "name": "Bookkeeping Far", "place": "IL", "zip": "60602"}, role="43-4051.00", to="43-3031.00"
            )
        )
        == 1
    )


def test_that_two_programs_in_order_suffice_where_none_does_alone(fits) -> None:
    """Electricians, of job zone 3, ask for 80 hours."""
    named = {"soc": "47-2111.00", "cip": "46.0302"}
    wiring, code = {**named, "name": "Wiring", "hours": 45}, {**named, "name": "Electrical code II", "hours": 40}
    assert not any(f.sufficient for f in fits(wiring, to=ELECTRICIANS) + fits(code, to=ELECTRICIANS))
    first = fits(code, wiring, to=ELECTRICIANS)[0]
    assert first.sufficient
    assert (first.program_id, first.before, first.label) == (1, "2", "Wiring, then Electrical code II")
    assert "after Wiring" in first.reason
    enough = {**named, "name": "Electricity", "hours": 90}
    assert not any(f.before for f in fits(code, wiring, enough, to=ELECTRICIANS))  # one that suffices alone is enough


def test_that_one_course_for_each_of_two_trades_makes_no_sequence(fits) -> None:
    named = {"soc": "47-2111.00", "cip": "46.0302", "hours": 45}
    wiring, homes = ({**named, "name": f"Wiring Inspector, {kind}"} for kind in ("electrical", "building"))
    assert not any(f.before for f in fits(wiring, homes, to=ELECTRICIANS))


def test_that_a_course_that_another_names_as_its_part_makes_no_sequence_with_it(fits) -> None:
    books = {"soc": "43-3031.00", "cip": "52.0302", "subjects": "bookkeeping", "hours": 45}
    both = ({**books, "name": name} for name in ("QuickBooks", "Professional Bookkeeping with QuickBooks"))
    assert not any(f.before for f in fits(*both, role="43-4051.00", to="43-3031.00"))


ONLINE_BOOKS = {"name": "Bookkeeping", "subjects": "bookkeeping", "soc": "43-3031.00", "delivery": "online"}


def test_that_nothing_of_another_state_suffices_until_somebody_says_that_it_takes_people_here(project, fits) -> None:
    project.set_setting("state", "IL")
    far, near, nowhere = (
        {**ONLINE_BOOKS, "place": "TX"},
        {**ONLINE_BOOKS, "place": "IL", "city": "Peoria"},
        {**ONLINE_BOOKS, "place": ""},
    )
    told = {f.program_id: f for f in fits(far, near, nowhere, role="43-4051.00", to="43-3031.00")}
    assert not told[1].sufficient and told[2].sufficient and "where it is taught" not in told[3].against
    assert "From Texas, and not known to take people of Illinois: ask a college near you" in told[1].against
    assert "online (its provider is in Peoria)" in told[2].reason


def test_that_a_course_sold_nationally_comes_after_those_of_the_own_state_and_says_where_to_take_it(
    project, fits
) -> None:
    project.set_setting("state", "IL")
    national = {**ONLINE_BOOKS, "place": "TX", "provider": "Texas Tech University, by ed2go", "cost": 900}
    own = {**ONLINE_BOOKS, "place": "IL", "cost": 2400, "cip": "52.0302", "hours": 300}
    found = fits(national, own, role="43-4051.00", to="43-3031.00")
    assert [(f.program_id, f.sufficient) for f in found][:2] == [(2, True), (1, True)]
    assert "sold nationally through colleges by ed2go: ask a college of Illinois for it" in found[1].reason


def test_that_the_own_states_list_admits_what_it_names_of_another_state(project, fits) -> None:
    project.set_setting("state", "IL")
    listed = {**ONLINE_BOOKS, "origin": "imported", "list": "il.csv"}
    far, near = {**listed, "place": "TX"}, {**listed, "place": "IL", "name": "Accounting clerk"}
    assert all(f.sufficient for f in fits(near, {**near, "cost": 5}, far, role="43-4051.00", to="43-3031.00"))
    assert not all(f.sufficient for f in fits(far, {**far, "cost": 5}, near, role="43-4051.00", to="43-3031.00"))


def test_that_a_trade_of_the_hands_says_that_its_practice_is_not_online(project, fits) -> None:
    project.set_setting("zip", "62201")
    wiring = {"name": "Electricity", "soc": "47-2111.00", "delivery": "online", "place": "MO", "zip": "63101"}
    (found,) = (f for f in fits(wiring, to=ELECTRICIANS) if f.sufficient)
    assert "the hands-on part is not online: ask where it is taught" in found.reason and "miles away" in found.reason
    hvac = {**wiring, "name": "HVAC/R Technician", "soc": "49-9021.00", "cip": "15.0501", "place": "TX", "zip": "79401"}
    assert not [f for f in fits(hvac, to="49-9021.00") if f.sufficient]  # Lubbock is out of reach


def test_that_an_apprenticeship_comes_after_a_course_that_anybody_can_take(fits) -> None:
    named = {"soc": "47-2111.00", "cip": "46.0302"}
    found = fits({**named, "name": "Electrical Apprenticeship"}, {**named, "name": "Electricity"}, to=ELECTRICIANS)
    assert [f.program_id for f in found][:2] == [2, 1]
    assert "an apprenticeship" in found[1].reason


def test_that_a_price_an_hour_far_above_that_of_others_is_against_a_program(project, fits) -> None:
    """Thirty other courses cost $10 an hour."""
    project.set_setting("programs_shown", "40")
    books = {"soc": "43-3031.00", "subjects": "bookkeeping"}
    others = [{**books, "name": f"Course {n}", "cost": 2000} for n in range(30)]
    wanted = {**books, "name": "Bookkeeping", "hours": 100}
    found = fits(*others, {**wanted, "cost": 2600}, {**wanted, "cost": 2100}, role="43-4051.00", to="43-3031.00")
    told = {f.program_id: f.against for f in found}
    assert told[31] == "Dear: $26 an hour, where half of all such programs take $10 or less."
    assert told[32] == "" and found[-1].program_id == 31


def test_that_a_program_says_why_where_no_gap_is_shown(fits) -> None:
    """Software developers have no ratings of skills in the release that comes along."""
    code = {
        "name": "Java programming",
        "soc": "15-1252.00",
        "subjects": "software development programming",
        "hours": 300,
    }
    (found,) = (f for f in fits(code, role="15-1242.00", to="15-1252.00") if f.sufficient)
    assert "Software Developers are not rated in the reference" in found.reason


def test_that_a_program_for_a_move_that_needs_none_is_told_as_a_help(fits) -> None:
    """Secretaries learn their work within a month (BLS); payroll clerks know what bookkeepers do but for customers."""
    office = {"name": "Office administration", "subjects": "office secretary", "soc": "43-6014.00"}
    assert "a help and not a need: people usually come" in fits(office, role="41-2011.00", to="43-6014.00")[0].reason
    books = {"name": "Bookkeeping", "subjects": "bookkeeping", "soc": "43-3031.00"}
    assert "a help and not a need: no skill" in fits(books, role="43-3051.00", to="43-3031.00")[0].reason
    assert "a help" not in fits(books, role="43-4051.00", to="43-3031.00")[0].reason


def test_that_a_program_that_came_along_gives_way_to_the_states_own_row_and_to_no_other(project, fits) -> None:
    came = {"name": "Bookkeeping", "provider": "University of Texas at El Paso, by ed2go", "origin": "starter"}
    listed = {"name": "Bookkeeping (Voucher Included)", "provider": "University of Texas El Paso", "origin": "imported"}
    both = [{"soc": "43-3031.00", "subjects": "bookkeeping", **p} for p in (came, {**listed, "list": "tx.csv"})]
    assert [f.program_id for f in fits(*both, role="43-4051.00", to="43-3031.00")] == [2]
    project.set_setting("state", "IL")
    away = [{**p, "place": "TX", "delivery": "online"} for p in both]
    assert [(f.program_id, f.sufficient) for f in fits(*away, role="43-4051.00", to="43-3031.00")] == [
        (1, True),
        (2, False),
    ]


def test_that_a_cheap_course_begins_a_neighbouring_job_whatever_credential_another_has(fits) -> None:
    books = {"soc": "43-3031.00", "subjects": "bookkeeping", "cip": "52.0302", "name": "Bookkeeping", "hours": 100}
    known = {**books, "cost": 2400, "credential": "QuickBooks Certified User"}
    found = fits(known, {**books, "cost": 1400}, role="43-4051.00", to="43-3021.00")
    assert [f.program_id for f in found][:2] == [2, 1]


def test_that_the_law_is_not_taught_from_another_state(project, fits) -> None:
    project.set_setting("state", "IL")
    law = {"name": "Paralegal", "subjects": "paralegal legal", "soc": "23-2011.00", "delivery": "online"}
    away = {**law, "place": "TX", "provider": "Texas Tech University, by ed2go"}
    told = {f.program_id: f for f in fits(away, {**law, "place": "IL"}, to="23-2011.00")}
    assert told[2].sufficient and told[1].against == "Taught from another state, and the law is that of one's own."


def test_that_a_program_for_the_work_that_people_do_already_is_not_for_them(fits) -> None:
    """Billing clerks are 43-3021, bookkeepers 43-3031."""
    books = {"name": "Accounting clerk", "subjects": "bookkeeping billing", "soc": "43-3031 43-3021"}
    (found,) = (f for f in fits(books, role="43-3031.00", to="43-3021.00") if "names" in f.reason)
    assert "for the work that these people do already" in found.against
    assert fits(books, role="43-4051.00", to="43-3021.00")[0].sufficient
    hr = {"name": "Human Resources Professional", "subjects": "human resources", "cip": "52.1001"}
    assert fits(hr, role="13-1071.00", to=PAY_ANALYSTS)[0].against == "For the work that these people do already."


@pytest.fixture
def to_stay(project, catalog):
    def run(*programs: dict, duties=("records", "computer work"), changed=0.5):
        with project.change("Enter programs") as db:
            db.execute("DELETE FROM program")
            for p in programs:
                db["program"].insert({"kind": "course", "delivery": "online", "hours_source": "a page", **p})
        return Programs(project, catalog, Similarity(catalog)).for_staying(CLERKS, changed, duties)

    return run


FOUNDATION = {"name": "AI basics", "hours": 4, "cost": 0, "subjects": "ai literacy"}


def test_that_different_duties_get_different_courses_beside_practice(to_stay) -> None:
    excel = {"name": "Excel", "hours": 24, "cost": 369, "subjects": "computer work"}
    filing = {"name": "Filing", "hours": 20, "cost": 369, "subjects": "records"}
    for duties, label in ((["records"], "Filing"), (["computer work"], "Excel")):
        found = to_stay(FOUNDATION, excel, filing, duties=duties)
        assert [f.label for f in found] == [label, "AI basics"]
        assert not any(f.sufficient or f.before for f in found)


def test_that_what_the_city_gives_at_work_suffices_for_staying(to_stay) -> None:
    own = {"name": "Our tools", "hours": 20, "cost": 0, "subjects": "ai literacy", "delivery": "at work"}
    assert [(f.label, f.sufficient) for f in to_stay(FOUNDATION, own)] == [("Our tools", True), ("AI basics", False)]
