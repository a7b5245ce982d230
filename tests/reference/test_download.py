"""Downloading a release: resumed, checked, and refused when it is another file. The publisher is this computer."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import reskill.paths as paths
from reskill.problem import ReskillError
from reskill.progress import Cancelled
from reskill.reference.download import Published, download, published

CONTENT = bytes(range(256)) * 2000


class Publisher(HTTPServer):
    """Serves CONTENT; notes the ranges asked for, and may break off after some bytes."""

    ranges: list[str]
    breaks_off_after: int | None = None
    knows_ranges = True


class _Answer(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.server.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.server.knows_ranges else 0
        if start >= len(CONTENT):
            self.send_error(416)
            return
        body = CONTENT[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.server.breaks_off_after])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    server = Publisher(("127.0.0.1", 0), _Answer)
    server.ranges = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder() -> Iterator[Path]:
    """The folder of downloads, empty before and after."""
    made = paths.user_cache() / "downloads"
    yield made
    for path in made.iterdir():
        path.unlink()


def offered(publisher: Publisher, sha256: str = hashlib.sha256(CONTENT).hexdigest()) -> Published:
    return Published("a release", f"http://127.0.0.1:{publisher.server_port}/files/release.zip", sha256)


def test_that_a_release_is_fetched_after_its_size_is_said(publisher: Publisher, folder: Path) -> None:
    said: list[str] = []
    file = download(offered(publisher), announce=said.append)
    assert file == folder / "release.zip" and file.read_bytes() == CONTENT
    assert said == [f"a release: 0.5 MB, from {offered(publisher).url}"]


def test_that_a_release_that_is_here_is_not_fetched_again(publisher: Publisher, folder: Path) -> None:
    download(offered(publisher), announce=lambda text: None)
    download(offered(publisher), announce=lambda text: None)
    assert publisher.ranges == [""]


def test_that_a_broken_connection_is_resumed(publisher: Publisher, folder: Path) -> None:
    publisher.breaks_off_after = 200_000
    with pytest.raises(ReskillError, match="goes on where it ended"):
        download(offered(publisher), announce=lambda text: None)
    publisher.breaks_off_after = None
    said: list[str] = []
    assert download(offered(publisher), announce=said.append).read_bytes() == CONTENT
    assert publisher.ranges == ["", "bytes=200000-"]
    assert "0.2 MB of it here" in said[0]


def test_that_cancel_keeps_what_came_so_far(publisher: Publisher, folder: Path) -> None:
    def cancel(part: float, text: str) -> None:
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        download(offered(publisher), cancel, lambda text: None)
    assert [p.name for p in folder.iterdir()] == ["release.zip.part"]
    assert download(offered(publisher), announce=lambda text: None).read_bytes() == CONTENT


def test_that_a_publisher_without_ranges_sends_all_again(publisher: Publisher, folder: Path) -> None:
    publisher.breaks_off_after = 1000
    with pytest.raises(ReskillError):
        download(offered(publisher), announce=lambda text: None)
    publisher.breaks_off_after, publisher.knows_ranges = None, False
    assert download(offered(publisher), announce=lambda text: None).read_bytes() == CONTENT


def test_that_a_complete_part_needs_only_its_check(publisher: Publisher, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "release.zip.part").write_bytes(CONTENT)
    assert download(offered(publisher), announce=lambda text: None).read_bytes() == CONTENT


def test_that_another_file_is_removed(publisher: Publisher, folder: Path) -> None:
    with pytest.raises(ReskillError, match="checksum differs"):
        download(offered(publisher, "0" * 64), announce=lambda text: None)
    assert list(folder.iterdir()) == []


def test_that_no_publisher_is_told_with_what_to_do(folder: Path) -> None:
    nobody = Published("a release", "http://127.0.0.1:9/release.zip", "0" * 64)
    with pytest.raises(ReskillError, match="import-onet PATH"):
        download(nobody, announce=lambda text: None)


def test_that_only_releases_with_a_known_checksum_are_offered() -> None:
    assert published("31.0").url.startswith("https://www.onetcenter.org/")
    with pytest.raises(ReskillError, match="web browser"):
        published("30.1")
