"""What the launcher runs: Reskill, which then knows that this program is itself."""

import sys

from reskill.__main__ import main

setattr(sys, "frozen", "folder")  # noqa: B010 (no attribute of sys that a type checker knows)
sys.exit(main())
