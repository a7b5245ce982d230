"""`reskill app`, and `reskill` alone: the window, which starts without what only the other commands need."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from reskill.cli.outcome import common_arguments, exit_code
from reskill.problem import ReskillError

TEXT = "start the window"


def run(arguments: Sequence[str]) -> int:
    """Show the window as the arguments after `app` say, and return the exit code."""
    parser = argparse.ArgumentParser(prog="reskill app", description=TEXT, parents=[common_arguments()])
    add_arguments(parser)
    parser.set_defaults(run=start)
    return exit_code(parser.parse_args(arguments))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("file", nargs="?", type=Path, help="project or roster to open")
    parser.add_argument(
        "--check",
        type=Path,
        metavar="PICTURE.png",
        help="save a picture of the first page and close: does it work here?",
    )


def start(args: argparse.Namespace) -> int:
    """Start the window; says so when the window is not installed."""
    try:
        from reskill.desktop.app import run as show
    except ImportError as error:
        raise ReskillError(
            f"The window cannot start: {error}.",
            "Install PySide6-Essentials and pyqtgraph, or use the command line: reskill --help",
        ) from error
    return show(args.file, args.check)
