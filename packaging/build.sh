#!/usr/bin/env bash
# Freeze Reskill into a folder that runs without an installed Python, zip it as dist/Reskill-VERSION-PLATFORM.zip, and
# try the program that is in it. Linux; README says what to do on Windows and macOS.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/environment.sh
needs=(binutils)
case "$(readlink -f "$(command -v python3)")" in  # the system's own Python comes without the library that is carried
    /usr/bin/python3.*) needs+=("lib$(basename "$(readlink -f "$(command -v python3)")")") ;;
esac
libraries "${needs[@]}"
environment freeze build/venv
say "Freezing (a minute or two)"
rm -rf dist/Reskill
python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/reskill.spec \
    >build/freeze.log 2>&1 || stop "Reskill could not be frozen; details are in $PWD/build/freeze.log"
folder="$(python packaging/portable.py dist)"
python packaging/smoke.py "$folder"
