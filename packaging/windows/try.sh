#!/usr/bin/env bash
# Try a Windows folder, and the installer beside it, under Wine: try.sh dist/Reskill-VERSION-windows-x86_64 [short]
# Installs Wine, a screen without a monitor and the compiler that makes a stand-in, on Debian. `short`: the sample city
# and the window alone, with the code of this checkout. Without it, the folder is put beside Linux, and a part of the tests is
# run by its own Python.
set -euo pipefail
folder="$(realpath "$1")"
cd "$(dirname "$0")/../.."
. packaging/environment.sh
libraries wine wine64 xvfb xauth gcc-mingw-w64-x86-64-win32
export WINEPREFIX="$PWD/build/wine" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=;ucrtbase=n,b"
if [ ! -e "$WINEPREFIX/made" ]; then
    say "Making a Windows for Wine"
    { wineboot -i </dev/null && wineserver -w; } >build/wine.log 2>&1 || stop "Wine cannot start; details are in $PWD/build/wine.log"
    x86_64-w64-mingw32-gcc -shared -s -o "$WINEPREFIX/drive_c/windows/system32/icuuc.dll" packaging/windows/wine_icuuc.c
    python3 packaging/windows/wine_ucrtbase.py "$WINEPREFIX/drive_c/windows/system32/ucrtbase.dll"
    touch "$WINEPREFIX/made"
fi
on_screen() { if [ -n "${DISPLAY:-}" ]; then "$@"; else xvfb-run -a -s "-screen 0 1366x768x24" "$@"; fi; }
on_screen python3 packaging/windows/trial.py "$folder" "${@:2}"
[ "${2:-}" != short ] || exit 0
say "Putting the folder beside the same program on Linux"
environment windows build/windows-venv
on_screen python packaging/windows/beside_linux.py "$folder" build/windows-pictures
say "Running tests by the folder's own Python"
library="$(basename "$folder"/app/python3??.dll .dll)"  # such as python311
wheels="build/windows-test-wheels-$library"
mkdir -p "$wheels"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --platform win_amd64 \
    --python-version "3.${library#python3}" --implementation cp --dest "$wheels" pytest pytest-qt hypothesis iniconfig packaging pluggy \
    sortedcontainers pygments colorama typing_extensions >>build/windows.log 2>&1 || stop "pytest could not be fetched; see $PWD/build/windows.log"
on_screen python3 packaging/windows/own_tests.py "$folder" "$wheels"
