# Sourced by run.sh, test.sh and build.sh: `environment [extra [folder]]` makes .venv, or the virtual environment of
# another folder, and installs Reskill and what it needs.

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

version() { sed -n 's/^__version__ = "\(.*\)"$/\1/p' src/reskill/__init__.py; }

libraries() {  # Qt's system libraries, on Debian and its relatives
    local missing=() package
    command -v dpkg-query >/dev/null || return 0
    for package in "$@"; do  # Debian 13 calls some of them NAMEt64
        [[ "$(dpkg-query -W -f='${Status}' "$package" "${package}t64" 2>/dev/null)" == *"ok installed"* ]] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    [ "$(id -u)" = 0 ] || stop "These system packages are missing: ${missing[*]}" \
        "Ask an administrator to run: apt-get install ${missing[*]}"
    say "Installing system packages: ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
        >/tmp/reskill-apt.log 2>&1 || stop "The system packages could not be installed." \
        "Check the network connection; details are in /tmp/reskill-apt.log"
}

environment() {
    local extra="${1:-}" venv="${2:-.venv}" stamp
    command -v python3 >/dev/null || stop "Python 3.11 or newer is needed, and there is no python3 here."
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Python 3.11 or newer is needed; this is $(python3 -V)."
    libraries python3-venv libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0 \
        libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 fonts-dejavu-core
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv" || stop "A virtual environment could not be made in $PWD/$venv."
    stamp="$venv/installed${extra:+-$extra}"
    if [ ! -e "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
        say "Installing Reskill into $PWD/$venv (the first time takes a few minutes)"
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e ".${extra:+[$extra]}" >"$venv/install.log" 2>&1 \
            || stop "The Python packages could not be installed." "Check the network connection; details are in $PWD/$venv/install.log"
        touch "$stamp"
    fi
    PATH="$PWD/$venv/bin:$PATH"
}
