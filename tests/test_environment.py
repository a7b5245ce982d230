"""The scripts that set Reskill up know which system packages are there."""

import os
import subprocess
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"
# Of a system that has `here` and `renamed` by its new name; as dpkg does, it fails where one of the names asked for is not known.
DPKG = """#!/bin/sh
for name in "$@"; do
    case "$name" in
        -*) ;;
        here | renamedt64) printf 'install ok installed' ;;
        *) status=1 ;;
    esac
done
exit ${status:-0}
"""


def test_that_only_what_is_not_installed_is_missing(tmp_path: Path) -> None:
    for name, text in (("dpkg-query", DPKG), ("id", "#!/bin/sh\necho 1000\n")):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    code = f"set -euo pipefail; . {PACKAGING / 'environment.sh'}; libraries here renamed; echo all here; libraries here gone"
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "all here\n"), done.stderr
    assert done.stderr.startswith("These system packages are missing: gone Ask")
