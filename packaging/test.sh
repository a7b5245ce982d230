#!/usr/bin/env bash
# Run the test suite in an environment of its own; makes the environment when it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/environment.sh
environment test
export QT_QPA_PLATFORM=offscreen
ruff check --quiet .
ruff format --quiet --check .
mypy --no-error-summary
exec python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal "$@"  # each worker takes a part that lies together
