#!/usr/bin/env bash
# Makes the virtual environment .venv-oracles: the TensorFlow, TensorBoard and safetensors that some tests compare with, and
# what goldens are made with.
set -euo pipefail
cd "$(dirname "$0")/.."
for python in python3 python3.13 python3.12 python3.11 python3.10; do
  if "$python" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    [ -x .venv-oracles/bin/python ] || "$python" -m venv .venv-oracles
    .venv-oracles/bin/python -m pip install --quiet --disable-pip-version-check tensorflow-cpu==2.21.0 mpmath==1.3.0 \
      scikit-learn==1.8.0 tensorboard==2.21.0 safetensors==0.8.0
    .venv-oracles/bin/python -c 'import tensorflow' 2>/dev/null
    touch .venv-oracles/complete
    echo "What tests compare with is in .venv-oracles"
    exit 0
  fi
done
echo "TensorFlow 2.21 needs Python 3.10 to 3.13, which was not found." >&2
exit 1
