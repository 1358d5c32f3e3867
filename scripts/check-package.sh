#!/usr/bin/env bash
# Packs the package, installs it into an empty folder, and asks it to check a spec under every supported Node.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

tarball=$(cd "$root" && npm pack --silent --ignore-scripts --pack-destination "$folder")
cd "$folder"
npm init --yes >/dev/null
npm install --silent --omit=dev "./$tarball"
cp "$root/examples/mnist/pure-angular.ang" spec.ang
for version in 20 22 24; do
  # The npm package `node` carries the binary of each version.
  npx --yes --package "node@$version" -- node -e 'console.log("node " + process.version)'
  npx --yes --package "node@$version" -- node node_modules/angnet/dist/runtime/cli/main.js check spec.ang
done
npx angnet check spec.ang
