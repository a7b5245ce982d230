#!/usr/bin/env bash
# On Debian 12 or a relative, make in dist/ the folder to carry, its zip, and a Debian package with a menu entry and the
# file type .reskill; try the folder, and the package in a bare Debian when this is run as root.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/environment.sh
SOURCE_DATE_EPOCH="$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)"  # without a history: 2026-01-01
export SOURCE_DATE_EPOCH
bash packaging/build.sh
folder="dist/Reskill-$(version)-linux-$(uname -m)"
package="$(build/venv/bin/python packaging/linux/package.py "$folder")"
if [ "$(id -u)" = 0 ]; then bash packaging/linux/try.sh "$package"; else say "As root, this tries it: packaging/linux/try.sh $package"; fi
