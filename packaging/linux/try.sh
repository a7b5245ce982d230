#!/usr/bin/env bash
# Try a Debian package in a bare Debian 12 that has nothing else: try.sh dist/reskill_VERSION_amd64.deb   (as root)
# Installed with what it depends on, its file type and menu entry looked at, the program tried, and removed without a rest.
# The bare system is fetched once, into build/bookworm; what is done to it goes into a layer that is thrown away.
set -euo pipefail
package="$(realpath "$1")"
cd "$(dirname "$0")/../.."
. packaging/environment.sh
libraries debootstrap
bare="$PWD/build/bookworm"
if [ ! -e "$bare/made" ]; then
    say "Fetching a bare Debian 12"
    rm -rf "$bare" && mkdir -p build
    debootstrap --variant=minbase --include=shared-mime-info,desktop-file-utils bookworm "$bare" \
        >build/bookworm.log 2>&1 || stop "Debian could not be fetched; details are in $PWD/build/bookworm.log"
    touch "$bare/made"
fi
layer="$(mktemp -d "$PWD/build/layer.XXXX")"
trap 'rm -rf "$layer"' EXIT
unshare --mount bash -euo pipefail -s "$bare" "$layer" "$package" "$PWD/packaging" <<'IN_ITS_OWN_SPACE'
mount -t tmpfs none "$2"  # a layer cannot lie on every file system
mkdir "$2"/{upper,work,root}
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
root="$2/root"
mount -t proc none "$root/proc"
cp /etc/resolv.conf "$root/etc/"
mkdir "$root/trial"
cp "$3" "$root/trial/reskill.deb"
cp "$4"/smoke.py "$root/trial/"
cat >"$root/trial/inside.sh" <<'INSIDE'
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get update -qq
dpkg --unpack /trial/reskill.deb >/dev/null
apt-get install -y -qq --no-install-recommends -f >/dev/null 2>&1
dpkg-query -W -f='${Package} ${Version}: ${Status}\n' reskill
desktop-file-validate /usr/share/applications/reskill.desktop
grep -q '^application/x-reskill:\*\.reskill' /usr/share/mime/globs
grep -q '^application/x-reskill=reskill.desktop' /usr/share/applications/mimeinfo.cache
reskill --version
none() { if [ -n "$2" ]; then echo "$1: $2"; exit 1; fi; }
found="$(find /usr/lib/reskill/_internal -name '*.so*' -printf '%h\n' | sort -u | paste -sd :)"  # as the program's own loader looks
none "Libraries are missing" "$(find /usr/lib/reskill -type f -exec env LD_LIBRARY_PATH="$found" ldd {} + 2>/dev/null \
    | grep 'not found' | sort -u)"
cd /trial && reskill demo --out demo >/dev/null
apt-get install -y -qq --no-install-recommends python3 >/dev/null 2>&1  # only now: it brings libraries that might have been missing
python3 /trial/smoke.py /usr/lib/reskill
dpkg --remove reskill >/dev/null
none "Still known" "$(grep -s x-reskill /usr/share/mime/globs /usr/share/applications/mimeinfo.cache)"
dpkg --purge reskill >/dev/null 2>&1
none "Left behind" "$(find / -xdev '(' -path /proc -o -path /trial -o -path /tmp ')' -prune -o -iname '*reskill*' -print)"
echo "The package installs, works and goes without a rest."
INSIDE
chroot "$root" bash /trial/inside.sh
IN_ITS_OWN_SPACE
