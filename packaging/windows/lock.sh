#!/usr/bin/env bash
# Choose anew what the Windows folder carries: lock.sh [3.11]   The result, python311.lock, is reviewed and committed.
set -euo pipefail
cd "$(dirname "$0")"
version="${1:-3.11}"
python3 -m venv ../../build/lock
../../build/lock/bin/pip install --quiet "uv>=0.5"
without=()  # training and plug-ins of other programs, which no user of the folder comes to
for name in scikit-learn joblib threadpoolctl cloudpickle narwhals pip; do without+=(--no-emit-package "$name"); done
../../build/lock/bin/uv pip compile --quiet --no-header --generate-hashes --python-platform x86_64-pc-windows-msvc \
    --python-version "$version" "${without[@]}" --output-file "python${version/./}.lock" ../../pyproject.toml requirements.in
