#!/usr/bin/env bash
# Make the release that is checked out: checks it, makes and tries what is handed out, and tags it vVERSION.
#   packaging/release.sh FOLDER   FOLDER: python.org's embeddable package of a maintained CPython, unpacked (README, "Windows")
# Before it: the version in src/reskill/__init__.py, and the day in CHANGELOG.md: "## VERSION (2026-12-01)". Debian, as root.
# Nothing is tagged unless all of it went well; nothing is pushed or published.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/environment.sh
[ -d "${1:-}" ] || stop "A release needs a maintained Python for Windows: packaging/release.sh FOLDER"
python_folder="$(realpath "$1")"
version="$(version)"
tag="v$version"
[ -z "$(git status --porcelain)" ] || stop "Some files are changed or not committed:" "$(git status --short)"
! git rev-parse --quiet --verify "refs/tags/$tag" >/dev/null || stop "$tag is released already: raise the version in src/reskill/__init__.py."
grep -qE "^## ${version//./\\.} \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$" CHANGELOG.md \
    || stop "CHANGELOG.md does not say when $version is released: ## $version (YYYY-MM-DD)"
bash packaging/test.sh
rm -rf dist
bash packaging/linux.sh
windows="$(bash packaging/windows.sh "$python_folder" | tail -1)"
bash packaging/windows/try.sh "$windows"
(cd dist && sha256sum -- *.zip *.deb *.exe *.json >"Reskill-$version-SHA256SUMS")
git tag --annotate --message "Reskill $version" "$tag"
say "$tag is made and tagged; dist/ has what is handed out:" "$(cat "dist/Reskill-$version-SHA256SUMS")"
