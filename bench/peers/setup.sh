#!/usr/bin/env bash
# Installs what the peers need into .venv-peers: PyTorch (some 5 GB) and tfjs-node, which takes the binding of the
# native engine. Continuous integration doesn't run this. With ANGNET_PEERS_PYTHON set to an interpreter that has
# PyTorch, only tfjs-node is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=.venv-peers

if [ -z "${ANGNET_PEERS_PYTHON:-}" ]; then
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet 'torch>=2.5' numpy
fi

mkdir -p "$folder/node"
# Its own install script would fetch TensorFlow 2.9.
(cd "$folder/node" && npm init --yes >/dev/null && npm install --silent --ignore-scripts @tensorflow/tfjs-node-gpu@4.22.0)
binding=$(npx tsx bench/peers/native-binding.ts)
target="$folder/node/node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8"
mkdir -p "$target"
ln -sf "$binding" "$target/tfjs_binding.node"
echo "The peers are ready: npx tsx bench/compare.ts --help"
