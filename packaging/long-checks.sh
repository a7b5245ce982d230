#!/usr/bin/env bash
# What takes too long for every run: the Windows folder made and tried under Wine with a part of the tests, and the frozen
# Linux folder made and tried. About 40 minutes on two cores. Debian, as root.
set -euo pipefail
cd "$(dirname "$0")/.."
bash packaging/build.sh
folder="$(bash packaging/windows.sh | tail -1)"
bash packaging/windows/try.sh "$folder"
RESKILL_MARK_UPS=300 bash packaging/test.sh tests/export/test_mark_ups.py
