#!/usr/bin/env bash
# What takes too long for every run: the Windows folder made and tried under Wine with a part of the tests, and the frozen
# Linux folder made and tried; what no test of plans and workbooks reaches; and 60 changes of the program's sums, which its
# tests must notice. About an hour on two cores. Debian, as root.
set -euo pipefail
cd "$(dirname "$0")/.."
bash packaging/linux.sh
folder="$(bash packaging/windows.sh | tail -1)"
bash packaging/windows/try.sh "$folder"
RESKILL_MARK_UPS=300 RESKILL_AUDITS=200 bash packaging/test.sh tests/export/test_mark_ups.py tests/export/test_auditor.py tests/export/test_pay_auditor.py
. packaging/environment.sh
environment test,long
export QT_QPA_PLATFORM=offscreen
coverage run -m pytest tests/planning tests/export
coverage report --skip-covered # fails below the floor of pyproject.toml
python packaging/mutants.py --count 60 --seed "$(date +%Y%m%d)"
