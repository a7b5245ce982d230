"""What a release becomes as a pack: the tables it has, and what the embedded pack adds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import releases
from releases import CLERK, CREDIT, OTHER, SERVICE

from reskill.problem import ReskillError
from reskill.progress import Cancelled
from reskill.reference.catalog import Catalog, installed_packs, open_pack
from reskill.reference.losses import losses, lost_by_import
from reskill.reference.onet import import_onet
from reskill.reference.upkeep import verify

Content = Callable[[Path], dict[str, list[tuple[object, ...]]]]


def test_that_both_sides_of_the_renaming_give_the_same_tables(
    packs: Path, old_release: Path, new_release: Path, content: Content
) -> None:
    old, new = import_onet(old_release), import_onet(new_release)
    assert [old.stem, new.stem] == ["onet-29.9", "onet-30.9"]
    assert content(old) == content(new)


@pytest.mark.parametrize("new", [False, True])
def test_that_every_edition_and_wrapping_gives_the_same_tables(
    packs: Path, tmp_path: Path, content: Content, new: bool
) -> None:
    tables = releases.tables(new)
    text = releases.write(tmp_path / "text", tables)
    excel = releases.write(tmp_path / "excel", tables, excel=True)
    expected = content(import_onet(text, "text"))
    assert content(import_onet(releases.zipped(text), "zip")) == expected
    assert content(import_onet(excel, "excel")) == expected
    assert content(import_onet(releases.zipped(excel), "zip-of-workbooks")) == expected
    assert content(import_onet(text.parent, "folder-around")) == expected


def test_that_single_files_in_a_folder_are_enough(packs: Path, old_release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my files"
    folder.mkdir()
    for name in ("Occupation Data", "Task Statements"):
        (old_release / f"{name}.txt").rename(folder / f"{name.replace(' ', '_')}.txt")
    with pytest.raises(ReskillError, match="which release"):
        import_onet(folder)
    import_onet(folder, "mine")
    pack = open_pack("mine")
    assert pack.occupation(CLERK).job_zone == 3  # carried over
    assert pack.skills[CLERK]
    assert {s.name: s.release for s in pack.sources}["task"] == "not stated"
    assert verify("mine") == []


def test_what_a_release_gives(packs: Path, old_release: Path) -> None:
    import_onet(old_release)
    pack = open_pack("onet-29.9")
    assert (pack.name, pack.title) == ("onet-29.9", "O*NET 29.9")
    clerk = pack.occupation(CLERK)
    assert clerk.description == "Keep made-up books."
    assert (clerk.job_zone, clerk.education) == (3, "high school")
    assert pack.occupation(SERVICE).education == "bachelor"  # the larger share is suppressed
    figures, slips = pack.tasks(CLERK)
    assert (figures.sentence, figures.task_type) == ("Check the made-up “figures” of the day.", "Core")
    assert (figures.importance, figures.relevance) == (4.2, 81.5)
    assert figures.activities == ("4.A.2.a.2.I01.D09",)
    assert slips.sentence == 'Put "made-up" slips in order.'
    assert (slips.importance, slips.relevance) == (None, None)  # suppressed, and n/a
    assert [t.task_type for t in pack.tasks(CREDIT)] == ["n/a"]
    assert pack.skills[CLERK] == {"2.A.1.a": 4.12, "2.B.1.a": 3.0, "2.C.1.a": 2.56}
    assert pack.elements["2.C.1.a"] == ("Administration", "knowledge")
    assert pack.related[CLERK] == [(SERVICE, 1), (CREDIT, 2)]


def test_that_titles_name_their_source(packs: Path, old_release: Path) -> None:
    import_onet(old_release)
    titles = [(t.source, t.short) for t in open_pack("onet-29.9").titles if t.title == "Books Keeper (BK)"]
    assert titles == [("Alternate Titles", ""), ("Alternate Titles", "BK"), ("Sample of Reported Titles", "")]


def test_what_the_embedded_pack_adds(packs: Path, old_release: Path, catalog: Catalog) -> None:
    import_onet(old_release)
    pack = open_pack("onet-29.9")
    assert pack.occupation(CREDIT).oews == "132020"  # published for two codes together
    assert pack.occupation(CLERK).pay == catalog.occupation(CLERK).pay
    assert len(pack.areas) == len(catalog.areas)
    rated = {t.task_id: t for t in catalog.tasks(CLERK)}["2486"]
    assert rated.people and pack.tasks(CLERK)[0].people == rated.people
    assert pack.tasks(OTHER) == catalog.tasks(OTHER)
    assert pack.cip_soc == catalog.cip_soc
    municipal = {t.title for t in pack.titles if t.source not in ("Alternate Titles", "Sample of Reported Titles")}
    assert municipal == {t.title for t in catalog.titles if t.code in ("", CLERK, CREDIT, SERVICE, OTHER)}


def test_that_every_table_names_its_source(packs: Path, old_release: Path) -> None:
    import_onet(old_release)
    sources = {s.name: s for s in open_pack("onet-29.9").sources}
    own = sources["task"]
    assert (own.source, own.release, own.dated) == ("O*NET Database: Task Statements", "29.9", "2026-05")
    assert own.rows == 4 and len(own.sha256) == 64 and "CC BY" in own.licence
    assert "carried over from the embedded pack" in sources["wage_nation"].note
    assert sources["wage_nation"].release == "May 2025"


def test_that_the_same_release_gives_the_same_bytes(packs: Path, old_release: Path) -> None:
    first = import_onet(old_release).read_bytes()
    assert import_onet(old_release).read_bytes() == first


def test_that_progress_never_goes_back_and_cancel_leaves_nothing(packs: Path, old_release: Path) -> None:
    parts: list[float] = []
    import_onet(old_release, "whole", lambda part, text: parts.append(part))
    assert parts == sorted(parts) and parts[-1] == 1.0

    def cancel(part: float, text: str) -> None:
        if part > 0.5:
            raise Cancelled

    before = sorted(packs.iterdir())
    with pytest.raises(Cancelled):
        import_onet(old_release, "cancelled", cancel)
    assert sorted(packs.iterdir()) == before


def test_that_only_one_import_runs_at_a_time(packs: Path, old_release: Path) -> None:
    said = ""

    def start_another(part: float, text: str) -> None:
        nonlocal said
        if part > 0.5 and not said:
            with pytest.raises(ReskillError) as refusal:
                import_onet(old_release, "second")
            said = str(refusal.value)

    import_onet(old_release, "first", start_another)
    assert "Another import is running" in said
    assert installed_packs() == ["embedded", "first"]


@pytest.mark.parametrize("name", ["embedded", "../out", "a/b", "con", "x" * 61, ".hidden", "onet."])
def test_that_a_pack_has_a_name_that_every_system_takes(packs: Path, old_release: Path, name: str) -> None:
    with pytest.raises(ReskillError, match="cannot be the name"):
        import_onet(old_release, name)
    assert list(packs.iterdir()) == []


def _rows_of_text_release(path: Path) -> dict[str, int]:
    with zipfile.ZipFile(path) as release:
        return {Path(n).stem: release.read(n).count(b"\n") - 1 for n in release.namelist()}


def test_that_the_counts_of_the_real_27_0_are_the_files(shared: Path, real_packs: dict[str, Path]) -> None:
    pack = open_pack(str(real_packs["27.0"]))
    rows = _rows_of_text_release(shared / "onet" / "db_27_0_text.zip")
    held = {s.name: s.rows for s in pack.sources}
    assert held["occupation"] == rows["Occupation Data"] == 1016
    assert held["task"] == rows["Task Statements"] == 19265
    assert held["task_activity"] == rows["Tasks to DWAs"]
    assert held["title_alternate"] == rows["Alternate Titles"]
    assert held["title_reported"] == rows["Sample of Reported Titles"]
    assert held["job_zone"] == rows["Job Zones"]
    assert held["related"] == rows["Related Occupations"]


def test_that_the_counts_of_the_real_29_3_are_the_files(real_packs: dict[str, Path]) -> None:
    held = {s.name: s.rows for s in open_pack(str(real_packs["29.3"])).sources}
    assert (held["occupation"], held["task"]) == (1016, 18796)
    assert (held["title_alternate"], held["title_reported"]) == (56560, 7796)
    assert (held["related"], held["job_zone"], held["task_activity"]) == (18460, 923, 23233)


def test_that_the_scale_of_newer_releases_is_read(packs: Path, tmp_path: Path) -> None:
    tables = releases.tables(True)
    header, *rows = tables["Education"]
    at = header.index("Scale ID")
    newer = [[*r[:at], "RQ", *r[at + 1 :]] if r[0] == CLERK else r for r in rows]
    import_onet(releases.write(tmp_path / "all newer", {**tables, "Education": [header, *newer]}), "newer")
    assert open_pack("newer").occupation(CLERK).education == "high school"
    both = [[CLERK, "2.D.1", "Required Level of Education", "RQ", 6, "80.00", "N"]]
    import_onet(releases.write(tmp_path / "both", {**tables, "Education": [header, *rows, *both]}), "both")
    assert open_pack("both").occupation(CLERK).education == "bachelor"


def test_that_an_import_names_what_occupations_lose(packs: Path, tmp_path: Path, catalog: Catalog) -> None:
    tables = releases.tables(True)
    header, *rows = tables["Education"]
    left = [r for r in rows if r[0] != CLERK]
    import_onet(releases.write(tmp_path / "less", {**tables, "Education": [header, *left]}), "less")
    found = {loss.code: loss for loss in losses(catalog, open_pack("less"))}
    assert "required education" in found[CLERK].what and "job zone" not in found[CLERK].what
    assert "required education" not in found[SERVICE].what
    told = [p.text for p in lost_by_import("less") if p.text.startswith(f"{CLERK} Bookkeeping Clerks: no ")]
    assert len(told) == 1 and "no required education" in told[0]


def test_that_the_education_of_release_31_is_read_on_both_scales(
    shared: Path, packs: Path, tmp_path: Path, catalog: Catalog
) -> None:
    source = shared / "onet" / "education_rq" / "Education.txt"
    header, *rows = (line.split("\t") for line in source.read_text(encoding="utf-8").splitlines())
    codes = dict.fromkeys(r[0] for r in rows)
    tables = releases.tables(True)
    tables["Occupation Data"] += [[code, f"Occupation {code}", "Made up."] for code in codes]
    import_onet(releases.write(tmp_path / "later", tables | {"Education": [header, *rows]}, number="31.0"), "later")
    later = open_pack("later")
    assert {code: later.occupation(code).education for code in codes} == {
        "11-2021.00": "bachelor",  # on the newer scale, as the two of 29-
        "11-3012.00": "high school",
        "15-1211.00": "some college",  # the larger share is suppressed
        "29-2055.00": "certificate",
        "29-2072.00": "high school",
    }
    assert not [loss for loss in losses(catalog, later, codes) if "required education" in loss.what]
