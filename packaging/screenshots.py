"""Save a picture of every page of a project: screenshots.py PROJECT FOLDER [--dark] [--size 1280x800]."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> None:
    """Open the project, show each page and save it as FOLDER/NN-name.png."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--pages", default="", help="names of pages, comma-separated (default: all)")
    args = parser.parse_args()

    from reskill.desktop import app, palette

    if args.dark:
        palette.dark = lambda: True
    application = app.application()
    from reskill.desktop.main_window import MainWindow
    from reskill.desktop.pages.contents import PAGES

    def settle(seconds: float = 0.3) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end or window.session.jobs.busy:
            application.processEvents()
            time.sleep(0.01)

    window = MainWindow()
    window.resize(*map(int, args.size.split("x")))
    window.show()
    window.open_path(args.project)
    settle()
    args.folder.mkdir(parents=True, exist_ok=True)
    wanted = args.pages.split(",") if args.pages else [p.name for p in PAGES]
    for number, page in enumerate(PAGES, 1):
        if page.name in wanted:
            start = time.perf_counter()
            window.go(page.name)
            application.processEvents()
            first = time.perf_counter() - start
            settle()
            window.grab().save(str(args.folder / f"{number:02}-{page.name}.png"))
            print(f"{page.name}: first shown in {first * 1000:.0f} ms")
    window.close()


if __name__ == "__main__":
    main()
