"""Destinations, gaps and programs of a small city."""

import pytest

from reskill.pathways.destinations import find_destinations, leads_elsewhere
from reskill.pathways.reach import filter_reach
from reskill.project.programs import choose_pathway, link


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


def test_that_what_is_not_viable_is_kept_with_the_reason(found) -> None:
    rejected = found.rows("SELECT reason FROM destination WHERE NOT viable")
    assert rejected
    assert all(r["reason"].startswith("Not viable: ") for r in rejected)


def test_that_viable_destinations_keep_the_limits_and_show_both_pays(found) -> None:
    limits = found.thresholds
    for r in found.rows(
        "SELECT d.*, r.exposure AS own FROM destination d JOIN role r USING (title_id) WHERE viable AND NOT stays"
    ):
        assert -limits.zone_drop <= r["zone_gap"] <= limits.zone_gap
        assert r["pay_ratio"] >= limits.pay_floor
        assert r["exposure"] <= r["own"] - limits.safer_by
        assert r["vacancies"] > 0 or r["local_jobs"] >= limits.destination_jobs
        assert r["reason"].count("$") == 2


def test_that_pay_comes_from_the_roster_where_it_has_enough_positions(found, catalog) -> None:
    ratio = "SELECT pay_ratio FROM destination WHERE title_id = ? AND code = ?"
    assert found.value(ratio, (3, "43-9061.00")) == pytest.approx(42_000 / 48_000)
    published = catalog.wage("43-3021.00", catalog.state_area("IL")).p50
    assert found.value(ratio, (3, "43-3021.00")) == pytest.approx(published / 48_000)


def test_that_a_looser_limit_only_adds_viable_destinations(found, catalog) -> None:
    query = "SELECT title_id, code FROM destination WHERE viable"
    before = {tuple(r.values()) for r in found.rows(query)}
    found.set_setting("pay_floor", "0.5")
    found.set_setting("zone_gap", "2")
    find_destinations(found, catalog)
    assert before < {tuple(r.values()) for r in found.rows(query)}


def test_that_the_reach_of_the_filters_agrees_with_what_is_stored(found) -> None:
    effect = filter_reach(found)
    assert effect.viable == found.value("SELECT count(*) FROM destination WHERE viable AND NOT stays")
    assert effect.destinations == found.value("SELECT count(*) FROM destination WHERE NOT stays")


def test_that_gaps_are_where_the_destination_asks_more(found, catalog) -> None:
    rows = found.rows("SELECT * FROM gap")
    assert rows
    limits = found.thresholds
    assert all(r["need"] - r["have"] >= limits.gap_from and 1 <= r["need"] <= 5 for r in rows)
    assert all(catalog.elements[r["element_id"]] == (r["element"], r["kind"]) for r in rows)
    counts = found.rows("SELECT count(*) AS n FROM gap GROUP BY title_id, code")
    assert max(r["n"] for r in counts) <= limits.gaps_shown


def test_that_staying_is_prepared_by_free_ai_foundations_for_public_servants(found) -> None:
    first = found.rows(
        "SELECT p.subjects, p.cost, f.reason FROM program_fit f JOIN program p ON p.id = f.program_id"
        " JOIN destination d ON d.title_id = f.title_id AND d.code = f.code WHERE d.stays AND f.rank = 1"
    )
    assert first
    assert all("ai literacy" in r["subjects"] and r["cost"] == 0 for r in first)


def test_that_programs_taught_in_another_state_or_open_to_one_city_are_not_proposed(found) -> None:
    proposed = found.rows("SELECT DISTINCT p.place, p.kind FROM program_fit f JOIN program p ON p.id = f.program_id")
    assert {r["place"] for r in proposed} <= {"", "IL"}
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
    title_id, code = found.rows("SELECT title_id, code FROM destination WHERE NOT viable")[0].values()
    choose_pathway(found, [title_id], code, "people asked for it")
    find_destinations(found, catalog)
    assert found.value("SELECT count(*) FROM program_fit WHERE title_id = ? AND code = ?", (title_id, code)) > 0


def test_that_a_destination_chosen_from_outside_the_pool_is_shown_with_its_figures(found, catalog) -> None:
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


def test_that_supervisors_of_other_work_are_told_apart() -> None:
    assert leads_elsewhere("43-5031.00", "33-1012.00")
    assert not leads_elsewhere("43-6014.00", "43-1011.00")
    assert not leads_elsewhere("43-1011.00", "47-1011.00")
    assert not leads_elsewhere("43-6014.00", "13-1041.00")
