"""Moves between occupations that a city counts from two of its rosters."""

import csv

import pytest

from reskill.cli.parser import run
from reskill.pathways.observed import LEAST, shipped_moves
from reskill.pathways.own_moves import keep_moves, moves_for
from reskill.problem import ReskillError
from reskill.work.earlier_roster import count_moves
from reskill.work.roster import take_in

TITLES = {"Account Clerk": "43-3031.00", "Secretary": "43-6014.00", "Payroll Clerk": "43-3051.00"}


def roster(path, people):
    """A roster of people given by employee number: title."""
    with path.open("w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(["Emp No", "Job Title", "Department", "Annual Salary"])
        out.writerows([number, title, "Finance", 50_000] for number, title in people)
    return path


@pytest.fixture
def city(project, catalog, tmp_path):
    """A project whose roster has ten people of three titles, all of known occupations."""
    later = [(n, "Account Clerk") for n in range(1, 6)] + [(n, "Secretary") for n in range(6, 9)]
    later += [(9, "Payroll Clerk"), (10, "Payroll Clerk"), (10, "Secretary")]
    take_in(project, roster(tmp_path / "later.csv", later))
    with project.change("Say what the titles are") as db:
        for n, (title, code) in enumerate(TITLES.items(), 1):
            db["title"].insert({"id": n, "title": title, "positions": 1, "fte": 1, "payroll": 1})
            db["mapping"].insert({"title_id": n, "code": code, "confidence": 1.0, "status": "accepted"})
            db.execute("UPDATE position SET title_id = ? WHERE title = ?", (n, title))
    with project.derive("titles", "roles", "pathways", "plan"):
        pass  # as if all were up to date
    return project


def counts(project):
    rows = project.rows("SELECT * FROM own_move ORDER BY from_code, to_code")
    return {(r["from_code"], r["to_code"]): r["moves"] for r in rows}


def test_that_people_are_followed_by_their_numbers_and_pairs_of_few_are_left_out(city, catalog, tmp_path) -> None:
    before = [(n, "Secretary") for n in range(1, 4)] + [
        (4, "Payroll Clerk"),
        (5, "Account Clerk"),
        (6, "account  clerk"),
    ]
    before += [(7, "Secretary"), (8, "Secretary"), (9, "Payroll-Clerk"), (10, "Secretary"), (99, "Secretary")]
    told = count_moves(city, catalog, roster(tmp_path / "earlier.csv", before))
    assert counts(city) == {("43-6014.00", "43-3031.00"): 3}
    # ten has two positions now and ninety-nine has left; nine's title differs in its punctuation alone
    assert (told.people, told.moved, told.kept, told.hidden) == (9, 5, 1, 2)
    assert city.stale.stage == "pathways"


def test_that_a_title_that_was_renamed_is_no_move(city, catalog, tmp_path) -> None:
    before = [(n, "Ledger Clerk") for n in range(1, 6)] + [(6, "Ledger Clerk")]
    told = count_moves(city, catalog, roster(tmp_path / "earlier.csv", before))
    assert (told.moved, told.renamed) == (6, 5)  # the sixth went another way
    assert counts(city) == {}


def test_that_a_roster_without_numbers_or_with_strangers_is_refused(city, catalog, tmp_path) -> None:
    with pytest.raises(ReskillError, match="Nobody of earlier"):
        count_moves(city, catalog, roster(tmp_path / "earlier.csv", [(n, "Secretary") for n in range(50, 60)]))
    bare = tmp_path / "bare.csv"
    bare.write_text("Job Title,Department,Annual Salary\nSecretary,Finance,50000\nAccount Clerk,Finance,50000\n")
    with pytest.raises(ReskillError, match="no employee numbers"):
        count_moves(city, catalog, bare)
    assert counts(city) == {}


def test_that_the_citys_own_count_is_one_payroll_more(city) -> None:
    pair = "43-6014.00", "43-6011.00"
    shipped = shipped_moves().seen(*pair)
    assert shipped.moves
    assert (
        keep_moves(city, {pair: 4, ("43-3031.00", "33-2011.00"): LEAST, ("43-3031.00", "37-2011.00"): LEAST - 1}, "a")
        == 2
    )
    own = moves_for(city)
    assert own.payrolls == shipped_moves().payrolls + 1
    assert own.seen(*pair) == (shipped.moves + 4, shipped.payrolls + 1)
    assert own.seen("43-3031.00", "33-2011.00") == (LEAST, 1)
    assert own.seen("43-3031.00", "37-2011.00").moves == 0
    keep_moves(city, {}, "")
    assert moves_for(city) == shipped_moves()


def test_that_the_command_counts_and_forgets(city, tmp_path, capsys) -> None:
    city.save_copy(tmp_path / "copy.reskill", new=True)
    copy = ["--project", str(tmp_path / "copy.reskill")]
    earlier = roster(tmp_path / "earlier.csv", [(n, "Secretary") for n in range(1, 5)])
    assert run(["moves", "count", str(earlier), *copy]) == 0
    assert "4 people are in both rosters, 4 of them under another title" in capsys.readouterr().out
    assert run(["moves", "forget", *copy]) == 0
    assert "other cities alone" in capsys.readouterr().out
