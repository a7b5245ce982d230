"""Start of the program: the window without arguments, the command line with them."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run Reskill; the exit code is 0 done, 1 done with rejected rows, 2 cannot run."""
    multiprocessing.freeze_support()  # a frozen build reads workbooks in a copy of itself
    from reskill.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
