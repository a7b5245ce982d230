"""Start of the program: the window without arguments, the command line with them."""

from __future__ import annotations

import sys


def main() -> int:
    """Run Reskill; the exit code is 0 done, 1 done with rejected rows, 2 cannot run."""
    if sys.argv[1:2] == ["--read-workbook"]:  # reskill.intake.child: this process reads one workbook
        from reskill.intake.child import main as read_workbook

        return read_workbook(sys.argv[2:])
    if sys.argv[1:2] == ["--solve-plan"]:  # reskill.planning.climbing: this process solves one plan
        from reskill.planning.climbing import main as solve_plan

        return solve_plan()
    if sys.argv[1:2] in ([], ["app"]):
        from reskill.cli.window import run as show_window

        return show_window(sys.argv[2:])
    from reskill.cli.parser import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
