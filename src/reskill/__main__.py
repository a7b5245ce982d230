"""Start of the program: the window without arguments, the command line with them."""

from __future__ import annotations

import sys


def main() -> int:
    """Run Reskill; the exit code is 0 done, 1 done with rejected rows, 2 cannot run."""
    if hasattr(sys, "frozen"):
        from multiprocessing import freeze_support

        freeze_support()  # reskill.planning.climbing: this process solves a plan
    if sys.argv[1:2] == ["--read-workbook"]:  # reskill.intake.child: this process reads one workbook
        from reskill.intake.child import main as read_workbook

        return read_workbook(sys.argv[2:])
    from reskill.cli.parser import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
