"""What the launcher runs: Reskill, which then knows that this program is itself."""

import sys

from reskill.__main__ import main

sys.frozen = "folder"
sys.exit(main())
