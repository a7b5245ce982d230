"""Destinations, gaps and programs of a small city."""

from dataclasses import replace

import pytest

from reskill.pathways.city_titles import city_titles
from reskill.pathways.destinations import find_destinations
from reskill.pathways.gaps import gaps
from reskill.pathways.reach import filter_reach
from reskill.planning.openings import find_openings
from reskill.project.programs import choose_pathway, link
from reskill.project.provenance import recorded
from reskill.thresholds import DEFAULTS


@pytest.fixture
def found(city, catalog):
    find_destinations(city, catalog)
    return city


def test_that_only_roles_in_band_watch_or_above_get_destinations(found) -> None:
    bands = {r["band"] for r in found.rows("SELECT DISTINCT r.band FROM destination d JOIN role r USING (title_id)")}
    assert bands and bands <= {"watch", "at risk", "priority"}
    missed = "SELECT 1 FROM role WHERE band IN ('watch', 'at risk', 'priority') AND title_id NOT IN"
    assert not found.rows(f"{missed} (SELECT title_id FROM destination)")


def test_that_staying_is_always_one_pathway_and_comes_first(found) -> None:
    rows = found.rows("SELECT d.*, r.code AS own FROM destination d JOIN role r USING (title_id) WHERE stays")
    assert len(rows) == found.value("SELECT count(DISTINCT title_id) FROM destination")
    assert all(r["code"] == r["own"] and r["rank"] == 0 and r["viable"] for r in rows)


def test_that_the_pool_has_no_role_itself_no_duplicate_and_no_postsecondary_teacher(found) -> None:
    moves = found.rows(
        "SELECT d.title_id, d.code, r.code AS own FROM destination d JOIN role r USING (title_id) WHERE NOT stays"
    )
    assert not any(r["code"] == r["own"] or r["code"].startswith("25-1") for r in moves)
    assert len({(r["title_id"], r["code"]) for r in moves}) == len(moves)
    sizes = found.rows("SELECT count(*) AS n FROM destination WHERE NOT stays GROUP BY title_id")
    assert {r["n"] for r in sizes} == {found.thresholds.pool}


def test_that_what_is_not_offered_is_kept_with_the_reason(found) -> None:
    rejected = found.rows("SELECT reason FROM destination WHERE NOT viable AND NOT caution")
    assert rejected
    assert all(r["reason"].startswith("Not offered: ") for r in rejected)
    cautious = found.rows("SELECT reason, viable FROM destination WHERE caution")
    assert cautious
    assert all(r["reason"].startswith("With caution: ") and not r["viable"] for r in cautious)


def test_that_destinations_offered_keep_the_limits_and_show_both_pays(found) -> None:
    limits = found.thresholds
    rows = found.rows(
        "SELECT d.*, r.exposure AS own FROM destination d JOIN role r USING (title_id) WHERE viable AND NOT stays"
    )
    for r in rows:
        assert -limits.zone_drop <= r["zone_gap"] <= limits.zone_gap
        assert limits.pay_floor <= r["pay_ratio"] <= limits.pay_ceiling
        assert r["exposure"] <= r["own"] - limits.safer_by
        assert r["change"] >= 0
        assert r["people"] > 0
        assert r["reason"].count("$") == 2
    for r in found.rows("SELECT * FROM destination WHERE caution AND pay_ratio > 1.6 OR caution AND zone_gap > 1"):
        assert "by way of" in r["reason"] or "seen in city payrolls" in r["reason"]


def test_that_both_pays_have_one_basis(found, catalog) -> None:
    """The roster's where it has enough positions of the destination, else the state's medians of both."""
    ratio = "SELECT pay_ratio, pay_basis FROM destination WHERE title_id = ? AND code = ?"
    here = found.rows(ratio, (3, "43-9061.00"))[0]
    assert here["pay_ratio"] == pytest.approx(42_000 / 48_000)
    assert here["pay_basis"] == "$42,000, mean of 9 positions here, over $48,000, mean of 10 positions here"
    state = catalog.state_area("IL")
    there, own = (catalog.wage(code, state).p50 for code in ("43-6011.00", "43-6014.00"))
    published = found.rows(ratio, (3, "43-6011.00"))[0]
    assert published["pay_ratio"] == pytest.approx(there / own)
    assert published["pay_basis"].count("published median, Illinois") == 2


def test_that_openings_are_people_here_by_the_rate_of_those_who_leave(found) -> None:
    """Nine office clerks, one of them vacant; BLS: 11.8% leave in a year."""
    row = found.rows("SELECT people, vacancies, openings FROM destination WHERE title_id = 3 AND code = '43-9061.00'")[
        0
    ]
    assert row == {"people": 9, "vacancies": 1, "openings": pytest.approx(8 * 0.118)}


def test_that_moves_seen_in_city_payrolls_are_a_reason(found) -> None:
    row = found.rows("SELECT seen, payrolls, reason FROM destination WHERE title_id = 4 AND code = '43-6014.00'")[0]
    assert row["seen"] >= 3 and row["payrolls"] == 2
    assert f"seen in 2 of 2 city payrolls, {row['seen']} moves" in row["reason"]


def test_that_nobody_is_offered_an_appointed_or_elected_office(found, catalog) -> None:
    found.set_setting("pool", "400")
    find_destinations(found, catalog)
    heads = found.rows("SELECT viable, caution FROM destination WHERE code IN ('11-1011.00', '23-1023.00')")
    assert heads and not any(r["viable"] or r["caution"] for r in heads)


def test_that_a_looser_limit_only_adds_destinations(found, catalog) -> None:
    found.set_setting("steps_sure", "100")
    found.set_setting("steps_cautious", "100")
    query = "SELECT title_id, code FROM destination WHERE viable OR caution"
    find_destinations(found, catalog)
    before = {tuple(r.values()) for r in found.rows(query)}
    found.set_setting("pay_least", "0.5")
    found.set_setting("zone_gap", "2")
    find_destinations(found, catalog)
    assert before < {tuple(r.values()) for r in found.rows(query)}


def test_that_the_reach_of_the_filters_agrees_with_what_is_stored(found) -> None:
    effect = filter_reach(found)
    assert effect.cautious == found.value("SELECT count(*) FROM destination WHERE caution")
    assert effect.viable == found.value("SELECT count(*) FROM destination WHERE viable AND NOT stays")
    assert effect.destinations == found.value("SELECT count(*) FROM destination WHERE NOT stays")


def test_that_gaps_are_where_the_destination_asks_more(found, catalog) -> None:
    rows = found.rows("SELECT * FROM gap")
    assert rows
    limits = found.thresholds
    assert all(r["need"] - r["have"] >= limits.gap_from and 1 <= r["need"] <= 5 for r in rows)
    assert all(catalog.elements[r["element_id"]][1] == r["kind"] and r["element"] for r in rows)
    counts = found.rows("SELECT count(*) AS n FROM gap GROUP BY title_id, code")
    assert max(r["n"] for r in counts) <= limits.gaps_shown


def test_that_a_gap_that_nobody_trains_is_not_shown_as_one(catalog) -> None:
    """Managers of social services are rated higher in philosophy and theology than clerks, beside other gaps."""
    found = gaps(catalog, "43-9061.00", "11-9151.00", DEFAULTS)
    need, have = catalog.skills["11-9151.00"], catalog.skills["43-9061.00"]
    assert need["2.C.7.e"] - have["2.C.7.e"] >= DEFAULTS.gap_from
    assert found and not [
        g
        for g in gaps(catalog, "43-9061.00", "11-9151.00", replace(DEFAULTS, gaps_shown=100))
        if "Philosophy" in g.element
    ]


def test_that_staying_rests_on_practice_whose_hours_a_person_says(found, catalog) -> None:
    """No course that comes with Reskill serves half of what a role adds; the city's own practice does, once it has hours."""
    query = (
        "SELECT f.title_id, f.label, f.sufficient, f.reason FROM program_fit f"
        " JOIN destination d ON d.title_id = f.title_id AND d.code = f.code WHERE d.stays AND f.rank = 1"
    )
    first = found.rows(query)
    assert len(first) >= 4 and all("Guided practice" in r["label"] and "hours not known" in r["reason"] for r in first)
    assert not any(r["sufficient"] for r in first)
    assert len({r["reason"].partition("adds: ")[2].partition(";")[0] for r in first}) >= 3
    with found.change("Say the hours") as db:
        db.execute("UPDATE program SET hours = 24, hours_source = 'R. Lee' WHERE name LIKE 'Guided practice%'")
    find_destinations(found, catalog)
    assert all(r["sufficient"] for r in found.rows(query))


def test_that_programs_taught_in_another_state_or_open_to_one_city_are_not_proposed(found) -> None:
    proposed = found.rows(
        "SELECT DISTINCT p.place, p.kind, p.delivery FROM program_fit f JOIN program p ON p.id = f.program_id"
    )
    assert {r["place"] for r in proposed if not r["delivery"].startswith("online")} <= {"", "IL"}
    assert "model" not in {r["kind"] for r in proposed}


def test_that_a_state_gets_its_own_programs_by_their_cip(city, catalog) -> None:
    city.set_setting("state", "NJ")
    city.set_setting("alike_from", "0")
    city.set_setting("pay_floor", "0")
    city.set_setting("safer_by", "0")
    city.set_setting("second_rating_limit", "1")
    find_destinations(city, catalog)
    best = city.rows(
        "SELECT p.name, f.reason FROM program_fit f JOIN program p ON p.id = f.program_id"
        " WHERE f.code = '43-3031.00' AND f.rank = 1 AND f.title_id = 2"
    )
    assert "Bookkeeping" in best[0]["name"]
    assert "CIP 52.0302 leads to 43-3031" in best[0]["reason"]


def test_that_a_pinned_program_comes_first_and_a_program_kept_away_does_not_come(found, catalog) -> None:
    title_id, code, program_id = found.rows(
        "SELECT f.title_id, f.code, f.program_id FROM program_fit f JOIN destination d USING (title_id, code)"
        " WHERE f.rank = 1 AND NOT d.stays"
    )[0].values()
    other = found.value("SELECT id FROM program WHERE kind = 'model'")
    link(found, other, code, True)
    link(found, program_id, code, False)
    find_destinations(found, catalog)
    fits = found.rows("SELECT * FROM program_fit WHERE title_id = ? AND code = ? ORDER BY rank", (title_id, code))
    assert fits[0]["program_id"] == other and "chosen by" in fits[0]["reason"].lower()
    assert program_id not in {r["program_id"] for r in fits}


def test_that_a_chosen_destination_gets_programs_though_it_is_not_viable(found, catalog) -> None:
    title_id, code = found.rows("SELECT title_id, code FROM destination WHERE NOT viable AND NOT caution")[0].values()
    choose_pathway(found, [title_id], code, "people asked for it")
    find_destinations(found, catalog)
    assert found.value("SELECT count(*) FROM program_fit WHERE title_id = ? AND code = ?", (title_id, code)) > 0


def test_that_a_destination_chosen_from_outside_the_pool_is_shown_with_its_figures(found, catalog) -> None:
    found.set_setting("pool", "10")
    choose_pathway(found, [1], "33-2011.00")
    find_destinations(found, catalog)
    row = found.rows("SELECT * FROM destination WHERE title_id = 1 AND code = '33-2011.00'")[0]
    assert row["rank"] > found.thresholds.pool
    assert row["pay_ratio"] == pytest.approx(75_000 / 52_000)


def test_that_finding_again_changes_nothing_and_leaves_no_undo_step(found, catalog) -> None:
    everything = "SELECT * FROM destination ORDER BY title_id, rank"
    before, steps = found.rows(everything), len(found.history())
    find_destinations(found, catalog)
    assert found.rows(everything) == before
    assert len(found.history()) == steps


def test_that_the_figures_that_pathways_rest_on_are_written_down_with_their_source(found) -> None:
    sources = {b.name: (b.source, b.release) for b in recorded(found)}
    assert "Bureau of Labor Statistics" in sources["employment outlook"][0]
    assert sources["employment outlook"][1] == "2024-2034"
    assert "Baltimore" in sources["observed moves"][0]
    assert "rules of next jobs" in sources


def test_that_a_post_on_hold_is_an_opening_for_nobody(city, catalog) -> None:
    """The office clerks' vacancy is frozen: eight are at work, and only places of those who leave come open."""
    with city.change("Freeze") as db:
        db.execute("UPDATE position SET held = 1 WHERE title_id = 4 AND status = 'vacant'")
    find_destinations(city, catalog)
    sql = "SELECT people, vacancies, openings FROM destination WHERE title_id = 3 AND code = '43-9061.00'"
    assert city.rows(sql)[0] == {"people": 8, "vacancies": 0, "openings": pytest.approx(8 * 0.118)}
    (there,) = city_titles(city, ["43-9061.00"])
    assert (there.people, there.vacancies) == (8, 0)
    assert find_openings(city, range(0))["43-9061.00"] == 0
