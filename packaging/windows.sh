#!/usr/bin/env bash
# On Debian 12 or a relative, make Reskill for Windows: in dist/ a folder, its zip, an installer for one user, SHA256SUMS.
#   packaging/windows.sh FOLDER   a release: FOLDER is python.org's embeddable package of a maintained CPython, unpacked,
#                                 of the same minor release as the python3 that runs this
#   packaging/windows.sh          a trial, and named so: it carries CPython 3.11.9, which is no longer maintained
# README.md, "Windows", says what is tried how. Two runs of one commit give the same folder.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/environment.sh
python=("$@")
libraries gcc-mingw-w64-x86-64-win32 binutils-mingw-w64-x86-64 nsis
environment windows build/windows-venv
lock="packaging/windows/python$(python -c 'import sys; print("%d%d" % sys.version_info[:2])').lock"
[ -e "$lock" ] || stop "There is no $lock." "Make it for this Python: bash packaging/windows/lock.sh 3.NN"
say "Fetching what the folder carries"
wheels=build/windows-wheels
rm -rf "$wheels" && mkdir -p "$wheels"
fetch() {
    python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --platform win_amd64 \
        --implementation cp --require-hashes --dest "$wheels" --requirement "$1" >>build/windows.log 2>&1 \
        || stop "The Windows packages could not be fetched." "Check the network connection; details are in $PWD/build/windows.log"
}
fetch "$lock"
[ ${#python[@]} -gt 0 ] || fetch packaging/windows/trial.lock
SOURCE_DATE_EPOCH="$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)"  # without a history: 2026-01-01
export SOURCE_DATE_EPOCH
python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$wheels" . >>build/windows.log 2>&1 \
    || stop "Reskill's own wheel could not be made; details are in $PWD/build/windows.log"
say "Assembling the folder, the zip and the installer (some minutes)"
PYTHONHASHSEED=0 QT_QPA_PLATFORM=offscreen PYTHONPATH=packaging python packaging/windows/make.py "$wheels" dist ${python:+--python "$python"}
