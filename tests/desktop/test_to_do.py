"""What the core says to do next, the page leads to and the README tells."""

import re
from pathlib import Path

from reskill.desktop.pages.overview import BUTTONS
from reskill.work import next_steps

README = Path(__file__).resolve().parents[2] / "README.md"
PAST = {"kept decisions", "workbooks"}  # say how things stand; scripts are not told them


def test_that_everything_to_do_has_a_button_and_is_told() -> None:
    named = set(re.findall(r'NextStep\(\s*"([a-z ]+)"', Path(next_steps.__file__).read_text(encoding="utf-8")))
    assert named == BUTTONS.keys()
    line = next(x for x in README.read_text(encoding="utf-8").splitlines() if x.startswith("| `next`"))
    assert {w for w in named if f"`{w}`" in line} == named - PAST
