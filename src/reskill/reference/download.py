"""Downloading a release from its publisher: only when a person asks, resumable, and checked against a pinned sum."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import reskill.paths as paths
from reskill import __version__, machine
from reskill.problem import ReskillError
from reskill.progress import Tick, silent
from reskill.reference.building import checksum

_CHUNK = 2**16
_TIMEOUT = 30  # seconds without a byte
_LARGEST = 500 * 2**20
_BY_HAND = "Download it in a web browser, and import it with: reskill reference import-onet PATH"


@dataclass(frozen=True)
class Published:
    """A release that its publisher offers, with the SHA-256 of the file as it was measured."""

    name: str
    url: str
    sha256: str


PUBLISHED = {
    "31.0": Published(
        "O*NET 31.0, text edition",
        "https://www.onetcenter.org/dl_files/database/db_31_0_text.zip",
        "6883548adf5fde64cf6f801b35d15519c9225f2732c3cab0e281c652d16b23a9",
    )
}


def published(number: str) -> Published:
    """The release of a number. Raises ReskillError when no checksum of it is known."""
    if number not in PUBLISHED:
        raise ReskillError(
            f"No checksum of O*NET {number} is known to this version of Reskill, which can download "
            f"{', '.join(PUBLISHED)}.",
            _BY_HAND,
        )
    return PUBLISHED[number]


def size(release: Published) -> int:
    """Bytes of a release as its publisher states them, without its content; 0 = not stated. Raises ReskillError."""
    _demand_network()
    request = urllib.request.Request(  # noqa: S310
        release.url, headers={"User-Agent": f"Reskill/{__version__}"}, method="HEAD"
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            return int(answer.headers.get("Content-Length") or 0)
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(release, error) from error


def download(release: Published, tick: Tick = silent, announce: Callable[[str], None] = print) -> Path:
    """Fetch a release into the user's cache and give its file; goes on where an earlier try ended.

    `announce` is told name, size and address before the first byte of content is taken. Raises ReskillError when the
    publisher cannot be reached or the file is not the one whose checksum is pinned; nothing is kept of a wrong file.
    """
    folder = paths.user_cache() / "downloads"
    folder.mkdir(exist_ok=True)
    target = folder / release.url.rpartition("/")[2]
    if target.is_file() and checksum(target) == release.sha256:
        announce(f"{release.name} is here already: {target}")
        return target
    _demand_network()
    part = target.with_name(f"{target.name}.part")
    try:
        _fetch(release, part, tick, announce)
    except (OSError, http.client.HTTPException) as error:
        raise _unreachable(release, error) from error
    tick(1.0, "Checking the file")
    if checksum(part) != release.sha256:
        part.unlink()
        raise ReskillError(
            f"{target.name} is not the file that was published: its checksum differs.",
            "It was removed. Try again, and tell the makers of Reskill if it happens twice.",
        )
    part.replace(target)
    return target


def _demand_network() -> None:
    if not machine.defaults().network:
        raise ReskillError(f"The network is switched off for Reskill on this computer ({machine.place()}).", _BY_HAND)


def _unreachable(release: Published, error: Exception) -> ReskillError:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return ReskillError(
        f"{release.url} could not be read ({reason}).", f"Try again later; it goes on where it ended. {_BY_HAND}"
    )


def _fetch(release: Published, part: Path, tick: Tick, announce: Callable[[str], None]) -> None:
    have = part.stat().st_size if part.is_file() else 0
    request = urllib.request.Request(release.url, headers={"User-Agent": f"Reskill/{__version__}"})  # noqa: S310
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        answer = urllib.request.urlopen(request, timeout=_TIMEOUT)  # noqa: S310  (addresses are constants above)
    except urllib.error.HTTPError as error:
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            error.close()
            return  # all of it is here
        raise
    with answer:
        if answer.status != http.client.PARTIAL_CONTENT:
            have = 0
        size = have + int(answer.headers.get("Content-Length") or 0)
        if size > _LARGEST:
            raise ReskillError(f"{release.url} is {size / 2**20:,.0f} MB, too large for a release.", _BY_HAND)
        rest = f", {have / 2**20:.1f} MB of it here" if have else ""
        announce(f"{release.name}: {size / 2**20:.1f} MB{rest}, from {release.url}")
        with part.open("ab" if have else "wb") as file:
            while chunk := answer.read(_CHUNK):
                file.write(chunk)
                have += len(chunk)
                if have > _LARGEST:
                    raise ReskillError(f"{release.url} does not end.", _BY_HAND)
                tick(min(1.0, have / max(1, size)), f"Downloading {release.name}")
        if have < size:
            raise ConnectionError("the connection ended too early")
