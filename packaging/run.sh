#!/usr/bin/env bash
# Set Reskill up, plan the sample city, and open the window on it. Run again, it starts at once.
# usage: bash packaging/run.sh [FOLDER]    (default folder: reskill-demo beside this checkout's files)
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/environment.sh
environment
folder="${1:-$PWD/reskill-demo}"
project="$folder/Marlow Bend.reskill"
if [ -e "$project" ]; then
    say "The sample city is in $folder (delete the folder to plan it anew)."
else
    reskill demo --out "$folder"
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec reskill app "$project"
fi
say "There is no display, so the window was not opened. Where there is one: bash packaging/run.sh"
say "The plan is ready as workbooks in $folder; the command line works as it is: .venv/bin/reskill --help"
