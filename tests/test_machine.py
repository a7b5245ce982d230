"""What an IT department sets for everybody on a computer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reskill import paths
from reskill.machine import defaults, place
from reskill.problem import ReskillError
from reskill.reference.catalog import installed_packs, open_pack
from reskill.reference.download import download, published, size
from reskill.reference.upkeep import remove, verify

Write = Callable[[str], Path]


def test_that_folders_are_those_of_the_file(
    for_everybody: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RESKILL_HOME")
    monkeypatch.setenv("WHO", "ada")
    for_everybody(f"[folders]\ndata = '{tmp_path}/of $WHO'\ncache = '{tmp_path}/made'\n")
    assert paths.user_data() == tmp_path / "of ada" and paths.user_data().is_dir()
    assert paths.user_cache() == tmp_path / "made"
    monkeypatch.setenv("RESKILL_HOME", str(tmp_path / "own"))
    assert paths.user_data() == tmp_path / "own" / "data"


def test_that_without_a_file_all_is_as_shipped(for_everybody: Write) -> None:
    defaults.cache_clear()
    assert not place().exists()
    assert defaults().network and not any((defaults().data, defaults().cache, defaults().projects, defaults().packs))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[network]\nallowed = 'no'", "line 2: allowed cannot be 'no'. Give true or false"),
        ("[network]\nallow = false", "line 2: There is no setting allow here. Known are: allowed"),
        ("[netwrok]\nallowed = false", "line 1: There is no setting netwrok here"),
        ("[folders]\n\ndata = 'plans'", "line 3: data is no full path here: plans"),
        ("[folders]\ndata = '/home/$NOBODY_SET_THIS'", "line 2: data is no full path here: .home.[$]NOBODY_SET_THIS"),
        ('[folders]\ndata = "\\\\server\\share"', "no file of settings.*single quotes"),
        ("[folders", "no file of settings.*docs/for-it-departments.md"),
    ],
)
def test_that_a_file_that_is_not_understood_is_refused_and_nothing_is_guessed(
    for_everybody: Write, text: str, said: str
) -> None:
    for_everybody(text)
    with pytest.raises(ReskillError, match=said):
        paths.user_data()


def test_that_a_folder_that_is_not_to_be_had_is_told_with_who_named_it(
    for_everybody: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RESKILL_HOME")
    (tmp_path / "share").write_text("no folder")
    file = for_everybody(f"[folders]\ndata = '{tmp_path / 'share' / 'data'}'")
    with pytest.raises(ReskillError, match="cannot be made") as refused:
        paths.user_data()
    assert str(file) in str(refused.value) and "drive or share" in str(refused.value)


def test_that_no_network_is_asked_where_it_is_switched_off(for_everybody: Write, monkeypatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda *a, **_: asked.append(a))
    file = for_everybody("[network]\nallowed = false")
    for ask in (size, download):
        with pytest.raises(ReskillError, match="switched off for Reskill on this computer") as refused:
            ask(published("31.0"))
        assert str(file) in str(refused.value) and "import-onet PATH" in str(refused.value)
    assert asked == []


def test_that_packs_on_a_share_are_at_hand_and_stay_as_they_are(
    for_everybody: Write, catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (share / "city.sqlite").write_bytes(catalog.path.read_bytes())
    for_everybody(f"[reference]\npacks = '{share}'")
    assert installed_packs() == ["embedded", "city"]
    with_city = open_pack("city")
    assert with_city.path == share / "city.sqlite" and with_city.occupations.keys() == catalog.occupations.keys()
    with_city.close()
    assert ["checksum is not at hand" in p.text for p in verify("city")] == [True]
    with pytest.raises(ReskillError, match="no pack city of yours"):
        remove("city")
    for_everybody(f"[reference]\npacks = '{tmp_path / 'gone'}'")
    assert installed_packs() == ["embedded"]


@pytest.mark.skipif(sys.platform != "linux", reason="the variable that moves the file is Linux's")
def test_that_a_command_refuses_to_start_with_a_file_that_is_not_understood(tmp_path: Path) -> None:
    (tmp_path / "reskill").mkdir()
    (tmp_path / "reskill" / "defaults.toml").write_text("[network]\nallowed = 0\n")
    done = subprocess.run(
        [sys.executable, "-m", "reskill", "reference", "list"],
        env=os.environ | {"XDG_CONFIG_DIRS": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("defaults.toml, line 2: allowed cannot be 0.")
