#!/usr/bin/env bash
# Try a Windows folder, and the installer beside it, under Wine: try.sh dist/Reskill-VERSION-windows-x86_64 [short]
# Installs Wine, a screen without a monitor and the compiler that makes one stand-in, on Debian. `short`: the sample city
# and the window alone.
set -euo pipefail
folder="$(realpath "$1")"
cd "$(dirname "$0")/../.."
. packaging/environment.sh
libraries wine wine64 xvfb xauth gcc-mingw-w64-x86-64-win32
export WINEPREFIX="$PWD/build/wine" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
if [ ! -e "$WINEPREFIX/made" ]; then
    say "Making a Windows for Wine"
    wineboot -i </dev/null >build/wine.log 2>&1 || stop "Wine cannot start; details are in $PWD/build/wine.log"
    x86_64-w64-mingw32-gcc -shared -s -o "$WINEPREFIX/drive_c/windows/system32/icuuc.dll" packaging/windows/wine_icuuc.c
    touch "$WINEPREFIX/made"
fi
trial=(python3 packaging/windows/trial.py "$folder" "${@:2}")
if [ -n "${DISPLAY:-}" ]; then "${trial[@]}"; else xvfb-run -a -s "-screen 0 1366x768x24" "${trial[@]}"; fi
